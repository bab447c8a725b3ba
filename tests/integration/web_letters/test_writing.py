"""From a case to a signed letter on pages: nearly written, read once more, signed; nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from factories.codes import turn_on_codes
from factories.letters import AGENCY, Desk
from integration.web_letters.conftest import Sees
from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.correspondence.models import Draft, Letter

pytestmark = pytest.mark.django_db
NEW = "/office/secretariat/new/"


def filled(html: str) -> dict[str, str]:
    """What stands in a form, as a browser would send it."""
    fields = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', html))
    fields |= dict(re.findall(r'<input type="text" name="([a-z_]+)" value="([^"]*)"', html))
    for name, text in re.findall(r'<textarea name="([a-z_]+)"[^>]*>\s*(.*?)</textarea>', html, re.DOTALL):
        fields[name] = text
    for name, inner in re.findall(r'<select name="([a-z_]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        fields[name] = chosen.group(1) if chosen else ""
    return fields


def write(client: Client, page: str, **change: str) -> tuple[int, str]:
    """Send a letter's form as it came, with what is changed; gives status and where that leads."""
    fields = filled(client.get(page).content.decode()) | change
    answer = client.post(page.partition("?")[0], fields)
    return answer.status_code, str(answer.headers.get("Location", ""))


def of(case: Case) -> str:
    return f"/office/cases/{case.pk}/letters/new/"


def sign(client: Client, place: str) -> tuple[int, str]:
    draft = Draft.objects.get(pk=int(place.rstrip("/").rpartition("/")[2]))
    answer = client.post(f"{place}sign/", {"ver": draft.ver})
    return answer.status_code, str(answer.headers.get("Location", ""))


def test_a_letter_of_a_case_comes_nearly_written_and_two_sendings_sign_it(desk: Desk, sees: Sees) -> None:
    desk.may_sign(desk.expert)
    case, client = desk.case(), sees(desk.expert)
    desk.came(case=case.number, number="90/ب")
    assert f'href="{of(case)}" data-key="ن"' in client.get(f"/office/cases/{case.pk}/").content.decode()
    status, place = write(client, of(case))
    assert status == 302
    page = client.get(place).content.decode()
    assert ('<bdi dir="ltr">۹۰</bdi>/ب' in page, "autofocus" in page, AGENCY in page) == (True, True, True)
    status, letter = sign(client, place)
    assert status == 302
    page = client.get(letter).content.decode()
    assert "۱۸/۱۴۰۵/۲" in page
    assert "امضا شد" in page
    listed = client.get(f"/office/cases/{case.pk}/").content.decode()
    assert "پاسخ به نامهٔ شمارهٔ" in listed


def test_whoever_did_not_say_who_they_are_for_a_while_says_it_and_comes_back_to_the_letter(
    desk: Desk, sees: Sees
) -> None:
    desk.may_sign(desk.expert)
    client = sees(desk.expert, fresh=False)
    _, place = write(client, of(desk.case()), to=AGENCY)
    status, where = sign(client, place)
    assert (status, where) == (302, f"/enter/again/?next={place.replace('/', '%2F')}")
    assert (Letter.objects.count(), Draft.objects.get().state) == (0, "open")


def test_who_has_a_second_factor_signs_by_it_and_by_no_password(desk: Desk, sees: Sees) -> None:
    desk.may_sign(desk.expert)
    turn_on_codes(desk.account("bureau-expert"))
    client = sees(desk.expert)
    _, place = write(client, of(desk.case()), to=AGENCY)
    assert sign(client, place)[1].startswith("/enter/second/again/?next=")
    assert Letter.objects.count() == 0


def test_an_old_word_of_who_one_is_signs_nothing(desk: Desk, sees: Sees) -> None:
    desk.may_sign(desk.expert)
    client = sees(desk.expert)
    _, place = write(client, of(desk.case()), to=AGENCY)
    desk.now += timedelta(minutes=6)
    assert "/enter/again/" in sign(client, place)[1]


def test_what_is_missing_is_said_beside_what_was_typed(desk: Desk, sees: Sees) -> None:
    client = sees(desk.expert)
    fields = filled(client.get(NEW).content.decode()) | {
        "subject": "",
        "body": "متنی که نباید گم شود",
        "to": "",
    }
    answer = client.post(NEW, fields)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "متنی که نباید گم شود" in page
    assert "موضوع نامه را بنویسید." in page
    fields["subject"] = "موضوع"
    assert "گیرندهٔ نامه را بنویسید." in client.post(NEW, fields).content.decode()
    assert Draft.objects.count() == 0


def test_a_letter_that_continues_another_goes_to_the_same_and_stands_in_its_chain(
    desk: Desk, sees: Sees
) -> None:
    desk.may_sign(desk.expert, "covering", "follow-up")
    first = desk.letter(desk.expert)
    client = sees(desk.expert)
    page = f"{NEW}?follows={first.pk}"
    assert page in client.get(f"/office/secretariat/letters/{first.pk}/").content.decode()
    _, place = write(client, page, subject="پیگیری")
    assert sign(client, place)[0] == 302
    second = Letter.objects.latest("pk")
    assert (second.kind, second.follows_id, second.to) == ("follow-up", first.pk, first.to)
    assert "پیرو" in client.get(f"/office/secretariat/letters/{first.pk}/").content.decode()
    came = desk.came()
    assert client.get(f"{NEW}?follows={came.pk}").status_code == 404


