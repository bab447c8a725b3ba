"""What the grounds of an exemption are called in the directive a case is bound to."""

from collections.abc import Iterable

from panah.casework.models import Case
from panah.catalogue.queries import directive_of


def exemption_labels(case_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """Give the words of each ground, by case and code; one query and what is kept of directives."""
    rows = Case.objects.filter(pk__in=list(case_ids)).values_list("pk", "directive_id")
    return {
        case: {one.code: one.label for one in directive_of(directive).exemptions} for case, directive in rows
    }
