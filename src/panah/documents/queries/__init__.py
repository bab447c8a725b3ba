"""Reading papers: those of a case, what anybody may ask of a number, what lies in keeping, what others are told."""

from panah.documents.queries.certificates import CertificateLine, certificates_to_ask
from panah.documents.queries.files import files_that_wait, is_being_made
from panah.documents.queries.judged import judged
from panah.documents.queries.keepings import Kept, kept_papers
from panah.documents.queries.lists import ROOT_CERTIFICATE, Published, etag_of, etags_of, published
from panah.documents.queries.outside import (
    LOOKERS,
    TYPISTS,
    OutsideLine,
    lines_that_failed,
    lines_to_look_at,
    lines_to_type,
    lines_twice,
    may_print_notice,
)
from panah.documents.queries.papers import (
    CasePaper,
    PaperInHand,
    Standing,
    Verdict,
    paper_in_case,
    papers_in_hand,
    papers_of,
    verdict_of,
)
from panah.documents.rules.outside import act_title

__all__ = [
    "LOOKERS",
    "ROOT_CERTIFICATE",
    "TYPISTS",
    "CasePaper",
    "CertificateLine",
    "Kept",
    "OutsideLine",
    "PaperInHand",
    "Published",
    "Standing",
    "Verdict",
    "act_title",
    "certificates_to_ask",
    "etag_of",
    "etags_of",
    "files_that_wait",
    "is_being_made",
    "judged",
    "kept_papers",
    "lines_that_failed",
    "lines_to_look_at",
    "lines_to_type",
    "lines_twice",
    "may_print_notice",
    "paper_in_case",
    "papers_in_hand",
    "papers_of",
    "published",
    "verdict_of",
]
