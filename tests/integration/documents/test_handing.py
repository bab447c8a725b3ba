"""However it is said that a paper went into somebody's hand, it is written down whose (S20, S25)."""

from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.bureau import actor_of
from factories.slips import Slips, open_slips, straight_way
from panah.audit.queries import timeline
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item
from panah.casework.operations import act
from panah.casework.queries import broken_invariants
from panah.casework.queries.deciding import plain_sayings
from panah.casework.rules import ActResult, Selected
from panah.documents.models import Document, HandOver
from panah.documents.operations import void
from panah.documents.queries import papers_of
from panah.foundation.canonical import Canonical
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput

pytestmark = pytest.mark.django_db


@pytest.fixture
def slips(db: None, now: object, monkeypatch: pytest.MonkeyPatch) -> Slips:
    straight_way(monkeypatch)
    return open_slips(now)  # type: ignore[arg-type]  # the moment of all tests


@pytest.fixture
def issued(slips: Slips) -> Document:
    return slips.issued(slips.open())


def say(slips: Slips, cases: Sequence[Case], word: str, actor: Actor, **form: Canonical) -> ActResult:
    """Say a word at the step of handing over, as any page of the office may."""
    items = Item.objects.filter(case__in=cases, state="open", step="hand-over").order_by("pk")
    chosen = [Selected(one.pk, one.ver) for one in items]
    return act(
        chosen=chosen,
        step="hand-over",
        word=word,
        actor=actor,
        key=f"{word}:{chosen[0].item}",
        now=slips.now,
        form=form,
    )


def clerk(slips: Slips) -> Actor:
    return slips.bureau.actor("service-clerk", now=slips.now)


@pytest.mark.parametrize("word", ["handed", "collected"])
def test_a_clerk_says_who_received_the_paper(slips: Slips, issued: Document, word: str) -> None:
    receiver, by = slips.members[1].pk, clerk(slips)
    assert say(slips, [issued.case], word, by, receiver=[str(receiver)], witness="همسایه").moved == 1
    row = HandOver.objects.get()
    assert (row.document_id, row.to_party_id, row.by_account_id, row.how) == (
        issued.pk,
        receiver,
        by.account_id,
        "counter",
    )
    assert row.witness
    assert "همسایه".encode() not in bytes(row.witness)
    assert [one.kind for one in timeline(stream=issued.stream)] == ["handed", "issued"]
    assert papers_of(issued.case_id, on=local_date(slips.now))[0].handed_at == slips.now
    assert broken_invariants() == []


@pytest.mark.parametrize("word", ["handed", "collected"])
def test_without_a_receiver_the_paper_names_nothing_is_handed(
    slips: Slips, issued: Document, word: str
) -> None:
    stranger = slips.open(members=slips.members[:1]).subjects.get().party_id + 10_000
    for form, code in (
        ({}, "receiver-missing"),
        ({"receiver": []}, "receiver-missing"),
        ({"receiver": "somebody"}, "receiver-missing"),
        ({"receiver": [slips.members[0].pk, slips.members[1].pk]}, "receiver-missing"),
        ({"receiver": [stranger]}, "receiver-unknown"),
    ):
        with pytest.raises(InvalidInput, match=code):
            say(slips, [issued.case], word, clerk(slips), **form)
    assert not HandOver.objects.exists()
    assert Item.objects.filter(case=issued.case, state="open", step="hand-over").exists()


def test_whoever_asked_fetches_it_behind_their_own_door(slips: Slips, issued: Document) -> None:
    assert issued.case.applicant is not None
    own = actor_of(issued.case.applicant, now=slips.now)
    assert say(slips, [issued.case], "collected", own).moved == 1
    row = HandOver.objects.get()
    assert (row.to_party_id, row.to_account_id, row.how) == (None, own.account_id, "download")


def test_a_void_paper_is_handed_to_nobody(slips: Slips, issued: Document) -> None:
    officer = slips.bureau.actor("bureau-officer", now=slips.now)
    void(document_id=issued.pk, reason="x", actor=officer, now=slips.now)
    with pytest.raises(Conflict, match="paper-not-standing"):
        say(slips, [issued.case], "handed", clerk(slips), receiver=[slips.members[0].pk])


def test_nobody_is_offered_to_hand_over_many_at_once(issued: Document) -> None:
    said = {one.word for one in plain_sayings(issued.case.version_id, "hand-over")}
    assert not {"handed", "collected"} & said


def test_the_statements_of_handing_do_not_grow_with_the_papers(slips: Slips) -> None:
    cases = [slips.open() for _ in range(7)]
    while slips.deliver():
        pass
    counts = []
    say(slips, cases[:1], "handed", clerk(slips), receiver=[slips.members[0].pk])
    for some in (cases[1:2], cases[2:]):
        with CaptureQueriesContext(connection) as asked:
            say(slips, some, "handed", clerk(slips), receiver=[slips.members[0].pk])
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert HandOver.objects.count() == 7
