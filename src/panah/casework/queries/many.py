"""Many chosen items, put together by what may be said of all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from panah.casework.models import Item
from panah.casework.queries.deciding import Saying, plain_sayings
from panah.casework.queries.desk import Desk
from panah.casework.queries.worklist import WorkRow, work_rows
from panah.catalogue.queries import definition_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenMany:
    """The chosen items of one step of one service; no sayings where each must be decided by itself.

    `after_sample` says that they move together only once a sample of them was judged one by one (S24).
    """

    service: str
    step: str
    title: str
    rows: tuple[WorkRow, ...]
    chosen: tuple[tuple[int, int], ...]
    sayings: tuple[Saying, ...]
    after_sample: bool


def chosen_many(chosen: Sequence[tuple[int, int]], *, desk: Desk) -> tuple[ChosenMany, ...]:
    """Group chosen (item, version) pairs by step; items that are not of this desk, or not open, are left out."""
    versions = dict(chosen)
    mine = set(desk.pairs)
    places = Item.objects.filter(pk__in=versions, state="open").values_list(
        "pk", "queue", "office_id", "case__version_id"
    )
    open_here = {pk: version for pk, queue, office, version in places if (queue, office) in mine}
    here = [item for item in versions if item in open_here]
    rows = work_rows(here, away=desk.left.away)
    groups: dict[tuple[str, str], list[WorkRow]] = {}
    for row in rows:
        groups.setdefault((row.slug, row.step), []).append(row)
    return tuple(_together(those, versions, open_here) for those in groups.values())


def _together(rows: list[WorkRow], versions: dict[int, int], open_here: dict[int, int]) -> ChosenMany:
    first = rows[0]
    versions_here = sorted({open_here[row.item] for row in rows})
    by_version = [plain_sayings(version, first.step) for version in versions_here]
    steps = (definition_of(version).steps.get(first.step) for version in versions_here)
    words = set.intersection(*({one.word for one in sayings} for sayings in by_version))
    return ChosenMany(
        service=first.service,
        step=first.step,
        title=first.title,
        rows=tuple(rows),
        chosen=tuple((row.item, versions[row.item]) for row in rows),
        sayings=tuple(one for one in by_version[0] if one.word in words),
        after_sample=any(step is not None and step.bulk == "after-sample" for step in steps),
    )
