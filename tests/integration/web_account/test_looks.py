"""Who saw one's record can be read by oneself, and betrays nobody else of the household (S20, S29)."""

from datetime import timedelta

import pytest

from integration.web_account.conftest import Apply, World
from panah.audit.models import Event
from panah.casework.models import Case
from panah.casework.queries import broken_invariants
from panah.casework.queries.reading import log_case_reading, reading
from panah.documents.models import Document
from panah.documents.operations import sign_files
from panah.organisation.models import Account
from panah.registry.queries import household_record, person_record
from panah.web import identity

pytestmark = pytest.mark.django_db


def own_looks(case: Case, who: Account) -> list[tuple[str, str]]:
    events = Event.objects.filter(stream=case.stream, kind="read", actor_id=who.pk, word="own-record")
    return list(events.order_by("seq").values_list("role", "about"))


def test_ones_own_look_is_written_down_once_a_day(
    world: World, apply: Apply, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = apply()
    own = world.own_door(world.members[1])
    for who, role in ((world.door, "applicant"), (own, "person")):
        for _ in range(3):
            assert world.client(who).get(f"/my/cases/{case.pk}/").status_code == 200
            assert world.client(who).get(f"/my/cases/{case.pk}/pay/").status_code == 200
        assert own_looks(case, who) == [(role, "")]
    monkeypatch.setattr(identity, "utc_now", lambda: world.now + timedelta(days=1))
    world.client().get(f"/my/cases/{case.pk}/")
    assert len(own_looks(case, world.door)) == 2
    assert broken_invariants() == []


def test_the_paper_is_a_thing_of_its_own_to_look_at(world: World, apply: Apply) -> None:
    case = apply()
    world.pay(case)
    world.deliver()
    paper = Document.objects.get()
    sign_files(now=world.now)
    for _ in range(2):
        assert world.client().get(f"/my/cases/{case.pk}/paper/{paper.pk}.pdf").status_code == 200
    assert (("applicant", f"slip {paper.number}")) in own_looks(case, world.door)
    assert len(own_looks(case, world.door)) == len(set(own_looks(case, world.door)))
    assert broken_invariants() == []


def test_a_clerk_and_a_stranger_write_no_look_of_ones_own(world: World, apply: Apply) -> None:
    case = apply()
    clerk = world.staff("service-clerk")
    world.client(clerk).get(f"/counter/cases/{case.pk}/")
    world.client().get("/track/", {"number": case.number, "year": "1405"})
    assert own_looks(case, clerk) == []
    (look,) = Event.objects.filter(stream=case.stream, kind="read", role="service-clerk")
    assert look.office == world.house.bushehr.path


def shown(world: World, who: Account | None = None) -> str:
    return world.client(who).get("/my/looks/").content.decode()


def look(world: World, role: str, purpose: str) -> dict[str, object]:
    scope = world.actor(world.staff(role)).scope
    assert scope is not None
    return {
        "actor_id": scope.account_id,
        "role": role,
        "purpose": purpose,
        "at": world.now,
        "office": scope.holdings[0].office_path,
    }


def test_an_officers_look_is_shown_by_role_and_office_and_never_by_name(world: World, apply: Apply) -> None:
    case = apply()
    officer = look(world, "bureau-expert", "service")
    log_case_reading(case.pk, reading(**officer))  # type: ignore[arg-type]  # fields by name
    log_case_reading(case.pk, reading(**officer))  # type: ignore[arg-type]  # the same
    page = shown(world)
    assert page.count("کارشناس اداره کل") == 1
    assert "بوشهر" in page
    assert "برای انجام کار شما" in page
    assert "bureau-expert" not in page
    assert "با همین حساب" in page or "حساب خانوار" in page


def test_a_person_sees_looks_at_their_record_that_the_households_phone_does_not(world: World) -> None:
    wife = world.members[1]
    counsel = reading(**look(world, "bureau-officer", "inspection"))  # type: ignore[arg-type]  # fields by name
    person_record(wife.pk, reading=counsel, on=world.now.date())
    own = shown(world, world.own_door(wife))
    assert "برای بازرسی" in own
    assert "پروندهٔ شناسایی شما" in own
    for other in (None, world.own_door(world.members[0])):
        assert "برای بازرسی" not in shown(world, other)


def test_nothing_shared_tells_that_somebody_sought_protection(world: World, apply: Apply) -> None:
    case, wife = apply(), world.members[1]
    own = world.own_door(wife)
    for role, purpose in (("protection-counsellor", "service"), ("bureau-officer", "protection")):
        seen = reading(**look(world, role, purpose))  # type: ignore[arg-type]  # fields by name
        log_case_reading(case.pk, seen)
        household_record(world.household.pk, reading=seen, on=world.now.date())
    alone = reading(**look(world, "bureau-officer", "protection") | {"at": world.now + timedelta(seconds=1)})  # type: ignore[arg-type]  # the same
    person_record(wife.pk, reading=alone, on=world.now.date())
    for other in (None, world.own_door(world.members[0])):
        page = shown(world, other)
        assert "برای حمایت" not in page
        assert "کارشناس حمایت" not in page
        assert "مشاور" not in page
    assert shown(world, own).count("برای حمایت") == 1


def test_nothing_shared_tells_who_has_an_account_of_their_own(world: World, apply: Apply) -> None:
    case = apply()
    own = world.own_door(world.members[1])
    world.client(own).get(f"/my/cases/{case.pk}/")
    before = shown(world)
    assert "با همین حساب" not in before
    assert "با همین حساب" in shown(world, own)
    world.client().get(f"/my/cases/{case.pk}/")
    assert "با همین حساب" in shown(world)
    assert "با حساب خانوار" in shown(world, own)


def test_what_one_asked_alone_shows_in_nobody_elses_list(world: World, apply: Apply) -> None:
    wife = world.members[1]
    own = world.own_door(wife)
    case = apply(who=own, people=[wife])
    log_case_reading(case.pk, reading(**look(world, "bureau-expert", "service")))  # type: ignore[arg-type]  # fields by name
    number = f"{case.number}"
    latin = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
    assert number in shown(world, own).translate(latin)
    for other in (None, world.own_door(world.members[0])):
        assert number not in shown(world, other).translate(latin)
