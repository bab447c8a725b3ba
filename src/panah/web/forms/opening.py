"""What a filled form says of the case it opens: the people, the days, the office of the destination."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from panah.casework.queries.asking import Asking
from panah.casework.queries.places import directorate_of
from panah.foundation.canonical import Canonical
from panah.web.forms.building import kept_day

DESTINATION: Final = "destination"
MEMBERS: Final = "members"


def chosen_people(asking: Asking, values: Mapping[str, Canonical]) -> list[int]:
    """Give the people named by the question that asks for members."""
    name = next((one.name for one in asking.questions if one.type == MEMBERS), "")
    chosen = values.get(name)
    return [int(str(one)) for one in chosen] if isinstance(chosen, list) else []


def days_in(asking: Asking, values: Mapping[str, Canonical]) -> dict[str, date]:
    """Give the days of a form by name, for the deadlines that begin or end with them."""
    named = [one.name for one in asking.questions if one.type == "jalali-date"]
    return {name: day for name in named if (day := kept_day(values.get(name)))}


def offices_in(values: Mapping[str, object]) -> dict[str, int]:
    """Give the office of the destination, where this installation has it."""
    province = str(values.get(DESTINATION) or "").partition("/")[0]
    office = directorate_of(province) if province else None
    return {DESTINATION: office} if office else {}
