"""What follows a signature: inside, a letter waits at its office at once; outside, it goes by exchange or by hand."""

from datetime import datetime
from typing import Final

from panah.casework.engine.authority import Actor
from panah.correspondence.gateways.ece import exchange
from panah.correspondence.models import (
    Correspondent,
    Dispatch,
    Letter,
    LetterFact,
    Referral,
    ReferralEnd,
    ScanLook,
)
from panah.correspondence.operations.sides import refuse_other_side
from panah.correspondence.queries.reach import addressed_to
from panah.correspondence.rules.words import Happened, Level, Way
from panah.foundation.persian import clean, fold

FOR_ACTION: Final = "جهت بررسی و اقدام"
MOST_TO: Final = 13


def put_on_way(letter: Letter, *, actor: Actor, now: datetime) -> None:
    """Put a letter that counts as signed on its way, in the transaction of its signature; others wait."""
    if letter.level == Level.PAPER and not ScanLook.objects.filter(letter=letter, holds=True).exists():
        return
    if letter.direction == "internal":
        _inside(letter, actor, now)
    elif letter.direction == "outgoing":
        _outside(letter, now)
    _answer_referrals(letter, actor, now)


def _inside(letter: Letter, actor: Actor, now: datetime) -> None:
    if letter.to_office is None:
        return
    refuse_other_side(about_case=letter.case_id is not None, office=letter.office, to=letter.to_office)
    LetterFact.objects.create(
        letter=letter, kind=Happened.SENT, way=Way.INSIDE, to=letter.to, by_id=actor.account_id, at=now
    )
    Referral.objects.create(
        letter=letter,
        to_office=letter.to_office,
        marginal_note=FOR_ACTION,
        by_id=letter.signed_by_id,
        on_behalf_of_id=letter.on_behalf_of_id,
        role=letter.signed_by_role,
        at=now,
    )


def _outside(letter: Letter, now: datetime) -> None:
    """Queue it for every receiver whose address in the exchange is known; the others get it on paper."""
    named = [letter.to, *letter.copies.order_by("n").values_list("to", flat=True)][:MOST_TO]
    rows = Correspondent.objects.filter(folded__in={fold(clean(one)) for one in named}).exclude(code="")
    known = {one.folded: one for one in rows}
    state = "by-hand" if exchange().by_hand else "queued"
    to: dict[str, Dispatch] = {}
    for n, name in enumerate(named):
        found = known.get(fold(clean(name)))
        if found is not None and found.code not in to:
            to[found.code] = Dispatch(
                key=f"{letter.number}>{found.code}",
                letter=letter,
                to=found.name,
                code=found.code,
                is_copy=n > 0,
                state=state,
                next_at=now,
            )
    Dispatch.objects.bulk_create(to.values())


def _answer_referrals(letter: Letter, actor: Actor, now: datetime) -> None:
    """Whoever answers a letter has done what it was sent on to them for."""
    if letter.in_reply_to_id is None or actor.scope is None:
        return
    mine = Referral.objects.filter(addressed_to(actor.scope), letter=letter.in_reply_to_id, end=None)
    ReferralEnd.objects.bulk_create(
        ReferralEnd(
            referral=one,
            kind="answered",
            note=letter.number,
            by_id=actor.account_id,
            on_behalf_of_id=letter.on_behalf_of_id,
            role=letter.signed_by_role,
            at=now,
        )
        for one in mine
    )
