"""Why two records look like one person: reasons with a weight each, and the keys under which such two meet.

The weights are ours, set on a made-up province and to be set anew on a real one. Nothing here joins anybody: who is
proposed is looked at by two officers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from types import MappingProxyType
from typing import Final

from panah.foundation.jalali import to_jalali
from panah.foundation.name_key import NameKey, name_key, similarity, skeleton
from panah.foundation.persian import fold

PROPOSED_FROM: Final = 60
"""The score from which a pair is put before an officer."""
FULL: Final = 100
LIKE: Final = 0.8
"""How alike two spellings of one name are (`foundation.name_key.similarity`)."""
UNLIKE: Final = 0.6
"""Below this they are two names."""
YEARS_APART: Final = 5
OFTEN_MISREAD: Final = 2
KEY_BYTES: Final = 12
FATHER: Final = "father"
MANY: Final = 8
"""With so many who bear one name and one father's name, that two do is common."""


class Reason(StrEnum):
    """What two records have in common."""

    SAME_NUMBER = "same-number"
    SAME_PAPER = "same-paper"
    SAME_NAME = "same-name"
    NEAR_NAME = "near-name"
    SAME_BIRTH = "same-birth"
    NEAR_BIRTH = "near-birth"
    SAME_FATHER = "same-father"
    SAME_PHONE = "same-phone"


WEIGHTS: Final = MappingProxyType(
    {
        Reason.SAME_NUMBER: 60,
        Reason.SAME_PAPER: 60,
        Reason.SAME_NAME: 35,
        Reason.NEAR_NAME: 25,
        Reason.SAME_BIRTH: 25,
        Reason.NEAR_BIRTH: 10,
        Reason.SAME_FATHER: 20,
        Reason.SAME_PHONE: 15,
    }
)
WEAK_NUMBER: Final = 35
"""A number that is not one person's alone by its nature: a volume and page, a paper a child may stand on."""
OTHER_NAME: Final = 40
OTHER_FATHER: Final = 30
OTHER_SEX: Final = 20
FAR_BIRTH: Final = 40
COMMON_NAME: Final = 10


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of a name, in either script; empty where a part is not known."""

    given: str
    family: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What is compared of one person: values only, each as the registry has it now.

    `numbers` and `papers` are those that name one person, as (kind, number or its blind index); `weak_numbers`
    those that may stand for two. `phones` are blind indexes of the household's and the person's own, none of them
    confidential. `kin` are the persons they are the parent, child or spouse of.
    """

    person_id: int
    spellings: tuple[Spelling, ...]
    fathers: tuple[str, ...]
    sex: str
    birth_first: date
    birth_last: date
    numbers: frozenset[tuple[str, str]] = frozenset()
    weak_numbers: frozenset[tuple[str, str]] = frozenset()
    papers: frozenset[tuple[str, str]] = frozenset()
    phones: frozenset[str] = frozenset()
    household_id: int | None = None
    kin: frozenset[int] = frozenset()

    @property
    def is_exact(self) -> bool:
        """Whether the birth is known to the day."""
        return self.birth_first == self.birth_last


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two records look like one person, from 0 to 100, and why."""

    score: int
    reasons: tuple[Reason, ...]

    @property
    def is_proposed(self) -> bool:
        """Whether an officer should look at the two."""
        return self.score >= PROPOSED_FROM


NOT_ALIKE: Final = Likeness(0, ())


def likeness(one: Looks, other: Looks, *, namesakes: int = 0) -> Likeness:
    """Compare two records; the same whichever comes first. A parent, child or spouse is never the same person.

    `namesakes` is how many bear the name and the father's name the two have in common, as far as that is known.

    Two of one household were seen side by side when they were entered: there a name must be the very same, because
    twins are called alike.
    """
    if one.person_id == other.person_id or other.person_id in one.kin or one.person_id in other.kin:
        return NOT_ALIKE
    home = one.household_id is not None and one.household_id == other.household_id
    name, against_name = _names(one, other, very_same=home)
    found = {
        reason
        for reason, holds in (
            (name, name is not None),
            (_birth(one, other), True),
            (Reason.SAME_NUMBER, bool(_shared_numbers(one, other))),
            (Reason.SAME_PAPER, bool(one.papers & other.papers)),
            (Reason.SAME_FATHER, _alike_names(one.fathers, other.fathers) >= LIKE),
            (Reason.SAME_PHONE, not home and bool(one.phones & other.phones)),
        )
        if holds and reason is not None
    }
    weights = sum(WEIGHTS[reason] for reason in found)
    if Reason.SAME_NUMBER in found and not one.numbers & other.numbers:
        weights -= WEIGHTS[Reason.SAME_NUMBER] - WEAK_NUMBER
    common = COMMON_NAME * (name is not None and namesakes >= MANY)
    score = weights - common - against_name - _against(one, other)
    return Likeness(max(0, min(FULL, score)), tuple(reason for reason in Reason if reason in found))


def meeting_keys(looks: Looks) -> frozenset[str]:
    """Give the keys under which a person's record meets those it may be the same as.

    Only records that share a key are ever compared, so that nobody is compared with everybody. A key is a digest:
    the table of keys says nothing about anybody.
    """
    return frozenset(_digest(parts) for parts in _keys(looks))


def name_keys(looks: Looks) -> frozenset[str]:
    """Give those of the keys that say a name with a father's name: who shares one is a namesake."""
    return frozenset(_digest(parts) for parts in _keys(looks) if parts[0] == FATHER)


