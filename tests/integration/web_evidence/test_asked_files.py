"""A question that asks for a paper: the file is kept with the draft, read back, and handed in with the request."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from factories.files import WRONG, pdf, photo, sent
from integration.web_account.conftest import ANSWERS, APPLY
from integration.web_evidence.conftest import Apply, World, hidden, stored, words
from panah.audit.models import Event
from panah.casework.models import Case, Item
from panah.casework.queries import broken_invariants
from panah.casework.queries.applicant import case_page
from panah.evidence.models import HeldFile, Upload
from panah.evidence.operations import forget_held, hand_in
from panah.web.account.evidence import own_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books_agree() -> object:
    yield
    assert not list(broken_invariants())


def answered(world: World, client: Client, **other: dict[str, object]) -> None:
    """Answer every page but the letter's, or that too."""
    answers = {"travellers": {"travellers": [str(world.members[0].pk)]}, **ANSWERS, **other}
    for page, said in answers.items():
        assert client.post(f"{APPLY}{page}/", said).status_code == 302


@pytest.mark.usefixtures("with_letter")
def test_a_file_comes_back_with_the_draft_is_read_back_and_becomes_part_of_the_case(world: World) -> None:
    client = world.client()
    answered(world, client, letter={"letter": sent(pdf(), "letter.pdf")})
    later = world.client()
    page = later.get(f"{APPLY}letter/").content.decode()
    held = HeldFile.objects.get()
    assert "پی‌دی‌اف، ۲ برگ" in words(page)
    assert f"/my/held/{held.pk}/" in page
    assert "پی‌دی‌اف، ۲ برگ" in words(later.get(f"{APPLY}check/").content.decode())
    assert later.post(f"{APPLY}letter/", {}).status_code == 302
    assert later.post(f"{APPLY}check/", {"key": ""}).status_code == 302
    case, upload = Case.objects.get(), Upload.objects.get()
    assert (upload.case_id, upload.title, upload.sha256) == (case.pk, "نامهٔ بیمارستان", held.sha256)
    assert not HeldFile.objects.exists()
    own = later.get(f"/my/cases/{case.pk}/").content.decode()
    assert f"/my/cases/{case.pk}/evidence/{upload.pk}/" in own
    handed = Event.objects.get(stream=case.stream, kind="handed-in")
    assert (handed.actor_id, handed.role) == (world.door.pk, "applicant")


@pytest.mark.usefixtures("with_letter")
def test_an_officer_finds_the_file_under_the_papers_of_the_case(world: World) -> None:
    client = world.client()
    answered(world, client, destination={"destination": "گناوه"}, letter={"letter": sent(photo())})
    client.post(f"{APPLY}check/", {"key": ""})
    case, upload = Case.objects.get(), Upload.objects.get()
    expert = world.client(world.staff("bureau-expert"))
    page = expert.get(f"/office/cases/{case.pk}/").content.decode()
    assert "پیوست‌ها" in words(page)
    assert f"/office/cases/{case.pk}/evidence/{upload.pk}/" in page
    assert "مدرک پیوست شد" in words(page)
    assert upload.sha256 not in page
    assert expert.get(f"/office/cases/{case.pk}/evidence/{upload.pk}/").content.startswith(b"\xff\xd8")


@pytest.mark.usefixtures("with_letter")
@pytest.mark.parametrize("what", WRONG)
def test_a_bad_file_is_told_beside_its_question_and_the_answers_before_it_stay(
    world: World, what: str
) -> None:
    make, sentence = WRONG[what]
    client = world.client()
    answered(world, client)
    page = client.post(f"{APPLY}letter/", {"letter": sent(make())})
    assert page.status_code == 422
    assert words(page.content.decode()).count(sentence) == 2
    assert client.post(f"{APPLY}letter/", {}).status_code == 302
    assert "نفرستادید" in words(client.get(f"{APPLY}check/").content.decode())


