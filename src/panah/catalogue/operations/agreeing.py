"""Services and directives that hold on one day must agree on the reasons a person may be given."""

from collections.abc import Iterator
from datetime import date

from panah.catalogue.models import Directive
from panah.catalogue.queries import versions
from panah.catalogue.rules.bundle import BundleRefused
from panah.catalogue.rules.reasons import reason_problems
from panah.foundation.errors import NotFound


def refuse_disagreement(slug: str, *, on: date) -> None:
    """Refuse to put `slug` into force where, on that local day, a form names what its directive does not say.

    To be asked inside the transaction that publishes, of all that then holds in every province; where no directive
    holds yet nothing is asked. Raises BundleRefused with one line for each problem.
    """
    problems = tuple(dict.fromkeys(_problems(on)))
    versions.forget()
    if problems:
        raise BundleRefused(slug, problems)


def _problems(on: date) -> Iterator[str]:
    for province in Directive.objects.order_by().values_list("province__slug", flat=True).distinct():
        try:
            directive = versions.directive_in_force(province=province, on=on)
        except NotFound:
            continue
        table = versions.directive_of(directive.id)
        held = {version.id: version.slug for version in versions.versions_in_force(province=province, on=on)}
        for version, content in versions.contents_of(held).items():
            if content.definition is not None and content.fields is not None:
                yield from reason_problems(held[version], content.definition, content.fields, table)
