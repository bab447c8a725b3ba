"""The counter: a card is scanned, one page is filled in, a paper goes into a hand (S19, S29)."""

import pytest
from django.test import Client

from factories.people import family, person
from integration.web_account.conftest import Apply, World, hidden
from panah.audit.models import Event
from panah.casework.models import Case, Item
from panah.documents.models import Document, HandOver
from panah.documents.operations import sign_files
from panah.payments.models import FeeExemption, Payment

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(world: World) -> Client:
    return world.client(world.staff("service-clerk"))


def answers(world: World, *people: int) -> dict[str, object]:
    return {
        "travellers": [str(world.members[place].pk) for place in people],
        "origin": "بوشهر، استان بوشهر",
        "destination": "شیراز",
        "reason": "work",
        "trip-starts_day": "1", "trip-starts_month": "9", "trip-starts_year": "1405",
        "trip-ends_day": "8", "trip-ends_month": "9", "trip-ends_year": "1405",
        "phone": "",
    }  # fmt: skip


def sent(world: World, clerk: Client, *people: int, **other: object) -> Case:
    """Fill in the one page, read back, send."""
    address = f"/counter/households/{world.household.pk}/"
    assert clerk.post(address, {**answers(world, *people), **other}).status_code == 302
    form = hidden(clerk.get(f"{address}check/").content.decode())
    answer = clerk.post(f"{address}check/", form)
    assert answer.status_code == 302
    assert clerk.post(f"{address}check/", form)["Location"] == answer["Location"]
    return Case.objects.latest("pk")


def test_a_scanned_card_opens_its_household_with_its_bearer_chosen(world: World, clerk: Client) -> None:
    found = clerk.get("/counter/", {"q": "۷۷۰۰۱"})
    assert found["Location"] == f"/counter/households/{world.household.pk}/?for={world.members[1].pk}"
    page = clerk.get(found["Location"]).content.decode()
    assert page.count("checked") == 1
    assert 'value="بوشهر، استان بوشهر"' in page
    assert Event.objects.filter(kind="read", stream=f"household:{world.household.pk}").exists()


def test_a_name_that_several_bear_is_a_list(world: World, clerk: Client) -> None:
    family(world.house.bushehr, person("گل‌احمد", "رحیمی"))
    page = clerk.get("/counter/", {"q": "گل احمد رحیمی"})
    assert page.status_code == 200
    assert page.content.decode().count("/counter/households/") >= 2
    assert "پیدا نشد" in clerk.get("/counter/", {"q": "کسی‌نیست"}).content.decode()


def test_whoever_helped_is_written_down_and_the_household_sees_it(world: World, clerk: Client) -> None:
    case = sent(world, clerk, 0, 1)
    assert case.helper is not None
    assert case.applicant_id == world.door.pk
    assert world.client().get(f"/my/cases/{case.pk}/").status_code == 200


def test_one_adult_alone_at_a_counter_stays_alone(world: World, clerk: Client) -> None:
    case = sent(world, clerk, 1, alone="yes")
    assert case.alone
    assert case.applicant_id is None
    assert world.client().get(f"/my/cases/{case.pk}/").status_code == 404
    other = world.client(world.staff("service-clerk"))
    assert other.get(f"/counter/cases/{case.pk}/").status_code == 404
    assert clerk.get(f"/counter/cases/{case.pk}/").status_code == 200


def test_a_child_or_several_are_never_written_down_alone(world: World, clerk: Client) -> None:
    address = f"/counter/households/{world.household.pk}/"
    world.members.append(world.child())
    for people in ((3,), (0, 1), (0, 3)):
        page = clerk.post(address, {**answers(world, *people), "alone": "yes"})
        assert page.status_code == 422
        assert "برای یک نفر بزرگسال است" in page.content.decode()
    for place, offered in ((1, True), (3, False)):
        page = clerk.get(address, {"for": str(world.members[place].pk)})
        assert ('name="alone"' in page.content.decode()) is offered


def test_a_receipt_is_taken_and_the_paper_handed_over(world: World, clerk: Client) -> None:
    case = sent(world, clerk, 0, 1)
    address = f"/counter/cases/{case.pk}/"
    paying = {
        **hidden(clerk.get(address).content.decode()),
        "channel": "card-receipt",
        "reference": "88123456",
    }
    paying |= {"paid_on_day": "1", "paid_on_month": "9", "paid_on_year": "1405"}
    assert clerk.post(f"{address}pay/", {**paying, "reference": ""}).status_code == 422
    assert clerk.post(f"{address}pay/", paying).status_code == 302
    assert "منتظر تأیید اداره" in clerk.get(address).content.decode()
    world.confirm(Payment.objects.get().pk)
    world.deliver()
    page = clerk.get(address).content.decode()
    assert "برگه آماده است" in page
    paper = Document.objects.get()
    waiting = clerk.get(f"{address}paper/{paper.pk}.pdf")
    assert (waiting.status_code, "برگه آماده می‌شود" in waiting.content.decode()) == (202, True)
    sign_files(now=world.now)
    assert clerk.get(f"{address}paper/{paper.pk}.pdf").content.startswith(b"%PDF")
    handing = {**hidden(page), "ver": str(Item.objects.get(case=case, state="open").ver)}
    handing |= {"receiver": str(world.members[1].pk)}
    assert clerk.post(f"{address}hand/", handing).status_code == 302
    assert clerk.post(f"{address}hand/", handing).status_code == 409
    assert HandOver.objects.get().to_party_id == world.members[1].pk
    case.refresh_from_db()
    assert case.state == "closed"


