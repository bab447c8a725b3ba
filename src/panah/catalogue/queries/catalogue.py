"""What is read of the catalogue: cards, one service with all its sections, the ministry's table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from panah.catalogue.names import SERVICES
from panah.catalogue.place import home_province
from panah.catalogue.queries.versions import (
    contents_of,
    directive_in_force,
    directive_of,
    version_in_force,
    versions_in_force,
)
from panah.catalogue.rules.bundle import ServiceContent
from panah.catalogue.rules.dating import period
from panah.catalogue.rules.directive import Tariff, tariffs
from panah.foundation.errors import NotFound
from panah.workflow.definition import ServiceDefinition
from panah.workflow.form_options import Situation
from panah.workflow.service_form import ServiceForm, ServiceTexts

SITUATIONS: Final = tuple(str(situation) for situation in Situation)
"""The situations of life under which services stand, in the order of the home page."""

PERSIAN: Final = "fa"


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """One service as a line of a list; title and summary in the language asked for."""

    slug: str
    title: str
    plain_title: str
    summary: str
    situation: str
    is_open: bool
    id: str | None
    row: int | None


@dataclass(frozen=True, slots=True)
class TariffLine:
    """An amount in rial that is charged on the day asked about, and where it comes from."""

    fee: str
    what: str
    rial: int
    per: str
    account: str | None
    payee: str | None
    payee_kind: str
    valid_from: date
    source: str
    confirmed: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class PublishedService:
    """One service as it is in force: official form, page in a language, and the process once it is open."""

    form: ServiceForm
    texts: ServiceTexts | None
    definition: ServiceDefinition | None
    version: int
    published_at: datetime
    sha256: str
    tariffs: tuple[TariffLine, ...]
    related: tuple[ServiceCard, ...]
    part_of: ServiceCard | None


@dataclass(frozen=True, slots=True)
class PricedService:
    """One line of the price list: what a service costs today, and whether it can be asked for here."""

    card: ServiceCard
    tariffs: tuple[TariffLine, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One line of the ministry's table (seed 0): its cells as printed, and what blank cells inherit."""

    row: int | None
    title: str
    id: str
    owner_printed: str
    owner: str
    recipients_printed: str
    recipients: str
    slug: str
    is_open: bool


def service_cards(*, language: str, today: date | None = None) -> list[ServiceCard]:
    """List all published services in the order of the catalogue; at most two queries."""
    contents = _contents(today)
    return [card_of(contents[slug], language) for slug in SERVICES if slug in contents]


def cards_of(slugs: Iterable[str], *, language: str, today: date | None = None) -> list[ServiceCard]:
    """List the cards of some services in the order given, leaving out what is not published."""
    contents = _contents(today)
    return [card_of(contents[slug], language) for slug in slugs if slug in contents]


def published_service(slug: str, *, language: str, today: date) -> PublishedService:
    """Give a service as it is in force today; raises `NotFound("service-not-published")`."""
    province = home_province()
    version = version_in_force(slug, province=province, on=today)
    contents = _contents(today)
    content = contents_of((version.id,))[version.id]
    form = content.form
    part_of = contents.get(form.part_of) if form.part_of else None
    return PublishedService(
        form=form,
        texts=content.texts.get(language),
        definition=content.definition,
        version=version.n,
        published_at=version.published_at,
        sha256=version.sha256,
        tariffs=asked_tariffs(content, province=province, on=today),
        related=tuple(card_of(contents[other], language) for other in form.related if other in contents),
        part_of=card_of(part_of, language) if part_of else None,
    )


def price_list(*, language: str, today: date) -> list[PricedService]:
    """Give what every service costs today, in the order of the catalogue; services that name no amount are left out.

    An open service for which nothing is asked stands there without an amount: it is free.
    """
    try:
        directive = directive_of(directive_in_force(province=home_province(), on=today).id)
    except NotFound:
        return []
    priced = []
    for slug, content in _contents(today).items():
        lines = _asked(content, tuple(_line(row) for row in tariffs(directive, service=slug, on=today)))
        is_open = content.definition is not None
        if slug in SERVICES and (lines or is_open):
            priced.append(PricedService(card_of(content, language), lines, is_open))
    return sorted(priced, key=lambda one: SERVICES.index(one.card.slug))


def asked_tariffs(content: ServiceContent, *, province: str | None, on: date) -> tuple[TariffLine, ...]:
    """Give the amounts of a service, of an open one only those of the fees its process asks: no more is owed."""
    return _asked(content, tariff_lines(content.form.slug, province=province, on=on))


def _asked(content: ServiceContent, lines: tuple[TariffLine, ...]) -> tuple[TariffLine, ...]:
    asked = content.definition.fees if content.definition else {line.fee for line in lines}
    return tuple(line for line in lines if line.fee in asked)


def tariff_lines(slug: str, *, province: str | None, on: date) -> tuple[TariffLine, ...]:
    """Give the amounts of a service that decide on a day; none where no directive is in force."""
    try:
        directive = directive_in_force(province=province, on=on)
    except NotFound:
        return ()
    return tuple(_line(row) for row in tariffs(directive_of(directive.id), service=slug, on=on))


def catalogue_table(*, today: date | None = None) -> list[CatalogueRow]:
    """Give the 32 lines of the ministry's catalogue in its order; what has no line there is left out."""
    contents = _contents(today)
    return [
        _table_row(form, form.id, is_open=contents[slug].is_open)
        for slug in SERVICES
        if slug in contents and (form := contents[slug].form).id is not None
    ]


def card_of(content: ServiceContent, language: str) -> ServiceCard:
    """Make the card of a service in a language."""
    form = content.form
    told: ServiceForm | ServiceTexts = content.texts.get(language, form)
    return ServiceCard(
        slug=form.slug,
        title=told.title,
        plain_title=form.plain_title if told is form else told.title,
        summary=told.summary,
        situation=str(form.situation),
        is_open=content.is_open,
        id=form.id,
        row=form.row,
    )


def _contents(today: date | None) -> Mapping[str, ServiceContent]:
    versions = versions_in_force(province=home_province(), on=today)
    by_id = contents_of(version.id for version in versions)
    return {version.slug: by_id[version.id] for version in versions}


def _line(row: Tariff) -> TariffLine:
    return TariffLine(
        fee=row.fee,
        what=row.what,
        rial=row.rial,
        per=str(row.per),
        account=row.account,
        payee=row.payee,
        payee_kind=row.payee_kind.label,
        valid_from=period(row).first,
        source=row.source,
        confirmed=row.confirmed,
        note=row.note,
    )


def _table_row(form: ServiceForm, service_id: str, *, is_open: bool) -> CatalogueRow:
    printed = form.catalogue
    return CatalogueRow(
        row=form.row,
        title=form.title,
        id=service_id,
        owner_printed=printed.owner_printed,
        owner=printed.owner,
        recipients_printed=printed.recipients_printed,
        recipients=printed.recipients,
        slug=form.slug,
        is_open=is_open,
    )
