"""Many files in one motion: the count is frozen and shown before anything moves; adverse words never come here.

Where a step asks for it, a sample that the server drew is judged one by one first (S24).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.operations import ActResult, Selected, act, draw_sample
from panah.casework.queries.deciding import Saying
from panah.casework.queries.desk import Desk, desk_of
from panah.casework.queries.many import ChosenMany, chosen_many
from panah.casework.queries.sampled import Fate, sample_with
from panah.casework.queries.samples import DrawnFile, SampleView, sample_view
from panah.foundation.errors import Conflict, NotFound, PanahError, Stale
from panah.web.forms.keys import sent_key
from panah.web.identity import actor_of, now_of, visitor_of
from panah.web.office.frame import number_of, page, scope_of
from panah.web.office.words import SKIPPED, act_label, sentence_of

MOST_NAMED = 12
LOST: Final = {
    Fate.WAITS: "اکنون نزد همکار دیگری است",
    Fate.ELSEWHERE: "همکار دیگری تصمیم گرفت",
    Fate.UNSEEN: "بی‌آن‌که باز شود تصمیم گرفته شد",
}
"""Why a drawn file does not count."""


@dataclass(frozen=True, slots=True)
class Motion:
    """The chosen files at one step, and what may be said of all of them at once."""

    many: ChosenMany
    key: str
    words: tuple[tuple[Saying, str], ...]

    @classmethod
    def of(cls, many: ChosenMany) -> "Motion":
        """One motion under a key of its own."""
        return cls(many, uuid4().hex, tuple((one, act_label(one.word, one.label)) for one in many.sayings))

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


@dataclass(frozen=True, slots=True)
class Section:
    """One sample: the files to open one by one, as what became of each, and the motion over the rest."""

    view: SampleView
    drawn: tuple[tuple[DrawnFile, str, str], ...]
    rest: Motion | None

    @classmethod
    def of(cls, view: SampleView) -> "Section":
        """A sample with its words and the tag of each file."""
        drawn = tuple((one, *_fate(one)) for one in view.drawn)
        return cls(view, drawn, Motion.of(view.rest) if view.rest else None)

    def covered(self, chosen: Iterable[Selected]) -> int:
        """How many of the chosen files stand in it."""
        rest = self.view.rest.rows if self.view.rest else ()
        own = {one.item for one in self.view.drawn} | {row.item for row in rest}
        return len(own & {one.item for one in chosen})


def confirm(request: HttpRequest) -> HttpResponse:
    """Show how many are about to be decided, by step, before anything is; draw the samples that come first (S24)."""
    chosen = selection(request.POST.getlist("item"))
    desk = desk_of(scope_of(request), now=now_of(request))
    found = chosen_many([(one.item, one.ver) for one in chosen], desk=desk)
    asked = [many for many in found if many.after_sample and len(many.rows) > 1]
    samples = [section for many in asked for section in _sections(request, many, desk)]
    motions = [Motion.of(many) for many in found if many not in asked]
    shown = sum(len(many.rows) for many in found)
    context = {
        "motions": motions,
        "samples": samples,
        "gone": len(chosen) - shown,
        "others": sum(len(many.rows) for many in asked) - sum(one.covered(chosen) for one in samples),
        "none": not chosen,
    }
    return page(request, "confirm", context)


def _sections(request: HttpRequest, many: ChosenMany, desk: Desk) -> Iterator[Section]:
    """Draw what is to be judged first of the chosen files of one step, and show each sample they stand in."""
    actor, now = actor_of(request), now_of(request)
    chosen = [Selected(item, ver) for item, ver in many.chosen]
    only = {one.item for one in chosen}
    for number in draw_sample(chosen=chosen, step=many.step, actor=actor, now=now):
        if view := sample_view(number, desk=desk, actor=actor, only=only):
            yield Section.of(view)


def sample(request: HttpRequest, sample: int) -> HttpResponse:
    """Show one of one's own samples: what of it still waits, and the rest once it was judged."""
    desk = desk_of(scope_of(request), now=now_of(request))
    view = sample_view(sample, desk=desk, actor=actor_of(request))
    if view is None:
        raise Http404
    return page(request, "confirm", {"motions": (), "samples": (Section.of(view),)})


def after_deciding(request: HttpRequest, item: int) -> HttpResponse:
    """Go on where an officer decides file after file: the sample the file was drawn for, else the worklist."""
    found = sample_with(item=item, account_id=visitor_of(request).account_id)
    return redirect("office:sample", found) if found else redirect("office:work")


def _fate(one: DrawnFile) -> tuple[str, str]:
    """What became of a drawn file, as the kind of its tag and a sentence."""
    if one.fate is Fate.JUDGED:
        return "confirmed", f"دیدید: {one.word}"
    if one.is_open:
        return "in-hand", "هنوز ندیده‌اید"
    return "stopped", LOST[one.fate]


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
