"""The evening of an office: what was taken by each way, which receipts were used, what its card readers took."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from panah.casework.models import Case
from panah.catalogue.queries import directive_of
from panah.catalogue.rules.directive import switch
from panah.foundation.clock import TEHRAN
from panah.organisation.models import Office
from panah.organisation.queries import within
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import Scope
from panah.payments.models import CashReceipt, Payment, ReceiptBook, Terminal
from panah.payments.rules import CHECKERS, PaymentState


@dataclass(frozen=True, slots=True)
class ChannelTaking:
    """What came by one way, in rial: how many payments, their sum, and how much of it is confirmed already."""

    channel: str
    count: int
    rial: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class BookTaking:
    """The receipts of one book that were given or voided on the day, and numbers below the last used one that are not.

    `missing` looks at the whole book, not the day alone: a number nobody accounts for is asked about until it is found.
    """

    book_id: int
    series: str
    first: int
    last: int
    given: tuple[int, ...]
    voided: tuple[int, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TerminalTaking:
    """What one card reader took: compared with the bank's statement of it."""

    terminal_id: int
    number: str
    count: int
    rial: int


@dataclass(frozen=True, slots=True)
class Takings:
    """All of it for one office and one local day."""

    office_id: int
    day: date
    channels: tuple[ChannelTaking, ...]
    books: tuple[BookTaking, ...]
    terminals: tuple[TerminalTaking, ...]

    @property
    def rial(self) -> int:
        """Everything taken, whatever the way."""
        return sum(one.rial for one in self.channels)


def takings(office_id: int, day: date) -> Takings:
    """Give what an office took on a local day, by the moment it was written down; rejected payments do not count.

    A constant number of queries. Office is that of the case; books are those of the office that are open, or were
    used on the day.
    """
    taken = Payment.objects.filter(_on(day, "claimed_at"), charge__case__office=office_id).exclude(
        state=PaymentState.REJECTED
    )
    return Takings(office_id, day, _channels(taken), _books(office_id, day), _terminals(office_id, taken))


def till_offices(scope: Scope) -> tuple[tuple[int, str], ...]:
    """Give the service offices whose money somebody checks: number and name."""
    offices = Office.objects.filter(within(scope.paths(CHECKERS)), kind=OfficeKind.SERVICE_OFFICE)
    return tuple(offices.order_by("code").values_list("pk", "name"))


def takes_cash(case_id: int, *, on: date) -> bool:
    """Whether the directive of a case takes cash on a day."""
    directive, slug = Case.objects.values_list("directive", "slug").get(pk=case_id)
    return switch(directive_of(directive), name="cash-accepted", service=slug, on=on) is not None


def terminals_of(case_id: int) -> tuple[str, ...]:
    """Name the card readers the office of a case may take money with."""
    office_id = Case.objects.values_list("office", flat=True).get(pk=case_id)
    return tuple(
        Terminal.objects.filter(office=office_id, closed_at=None)
        .order_by("pk")
        .values_list("number", flat=True)
    )


def _channels(taken: QuerySet[Payment]) -> tuple[ChannelTaking, ...]:
    confirmed = Coalesce(Sum("rial", filter=Q(state=PaymentState.CONFIRMED)), 0)
    rows = taken.order_by().values("channel").annotate(n=Count("pk"), sum=Sum("rial"), sure=confirmed)
    return tuple(
        ChannelTaking(row["channel"], row["n"], row["sum"], row["sure"]) for row in rows.order_by("channel")
    )


def _terminals(office_id: int, taken: QuerySet[Payment]) -> tuple[TerminalTaking, ...]:
    rows = (
        taken.filter(terminal__isnull=False)
        .order_by()
        .values("terminal")
        .annotate(n=Count("pk"), sum=Sum("rial"))
    )
    sums = {row["terminal"]: (row["n"], row["sum"]) for row in rows}
    ours = Terminal.objects.filter(Q(office=office_id, closed_at=None) | Q(pk__in=sums)).order_by("pk")
    return tuple(TerminalTaking(one.pk, one.number, *sums.get(one.pk, (0, 0))) for one in ours)


def _books(office_id: int, day: date) -> tuple[BookTaking, ...]:
    of_office = ReceiptBook.objects.filter(office=office_id)
    that_day = CashReceipt.objects.filter(_on(day, "at"), book__office=office_id)
    books = of_office.filter(Q(closed_at=None) | Q(pk__in=that_day.values("book"))).order_by(
        "series", "first"
    )
    used: dict[int, set[int]] = {}
    for book, number in CashReceipt.objects.filter(book__in=books).values_list("book", "number"):
        used.setdefault(book, set()).add(number)
    numbers = that_day.order_by("number")
    given = list(numbers.filter(void_reason="").values_list("book", "number"))
    voided = list(numbers.exclude(void_reason="").values_list("book", "number"))
    return tuple(
        BookTaking(
            book.pk,
            book.series,
            book.first,
            book.last,
            tuple(number for of, number in given if of == book.pk),
            tuple(number for of, number in voided if of == book.pk),
            _missing(book.first, used.get(book.pk, ())),
        )
        for book in books
    )


def _missing(first: int, used: Iterable[int]) -> tuple[int, ...]:
    known = set(used)
    return tuple(number for number in range(first, max(known, default=first)) if number not in known)


def _on(day: date, field: str) -> Q:
    begins = datetime.combine(day, time(), tzinfo=TEHRAN)
    return Q(**{f"{field}__gte": begins, f"{field}__lt": begins + timedelta(days=1)})
