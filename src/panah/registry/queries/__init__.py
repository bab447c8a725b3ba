"""Reading the registry."""

from panah.registry.queries.access import household_of_account, level_of, person_of, persons_of
from panah.registry.queries.closings import statuses_closed_by_hand
from panah.registry.queries.duplicates import (
    REVIEWERS,
    Comparison,
    PairLine,
    Side,
    compare,
    count_waiting,
    is_pair_of,
    known_as,
    pairs_waiting,
)
from panah.registry.queries.guardians import legal_guardians, minors_among
from panah.registry.queries.moments import (
    acting_head,
    as_of,
    custody_of,
    facts,
    head_of,
    household_of,
    members_of,
)
from panah.registry.queries.numbers import unique_codes
from panah.registry.queries.occupations import occupations_of
from panah.registry.queries.portraits import portrait_of, portrait_place, with_portrait
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
from panah.registry.queries.standing import HeldPaper, ended_statuses, given_up, held_papers, in_force
from panah.registry.queries.succession import Heir, Succession, succession
from panah.registry.queries.wishes import wish_of_household, wishes_of_persons

__all__ = [
    "REVIEWERS",
    "Comparison",
    "Find",
    "Heir",
    "HeldPaper",
    "Hints",
    "HouseholdRecord",
    "Opened",
    "PairLine",
    "PersonRecord",
    "Side",
    "Succession",
    "acting_head",
    "as_of",
    "by_name",
    "by_number",
    "compare",
    "count_waiting",
    "custody_of",
    "ended_statuses",
    "events_of",
    "facts",
    "find_persons",
    "given_up",
    "head_of",
    "held_papers",
    "household_in_scope",
    "household_of",
    "household_of_account",
    "household_record",
    "in_force",
    "is_pair_of",
    "known_as",
    "legal_guardians",
    "level_of",
    "log_reading",
    "members_of",
    "minors_among",
    "occupations_of",
    "pairs_waiting",
    "person_in_scope",
    "person_of",
    "person_record",
    "persons_of",
    "portrait_of",
    "portrait_place",
    "statuses_closed_by_hand",
    "succession",
    "unique_codes",
    "wish_of_household",
    "wishes_of_persons",
    "with_portrait",
    "within_scope",
]
