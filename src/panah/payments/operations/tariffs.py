"""Which cases a row of the directive is for, written as a condition over the case `c`."""

from collections.abc import Sequence
from typing import Final

from panah.casework.engine import sql
from panah.catalogue.rules.directive import MOST_MEMBERS, Tariff
from panah.organisation.roles import OfficeKind
from panah.payments.registrations import cases_of_round
from panah.workflow.form_options import OfficeLevel

LEVELS: Final = {
    OfficeLevel.NATIONAL: (OfficeKind.MINISTRY, OfficeKind.POLITICAL_OFFICE),
    OfficeLevel.PROVINCIAL: (OfficeKind.GOVERNORATE, OfficeKind.DIRECTORATE, OfficeKind.BORDER),
    OfficeLevel.COUNTY: (OfficeKind.SERVICE_OFFICE,),
}
"""At which offices a case lies on each level."""
MEMBERS = """(SELECT count(*) FROM casework_subject m WHERE m.case_id = c.id AND m.state = 'open') BETWEEN %s AND %s"""
LEVEL = "c.office_id IN (SELECT o.id FROM organisation_office o WHERE o.kind IN ({kinds}))"
PROVINCE = """c.office_id IN (SELECT o.id FROM organisation_office o
                              JOIN organisation_province p ON p.id = o.province_id WHERE p.slug = %s)"""

type Condition = tuple[str, list[sql.Value]]


def whom(row: Tariff, narrower: Sequence[Tariff]) -> Condition:
    """Say for which cases a row decides: those it speaks of, and no narrower row does."""
    text, values = _spoken_of(row)
    for other in narrower:
        theirs, more = _spoken_of(other)
        text, values = f"{text} AND NOT ({theirs})", [*values, *more]
    return text, values


def _spoken_of(row: Tariff) -> Condition:
    parts: list[Condition] = [("1 = 1", [])]
    if row.members_from is not None or row.members_to is not None:
        parts.append((MEMBERS, [row.members_from or 0, row.members_to or MOST_MEMBERS]))
    if row.level is not None:
        kinds = LEVELS[row.level]
        parts.append((LEVEL.format(kinds=sql.places(len(kinds))), [kind.value for kind in kinds]))
    if row.province is not None:
        parts.append((PROVINCE, [str(row.province)]))
    if row.round is not None:
        parts.append(_of_round(str(row.round)))
    return " AND ".join(text for text, _ in parts), [value for _, values in parts for value in values]


def _of_round(slug: str) -> Condition:
    cases = cases_of_round(slug)
    if cases is None:
        return "1 = 0", []
    text, values = cases.order_by().query.sql_with_params()
    return f"c.id IN ({text})", list(values)
