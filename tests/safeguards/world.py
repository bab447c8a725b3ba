"""The small world of the access walk: offices, families, cases, and one account for each way of standing to them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from types import SimpleNamespace

from factories.bureau import BEFORE, LONG_AGO, Bureau, open_bureau
from factories.definitions import publish
from factories.people import family, person
from panah.casework.engine.authority import SYSTEM
from panah.casework.models import Item
from panah.casework.operations import NewSubject, Opening, Selected, act, open_case
from panah.catalogue.queries import versions
from panah.organisation.models import Account, Office
from panah.organisation.operations import appoint, enrol_staff, open_office, open_public_account
from panah.organisation.queries import scope_of
from panah.organisation.roles import APPOINTED_ROLES, OfficeKind, may_be_held_at
from panah.registry.models import DuplicateProposal, Household, Person
from panah.registry.operations import bind_account, open_household_account
from safeguards.access_expected import (
    AGENCY,
    BORDER,
    BUREAU,
    COUNTER_301,
    COUNTER_302,
    FARS,
    GOVERNORATE,
    MINISTRY,
    POLITICAL_OFFICE,
    Place,
    Somebody,
)

SERVICE = """
slug = "slip"
title = "برگه"

[subject.traveller]
title = "مسافر"
count = "1+"

[start]
request = { title = "درخواست", kind = "request", by = ["applicant"], at = "look" }

[on.withdrawn]
title = "انصراف"
by = ["applicant"]
go = "end:withdrawn"

[step.look]
title = "بررسی کارشناس"
by = "bureau-expert"
outcomes = { approved = "hand-over", left-out = "end:withdrawn" }

[step.hand-over]
title = "تحویل"
by = ["service-clerk", "bureau-clerk"]
outcomes = { handed = "end:granted" }

