"""A photo of the slip goes with its number, to whoever looks for the money, and no mistake on the page loses either."""

import io
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from factories.files import WRONG, pdf, photo, sent
from integration.web_evidence.conftest import SAID, World, hidden, pay, stored, words
from panah.audit.models import Event
from panah.casework.models import Case
from panah.casework.queries import broken_invariants
from panah.evidence.models import HeldFile, Upload
from panah.payments.models import Payment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books_agree() -> object:
    yield
    assert not list(broken_invariants())


def test_the_second_person_sees_the_photo_confirms_and_every_look_is_written_down(
    world: World, case: Case
) -> None:
    status, _ = pay(world.client(), case, slip=sent(photo()))
    assert status == 302
    payment = Payment.objects.get()
    assert payment.proof is not None
    assert (payment.proof.case_id, payment.proof.title) == (case.pk, "عکس رسید یا فیش")
    checker = world.staff("payment-checker")
    second, address = world.client(checker), f"/office/money/payments/{payment.pk}/slip/"
    assert address in second.get("/office/money/").content.decode()
    shown = second.get(address)
    with Image.open(io.BytesIO(shown.content)) as picture:
        assert picture.size == (240, 320)
    look = Event.objects.filter(stream=case.stream, kind="read").latest("pk")
    assert (look.actor_id, look.role, look.word) == (checker.pk, "payment-checker", "service")
    assert look.about == f"upload {payment.proof_id}"
    assert second.post(f"/office/money/payments/{payment.pk}/", {"found": "yes"}).status_code == 302
    assert second.get(address).status_code == 200


def test_a_photo_is_sent_as_what_it_is_alone_in_its_box_and_into_no_cache(world: World, case: Case) -> None:
    pay(world.client(), case, slip=sent(photo(), "x.html"))
    upload = Upload.objects.get()
    shown = world.client().get(f"/my/cases/{case.pk}/evidence/{upload.pk}/")
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Content-Disposition"] == f'inline; filename="{upload.pk}.jpg"'
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown["Cache-Control"] == "private, no-store"
    look = Event.objects.filter(stream=case.stream, kind="read").latest("pk")
    assert (look.actor_id, look.word) == (world.door.pk, "own-record")


def test_a_pdf_is_given_to_keep_and_not_opened_in_the_page(world: World, case: Case) -> None:
    pay(world.client(), case, slip=sent(pdf(), "slip.pdf"))
    upload = Upload.objects.get()
    given = world.client().get(f"/my/cases/{case.pk}/evidence/{upload.pk}/")
    assert given["Content-Disposition"].startswith("attachment")
    assert given.content.startswith(b"%PDF")
    assert "پی‌دی‌اف، ۲ برگ" in words(world.client().get(f"/my/cases/{case.pk}/").content.decode())


@pytest.mark.parametrize("what", WRONG)
def test_a_file_that_cannot_be_kept_is_told_beside_its_field_and_what_was_typed_stays(
    world: World, case: Case, folder: Path, what: str
) -> None:
    make, sentence = WRONG[what]
    status, page = pay(world.client(), case, slip=sent(make()))
    assert status == 422
    assert words(page).count(sentence) == 2
    assert 'href="#id_slip"' in page
    assert 'aria-describedby="id_slip_helptext id_slip_error"' in page
    assert 'value="778899"' in page
    assert not Payment.objects.exists()
    assert not HeldFile.objects.exists()
    assert stored(folder) == []


def test_no_number_is_needed_a_photo_for(world: World, case: Case) -> None:
    assert pay(world.client(), case)[0] == 302
    assert Payment.objects.get().proof is None


def test_a_good_photo_survives_a_mistake_elsewhere_and_need_not_be_sent_twice(
    world: World, case: Case
) -> None:
    client = world.client()
    status, page = pay(client, case, reference="", slip=sent(photo()))
    assert status == 422
    held = HeldFile.objects.get()
    assert f"/my/held/{held.pk}/" in page
    assert client.get(f"/my/held/{held.pk}/").content.startswith(b"\xff\xd8")
    assert pay(client, case, reference="55667788")[0] == 302
    proof = Payment.objects.get().proof
    assert proof is not None
    assert (proof.sha256, proof.place) == (held.sha256, held.place)
    assert not HeldFile.objects.exists()


def test_a_bad_photo_leaves_the_good_one_before_it(world: World, case: Case) -> None:
    client = world.client()
    pay(client, case, reference="", slip=sent(photo()))
    status, page = pay(client, case, slip=sent(b"not a picture"))
    assert status == 422
    assert "نگه داشته شده است" in page
    assert pay(client, case)[0] == 302
    assert Payment.objects.get().proof is not None


