"""What an office may take money with: its card readers, its receipt books, and receipts that were spoilt."""

from datetime import datetime

from django.db import IntegrityError, transaction

from panah.audit.operations import Act, record
from panah.casework.engine.authority import Actor
from panah.foundation.errors import Conflict, InvalidInput, NotFound
from panah.foundation.persian import clean
from panah.organisation.models import Office
from panah.payments.models import CashReceipt, ReceiptBook, Terminal
from panah.payments.operations.ground import officer_id
from panah.payments.rules import COUNTER, checking_role, parse_reference, reading_role

MOST_RECEIPTS = 1_000
"""The largest book; a mistyped last number would cover the books of everybody."""


def register_terminal(*, office_id: int, number: str, into: str, actor: Actor, now: datetime) -> Terminal:
    """Register a card reader to an office; by the bureau. `into` is the account it pays into.

    Raises NotFound("office-unknown"), NotAllowed("not-yours-to-check"), InvalidInput("reference-unreadable"),
    Conflict("terminal-elsewhere").
    """
    office = _office(office_id)
    role = checking_role(actor.scope, office.path)
    read = parse_reference(number)[:20]
    try:
        with transaction.atomic():
            terminal = Terminal.objects.create(
                number=read,
                office=office,
                into=clean(into)[:60],
                registered_by_id=officer_id(actor),
                registered_at=now,
            )
            _note(office, actor, role, kind="terminal-registered", about=read, now=now)
    except IntegrityError as taken:
        raise Conflict("terminal-elsewhere", field="number") from taken
    return terminal


def close_terminal(*, terminal_id: int, actor: Actor, now: datetime) -> None:
    """Take a card reader out of use; what was paid by it stays. Raises NotFound("terminal-unknown"), NotAllowed."""
    terminal = Terminal.objects.select_related("office").filter(pk=terminal_id).first()
    if terminal is None:
        raise NotFound("terminal-unknown")
    role = checking_role(actor.scope, terminal.office.path)
    with transaction.atomic():
        if Terminal.objects.filter(pk=terminal_id, closed_at=None).update(closed_at=now):
            _note(terminal.office, actor, role, kind="terminal-closed", about=terminal.number, now=now)


def register_book(
    *, office_id: int, series: str, first: int, last: int, actor: Actor, now: datetime
) -> ReceiptBook:
    """Register a book of numbered receipts to an office, both ends included; by the bureau.

    Raises NotFound("office-unknown"), NotAllowed("not-yours-to-check"), InvalidInput("book-numbers"),
    Conflict("book-overlaps") with another book of the same series or an open one of the office.
    """
    office, name = _office(office_id), clean(series)[:20]
    role = checking_role(actor.scope, office.path)
    if not 0 < first <= last < first + MOST_RECEIPTS:
        raise InvalidInput("book-numbers", field="last", most=MOST_RECEIPTS)
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=office.pk)
        crossing = ReceiptBook.objects.filter(first__lte=last, last__gte=first)
        if crossing.filter(series=name).exists() or crossing.filter(office=office, closed_at=None).exists():
            raise Conflict("book-overlaps", field="first")
        book = ReceiptBook.objects.create(
            office=office,
            series=name,
            first=first,
            last=last,
            registered_by_id=officer_id(actor),
            registered_at=now,
        )
        _note(office, actor, role, kind="book-registered", about=str(book), now=now)
    return book


def void_receipt(*, office_id: int, number: int, reason: str, actor: Actor, now: datetime) -> CashReceipt:
    """Write down that a receipt was spoilt or torn out and nobody got it; by the office's own staff or the bureau.

    Raises NotFound (`office-unknown`, `receipt-not-of-office`), NotAllowed, InvalidInput("reason-needed"),
    Conflict("receipt-used").
    """
    office, why = _office(office_id), clean(reason)[:300]
    role = reading_role(actor.scope, COUNTER, office.path) or checking_role(actor.scope, office.path)
    if not why:
        raise InvalidInput("reason-needed", field="reason")
    book = book_of(office.pk, number)
    if book is None:
        raise NotFound("receipt-not-of-office")
    try:
        with transaction.atomic():
            void = CashReceipt.objects.create(
                book=book, number=number, written_by_id=officer_id(actor), at=now, void_reason=why
            )
            _note(office, actor, role, kind="receipt-voided", about=str(number), now=now)
    except IntegrityError as used:
        raise Conflict("receipt-used", field="number") from used
    return void


def book_of(office_id: int, number: int) -> ReceiptBook | None:
    """Find the open book of an office a receipt is out of."""
    open_books = ReceiptBook.objects.filter(office=office_id, closed_at=None)
    return open_books.filter(first__lte=number, last__gte=number).first()


def _office(office_id: int) -> Office:
    found = Office.objects.filter(pk=office_id).first()
    if found is None:
        raise NotFound("office-unknown")
    return found


def _note(office: Office, actor: Actor, role: str, *, kind: str, about: str, now: datetime) -> None:
    act = Act(
        stream=f"office:{office.pk}",
        kind=kind,
        about=about,
        role=role,
        office=office.path,
        actor_id=actor.account_id,
    )
    record(acts=[act], at=now)
