"""What stands beside a case: the household it is in, its bill, its papers, what was handed in."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

from panah.casework.queries.case_page import CaseFile
from panah.casework.queries.following import following
from panah.casework.queries.household_page import household_cases
from panah.casework.queries.reach import HOUSEHOLD_READERS
from panah.casework.queries.staying import own_words
from panah.correspondence.queries import LetterLine, letters_of
from panah.correspondence.roles import WRITERS
from panah.documents.queries import CasePaper, Kept, kept_papers, papers_of
from panah.evidence.queries import attached_to
from panah.foundation.clock import local_date
from panah.payments.queries import Bill, BillLine, bill_of
from panah.web.dates import short_date
from panah.web.identity import actor_of, now_of, visitor_of
from panah.web.office.frame import scope_of
from panah.web.office.secretariat.words import letter_row
from panah.web.tongues import tongue_of

CHARGES: Final = {
    "due": ("waiting", "پرداخت نشده"),
    "paid": ("confirmed", "پرداخت شد"),
    "exempt": ("confirmed", "معاف"),
    "refunded": ("stopped", "برگردانده شد"),
}
STANDINGS: Final = {
    "valid": ("confirmed", "معتبر"),
    "not-yet": ("waiting", "هنوز آغاز نشده"),
    "over": ("stopped", "تمام شده"),
    "void": ("void", "باطل شد"),
}
OTHER: Final = ("stopped", "برداشته شد")


@dataclass(frozen=True, slots=True)
class Charged:
    """One line of the bill in words, and whose it is where it is one person's."""

    what: str
    whose: str
    amount: str
    tag: str
    tag_text: str


@dataclass(frozen=True, slots=True)
class Issued:
    """One paper in words, and whose it is where it is one person's."""

    id: int
    title: str
    whose: str
    number: str
    span: str
    tag: str
    tag_text: str


def context(request: HttpRequest, file: CaseFile) -> dict[str, object]:
    """Gather it; the household's other cases are shown only as far as they are the officer's to open."""
    cases = household_cases(file.household, scope=scope_of(request)) if file.household else ()
    bill, attached = bill_of(file.id), attached_to(file.id)
    papers = papers_of(file.id, on=local_date(now_of(request)))
    names = {subject.id: subject.name for subject in file.subjects}
    parties = {subject.party: subject.name for subject in file.subjects}
    return {
        "cases": [one for one in cases if one.id != file.id],
        "may_open_household": bool(visitor_of(request).roles & HOUSEHOLD_READERS)
        and bool(file.household_code),
        "charges": [_charged(line, names.get(line.subject_id or 0, "")) for line in bill.lines],
        "bill_note": _bill_note(bill),
        "attached": attached,
        "enclosures": len(file.forms) + len(attached),
        "kept": _kept(file),
        "words": {one.subject: one for one in own_words(file.id, actor=actor_of(request))},
        "following": following(file.id, actor=actor_of(request), now=now_of(request)),
        "letters": _letters(request, file),
        "writes": bool(visitor_of(request).roles & WRITERS),
        "papers": [_issued(paper, parties.get(paper.bearer_id or 0, "")) for paper in papers],
    }


def _letters(request: HttpRequest, file: CaseFile) -> list[tuple[LetterLine, str, str, str]]:
    """The letters of the case that are no papers of it: those stand by themselves."""
    found = letters_of(file.id, reader=actor_of(request))
    return [letter_row(one) for one in found if one.document_id is None]


def _kept(file: CaseFile) -> list[tuple[Kept, str]]:
    """The papers the office keeps or kept, each with the name of whose it is."""
    names = {subject.party: subject.name for subject in file.subjects}
    return [(one, names.get(one.person_id, "")) for one in kept_papers(file.id)]


def _charged(line: BillLine, whose: str) -> Charged:
    if line.waiting and line.balance.outstanding:
        return Charged(line.what, whose, line.in_words, "in-hand", "پرداخت اعلام شد، دیده نشده")
    return Charged(line.what, whose, line.in_words, *CHARGES.get(str(line.balance.state), OTHER))


def _bill_note(bill: Bill) -> str:
    if bill.to_return:
        return f"{bill.to_return:,} ریال بیش از بدهی نزد ماست و باید برگردد."
    return f"مانده: {bill.outstanding_in_words}" if bill.outstanding else ""


def _issued(paper: CasePaper, whose: str) -> Issued:
    persian = tongue_of("fa")
    span = f"از {short_date(paper.valid_from, persian)}"
    if paper.valid_until:
        span += f" تا {short_date(paper.valid_until, persian)}"
    return Issued(
        paper.id, paper.title, whose, paper.number, span, *STANDINGS.get(str(paper.standing), OTHER)
    )
