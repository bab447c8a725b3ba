"""Drawing the people of a made-up province: pure values out of one seed, no database."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from panah.foundation.jalali import Jalali, PartialDate, month_length, to_gregorian, to_jalali
from panah.registry.synthetic.names import Word, family_name, given_name, group_of_names, respell
from panah.registry.words import Precision, Sex

COUNTIES: Final = (
    ("bushehr", "301", 0.45),
    ("dashtestan", "302", 0.35),
    ("tangestan", "301", 0.06),
    ("dashti", "301", 0.05),
    ("deyr", "301", 0.03),
    ("kangan", "301", 0.03),
    ("jam", "302", 0.03),
)
"""Where people live, by the service office of their county; none where residence is not permitted."""

YEAR: Final = timedelta(days=365)


@dataclass(slots=True)
class Soul:
    """One made-up person; ``place`` is head, spouse, child or parent of the head."""

    place: str
    sex: Sex
    given: Word
    family: Word
    father: Word
    grandfather: Word
    born: PartialDate
    since: date
    died_on: date | None = None
    also: tuple[Word, Word] | None = None


@dataclass(slots=True)
class Home:
    """One made-up household and what befell it in ten years."""

    number: int
    county: str
    office: str
    group: str
    formed_on: date
    souls: list[Soul] = field(default_factory=list)
    married_on: date | None = None
    divorced_on: date | None = None
    moved_on: date | None = None
    split_from: int | None = None

    @property
    def nationality(self) -> str:
        """By the tradition of its names."""
        return "IRQ" if self.group == "a" else "AFG"

    @property
    def head(self) -> Soul:
        """Who heads it, or headed it until their death."""
        return self.souls[0]

    @property
    def spouse(self) -> Soul | None:
        """The head's wife."""
        return next((soul for soul in self.souls if soul.place == "spouse"), None)


def draw_homes(*, seed: int, people: int, today: date) -> list[Home]:
    """Draw households until exactly ``people`` living persons are in them; the same seed draws the same."""
    random = Random(seed)  # noqa: S311 - a reproducible draw, no secret
    homes: list[Home] = []
    living = 0
    while living < people:
        home = _draw_home(random, len(homes) + 1, today, homes)
        alive = [soul for soul in home.souls if soul.died_on is None]
        for surplus in alive[people - living :]:
            home.souls.remove(surplus)
        living += min(len(alive), people - living)
        homes.append(home)
    return homes


def _draw_home(random: Random, number: int, today: date, before: list[Home]) -> Home:
    group = group_of_names(random)
    county, office, _ = random.choices(COUNTIES, weights=[share for *_, share in COUNTIES])[0]
    age = min(max(random.gauss(43, 13), 20), 82)
    head_born = today - timedelta(days=int(age * 365.25))
    formed_on = _between(random, max(head_born + 19 * YEAR, date(1983, 3, 21)), today - timedelta(days=40))
    home = Home(number, county, office, group, formed_on)
    widow = random.random() < 0.08 and age > 28
    head = _adult(random, home, Sex.FEMALE if widow else Sex.MALE, head_born, "head")
    home.souls.append(head)
    _split_off(random, home, today, before)
    if not widow and random.random() < 0.86:
        _add_spouse(random, home, today)
    mother = head if widow else home.spouse
    if mother is not None:
        father = given_name(random, Sex.MALE, group) if widow else head.given
        home.souls += _children(random, home, mother, father, today)
    if random.random() < 0.07 and age < 58:
        parent = head_born - timedelta(days=random.randint(19, 34) * 365)
        home.souls.append(_adult(random, home, random.choice(list(Sex)), parent, "parent"))
    _ten_years(random, home, today)
    return home


def _split_off(random: Random, home: Home, today: date, before: list[Home]) -> None:
    """Let a young man's household have come out of his father's."""
    head = home.head
    if head.sex is Sex.FEMALE or random.random() > 0.07 or home.formed_on < today - 10 * YEAR:
        return
    for _ in range(20):
        if not before:
            return
        older = random.choice(before)
        father = older.head
        if (
            father.sex is Sex.MALE
            and father.born.first + 19 * YEAR < head.born.first
            and older.formed_on < home.formed_on - YEAR
            and older.nationality == home.nationality
        ):
            head.family, head.father, head.grandfather = father.family, father.given, father.father
            home.split_from = older.number
            return


