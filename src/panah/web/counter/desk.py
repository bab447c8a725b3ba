"""What lies before the clerk: a household, the service asked for, and what was written down so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.http import Http404, HttpRequest
from django.urls import reverse

from panah.casework.queries.asking import REQUEST, Asking, Offer, asked_of_clerks, offer
from panah.casework.queries.counter import COUNTER
from panah.casework.queries.drafts import draft_of
from panah.casework.queries.family import Family, family_of
from panah.foundation.canonical import Canonical
from panah.foundation.clock import local_date
from panah.foundation.errors import PanahError
from panah.foundation.jalali import PartialDate
from panah.web.counter.frame import look_of
from panah.web.files.holding import waiting_files
from panah.web.forms.building import Ground, keep
from panah.web.forms.keys import key_of, new_key
from panah.web.forms.numbers import number_in
from panah.web.forms.opening import MEMBERS
from panah.web.identity import visitor_of

SLIP: Final = "intercity-travel"
"""What most who come to a counter ask for: it opens first, where the clerk may write it down."""
PRESENT: Final = "present"
"""What names the adults who are there themselves, where each asks for herself."""
USUAL_DAYS: Final = 7
"""How long a journey is taken to last until somebody says otherwise."""

type Values = dict[str, Canonical]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What lies before the clerk; `others` are the other services they may write down, as (slug, title)."""

    family: Family
    offer: Offer
    asking: Asking
    ground: Ground
    place: str
    key: str
    values: Values
    others: tuple[tuple[str, str], ...]

    @property
    def people(self) -> str:
        """Name the question that asks who of the household it is for."""
        return next((one.name for one in self.asking.questions if one.type == MEMBERS), "")

    def address(self, page: str) -> str:
        """Give the address of one of its two pages: `request` or `check`."""
        if self.offer.slug == SLIP:
            return reverse(f"counter:{page}", args=[self.family.id])
        return reverse(f"counter:{page}-of", args=[self.family.id, self.offer.slug])


def desk_of(request: HttpRequest, household_id: int, slug: str, *, whole: bool = False) -> Desk:
    """Lay a household and a service before the clerk; without a slug what they write down most. Raises Http404.

    `whole` opens the household's record, which is logged as a look.
    """
    visitor = visitor_of(request)
    today = local_date(visitor.now)
    family = family_of(household_id, look=look_of(request) if whole else None, on=today)
    theirs = asked_of_clerks(visitor.roles & COUNTER, province=family.province, on=today)
    asked = slug or next((one for one, _ in theirs if one == SLIP), theirs[0][0] if theirs else SLIP)
    if slug and slug not in {one for one, _ in theirs}:
        raise Http404
    try:
        offered = offer(asked, REQUEST, province=family.province, on=today)
    except PanahError as missing:
        raise Http404 from missing
    place = f"{asked}/{REQUEST}/{household_id}"
    kept = draft_of(visitor.account_id or 0, place)
    values: Values = dict(kept.values) if kept else {}
    return Desk(
        family=family,
        offer=offered,
        asking=_in_counter_order(offered.asking),
        ground=Ground(
            members=family.members, today=today, before=values, files=waiting_files(request, place)
        ),
        place=place,
        key=kept.key if kept else key_of(request) if request.method == "POST" else new_key(),
        values=values,
        others=tuple(one for one in theirs if one[0] != asked),
    )


def known(desk: Desk, request: HttpRequest) -> Mapping[str, Canonical]:
    """Give what need not be asked; where each asks for herself nobody is named before she is."""
    today = desk.ground.today
    member = desk.family.member(number_in(request.GET.get("for", "")))
    everybody = [] if desk.offer.for_oneself else desk.family.members
    return {
        desk.people: [one.id for one in ([member] if member else everybody)],
        "origin": desk.family.home,
        "trip-starts": _kept(today),
        "trip-ends": _kept(today + timedelta(days=USUAL_DAYS)),
        "phone": "" if desk.offer.for_oneself else desk.family.phone,
    }


def _in_counter_order(asking: Asking) -> Asking:
    """Put what must be asked before what is known: the keyboard then walks the shortest way."""
    last = {"origin", "trip-starts", "trip-ends", "phone"}
    ordered = sorted(asking.questions, key=lambda one: (one.type == MEMBERS, one.name in last))
    return Asking(asking.title, asking.hint, tuple(ordered))


def _kept(day: date) -> Canonical:
    return keep(PartialDate(day, day, "day"))
