"""Reading papers: those of a case, what anybody may ask of a number or code, what lies in keeping, and Najva."""

from panah.documents.queries.keepings import Kept, kept_papers
from panah.documents.queries.najva import (
    LOOKERS,
    MENDERS,
    TYPISTS,
    NajvaLine,
    lines_that_failed,
    lines_to_look_at,
    lines_to_type,
    lines_twice,
)
from panah.documents.queries.papers import (
    CasePaper,
    Standing,
    Verdict,
    paper_in_case,
    papers_of,
    verdict_of,
)

__all__ = [
    "LOOKERS",
    "MENDERS",
    "TYPISTS",
    "CasePaper",
    "Kept",
    "NajvaLine",
    "Standing",
    "Verdict",
    "kept_papers",
    "lines_that_failed",
    "lines_to_look_at",
    "lines_to_type",
    "lines_twice",
    "paper_in_case",
    "papers_of",
    "verdict_of",
]
