"""One box for name, phone, card, household code and case number; one safe sentence for each find."""

from collections.abc import Iterable
from typing import Final

from django.http import HttpRequest, HttpResponse

from panah.casework.queries.enquiry import Whereabouts, enquire
from panah.foundation.persian import to_latin_digits
from panah.registry.queries import Hints
from panah.web.forms.numbers import number_in
from panah.web.identity import actor_of
from panah.web.office.answers import birth
from panah.web.office.frame import look_of, page, scope_of
from panah.web.office.moments import at

BY: Final = {
    "name": "نام",
    "household": "کد خانوار",
    "paper": "شمارهٔ مدرک",
    "number": "شناسه",
    "phone": "تلفن",
}
LONGEST: Final = 120


def find(request: HttpRequest) -> HttpResponse:
    """Answer what was typed; nothing is searched until something is."""
    typed = request.GET.get("q", "")[:LONGEST].replace("\x00", "")
    father = request.GET.get("father", "")[:LONGEST].replace("\x00", "")
    year = to_latin_digits(request.GET.get("year", ""))
    hints = Hints(father=father, birth_year=_gregorian_year(year))
    actor = actor_of(request)
    answer = enquire(
        typed, scope=scope_of(request), persons=actor.persons, look=look_of(request), hints=hints
    )
    context = {
        "q": typed,
        "father": father,
        "year": request.GET.get("year", "")[:4],
        "people": [
            (one, birth(one.born, one.born_precision), BY.get(one.by, ""), _told(one.cases))
            for one in answer.people
        ],
        "cases": _told(answer.cases),
        "none": bool(typed) and not answer.people and not answer.cases,
    }
    return page(request, "find", context)


def _told(cases: Iterable[Whereabouts]) -> list[tuple[Whereabouts, str]]:
    return [(case, sentence(case)) for case in cases]


def sentence(case: Whereabouts) -> str:
    """Say where a case lies: the step, the role that holds it, and since when; never a ground or an officer."""
    if not case.is_open:
        return f"{case.service}: پایان یافته است، از {at(case.since)}. نتیجه را خود شخص در حسابش یا در دفتر می‌بیند."
    where = "، ".join(part for part in (case.holder, case.office) if part)
    return f"{case.service}: در گام «{case.step}» است، نزد {where}، از {at(case.since)}."


def _gregorian_year(year: str) -> int | None:
    """The Gregorian year a Jalali year of birth mostly lies in; None for anything unreadable."""
    return number_in(year) + 621 if 1200 < number_in(year) < 1600 else None
