"""When an item is due: fixed as it opens, by the working calendar of its office."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q

from panah.casework.engine.run import Run
from panah.casework.models import Case, CaseAnchor, Item
from panah.foundation.clock import TEHRAN
from panah.foundation.durations import Duration
from panah.workflow.definition import Step
from panah.workflow.times import After, Anchor, At, Before, Time


def due_rows(run: Run, version_id: int, step: Step) -> list[tuple[int, datetime]]:
    """The due moment (UTC) of each traveller at a step: (batch item, moment); empty where the step promises none."""
    if step.due is None:
        return []
    if isinstance(step.due, After) and step.due.anchor.kind == "opening":
        return _from_opening(run, version_id, step, step.due.duration)
    return list(_from_moment(run, version_id, step, step.due))


def _from_opening(run: Run, version_id: int, step: Step, duration: Duration) -> list[tuple[int, datetime]]:
    standing = _standing(run, version_id, step)
    by_office = {office: run.calendar(office).add(run.now, duration) for _, _, office in standing}
    return [(traveller, by_office[office]) for traveller, _, office in standing]


def _from_moment(run: Run, version_id: int, step: Step, due: Time) -> Iterable[tuple[int, datetime]]:
    moments = _moments(run, due.anchor)
    for traveller, case, office in _standing(run, version_id, step):
        if case not in moments:
            continue
        match due:
            case After(duration, _):
                yield traveller, run.calendar(office).add(moments[case], duration)
            case Before(duration, _):
                yield traveller, run.calendar(office).subtract(moments[case], duration)
            case At(_):
                yield traveller, moments[case]


def _standing(run: Run, version_id: int, step: Step) -> list[tuple[int, int, int]]:
    rows = run.travellers().filter(version_id=version_id, position=step.path)
    return list(rows.values_list("pk", "case_id", "office_id"))


def _moments(run: Run, anchor: Anchor) -> dict[int, datetime]:
    """The moment (UTC) an anchor names, by case: the latest completion of a step, or the end of a day of the form.

    A reopened case has the moments of the first one where it has none of its own (grammar §3.11).
    """
    cases = run.travellers().values("case_id")
    if anchor.kind == "step":
        own = _completions(anchor.name, Q(case_id__in=cases))
        first = dict(Case.objects.filter(pk__in=cases, link="reopened").values_list("pk", "linked_to_id"))
        earlier = _completions(anchor.name, Q(case_id__in=first.values())) if first else {}
        return {case: earlier[before] for case, before in first.items() if before in earlier} | own
    if anchor.kind == "date":
        days = CaseAnchor.objects.filter(case_id__in=cases, name=anchor.name, office=None)
        return {case: end_of(day) for case, day in days.values_list("case_id", "day") if day}
    raise NotImplementedError(f"no time is counted from a {anchor.kind} yet")


def _completions(step: str, cases: Q) -> dict[int, datetime]:
    done = Item.objects.filter(cases, step=step, state="done").order_by("closed_at")
    return {case: moment for case, moment in done.values_list("case_id", "closed_at") if moment}


def end_of(day: date) -> datetime:
    """The first moment after a local day, in UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, TEHRAN).astimezone(UTC)
