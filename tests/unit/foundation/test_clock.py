from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from panah.foundation.clock import TEHRAN, aware, local_date, local_midnight, utc_now
from panah.foundation.errors import InvalidInput


def test_the_clock_tells_an_aware_moment_in_utc() -> None:
    assert utc_now().utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 20, 20, 29, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 20, 30, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 1, 0, tzinfo=timezone(timedelta(hours=4, minutes=30))), date(2026, 11, 21)),
    ],
)
def test_the_local_date_is_the_one_on_the_wall_in_iran(moment: datetime, day: date) -> None:
    assert local_date(moment) == day


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(InvalidInput, match="moment-without-zone"):
        local_date(datetime(2026, 11, 20, 12))  # noqa: DTZ001 - the naive moment is what is tested


def test_the_same_moment_in_another_zone_is_the_same_in_utc() -> None:
    assert aware(datetime(2026, 11, 20, 12, tzinfo=TEHRAN)) == datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "moment", [datetime(2026, 11, 22, 20, 29, tzinfo=UTC), datetime(2026, 11, 22, 20, 30, tzinfo=UTC)]
)
def test_the_day_began_at_midnight_in_iran(moment: datetime) -> None:
    began = local_midnight(moment)
    assert began.hour == 20
    assert began.minute == 30
    assert local_date(began) == local_date(moment)
    assert local_date(began - timedelta(seconds=1)) < local_date(moment)
