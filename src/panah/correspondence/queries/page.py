"""One letter as its page shows it: what it says of itself, what became of it, to whom it was sent on, its chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from panah.casework.engine.authority import Actor
from panah.correspondence.models import Dispatch, Letter, Referral, Scan, ScanMatch
from panah.correspondence.queries.lists import LetterLine, line_of
from panah.correspondence.queries.reach import accounts_of, addressed_to, readable
from panah.correspondence.queries.standing import with_standing
from panah.correspondence.queries.writing import template_title
from panah.correspondence.roles import SECRETARIES, title_of
from panah.correspondence.rules.words import Level
from panah.foundation.errors import NotFound

MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """Something that happened to a letter: which, by which way, with which receipt or reason, by which role, when."""

    kind: str
    way: str
    receipt: str
    reason: str
    to: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLine:
    """A referral in its thread: to whom, the marginal note, the initials (role and moment), and how it ended."""

    id: int
    depth: int
    to: str
    note: str
    due_on: date | None
    role: str
    at: datetime
    end: str
    end_note: str
    end_role: str
    end_at: datetime | None
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchLine:
    """A letter on its way by exchange to one receiver."""

    id: int
    to: str
    code: str
    is_copy: bool
    state: str
    trouble: str
    receipt: str
    was_sent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanFile:
    """A scan beside a letter."""

    id: int
    kind: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFile:
    """Everything the page of a letter shows.

    `is_mine` says that its reader may say what became of it; `serves` that they work in its secretariat.
    """

    line: LetterLine
    title: str
    office: str
    office_id: int
    to: str
    copies: tuple[str, ...]
    classification: str
    sender: str
    sender_dated: date | None
    level: str
    behalf: str
    signed_at: datetime
    case_id: int | None
    case_number: str
    has_sheet: bool
    answers: LetterLine | None
    answers_unseen: str
    follows: LetterLine | None
    replies: tuple[LetterLine, ...]
    facts: tuple[FactLine, ...]
    referrals: tuple[ReferralLine, ...]
    dispatches: tuple[DispatchLine, ...]
    scans: tuple[ScanFile, ...]
    is_mine: bool
    serves: bool

    @property
    def is_void(self) -> bool:
        """Whether it was voided."""
        return self.line.standing == "void"

    @property
    def may_be_sent(self) -> bool:
        """Whether it goes out and counts as signed."""
        is_done = self.line.standing in {"void", "to-scan", "to-look"}
        return self.line.direction == "outgoing" and self.line.document_id is None and not is_done


def letter_file(letter_id: int, *, actor: Actor) -> LetterFile:
    """Read a letter for its page; so many queries, whatever became of it. The caller has the look logged.

    Raises NotFound("letter-unknown").
    """
    related = ("office", "to_office", "case__office", "in_reply_to", "follows", "register__secretariat")
    letter = with_standing(readable(actor), actor).select_related(*related).filter(pk=letter_id).first()
    if letter is None:
        raise NotFound("letter-unknown")
    chain = _chain(letter, actor)
    return _file(letter, chain, actor)


def _file(letter: Letter, chain: dict[int, LetterLine], actor: Actor) -> LetterFile:
    mine = accounts_of(actor.scope) if actor.scope else set()
    secretariat = letter.register.secretariat.office_id
    holdings = actor.scope.holdings if actor.scope else ()
    serves = any(one.role in SECRETARIES and one.office_id == secretariat for one in holdings)
    answers = letter.in_reply_to
    return LetterFile(
        line=line_of(letter),
        title=template_title(letter.kind),
        office=letter.office.name,
        office_id=letter.office_id,
        to=letter.to,
        copies=tuple(letter.copies.order_by("n").values_list("to", flat=True)),
        classification=letter.classification,
        sender=letter.sender,
        sender_dated=letter.sender_dated,
        level=letter.level,
        behalf=title_of(letter.behalf_role) if letter.behalf_role else "",
        signed_at=letter.signed_at,
        case_id=letter.case_id,
        case_number=letter.case.number if letter.case else "",
        has_sheet=bool(letter.sealed),
        answers=chain.get(letter.in_reply_to_id or 0),
        answers_unseen=answers.number if answers and answers.pk not in chain else "",
        follows=chain.get(letter.follows_id or 0),
        replies=tuple(
            one for one in chain.values() if one.id not in {letter.in_reply_to_id, letter.follows_id}
        ),
        facts=_facts(letter),
        referrals=_referrals(letter, actor),
        dispatches=_dispatches(letter),
        scans=_scans(letter),
        is_mine=serves or bool({letter.written_by_id, letter.signed_by_id} & mine),
        serves=serves,
    )


def _chain(letter: Letter, actor: Actor) -> dict[int, LetterLine]:
    """The letters it answers or continues and those that answer or continue it, as far as the reader may read them."""
    before = {one for one in (letter.in_reply_to_id, letter.follows_id) if one is not None}
    rows = readable(actor).filter(pk__in=before) | readable(actor).filter(in_reply_to=letter.pk)
    rows |= readable(actor).filter(follows=letter.pk)
    return {one.pk: line_of(one) for one in with_standing(rows, actor).order_by("pk")[:MOST]}


def _facts(letter: Letter) -> tuple[FactLine, ...]:
    return tuple(
        FactLine(
            kind=row.kind,
            way=row.way,
            receipt=row.receipt,
            reason=row.reason,
            to=row.to,
            role=title_of(row.role) if row.role else "",
            at=row.at,
        )
        for row in letter.facts.order_by("-pk")[:MOST]
    )


def _referrals(letter: Letter, actor: Actor) -> tuple[ReferralLine, ...]:
    rows = list(
        Referral.objects.filter(letter=letter)
        .select_related("to_office", "to_account__staff", "end")
        .order_by("pk")[:MOST]
    )
    mine: set[int] = set()
    if actor.scope is not None:
        mine = set(
            Referral.objects.filter(addressed_to(actor.scope), letter=letter).values_list("pk", flat=True)
        )
    return tuple(_thread(rows, mine))


def _thread(rows: Sequence[Referral], mine: set[int]) -> list[ReferralLine]:
    """Lay referrals out as a thread: each below the one it was sent on from."""
    below: dict[int | None, list[Referral]] = {}
    for row in rows:
        below.setdefault(row.answers_id, []).append(row)
    laid: list[ReferralLine] = []

    def lay(parent: int | None, depth: int) -> None:
        for row in below.get(parent, ()):
            laid.append(_referral(row, depth, is_mine=row.pk in mine))
            lay(row.pk, depth + 1)

    lay(None, 0)
    return laid


def _referral(row: Referral, depth: int, *, is_mine: bool) -> ReferralLine:
    end = getattr(row, "end", None)
    return ReferralLine(
        id=row.pk,
        depth=min(depth, 4),
        to=receiver_of(row),
        note=row.marginal_note,
        due_on=row.due_on,
        role=title_of(row.role),
        at=row.at,
        end=end.kind if end else "",
        end_note=end.note if end else "",
        end_role=title_of(end.role) if end else "",
        end_at=end.at if end else None,
        is_mine=is_mine and end is None,
    )


def receiver_of(row: Referral) -> str:
    """Say to whom a referral goes: a person by their label, a role, or an office."""
    if row.to_account is not None and hasattr(row.to_account, "staff"):
        return f"{row.to_account.staff.label}، {row.to_office.name}"
    return f"{title_of(row.to_role)}، {row.to_office.name}" if row.to_role else row.to_office.name


def _dispatches(letter: Letter) -> tuple[DispatchLine, ...]:
    return tuple(
        DispatchLine(
            id=row.pk,
            to=row.to,
            code=row.code,
            is_copy=row.is_copy,
            state=row.state,
            trouble=row.trouble,
            receipt=row.receipt,
            was_sent=row.was_sent,
        )
        for row in Dispatch.objects.filter(letter=letter).order_by("pk")[:MOST]
    )


def _scans(letter: Letter) -> tuple[ScanFile, ...]:
    if letter.direction == "incoming":
        rows = Scan.objects.filter(letter=letter)
    elif letter.level == Level.PAPER:
        matched = ScanMatch.objects.filter(letter=letter).exclude(look__holds=False)
        rows = Scan.objects.filter(pk__in=matched.values("scan"))
    else:
        return ()
    return tuple(ScanFile(id=row.pk, kind=row.kind, pages=row.pages) for row in rows.order_by("pk")[:MOST])
