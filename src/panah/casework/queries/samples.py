"""A sample as its officer sees it: what is to be opened one by one, and what may move together after it (S24)."""

from collections.abc import Collection
from dataclasses import dataclass

from panah.casework.engine.authority import Actor
from panah.casework.models import Sample, SampledItem, Subject
from panah.casework.queries.desk import Desk
from panah.casework.queries.eyes import barred
from panah.casework.queries.many import ChosenMany, chosen_many
from panah.casework.queries.sampled import Fate, drawn_of
from panah.casework.queries.worklist import name_of
from panah.catalogue.queries import definition_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFile:
    """One drawn file: its item and case, whom it is about, what became of it, and the word said where it was judged.

    `is_kept` says that it still counts or may; another is to be drawn for one that does not.
    """

    item: int
    case: int
    number: str
    person: str
    fate: Fate
    word: str
    is_kept: bool

    @property
    def is_open(self) -> bool:
        """Whether it waits for this officer."""
        return self.fate is Fate.WAITS and self.is_kept


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleView:
    """One sample: the drawn files, and the rest that waits for them; `is_judged` says that the rest may move now.

    `is_short` says that so many drawn files were lost that others are to be drawn in their place.
    """

    sample: int
    size: int
    judged: int
    drawn: tuple[DrawnFile, ...]
    rest: ChosenMany | None

    @property
    def is_judged(self) -> bool:
        """Whether as many as were to be judged were judged."""
        return self.judged >= self.size

    @property
    def is_short(self) -> bool:
        """Whether it can not be judged before others are drawn."""
        return sum(one.is_kept for one in self.drawn) < self.size


def sample_view(
    sample_id: int, *, desk: Desk, actor: Actor, only: Collection[int] | None = None
) -> SampleView | None:
    """Read one of the actor's own samples, its rest narrowed to `only` these items; None for anybody else's."""
    sample = Sample.objects.filter(pk=sample_id, account=actor.account_id).first()
    if sample is None:
        return None
    drawn = drawn_files(sample_id, actor=actor)
    waiting = SampledItem.objects.filter(sample=sample, drawn_at=None, item__state="open").order_by("item")
    rest = [pair for pair in waiting.values_list("item", "item__ver") if only is None or pair[0] in only]
    return SampleView(
        sample=sample.pk,
        size=sample.size,
        judged=sum(one.fate is Fate.JUDGED for one in drawn),
        drawn=drawn,
        rest=next(iter(chosen_many(rest, desk=desk)), None),
    )


def drawn_files(sample_id: int, *, actor: Actor) -> tuple[DrawnFile, ...]:
    """List the drawn files of a sample, in the order of their drawing."""
    found = drawn_of(sample_id)
    open_items = [one.item for one, fate in found if fate is Fate.WAITS]
    why_not = barred(open_items, actor=actor)
    names = _names({one.item.case_id for one, _ in found})
    return tuple(
        DrawnFile(
            item=one.item_id,
            case=one.item.case_id,
            number=one.item.case.number,
            person=names[one.item.case_id, one.item.subject_id],
            fate=fate,
            word=definition_of(one.item.case.version_id).glossary.word(one.item.word)
            if fate is Fate.JUDGED
            else "",
            is_kept=fate is Fate.JUDGED or (fate is Fate.WAITS and not why_not[one.item_id]),
        )
        for one, fate in found
    )


def _names(cases: Collection[int]) -> dict[tuple[int, int | None], str]:
    """Names by case and subject, and under None that of the first of each case; one query."""
    related = ("party__person", "party__organisation")
    names: dict[tuple[int, int | None], str] = {}
    for subject in Subject.objects.filter(case__in=cases).select_related(*related).order_by("pk"):
        names[subject.case_id, subject.pk] = name_of(subject)
        names.setdefault((subject.case_id, None), name_of(subject))
    return names
