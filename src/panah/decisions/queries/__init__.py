"""Reading decisions: those of a case or a person, the notice of one, and whether the books agree."""

from panah.decisions.models import Decision
from panah.decisions.queries.checks import broken_decisions
from panah.decisions.queries.reading import (
    COUNTERS,
    decision_for,
    decisions_of_case,
    decisions_of_person,
    decisions_of_subjects,
    ground_of_decision,
    is_about,
    is_told,
    notice_of,
    serves,
    speaks_for,
)

__all__ = [
    "COUNTERS",
    "Decision",
    "broken_decisions",
    "decision_for",
    "decisions_of_case",
    "decisions_of_person",
    "decisions_of_subjects",
    "ground_of_decision",
    "is_about",
    "is_told",
    "notice_of",
    "serves",
    "speaks_for",
]
