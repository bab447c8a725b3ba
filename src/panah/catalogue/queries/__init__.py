"""Reading the catalogue: what is offered, under which version, at which tariff."""

from panah.catalogue.queries.catalogue import (
    SITUATIONS,
    CatalogueRow,
    PricedService,
    PublishedService,
    ServiceCard,
    TariffLine,
    cards_of,
    catalogue_table,
    price_list,
    published_service,
    service_cards,
    tariff_lines,
)
from panah.catalogue.queries.messages import house_messages, messages_of, title_of
from panah.catalogue.queries.search import find_services
from panah.catalogue.queries.versions import (
    DirectiveInForce,
    VersionInForce,
    content_of,
    contents_of,
    definition_of,
    directive_in_force,
    directive_of,
    fields_of,
    version_in_force,
    versions_in_force,
)

__all__ = [
    "SITUATIONS",
    "CatalogueRow",
    "DirectiveInForce",
    "PricedService",
    "PublishedService",
    "ServiceCard",
    "TariffLine",
    "VersionInForce",
    "cards_of",
    "catalogue_table",
    "content_of",
    "contents_of",
    "definition_of",
    "directive_in_force",
    "directive_of",
    "fields_of",
    "find_services",
    "house_messages",
    "messages_of",
    "price_list",
    "published_service",
    "service_cards",
    "tariff_lines",
    "title_of",
    "version_in_force",
    "versions_in_force",
]
