"""What stands on «فرم ابطال کارت»: which card ended, by which decision and officers, and what stays."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.documents.rules.codes import show_number
from panah.documents.rules.data import PORTRAIT
from panah.documents.rules.faces.paper import Fact, Letter, Sheet, fact_rows, letter_data
from panah.documents.rules.faces.people import Bearer, bearer_data
from panah.foundation.digits import to_persian_digits
from panah.foundation.jalali import format_short

TITLE: Final = "فرم ابطال کارت"
TITLE_LATIN: Final = "CARD INVALIDATION FORM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """The decision a card ends by, and when the time to object ended."""

    number: str
    on: date
    by: str
    objection: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NajvaEntry:
    """Where the ministry's register has it."""

    number: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CardInvalidation(Letter):
    """One card of one person, by two officers (S8); `cause` is never one word for what is not the same.

    `is_card_here` says whether the card itself lies with the office; `holds_now` what proves the person's stay from
    today (S25), `family` that nobody else's paper ends with it (S5).
    """

    bearer: Bearer
    card: str
    card_number: str
    cause: str
    authority: Authority
    najva: NajvaEntry | None
    is_card_here: bool
    card_kept: str = ""
    holds_now: str
    first_officer: str
    second_officer: str
    portrait: str = ""


def card_invalidation_sheet(form: CardInvalidation) -> Sheet:
    """Write the form as the data of its face `card-invalidation`. Raises ValueError when both officers are one (S8)."""
    if form.first_officer == form.second_officer:
        raise ValueError("two officers invalidate a card")
    authority = form.authority
    return {
        **letter_data(form, title=TITLE, title_latin=TITLE_LATIN),
        "bearer": bearer_data(form.bearer),
        "card": to_persian_digits(form.card),
        "card_number": show_number(form.card_number),
        "cause": form.cause,
        "authority": fact_rows(
            [
                Fact("شمارهٔ تصمیم", authority.number),
                Fact("تاریخ تصمیم", format_short(authority.on)),
                Fact("تصمیم‌گیرنده", authority.by),
                Fact("اعتراض", authority.objection),
            ]
        ),
        "najva": fact_rows(
            [Fact("شمارهٔ ثبت", form.najva.number), Fact("تاریخ ثبت", format_short(form.najva.on))]
            if form.najva
            else []
        ),
        "is_card_here": form.is_card_here,
        "card_kept": to_persian_digits(form.card_kept),
        "holds_now": to_persian_digits(form.holds_now),
        "signers": [form.first_officer, form.second_officer],
        PORTRAIT: form.portrait,
    }
