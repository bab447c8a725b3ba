import pytest

from panah.foundation.durations import UNITS, Duration, Unit
from panah.foundation.errors import InvalidInput


@pytest.mark.parametrize(
    ("n", "unit", "text"),
    [
        (30, "minute", "30 minutes"),
        (1, "hour", "1 hour"),
        (3, "working-day", "3 working-days"),
        (1, "year", "1 year"),
    ],
)
def test_a_duration_reads_as_a_service_file_writes_it(n: int, unit: Unit, text: str) -> None:
    assert str(Duration(n, unit)) == text


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("n", [0, -1, 10**9])
def test_no_time_and_endless_time_are_refused(n: int, unit: Unit) -> None:
    with pytest.raises(InvalidInput, match="duration-out-of-range"):
        Duration(n, unit)


def test_an_unknown_unit_is_refused() -> None:
    unit: str = "week"
    with pytest.raises(InvalidInput, match="duration-unit-unknown"):
        Duration(1, unit)  # type: ignore[arg-type]  # what a file may hold is not checked by types


def test_only_minutes_and_hours_run_by_the_clock_alone() -> None:
    assert {unit for unit in UNITS if Duration(1, unit).is_elapsed} == {"minute", "hour"}
