"""Who signs a draft now: whose right it is, and what shows that it is they."""

from datetime import datetime, timedelta
from typing import Final

from panah.casework.engine.authority import Actor
from panah.correspondence.models import Draft, SigningRight
from panah.correspondence.operations.drafting import locked_draft
from panah.correspondence.queries.drafts import in_hands
from panah.correspondence.queries.registers import office_with_a_secretariat, secretariat_above
from panah.correspondence.queries.rights import signer_for, signer_who
from panah.correspondence.roles import title_of
from panah.correspondence.rules.rights import Signer
from panah.correspondence.rules.sheet import Frame
from panah.correspondence.rules.words import DraftState, Level
from panah.correspondence.shelf import template
from panah.foundation.errors import Conflict, NotAllowed
from panah.organisation.models import Office

FRESH: Final = timedelta(minutes=5)
"""How long ago somebody may have said anew who they are, to sign by step-up."""


def draft_to_sign(draft_id: int, ver: int, actor: Actor) -> Draft:
    """Lock a draft that is in one's hands to be signed; one that is signed already too.

    Raises NotFound("draft-unknown"), Conflict("draft-not-here"), Stale("draft-changed").
    """
    draft = locked_draft(draft_id, ver=ver, state=None, hands=in_hands(actor))
    if draft.state == DraftState.DROPPED:
        raise Conflict("draft-not-here", state=draft.state)
    return draft


def signer_now(draft: Draft, actor: Actor, now: datetime) -> Signer:
    """Find by which right a draft is signed, and hold the right until the transaction ends.

    One's own or a lent one; on paper, which is signed by hand, that of whoever was asked. No role does without, and
    what needs somebody else than its writer is signed by neither hand of the writer. Raises NotAllowed
    (`no-right-to-sign`, `needs-another-signer`).
    """
    found = possible_signer(draft, actor, now)
    if found is None:
        raise NotAllowed("no-right-to-sign")
    if is_writers_own(draft, found, actor):
        raise NotAllowed("needs-another-signer")
    held = SigningRight.objects.select_for_update(of=("self",)).filter(pk=found.right.id, taken_back_at=None)
    if held.first() is None:
        raise NotAllowed("no-right-to-sign")
    return found


def possible_signer(draft: Draft, actor: Actor, now: datetime) -> Signer | None:
    """The right by which a draft could be signed by whoever looks at it, or None."""
    if actor.scope is None:
        return None
    waits_for = draft.signer_id if draft.state == DraftState.WAITING else None
    found = signer_for(actor.scope, kind=draft.kind, office=draft.office, at=now)
    if found is not None and waits_for in {None, found.right.holder}:
        return found
    if waits_for is not None and template(draft.kind).level is Level.PAPER:
        return signer_who(waits_for, kind=draft.kind, office=draft.office, at=now)
    return None


def is_writers_own(draft: Draft, signer: Signer, actor: Actor) -> bool:
    """Whether the writer would sign what needs somebody else."""
    kind = template(draft.kind)
    by_hand = kind.level is Level.PAPER and draft.signer_id == signer.right.holder
    hands = {signer.right.holder} if by_hand else {signer.right.holder, actor.account_id}
    return kind.superior and draft.written_by_id in hands


def refuse_stale_proof(draft: Draft, confirmed_at: datetime | None, now: datetime) -> None:
    """Ask for a fresh key or code where the letter is signed by it; raises NotAllowed("say-again")."""
    if template(draft.kind).level is not Level.STEP_UP:
        return
    if confirmed_at is None or not now - FRESH <= confirmed_at <= now:
        raise NotAllowed("say-again")


def frame_of(office: Office, signer: Signer | None) -> Frame:
    """Say whose letter it is and how its signature reads; who sits there for somebody signs «از طرف» them."""
    secretariat = secretariat_above(office)
    head = secretariat.office if secretariat else office_with_a_secretariat(office)
    behalf = behalf_of(signer) if signer else ""
    return Frame(
        letterhead=head.name,
        office=office.name,
        signer=title_of(signer.right.role) if signer else "",
        behalf=title_of(behalf) if behalf else "",
        enquiries=office.phone or head.phone,
    )


def behalf_of(signer: Signer) -> str:
    """The role a signature stands for: the one the right names, or the lent one; empty for one's own."""
    return signer.right.behalf_role or (signer.right.role if signer.on_behalf_of else "")
