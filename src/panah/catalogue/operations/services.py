"""Publish versions of services: checked whole, written once, recorded, and made findable."""

from datetime import date, datetime

from django.db import transaction

from panah.audit.operations import record
from panah.catalogue import shipped
from panah.catalogue.models import ServiceVersion, ServiceWord
from panah.catalogue.names import PROCEDURES
from panah.catalogue.operations.agreeing import refuse_disagreement
from panah.catalogue.operations.directives import publish_shipped_directives
from panah.catalogue.operations.numbering import Imprint, Place, Published, act_of, province_named
from panah.catalogue.queries import search, versions
from panah.catalogue.rules.bundle import Files, ServiceContent, encode, read_bundle
from panah.catalogue.rules.search import words_of
from panah.foundation.clock import local_date
from panah.organisation.models import Province
from panah.organisation.operations import import_shipped_places


def publish(
    *,
    slug: str,
    files: Files,
    now: datetime,
    published_by: str,
    province: str | None = None,
    valid_from: date | None = None,
    actor_id: int | None = None,
) -> ServiceVersion:
    """Put a bundle into force from `valid_from` (default: today in Iran) and give its version.

    The same text as the newest version publishes nothing and gives that version back.

    Raises:
        BundleRefused: the files have problems, use a kind of step that does not run yet, or name reasons that a
            directive in force does not say.
        NotFound: `province-unknown`.
        InvalidInput: `valid-from-goes-back`.
        Conflict: `published-meanwhile`, when somebody else published the same service at the same time.
    """
    imprint = Imprint(now, published_by, valid_from or local_date(now), actor_id)
    with transaction.atomic():
        published = _put_into_force(slug, files, province, imprint)
        refuse_disagreement(slug, on=imprint.valid_from)
    return published.row


def publish_shipped(*, now: datetime, published_by: str) -> list[str]:
    """Publish each shipped service, procedure and directive whose text changed; gives their slugs in this order.

    All or nothing; brings in the shipped provinces where there are none yet. Raises what `publish` and
    `publish_directive` raise.
    """
    with transaction.atomic():
        if not Province.objects.exists():
            import_shipped_places()
        imprint = Imprint(now, published_by, local_date(now))
        services = [
            _put_into_force(slug, shipped.shipped_files(slug), None, imprint)
            for slug in [*shipped.service_slugs(), *shipped.procedure_slugs()]
        ]
        directives = publish_shipped_directives(now=now, published_by=published_by)
        refuse_disagreement("shipped", on=imprint.valid_from)
    return [*(one.row.slug for one in services if one.is_new), *directives]


def _put_into_force(
    slug: str, files: Files, province: str | None, imprint: Imprint
) -> Published[ServiceVersion]:
    content = read_bundle(slug, files)
    with transaction.atomic():
        place = Place(ServiceVersion, slug, province_named(province))
        published = place.put({"files": encode(files)}, imprint)
        if not published.is_new:
            return published
        if province is None and slug not in PROCEDURES:
            _index(content)
        record(acts=[act_of(published.row, "service", province, imprint.actor_id)], at=imprint.now)
    versions.forget()
    search.forget()
    return published


def _index(content: ServiceContent) -> None:
    """Replace the words the service is found by."""
    words = words_of(content.form, content.texts)
    ServiceWord.objects.filter(slug=content.form.slug).delete()
    ServiceWord.objects.bulk_create(ServiceWord(**word._asdict()) for word in words)