def test_a_better_photo_takes_the_place_of_the_first_and_one_can_be_taken_back(
    world: World, case: Case, django_capture_on_commit_callbacks: object, folder: Path
) -> None:
    client = world.client()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's own
        pay(client, case, reference="", slip=sent(photo()))
        first = HeldFile.objects.get()
        pay(client, case, reference="", slip=sent(photo("red")))
        assert HeldFile.objects.get().sha256 != first.sha256
    assert len(stored(folder)) == 1
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # the same
        assert pay(client, case, **{"slip-drop": "yes"})[0] == 302
    assert Payment.objects.get().proof is None
    assert stored(folder) == []


def test_a_file_that_reaches_another_question_is_told_and_not_kept(world: World, case: Case) -> None:
    status, page = pay(world.client(), case, photo=sent(photo()))
    assert status == 422
    assert words(page).count("به پرسش دیگری رسید") == 2
    assert not HeldFile.objects.exists()


def test_words_in_the_place_of_a_file_are_no_file(world: World, case: Case) -> None:
    assert pay(world.client(), case, slip="picture:1:" + "a" * 64)[0] == 302
    assert Payment.objects.get().proof is None


def cut(boundary: str, fields: dict[str, str], body: bytes) -> bytes:
    """A form whose file breaks off before its end."""
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="slip"; filename="x.jpg"\r\n\r\n'
    return b"".join([*parts, head.encode(), body[: len(body) // 2]])


def test_a_line_that_breaks_in_the_middle_of_a_photo_loses_nothing_that_was_there(
    world: World, case: Case
) -> None:
    client, address = world.client(), f"/my/cases/{case.pk}/pay/"
    pay(client, case, reference="", slip=sent(photo()))
    before = HeldFile.objects.get()
    form = {**SAID, **hidden(client.get(address).content.decode())}
    broken = cut("edge", form, photo("red", size=(900, 900)))
    answer = client.generic("POST", address, broken, "multipart/form-data; boundary=edge")
    assert answer.status_code == 422
    assert words(answer.content.decode()).count("کامل نرسید") == 2
    assert 'value="778899"' in answer.content.decode()
    assert HeldFile.objects.get().sha256 == before.sha256
    assert not Payment.objects.exists()


def test_the_same_form_sent_twice_is_one_payment_with_one_photo(world: World, case: Case) -> None:
    client, address = world.client(), f"/my/cases/{case.pk}/pay/"
    form = {**SAID, **hidden(client.get(address).content.decode())}
    for _ in range(2):
        assert client.post(address, {**form, "slip": sent(photo())}).status_code == 302
    assert Payment.objects.get().proof == Upload.objects.get()
    assert not HeldFile.objects.exists()


def test_a_photo_sent_after_the_session_ended_is_there_once_its_sender_has_signed_in(
    world: World, case: Case
) -> None:
    address = f"/my/cases/{case.pk}/pay/"
    client = world.client()
    form = world.client().get(address).content.decode()
    writer = form.partition('name="writer" value="')[2].partition('"')[0]
    client.logout()
    late = client.post(address, {**SAID, "writer": writer, "slip": sent(photo())})
    assert late.status_code == 302
    assert "/enter/" in late["Location"]
    client.force_login(world.door)
    page = client.get(address).content.decode()
    assert 'value="778899"' in page
    assert "نگه داشته شده است" in page
    assert pay(client, case)[0] == 302
    assert Payment.objects.get().proof is not None


def test_nobody_holds_a_file_in_anothers_name(world: World, case: Case) -> None:
    form = {**SAID, "writer": f"{world.door.pk}:forged", "slip": sent(photo())}
    Client().post(f"/my/cases/{case.pk}/pay/", form)
    assert not HeldFile.objects.exists()


def test_a_photo_is_nobodys_who_may_not_see_the_payment(world: World, case: Case) -> None:
    clerk = world.staff("service-clerk")
    address = f"/counter/cases/{case.pk}/"
    form = {**SAID, **hidden(world.client(clerk).get(address).content.decode()), "slip": sent(photo())}
    assert world.client(clerk).post(f"{address}pay/", form).status_code == 302
    payment, upload = Payment.objects.get(), Upload.objects.get()
    photo_of = f"/office/money/payments/{payment.pk}/slip/"
    assert world.client(clerk).get(photo_of).status_code == 403
    assert world.client(clerk).get(f"{address}evidence/{upload.pk}/").status_code == 200
    assert world.client(world.staff("bureau-expert")).get(photo_of).status_code == 200
    assert world.client(world.staff("payment-checker")).get(f"/office/cases/{case.pk}/").status_code == 404
    assert Client().get(photo_of).status_code == 302
    assert world.client().get(f"/my/cases/{case.pk}/evidence/{upload.pk + 1}/").status_code == 404


def test_what_waits_with_a_form_is_shown_to_its_writer_alone(world: World, case: Case) -> None:
    pay(world.client(), case, reference="", slip=sent(photo()))
    held = HeldFile.objects.get()
    wife = world.client(world.own_door(world.members[1]))
    assert wife.get(f"/my/held/{held.pk}/").status_code == 404
    clerk = world.client(world.staff("service-clerk"))
    assert clerk.get(f"/counter/held/{held.pk}/").status_code == 404
