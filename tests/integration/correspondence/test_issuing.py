"""What happens between a paid request and a paper with a number: exactly once, whatever fails in between."""

from datetime import date, timedelta

import pytest

from factories.slips import Slips
from panah.audit.queries import timeline
from panah.casework import registrations
from panah.casework.models import Case, Item, OutboxMessage
from panah.casework.queries import broken_invariants
from panah.correspondence.models import Letter, Register
from panah.correspondence.operations.issuing import issue_paper
from panah.correspondence.queries import letters_of, registers_with_gaps
from panah.documents.models import Document
from panah.documents.queries import papers_of

pytestmark = pytest.mark.django_db


def step_of(case: Case) -> str:
    return Item.objects.get(case=case, state="open").step


def message_of(case: Case) -> OutboxMessage:
    return OutboxMessage.objects.get(case=case, topic="issue")


def test_a_request_that_goes_straight_through_ends_in_a_numbered_paper_at_the_counter(slips: Slips) -> None:
    case = slips.open()
    assert step_of(case) == "issue"
    paper = slips.issued(case)
    assert step_of(case) == "hand-over"
    assert paper.number == "18/1405/1"
    assert (paper.valid_from, paper.valid_until) == (date(2026, 11, 26), date(2026, 12, 11))
    assert [one.party_id for one in paper.subjects.order_by("pk")] == [one.pk for one in slips.members]
    assert broken_invariants() == []


def test_number_date_role_and_paper_stand_in_the_letter(slips: Slips) -> None:
    case = slips.open()
    paper = slips.issued(case)
    (letter,) = letters_of(case.pk)
    assert (letter.number, letter.document_id) == (paper.number, paper.pk)
    assert (letter.dated, letter.signed_by_role) == (date(2026, 11, 22), "bureau-director")
    assert letter.subject == "برگهٔ مسافرتی بین‌شهری"


def test_the_timeline_of_the_case_and_of_the_paper_tell_the_issue(slips: Slips) -> None:
    case = slips.open()
    paper = slips.issued(case)
    told = [entry.about for entry in timeline(stream=case.stream) if entry.kind == "issued"]
    assert told == ["slip 18/1405/1"]
    assert [entry.kind for entry in timeline(stream=paper.stream)] == ["issued"]


def test_a_message_delivered_twice_gives_one_number_and_one_paper(slips: Slips) -> None:
    case = slips.open()
    slips.deliver()
    issue_paper(message_of(case), slips.now)
    OutboxMessage.objects.filter(case=case, topic="issue").update(state="pending", next_at=slips.now)
    slips.deliver()
    assert (Letter.objects.count(), Document.objects.count(), Register.objects.get().last) == (1, 1, 1)
    assert broken_invariants() == []


def test_a_worker_killed_before_the_end_leaves_no_number_behind(
    slips: Slips, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = slips.open()

    def killed(message: OutboxMessage, now: object) -> None:
        issue_paper(message, slips.now)
        raise RuntimeError("killed")

    monkeypatch.setitem(registrations._jobs, "issue", killed)
    assert slips.deliver() == 0
    assert (Letter.objects.count(), Document.objects.count(), Register.objects.count()) == (0, 0, 0)
    monkeypatch.setitem(registrations._jobs, "issue", issue_paper)
    slips.now += timedelta(minutes=10)
    assert slips.issued(case).number == "18/1405/1"
    assert (registers_with_gaps(), broken_invariants()) == ([], [])


def test_the_people_of_two_trips_have_two_papers_with_neighbouring_numbers(slips: Slips) -> None:
    first, second = slips.open(members=slips.members[:1]), slips.open(members=slips.members[1:])
    slips.deliver()
    numbers = [papers_of(case.pk, on=slips.now.date())[0].number for case in (first, second)]
    assert sorted(numbers) == ["18/1405/1", "18/1405/2"]
    assert broken_invariants() == []


def test_a_request_that_lacks_its_destination_is_an_operators_and_takes_no_number(slips: Slips) -> None:
    case = slips.open(destination="")
    slips.deliver()
    assert "paper-data-missing" in message_of(case).error
    assert Register.objects.count() == 0


def test_an_extension_replaces_the_paper_in_the_moment_the_new_one_is_there(slips: Slips) -> None:
    first = slips.open()
    old = slips.issued(first)
    slips.say(first, "hand-over", "handed", "bureau-clerk")
    slips.later(10)
    extension = slips.open("extend", follows=first, dates={"trip-ends": date(2026, 12, 25)}, cause="illness")
    slips.say(extension, "extension", "extended", "bureau-expert")
    old.refresh_from_db()
    assert old.state == "valid"
    new = slips.issued(extension)
    old.refresh_from_db()
    assert (old.state, old.void_reason) == ("replaced", "extend")
    assert (new.replaces_id, new.valid_from, new.valid_until) == (old.pk, old.valid_from, date(2026, 12, 25))
    assert broken_invariants() == []


def test_a_paper_may_be_extended_again_from_the_first_case(slips: Slips) -> None:
    first = slips.open()
    slips.issued(first)
    slips.say(first, "hand-over", "handed", "bureau-clerk")
    papers = []
    for day in (15, 25):
        extension = slips.open("extend", follows=first, dates={"trip-ends": date(2026, 12, day)})
        slips.say(extension, "extension", "extended", "bureau-expert")
        papers.append(slips.issued(extension))
    assert papers[1].replaces_id == papers[0].pk
    assert Document.objects.filter(state="valid").count() == 1


def test_a_lost_paper_is_replaced_at_once_with_the_same_days(slips: Slips) -> None:
    first = slips.open()
    old = slips.issued(first)
    slips.say(first, "hand-over", "handed", "bureau-clerk")
    new = slips.issued(slips.open("lost", follows=first, cause="stolen"))
    old.refresh_from_db()
    assert (old.state, old.void_reason) == ("replaced", "lost")
    assert (new.valid_from, new.valid_until) == (old.valid_from, old.valid_until)


def test_a_spoilt_print_is_replaced_within_its_own_case(slips: Slips) -> None:
    case = slips.open()
    old = slips.issued(case)
    slips.say(case, "hand-over", "spoilt", "bureau-clerk")
    new = slips.issued(case)
    old.refresh_from_db()
    assert (old.state, old.void_reason, new.replaces_id) == ("replaced", "spoilt", old.pk)
    assert broken_invariants() == []


def test_a_paper_given_back_is_void_and_another_trip_is_untouched(slips: Slips) -> None:
    first, other = slips.open(), slips.open(members=slips.members[:1])
    old, untouched = slips.issued(first), slips.issued(other)
    slips.say(first, "hand-over", "handed", "bureau-clerk")
    slips.say(slips.open("give-back", follows=first), "take-back", "then", "bureau-clerk")
    old.refresh_from_db()
    untouched.refresh_from_db()
    assert (old.state, old.void_reason) == ("void", "give-back")
    assert untouched.state == "valid"
    assert [entry.kind for entry in timeline(stream=old.stream)] == ["voided", "handed", "issued"]
    assert broken_invariants() == []
