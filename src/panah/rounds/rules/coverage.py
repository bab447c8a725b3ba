"""Whom a round covers, and by which rule (S1: whoever is not covered is told the rule, and which door is open)."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Rule(StrEnum):
    """The one rule that says whether a person is called; each of a household by itself (S5)."""

    OWN_PAPER = "own-paper"
    WITH_PARENTS = "with-parents"
    UNDER_WAY = "under-way"
    PARENT_WITHOUT_PAPER = "parent-without-paper"
    PAPER_TOO_OLD = "paper-too-old"
    NO_PAPER = "no-paper"


COVERED: Final = frozenset({Rule.OWN_PAPER, Rule.WITH_PARENTS})
"""These are called; the others have the door of latecomers, where the bureau studies each (nothing ends by it, S10)."""

TITLES: Final = MappingProxyType(
    {
        Rule.OWN_PAPER: "مدرک خودش در دستورالعمل این مرحله هست",
        Rule.WITH_PARENTS: "کودک است و پدر و مادرش هر دو مشمول‌اند",
        Rule.UNDER_WAY: "پروندهٔ دیگری از همین خدمت دارد که هنوز باز است",
        Rule.PARENT_WITHOUT_PAPER: "کودک است و یکی از پدر و مادرش مشمول نیست",
        Rule.PAPER_TOO_OLD: "مدرکش از مرحله‌های پیشین است و دستورالعمل آن را نمی‌شناسد",
        Rule.NO_PAPER: "مدرکی از این نوع‌ها ندارد",
    }
)
