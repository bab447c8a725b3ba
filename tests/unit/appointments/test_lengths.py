"""How long a visit takes: as the directive says, for a household of any size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.appointments.rules.lengths import LengthRow, Lengths
from panah.appointments.rules.needs import ALL_NEEDS, Need
from panah.foundation.errors import InvalidInput

TABLE = Lengths(
    rows=(
        LengthRow(up_to=2, minutes=15),
        LengthRow(up_to=5, minutes=30),
        LengthRow(up_to=None, minutes=50),
    ),
    added={Need.HOME_VISIT: 60, Need.QUIET: 10},
)


@pytest.mark.parametrize(("members", "minutes"), [(1, 15), (2, 15), (3, 30), (5, 30), (6, 50), (19, 50)])
def test_a_larger_household_gets_a_longer_time(members: int, minutes: int) -> None:
    assert TABLE.minutes_for(members=members) == minutes


@given(st.integers(1, 60), st.integers(0, int(ALL_NEEDS)))
def test_needs_only_ever_add_time_and_one_more_member_never_takes_any_away(members: int, needs: int) -> None:
    taken = TABLE.minutes_for(members=members, needs=Need(needs))
    assert taken >= TABLE.minutes_for(members=members)
    assert TABLE.minutes_for(members=members + 1, needs=Need(needs)) >= taken


def test_who_needs_a_visit_at_home_in_a_quiet_hour_gets_the_time_of_both() -> None:
    assert TABLE.minutes_for(members=3, needs=Need.HOME_VISIT | Need.QUIET) == 100


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (LengthRow(up_to=4, minutes=30),),
        (LengthRow(up_to=None, minutes=0),),
        (LengthRow(up_to=None, minutes=20), LengthRow(up_to=None, minutes=30)),
        (LengthRow(up_to=4, minutes=20), LengthRow(up_to=2, minutes=30), LengthRow(up_to=None, minutes=40)),
        (LengthRow(up_to=4, minutes=40), LengthRow(up_to=None, minutes=30)),
    ],
)
def test_a_table_that_leaves_somebody_without_a_length_is_refused(rows: tuple[LengthRow, ...]) -> None:
    with pytest.raises(InvalidInput, match="lengths-unreadable"):
        Lengths(rows=rows)


def test_a_household_of_nobody_has_no_length() -> None:
    with pytest.raises(InvalidInput, match="household-is-empty"):
        TABLE.minutes_for(members=0)
