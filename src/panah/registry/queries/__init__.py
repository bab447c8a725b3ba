"""Reading the registry."""

from panah.registry.queries.access import household_of_account, level_of, person_of, persons_of
from panah.registry.queries.moments import (
    acting_head,
    as_of,
    custody_of,
    facts,
    head_of,
    household_of,
    members_of,
)
from panah.registry.queries.records import (
    HouseholdRecord,
    Opened,
    PersonRecord,
    events_of,
    household_in_scope,
    household_record,
    log_reading,
    person_in_scope,
    person_record,
)
from panah.registry.queries.search import Find, Hints, by_name, by_number, find_persons, within_scope

__all__ = [
    "Find",
    "Hints",
    "HouseholdRecord",
    "Opened",
    "PersonRecord",
    "acting_head",
    "as_of",
    "by_name",
    "by_number",
    "custody_of",
    "events_of",
    "facts",
    "find_persons",
    "head_of",
    "household_in_scope",
    "household_of",
    "household_of_account",
    "household_record",
    "level_of",
    "log_reading",
    "members_of",
    "person_in_scope",
    "person_of",
    "person_record",
    "persons_of",
    "within_scope",
]
