"""Whoever wished to go and was not believed is told why, objects, and is heard again by somebody else (S6, S28)."""

import pytest

from factories.bureau import actor_of
from factories.leaving import Way
from factories.refusals import review
from panah.casework.models import Case, Item
from panah.casework.operations import deliver_outbox
from panah.decisions.models import Decision
from panah.decisions.operations import file_objection
from panah.decisions.queries import broken_decisions

pytestmark = pytest.mark.django_db


def test_who_was_not_believed_has_a_decision_with_its_reason_and_is_heard_again_by_another(way: Way) -> None:
    case = way.open("پدر", "مادر", present=["پدر", "مادر"])
    way.review(case)
    way.say(case, "مادر", "doubtful")
    decision = Decision.objects.get(subject=way.subject(case, "مادر"))
    assert (decision.ground, decision.word, decision.step) == ("not-own-wish", "doubtful", "people/talk/hear")
    herself = actor_of(way.account_of("مادر"), now=way.now, persons=(way.people["مادر"].pk,))
    objection = file_objection(
        decision_id=decision.pk, text="خودم می‌خواهم بروم.", actor=herself, key="object", now=way.now
    )
    review(way.bureau, objection, "set-aside", now=way.now)
    while deliver_outbox(now=way.now):
        pass
    again = Case.objects.get(link="reopened")
    assert [item.step for item in Item.objects.filter(case=again, state="open")] == ["people/talk/hear"]
    assert way.say(again, "مادر", "voluntary") == 0, "whoever did not believe her does not hear her again"
    other = way.bureau.actor("protection-counsellor", now=way.now, name="another")
    assert way.say(again, "مادر", "voluntary", by=other) == 1
    assert broken_decisions() == []


def test_of_a_child_who_stays_the_same_holds(way: Way) -> None:
    case = way.open("پدر", "کودک۱", present=["پدر"])
    way.review(case)
    way.free(case, "پدر")
    if way.at(case, "کودک۱") == "talk/guardians":
        way.wait_for(case, "کودک۱")
    way.say(case, "کودک۱", "not-in-interest")
    decision = Decision.objects.get(subject=way.subject(case, "کودک۱"))
    assert (decision.ground, decision.end) == ("guardian-disagrees", "child-stays")
