"""Publish directives: a year's orders come into force without a programmer."""

from datetime import date, datetime

from django.db import transaction

from panah.audit.operations import record
from panah.catalogue import shipped
from panah.catalogue.models import Directive
from panah.catalogue.operations.agreeing import refuse_disagreement
from panah.catalogue.operations.numbering import Imprint, Place, Published, act_of, province_named
from panah.catalogue.queries import versions
from panah.catalogue.rules.directive_reading import Places, read_directive
from panah.foundation.clock import local_date
from panah.organisation.models import County, Province


def publish_directive(
    *,
    text: str,
    now: datetime,
    published_by: str,
    file: str = "directive.toml",
    valid_from: date | None = None,
    actor_id: int | None = None,
) -> Directive:
    """Put a directive into force from `valid_from` (default: today in Iran) for the province it names.

    Its slug and province stand in the text. The same text as the newest publishes nothing.

    Raises:
        FormRefused: the text has problems; each names `file`, line and key.
        BundleRefused: a service in force names reasons that it does not say.
        NotFound, InvalidInput, Conflict: as for a service.
    """
    imprint = Imprint(now, published_by, valid_from or local_date(now), actor_id)
    with transaction.atomic():
        published = _put_into_force(text, file, imprint)
        refuse_disagreement(published.row.slug, on=imprint.valid_from)
    return published.row


def publish_shipped_directives(*, now: datetime, published_by: str) -> list[str]:
    """Publish each shipped directive whose text changed; gives their slugs."""
    imprint = Imprint(now, published_by, local_date(now))
    published = [_put_into_force(text, file, imprint) for file, text in shipped.shipped_directives().items()]
    return [one.row.slug for one in published if one.is_new]


def _put_into_force(text: str, file: str, imprint: Imprint) -> Published[Directive]:
    table = read_directive(text, file=file, places=_places())
    with transaction.atomic():
        place = Place(Directive, table.slug, province_named(table.province))
        published = place.put({"text": text}, imprint)
        if published.is_new:
            record(
                acts=[act_of(published.row, "directive", table.province, imprint.actor_id)], at=imprint.now
            )
    versions.forget()
    return published


def _places() -> Places:
    """The provinces this installation knows, each with its counties."""
    counties: dict[str, set[str]] = {slug: set() for slug in Province.objects.values_list("slug", flat=True)}
    for province, county in County.objects.values_list("province__slug", "slug"):
        counties[province].add(county)
    return counties
