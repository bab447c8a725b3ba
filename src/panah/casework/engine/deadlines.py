"""When an item is due: fixed as it opens, by the working calendar of its office."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import QuerySet

from panah.casework import registrations
from panah.casework.engine.run import Run
from panah.casework.models import BatchItem, Case, CaseAnchor, Item, Subject
from panah.catalogue.queries import definition_of
from panah.foundation.clock import TEHRAN
from panah.workflow.definition import Step
from panah.workflow.times import After, Anchor, At, Before, Time


@dataclass(frozen=True, slots=True)
class Due:
    """When what opens at a step is due (UTC): by office where it counts from now, else by traveller; empty: never."""

    by_office: tuple[tuple[int, datetime], ...] = ()
    by_traveller: tuple[tuple[int, datetime], ...] = ()

    def past(self, now: datetime) -> list[int]:
        """The travellers whose moment has come already."""
        return [traveller for traveller, moment in self.by_traveller if moment <= now]


def due_at(run: Run, version_id: int, step: Step) -> Due:
    """When the travellers' items at a step are due; fixed as they open."""
    timer = step.timer
    if timer is None:
        return Due()
    if isinstance(timer, After) and timer.anchor.kind == "opening":
        here = run.travellers().filter(version_id=version_id, position=step.path)
        offices = here.order_by("office_id").values_list("office_id", flat=True).distinct()
        return Due(by_office=tuple((one, run.calendar(one).add(run.now, timer.duration)) for one in offices))
    standing = _standing(run, version_id, step)
    moments = _moments(run, version_id, step, timer.anchor)
    return Due(by_traveller=tuple(_from_moment(run, standing, timer, moments)))


@dataclass(frozen=True, slots=True)
class Standing:
    """A traveller at a step: of which case and subject (none: the whole case), at which office."""

    traveller: int
    case: int
    subject: int | None
    office: int


def _standing(run: Run, version_id: int, step: Step) -> list[Standing]:
    rows = run.travellers().filter(version_id=version_id, position=step.path)
    return [Standing(*row) for row in rows.values_list("pk", "case_id", "subject_id", "office_id")]


type Moments = Callable[[Standing], datetime | None]
"""The moment (UTC) an anchor names for a traveller; none where there is none."""


def _from_moment(
    run: Run, standing: Iterable[Standing], timer: Time, moment_of: Moments
) -> Iterator[tuple[int, datetime]]:
    for one in standing:
        moment = moment_of(one)
        if moment is None:
            continue
        match timer:
            case After(duration, _):
                yield one.traveller, run.calendar(one.office).add(moment, duration)
            case Before(duration, _):
                yield one.traveller, run.calendar(one.office).subtract(moment, duration)
            case At(_):
                yield one.traveller, moment


def _moments(run: Run, version_id: int, step: Step, anchor: Anchor) -> Moments:
    """Read what an anchor names: the latest completion of a step, the end of a day of the form, a paper's expiry."""
    here = run.travellers().filter(version_id=version_id, position=step.path)
    if anchor.kind == "step":
        return _completions(anchor.name, here)
    if anchor.kind == "date":
        days = CaseAnchor.objects.filter(
            case_id__in=here.values("case_id"), name=anchor.name, office=None, day__isnull=False
        )
        ends = {case: end_of(day) for case, day in days.values_list("case_id", "day") if day}
        return lambda one: ends.get(one.case)
    expiries = registrations.expiry()(run.call(definition_of(version_id), version_id, step), anchor.name)
    return lambda one: expiries.get(one.traveller)


def _completions(step: str, here: QuerySet[BatchItem]) -> Moments:
    """When a step was last completed: by the traveller's subject or the whole case; for a case, by anybody.

    A reopened case has the moments of the first one where it has none of its own (grammar §3.11).
    """
    cases = here.values("case_id")
    own = _latest(Item.objects.filter(case_id__in=cases, step=step, state="done"))
    first = dict(Case.objects.filter(pk__in=cases, link="reopened").values_list("pk", "linked_to_id"))
    parties = _parties(first) if first else {}
    earlier = (
        _latest(Item.objects.filter(case_id__in=first.values(), step=step, state="done")) if first else {}
    )

    def moment(one: Standing) -> datetime | None:
        before = first.get(one.case)
        found = _of(own, one.case, one.subject)
        return found or (_of(earlier, before, parties.get(one.subject or 0)) if before else None)

    return moment


def _latest(done: QuerySet[Item]) -> dict[int, dict[int | None, datetime]]:
    """Of each case, by subject (none: the whole case), when it was last done."""
    found: dict[int, dict[int | None, datetime]] = {}
    for case, subject, moment in done.order_by("closed_at").values_list("case_id", "subject_id", "closed_at"):
        if moment is not None:
            found.setdefault(case, {})[subject] = moment
    return found


def _of(
    moments: Mapping[int, Mapping[int | None, datetime]], case: int, subject: int | None
) -> datetime | None:
    of_case = moments.get(case, {})
    known = (
        of_case.values() if subject is None else [of_case[who] for who in (subject, None) if who in of_case]
    )
    return max(known, default=None)


def _parties(first: Mapping[int, int]) -> dict[int, int]:
    """The subject of a first case that each subject of a reopened one is, by party."""
    earlier = {
        (case, party): subject
        for subject, case, party in Subject.objects.filter(case_id__in=first.values()).values_list(
            "pk", "case_id", "party_id"
        )
    }
    again = Subject.objects.filter(case_id__in=first).values_list("pk", "case_id", "party_id")
    return {
        subject: earlier[first[case], party]
        for subject, case, party in again
        if (first[case], party) in earlier
    }


def end_of(day: date) -> datetime:
    """The first moment after a local day, in UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, TEHRAN).astimezone(UTC)
