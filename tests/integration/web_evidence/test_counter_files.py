"""A slip and a paper at the counter: photographed by the clerk, looked at by the bureau."""

import pytest
from django.test import Client

from factories.files import WRONG, photo, sent
from integration.web_evidence.conftest import SAID, Apply, World, hidden, words
from panah.audit.models import Event
from panah.casework.models import Case
from panah.evidence.models import Upload
from panah.payments.models import FeeExemption, Payment

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(world: World) -> Client:
    return world.client(world.staff("service-clerk"))


def paid(clerk: Client, case: Case, **said: object) -> tuple[int, str]:
    address = f"/counter/cases/{case.pk}/"
    form = hidden(clerk.get(address).content.decode())
    answer = clerk.post(f"{address}pay/", {**SAID, **form, **said})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("what", WRONG)
def test_at_the_counter_a_bad_file_is_told_and_the_number_stays(clerk: Client, case: Case, what: str) -> None:
    make, sentence = WRONG[what]
    status, page = paid(clerk, case, slip=sent(make()))
    assert status == 422
    assert words(page).count(sentence) == 2
    assert 'value="778899"' in page
    assert not Payment.objects.exists()


def test_the_clerk_sees_the_photo_with_the_case_and_the_look_is_written_down(
    clerk: Client, case: Case
) -> None:
    assert paid(clerk, case, slip=sent(photo()))[0] == 302
    upload = Upload.objects.get()
    address = f"/counter/cases/{case.pk}/evidence/{upload.pk}/"
    assert address in clerk.get(f"/counter/cases/{case.pk}/").content.decode()
    assert clerk.get(address).status_code == 200
    look = Event.objects.filter(stream=case.stream, kind="read").latest("pk")
    assert (look.role, look.about) == ("service-clerk", f"upload {upload.pk}")


def test_a_number_that_is_taken_does_not_lose_the_photo(clerk: Client, case: Case, apply: Apply) -> None:
    paid(clerk, apply())
    status, page = paid(clerk, case, slip=sent(photo()))
    assert status == 409
    assert words(page).count("شماره را یک بار دیگر ببینید") == 2
    assert "نگه داشته شده است" in page
    assert paid(clerk, case, reference="99001122")[0] == 302
    assert Payment.objects.latest("pk").proof is not None


def test_a_receipt_that_comes_twice_is_told_where_its_form_is_gone(clerk: Client, case: Case) -> None:
    paid(clerk, case)
    status, page = paid(clerk, case)
    assert status == 409
    assert "شماره را یک بار دیگر ببینید" in words(page)
    assert Payment.objects.count() == 1


def test_a_paper_beside_a_wish_not_to_pay_reaches_who_decides(
    world: World, clerk: Client, case: Case
) -> None:
    address = f"/counter/cases/{case.pk}/exempt/"
    status = clerk.post(address, {"ground": "welfare", "proof": sent(b"not a paper")}).status_code
    assert status == 422
    assert not FeeExemption.objects.exists()
    assert clerk.post(address, {"ground": "welfare", "proof": sent(photo())}).status_code == 302
    wish = FeeExemption.objects.get()
    shown = f"/office/cases/{case.pk}/evidence/{wish.proof_id}/"
    expert = world.client(world.staff("bureau-expert"))
    assert shown in expert.get("/office/money/").content.decode()
    assert expert.get(shown).status_code == 200


def test_who_asks_from_home_may_add_the_paper_later_to_the_same_wish(world: World, case: Case) -> None:
    client, address = world.client(), f"/my/cases/{case.pk}/exempt/"
    assert client.post(address, {"ground": "special-disease"}).status_code == 302
    assert FeeExemption.objects.get().proof is None
    assert client.post(address, {"ground": "special-disease", "proof": sent(photo())}).status_code == 302
    assert FeeExemption.objects.get().proof == Upload.objects.get()
