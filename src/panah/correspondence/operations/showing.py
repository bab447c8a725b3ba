"""Showing a letter and a draft to whoever may see them; a look at a letter is written down."""

from dataclasses import dataclass
from datetime import datetime

from panah.casework.engine.authority import Actor
from panah.casework.queries.reading import Reading
from panah.correspondence.models import Draft, Letter
from panah.correspondence.operations.noting import note_look
from panah.correspondence.operations.printing import token_signature_holds
from panah.correspondence.operations.signers import frame_of, is_writers_own, possible_signer
from panah.correspondence.operations.writing import Written, written_in
from panah.correspondence.queries.drafts import InitialsLine, in_hands, initials_of
from panah.correspondence.queries.page import LetterFile, letter_file
from panah.correspondence.queries.rights import possible_signers
from panah.correspondence.rules.rights import Signer
from panah.correspondence.rules.sheet import Frame, paragraphs
from panah.correspondence.rules.words import DraftState, annex_in_words
from panah.correspondence.shelf import template
from panah.foundation.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFile:
    """Everything the page of a draft shows.

    `may_sign` says that whoever looks may sign it now; `by_another` that they may sign its kind but not this one, which
    they wrote; `signers` are those it can be put before. `letter_id` is what it became.
    """

    id: int
    ver: int
    kind: str
    title: str
    state: str
    level: str
    written: Written
    words: tuple[str, ...]
    annex: str
    reply: str
    follows: str
    office_id: int
    case_id: int | None
    case_number: str
    frame: Frame
    may_sign: bool
    by_another: bool
    signers: tuple[tuple[int, str], ...]
    signer: str
    initials: tuple[InitialsLine, ...]
    is_mine: bool
    is_asked: bool
    letter_id: int | None
    changed_at: datetime


def look_at_letter(*, letter_id: int, actor: Actor, look: Reading) -> tuple[LetterFile, bool | None]:
    """Read a letter for its page and write the look down; says also whether its token's signature still holds.

    Raises NotFound("letter-unknown").
    """
    file = letter_file(letter_id, actor=actor)
    letter = Letter.objects.select_related("office", "case__office", "token_signature").get(pk=letter_id)
    note_look(letter, look)
    return file, token_signature_holds(letter)


def draft_file(*, draft_id: int, actor: Actor, now: datetime) -> DraftFile:
    """Read a draft that somebody has in hand. Raises NotFound("draft-unknown")."""
    rows = Draft.objects.select_related("office", "case", "in_reply_to", "follows", "signer__staff")
    draft = rows.filter(in_hands(actor), pk=draft_id).first()
    if draft is None:
        raise NotFound("draft-unknown")
    return _file(draft, possible_signer(draft, actor, now), actor, now)


def _file(draft: Draft, signer: Signer | None, actor: Actor, now: datetime) -> DraftFile:
    written, kind = written_in(draft), template(draft.kind)
    waits = draft.state in {DraftState.OPEN, DraftState.WAITING}
    own = signer is not None and is_writers_own(draft, signer, actor)
    offered = (
        possible_signers(kind=draft.kind, office=draft.office, at=now)
        if draft.state == DraftState.OPEN
        else []
    )
    return DraftFile(
        id=draft.pk,
        ver=draft.ver,
        kind=draft.kind,
        title=kind.title,
        state=draft.state,
        level=kind.level.value,
        written=written,
        words=tuple(paragraphs(written.body)),
        annex=annex_in_words(written.annex_count, written.annex_text),
        reply=draft.in_reply_to.sender_number or draft.in_reply_to.number if draft.in_reply_to else "",
        follows=draft.follows.number if draft.follows else "",
        office_id=draft.office_id,
        case_id=draft.case_id,
        case_number=draft.case.number if draft.case else "",
        frame=frame_of(draft.office, signer),
        may_sign=waits and signer is not None and not own,
        by_another=waits and own,
        signers=tuple(one for one in offered if one[0] != actor.account_id),
        signer=draft.signer.staff.label if draft.signer else "",
        initials=tuple(initials_of(draft.pk)),
        is_mine=draft.written_by_id == actor.account_id,
        is_asked=draft.state == DraftState.WAITING
        and draft.signer_id is not None
        and not _wrote(draft, actor),
        letter_id=draft.letter_id,
        changed_at=draft.changed_at,
    )


def _wrote(draft: Draft, actor: Actor) -> bool:
    return draft.written_by_id == actor.account_id
