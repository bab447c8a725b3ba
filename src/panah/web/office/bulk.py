"""Many files in one motion: the count is frozen and shown before anything moves; adverse words never come here."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.operations import ActResult, Selected, act
from panah.casework.queries.deciding import Saying
from panah.casework.queries.desk import desk_of
from panah.casework.queries.many import ChosenMany, chosen_many
from panah.foundation.errors import Conflict, NotFound, PanahError, Stale
from panah.web.forms.keys import sent_key
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import number_of, page, scope_of
from panah.web.office.words import SKIPPED, act_label, sentence_of

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Motion:
    """The chosen files at one step, and what may be said of all of them at once."""

    many: ChosenMany
    key: str
    words: tuple[tuple[Saying, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The first few, by name."""
        return tuple(f"{row.person}، {row.number}" for row in self.many.rows[:MOST_NAMED])

    @property
    def more(self) -> int:
        """How many are not named."""
        return max(len(self.many.rows) - MOST_NAMED, 0)

    @property
    def values(self) -> tuple[str, ...]:
        """The items with the versions the list showed."""
        return tuple(f"{item}:{ver}" for item, ver in self.many.chosen)


def confirm(request: HttpRequest) -> HttpResponse:
    """Show how many are about to be decided, by step, before anything is."""
    chosen = selection(request.POST.getlist("item"))
    desk = desk_of(scope_of(request), now=now_of(request))
    found = chosen_many([(one.item, one.ver) for one in chosen], desk=desk)
    motions = [
        Motion(many, uuid4().hex, tuple((one, act_label(one.word, one.label)) for one in many.sayings))
        for many in found
    ]
    gone = len(chosen) - sum(len(many.rows) for many in found)
    return page(request, "confirm", {"motions": motions, "gone": gone, "none": not chosen})


def act_on_many(request: HttpRequest) -> HttpResponse:
    """Do it, and say how many moved and why the others did not."""
    chosen = selection(request.POST.getlist("item"))
    try:
        result = act(
            chosen=chosen,
            step=request.POST.get("step", ""),
            word=request.POST.get("word", ""),
            actor=actor_of(request),
            key=sent_key(request),
            now=now_of(request),
        )
    except PanahError as refused:
        return page(request, "refused", {"sentence": sentence_of(refused)}, status=status_of(refused))
    if not result.moved:
        return page(request, "refused", {"sentence": told(result)}, status=409)
    messages.success(request, told(result))
    return redirect("office:work")


def selection(values: Iterable[str]) -> list[Selected]:
    """Read «item:version» values; what cannot be read is nobody's item."""
    found = []
    for value in values:
        item, _, ver = value.partition(":")
        numbers = number_of(item), number_of(ver)
        if numbers[0] is not None and numbers[1] is not None:
            found.append(Selected(numbers[0], numbers[1]))
    return found


def told(result: ActResult) -> str:
    """Say what one act did: how many went on, and of the others how many for which reason."""
    parts = [f"{result.moved} پرونده پیش رفت."] if result.moved else []
    reasons = sorted(one.reason for one in result.skipped)
    for reason, those in groupby(reasons):
        parts.append(f"{len(list(those))} پرونده {SKIPPED.get(reason, reason)} و دست نخورد.")
    return " ".join(parts)


def status_of(refused: PanahError) -> int:
    """The HTTP status of a refused act: 409 for what has changed meanwhile, 422 for what was sent wrongly."""
    return 409 if isinstance(refused, Stale | Conflict | NotFound) else 422