def test_who_cannot_pay_is_asked_for_at_the_counter(world: World, clerk: Client) -> None:
    case = sent(world, clerk, 0)
    assert clerk.post(f"/counter/cases/{case.pk}/exempt/", {"ground": "hardship"}).status_code == 302
    assert FeeExemption.objects.count() == 1
    assert clerk.post(f"/counter/cases/{case.pk}/exempt/", {"ground": "none"}).status_code == 422


def test_a_lost_paper_and_one_given_back_are_dealt_with_on_the_spot(world: World, clerk: Client) -> None:
    case = sent(world, clerk, 0)
    world.pay(case)
    world.deliver()
    item = Item.objects.get(case=case, state="open")
    key = {"key": "a" * 24, "ver": str(item.ver), "receiver": str(world.members[0].pk)}
    clerk.post(f"/counter/cases/{case.pk}/hand/", key)
    lost = clerk.post(
        f"/counter/cases/{case.pk}/again/lost/", {"key": "b" * 24, "cause": "lost", "phone": ""}
    )
    assert lost.status_code == 302
    world.deliver()
    assert [one.state for one in Document.objects.order_by("pk")] == ["replaced", "valid"]
    again = Case.objects.latest("pk")
    item = Item.objects.get(case=again, state="open")
    clerk.post(f"/counter/cases/{again.pk}/hand/", key | {"key": "c" * 24, "ver": str(item.ver)})
    back = clerk.post(f"/counter/cases/{again.pk}/again/give-back/", {"key": "d" * 24, "note": ""})
    assert back.status_code == 302
    giving = Case.objects.latest("pk")
    item = Item.objects.get(case=giving, state="open")
    clerk.post(f"/counter/cases/{giving.pk}/take-back/", {"key": "e" * 24, "ver": str(item.ver)})
    world.deliver()
    assert [one.state for one in Document.objects.order_by("pk")] == ["replaced", "void"]


def test_a_paper_goes_into_no_hand_it_does_not_name(world: World, clerk: Client) -> None:
    case = sent(world, clerk, 0)
    world.pay(case)
    world.deliver()
    item = Item.objects.get(case=case, state="open", step="hand-over")
    for receiver in ("", str(world.members[1].pk)):
        form = {"key": "n" * 24, "ver": str(item.ver), "receiver": receiver}
        assert clerk.post(f"/counter/cases/{case.pk}/hand/", form).status_code == 422
    assert not HandOver.objects.exists()


def test_a_traveller_named_twice_in_a_form_is_one_traveller(world: World, clerk: Client) -> None:
    assert sent(world, clerk, 0, 0).subjects.count() == 1


def test_a_traveller_is_left_out_as_whoever_stands_there_asks(world: World, clerk: Client) -> None:
    case = sent(world, clerk, 0, 1, destination="گناوه")
    subject = case.subjects.order_by("pk").last()
    assert subject is not None
    form = {"key": "f" * 24, "subject": str(subject.pk)}
    assert clerk.post(f"/counter/cases/{case.pk}/leave-out/", form).status_code == 302
    subject.refresh_from_db()
    assert subject.end == "left-out"


def test_every_look_of_a_clerk_is_written_down(world: World, clerk: Client) -> None:
    _, namesakes = family(world.house.bushehr, person("گل‌احمد", "رحیمی"))
    clerk.get("/counter/", {"q": "گل احمد رحیمی"})
    for shown in (world.members[0], namesakes[0]):
        assert Event.objects.filter(kind="read", stream=f"person:{shown.pk}", word="service").exists()
    case = sent(world, clerk, 0)
    clerk.get(f"/counter/cases/{case.pk}/")
    assert Event.objects.filter(kind="read", stream=case.stream, word="service").exists()


def test_what_lies_with_another_counter_is_not_there(world: World, apply: Apply) -> None:
    case = apply()
    far, _ = family(world.house.borazjan)
    clerk = world.client(world.staff("service-clerk"))
    assert clerk.get(f"/counter/households/{far.pk}/").status_code == 404
    assert clerk.get(f"/counter/cases/{case.pk}/").status_code == 200
    assert world.client(world.staff("bureau-expert")).get("/counter/").status_code == 403
    assert world.client().get("/counter/").status_code == 403
