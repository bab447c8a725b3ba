"""What a case asks for is what was said first, as it was put right since; also after it was opened again."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.bureau import Bureau, actor_of
from factories.trips import BARRED, FREE, REFUSAL, ask, household, open_at
from panah.audit.operations import erase_payload
from panah.casework.engine.authority import SYSTEM
from panah.casework.models import Case, FormEntry, Subject
from panah.casework.operations import act, reopen_case
from panah.casework.queries.forms import newest_forms, newest_forms_by_subject, request_of, requests_of

pytestmark = pytest.mark.django_db
LOOK, AMEND = "travellers/look", "travellers/amend"
RETURN = {"reason_code": "data-missing", "reason_text": "مقصد روشن نیست."}


@pytest.fixture
def case(bureau: Bureau, now: datetime) -> Case:
    """Two travellers to a place that has to be looked at."""
    return ask(bureau, household(bureau, 2), now=now, to=BARRED)


def say(case: Case, word: str, form: dict[str, str], bureau: Bureau, now: datetime) -> Subject:
    """Let the expert say a word about the first traveller."""
    subject = Subject.objects.filter(case=case).order_by("pk")[0]
    (item,) = [one for one in open_at(case, LOOK) if subject.items.filter(pk=one.item, state="open").exists()]
    expert = bureau.actor("bureau-expert", now=now)
    act(chosen=[item], step=LOOK, word=word, actor=expert, key=f"{item}{word}", form=dict(form), now=now)
    return subject


def amend(case: Case, form: dict[str, str], now: datetime) -> None:
    assert case.applicant is not None
    applicant = actor_of(case.applicant, now=now)
    items = open_at(case, AMEND)
    act(chosen=items, step=AMEND, word="ready", actor=applicant, key=f"{items}", form=dict(form), now=now)


def test_the_request_is_what_was_first_said(case: Case) -> None:
    assert request_of(case.pk)["destination"] == BARRED


def test_what_was_put_right_replaces_only_what_it_names(case: Case, bureau: Bureau, now: datetime) -> None:
    say(case, "returned", RETURN, bureau, now)
    amend(case, {"destination": FREE, "answer": "نشانی تازه"}, now)
    asked = request_of(case.pk)
    assert (asked["destination"], asked["reason"]) == (FREE, "family-visit")
    assert "answer" not in asked


def test_what_one_traveller_put_right_is_not_said_for_another(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    mine = say(case, "returned", RETURN, bureau, now)
    amend(case, {"destination": FREE}, now)
    other = Subject.objects.filter(case=case).exclude(pk=mine.pk).get()
    assert request_of(case.pk, mine.pk)["destination"] == FREE
    assert request_of(case.pk, other.pk)["destination"] == BARRED


def test_an_officers_reasons_are_no_part_of_the_request(case: Case, bureau: Bureau, now: datetime) -> None:
    say(case, "returned", RETURN, bureau, now)
    assert "reason_text" not in request_of(case.pk)


def test_the_newest_form_of_a_step_counts_by_case_and_by_traveller(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    subject = Subject.objects.filter(case=case).order_by("pk")[0]
    for text in ("نخست", "دوم"):
        assert say(case, "returned", RETURN | {"reason_text": text}, bureau, now) == subject
        amend(case, {"answer": text}, now)
    assert newest_forms([case.pk], LOOK)[case.pk]["reason_text"] == "دوم"
    assert newest_forms_by_subject([case.pk], AMEND) == {(case.pk, subject.pk): {"answer": "دوم"}}
    assert newest_forms([case.pk], "pay") == {}


def test_an_erased_form_is_left_out(case: Case, now: datetime) -> None:
    erase_payload(payload_id=FormEntry.objects.get(case=case).payload_id, now=now)
    assert request_of(case.pk) == {}


def test_a_reopened_case_asks_for_what_the_first_one_did(case: Case, bureau: Bureau, now: datetime) -> None:
    say(case, "returned", RETURN, bureau, now)
    amend(case, {"destination": "fars/jahrom"}, now)
    fallen = say(case, "refused", REFUSAL, bureau, now)
    again = reopen_case(first_id=case.pk, subjects=[fallen.pk], at=LOOK, actor=SYSTEM, key="again", now=now)
    carried = Subject.objects.get(case=again)
    assert request_of(again.pk)["destination"] == "fars/jahrom"
    assert request_of(again.pk, carried.pk)["destination"] == "fars/jahrom"
    assert again.anchors.get(name="trip-ends").day == date.fromisoformat("2026-11-30")


def test_reading_many_requests_takes_as_many_queries_as_reading_one(bureau: Bureau, now: datetime) -> None:
    cases = [ask(bureau, household(bureau, 1), now=now, to=BARRED, key=f"{n}").pk for n in range(9)]
    requests_of(cases)
    counts = []
    for some in (cases[:1], cases):
        with CaptureQueriesContext(connection) as captured:
            requests_of(some)
            newest_forms(some, "start.request")
        counts.append(len(captured))
    assert counts == [5, 5]
