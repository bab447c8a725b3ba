"""Where the open cases of one version would stand in another: counted, checked place by place and case by case."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import QuerySet

from panah.casework.models import Case, Item, Subject
from panah.catalogue.models import ServiceVersion
from panah.catalogue.queries import definition_of
from panah.foundation.errors import InvalidInput, NotFound
from panah.organisation.queries import within
from panah.organisation.rules import Scope
from panah.workflow.definition import ServiceDefinition, Step
from panah.workflow.granted import granted_at
from panah.workflow.graph import JOIN
from panah.workflow.mapping import (
    Crossing,
    MapProblem,
    VersionMap,
    done_twice,
    led_to,
    moments_needed,
    problems_of,
)

ADMINISTRATOR = "administrator"

type Done = Mapping[tuple[int, int | None], Mapping[str, str]]
"""By case and subject (none: the whole case): the steps done, each with the last word said there."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A place somebody of a case stands at: an old step, or the join of an old block (`people/join`)."""

    case: int
    subject: int | None
    place: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A case that stays in its version: its number, where it stands, the rule, and the new step it is about."""

    number: str
    place: str
    rule: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a migration would do. With a problem, nothing goes; a case that is kept stays as it is.

    `counts` are (old place, new place, how many); `going` the numbers (pk) of the cases that go.
    """

    slug: str
    old: ServiceVersion
    new: ServiceVersion
    digest: str
    problems: tuple[MapProblem, ...]
    counts: tuple[tuple[str, str, int], ...]
    kept: tuple[Kept, ...]
    going: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Which:
    """Two published versions of a service by number; with a province (slug), of the text that province has."""

    slug: str
    old: int
    new: int
    province: str | None = None

    def rows(self) -> tuple[ServiceVersion, ServiceVersion]:
        """Find them; raises NotFound("version-unknown"), InvalidInput("same-version")."""
        if self.old == self.new:
            raise InvalidInput("same-version", version=self.old)
        rows = ServiceVersion.objects.filter(
            slug=self.slug, province__slug=self.province, n__in=[self.old, self.new]
        )
        found = {row.n: row for row in rows}
        for number in (self.old, self.new):
            if number not in found:
                raise NotFound("version-unknown", service=self.slug, version=number)
        return found[self.old], found[self.new]


def crossing_plan(
    which: Which,
    chosen: VersionMap,
    *,
    scope: Scope,
    only: Collection[int] | None = None,
) -> Plan:
    """Say what a migration of the open cases an administrator reaches (of `only` some) would do; nine queries."""
    old, new = which.rows()
    crossing = Crossing.of(definition_of(old.pk), definition_of(new.pk), chosen)
    cases = Case.objects.filter(
        within(scope.paths([ADMINISTRATOR]), "office__path"), version=old, state="open"
    )
    if only is not None:
        cases = cases.filter(pk__in=only)
    numbers = dict(cases.order_by("pk").values_list("pk", "number"))
    standing = [*_items(cases), *_waiting(cases)]
    problems = [*_heads(crossing, cases), *_problems(crossing, standing)]
    kept = [*_reopened(chosen, cases), *_kept(crossing, standing, cases, numbers)] if not problems else []
    staying = {one.number for one in kept}
    going = {pk for pk, number in numbers.items() if number not in staying}
    counted = Counter(one.place for one in standing if one.case in going)
    return Plan(
        slug=old.slug,
        old=old,
        new=new,
        digest=chosen.digest(old.slug, old.n, new.n),
        problems=tuple(problems),
        counts=tuple((place, _image(chosen, place), n) for place, n in sorted(counted.items())),
        kept=tuple(kept),
        going=tuple(sorted(going)) if not problems else (),
    )


def _image(chosen: VersionMap, place: str) -> str:
    if place.endswith(JOIN):
        return chosen.image(place.removesuffix(JOIN)) + JOIN
    return chosen.image(place)


def _items(cases: QuerySet[Case]) -> Iterator[Standing]:
    rows = Item.objects.filter(case__in=cases.values("pk"), state="open").order_by("pk")
    for case, subject, step in rows.values_list("case_id", "subject_id", "step"):
        yield Standing(case, subject, step)


def _waiting(cases: QuerySet[Case]) -> Iterator[Standing]:
    rows = (
        Subject.objects.filter(case__in=cases.values("pk"), state="open")
        .exclude(waiting_at="")
        .order_by("pk")
    )
    for case, subject, block in rows.values_list("case_id", "pk", "waiting_at"):
        yield Standing(case, subject, block + JOIN)


def _problems(crossing: Crossing, standing: Iterable[Standing]) -> list[MapProblem]:
    places = {one.place for one in standing}
    joined = {place.removesuffix(JOIN) for place in places if place.endswith(JOIN)}
    return problems_of(crossing, standing={one for one in places if not one.endswith(JOIN)}, joined=joined)


