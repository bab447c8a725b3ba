"""What made-up people hold: cards and slips of the last rounds, numbers, a phone, an address."""

from datetime import date, timedelta
from random import Random
from typing import Final

from panah.registry.facts import contact_fact
from panah.registry.models import Contact
from panah.registry.synthetic.population import Home, Soul
from panah.registry.values import NameInput, PaperInput, PersonInput
from panah.registry.words import ContactKind, IdentifierKind, PaperKind, Sex, StatusKind

ROUND_OPENED: Final = date(2025, 12, 6)
ROUND_CLOSED: Final = date(2026, 2, 19)
CARDS_END: Final = date(2027, 3, 20)
LAST_YEAR: Final = timedelta(days=365)
SLIP_DAYS: Final = timedelta(days=90)


def person_input(soul: Soul, home: Home, *, today: date) -> PersonInput:
    """Give a soul as a clerk would enter it, with papers and numbers drawn from its own seed."""
    random = Random(f"{home.number}:{soul.place}:{soul.born.first}:{soul.given.persian}")  # noqa: S311 - as above
    papers = _papers(random, soul, home, today)
    return PersonInput(
        name=_name(soul),
        sex=soul.sex,
        born=soul.born,
        nationality=home.nationality,
        also_written=(_also(soul),) if soul.also else (),
        birth_place=""
        if soul.place == "child"
        else random.choice(("هرات", "کابل", "بامیان", "غزنی", "بصره")),
        source="کارت پیشین",
        status=_status(soul, home, papers),
        identifiers=_identifiers(random, soul),
        papers=papers,
    )


def contact_of(home: Home, household_id: int) -> Contact:
    """Give a household's phone, out of a range no operator gives to anybody."""
    return contact_fact(
        f"+98999{9_000_000 + home.number:07d}",
        kind=ContactKind.MOBILE,
        since=home.formed_on,
        household_id=household_id,
    )


def street_of(home: Home) -> str:
    """Give an address that is nowhere."""
    return f"خیابان نمونهٔ {home.number % 40 + 1}، کوچهٔ {home.number % 17 + 1}، پلاک {home.number % 90 + 1}"


def household_code(number: int) -> str:
    """Give the household code of the n-th made-up household: seven digits from 7000001 on."""
    return str(7_000_000 + number)


def _name(soul: Soul) -> NameInput:
    return NameInput(
        given=soul.given.persian,
        family=soul.family.persian,
        father=soul.father.persian,
        grandfather=soul.grandfather.persian,
        latin_given=soul.given.latin,
        latin_family=soul.family.latin,
    )


def _also(soul: Soul) -> NameInput:
    given, family = soul.also or (soul.given, soul.family)
    return NameInput(
        given=given.persian,
        family=family.persian,
        father=soul.father.persian,
        latin_given=given.latin,
        latin_family=family.latin,
    )


def _status(soul: Soul, home: Home, papers: tuple[PaperInput, ...]) -> StatusKind | None:
    if soul.died_on is not None:
        return None
    if papers and papers[-1].kind is PaperKind.NINETY_DAY_SLIP:
        return StatusKind.NINETY_DAY
    return StatusKind.HOVIAT if home.nationality == "IRQ" else StatusKind.AMAYESH


def _papers(random: Random, soul: Soul, home: Home, today: date) -> tuple[PaperInput, ...]:
    if soul.since > ROUND_CLOSED:
        issued = min(soul.since + timedelta(days=random.randint(10, 80)), today)
        return (_paper(random, PaperKind.NINETY_DAY_SLIP, issued, issued + SLIP_DAYS),)
    kind = PaperKind.HOVIAT_CARD if home.nationality == "IRQ" else PaperKind.AMAYESH_CARD
    rounds_ago = random.choices((0, 1, 2), weights=(93, 5, 2))[0]
    opened = max(ROUND_OPENED - rounds_ago * LAST_YEAR, soul.since)
    issued = min(opened + timedelta(days=random.randint(0, (ROUND_CLOSED - ROUND_OPENED).days)), today)
    return (_paper(random, kind, issued, CARDS_END - rounds_ago * LAST_YEAR),)


def _paper(random: Random, kind: PaperKind, issued: date, expires: date) -> PaperInput:
    letter = {PaperKind.AMAYESH_CARD: "A", PaperKind.HOVIAT_CARD: "H"}.get(kind, "S")
    return PaperInput(kind, f"{letter}{random.randint(10_000_000, 99_999_999)}", issued, max(expires, issued))


def _identifiers(random: Random, soul: Soul) -> tuple[tuple[IdentifierKind, str], ...]:
    found = [(IdentifierKind.UNIQUE_CODE, f"{random.randint(10**9, 10**10 - 1)}")]
    if soul.place != "child" and random.random() < 0.35:
        found.append((IdentifierKind.TAZKIRA, f"{random.randint(10**12, 10**13 - 1)}"))
    if soul.sex is Sex.MALE and soul.place != "child" and random.random() < 0.05:
        found.append((IdentifierKind.PASSPORT, f"P{random.randint(10**7, 10**8 - 1)}"))
    return tuple(found)
