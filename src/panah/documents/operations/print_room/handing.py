"""A card goes into its bearer's hand: it lies here, the old one comes in, and the registry knows the new one (S25)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from panah.casework.registrations import Call
from panah.documents.kinds import CARDS
from panah.documents.models import Document, PrintItem
from panah.documents.operations.print_room.items import held, moved
from panah.documents.operations.print_room.journal import note_prints
from panah.documents.operations.replacing import make_way
from panah.documents.rules.print_room import ItemState
from panah.documents.rules.standing import State
from panah.foundation.canonical import Canonical
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput
from panah.registry.models import PaperHeld, Person
from panah.registry.operations import record_paper
from panah.registry.queries import as_of
from panah.registry.values import Entry, PaperInput
from panah.registry.words import PaperKind

OLD_CARD: Final = "old-card"
"""The field of the hand-over that says where the earlier card is."""

TAKEN: Final = "taken"
MISSING: Final = "missing"
WHERE: Final = frozenset({TAKEN, MISSING})


def hand_cards(documents: Sequence[Document], call: Call, said: Mapping[str, Canonical]) -> None:
    """Write down that cards went into hands, in the act that says so; what is no card of the print room passes.

    Whoever holds an earlier card gives it up in the same act (`old-card`: taken), or it is missing. Raises
    Conflict("card-not-here") for a card that did not arrive, InvalidInput("old-card-unsaid").
    """
    cards = [one for one in documents if one.kind in CARDS]
    if not cards:
        return
    items = list(held(document__in=cards, state=ItemState.ARRIVED))
    if {item.document_id for item in items} != {card.pk for card in cards}:
        raise Conflict("card-not-here")
    before = _held_before(cards, call.now)
    for card in cards:
        old = before.get(card.bearer_id or 0)
        if old is not None and said.get(OLD_CARD) not in WHERE:
            raise InvalidInput("old-card-unsaid", field=OLD_CARD)
        _end_earlier(card, str(said.get(OLD_CARD) or ""), call.now)
        _record(card, old, str(said.get(OLD_CARD) or ""), call)
    moved(items, ItemState.HANDED, now=call.now, by=call.actor_id)
    note_prints(items, "card-handed", now=call.now, actor_id=call.actor_id)


def _held_before(cards: Iterable[Document], now: datetime) -> dict[int, PaperHeld]:
    """The newest card each bearer holds as the registry knows it."""
    bearers = [card.bearer_id for card in cards if card.bearer_id]
    rows = PaperHeld.objects.filter(as_of(local_date(now)), person__in=bearers, kind__in=CARDS)
    return {paper.person_id: paper for paper in rows.select_related("person").order_by("pk")}


def _end_earlier(card: Document, where: str, now: datetime) -> None:
    """Earlier cards of ours stood until now: from this moment the new one alone stands."""
    earlier = Document.objects.select_for_update().filter(
        bearer=card.bearer_id, kind__in=CARDS, state=State.VALID, pk__lt=card.pk
    )
    for old in earlier.order_by("pk"):
        make_way(old, for_case=card.case, number=card.number, now=now, reason=where)


def _record(card: Document, old: PaperHeld | None, where: str, call: Call) -> None:
    person = Person.objects.filter(pk=card.bearer_id or 0).first()
    if person is None:
        return
    today = local_date(call.now)
    entry = Entry(
        on=today,
        now=call.now,
        actor_id=call.actor_id,
        evidence=f"{card.number}: {where}" if where else card.number,
    )
    paper = PaperInput(PaperKind(card.kind), card.number, today, card.valid_until)
    record_paper(entry=entry, person=person, paper=paper, replaces=old)


def lies_here(document_ids: Iterable[int]) -> set[int]:
    """Which of these cards arrived at the office that hands them over."""
    rows = PrintItem.objects.filter(document__in=list(document_ids), state=ItemState.ARRIVED)
    return set(rows.values_list("document_id", flat=True))
