"""Names a case knew under the versions it came from: what was said then is told by the titles of then."""

from collections.abc import Mapping, Sequence

from panah.audit.queries import TimelineEntry
from panah.casework.models import Case
from panah.catalogue.models import ServiceVersion
from panah.catalogue.queries import definition_of


def older_titles(case: Case, events: Sequence[TimelineEntry]) -> Mapping[str, str]:
    """Give the titles of steps (by path) of the versions a case was moved from; none where it never was moved."""
    numbers = {event.word.partition(">")[0] for event in events if event.kind == "migrated"}
    wanted = sorted(int(number) for number in numbers if number.isdigit())
    if not wanted:
        return {}
    rows = ServiceVersion.objects.filter(slug=case.slug, n__in=wanted, province=case.version.province)
    return {
        path: step.title
        for row in rows.order_by("n").values_list("pk", flat=True)
        for path, step in definition_of(row).steps.items()
    }