[end]
granted = { title = "داده شد", kind = "granted" }
withdrawn = { title = "انصراف", kind = "withdrawn" }
"""


@dataclass(slots=True)
class World:
    """Everybody and everything, by the names the expectations use."""

    offices: dict[Place, Office]
    accounts: dict[Somebody, int | None]
    cases: dict[str, int]
    households: dict[str, Household | None]
    pairs: dict[str, int]


def make_world(now: datetime) -> World:
    """Make it all, in the past of `now`."""
    bureau = open_bureau()
    offices = _offices(bureau, now)
    near, near_people = family(bureau.counter, on=LONG_AGO)
    far, far_people = family(bureau.elsewhere, person("مریم"), on=LONG_AGO)
    version = publish(SERVICE)
    kept = versions._STORE._kept
    kept[version] = replace(kept[version], form=SimpleNamespace(plain_title="برگه", slug="slip"))  # type: ignore[arg-type]  # no page reads more of it
    accounts = {**_staff(offices), **_people(bureau, near, near_people, far, now)}
    ids = {one.name: account for one, account in accounts.items()}
    about = {"a": (near, near_people[0]), "p": (near, near_people[1]), "b": (far, far_people[0])}
    cases = {
        "shared": _case("shared", bureau.counter, about["a"], applicant=ids["family a"], now=now),
        "alone": _case("alone", bureau.counter, about["p"], applicant=ids["person p"], now=now),
        "handing": _case("handing", bureau.counter, about["a"], applicant=ids["family a"], now=now),
        "far": _case("far", bureau.elsewhere, about["b"], applicant=ids["family b"], now=now),
        "political": _case(
            "political", offices[POLITICAL_OFFICE], about["b"], applicant=ids["family b"], now=now
        ),
        "absent": 999_999,
    }
    _hand_on(cases["handing"], bureau, now)
    pairs = {
        "near": _pair(near_people[0], near_people[1], bureau.counter, now),
        "far": _pair(near_people[0], far_people[0], bureau.elsewhere, now),
        "across": _pair(near_people[1], far_people[0], bureau.ministry, now),
        "absent": 999_999,
    }
    return World(offices, accounts, cases, {"near": near, "far": far, "absent": None}, pairs)


def _pair(first: Person, second: Person, office: Office, now: datetime) -> int:
    """Two records that look alike, both below an office."""
    return DuplicateProposal.objects.create(
        first=first, second=second, reasons=["near-name"], score=60, office=office, proposed_at=now
    ).pk


def _offices(bureau: Bureau, now: datetime) -> dict[Place, Office]:
    def opened(kind: OfficeKind, code: str, parent: Office) -> Office:
        return open_office(parent=parent, kind=kind, code=code, name=code, opened_on=LONG_AGO, now=now)

    political = opened(OfficeKind.POLITICAL_OFFICE, "political", bureau.ministry)
    bushehr = political.province or bureau.directorate.province
    political.province = bushehr
    political.save(update_fields=["province"])
    return {
        MINISTRY: bureau.ministry,
        BUREAU: bureau.directorate,
        COUNTER_301: bureau.counter,
        COUNTER_302: bureau.other_counter,
        FARS: bureau.elsewhere,
        POLITICAL_OFFICE: political,
        AGENCY: opened(OfficeKind.AGENCY, "police", bureau.directorate),
        GOVERNORATE: opened(OfficeKind.GOVERNORATE, "governorate", bureau.ministry),
        BORDER: opened(OfficeKind.BORDER, "border", bureau.directorate),
    }


def _staff(offices: dict[Place, Office]) -> dict[Somebody, int | None]:
    """One account per role and place it can be held at."""
    found: dict[Somebody, int | None] = {}
    for role, place in _postings(offices):
        name = f"{role} at {place.path.rpartition('/')[2]}"
        staff = enrol_staff(username=name, label=name, personnel_number=f"walk-{len(found)}", now=BEFORE)
        appoint(staff=staff, role=role, office=offices[place], valid_from=LONG_AGO, now=BEFORE, by=None)
        found[Somebody(name, "staff", role=role, place=place)] = staff.account_id
    return found


def _postings(offices: dict[Place, Office]) -> Iterator[tuple[str, Place]]:
    for role in sorted(APPOINTED_ROLES):
        for place, office in offices.items():
            if may_be_held_at(role, OfficeKind(office.kind)):
                yield role, place


def _people(
    bureau: Bureau, near: Household, people: list[Person], far: Household, now: datetime
) -> dict[Somebody, int | None]:
    """Nobody, an account bound to nothing, two families' doors, and two persons of the near one behind their own."""
    clerk = scope_of(bureau.hire("bureau-clerk", name="binder").pk, at=now)

    def account(name: str) -> Account:
        return open_public_account(username=name, now=BEFORE)

    first, second, loose = account("family a"), account("family b"), account("loose")
    open_household_account(account=first, household=near, now=BEFORE)
    open_household_account(account=second, household=far, now=BEFORE)
    own, other = account("person p"), account("person q")
    for bound, one in ((own, people[1]), (other, people[0])):
        bind_account(account=bound, person=one, by=clerk, proof="کارت", now=BEFORE)
    return {
        Somebody("nobody", "anonymous"): None,
        Somebody("loose account", "loose"): loose.pk,
        Somebody("family a", "household", family="a"): first.pk,
        Somebody("family b", "household", family="b"): second.pk,
        Somebody("person p", "person", family="a", person="p"): own.pk,
        Somebody("person q", "person", family="a", person="q"): other.pk,
    }


def _case(
    key: str, office: Office, about: tuple[Household, Person], *, applicant: int | None, now: datetime
) -> int:
    home, one = about
    opening = Opening(
        slug="slip",
        start="request",
        office_id=office.pk,
        subjects=[NewSubject("traveller", one.pk)],
        household_id=home.pk,
        applicant_id=applicant,
        alone=key == "alone",
    )
    return open_case(opening=opening, actor=SYSTEM, key=key, form={}, now=now).pk


def _hand_on(case: int, bureau: Bureau, now: datetime) -> None:
    item = Item.objects.get(case=case, state="open")
    expert = bureau.actor("bureau-expert", now=now, name="deputy")
    act(chosen=[Selected(item.pk, item.ver)], step="look", word="approved", actor=expert, key="hand", now=now)