def test_a_gap_that_was_left_is_said_before_the_letter_is_kept(desk: Desk, sees: Sees) -> None:
    client = sees(desk.expert)
    fields = filled(client.get(f"{NEW}?kind=plain").content.decode()) | {"to": AGENCY, "subject": "الف"}
    assert "[…]" in fields["body"]
    answer = client.post(NEW, fields)
    assert (answer.status_code, "هنوز خالی است" in answer.content.decode()) == (422, True)


def test_a_form_sent_twice_is_one_draft(desk: Desk, sees: Sees) -> None:
    client = sees(desk.expert)
    fields = filled(client.get(NEW).content.decode()) | {"to": AGENCY, "subject": "الف", "body": "ب"}
    first, second = (client.post(NEW, fields).headers["Location"] for _ in range(2))
    assert (first, Draft.objects.count()) == (second, 1)


def test_what_was_typed_when_the_session_ended_is_there_after_signing_in(desk: Desk, sees: Sees) -> None:
    account = desk.account("bureau-expert")
    account.set_password("chahar-vazhe-bi-rabt")
    account.save()
    client = sees(desk.expert)
    fields = filled(client.get(NEW).content.decode()) | {
        "to": AGENCY,
        "subject": "الف",
        "body": "نباید گم شود",
    }
    client.cookies.clear()
    away = client.post(NEW, fields)
    assert away.headers["Location"].startswith("/enter/")
    client.post(
        away.headers["Location"], {"login": account.username, "password": "chahar-vazhe-bi-rabt", "next": NEW}
    )
    assert "نباید گم شود" in client.get(NEW).content.decode()


def test_a_letter_that_needs_a_superior_is_passed_on_signed_and_given_back(desk: Desk, sees: Sees) -> None:
    desk.may_sign(desk.director, "introduction")
    desk.may_sign(desk.expert, "introduction")
    writer, head = sees(desk.expert), sees(desk.director)
    _, place = write(writer, f"{NEW}?kind=introduction", to=AGENCY, subject="معرفی", body="با سلام")
    page = writer.get(place).content.decode()
    assert "این نامه را خودتان نوشته‌اید" in page
    draft = Draft.objects.get()
    passed = writer.post(
        f"{place}pass/", {"ver": draft.ver, "what": "submit", "signer": desk.director.account_id}
    )
    assert passed.status_code == 302
    waiting = head.get("/office/secretariat/").content.decode()
    assert "برای امضای شما" in waiting
    draft.refresh_from_db()
    refused = head.post(f"{place}pass/", {"ver": draft.ver, "what": "back", "note": ""})
    assert (refused.status_code, "دلیل را بنویسید" in refused.content.decode()) == (422, True)
    head.post(f"{place}pass/", {"ver": draft.ver, "what": "back", "note": "گیرنده را کامل بنویسید"})
    assert "برگشته" in writer.get("/office/secretariat/").content.decode()
    edit = f"{place}edit/"
    fields = filled(writer.get(edit).content.decode()) | {"to": "بانک ملی ایران"}
    assert writer.post(edit, fields).status_code == 302
    draft.refresh_from_db()
    writer.post(f"{place}pass/", {"ver": draft.ver, "what": "submit", "signer": desk.director.account_id})
    assert sign(head, place)[0] == 302
    letter = Letter.objects.get()
    assert (letter.to, letter.signed_by_id) == ("بانک ملی ایران", desk.director.account_id)


def test_a_draft_changed_elsewhere_is_not_overwritten(desk: Desk, sees: Sees) -> None:
    client = sees(desk.expert)
    _, place = write(client, NEW, to=AGENCY, subject="الف", body="ب")
    fields = filled(client.get(f"{place}edit/").content.decode())
    client.post(f"{place}edit/", fields | {"subject": "نخست"})
    late = client.post(f"{place}edit/", fields | {"subject": "دوم"})
    assert (late.status_code, Draft.objects.get().subject) == (409, "نخست")
    assert "دوم" in late.content.decode()


def test_a_memo_waits_at_its_office_the_moment_it_is_signed(desk: Desk, sees: Sees) -> None:
    desk.may_sign(desk.expert, "memo")
    client = sees(desk.expert)
    office = desk.bureau.elsewhere.pk
    _, place = write(client, f"{NEW}?kind=memo", to_office=str(office), subject="پرسش", body="با سلام")
    assert sign(client, place)[0] == 302
    head = sees(desk.actor("bureau-director", office=desk.bureau.elsewhere))
    assert "جهت بررسی و اقدام" in head.get("/office/secretariat/").content.decode()


@pytest.mark.parametrize(
    "page", ["/office/secretariat/drafts/{0}/", "/office/secretariat/drafts/{0}/draft.pdf"]
)
def test_a_draft_of_another_is_not_there(desk: Desk, sees: Sees, page: str) -> None:
    def status(who: Actor) -> int:
        return sees(who).get(page.format(draft.pk)).status_code

    draft = desk.draft(desk.expert)
    assert (status(desk.expert), status(desk.officer), status(desk.director)) == (200, 404, 404)
