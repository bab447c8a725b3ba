"""The exit paper: one for each person, for one border and one crossing, its days as the directive says."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from factories.departures import DIRECTIVE, THIRTY_DAYS, Acts, Departures, adults, open_departures
from panah.casework.models import Case, OutboxMessage
from panah.casework.queries import broken_invariants
from panah.documents.models import Document, DocumentSubject
from panah.documents.operations import slip_pdf
from panah.documents.queries import Standing, verdict_of
from panah.documents.sealing import open_sheet

pytestmark = pytest.mark.django_db
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ACTS = Acts(
    hold=("suspend:card", "hold:card"),
    restore=("reinstate:card", "release:card", "restore-status"),
    issues=True,
)


def issued(departures: Departures, count: int = 1) -> Case:
    case = departures.open(adults(departures.bureau, count))
    departures.approve(case)
    departures.deliver()
    return case


def test_each_person_has_a_paper_of_their_own(db: None, now: datetime) -> None:
    departures = open_departures(now, ACTS)
    case = issued(departures, 3)
    papers = Document.objects.filter(case=case)
    assert sorted(one.bearer_id or 0 for one in papers) == sorted(
        case.subjects.values_list("party", flat=True)
    )
    assert DocumentSubject.objects.count() == 3
    assert {(one.kind, one.state) for one in papers} == {("exit_pass", "valid")}
    assert broken_invariants() == []


def test_it_is_good_for_the_days_of_the_service_unless_the_directive_says_otherwise(
    db: None, now: datetime
) -> None:
    issued(open_departures(now, ACTS))
    assert Document.objects.get().valid_until == date(2026, 12, 7)


def test_the_directive_sets_its_days(db: None, now: datetime) -> None:
    issued(open_departures(now, ACTS, directive=DIRECTIVE + THIRTY_DAYS))
    assert Document.objects.get().valid_until == date(2026, 12, 22)


def test_it_names_person_border_and_days_and_that_it_is_for_one_crossing(
    db: None, now: datetime, seen: Callable[[bytes], str]
) -> None:
    issued(open_departures(now, ACTS))
    paper = Document.objects.get()
    text = seen(slip_pdf(paper.pk)).replace("\u200c", "")
    for number in (paper.number.translate(PERSIAN), "۱۴۰۵/۰۹/۰۱", "۱۴۰۵/۰۹/۱۶", "۱۳۶۷/۰۲/۱۱"):
        assert number in text
    for persian in ("رحیمی", "دوغارون", "یک بار", "افغانستان", "آمایش"):
        assert persian[::-1] in text
    assert "VALID FOR ONE CROSSING" in text


def test_a_second_one_takes_the_place_of_the_first(db: None, now: datetime) -> None:
    departures = open_departures(now, ACTS)
    case = issued(departures)
    message = OutboxMessage.objects.get(topic="issue")
    OutboxMessage.objects.create(
        topic="issue", key="again", case=case, subject=message.subject, body="exit-paper",
        created_at=now, next_at=now,
    )  # fmt: skip
    departures.deliver()
    first, second = Document.objects.order_by("pk")
    assert (first.state, second.state, second.replaces_id) == ("replaced", "valid", first.pk)
    verdict = verdict_of(first.number, on=date(2026, 11, 23))
    assert verdict is not None
    assert (verdict.standing, verdict.is_replaced) == (Standing.VOID, True)
    assert open_sheet(second.number, second.sealed)["replaces"] != ""


def test_without_a_border_there_is_no_paper_and_an_operator_hears_of_it(db: None, now: datetime) -> None:
    departures = open_departures(now, ACTS)
    departures.border = ""
    issued(departures)
    assert "paper-data-missing" in OutboxMessage.objects.get(topic="issue").error
    assert not Document.objects.exists()
