"""Why a card or a blank is spoiled, as it is written down."""

import pytest

from panah.documents.rules.print_room import LONGEST_REASON, clean_reason
from panah.foundation.errors import InvalidInput


def test_a_reason_is_kept_as_it_is_read_and_no_longer_than_its_line() -> None:
    assert clean_reason(" \u202eشكست\u2066  و\tتر شد ") == "شکست و تر شد"
    assert len(clean_reason("تر " * 500)) <= LONGEST_REASON


@pytest.mark.parametrize("typed", ["", " \t", "\u200f\u2066", "\x00"])
def test_nothing_to_read_is_no_reason(typed: str) -> None:
    with pytest.raises(InvalidInput, match="reason-needed"):
        clean_reason(typed)
