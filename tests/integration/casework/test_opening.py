"""What the journal keeps of an opening, and whose matter may be kept from the household (S13, S20, S29)."""

from dataclasses import replace
from datetime import datetime

import pytest

from factories.bureau import Bureau, actor_of, people, public_account
from factories.definitions import publish
from factories.people import family, person
from panah.audit.models import Event
from panah.casework.engine.authority import SYSTEM
from panah.casework.models import Case
from panah.casework.operations import NewSubject, Opening, open_case
from panah.foundation.errors import InvalidInput

pytestmark = pytest.mark.django_db
SERVICE = """
slug = "plain"
title = "خدمت"
[subject.traveller]
title = "مسافر"
count = "1+"
[start.request]
title = "درخواست"
kind = "request"
by = ["person", "applicant", "service-clerk"]
at = "look"
[step.look]
title = "بررسی"
by = "bureau-expert"
outcomes = { approved = "end:given" }
[end.given]
title = "داده شد"
kind = "granted"
"""


@pytest.fixture
def opening(bureau: Bureau) -> Opening:
    publish(SERVICE)
    (party,) = people(1)
    return Opening(
        slug="plain",
        start="request",
        office_id=bureau.counter.pk,
        subjects=[NewSubject("traveller", party)],
        applicant_id=public_account("family").pk,
    )


def told(case: Case) -> tuple[int | None, str, str]:
    """Who opened it, in which role, and what the journal says of whose matter it is."""
    event = Event.objects.get(stream=case.stream, kind="opened")
    return event.actor_id, event.role, event.about


def test_the_journal_tells_who_asked_who_helped_and_who_may_see_it(
    opening: Opening, bureau: Bureau, now: datetime
) -> None:
    clerk = bureau.actor("service-clerk", now=now)
    helped = replace(opening, helper_id=clerk.account_id, alone=True)
    case = open_case(opening=helped, actor=clerk, key="k", form={}, now=now)
    who = f"applicant {opening.applicant_id}, helper {clerk.account_id}, alone"
    assert told(case) == (clerk.account_id, "service-clerk", who)
    by_system = open_case(
        opening=replace(opening, applicant_id=None), actor=SYSTEM, key="s", form={}, now=now
    )
    assert told(by_system) == (None, "", "shared")


def test_the_journal_tells_a_person_from_a_households_phone(opening: Opening, now: datetime) -> None:
    party = opening.subjects[0].party_id
    for persons, role in (((), "applicant"), ((party,), "person")):
        account = public_account(f"asks as {role}")
        actor = actor_of(account, now=now, persons=persons)
        case = open_case(
            opening=replace(opening, applicant_id=account.pk), actor=actor, key="k", form={}, now=now
        )
        assert told(case) == (account.pk, role, f"applicant {account.pk}, shared")


@pytest.mark.parametrize("other", [{"alone": True}, {"applicant_id": None}, {"helper_id": 7}])
def test_one_key_is_not_used_for_somebody_elses_matter(
    opening: Opening, now: datetime, other: dict[str, object]
) -> None:
    open_case(opening=opening, actor=SYSTEM, key="k", form={}, now=now)
    with pytest.raises(InvalidInput, match="key-used"):
        open_case(opening=replace(opening, **other), actor=SYSTEM, key="k", form={}, now=now)  # type: ignore[arg-type]  # fields by name


def test_no_childs_matter_is_kept_from_those_who_look_after_it(
    opening: Opening, bureau: Bureau, now: datetime
) -> None:
    _, (adult, other, child) = family(
        bureau.counter, person(), person(born="1990-01-01"), person(born="2012-01-20")
    )
    for several in ([child], [adult, child], [adult, other]):
        alone = replace(opening, alone=True, subjects=[NewSubject("traveller", one.pk) for one in several])
        with pytest.raises(InvalidInput, match="alone-is-for-one-adult"):
            open_case(opening=alone, actor=SYSTEM, key="k", form={}, now=now)
    alone = replace(opening, alone=True, subjects=[NewSubject("traveller", adult.pk)])
    assert open_case(opening=alone, actor=SYSTEM, key="k", form={}, now=now).alone
