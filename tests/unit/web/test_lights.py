"""Three lights tell of a paper, always in one order: genuine, in date, still good."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from panah.documents.queries import Standing, Verdict
from panah.web.public.lights import lights_of

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
FIRST, LAST = date(2026, 11, 1), date(2026, 12, 1)


def verdict(standing: Standing, first: date = FIRST, last: date | None = LAST) -> Verdict:
    ended = datetime(2026, 11, 10, 8, tzinfo=UTC) if standing is Standing.VOID else None
    return Verdict(
        title="برگه",
        standing=standing,
        valid_from=first,
        valid_until=last,
        ended_at=ended,
        is_used=False,
        is_replaced=False,
    )


@pytest.mark.parametrize(
    ("told", "shapes"),
    [
        (verdict(Standing.VALID), ["circle", "circle", "circle"]),
        (verdict(Standing.VALID, last=None), ["circle", "circle", "circle"]),
        (verdict(Standing.NOT_YET, first=date(2026, 11, 25)), ["circle", "triangle", "circle"]),
        (verdict(Standing.OVER, last=date(2026, 11, 20)), ["circle", "octagon", "circle"]),
        (verdict(Standing.VOID), ["circle", "circle", "octagon"]),
    ],
)
def test_each_light_says_its_own_thing(told: Verdict, shapes: list[str]) -> None:
    with override("fa"):
        assert [light.shape for light in lights_of(told, now=NOW)] == shapes


def test_a_paper_that_was_used_is_good_no_more() -> None:
    with override("fa"):
        lights = lights_of(replace(verdict(Standing.OVER), is_used=True), now=NOW)
    assert [light.shape for light in lights] == ["circle", "circle", "octagon"]
    assert "به کار رفته" in lights[2].word


def test_a_paper_is_in_date_to_the_end_of_its_last_day() -> None:
    with override("fa"):
        assert lights_of(verdict(Standing.VALID, last=date(2026, 11, 21)), now=NOW)[1].shape == "circle"


def test_the_last_light_says_since_when_and_as_of_when() -> None:
    with override("fa"):
        light = lights_of(verdict(Standing.VOID), now=NOW)[2]
    assert "۱۹ آبان ۱۴۰۵" in light.word
    assert "12:00" in light.note
