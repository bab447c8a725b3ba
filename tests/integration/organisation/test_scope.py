"""Who may act where: appointments and contracts."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from factories import people
from factories.people import LONG_AGO, NOW, TODAY
from panah.audit.models import Event
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.organisation.models import Contract, Office, RoleHolding
from panah.organisation.operations import appoint, close_office, open_office
from panah.organisation.queries import holders, offices_in, roles_of, scope_of
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import Scope

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def house() -> people.House:
    return people.house()


def reached(scope: Scope) -> set[str]:
    return set(offices_in(scope).values_list("code", flat=True))


def test_a_bureau_reaches_its_service_offices_and_a_clerk_only_their_own(house: people.House) -> None:
    assert reached(people.officer("bureau-expert", house.bureau)) == {"bushehr", "301", "302"}
    assert reached(people.officer("service-clerk", house.bushehr)) == {"301"}


def test_somebody_without_a_role_reaches_nothing(house: people.House) -> None:
    assert reached(scope_of(people.staff().account_id, at=NOW)) == set()


def test_a_role_counts_from_its_first_day_until_its_last(house: people.House) -> None:
    staff = people.staff()
    appoint(
        staff=staff,
        role="bureau-expert",
        office=house.bureau,
        valid_from=TODAY,
        valid_until=TOMORROW,
        now=NOW,
        by=None,
    )
    moments = [NOW + timedelta(days=days) for days in (-1, 0, 1)]
    assert [bool(roles_of(staff.account_id, at=moment)) for moment in moments] == [False, True, False]


def test_a_clerks_power_ends_with_the_contract(house: people.House) -> None:
    clerk = people.officer("service-clerk", house.bushehr)
    Contract.objects.filter(office=house.bushehr).update(valid_until=TODAY)
    assert not scope_of(clerk.account_id, at=NOW).holdings


def test_a_contractors_office_holds_no_deciding_role(house: people.House) -> None:
    with pytest.raises(InvalidInput, match="role-not-held-here"):
        people.officer("bureau-expert", house.bushehr)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHolding.objects.create(
            staff=people.staff(),
            role="bureau-expert",
            office=house.bushehr,
            office_kind=house.bushehr.kind,
            valid_from=TODAY,
            recorded_at=NOW,
        )


def test_nobody_appoints_themselves_or_beyond_their_offices(house: people.House) -> None:
    staff = people.staff()
    appoint(staff=staff, role="administrator", office=house.bureau, valid_from=LONG_AGO, now=NOW, by=None)
    admin = scope_of(staff.account_id, at=NOW)
    with pytest.raises(NotAllowed, match="oneself"):
        appoint(staff=staff, role="bureau-expert", office=house.bureau, valid_from=TODAY, now=NOW, by=admin)
    with pytest.raises(NotAllowed, match="here"):
        appoint(
            staff=people.staff(),
            role="ministry-officer",
            office=house.ministry,
            valid_from=TODAY,
            now=NOW,
            by=admin,
        )


def test_the_same_role_is_not_held_twice_at_once(house: people.House) -> None:
    staff = people.staff()

    def again(valid_from: date, valid_until: date | None = None) -> None:
        appoint(
            staff=staff,
            role="bureau-expert",
            office=house.bureau,
            valid_from=valid_from,
            valid_until=valid_until,
            now=NOW,
            by=None,
        )

    again(LONG_AGO, TODAY)
    again(TODAY)
    with pytest.raises(Conflict, match="role-already-held"):
        again(TOMORROW)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHolding.objects.create(
            staff=staff,
            role="bureau-expert",
            office=house.bureau,
            office_kind=house.bureau.kind,
            valid_from=date(2017, 1, 1),
            recorded_at=NOW,
        )


def test_whoever_holds_a_role_above_an_office_is_found(house: people.House) -> None:
    people.officer("bureau-expert", house.bureau)
    assert holders(role="bureau-expert", office=house.bushehr, at=NOW).count() == 1
    assert not holders(role="bureau-expert", office=house.ministry, at=NOW).exists()


def test_an_office_opens_only_below_one_that_may_have_it(house: people.House) -> None:
    with pytest.raises(InvalidInput, match="office-parent-impossible"):
        open_office(
            parent=house.bushehr, kind=OfficeKind.DIRECTORATE, code="x", name="x", opened_on=TODAY, now=NOW
        )
    with pytest.raises(InvalidInput, match="office-county-missing"):
        open_office(
            parent=house.bureau, kind=OfficeKind.SERVICE_OFFICE, code="x", name="x", opened_on=TODAY, now=NOW
        )
    assert (
        Office.objects.get(code="301").path == f"/{house.ministry.pk}/{house.bureau.pk}/{house.bushehr.pk}/"
    )


def test_an_office_with_staff_or_offices_below_does_not_close(house: people.House) -> None:
    people.officer("service-clerk", house.bushehr)
    with pytest.raises(Conflict, match="office-has-staff"):
        close_office(office=house.bushehr, closed_on=TODAY, now=NOW)
    with pytest.raises(Conflict, match="office-has-open-offices"):
        close_office(office=house.bureau, closed_on=TODAY, now=NOW)


def test_an_appointment_is_written_in_the_journal(house: people.House) -> None:
    scope = people.officer("bureau-expert", house.bureau)
    written = Event.objects.get(kind="appointed", word="bureau-expert")
    assert written.office == house.bureau.path
    assert scope.roles == {"bureau-expert"}
