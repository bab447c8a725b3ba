"""Pure rules of the registry."""

from panah.registry.rules.people import (
    ADULT_AT,
    PURPOSES,
    Level,
    MemberFacts,
    Purpose,
    Reading,
    age_on,
    compact,
    is_minor,
    line_of_succession,
    minors_born_after,
    successor,
)

__all__ = [
    "ADULT_AT",
    "PURPOSES",
    "Level",
    "MemberFacts",
    "Purpose",
    "Reading",
    "age_on",
    "compact",
    "is_minor",
    "line_of_succession",
    "minors_born_after",
    "successor",
]
