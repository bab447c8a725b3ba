import pickle

import pytest

from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound, PanahError, Stale

KINDS = [InvalidInput, NotAllowed, NotFound, Stale, Conflict]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_carries_its_code_and_what_fills_its_sentence(kind: type[PanahError]) -> None:
    error = kind("date-unreadable", text="فردا")

    assert error.code == "date-unreadable"
    assert error.params == {"text": "فردا"}
    assert str(error) == "date-unreadable (text='فردا')"


def test_an_error_without_parameters_reads_as_its_code() -> None:
    assert str(NotFound("case-unknown")) == "case-unknown"


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_the_way_to_another_process(kind: type[PanahError]) -> None:
    back = pickle.loads(pickle.dumps(kind("stale-item", version=3)))

    assert type(back) is kind
    assert (back.code, back.params) == ("stale-item", {"version": 3})