def _digest(parts: tuple[str, ...]) -> str:
    return blake2b("|".join(parts).encode(), digest_size=KEY_BYTES).hexdigest()


def _keys(looks: Looks) -> Iterator[tuple[str, ...]]:
    for kind, number in (*looks.numbers, *looks.weak_numbers):
        yield "number", kind, number
    for kind, number in looks.papers:
        yield "paper", kind, number
    fathers = {sound for father in looks.fathers if (sound := skeleton(father))}
    for given, whole in {_sounds(spelling) for spelling in looks.spellings}:
        for phone in looks.phones:
            yield "phone", phone, given
        for father in fathers:
            yield FATHER, father, whole
        if looks.is_exact:
            yield "day", looks.birth_first.isoformat(), given
    if looks.is_exact:
        for father in fathers:
            yield "child", looks.birth_first.isoformat(), father


def _sounds(spelling: Spelling) -> tuple[str, str]:
    """The given name as it sounds, and all words of the name in the order of the alphabet."""
    words = skeleton(f"{spelling.given} {spelling.family}").split()
    return skeleton(spelling.given), " ".join(sorted(words))


def _shared_numbers(one: Looks, other: Looks) -> frozenset[tuple[str, str]]:
    return (one.numbers | one.weak_numbers) & (other.numbers | other.weak_numbers)


def _names(one: Looks, other: Looks, *, very_same: bool) -> tuple[Reason | None, int]:
    """Say whether the names are the same or near, and what speaks against it; one word alone tells little."""
    folded = [
        {frozenset(fold(f"{s.given} {s.family}").split()) for s in looks.spellings} - {frozenset()}
        for looks in (one, other)
    ]
    if shared := folded[0] & folded[1]:
        return (Reason.SAME_NAME if max(map(len, shared)) > 1 else Reason.NEAR_NAME), 0
    given = _alike_names([s.given for s in one.spellings], [s.given for s in other.spellings])
    if very_same or given < LIKE:
        return None, OTHER_NAME if given < UNLIKE or very_same else 0
    families = [[s.family for s in looks.spellings if s.family] for looks in (one, other)]
    near = not all(families) or _alike_names(*families) >= LIKE
    return (Reason.NEAR_NAME, 0) if near else (None, 0)


def _birth(one: Looks, other: Looks) -> Reason | None:
    if one.is_exact and other.is_exact:
        if one.birth_first == other.birth_first:
            return Reason.SAME_BIRTH
        return Reason.NEAR_BIRTH if _one_part_misread(one.birth_first, other.birth_first) else None
    overlap = one.birth_first <= other.birth_last and other.birth_first <= one.birth_last
    return Reason.NEAR_BIRTH if overlap else None


def _one_part_misread(first: date, second: date) -> bool:
    """Whether two days differ in one part of the Jalali date only, and in the year by little."""
    a, b = to_jalali(first), to_jalali(second)
    same = (a.year == b.year) + (a.month == b.month) + (a.day == b.day)
    return same == OFTEN_MISREAD and abs(a.year - b.year) <= OFTEN_MISREAD


def _against(one: Looks, other: Looks) -> int:
    """Weigh what two records contradict each other in; what one of them does not know contradicts nothing."""
    fathers = bool(one.fathers and other.fathers) and _alike_names(one.fathers, other.fathers) < UNLIKE
    apart = max(one.birth_first, other.birth_first) - min(one.birth_last, other.birth_last)
    far = apart.days > YEARS_APART * 365
    return OTHER_FATHER * fathers + OTHER_SEX * (one.sex != other.sex) + FAR_BIRTH * far


def _alike_names(these: list[str] | tuple[str, ...], those: list[str] | tuple[str, ...]) -> float:
    """Compare one name in all its spellings with another in all its."""
    first, second = _key(these), _key(those)
    if set(first.skeletons) & set(second.skeletons):
        return 1.0
    return max(similarity(first, second), similarity(second, first))


def _key(spellings: list[str] | tuple[str, ...]) -> NameKey:
    return name_key(*sorted(spellings))
