"""What was asked for in a case and the cases it follows: the newest word on each field counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.casework.models import Case, CaseAnchor, Subject
from panah.casework.queries.asking import start_asked
from panah.casework.queries.forms import requests_of
from panah.casework.queries.places import county_named
from panah.casework.trips import read_day
from panah.catalogue.queries import definition_of
from panah.documents.rules.slip import Place
from panah.foundation.clock import local_date
from panah.foundation.persian import clean

FURTHEST: Final = 20
"""So many cases are followed back: a trip extended more often than that has gone wrong elsewhere."""


@dataclass(frozen=True, slots=True)
class Request:
    """The cases of one paper from the first on, with the fields and days (local) as they stand after the last."""

    cases: tuple[Case, ...]
    fields: Mapping[str, object]
    days: Mapping[str, date]

    def text(self, name: str) -> str:
        """A field as clean text; empty when nobody filled it."""
        return clean(str(self.fields.get(name) or ""))

    def day(self, name: str) -> date | None:
        """A day of the request: its anchor, else what the form says, Jalali or ISO."""
        return self.days.get(name) or read_day(self.fields.get(name))

    def label(self, name: str) -> str:
        """The label of a chosen code, or what was written beside «دیگر»."""
        if other := self.text(f"{name}-other"):
            return other
        case, code = self.cases[0], self.text(name)
        asked = start_asked(case.version_id, case.directive_id, case.start, on=local_date(case.opened_at))
        question = next((one for one in asked.questions if one.name == name), None)
        return str(dict(question.choices).get(code, code)) if question else code


def request_behind(case: Case) -> Request:
    """Gather what a case asks for, from the first case of its service that it follows (an extension, a loss)."""
    cases = [case]
    while (earlier := cases[0].linked_to) and earlier.slug == case.slug and len(cases) < FURTHEST:
        cases.insert(0, earlier)
    order = {one.pk: place for place, one in enumerate(cases)}
    anchors = CaseAnchor.objects.filter(case__in=cases, day__isnull=False)
    days = {a.name: a.day for a in sorted(anchors, key=lambda a: order[a.case_id]) if a.day}
    return Request(tuple(cases), _fields(cases), days)


def _fields(cases: Sequence[Case]) -> dict[str, object]:
    """The fields as last said; what concerned somebody who left the case counts no more."""
    asked = requests_of([case.pk for case in cases])
    left = {subject.pk for case in cases for subject in _left(case)}
    merged: dict[str, object] = {}
    for case in cases:
        for said in asked.said.get(case.pk, ()):
            if said.subject_id not in left:
                merged |= {name: value for name, value in said.values.items() if value}
    return merged


def _left(case: Case) -> list[Subject]:
    granted = {end.name for end in definition_of(case.version_id).ends.values() if end.kind == "granted"}
    return list(case.subjects.filter(state="ended").exclude(end__in=granted))


def place_of(value: str) -> Place:
    """Name a county given as `province/county`; anything else is printed as it was written.

    Its Latin name is its slug; a county that somebody wrote by hand has that of its province alone.
    """
    found = county_named(value)
    if found is None:
        return Place(value)
    province, _, county = value.partition("/")
    parts = [_latin(part) for part in dict.fromkeys((county, province)) if part.isascii()]
    return Place(found.name, found.province, ", ".join(parts))


def _latin(slug: str) -> str:
    return slug.replace("-", " ").title()
