"""What was said to be needed of a time: by one household or person, and by all of them."""

from collections.abc import Mapping

from django.db.models import Max

from panah.appointments.models import SaidNeeds
from panah.appointments.rules.needs import Need


def needs_said(*, household_id: int, person_id: int | None = None) -> int:
    """Give the needs of a household, or of one person alone, as one number; 0 where nothing was said."""
    rows = (
        SaidNeeds.objects.filter(person=person_id)
        if person_id
        else SaidNeeds.objects.filter(household=household_id)
    )
    return rows.order_by("-pk").values_list("needs", flat=True).first() or 0


def needs_of_households() -> Mapping[int, int]:
    """Give the needs of every household that has any, in one statement."""
    latest = SaidNeeds.objects.filter(household__isnull=False).values("household").annotate(last=Max("pk"))
    rows = SaidNeeds.objects.filter(pk__in=latest.values("last"), needs__gt=0)
    return {household: needs for household, needs in rows.values_list("household_id", "needs") if household}


def need_names(needs: int) -> tuple[str, ...]:
    """Name the needs in a number: `quiet`, `home-visit`, `woman-operator`, `curtain`."""
    return tuple(name_of(need) for need in Need if need & needs)


def needs_named(names: list[str]) -> int:
    """Give the number of these names; what is no need is left out."""
    return sum(int(need) for need in Need if name_of(need) in names)


def name_of(need: Need) -> str:
    """Name one need as a directive writes it."""
    return (need.name or "").lower().replace("_", "-")
