"""Why something is decided against somebody: a coded ground, words for this person, and the rule it rests on (S1)."""

from collections.abc import Mapping
from dataclasses import dataclass

from panah.catalogue.rules.directive import DirectiveTable
from panah.catalogue.rules.fields import FieldForm
from panah.foundation.errors import InvalidInput

REASON_CODE, REASON_TEXT, REASON_RULE = "reason_code", "reason_text", "reason_rule"
LONGEST_RULE = 400


@dataclass(frozen=True, slots=True)
class Ground:
    """A coded reason as the service or the directive lists it: what is read, what can be done, which rule."""

    code: str
    text: str
    remedy: str
    rule: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """What an officer gave: the ground, the words for this person, and the rule (the ground's, or a nearer one)."""

    ground: Ground
    text: str
    rule: str


def ground_of(form: FieldForm | None, table: DirectiveTable, *, code: str, word: str) -> Ground | None:
    """Find a ground that may stand beside a word: the step's own list first, then the directive's."""
    for one in form.reasons if form else ():
        if one.code == code and word in one.outcomes:
            return Ground(one.code, one.text, one.remedy, one.rule or "")
    for row in table.reasons:
        if row.code == code and word in {str(kind) for kind in row.kinds}:
            return Ground(row.code, row.text, row.remedy, row.rule or "")
    return None


def read_reasons(
    values: Mapping[str, object],
    form: FieldForm | None,
    table: DirectiveTable,
    *,
    word: str,
    is_against: bool = True,
) -> Reasons:
    """Read the reasons of a decision from its form; nothing of the three may be missing (S1).

    A word that is not against the person needs no rule.

    Raises InvalidInput: `reason-needed` (no code or no words), `ground-unknown` (not beside this word),
    `rule-needed` (neither the ground nor the officer names a rule), `rule-too-long`.
    """
    code, text = _said(values, REASON_CODE), _said(values, REASON_TEXT)
    for name, said in ((REASON_CODE, code), (REASON_TEXT, text)):
        if not letters(said):
            raise InvalidInput("reason-needed", field=name)
    ground = ground_of(form, table, code=code, word=word)
    if ground is None:
        raise InvalidInput("ground-unknown", field=REASON_CODE, code=code, word=word)
    rule = _said(values, REASON_RULE) or ground.rule.strip()
    if is_against and not letters(rule):
        raise InvalidInput("rule-needed", field=REASON_RULE, code=code)
    if len(rule) > LONGEST_RULE:
        raise InvalidInput("rule-too-long", field=REASON_RULE, most=LONGEST_RULE)
    return Reasons(ground, text, rule)


def letters(text: str) -> int:
    """Count the letters and digits of a text: a line of spaces, joiners or dashes says nothing."""
    return sum(character.isalnum() for character in text)


def _said(values: Mapping[str, object], name: str) -> str:
    return str(values.get(name) or "").strip()
