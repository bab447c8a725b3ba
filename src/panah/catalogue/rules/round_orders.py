"""What a directive orders of one round of registration: whom it covers, how long it lasts, where its cards are made."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from panah.catalogue.rules.dating import JalaliText
from panah.foundation.errors import NotFound
from panah.foundation.jalali import parse
from panah.workflow.form_options import Option
from panah.workflow.form_text import Plain, Prose, Slug, Source, Title

if TYPE_CHECKING:
    from panah.catalogue.rules.directive import DirectiveTable


class Approval(Option):
    """Who confirms a file, in this order."""

    BUREAU = "bureau", "ادارهٔ کل"
    MINISTRY = "ministry", "وزارت کشور"


class Delivery(Option):
    """Where a card is given to its owner."""

    SERVICE_OFFICE = "service-office", "دفتر خدمات"
    BUREAU = "bureau", "ادارهٔ کل"


class Extra(Option):
    """What a household may need beside its turn, as a directive writes it."""

    QUIET = "quiet", "ساعت خلوت"
    HOME_VISIT = "home-visit", "رفتن به خانه"
    WOMAN_OPERATOR = "woman-operator", "متصدی زن"
    CURTAIN = "curtain", "پرده"


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """One kind of paper whose holders are called, when it was still good on a day or later.

    `label` says which rounds those cards are of. Without a day every such paper counts.
    """

    paper: Slug
    label: Plain
    good_on: JalaliText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLength:
    """Minutes at the counter for a household of up to so many members; the last row has no bound."""

    minutes: int
    members_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """How many households an office sees at the same time, and what its counters offer besides."""

    office: Slug
    places: int
    offers: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOrder:
    """One round (مرحلهٔ آمایش) as ordered; days are Jalali.

    It begins the start `start` of `service`. Its cards are good until `cards_until`. A child without a card of its own
    is covered when all its known parents are (`children_with_parents`). `early` is the margin in days by which a
    household is called before its papers end.
    """

    slug: Slug
    number: int
    title: Title
    service: Slug
    start: Slug
    opens: JalaliText
    closes: JalaliText
    cards_until: JalaliText
    source: Source
    covers: tuple[Covered, ...]
    visit: tuple[VisitLength, ...]
    counters: tuple[Counters, ...]
    approval: tuple[Approval, ...] = (Approval.BUREAU, Approval.MINISTRY)
    delivery: Delivery = Delivery.SERVICE_OFFICE
    print_site: Slug | None = None
    children_with_parents: bool = True
    briefing: bool = True
    early: int = 14
    bring: tuple[Plain, ...] = ()
    confirmed: bool = False
    note: Prose | None = None

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of the round (Gregorian)."""
        return parse(self.opens), parse(self.closes)


def round_order(table: "DirectiveTable", *, slug: str) -> RoundOrder:
    """Find what a directive orders of a round; raises `NotFound("round-not-ordered")`."""
    found = next((row for row in table.rounds if row.slug == slug), None)
    if found is None:
        raise NotFound("round-not-ordered", round=slug)
    return found
