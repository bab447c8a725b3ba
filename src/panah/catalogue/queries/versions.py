"""Which version is in force where and when, and what a published text says.

What is published never changes, so what was read once is kept by its number: a bounded store in each process,
of which nothing is lost when it is emptied.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.catalogue.models import Directive, Publication, ServiceVersion
from panah.catalogue.rules.bundle import ServiceContent, decode, read_bundle
from panah.catalogue.rules.directive import DirectiveTable
from panah.catalogue.rules.directive_reading import read_directive
from panah.catalogue.rules.fields import FieldForms
from panah.foundation.errors import NotFound
from panah.workflow.definition import ServiceDefinition

MOST_KEPT = 1_024


@dataclass(frozen=True, slots=True)
class VersionInForce:
    """One published version: its row, number and digest; no province means everywhere."""

    id: int
    slug: str
    province: str | None
    n: int
    sha256: str
    valid_from: date
    published_at: datetime


@dataclass(frozen=True, slots=True)
class DirectiveInForce:
    """One published directive: its row, number and digest; no province means everywhere."""

    id: int
    slug: str
    province: str | None
    n: int
    sha256: str
    valid_from: date


def version_in_force(slug: str, *, province: str | None, on: date) -> VersionInForce:
    """Give the version a new case is opened under: the province's own, else everybody's (one query).

    Raises `NotFound("service-not-published")`.
    """
    found = next(iter(versions_in_force(province=province, on=on, slugs=(slug,))), None)
    if found is None:
        raise NotFound("service-not-published", service=slug, on=on.isoformat())
    return found


def versions_in_force(
    *, province: str | None = None, on: date | None = None, slugs: Iterable[str] | None = None
) -> list[VersionInForce]:
    """Give one version of each service (all, or `slugs`), the province's own before everybody's; one query.

    Without a day, the newest that is published.
    """
    rows = _in_force(ServiceVersion.objects.all(), on).filter(_of(province))
    if slugs is not None:
        rows = rows.filter(slug__in=list(slugs))
    fields = ("id", "slug", "province__slug", "n", "sha256", "valid_from", "published_at")
    found: dict[str, VersionInForce] = {}
    for row in rows.values_list(*fields):
        version = VersionInForce(*row)
        if version.slug not in found or version.province is not None:
            found[version.slug] = version
    return list(found.values())


def directive_in_force(*, province: str | None, on: date) -> DirectiveInForce:
    """Give the directive that rules a province on a day: its own, else everybody's (one query).

    Raises `NotFound("directive-not-published")`.
    """
    rows = _in_force(Directive.objects.all(), on).filter(_of(province))
    fields = ("id", "slug", "province__slug", "n", "sha256", "valid_from")
    candidates = [DirectiveInForce(*row) for row in rows.values_list(*fields)]
    found = sorted(candidates, key=lambda one: one.province is None)
    if not found:
        raise NotFound("directive-not-published", province=province or "", on=on.isoformat())
    return found[0]


def _of(province: str | None) -> Q:
    everywhere = Q(province=None)
    return everywhere if province is None else everywhere | Q(province__slug=province)


def _in_force[Row: Publication](rows: QuerySet[Row], on: date | None) -> QuerySet[Row]:
    """Of each slug and place, the row with the highest number that holds on the day."""
    in_time = Q() if on is None else Q(valid_from__lte=on)
    newer = rows.model._default_manager.filter(in_time, slug=OuterRef("slug"), n__gt=OuterRef("n"))
    own = Exists(newer.filter(province=OuterRef("province")))
    everywhere = Q(province=None) & Exists(newer.filter(province=None))
    return rows.filter(in_time, ~own, ~everywhere)


class _Store:
    """Contents by the id of their version; emptied when full."""

    def __init__(self) -> None:
        self._kept: dict[int, ServiceContent] = {}

    def many(self, ids: Iterable[int]) -> Mapping[int, ServiceContent]:
        """Give the contents of versions; those not yet read are read with one query."""
        wanted = list(ids)
        missing = [one for one in wanted if one not in self._kept]
        if missing:
            if len(self._kept) + len(missing) > MOST_KEPT:
                self._kept = {}
            self._kept |= dict(_read(ServiceVersion.objects.filter(pk__in=missing)))
        return {one: self._kept[one] for one in wanted if one in self._kept}

    def forget(self) -> None:
        """Read everything anew."""
        self._kept = {}


def _read(rows: QuerySet[ServiceVersion]) -> Iterator[tuple[int, ServiceContent]]:
    for row_id, slug, files in rows.values_list("id", "slug", "files"):
        yield row_id, read_bundle(slug, decode(files))


_STORE = _Store()


def contents_of(version_ids: Iterable[int]) -> Mapping[int, ServiceContent]:
    """Give what versions say, by their ids; at most one query."""
    return _STORE.many(version_ids)


def content_of(version_id: int) -> ServiceContent:
    """Give what a version says; raises `NotFound("version-unknown")`."""
    found = contents_of((version_id,)).get(version_id)
    if found is None:
        raise NotFound("version-unknown", version=version_id)
    return found


def definition_of(version_id: int) -> ServiceDefinition:
    """Give the process of a version; raises `NotFound` (`version-unknown`, `service-not-open`)."""
    content = content_of(version_id)
    if content.definition is None:
        raise NotFound("service-not-open", service=content.form.slug)
    return content.definition


def fields_of(version_id: int) -> FieldForms:
    """Give the fields of a version, none where it lists none; raises `NotFound("version-unknown")`."""
    return content_of(version_id).fields or FieldForms()


@lru_cache(maxsize=256)
def directive_of(directive_id: int) -> DirectiveTable:
    """Give what a directive says; raises `NotFound("directive-unknown")`."""
    row = Directive.objects.filter(pk=directive_id).values_list("slug", "text").first()
    if row is None:
        raise NotFound("directive-unknown", directive=directive_id)
    return read_directive(row[1], file=row[0])


def forget() -> None:
    """Empty what this process keeps: called by what publishes, and harmless at any time."""
    _STORE.forget()
    directive_of.cache_clear()
