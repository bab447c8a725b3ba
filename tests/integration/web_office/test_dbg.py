from integration.web_office.test_signin import *
def test_x(client, expert):
    print(sign_in(client, expert))
    a=client.get("/enter/second/app/"); print(a.status_code, a.headers.get("Location"), dict(client.session))
    assert 0
