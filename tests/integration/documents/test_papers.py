"""The life of a paper: standing, ended, given back its force, handed over; and what the world is told of it."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from factories.slips import Slips, open_slips, straight_way
from panah.audit.models import Event
from panah.audit.queries import timeline
from panah.casework.engine.deadlines import end_of
from panah.casework.models import BatchItem, Case, Subject
from panah.casework.queries import broken_invariants
from panah.casework.registrations import Call
from panah.catalogue.queries import definition_of
from panah.documents.expiry import expiries
from panah.documents.models import Document, DocumentSubject
from panah.documents.operations import reinstate, void
from panah.documents.operations.effects import invalidate
from panah.documents.queries import Standing, Verdict, paper_in_case, papers_of, verdict_of
from panah.documents.rules.codes import show_code
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.workflow.definition import Effect, Step
from panah.workflow.registry import EffectEntry

pytestmark = pytest.mark.django_db
DURING, AFTER, BEFORE = date(2026, 12, 1), date(2026, 12, 12), date(2026, 11, 23)


@pytest.fixture
def slips(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Slips:
    straight_way(monkeypatch)
    return open_slips(now)


def standing(typed: str, on: date) -> Standing:
    verdict = verdict_of(typed, on=on)
    assert verdict is not None
    return verdict.standing


def test_a_paper_is_known_by_its_code_and_by_its_number_however_typed(slips: Slips) -> None:
    paper = slips.issued(slips.open())
    for typed in (paper.verify_code, show_code(paper.verify_code).lower(), "18/1405/1", "۱۸/۱۴۰۵/۱"):
        assert standing(typed, DURING) == Standing.VALID
    for unknown in ("", "18/1405/2", "22222-22222", "' OR 1=1 --", "\0"):
        assert verdict_of(unknown, on=DURING) is None


def test_the_world_learns_days_and_worth_and_no_name(slips: Slips) -> None:
    paper = slips.issued(slips.open())
    told = verdict_of(paper.number, on=DURING)
    assert told is not None
    assert {one.name for one in fields(Verdict)} == {
        "title", "standing", "valid_from", "valid_until", "ended_at", "is_replaced", "is_used",
    }  # fmt: skip
    assert not any(member.name in repr(told) for member in slips.members)


def test_nobody_learns_that_a_paper_was_checked(slips: Slips) -> None:
    paper = slips.issued(slips.open())
    events = Event.objects.count()
    with CaptureQueriesContext(connection) as asked:
        verdict_of(paper.number, on=DURING)
    assert Event.objects.count() == events
    assert [query["sql"].split()[0] for query in asked] == ["SELECT"]


def test_a_paper_is_over_by_its_date_and_by_no_act(slips: Slips) -> None:
    paper = slips.issued(slips.open())
    assert standing(paper.number, BEFORE) == Standing.NOT_YET
    assert standing(paper.number, AFTER) == Standing.OVER
    assert Document.objects.get().state == "valid"


def test_an_officer_ends_a_paper_with_a_reason_and_gives_it_its_force_again(slips: Slips) -> None:
    case = slips.open()
    paper, officer = slips.issued(case), slips.bureau.actor("bureau-officer", now=slips.now)
    void(document_id=paper.pk, reason="court-order", actor=officer, now=slips.now)
    assert standing(paper.number, DURING) == Standing.VOID
    reinstate(document_id=paper.pk, reason="decision set aside", actor=officer, now=slips.now)
    assert standing(paper.number, DURING) == Standing.VALID
    assert [one.kind for one in timeline(stream=paper.stream)] == ["reinstated", "voided", "issued"]
    assert broken_invariants() == []


def test_no_paper_ends_without_a_reason_nor_by_others_than_its_officers(slips: Slips) -> None:
    paper, now = slips.issued(slips.open()), slips.now
    officer = slips.bureau.actor("bureau-officer", now=now)
    strangers = [
        (slips.bureau.actor("service-clerk", now=now), NotAllowed),
        (slips.bureau.actor("bureau-expert", now=now), NotAllowed),
        (slips.bureau.actor("bureau-officer", now=now, office=slips.bureau.elsewhere), NotFound),
    ]
    for end in (void, reinstate):
        with pytest.raises(InvalidInput, match="reason-needed"):
            end(document_id=paper.pk, reason="  ", actor=officer, now=now)
        for stranger, refused in strangers:
            with pytest.raises(refused):
                end(document_id=paper.pk, reason="x", actor=stranger, now=now)
    with pytest.raises(Conflict, match="paper-standing"):
        reinstate(document_id=paper.pk, reason="x", actor=officer, now=now)
    void(document_id=paper.pk, reason="x", actor=officer, now=now)
    with pytest.raises(Conflict, match="paper-not-standing"):
        void(document_id=paper.pk, reason="x", actor=officer, now=now)


def test_a_replaced_paper_never_stands_beside_its_replacement(slips: Slips) -> None:
    case = slips.open()
    old = slips.issued(case)
    slips.say(case, "hand-over", "spoilt", "bureau-clerk")
    slips.issued(case)
    told = verdict_of(old.number, on=DURING)
    assert told is not None
    assert (told.standing, told.is_replaced) == (Standing.VOID, True)
    with pytest.raises(Conflict):
        reinstate(
            document_id=old.pk,
            reason="x",
            actor=slips.bureau.actor("bureau-officer", now=slips.now),
            now=slips.now,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=old.pk).update(state="valid", void_reason="", voided_at=None)


def test_papers_are_listed_for_their_case_alone(slips: Slips) -> None:
    case, other = slips.open(), slips.open(members=slips.members[:1])
    paper = slips.issued(case)
    assert [one.id for one in papers_of(case.pk, on=DURING)] == [paper.pk]
    assert paper_in_case(paper.pk, case_ids=[case.pk], on=DURING) is not None
    assert paper_in_case(paper.pk, case_ids=[other.pk], on=DURING) is None


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: Document.objects.update(number="18/1405/9"),
        lambda: Document.objects.update(valid_until=date(2036, 1, 1)),
        lambda: Document.objects.update(valid_until=None),
        lambda: Document.objects.update(verify_code="2222222222"),
        lambda: DocumentSubject.objects.all().delete(),
        lambda: Document.objects.update(state="void"),
    ],
    ids=["number", "until", "for good", "code", "names", "without reason"],
)
def test_what_stands_on_a_paper_is_not_rewritten(slips: Slips, tamper: Callable[[], object]) -> None:
    slips.issued(slips.open())
    with pytest.raises(IntegrityError), transaction.atomic():
        tamper()


STEP = Step(path="close", title="", kind="do", ways=(), key="")


def call(cases: list[Case], now: datetime, subjects: list[Subject] | None = None) -> Call:
    """Travellers for whole cases, or for these subjects alone."""
    places = [(case, None) for case in cases] if subjects is None else [(s.case, s.pk) for s in subjects]
    BatchItem.objects.filter(batch_id=0).delete()
    BatchItem.objects.bulk_create(
        BatchItem(
            batch_id=0,
            case_id=case.pk,
            subject_id=subject,
            version_id=case.version_id,
            office_id=case.office_id,
            position="close",
        )
        for case, subject in places
    )
    definition = definition_of(places[0][0].version_id)
    travellers = BatchItem.objects.filter(batch_id=0, position="close", settled=False)
    return Call(travellers=travellers, definition=definition, step=STEP, batch=0, actor_id=None, now=now)


def effect(verb: str, name: str = "slip") -> Effect:
    return Effect(f"{verb}:{name}", EffectEntry(verb, "rows", "subject"), "subject", name)


def own_paper(slips: Slips, case: Case, subject: Subject, number: str) -> Document:
    """A paper that one subject of a case bears alone."""
    paper = Document.objects.create(
        number=number, kind="amayesh_card", name="permit", case=case, office_id=case.office_id,
        bearer_id=subject.party_id, line=f"{case.pk}:permit:{subject.party_id}", key=number, title="کارت",
        issued_at=slips.now, valid_from=DURING, verify_code=f"{number:2>10}"[-10:], sealed=b"",
    )  # fmt: skip
    DocumentSubject.objects.create(document=paper, party_id=subject.party_id)
    return paper


def test_one_persons_paper_never_falls_with_anothers(slips: Slips) -> None:
    case = slips.open()
    slips.deliver()
    first, *others = case.subjects.order_by("pk")
    papers = [own_paper(slips, case, one, f"C{one.pk}") for one in (first, *others)]
    shared = Document.objects.get(name="slip")
    invalidate(call([], slips.now, [first]), effect("invalidate", "permit"))
    states = [Document.objects.get(pk=paper.pk).state for paper in papers]
    assert states == ["void", "valid", "valid"]
    invalidate(call([], slips.now, [first]), effect("invalidate", "slip"))
    shared.refresh_from_db()
    assert shared.state == "valid"


def test_who_left_the_case_keeps_a_paper_that_the_others_lose(slips: Slips) -> None:
    case = slips.open()
    subjects = list(case.subjects.order_by("pk"))
    papers = [own_paper(slips, case, one, f"C{one.pk}") for one in subjects]
    Subject.objects.filter(pk=subjects[0].pk).update(state="ended", end="left-out", ended_at=slips.now)
    invalidate(call([case], slips.now), effect("invalidate", "permit"))
    assert [Document.objects.get(pk=paper.pk).state for paper in papers] == ["valid", "void", "void"]


def test_the_statements_of_an_effect_do_not_grow_with_the_cases(slips: Slips) -> None:
    cases = [slips.open() for _ in range(7)]
    while slips.deliver():
        pass
    counts = []
    for some in (cases[:1], cases[1:]):
        travellers = call(some, slips.now)
        with CaptureQueriesContext(connection) as asked:
            invalidate(travellers, effect("invalidate"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert Document.objects.exclude(state="valid").count() == 7


# Until when a paper holds, for a process that waits for that day


def test_a_process_waits_for_the_end_of_a_persons_own_paper_or_of_the_one_all_share(slips: Slips) -> None:
    case = slips.open()
    paper = slips.issued(case)
    assert paper.valid_until is not None
    assert list(expiries(call([case], slips.now), "slip").values()) == [end_of(paper.valid_until)]
    first, *_others = subjects = list(case.subjects.order_by("pk"))
    own_paper(slips, case, first, "901")
    assert expiries(call([], slips.now, subjects), "permit") == {}, "a paper without a last day has no end"


def test_where_no_paper_stands_there_is_no_end_to_wait_for(slips: Slips) -> None:
    case = slips.open()
    paper = slips.issued(case)
    invalidate(call([case], slips.now), effect("invalidate"))
    assert Document.objects.get(pk=paper.pk).state == "void"
    assert expiries(call([case], slips.now), "slip") == {}
