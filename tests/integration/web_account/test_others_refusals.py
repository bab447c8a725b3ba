"""Adults of one household share a request and not its refusal: the ground belongs to whoever it is about (S5, S29)."""

import pytest

from integration.web_account.conftest import Apply, World, hidden
from panah.audit.models import Event
from panah.casework.models import Case
from panah.decisions.models import Decision
from panah.organisation.models import Account
from panah.registry.models import Person

pytestmark = pytest.mark.django_db
BARRED = {"destination": "گناوه"}
GROUND, OWN_WORDS, REMEDY = "اجازهٔ جداگانه می‌خواهد", "برای این مسافر.", "مقصد دیگری بنویسید"
ELSEWHERE = "نتیجهٔ این نفر به خودش گفته می‌شود"


@pytest.fixture
def case(world: World, apply: Apply) -> Case:
    """The wife is refused, the two others of the shared journey are not."""
    asked = apply(destination=BARRED)
    world.say(asked, "refused", place=1, reason="no-go-area")
    return asked


def shown(world: World, case: Case, who: Account | None = None) -> str:
    return world.client(who).get(f"/my/cases/{case.pk}/").content.decode()


def reads_it(page: str) -> bool:
    told = [one in page for one in (GROUND, OWN_WORDS, REMEDY)]
    assert len(set(told)) == 1
    return told[0]


def test_the_shared_account_learns_that_it_is_told_to_her_and_how_she_sees_it(
    world: World, case: Case
) -> None:
    page = shown(world, case)
    assert not reads_it(page)
    assert "موافقت نشد" not in page
    assert ELSEWHERE in page
    assert "در هر باجه" in page


def test_no_other_adult_reads_it_from_an_account_of_their_own(world: World, case: Case) -> None:
    for member in (world.members[0], world.members[2]):
        page = shown(world, case, world.own_door(member))
        assert not reads_it(page)
        assert ELSEWHERE in page
    assert Decision.objects.get().served_at is None


def test_she_reads_it_and_objects_from_her_own_account(world: World, case: Case) -> None:
    own = world.own_door(world.members[1])
    assert reads_it(shown(world, case, own))
    decision = Decision.objects.get()
    assert decision.serve_how == "portal"
    client, address = world.client(own), f"/my/cases/{case.pk}/object/{decision.pk}/"
    form = hidden(client.get(address).content.decode())
    assert client.post(address, {**form, "text": "به بیمارستان می‌روم."}).status_code == 302
    made = Case.objects.latest("pk")
    assert (made.slug, made.alone, made.applicant_id) == ("objection", True, own.pk)
    assert ELSEWHERE in shown(world, case)


@pytest.mark.parametrize("who", [None, 0, 2])
def test_nobody_else_opens_the_page_of_her_objection(world: World, case: Case, who: int | None) -> None:
    decision = Decision.objects.get()
    client = world.client(None if who is None else world.own_door(world.members[who]))
    address = f"/my/cases/{case.pk}/object/{decision.pk}/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"key": "k" * 24, "text": "نه"}).status_code == 404
    assert not Case.objects.filter(slug="objection").exists()


@pytest.fixture
def of_a_child(world: World, apply: Apply) -> tuple[Case, Person]:
    child = world.child()
    world.members.append(child)
    asked = apply(destination=BARRED, people=[child])
    world.say(asked, "refused", reason="no-go-area")
    return asked, child


def test_a_childs_refusal_is_told_to_the_family_and_its_parent_objects(
    world: World, of_a_child: tuple[Case, Person]
) -> None:
    case, _ = of_a_child
    page = shown(world, case)
    assert reads_it(page)
    assert "اعتراض می‌کنم" not in page
    assert "اعتراض برای او را" in page
    assert reads_it(shown(world, case, world.own_door(world.members[1])))
    grown_brother = shown(world, case, world.own_door(world.members[2]))
    assert not reads_it(grown_brother)
    decision = Decision.objects.get()
    address = f"/my/cases/{case.pk}/object/{decision.pk}/"
    assert world.client().get(address).status_code == 404
    mother = world.client(Account.objects.get(bindings__person=world.members[1], bindings__ended_at=None))
    form = hidden(mother.get(address).content.decode())
    assert mother.post(address, {**form, "text": "با او می‌روم."}).status_code == 302
    assert Case.objects.latest("pk").alone is False


def test_at_a_counter_it_is_read_to_her_handed_over_and_objected_to(world: World, case: Case) -> None:
    clerk = world.client(world.staff("service-clerk"))
    decision = Decision.objects.get()
    address = f"/counter/cases/{case.pk}/object/{decision.pk}/"
    assert address in clerk.get(f"/counter/cases/{case.pk}/").content.decode()
    page = clerk.get(address).content.decode()
    assert reads_it(page)
    assert Event.objects.filter(stream=case.stream, kind="read", role="service-clerk").exists()
    sent = hidden(page)
    assert clerk.post(address, {**sent, "handed": "yes"}).status_code == 302
    decision.refresh_from_db()
    assert decision.serve_how == "handed"
    assert clerk.post(address, {**sent, "text": "نه", "proof": " "}).status_code == 422
    given = {**sent, "text": "به بیمارستان می‌روم.", "proof": "خودش، با کارت آمایش"}
    assert clerk.post(address, given).status_code == 302
    made = Case.objects.latest("pk")
    assert (made.slug, made.alone, made.helper is not None) == ("objection", True, True)
    assert clerk.post(address, given)["Location"].endswith(f"/counter/cases/{made.pk}/")
    assert clerk.get(f"/counter/cases/{case.pk}/object/{decision.pk + 9}/").status_code == 404
