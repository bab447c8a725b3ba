"""What was asked for in a case and the cases it follows: the newest word on each field counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.audit.queries import read_payloads
from panah.casework.models import Case, CaseAnchor, FormEntry
from panah.catalogue.queries import fields_of
from panah.documents.rules.slip import Place
from panah.foundation.jalali import parse
from panah.foundation.persian import clean
from panah.organisation.models import County, Province

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
        if name in self.days:
            return self.days[name]
        said = self.text(name)
        if not said:
            return None
        return date.fromisoformat(said) if said[:2] in {"19", "20"} else parse(said)

    def label(self, name: str) -> str:
        """The label of a chosen code, or what was written beside «دیگر»."""
        code, form = self.text(name), fields_of(self.cases[0].version_id).at(f"start.{self.cases[0].start}")
        if other := self.text(f"{name}-other"):
            return other
        field = form.named(name) if form else None
        return (
            next((choice.label for choice in field.choices if choice.code == code), code) if field else code
        )


def request_behind(case: Case) -> Request:
    """Gather what a case asks for, from the first case of its service that it follows (an extension, a loss)."""
    cases = [case]
    while (earlier := cases[0].linked_to) and earlier.slug == case.slug and len(cases) < FURTHEST:
        cases.insert(0, earlier)
    order = {one.pk: place for place, one in enumerate(cases)}
    anchors = CaseAnchor.objects.filter(case__in=cases, day__isnull=False)
    days = {a.name: a.day for a in sorted(anchors, key=lambda a: order[a.case_id]) if a.day}
    return Request(tuple(cases), _fields(cases, order), days)


def _fields(cases: Sequence[Case], order: Mapping[int, int]) -> dict[str, object]:
    entries = FormEntry.objects.filter(case__in=cases).exclude(subject__state="ended").order_by("pk")
    said = sorted(entries, key=lambda entry: (order[entry.case_id], entry.pk))
    bodies = read_payloads(ids=[entry.payload_id for entry in said])
    merged: dict[str, object] = {}
    for entry in said:
        merged |= {name: value for name, value in bodies.get(entry.payload_id, {}).items() if value}
    return merged


def place_of(value: str) -> Place:
    """Name a county given as `province/county`, by number or by name; anything else is printed as it was written."""
    province_slug, _, county_slug = value.partition("/")
    counties = County.objects.select_related("province")
    if value.isascii() and value.isdigit():
        found = counties.filter(pk=int(value)).first()
    elif county_slug:
        found = counties.filter(province__slug=province_slug, slug=county_slug).first()
    else:
        found = counties.filter(name=value).order_by("pk").first()
    if found is not None:
        return _known(found)
    province = Province.objects.filter(slug=province_slug).first() if county_slug else None
    if province is None:
        return Place(value)
    return Place(_latin(county_slug) if county_slug.isascii() else county_slug, province.name)


def _known(county: County) -> Place:
    latin = [_latin(county.slug)]
    if county.name != county.province.name:
        latin.append(_latin(county.province.slug))
    return Place(county.name, county.province.name, ", ".join(latin))


def _latin(slug: str) -> str:
    return slug.replace("-", " ").title()