def _heads(crossing: Crossing, cases: QuerySet[Case]) -> Iterator[MapProblem]:
    """What pages read of a case by name must be in the new version too: its start, its people's roles, their ends."""
    new = crossing.new.definition
    for start in sorted(set(cases.order_by().values_list("start", flat=True).distinct()) - new.starts.keys()):
        yield MapProblem("start", start, "cases began so, and the new version has no such start")
    subjects = Subject.objects.filter(case__in=cases.values("pk")).order_by()
    for role in sorted(set(subjects.values_list("role", flat=True).distinct()) - new.subjects.keys()):
        yield MapProblem(
            "subject", role, "cases are about somebody in this role, and the new version knows none"
        )
    for end in sorted(set(subjects.exclude(end="").values_list("end", flat=True).distinct())):
        if end not in new.ends or new.ends[end].kind != crossing.old.definition.ends[end].kind:
            yield MapProblem(
                "end", end, "it was given to somebody, and means something else in the new version"
            )


def _reopened(chosen: VersionMap, cases: QuerySet[Case]) -> Iterator[Kept]:
    """A reopened case goes by the names of the first one too (S8), which is closed and keeps them."""
    names = [old for old, new in chosen.steps.items() if old != new]
    for number in cases.filter(link="reopened").values_list("number", flat=True) if names else ():
        yield Kept(number, "", "reopened", names[0])


@dataclass(frozen=True, slots=True)
class Needed:
    """What must be so of a case for a place: steps done, steps not done yet, steps whose moment is known."""

    done: tuple[Step, ...]
    not_yet: frozenset[str]
    moments: frozenset[str]


def _kept(
    crossing: Crossing, standing: Sequence[Standing], cases: QuerySet[Case], numbers: Mapping[int, str]
) -> Iterator[Kept]:
    @cache
    def needed(place: str) -> Needed:
        granted = granted_at(crossing.new, _image(crossing.map, place))
        return Needed(
            (*granted.humans, *granted.acts), done_twice(crossing, place), moments_needed(crossing, place)
        )

    done, roles = _done(cases), _roles(cases)
    for one in standing:
        for rule, step in _refusals(crossing, one, needed(one.place), done, roles[one.case]):
            yield Kept(numbers[one.case], one.place, rule, step)


def _refusals(
    crossing: Crossing, one: Standing, needed: Needed, done: Done, roles: Mapping[int, str]
) -> Iterator[tuple[str, str]]:
    definition = crossing.new.definition
    for step in needed.done:
        for who in _concerned(definition, step, one, roles):
            if not _was_done(crossing, step, done.get((one.case, who), {}), one.place):
                yield ("not-heard" if step.kind == "by" else "not-done"), step.path
                break
    everybody = [one.subject] if one.subject else [None, *roles]
    names = {crossing.map.image(name) for who in {None, *everybody} for name in done.get((one.case, who), {})}
    yield from (("done-twice", name) for name in sorted(needed.not_yet & names))
    yield from (("moment-unknown", name) for name in sorted(needed.moments - names))


def _concerned(
    definition: ServiceDefinition, step: Step, one: Standing, roles: Mapping[int, str]
) -> list[int | None]:
    """Of whom a step must have been done: of the case, or of each person its block is about."""
    if step.block is None:
        return [None]
    wanted = definition.step(step.block).subjects or tuple(definition.subjects)
    people = [one.subject] if one.subject else list(roles)
    return [person for person in people if person and roles.get(person) in wanted]


def _was_done(crossing: Crossing, step: Step, said: Mapping[str, str], place: str) -> bool:
    """Whether the last word said there is one by which one comes to the place, in the old version and in the new."""
    return any(
        led_to(crossing.old, name, said[name], place)
        and led_to(crossing.new, step.path, said[name], _image(crossing.map, place))
        for name in crossing.preimages(step.path)
        if name in said
    )


def _done(cases: QuerySet[Case]) -> Done:
    found: dict[tuple[int, int | None], dict[str, str]] = defaultdict(dict)
    rows = Item.objects.filter(case__in=cases.values("pk"), state="done").order_by("pk")
    for case, subject, step, word in rows.values_list("case_id", "subject_id", "step", "word"):
        found[case, subject][step] = word
    return found


def _roles(cases: QuerySet[Case]) -> Mapping[int, Mapping[int, str]]:
    found: dict[int, dict[int, str]] = defaultdict(dict)
    rows = Subject.objects.filter(case__in=cases.values("pk"), state="open").order_by("pk")
    for case, subject, role in rows.values_list("case_id", "pk", "role"):
        found[case][subject] = role
    return found