@pytest.mark.usefixtures("with_letter")
def test_a_file_of_a_draft_that_nobody_came_back_to_goes_and_is_asked_for_again(
    world: World, folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    client = world.client()
    answered(world, client, letter={"letter": sent(photo())})
    assert forget_held(now=world.now + timedelta(days=29)) == 0
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's own
        assert forget_held(now=world.now + timedelta(days=31)) == 1
    assert stored(folder) == []
    assert client.get(f"{APPLY}check/")["Location"].endswith("/letter/")


def returned(world: World, apply: Apply) -> tuple[Case, str]:
    """A case whose paper could not be read, and the page that asks for it again."""
    case = apply(destination={"destination": "گناوه"}, people=world.members[:1])
    world.say(case, "returned", reason="paper-unreadable")
    item = Item.objects.get(case=case, state="open")
    return case, f"/my/cases/{case.pk}/amend/{item.pk}/"


def test_a_paper_that_could_not_be_read_is_photographed_again(world: World, apply: Apply) -> None:
    case, address = returned(world, apply)
    client = world.client()
    page = client.get(address).content.decode()
    assert 'enctype="multipart/form-data"' in page
    wrong = client.post(address, {**hidden(page), "answer": "ن" * 1001, "paper": sent(photo())})
    assert wrong.status_code == 422
    assert "نگه داشته شده است" in wrong.content.decode()
    assert client.post(address, {**hidden(page), "answer": "روشن‌تر گرفتم."}).status_code == 302
    assert Upload.objects.get().title == "عکس یا پی‌دی‌اف مدرک"
    expert = world.client(world.staff("bureau-expert"))
    seen = words(expert.get(f"/office/cases/{case.pk}/").content.decode())
    assert "عکس یا پی‌دی‌اف مدرک عکس" in seen.replace("پیوست‌ها", "")


def test_a_page_of_yesterday_hands_nothing_in_and_keeps_the_file(world: World, apply: Apply) -> None:
    _, address = returned(world, apply)
    client = world.client()
    form = hidden(client.get(address).content.decode())
    Item.objects.filter(state="open").update(ver=99)
    assert client.post(address, {**form, "paper": sent(photo())}).status_code == 409
    assert not Upload.objects.exists()
    assert HeldFile.objects.count() == 1


@pytest.mark.usefixtures("with_letter")
def test_a_clerk_photographs_the_letter_of_whoever_stands_there(world: World) -> None:
    clerk = world.client(world.staff("service-clerk"))
    address = f"/counter/households/{world.household.pk}/"
    answers: dict[str, object] = {"travellers": [str(world.members[0].pk)]}
    for said in ANSWERS.values():
        answers |= said
    page = clerk.post(address, {**answers, "destination": "", "letter": sent(photo())})
    assert page.status_code == 422
    assert "نگه داشته شده است" in page.content.decode()
    assert clerk.post(address, answers).status_code == 302
    assert "عکس" in words(clerk.get(f"{address}check/").content.decode())
    sending = hidden(clerk.get(f"{address}check/").content.decode())
    assert clerk.post(f"{address}check/", sending).status_code == 302
    assert Upload.objects.get().title == "نامهٔ بیمارستان"


def test_where_each_decides_for_herself_nobody_sees_what_another_handed_in(
    world: World, apply: Apply
) -> None:
    case = apply(destination={"destination": "گناوه"}, people=world.members[:2])
    first, second = case.subjects.order_by("pk")
    clerk = world.staff("service-clerk")
    handed = [
        hand_in(
            case_id=case.pk, title="نامه", data=photo(size=(40 + place, 40)), actor_id=clerk.pk, now=world.now,
            subject_id=subject.pk if subject else None,
        )
        for place, subject in enumerate((None, first, second))
    ]  # fmt: skip
    page = case_page(case.pk, actor=world.actor(world.door), now=world.now)
    apart = replace(page, own=frozenset({first.pk}))
    assert len(own_evidence(page, world.door.pk)) == 3
    assert [one.subject for one in own_evidence(apart, world.door.pk)] == [None, first.pk]
    assert own_evidence(apart, clerk.pk)[-1].id == handed[-1].pk
