"""Sending back what was returned: the word, and the days of the request as they now stand."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.models import CaseAnchor, Item
from panah.casework.operations.acting import act
from panah.casework.rules import ActResult, Selected
from panah.foundation.canonical import Canonical


def amend(
    *,
    chosen: Selected,
    word: str,
    form: Mapping[str, Canonical],
    dates: Mapping[str, date],
    actor: Actor,
    key: str,
    now: datetime,
) -> ActResult:
    """Say the word of a returned item with the form put right; its days then rule deadlines and the paper.

    `dates` are local days by the name the service gives them. Moves nothing and changes no day when the item went on
    meanwhile. Raises what `act` raises.
    """
    with transaction.atomic():
        item = Item.objects.filter(pk=chosen.item).values_list("case_id", "step").first()
        case_id, step = item or (0, "")
        result = act(chosen=[chosen], step=step, word=word, actor=actor, key=key, now=now, form=form)
        if result.moved:
            for name, day in dates.items():
                CaseAnchor.objects.filter(case=case_id, name=name, office=None).update(day=day)
    return result
