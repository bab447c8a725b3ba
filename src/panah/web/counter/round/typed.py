"""What was typed on the screen of a household: kept with every act, whatever happens to power, session or line."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, QueryDict

from panah.casework.operations.drafting import drop_draft, keep_draft
from panah.casework.queries.drafts import draft_of
from panah.foundation.canonical import Canonical
from panah.registry.values import Work
from panah.rounds.operations import Details, record_presence
from panah.rounds.queries.visiting import AtCounter
from panah.web.forms.keys import key_of, new_key
from panah.web.forms.numbers import number_in
from panah.web.identity import visitor_of

SINGLE: Final = ("address", "phone", "changes", "fault", "slot", "device")
OF_EACH: Final = ("job", "workshop", "why")
LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the screen by name, and the key it is sent with."""

    key: str
    values: dict[str, str]

    def get(self, name: str) -> str:
        """Give what was typed in a field."""
        return self.values.get(name, "")

    @property
    def slot(self) -> int | None:
        """The time chosen for whoever did not come."""
        return number_in(self.get("slot")) or None


def typed_of(request: HttpRequest, case_id: int) -> Typed:
    """Give what this clerk left on the screen of a household."""
    kept = draft_of(visitor_of(request).account_id or 0, _place(case_id))
    if kept is None:
        return Typed(new_key(), {})
    return Typed(kept.key, {name: str(value) for name, value in kept.values.items()})


def keep_typed(request: HttpRequest, case_id: int) -> Typed:
    """Keep everything that came with a press of any button: who is there, and what was typed."""
    visitor = visitor_of(request)
    if "form" not in request.POST:
        return typed_of(request, case_id)
    typed = Typed(key_of(request), _values(request.POST))
    kept: dict[str, Canonical] = dict(typed.values)
    keep_draft(
        account_id=visitor.account_id or 0,
        place=_place(case_id),
        key=typed.key,
        values=kept,
        now=visitor.now,
    )
    present = {number_in(one) for one in request.POST.getlist("present")} - {0}
    record_presence(case_id=case_id, present=present, actor=visitor.actor, now=visitor.now)
    return typed


def drop_typed(request: HttpRequest, case_id: int) -> None:
    """Forget it: it was sent."""
    drop_draft(account_id=visitor_of(request).account_id or 0, place=_place(case_id))


def details_in(typed: Typed, shown: AtCounter) -> Details:
    """Read what the household said; what is as it was is left out."""
    works = {}
    for one in shown.present:
        title, workshop, why = (typed.get(f"{name}-{one.person_id}") for name in OF_EACH)
        if title or workshop:
            works[one.person_id] = Work(title, workshop, why)
    return Details(
        address=_changed(typed.get("address"), shown.address),
        phone=_changed(typed.get("phone"), shown.phone),
        works=works,
    )


def _changed(said: str, known: str) -> str:
    return "" if said == known else said


def _values(posted: QueryDict) -> dict[str, str]:
    names = [*SINGLE, *(name for name in posted if name.partition("-")[0] in OF_EACH)]
    return {name: str(posted.get(name, "")).strip()[:LONGEST] for name in names if posted.get(name)}


def _place(case_id: int) -> str:
    return f"round/{case_id}"
