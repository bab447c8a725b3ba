"""What stands on a decision (تصمیم): about one person, with reason, rule, remedy and the ways to object (S28)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.documents.rules.faces.languages import Translation, translation_data
from panah.documents.rules.faces.paper import Letter, Sheet, letter_data, persian
from panah.documents.rules.faces.people import Bearer, bearer_data
from panah.documents.rules.slip import day_data
from panah.foundation.digits import to_persian_digits

TITLE: Final = "تصمیم"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """How one may object: the sentence, its last local day once the decision was served, the court, who may act, help.

    `is_suspending` says that nothing is carried out before the time is over or the objection answered (S6).
    """

    words: str
    until: date | None = None
    court: str
    representative: str
    help: tuple[str, ...]
    is_suspending: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Letter):
    """One person, one decision (S5); `decided_by` is a role or a group. A favourable one has no objection."""

    bearer: Bearer
    address: str = ""
    about: str
    case_number: str
    decided_by: str
    decided_on: date
    outcome: str
    reasons: tuple[str, ...]
    rules: tuple[str, ...]
    heard: str = ""
    remedy: str = ""
    objection: Objection | None = None
    translation: Translation | None = None


def decision_sheet(decision: Decision) -> Sheet:
    """Write the decision as the data of its face `decision`. Raises ValueError without a reason or a rule (S1)."""
    if not (decision.reasons and decision.rules):
        raise ValueError("a decision says its reason and its rule")
    return {
        **letter_data(decision, title=TITLE),
        "bearer": bearer_data(decision.bearer),
        "address": to_persian_digits(decision.address),
        "about": to_persian_digits(decision.about),
        "case_number": to_persian_digits(decision.case_number),
        "decided_by": to_persian_digits(decision.decided_by),
        "decided_on": day_data(decision.decided_on),
        "outcome": to_persian_digits(decision.outcome),
        "reasons": persian(decision.reasons),
        "rules": persian(decision.rules),
        "heard": to_persian_digits(decision.heard),
        "remedy": to_persian_digits(decision.remedy),
        "objection": _objection(decision.objection),
        "translation": translation_data(decision.translation),
    }


def _objection(one: Objection | None) -> Sheet | None:
    if one is None:
        return None
    return {
        "words": to_persian_digits(one.words),
        "until": day_data(one.until) if one.until else None,
        "court": to_persian_digits(one.court),
        "representative": to_persian_digits(one.representative),
        "help": persian(one.help),
        "is_suspending": one.is_suspending,
    }
