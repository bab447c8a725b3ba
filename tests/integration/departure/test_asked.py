"""What the shipped service asks of people, as its pages put it."""

from datetime import timedelta

import pytest

from factories.leaving import SLUG, Way
from panah.casework.models import Case
from panah.casework.queries.asking import Question, asked_at, offer
from panah.casework.queries.deciding import decisions_at
from panah.foundation.clock import local_date
from panah.web.forms.building import day_problem

pytestmark = pytest.mark.django_db


def question(questions: tuple[Question, ...], name: str) -> Question:
    return next(one for one in questions if one.name == name)


def test_a_request_asks_who_by_which_border_and_how_to_be_heard_and_never_why(way: Way) -> None:
    asked = offer(SLUG, "request", province="bushehr", on=local_date(way.now)).asking.questions
    names = [one.name for one in asked]
    assert names == ["leavers", "border", "wished-day", "language", "language-other", "woman", "phone"]
    assert dict(question(asked, "border").choices)["dogharoun"] == "دوغارون، به افغانستان"


def test_an_undertaking_is_of_a_day_that_has_come(way: Way) -> None:
    case = way.open("مادر")
    way.review(case)
    way.say(case, "مادر", "voluntary")
    case = Case.objects.get(pk=case.pk)
    today = local_date(way.now)
    asked = asked_at(case.version_id, case.directive_id, "people/talk/undertake", on=today).questions
    notarised = question(asked, "notary-date")
    assert day_problem(notarised, today - timedelta(days=2), None, today) is None
    assert day_problem(notarised, today + timedelta(days=1), None, today) is not None


def test_whoever_hears_is_asked_for_everything_a_free_decision_needs(way: Way) -> None:
    case = way.open("مادر")
    way.review(case)
    counsellor = way.bureau.actor("protection-counsellor", now=way.now)
    (decision,) = decisions_at(list(case.items.filter(state="open")), actor=counsellor)
    said = {one.word: {asked.name for asked in one.questions if asked.required} for one in decision.sayings}
    assert decision.barred == ""
    assert said["voluntary"] == {
        "alone", "heard-by-woman", "language", "country", "unhcr", "losses", "own-words",
    }  # fmt: skip
    assert said["doubtful"] == {"reason-code", "reason-text"}
    assert said["missed"] == said["needs-time"] == set()