def _add_spouse(random: Random, home: Home, today: date) -> None:
    head = home.head
    born = head.born.first + timedelta(days=random.randint(-1, 9) * 365 + random.randint(0, 364))
    born = min(born, today - 19 * YEAR)
    married = max(born + 18 * YEAR, head.born.first + 20 * YEAR)
    home.married_on = min(married + timedelta(days=random.randint(0, 5 * 365)), today - timedelta(days=30))
    home.souls.append(_adult(random, home, Sex.FEMALE, born, "spouse"))


def _children(random: Random, home: Home, mother: Soul, father: Word, today: date) -> list[Soul]:
    wished = random.choices(range(9), weights=[2, 5, 12, 19, 22, 18, 12, 7, 3])[0]
    born = max(mother.born.first + 18 * YEAR, home.married_on or date.min)
    children = []
    for _ in range(wished):
        born += timedelta(days=random.randint(430, 1300))
        if born > min(today - timedelta(days=5), mother.born.first + 45 * YEAR):
            break
        if born > today - timedelta(days=random.randint(20, 32) * 365):
            children.append(_child(random, home, father, born))
    return children


def _child(random: Random, home: Home, father: Word, born: date) -> Soul:
    sex = random.choice(list(Sex))
    return Soul(
        place="child",
        sex=sex,
        given=given_name(random, sex, home.group),
        family=home.head.family,
        father=father,
        grandfather=home.head.father,
        born=PartialDate(born, born, "day"),
        since=max(born, home.formed_on),
    )


def _adult(random: Random, home: Home, sex: Sex, born: date, place: str) -> Soul:
    group = home.group
    given, family = given_name(random, sex, group), family_name(random, group)
    also = (respell(random, given), respell(random, family)) if random.random() < 0.12 else None
    return Soul(
        place=place,
        sex=sex,
        given=given,
        family=family,
        father=given_name(random, Sex.MALE, group),
        grandfather=given_name(random, Sex.MALE, group),
        born=_known(random, born),
        since=max(home.formed_on, home.married_on or date.min) if place == "spouse" else home.formed_on,
        also=also,
    )


def _known(random: Random, born: date) -> PartialDate:
    """Forget part of a birthday: the older the person, the likelier only the year is known."""
    exact = to_jalali(born)
    vague = random.random()
    if exact.year < 1375 and vague < 0.6:
        first, last = Jalali(exact.year, 1, 1), Jalali(exact.year, 12, month_length(exact.year, 12))
        return PartialDate(to_gregorian(first), to_gregorian(last), Precision.YEAR.value)
    if exact.year < 1385 and vague < 0.7:
        last = Jalali(exact.year, exact.month, month_length(exact.year, exact.month))
        return PartialDate(
            to_gregorian(Jalali(exact.year, exact.month, 1)), to_gregorian(last), Precision.MONTH.value
        )
    return PartialDate(born, born, Precision.DAY.value)


def _ten_years(random: Random, home: Home, today: date) -> None:
    """Let some households move between offices, divorce, or lose somebody."""
    begin = max(home.formed_on, today - 10 * YEAR)
    if random.random() < 0.03:
        home.moved_on = _between(random, begin + timedelta(days=1), today)
    if home.married_on is not None and random.random() < 0.015:
        home.divorced_on = _between(random, max(begin, home.married_on) + timedelta(days=1), today)
    for soul in home.souls:
        oldest = today.year - soul.born.first.year
        if (
            len(home.souls) > 1
            and soul.place in {"head", "parent"}
            and random.random() < (oldest - 35) / 1500
        ):
            first = max(begin, *(other.since for other in home.souls))
            if first > today - timedelta(days=30):
                return
            soul.died_on = _between(random, first + timedelta(days=1), today - timedelta(days=2))
            if soul.place == "head":
                home.divorced_on = None
            return


def _between(random: Random, first: date, last: date) -> date:
    if last <= first:
        return first
    return first + timedelta(days=random.randint(0, (last - first).days))
