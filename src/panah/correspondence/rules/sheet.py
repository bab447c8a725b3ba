"""What stands on a letter, as the data of its face `letter`; sealed with the letter, so that a reprint is the same."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.correspondence.rules.squares import square
from panah.correspondence.rules.words import (
    CLASSIFICATION_TITLES,
    NO_ANNEX,
    URGENCY_TITLES,
    Classification,
    Urgency,
)
from panah.documents.rules.codes import show_code
from panah.documents.rules.data import Data
from panah.foundation.digits import to_persian_digits
from panah.foundation.jalali import format_short

UNNUMBERED: Final = "…………"
DRAFT: Final = "پیش‌نویس؛ هنوز شماره و امضا ندارد"
VOID: Final[Data] = {"word": "باطل", "latin": "VOID", "tone": "void"}
"""The words across a letter that was voided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A letter that this one answers or continues: its number as whoever wrote it gave it, and its local day."""

    number: str
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What its writer said; `body` as typed, its paragraphs parted by empty lines."""

    to: str
    subject: str
    body: str
    annex: str
    copies: tuple[str, ...]
    urgency: Urgency
    classification: Classification
    size: str
    in_reply_to: Related | None = None
    follows: Related | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Whose letter it is: the office at its head, who signs in which role, whose signature that stands for."""

    letterhead: str
    office: str
    signer: str
    behalf: str
    enquiries: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What it gets when it is signed: number, local day, the code in its square, and the page that leads to."""

    number: str
    on: date
    code: str
    page: str


def letter_sheet(wording: Wording, frame: Frame, given: Given | None) -> Data:
    """Write a letter as the data of its face; without a number it says that it is a draft."""
    return {
        "title": wording.subject,
        "is_small": wording.size == "a5",
        "letterhead": to_persian_digits(frame.letterhead),
        "office": to_persian_digits(frame.office),
        "number": to_persian_digits(given.number) if given else UNNUMBERED,
        "date": format_short(given.on) if given else UNNUMBERED,
        "annex": to_persian_digits(wording.annex) or NO_ANNEX,
        "urgency": "" if wording.urgency is Urgency.NORMAL else URGENCY_TITLES[wording.urgency],
        "classification": CLASSIFICATION_TITLES[wording.classification]
        if wording.classification is Classification.CONFIDENTIAL
        else "",
        "draft": "" if given else DRAFT,
        "to": to_persian_digits(wording.to),
        "subject": to_persian_digits(wording.subject),
        "in_reply_to": _related(wording.in_reply_to),
        "follows": _related(wording.follows),
        "body": [to_persian_digits(one) for one in paragraphs(wording.body)],
        "copies": [to_persian_digits(one) for one in wording.copies],
        "signer": frame.signer,
        "behalf": frame.behalf,
        "hand": _hand(frame),
        "enquiries": to_persian_digits(frame.enquiries),
        "code": show_code(given.code) if given else "",
        "square": square(given.page, given.code) if given else [],
    }


def paragraphs(body: str) -> list[str]:
    """Part a text at its empty lines; single line ends stay within a paragraph."""
    parts = "\n".join(line.strip() for line in body.splitlines()).split("\n\n")
    return [part.strip() for part in parts if part.strip()]


def voided(sheet: Data) -> Data:
    """The sheet of a letter that was voided: as it was sealed, and marked, so that it is never printed as good."""
    return {**sheet, "mark": VOID}


def _hand(frame: Frame) -> str:
    """What stands in the place of the signature."""
    return f"از طرف {frame.behalf}\n{frame.signer}\nامضا" if frame.behalf else f"{frame.signer}\nامضا"


def _related(one: Related | None) -> str:
    if one is None:
        return ""
    day = f" مورخ {format_short(one.on)}" if one.on else ""
    return to_persian_digits(f"نامهٔ شمارهٔ {one.number}{day}")
