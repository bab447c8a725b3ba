"""What somebody with the keys of the database does by hand is found (S1, S6, S8)."""

from datetime import datetime

import pytest
from django.db import connection

from factories.bureau import Bureau
from factories.refusals import Refused
from factories.trips import FREE, ask, household
from panah.audit.models import Event
from panah.casework.models import Case, Subject
from panah.casework.queries import broken_invariants
from panah.decisions.models import Decision
from panah.decisions.queries import broken_decisions

pytestmark = pytest.mark.django_db


def take_trigger_away(table: str) -> None:
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {table}_update_refused{on}")


def test_nothing_is_found_where_all_went_its_way(refused: Refused) -> None:
    assert broken_decisions() == []
    case = refused.object()
    assert broken_decisions() == []
    refused.review(case, "set-aside")
    refused.reopened()
    assert broken_decisions() == []


def test_an_upheld_decision_and_a_withdrawn_objection_are_in_order(refused: Refused) -> None:
    refused.review(refused.object(), "upheld")
    assert broken_decisions() == []


def test_an_end_written_by_hand_has_no_decision(bureau: Bureau, now: datetime) -> None:
    case = ask(bureau, household(bureau, 1), now=now, to=FREE)
    Subject.objects.filter(case=case).update(state="ended", end="refused", ended_at=now)
    assert broken_decisions() == [f"{case.number}: an end against somebody without a decision"]


def test_a_decision_written_by_hand_has_no_act(refused: Refused) -> None:
    take_trigger_away("decisions_decision")
    for change in ({"decided_by": 99}, {"decided_as": "bureau-director"}, {"step": "extension"}):
        before = Decision.objects.filter(pk=refused.decision.pk).values(*change)[0]
        Decision.objects.update(**change)
        assert broken_decisions() == [
            f"{refused.case.number}: a decision that no human is known to have taken"
        ]
        Decision.objects.update(**before)
    assert broken_decisions() == []


@pytest.mark.parametrize("state", ["objected", "upheld", "set-aside"])
def test_a_state_written_by_hand_has_no_objection(state: str, refused: Refused) -> None:
    mine = Decision.objects.filter(pk=refused.decision.pk)
    mine.update(state="objected")
    mine.update(state=state)
    assert broken_decisions() == [f"{refused.case.number}: a decision whose state no objection explains"]


def test_an_objection_hidden_by_hand_is_found(refused: Refused) -> None:
    refused.object()
    Decision.objects.filter(pk=refused.decision.pk).update(state="in-force")
    assert broken_decisions() == [f"{refused.case.number}: a decision whose state no objection explains"]


def test_somebody_judging_their_own_decision_is_found(refused: Refused) -> None:
    case = refused.object()
    refused.review(case, "upheld")
    take_trigger_away("audit_event")
    answers = Event.objects.filter(stream=case.stream, word="upheld", kind="acted")
    answers.update(on_behalf_of=refused.expert.account_id)
    assert broken_decisions() == [
        f"{case.number}: an objection answered by somebody who acted in the first case"
    ]


def test_a_case_ended_by_hand_breaks_the_engines_own_rules_too(refused: Refused) -> None:
    Case.objects.filter(pk=refused.case.pk).update(state="closed", closed_at=refused.now)
    assert broken_invariants() != []
