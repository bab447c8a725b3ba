"""The second person's word about what could not be captured, and the step that waited for it, in one act (S8, S16)."""

from datetime import datetime

from django.db import transaction

from panah.biometrics.models import Excuse
from panah.biometrics.operations import confirm_excuse
from panah.biometrics.queries import Purpose, session_of
from panah.casework.engine.authority import Actor
from panah.casework.models import Item
from panah.casework.operations import act
from panah.casework.rules import Selected
from panah.foundation.errors import NotFound
from panah.rounds.rules.visiting import EXCUSE

APPROVED = "approved"


def second_excuses(*, subject_id: int, actor: Actor, key: str, now: datetime) -> bool:
    """Confirm all that a clerk noted of one person, and let them go on where they wait; gives whether they went.

    Who was not sent yet goes on when they are. Said again, nothing happens. Raises NotFound("excuse-unknown") where
    nothing is noted, and what `biometrics.operations.confirm_excuse` raises.
    """
    with transaction.atomic():
        noted = list(
            Excuse.objects.filter(session=subject_id, confirmed_by=None).values_list("pk", flat=True)
        )
        if not noted and not Excuse.objects.filter(session=subject_id).exists():
            raise NotFound("excuse-unknown")
        for excuse in noted:
            confirm_excuse(excuse_id=excuse, actor=actor, now=now)
        shown = session_of(subject_id=subject_id, purpose=Purpose.SECOND_PERSON, now=now).is_shown
        item = Item.objects.filter(subject=subject_id, step=EXCUSE, state="open").first()
        if item is None or not shown:
            return False
        done = act(
            chosen=[Selected(item.pk, item.ver)], step=EXCUSE, word=APPROVED, actor=actor, key=key, now=now
        )
        return bool(done.moved)
