"""Whoever stands in acts in the holder's name, and the four eyes of both are asked."""

from datetime import datetime, timedelta

import pytest

from factories.bureau import Bureau, actor_of
from integration.casework.test_reassigning import cases, chosen, lend
from panah.audit.models import Event
from panah.casework.models import Case, Item
from panah.casework.operations import ActResult, act
from panah.foundation.clock import local_date
from panah.organisation.models import Account, Delegation
from panah.organisation.operations import take_back
from panah.organisation.queries import scope_of

pytestmark = pytest.mark.django_db


def says(case: Case, step: str, account: Account, now: datetime) -> ActResult:
    return act(
        chosen=chosen([case]),
        step=step,
        word="approved",
        actor=actor_of(account, now=now),
        key=f"{step}{account.pk}{now}",
        now=now,
    )


@pytest.fixture
def case(bureau: Bureau, now: datetime) -> Case:
    return cases(bureau, 1, now)[0]


def test_the_event_and_the_item_keep_who_acted_and_for_whom(
    bureau: Bureau, case: Case, now: datetime
) -> None:
    owner, helper = bureau.hire("bureau-expert"), bureau.hire("secretariat")
    lend(owner, "bureau-expert", helper, now)
    assert says(case, "look", helper, now).moved == 1
    event = Event.objects.get(stream=case.stream, kind="acted")
    assert (event.actor_id, event.on_behalf_of, event.role) == (helper.pk, owner.pk, "bureau-expert")
    item = Item.objects.get(case=case, step="look")
    assert (item.closed_by, item.closed_for) == (helper.pk, owner.pk)


def test_who_looked_for_another_confirms_in_nobodys_name(bureau: Bureau, case: Case, now: datetime) -> None:
    owner, officer = bureau.hire("bureau-expert"), bureau.hire("bureau-officer")
    lend(owner, "bureau-expert", officer, now)
    says(case, "look", officer, now)
    assert says(case, "second", officer, now).moved == 0


def test_for_whom_somebody_looked_confirms_neither_alone_nor_through_a_stand_in(
    bureau: Bureau, case: Case, now: datetime
) -> None:
    owner = bureau.hire("bureau-expert", "bureau-officer", name="owner")
    helper, third = bureau.hire("secretariat"), bureau.hire("notice-server")
    lend(owner, "bureau-expert", helper, now)
    lend(owner, "bureau-officer", third, now)
    says(case, "look", helper, now)
    assert says(case, "second", owner, now).moved == 0
    assert says(case, "second", third, now).moved == 0
    assert says(case, "second", bureau.hire("bureau-officer"), now).moved == 1


def test_after_its_days_or_once_taken_back_a_role_moves_nothing(
    bureau: Bureau, case: Case, now: datetime
) -> None:
    owner, helper = bureau.hire("bureau-expert"), bureau.hire("secretariat")
    lend(owner, "bureau-expert", helper, now)
    late = now + timedelta(days=3)
    assert local_date(late) == Delegation.objects.get().valid_until
    assert says(case, "look", helper, late).moved == 0
    take_back(delegation=Delegation.objects.get(), now=now, by=scope_of(owner.pk, at=now))
    assert says(case, "look", helper, now).moved == 0
