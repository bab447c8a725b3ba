"""What may be relied on about money, before any database."""

from contextlib import suppress
from datetime import timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.errors import InvalidInput, NotAllowed
from panah.organisation.rules import Holding, Scope
from panah.payments.rules import (
    LONGEST_PAUSE,
    Balance,
    ChargedFor,
    ChargeState,
    charged_for,
    checking_role,
    hands_of,
    next_ask,
    parse_reference,
    refuse_same_hands,
    request_sha,
    waiving_role,
)

RIAL: Final = st.integers(min_value=1, max_value=10**12)
HERE: Final = "/1/2/3/"


def scope(role: str, *, path: str = "/1/2/", behalf: int = 7) -> Scope:
    return Scope(7, (Holding(role, 2, path, behalf),))


@given(st.sampled_from(ChargeState), RIAL, RIAL, st.floats(min_value=0, max_value=1))
def test_no_rial_is_both_owed_and_to_be_returned_and_none_is_lost(
    state: ChargeState, rial: int, confirmed: int, share: float
) -> None:
    balance = Balance(state, rial, confirmed, int(confirmed * share))
    assert not (balance.outstanding and balance.to_return)
    assert balance.to_return <= balance.kept == balance.confirmed - balance.refunded
    if state == ChargeState.DUE:
        assert balance.kept + balance.outstanding - balance.to_return == rial


@given(RIAL, RIAL)
def test_whatever_lies_on_a_charge_that_nobody_owes_is_to_be_returned(rial: int, confirmed: int) -> None:
    for state in (ChargeState.EXEMPT, ChargeState.DROPPED, ChargeState.RETURNABLE):
        assert Balance(state, rial, confirmed, 0).to_return == confirmed


@pytest.mark.parametrize(
    ("fee_per", "tariff_per", "covers"),
    [
        ("subject", "person", ChargedFor.EACH),
        ("case", "person", ChargedFor.TOGETHER),
        ("subject", "household", ChargedFor.CASE),
        ("subject", "case", ChargedFor.CASE),
        ("case", "case", ChargedFor.CASE),
    ],
)
def test_a_tariff_per_household_is_never_asked_of_each_person(
    fee_per: str, tariff_per: str, covers: ChargedFor
) -> None:
    assert charged_for(fee_per=fee_per, tariff_per=tariff_per) == covers


@pytest.mark.parametrize("typed", ["12345", "۱۲۳۴۵", "١٢٣٤٥", " 123-45 ", "۱۲۳ ۴۵", "12.345"])
def test_one_slip_is_the_same_however_its_number_is_typed(typed: str) -> None:
    assert parse_reference(typed) == "12345"


@pytest.mark.parametrize("typed", ["", "12", "؟؟؟؟", "فیش", "1" * 41])
def test_what_is_no_number_of_a_slip_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput, match="reference-unreadable"):
        parse_reference(typed)


@given(st.text("0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩ABZabz -./", min_size=1, max_size=60))
def test_a_number_read_once_is_read_again_the_same(typed: str) -> None:
    with suppress(InvalidInput):
        read = parse_reference(typed)
        assert parse_reference(read) == read
        assert read.isascii()


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_by_name(typed: str) -> None:
    with suppress(InvalidInput):
        assert 3 <= len(parse_reference(typed)) <= 40


def test_only_the_bureau_checks_money_and_only_an_expert_waives_it() -> None:
    assert checking_role(scope("payment-checker"), HERE) == "payment-checker"
    assert checking_role(scope("bureau-expert"), HERE) == waiving_role(scope("bureau-expert"), HERE)
    for stranger in (None, Scope(7), scope("service-clerk"), scope("bureau-expert", path="/1/9/")):
        with pytest.raises(NotAllowed, match="not-yours-to-check"):
            checking_role(stranger, HERE)
        with pytest.raises(NotAllowed, match="not-yours-to-waive"):
            waiving_role(stranger, HERE)
    with pytest.raises(NotAllowed):
        waiving_role(scope("payment-checker"), HERE)


def test_a_stand_in_has_the_hands_of_whom_they_stand_in_for() -> None:
    hands = hands_of(scope("bureau-expert", behalf=9), "bureau-expert", HERE)
    assert hands == {7, 9}
    with pytest.raises(NotAllowed, match="same-person"):
        refuse_same_hands(hands, None, 9)
    refuse_same_hands(hands, None, 8)


@given(st.integers(min_value=0, max_value=10_000))
def test_the_bank_is_asked_ever_more_rarely_and_at_least_every_hour(asked: int) -> None:
    assert timedelta() < next_ask(asked) <= next_ask(asked + 1) <= LONGEST_PAUSE


def test_another_request_has_another_digest() -> None:
    assert request_sha("claim", 1, "12") != request_sha("claim", 11, "2")
    assert request_sha("claim", 1) == request_sha("claim", 1)
