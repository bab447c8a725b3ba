"""Lending a role for days and being away: who may, to whom, and that nothing is passed on."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from factories import people
from factories.people import LONG_AGO, NOW, TODAY
from panah.audit.models import Event
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, PanahError
from panah.organisation.absent import away, headed, lent_by, standing_of
from panah.organisation.models import Absence, Delegation, Office, RoleHolding, Staff
from panah.organisation.operations import (
    appoint,
    declare_absence,
    delegate,
    end_absence,
    end_holding,
    open_office,
    take_back,
)
from panah.organisation.queries import scope_of
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import Scope

pytestmark = pytest.mark.django_db
TOMORROW, NEXT_WEEK = TODAY + timedelta(days=1), TODAY + timedelta(days=7)


@dataclass(slots=True)
class Somebody:
    """A member of staff with one appointment."""

    staff: Staff
    holding: RoleHolding

    @property
    def scope(self) -> Scope:
        return scope_of(self.staff.account_id, at=NOW)


@pytest.fixture
def house() -> people.House:
    return people.house()


def somebody(role: str, office: Office) -> Somebody:
    staff = people.staff(role)
    holding = appoint(staff=staff, role=role, office=office, valid_from=LONG_AGO, now=NOW, by=None)
    return Somebody(staff, holding)


def lend(
    holding: RoleHolding,
    to: Staff,
    *,
    by: Scope,
    first: date = TODAY,
    until: date = NEXT_WEEK,
    ground: str = "مرخصی",
) -> Delegation:
    return delegate(
        holding=holding, stand_in=to, valid_from=first, valid_until=until, ground=ground, now=NOW, by=by
    )


def test_a_stand_in_acts_for_the_holder_on_the_given_days_only(house: people.House) -> None:
    boss, helper = somebody("bureau-approver", house.bureau), somebody("bureau-expert", house.bureau)
    lend(boss.holding, helper.staff, by=boss.scope, until=TOMORROW)
    lent = scope_of(helper.staff.account_id, at=NOW)
    assert lent.stands_in_for("bureau-approver", house.bushehr.path) == boss.staff.account_id
    assert scope_of(helper.staff.account_id, at=NOW + timedelta(days=1)).roles == {"bureau-expert"}


def test_what_is_borrowed_is_not_lent_on(house: people.House) -> None:
    boss, helper, third = (somebody("bureau-director", house.bureau), *_two_experts(house))
    lend(boss.holding, helper.staff, by=boss.scope)
    with pytest.raises(NotAllowed, match="may-not-delegate"):
        lend(boss.holding, third.staff, by=helper.scope, first=NEXT_WEEK, until=NEXT_WEEK + timedelta(days=1))


def _two_experts(house: people.House) -> tuple[Somebody, Somebody]:
    return somebody("bureau-expert", house.bureau), somebody("bureau-expert", house.bureau)


def test_the_head_lends_for_an_absent_officer_and_whoever_stands_in_for_the_head_may_too(
    house: people.House,
) -> None:
    head, deputy = somebody("bureau-director", house.bureau), somebody("bureau-officer", house.bureau)
    ill, helper = _two_experts(house)
    lend(ill.holding, helper.staff, by=head.scope, until=TOMORROW, ground="بیماری")
    lend(head.holding, deputy.staff, by=head.scope)
    lend(ill.holding, helper.staff, by=deputy.scope, first=TOMORROW, ground="بیماری")
    told = Event.objects.filter(stream=f"staff:{helper.staff.pk}", kind="delegated").order_by("seq")
    assert [(one.actor_id, one.on_behalf_of, one.role) for one in told] == [
        (head.staff.account_id, None, "bureau-director"),
        (deputy.staff.account_id, head.staff.account_id, "bureau-director"),
    ]
    assert Event.objects.filter(stream=f"staff:{ill.staff.pk}", kind="delegated").count() == 2


@pytest.mark.parametrize("role", ["bureau-officer", "bureau-expert", "auditor"])
def test_nobody_else_lends_a_colleagues_role(house: people.House, role: str) -> None:
    (ill, helper), meddler = _two_experts(house), somebody(role, house.bureau)
    with pytest.raises(NotAllowed, match="may-not-delegate"):
        lend(ill.holding, helper.staff, by=meddler.scope)


def test_a_head_lends_nothing_of_another_province_nor_to_themselves(house: people.House) -> None:
    elsewhere = open_office(
        parent=house.ministry,
        kind=OfficeKind.DIRECTORATE,
        code="afar",
        name="اداره کل دیگر",
        opened_on=LONG_AGO,
        now=NOW,
    )
    head, stranger = somebody("bureau-director", house.bureau), somebody("bureau-expert", elsewhere)
    ill, _ = _two_experts(house)
    with pytest.raises(NotAllowed, match="may-not-delegate"):
        lend(stranger.holding, head.staff, by=head.scope)
    with pytest.raises(InvalidInput, match="delegation-to-oneself"):
        lend(ill.holding, head.staff, by=head.scope)
    with pytest.raises(InvalidInput, match="delegation-outside-the-office"):
        lend(ill.holding, stranger.staff, by=ill.scope)


def test_an_administrator_gives_themselves_no_role_by_lending_it(house: people.House) -> None:
    ill, helper = _two_experts(house)
    administrator = somebody("administrator", house.ministry)
    with pytest.raises(InvalidInput, match="delegation-to-oneself"):
        lend(ill.holding, administrator.staff, by=administrator.scope)
    lend(ill.holding, helper.staff, by=administrator.scope)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"until": TODAY}, "dates-need-days"),
        ({"first": TODAY - timedelta(days=1)}, "dates-past"),
        ({"ground": " . "}, "ground-needed"),
        ({"ground": "م" * 201}, "ground-needed"),
    ],
)
def test_days_gone_by_no_days_and_no_ground_are_refused(
    house: people.House, change: dict[str, date | str], code: str
) -> None:
    boss, helper = somebody("bureau-approver", house.bureau), somebody("bureau-expert", house.bureau)
    with pytest.raises(InvalidInput, match=code):
        lend(boss.holding, helper.staff, by=boss.scope, **change)  # type: ignore[arg-type]  # one of several keywords


def test_nobody_lends_to_themselves_or_to_somebody_without_an_appointment(house: people.House) -> None:
    boss = somebody("bureau-approver", house.bureau)
    with pytest.raises(InvalidInput, match="delegation-to-oneself"):
        lend(boss.holding, boss.staff, by=boss.scope)
    with pytest.raises(InvalidInput, match="delegation-outside-the-office"):
        lend(boss.holding, people.staff(), by=boss.scope)


def test_an_appointment_that_is_over_is_not_lent(house: people.House) -> None:
    boss, helper = somebody("bureau-approver", house.bureau), somebody("bureau-expert", house.bureau)
    end_holding(holding=boss.holding, valid_until=TOMORROW, now=NOW, by=None)
    with pytest.raises(InvalidInput, match="delegation-outside-the-holding"):
        lend(boss.holding, helper.staff, by=boss.scope, first=TOMORROW)


def test_two_people_never_stand_in_for_one_holding_at_a_time(house: people.House) -> None:
    boss = somebody("bureau-approver", house.bureau)
    helper, other = _two_experts(house)
    lend(boss.holding, helper.staff, by=boss.scope)
    with pytest.raises(Conflict, match="delegation-overlaps"):
        lend(boss.holding, other.staff, by=boss.scope, first=NEXT_WEEK - timedelta(days=1), until=NEXT_WEEK)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.create(
            holding=boss.holding,
            stand_in=other.staff,
            valid_from=TODAY,
            valid_until=TOMORROW,
            granted_by_id=boss.staff.account_id,
            recorded_at=NOW,
        )


def test_what_was_lent_is_taken_back_at_once_and_may_be_lent_again(house: people.House) -> None:
    boss = somebody("bureau-approver", house.bureau)
    helper, other = _two_experts(house)
    lent = lend(boss.holding, helper.staff, by=boss.scope)
    with pytest.raises(NotAllowed):
        take_back(delegation=lent, now=NOW, by=other.scope)
    take_back(delegation=lent, now=NOW, by=boss.scope)
    assert helper.scope.roles == {"bureau-expert"}
    assert scope_of(helper.staff.account_id, at=NOW - timedelta(minutes=1)).roles > {"bureau-expert"}
    with pytest.raises(Conflict, match="delegation-over"):
        take_back(delegation=lent, now=NOW, by=boss.scope)
    again = lend(boss.holding, helper.staff, by=boss.scope)
    take_back(delegation=again, now=NOW, by=helper.scope)
    assert lent_by([boss.staff.account_id], at=NOW) == []


def test_a_delegation_ends_with_the_appointment_it_lends(house: people.House) -> None:
    boss, helper = somebody("bureau-approver", house.bureau), somebody("bureau-expert", house.bureau)
    lend(boss.holding, helper.staff, by=boss.scope)
    end_holding(holding=boss.holding, valid_until=TODAY, now=NOW, by=None)
    assert helper.scope.roles == {"bureau-expert"}
    assert lent_by([boss.staff.account_id], at=NOW) == []


def test_no_role_crosses_between_the_bureau_and_a_contractor(house: people.House) -> None:
    boss, clerk = somebody("bureau-expert", house.bureau), somebody("service-clerk", house.bushehr)
    with pytest.raises(InvalidInput, match="outside-the-house"):
        lend(boss.holding, clerk.staff, by=boss.scope)
    with pytest.raises(InvalidInput, match="outside-the-house"):
        lend(clerk.holding, boss.staff, by=clerk.scope)
    colleague = somebody("service-clerk", house.bushehr)
    far = somebody("service-clerk", house.borazjan)
    lend(clerk.holding, colleague.staff, by=clerk.scope)
    with pytest.raises(InvalidInput, match="delegation-outside-the-office"):
        lend(clerk.holding, far.staff, by=clerk.scope, first=NEXT_WEEK, until=NEXT_WEEK + timedelta(days=1))


def test_inspecting_is_nobodys_to_lend_but_the_inspectors_and_to_an_inspector_only(
    house: people.House,
) -> None:
    head, expert = somebody("bureau-director", house.bureau), somebody("bureau-expert", house.bureau)
    inspector, other = somebody("auditor", house.bureau), somebody("auditor", house.ministry)
    with pytest.raises(NotAllowed, match="may-not-delegate"):
        lend(inspector.holding, other.staff, by=head.scope)
    with pytest.raises(InvalidInput, match="outside-the-house"):
        lend(inspector.holding, expert.staff, by=inspector.scope)
    assert inspector.staff.pk not in {staff for staff, _, _ in headed(head.scope, at=NOW)}
    lend(inspector.holding, other.staff, by=inspector.scope)


def test_no_role_crosses_between_the_political_office_and_the_bureau(house: people.House) -> None:
    political, bureau = (
        somebody("political-expert", house.ministry),
        somebody("ministry-expert", house.ministry),
    )
    for lender, to in ((political, bureau), (bureau, political)):
        with pytest.raises(InvalidInput, match="outside-the-house"):
            lend(lender.holding, to.staff, by=lender.scope)


def test_somebody_is_away_from_the_first_day_to_the_last_or_until_they_are_back(house: people.House) -> None:
    officer = somebody("bureau-expert", house.bureau)
    absence = declare_absence(
        staff=officer.staff,
        valid_from=TODAY,
        valid_until=NEXT_WEEK,
        ground="مرخصی",
        now=NOW,
        by=officer.scope,
    )
    account = officer.staff.account_id
    assert away(NOW) == {account: NEXT_WEEK}
    assert away(NOW + timedelta(days=7)) == {}
    with pytest.raises(Conflict, match="absence-overlaps"):
        declare_absence(
            staff=officer.staff,
            valid_from=TOMORROW,
            valid_until=NEXT_WEEK,
            ground="م",
            now=NOW,
            by=officer.scope,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(
            staff=officer.staff,
            valid_from=TODAY,
            valid_until=TOMORROW,
            ground="م",
            declared_by_id=account,
            recorded_at=NOW,
        )
    end_absence(absence=absence, now=NOW, by=officer.scope)
    assert away(NOW) == {}
    with pytest.raises(Conflict, match="absence-over"):
        end_absence(absence=absence, now=NOW, by=officer.scope)


def test_the_head_says_that_an_officer_is_away_and_a_colleague_does_not(house: people.House) -> None:
    head, (ill, colleague) = somebody("bureau-director", house.bureau), _two_experts(house)

    def declared(by: Scope) -> Absence:
        return declare_absence(
            staff=ill.staff, valid_from=TODAY, valid_until=TOMORROW, ground="بیماری", now=NOW, by=by
        )

    with pytest.raises(NotAllowed, match="may-not-declare-absence"):
        declared(colleague.scope)
    declared(head.scope)
    assert [(staff, back) for staff, _, back in headed(head.scope, at=NOW)] == [
        (ill.staff.pk, TOMORROW),
        (colleague.staff.pk, None),
    ]
    assert headed(colleague.scope, at=NOW) == []


def test_the_page_of_a_lender_offers_whom_the_operation_takes(house: people.House) -> None:
    boss = somebody("bureau-approver", house.bureau)
    helper = somebody("bureau-expert", house.bureau)
    above = somebody("ministry-expert", house.ministry)
    refused = [somebody("service-clerk", house.bushehr), somebody("political-expert", house.ministry)]
    (role,) = standing_of(boss.staff.pk, at=NOW).roles
    assert {staff for staff, _ in role.possible} == {helper.staff.pk, above.staff.pk}
    for other in refused:
        with pytest.raises(PanahError):
            lend(boss.holding, other.staff, by=boss.scope)
    lent = lend(boss.holding, helper.staff, by=boss.scope)
    assert [line.id for line in standing_of(boss.staff.pk, at=NOW).lent] == [lent.pk]
    assert [line.id for line in standing_of(helper.staff.pk, at=NOW).borrowed] == [lent.pk]
