"""«گواهی در دست اقدام»: whoever waits can show that they wait, for as long as they wait and no longer."""

from datetime import date, timedelta

import pytest

from factories.slips import Slips
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, OutboxMessage
from panah.casework.queries import broken_invariants
from panah.correspondence.models import Letter
from panah.documents.models import Document, SignedFile, StatusPlace
from panah.documents.operations import ask_for_certificate, slip_pdf
from panah.documents.operations.publishing import publish_status
from panah.documents.queries import certificates_to_ask, papers_of
from panah.documents.sealing import open_sheet
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(slips: Slips) -> Case:
    """A request of three whose slip lies at the counter."""
    made = slips.open()
    slips.deliver()
    return made


def clerk(slips: Slips) -> Actor:
    return slips.bureau.actor("bureau-clerk", now=slips.now)


def ask(slips: Slips, case: Case, who: int = 0) -> None:
    ask_for_certificate(case_id=case.pk, party_id=slips.members[who].pk, actor=clerk(slips), now=slips.now)


def certificate(slips: Slips, case: Case, who: int = 0) -> Document:
    ask(slips, case, who)
    slips.deliver()
    return Document.objects.filter(case=case, name="in-progress").latest("pk")


def test_it_is_a_numbered_paper_of_one_person_for_thirty_days(slips: Slips, case: Case) -> None:
    paper = certificate(slips, case)
    letter = Letter.objects.get(document_id=paper.pk)
    assert (letter.number, letter.subject) == (paper.number, "گواهی در دست اقدام")
    assert (paper.kind, paper.bearer_id, paper.state) == ("pending_proof", slips.members[0].pk, "valid")
    assert (paper.valid_from, paper.valid_until) == (date(2026, 11, 22), date(2026, 12, 22))
    assert [one.party_id for one in paper.subjects.all()] == [slips.members[0].pk]
    assert StatusPlace.objects.get(paper=paper.stream).type == "pending-proof"
    assert SignedFile.objects.filter(paper=paper.stream).exists()
    said = str(open_sheet(paper.number, paper.sealed))
    assert (slips.members[0].name in said, slips.members[1].name in said) == (True, False)
    assert open_sheet(paper.number, paper.sealed)["stands_in"] is False
    assert slip_pdf(paper.pk).startswith(b"%PDF")
    assert broken_invariants() == []


def test_asked_twice_it_is_one_and_everybody_has_their_own(slips: Slips, case: Case) -> None:
    ask(slips, case)
    ask(slips, case)
    assert [one.is_asked for one in certificates_to_ask(case.pk, on=local_date(slips.now))] == [
        True,
        False,
        False,
    ]
    certificate(slips, case, who=1)
    assert Document.objects.filter(name="in-progress").count() == 2
    with pytest.raises(Conflict, match="certificate-stands"):
        ask(slips, case)
    (left,) = certificates_to_ask(case.pk, on=local_date(slips.now))
    assert (left.party, left.is_asked) == (slips.members[2].pk, False)


def test_it_is_never_taken_for_the_paper_that_was_asked_for(slips: Slips, case: Case) -> None:
    certificate(slips, case)
    papers = papers_of(case.pk, on=date(2026, 11, 27))
    assert [(one.name, one.serves) for one in papers] == [("in-progress", False), ("slip", True)]


def test_it_ends_with_the_request_and_the_lists_say_so(slips: Slips, case: Case) -> None:
    paper = certificate(slips, case)
    slips.say(case, "hand-over", "handed", "bureau-clerk")
    case.refresh_from_db()
    paper.refresh_from_db()
    assert case.state == "closed"
    assert (paper.state, paper.voided_at) == ("void", slips.now)
    assert StatusPlace.objects.get(paper=paper.stream).is_ended
    assert publish_status(now=slips.now) == 1
    slip = Document.objects.get(case=case, name="slip")
    assert slip.state == "valid"
    assert certificates_to_ask(case.pk, on=local_date(slips.now)) == []
    with pytest.raises(Conflict, match="certificate-not-open"):
        ask(slips, case)


def test_one_asked_for_just_before_the_end_is_not_made(slips: Slips, case: Case) -> None:
    ask(slips, case)
    slips.say(case, "hand-over", "handed", "bureau-clerk")
    slips.deliver()
    assert OutboxMessage.objects.get(body="in-progress").state == "done"
    assert not Document.objects.filter(name="in-progress").exists()


def test_in_its_last_week_the_next_takes_its_place(slips: Slips, case: Case) -> None:
    first = certificate(slips, case)
    slips.now += timedelta(days=24)
    second = certificate(slips, case)
    first.refresh_from_db()
    assert (first.state, second.state, second.replaces_id) == ("replaced", "valid", first.pk)
    assert second.valid_until == date(2027, 1, 15)


def test_whoever_is_not_in_the_case_has_none(slips: Slips, case: Case) -> None:
    with pytest.raises(Conflict, match="certificate-not-open"):
        ask_for_certificate(case_id=case.pk, party_id=999_999, actor=clerk(slips), now=slips.now)
