"""A photo of a slip, or a paper beside a wish not to pay: what its sender held becomes part of the case."""

from datetime import datetime
from typing import Final

from panah.casework.engine.authority import Actor
from panah.evidence.operations import hand_in_held
from panah.payments.models import Charge

SLIP: Final = "slip"
PROOF: Final = "proof"
TITLES: Final = {SLIP: "عکس رسید یا فیش", PROOF: "مدرک معافیت"}
"""The questions under which the two are held, and what they are called in the case."""


def proof_of(
    charge: Charge, question: str, *, held_as: str, actor: Actor, role: str, now: datetime
) -> int | None:
    """Hand in what the actor holds for a question of the form `held_as`; gives its number, None where nothing is."""
    if not held_as or actor.account_id is None:
        return None
    kept = hand_in_held(
        case_id=charge.case_id,
        form=held_as,
        titles={question: TITLES[question]},
        actor_id=actor.account_id,
        role=role,
        now=now,
        subject_id=charge.subject_id,
    )
    return kept[question].pk if question in kept else None
