import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.envelope import KeyRing, SealError
from panah.foundation.errors import InvalidInput

OLD, NEW = b"o" * 32, b"n" * 32
RING = KeyRing({"1404": OLD}, active="1404")
ROTATED = KeyRing({"1405": NEW, "1404": OLD}, active="1405", index_key="1404")
PLACE = b"registry.contact|phone|17"


def line(key_id: str, key: bytes) -> str:
    return f"{key_id}:{base64.b64encode(key).decode()}"


@given(st.binary(), st.binary())
def test_what_is_sealed_opens_in_its_place(plaintext: bytes, aad: bytes) -> None:
    assert RING.open(RING.seal(plaintext, aad), aad) == plaintext


def test_equal_values_do_not_look_equal_when_sealed() -> None:
    assert RING.seal(b"same", PLACE) != RING.seal(b"same", PLACE)
    assert b"same" not in RING.seal(b"same", PLACE)


def test_a_value_moved_to_another_row_does_not_open() -> None:
    with pytest.raises(SealError, match="seal-tampered"):
        RING.open(RING.seal(b"+989121234567", PLACE), b"registry.contact|phone|18")


@given(st.binary(max_size=20), st.data())
def test_a_single_changed_bit_is_noticed(plaintext: bytes, data: st.DataObject) -> None:
    sealed = bytearray(RING.seal(plaintext, PLACE))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(SealError):
        RING.open(bytes(sealed), PLACE)


@given(st.binary(max_size=80))
def test_bytes_that_were_never_sealed_are_a_clear_error(junk: bytes) -> None:
    with pytest.raises(SealError):
        RING.open(junk, PLACE)


def test_after_rotation_old_values_open_and_wait_to_be_sealed_anew() -> None:
    old = RING.seal(b"x", PLACE)

    assert ROTATED.open(old, PLACE) == b"x"
    assert not ROTATED.is_current(old)
    assert ROTATED.is_current(ROTATED.seal(b"x", PLACE))


def test_a_value_under_an_unknown_key_names_the_key() -> None:
    with pytest.raises(SealError, match=r"seal-key-unknown \(key_id='1405'\)"):
        RING.open(ROTATED.seal(b"x", PLACE), PLACE)


@given(st.text(), st.text())
def test_the_blind_index_tells_equality_and_nothing_else(first: str, second: str) -> None:
    column = b"registry.contact|phone"
    index = RING.blind_index(first, column)

    assert (index == RING.blind_index(second, column)) == (first == second)
    assert index != RING.blind_index(first, b"registry.identifier|value")
    assert len(index) == 64


def test_the_blind_index_survives_rotation() -> None:
    assert RING.blind_index("09121234567", b"phone") == ROTATED.blind_index("09121234567", b"phone")


def test_the_boundary_between_column_and_value_counts() -> None:
    assert RING.blind_index("ab", b"c") != RING.blind_index("b", b"ca")


def test_the_first_line_is_active_and_the_oldest_keys_the_index() -> None:
    ring = KeyRing.from_text(f"# keys of the desk\n{line('1405', NEW)}\n\n{line('1404', OLD)}\n")

    assert (ring.active, ring.index_key) == ("1405", "1404")
    assert ring.open(RING.seal(b"x", PLACE), PLACE) == b"x"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "keys-missing"),
        ("# only a remark", "keys-missing"),
        ("1404", "key-line-unreadable"),
        ("1404:not base64!", "key-line-unreadable"),
        ("1404:é", "key-line-unreadable"),
        (line("1404", b"short"), "key-length-wrong"),
        (line("کلید", OLD), "key-id-invalid"),
        (line("k" * 65, OLD), "key-id-invalid"),
        (f"{line('a', OLD)}\n{line('a', NEW)}", "key-twice"),
    ],
)
def test_a_wrong_key_file_says_what_is_wrong_but_never_a_key(text: str, code: str) -> None:
    with pytest.raises(InvalidInput, match=code) as error:
        KeyRing.from_text(text)
    assert base64.b64encode(OLD).decode() not in str(error.value)


@pytest.mark.parametrize(("active", "index_key"), [("b", ""), ("a", "b")])
def test_a_ring_must_hold_the_keys_it_names(active: str, index_key: str) -> None:
    with pytest.raises(InvalidInput, match="key-unknown"):
        KeyRing({"a": OLD}, active=active, index_key=index_key)


def test_a_ring_does_not_print_its_keys() -> None:
    assert "oooo" not in repr(RING)
