"""Lists of letters: of a case, and of the registers with their filters and search; only what the reader may read."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from panah.casework.engine.authority import Actor
from panah.correspondence.models import Letter, Register
from panah.correspondence.queries.reach import readable
from panah.correspondence.queries.standing import unsigned_on_paper, with_standing
from panah.correspondence.roles import title_of
from panah.correspondence.rules import register_year
from panah.correspondence.rules.codes import typed_letter
from panah.correspondence.rules.words import Classification, Level, Urgency, annex_in_words
from panah.foundation.digits import to_latin_digits
from panah.foundation.persian import clean, fold

PAGE: Final = 50
MOST_COUNTED: Final = 1_000
MOST_WORDS: Final = 6
DIRECTIONS: Final = ("outgoing", "incoming", "internal")
STATES: Final = ("unsent", "unanswered", "in-hand", "to-scan", "void")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter as a list shows it; `other` is who it came from or goes to, `signed_by_role` a name of roles.

    `standing` is one of `void`, `to-scan`, `to-look`, `unsent`, `in-hand`, `answered`, `sent`, `came`.
    """

    id: int
    number: str
    dated: date
    kind: str
    subject: str
    annex: str
    direction: str
    other: str
    sender_number: str
    urgency: str
    is_confidential: bool
    signed_by_role: str
    signed_by: str
    document_id: int | None
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for; empty words and None leave a filter out. `after` is the last letter of a page before."""

    direction: str = ""
    year: int | None = None
    urgency: str = ""
    state: str = ""
    words: str = ""
    after: int | None = None


@dataclass(frozen=True, slots=True)
class LettersPage:
    """One page of a list, how many there are of each direction (a thousand at most), the years of the registers."""

    lines: list[LetterLine]
    next: int | None
    counts: dict[str, int] = field(default_factory=dict)
    years: tuple[int, ...] = ()


def letters_of(case_id: int, *, reader: Actor | None = None) -> list[LetterLine]:
    """List the letters of a case, newest first; one query.

    Whoever may open the case sees its ordinary ones, a confidential one only who may read it.
    """
    shown = Q(classification=Classification.NORMAL)
    if reader is not None:
        shown |= Q(pk__in=readable(reader).filter(case=case_id).values("pk"))
    rows = with_standing(Letter.objects.filter(shown, case=case_id), reader).select_related(
        "office", "to_office"
    )
    return [line_of(letter) for letter in rows.order_by("-pk")]


def letters_page(actor: Actor, wanted: Wanted) -> LettersPage:
    """Give a page of the letters somebody may read, the newest first; so many queries, however many letters there are.

    A whole number or code finds its letter in any year; other words are looked for in subject, names and the sender's
    number.
    """
    found = _sought(readable(actor), wanted)
    counts = {one: found.filter(direction=one)[: MOST_COUNTED + 1].count() for one in DIRECTIONS}
    rows = with_standing(found, actor).select_related("office", "to_office")
    if wanted.direction in DIRECTIONS:
        rows = rows.filter(direction=wanted.direction)
    rows = _in_state(rows, wanted.state)
    if wanted.after is not None:
        rows = rows.filter(pk__lt=wanted.after)
    page = list(rows.order_by("-pk")[: PAGE + 1])
    lines = [line_of(letter) for letter in page[:PAGE]]
    years = tuple(Register.objects.order_by("-year").values_list("year", flat=True).distinct()[:30])
    return LettersPage(lines, lines[-1].id if len(page) > PAGE else None, counts, years)


def current_year(on: date) -> int:
    """The Jalali year whose registers are open on a local day."""
    return register_year(on)


def line_of(letter: Letter) -> LetterLine:
    """Write a letter, read with its standing, as a line."""
    return LetterLine(
        id=letter.pk,
        number=letter.number,
        dated=letter.dated,
        kind=letter.kind,
        subject=letter.subject,
        annex=annex_in_words(letter.annex_count, letter.annex_text),
        direction=letter.direction,
        other=letter.sender or letter.to,
        sender_number=letter.sender_number,
        urgency=letter.urgency,
        is_confidential=letter.classification == Classification.CONFIDENTIAL,
        signed_by_role=letter.signed_by_role,
        signed_by=title_of(letter.signed_by_role),
        document_id=letter.document_id,
        standing=standing_of(letter),
    )


def standing_of(letter: Any) -> str:
    """Say in one word what a letter, read with its standing, is worth now."""
    if letter.voided:
        return "void"
    if letter.level == Level.PAPER and not letter.confirmed:
        return "to-look" if letter.matched else "to-scan"
    if letter.waits_with_somebody:
        return "in-hand"
    if letter.answered:
        return "answered"
    if letter.direction == "incoming":
        return "came"
    return "sent" if letter.sent or letter.document_id else "unsent"


def _sought(rows: QuerySet[Letter], wanted: Wanted) -> QuerySet[Letter]:
    if wanted.urgency in set(Urgency):
        rows = rows.filter(urgency=wanted.urgency)
    typed = typed_letter(wanted.words)
    if typed is not None:
        field_name, value = typed
        by_theirs = Q(sender_number=to_latin_digits(clean(wanted.words)))
        return rows.filter(Q(**{"verify_code" if field_name == "code" else "number": value}) | by_theirs)
    if wanted.year is not None:
        rows = rows.filter(register__year=wanted.year)
    for word in fold(clean(wanted.words)).split()[:MOST_WORDS]:
        rows = rows.filter(search__contains=word)
    return rows


def _in_state(rows: QuerySet[Letter], state: str) -> QuerySet[Letter]:
    match state:
        case "unsent":
            return rows.filter(_unsent())
        case "unanswered":
            return rows.filter(Q(direction="incoming", answered=False, voided=False))
        case "in-hand":
            return rows.filter(Q(waits_with_somebody=True, voided=False))
        case "to-scan":
            return rows.filter(unsigned_on_paper())
        case "void":
            return rows.filter(Q(voided=True))
    return rows


def _unsent() -> Q:
    signed = ~Q(level=Level.PAPER) | Q(confirmed=True)
    return signed & Q(direction="outgoing", document_id=None, sent=False, voided=False)
