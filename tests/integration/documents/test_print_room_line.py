"""A card that is replaced, from the request into the hand: one way, one card, nobody left without one (S25, S26)."""

from datetime import datetime

import pytest

from factories.cards import KIND, PrintRoom, open_print_room
from panah.audit.queries import timeline
from panah.casework.models import Case
from panah.casework.queries import broken_invariants
from panah.documents.models import Blank, Document, HandOver, PrintItem
from panah.documents.operations import slip_pdf
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput
from panah.registry.models import Portrait
from panah.registry.queries import held_papers
from panah.registry.rules import compact

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> PrintRoom:
    return open_print_room(now, monkeypatch)


def test_a_card_goes_from_the_request_into_the_hand(room: PrintRoom) -> None:
    (card,) = room.issued()
    assert room.steps(card.case) == ["people/printing"]
    (item,) = room.printed()
    assert (item.state, item.blank and item.blank.serial, item.site_id) == ("printed", 1001, room.site)
    room.brought([item])
    assert room.steps(card.case) == ["people/hand-over"]
    assert room.hand(card) == 1
    item.refresh_from_db()
    assert item.state == "handed"
    assert Case.objects.get(pk=card.case_id).state == "closed"
    assert HandOver.objects.get().to_party_id == card.bearer_id
    (held,) = held_papers([card.bearer_id or 0], on=local_date(room.now))
    assert (held.kind, held.number, held.expires_on) == (KIND, compact(card.number), card.valid_until)
    told = [one.kind for one in timeline(stream=card.stream)]
    assert told == ["card-handed", "handed", "arrived", "sent", "checked", "printed", "typeset", "issued"]
    assert broken_invariants() == []


def test_each_of_a_household_goes_alone(room: PrintRoom) -> None:
    cards = room.issued(*room.members)
    items = room.printed()
    room.brought(items[:1])
    assert room.steps(cards[0].case) == ["people/hand-over", "people/printing", "people/printing"]
    assert room.hand(cards[0]) == 1
    assert PrintItem.objects.filter(state="handed").count() == 1


def test_a_card_that_has_not_arrived_is_handed_to_nobody(room: PrintRoom) -> None:
    (card,) = room.issued()
    (item,) = room.printed()
    room.brought([item])
    PrintItem.objects.filter(pk=item.pk).update(state="returned")
    with pytest.raises(Conflict, match="card-not-here"):
        room.hand(card)
    assert not HandOver.objects.exists()


def test_the_old_card_comes_in_when_the_new_one_goes_out(room: PrintRoom) -> None:
    (card,) = room.issued()
    room.brought(room.printed())
    for form, code in (
        ({"old-card": "none"}, "old-card-unsaid"),
        ({"old-card": ""}, "old-card-unsaid"),
        ({"mark": ""}, "mark-missing"),
    ):
        with pytest.raises(InvalidInput, match=code):
            room.hand(card, **form)
    assert room.hand(card, **{"old-card": "taken"}) == 1


def test_an_earlier_card_of_ours_stands_until_the_new_one_is_in_the_hand(room: PrintRoom) -> None:
    (first,) = room.issued()
    room.brought(room.printed())
    room.hand(first)
    (second,) = room.issued()
    first.refresh_from_db()
    assert (first.state, second.replaces_id) == ("valid", first.pk)
    room.brought(room.printed(1002, key="b2"), box="۲")
    room.hand(second)
    first.refresh_from_db()
    assert (first.state, first.void_reason) == ("replaced", "taken")


def test_a_lost_card_is_worth_nothing_once_the_second_is_made(room: PrintRoom) -> None:
    (first,) = room.issued()
    room.brought(room.printed())
    room.hand(first)
    (second,) = room.issued(cause="lost")
    first.refresh_from_db()
    assert (first.state, first.void_reason) == ("replaced", "lost")
    assert second.state == "valid"


def test_without_a_portrait_the_bureau_takes_one_first(room: PrintRoom) -> None:
    Portrait.objects.filter(person=room.members[0].pk).delete()
    case = room.ask()
    room.say(case, "people/look", "approved", "bureau-expert")
    room.say(case, "people/approve", "approved", "bureau-officer")
    assert room.steps(case) == ["people/complete"]
    assert not Document.objects.exists()


def test_the_whole_card_can_be_printed_again_as_a_file(room: PrintRoom) -> None:
    (card,) = room.issued()
    assert slip_pdf(card.pk).startswith(b"%PDF")
    assert Blank.objects.filter(state="in-stock").count() == 100
