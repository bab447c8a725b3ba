"""Two records as rows of a table: what each says, and in words whether they agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from panah.foundation.persian import fold
from panah.registry.queries import Comparison, Side
from panah.registry.words import (
    IDENTIFIER_TITLES,
    NATIONALITIES,
    PAPER_TITLES,
    RELATION_TITLES,
    STATUS_TITLES,
    NameUse,
)
from panah.web.dates import short_date
from panah.web.office.answers import birth
from panah.web.tongues import tongue_of

MARKS: Final = {
    "same": "یکسان",
    "near": "نزدیک",
    "differs": "متفاوت",
    "one": "تنها یکی دارد",
    "none": "هیچ‌کدام",
}
SEXES: Final = {"female": "زن", "male": "مرد"}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is compared: what it is, what each record says of it, and how the two stand to each other."""

    title: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    mark: str

    @property
    def said(self) -> str:
        """The mark in words."""
        return MARKS[self.mark]


def rows_of(pair: Comparison) -> tuple[Row, ...]:
    """Write the two records; what neither has is left out."""
    said = [_said(side) for side in pair.sides]
    rows = (_row(title, said[0][title], said[1][title]) for title in said[0])
    return tuple(row for row in rows if row.mark != "none")


def _said(side: Side) -> dict[str, tuple[str, ...]]:
    record, person = side.record, side.record.person
    facts = record.particulars
    official = next((name for name in record.names if name.use == NameUse.OFFICIAL), None)
    others = [name for name in record.names if name.use != NameUse.OFFICIAL]
    return {
        "نام": (person.name,),
        "با حروف لاتین": _some(person.latin_name),
        "نام‌های دیگر": _some(*(f"{name.given} {name.family}".strip() for name in others)),
        "نام پدر": _some(person.father_name),
        "نام پدربزرگ": _some(official.grandfather if official else ""),
        "جنس": _some(SEXES.get(person.sex, person.sex)),
        "تولد": (birth(person.birth_first, person.birth_precision),),
        "زادگاه": _some(facts.birth_place if facts else ""),
        "تابعیت": (NATIONALITIES.get(person.nationality, person.nationality),),
        "درگذشت": _some(short_date(person.died_on, tongue_of("fa")) if person.died_on else ""),
        "وضع اقامت": _some(*(STATUS_TITLES.get(one.kind, one.kind) for one in record.statuses)),
        "شناسه‌ها": _some(
            *(f"{IDENTIFIER_TITLES.get(one.kind, one.kind)} {one.text}" for one in record.identifiers)
        ),
        "مدارک": _some(*(f"{PAPER_TITLES.get(one.kind, one.kind)} {one.number}" for one in record.papers)),
        "خانوار": _some(record.household.household_code if record.household else ""),
        "خویشاوندان": _kin(side),
        "حساب": ("دارد",) if side.has_account else (),
        "روز ثبت": _some(short_date(side.entered_on, tongue_of("fa")) if side.entered_on else ""),
    }


def _kin(side: Side) -> tuple[str, ...]:
    """Whom the record is what of: «پدر یا مادرِ …», «فرزندِ …»."""
    own = side.record.person.pk
    told = []
    for tie in side.record.relations:
        title = RELATION_TITLES.get(tie.kind, tie.kind)
        told.append(
            f"{title}: {tie.person.name}" if tie.other_id == own else f"{title} برای {tie.other.name}"
        )
    return tuple(told)


def _row(title: str, first: tuple[str, ...], second: tuple[str, ...]) -> Row:
    return Row(title, first, second, _mark(first, second))


def _mark(first: tuple[str, ...], second: tuple[str, ...]) -> str:
    if not first and not second:
        return "none"
    if not first or not second:
        return "one"
    one, other = _plain(first), _plain(second)
    if one == other:
        return "same"
    return "near" if one & other or _joined(one) == _joined(other) else "differs"


def _plain(values: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(value) for value in values)


def _joined(values: frozenset[str]) -> frozenset[str]:
    """Without spaces: «گل احمد» and «گلاحمد» differ in nothing else."""
    return frozenset(value.replace(" ", "") for value in values)


def _some(*values: str) -> tuple[str, ...]:
    return tuple(value for value in values if value)
