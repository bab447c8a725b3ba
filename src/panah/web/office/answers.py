"""What was filled in and whom it is about, as an officer reads it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.casework.queries.case_page import CaseFile, FilledForm, SubjectRow
from panah.casework.queries.places import county_named
from panah.foundation.jalali import to_jalali
from panah.registry.words import NATIONALITIES
from panah.web.dates import short_date
from panah.web.files.fields import said_of_answer
from panah.web.office.moments import at
from panah.web.tongues import tongue_of

SHOWN_FORMS: Final = 6
END_TAGS: Final = {"granted": "confirmed", "adverse": "void", "withdrawn": "stopped", "closed": "stopped"}


@dataclass(frozen=True, slots=True)
class ShownForm:
    """One filled form: its title, for whom and when, and the answers in words; `about` is empty for the whole case."""

    title: str
    about: str
    when: str
    answers: tuple[tuple[str, str], ...]
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class ShownSubject:
    """A subject as a row: the row itself, birth and nationality in words, and a tag for where it stands."""

    row: SubjectRow
    born: str
    nationality: str
    tag: str
    tag_text: str


def shown(file: CaseFile) -> tuple[ShownForm, ...]:
    """Write the forms of a case, the newest first."""
    names = {str(subject.party): subject.name for subject in file.subjects}
    return tuple(_form(form, names) for form in file.forms if form.answers or form.is_closed)


def beside_one(forms: tuple[ShownForm, ...], about: str) -> dict[str, list[ShownForm]]:
    """Put what was filled in about others apart from what concerns the one person who is decided about.

    Where nobody is decided about, what was filled in last stands first.
    """
    own = [one for one in forms if one.about in {"", about}] if about else list(forms[:SHOWN_FORMS])
    return {"forms": own, "others_forms": [one for one in forms if one not in own]}


def subject_rows(file: CaseFile) -> tuple[ShownSubject, ...]:
    """Write the subjects of a case."""
    return tuple(
        ShownSubject(
            row,
            birth(row.born, row.born_precision) if row.born else "",
            NATIONALITIES.get(row.nationality, row.nationality),
            *_tag(row),
        )
        for row in file.subjects
    )


def birth(day: date, precision: str) -> str:
    """Write a birth date as far as it is known: «۱۳۷۱/۰۳/۱۱» or «۱۳۷۱»."""
    jalali = to_jalali(day)
    if precision == "year":
        return str(jalali.year)
    return f"{jalali.year}/{jalali.month:02d}" if precision == "month" else short_date(day, tongue_of("fa"))


def _form(form: FilledForm, names: dict[str, str]) -> ShownForm:
    answers = tuple((label, _value(kind, value, names)) for label, kind, value in form.answers)
    when = "، ".join(part for part in (form.about, at(form.at)) if part)
    return ShownForm(form.title, form.about, when, answers, form.is_closed)


def _value(kind: str, value: object, names: dict[str, str]) -> str:
    if isinstance(value, list):
        return "، ".join(names.get(str(one), str(one)) for one in value)
    if kind == "evidence":
        return said_of_answer(value)
    if kind == "county":
        county = county_named(str(value))
        return county.label if county else str(value)
    if kind == "jalali-date":
        return _day(str(value))
    return str(value)


def _day(text: str) -> str:
    try:
        return short_date(date.fromisoformat(text), tongue_of("fa"))
    except ValueError:
        return text


def _tag(row: SubjectRow) -> tuple[str, str]:
    if row.end:
        return END_TAGS.get(row.end_kind, "stopped"), row.end
    if row.waiting:
        return "waiting", "منتظر همراهان"
    return ("in-hand", row.item.title) if row.item else ("waiting", "در گردش")
