"""One thing per page: which questions stand together, which page comes next, and what the answers read like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from panah.casework.queries.asking import Asking, Question
from panah.casework.queries.family import Member
from panah.casework.queries.places import county_named
from panah.foundation.canonical import Canonical
from panah.foundation.phones import format_phone
from panah.web.dates import long_date
from panah.web.files.fields import said_of_answer
from panah.web.forms.building import Ground, day_problem, kept_day
from panah.web.tongues import tongue_of


@dataclass(frozen=True, slots=True)
class AskedPage:
    """One page of a form, by the name of its first question."""

    name: str
    asking: Asking


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer as people read it back, and the page on which it can be changed."""

    page: str
    label: str
    text: str


def pages_of(asking: Asking) -> tuple[AskedPage, ...]:
    """Part a form into pages: a question stays with the one it depends on, and a day with the day it follows."""
    groups: list[list[Question]] = []
    for question in asking.questions:
        lead = question.beside[0] if question.beside else question.after
        if groups and lead in {one.name for one in groups[-1]}:
            groups[-1].append(question)
        else:
            groups.append([question])
    return tuple(
        AskedPage(group[0].name, Asking(asking.title, asking.hint, tuple(group))) for group in groups
    )


def first_unanswered(
    pages: Sequence[AskedPage], ground: Ground, kept: Mapping[str, Canonical]
) -> AskedPage | None:
    """Find the first page whose answers are missing or, by the lists and limits of today, no longer right."""
    for page in pages:
        if page.name not in kept or not _still_right(page, ground, kept):
            return page
    return None


def answers_of(
    pages: Sequence[AskedPage], kept: Mapping[str, Canonical], members: Sequence[Member]
) -> list[Answered]:
    """Read all answers back."""
    return [
        Answered(page.name, gettext(one.label), said(one, kept.get(one.name), members))
        for page in pages
        for one in page.asking.questions
        if one.beside is None or kept.get(one.beside[0]) == one.beside[1]
    ]


def said(question: Question, value: Canonical, members: Sequence[Member]) -> str:
    """Write one kept answer as people read it."""
    if value in {None, ""} if not isinstance(value, list) else not value:
        return gettext("نفرستادید") if question.type == "evidence" else gettext("ننوشتید")
    match question.type:
        case "jalali-date":
            day = kept_day(value)
            text = long_date(day, tongue_of(get_language()), weekday=True) if day else str(value)
        case "county":
            known = county_named(str(value))
            text = known.label_in(get_language() or "fa") if known else str(value)
        case "members":
            chosen = value if isinstance(value, list) else []
            text = gettext("، ").join(one.name for one in members if one.id in chosen)
        case "evidence":
            text = said_of_answer(value)
        case "choice":
            text = next((gettext(label) for code, label in question.choices if code == value), str(value))
        case _:
            text = format_phone(value) if isinstance(value, str) and value.startswith("+") else str(value)
    return text


def _still_right(page: AskedPage, ground: Ground, kept: Mapping[str, Canonical]) -> bool:
    """Look at kept answers with the lists and limits of today."""
    asked = [
        one for one in page.asking.questions if not one.beside or kept.get(one.beside[0]) == one.beside[1]
    ]
    return all(_is_right(one, ground, kept) for one in asked)


def _is_right(question: Question, ground: Ground, kept: Mapping[str, Canonical]) -> bool:
    value = kept.get(question.name)
    if not value:
        return not question.required
    match question.type:
        case "members":
            known = {member.id for member in ground.members}
            right = isinstance(value, list) and set(value) <= known
        case "choice":
            right = value in {code for code, _ in question.choices}
        case "county":
            right = county_named(str(value)) is not None
        case "evidence":
            held = ground.files.held.get(question.name)
            right = held is not None and str(held.mark) == value
        case "jalali-date":
            day, start = kept_day(value), kept_day(kept.get(question.after or ""))
            right = day is not None and day_problem(question, day, start, ground.today) is None
        case _:
            right = True
    return right
