"""Who may ask for whom where each decides for herself: an adult for herself and the children she looks after (S12).

At a counter each adult who asks is there: the clerk names them as present (`present` in the form).
"""

from collections.abc import Collection

from django.db.models import QuerySet

from panah.casework.models import BatchItem, Subject
from panah.casework.queries.forms import requests_of
from panah.casework.registrations import Call, register_condition
from panah.foundation.clock import local_date
from panah.registry.models import Binding
from panah.registry.queries import minors_among
from panah.registry.queries.speakers import speakers_for

NAME = "own-request"
PRESENT = "present"


def register() -> None:
    """Give the condition to the engine by name."""
    register_condition(NAME, is_own)


def is_own(call: Call, _: str) -> QuerySet[BatchItem]:
    """`own-request`: no adult is named by another, and no child by somebody who does not look after it."""
    today = local_date(call.now)
    asked = requests_of(call.travellers.values_list("case_id", flat=True))
    own = []
    for traveller, case_id in call.travellers.values_list("pk", "case_id"):
        people = set(Subject.objects.filter(case=case_id).values_list("party_id", flat=True))
        minors = minors_among(people, on=today)
        asking = _asking(people, people - minors, call.actor_id, asked.of(case_id).get(PRESENT))
        speakers = speakers_for(minors - asking, on=today)
        cared_for = all(speakers.get(child, set()) & asking for child in minors - asking)
        if people - minors <= asking and (cared_for or not people - minors):
            own.append(traveller)
    return call.travellers.filter(pk__in=own)


def _asking(people: Collection[int], adults: Collection[int], actor: int | None, present: object) -> set[int]:
    """Who of these asks for themselves: whoever acts, or, where a clerk writes, all who are there."""
    bound = Binding.objects.filter(person__in=people, account=actor, ended_at=None)
    if myself := set(bound.values_list("person_id", flat=True)):
        return myself
    named = {int(str(one)) for one in present} if isinstance(present, list) else set()
    return named & set(adults)
