"""The next number of a publication in its place, taken by one publisher only."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from panah.audit.operations import Act
from panah.catalogue.models import Publication
from panah.catalogue.rules.bundle import sha256
from panah.foundation.errors import Conflict, InvalidInput, NotFound
from panah.organisation.models import Province


@dataclass(frozen=True, slots=True)
class Published[Row: Publication]:
    """The row that is in force after publishing, and whether it was written just now."""

    row: Row
    is_new: bool


@dataclass(frozen=True, slots=True)
class Imprint:
    """When something is published and by whom, and from which local date it holds."""

    now: datetime
    published_by: str
    valid_from: date
    actor_id: int | None = None


@dataclass(frozen=True, slots=True)
class Place[Row: Publication]:
    """Where something is published: its kind, its slug, and a province or everywhere."""

    kind: type[Row]
    slug: str
    province: Province | None

    def put(self, text: dict[str, str], imprint: Imprint) -> Published[Row]:
        """Write the next number, unless the newest says the same; `text` is the text's one column by name.

        Raises `InvalidInput("valid-from-goes-back")` and `Conflict("published-meanwhile")`.
        """
        (body,) = text.values()
        rows = self.kind._default_manager.filter(slug=self.slug, province=self.province)
        newest = rows.order_by("-n").first()
        if newest is not None and newest.sha256 == sha256(body):
            return Published(newest, is_new=False)
        if newest is not None and imprint.valid_from < newest.valid_from:
            raise InvalidInput("valid-from-goes-back", slug=self.slug, newest=newest.valid_from.isoformat())
        row = self.kind(
            slug=self.slug,
            province=self.province,
            n=newest.n + 1 if newest else 1,
            sha256=sha256(body),
            valid_from=imprint.valid_from,
            published_at=imprint.now,
            published_by=imprint.published_by,
            **text,
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            raise Conflict("published-meanwhile", slug=self.slug) from error
        return Published(row, is_new=True)


def province_named(slug: str | None) -> Province | None:
    """Find a province by its slug, None standing for everywhere; raises `NotFound("province-unknown")`."""
    if slug is None:
        return None
    found = Province.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound("province-unknown", province=slug)
    return found


def act_of(row: Publication, kind: str, province: str | None, actor_id: int | None) -> Act:
    """Say for the journal what was published: its place, number and digest, and by whom."""
    return Act(
        stream=f"{kind}:{row.slug}",
        kind="published",
        actor_id=actor_id,
        about=f"{province or 'everywhere'} {row.n} {row.sha256[:16]}",
        word=row.published_by[:60],
    )
