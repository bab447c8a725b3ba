"""What is printed is what is read, by any phone and by any reader of Claim 169; any other code is told apart."""

import base64
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from panah.conf.scanning import read_square
from panah.documents.rules.proof import base45, printed
from panah.documents.rules.proof.cbor import LONGEST
from panah.documents.rules.proof.cose import START
from panah.documents.rules.proof.reasons import Reason, Refused
from unit.documents.rules.proof.made import CARD, PAGE, token_of

TOKEN = token_of(CARD)
ADDRESS = printed.address(TOKEN, page=PAGE)
QUIET, MODULE = 4, 4


def seen(rows: list[str]) -> str:
    """What a camera reads from the drawn square."""
    side = len(rows) + 2 * QUIET
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, module in enumerate(row):
            if module == "x":
                picture.putpixel((x + QUIET, y + QUIET), 0)
    return read_square(picture.resize((side * MODULE, side * MODULE), Image.Resampling.NEAREST))


def refusal(text: str) -> str:
    with pytest.raises(Refused) as refused:
        printed.read(text)
    return refused.value.reason


def test_a_camera_reads_from_both_forms_what_was_signed() -> None:
    assert seen(printed.address_square(TOKEN, page=PAGE)) == ADDRESS
    assert printed.read(ADDRESS) == TOKEN
    assert printed.read(seen(printed.bare_square(TOKEN))) == TOKEN


def test_the_code_of_a_full_card_is_no_larger_than_version_13() -> None:
    assert printed.version_of(printed.address_square(TOKEN, page=PAGE)) <= 13
    assert printed.version_of(printed.bare_square(TOKEN)) <= 13


def test_the_address_is_one_that_leads_to_the_page_and_tells_its_server_nothing() -> None:
    page, _, fragment = ADDRESS.partition("#")
    assert page == PAGE
    assert set(fragment) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


@given(st.binary(max_size=400))
def test_any_token_survives_both_forms(rest: bytes) -> None:
    token = START + rest
    assert printed.read(printed.address(token, page=PAGE)) == token
    assert printed.read(printed.bare(token)) == token


def test_any_host_may_carry_it_for_the_signature_decides() -> None:
    for host in ("https://other.test/verify/", "http://127.0.0.1:8000/verify/"):
        assert printed.read(f" {host}{ADDRESS.removeprefix(PAGE)}\n") == TOKEN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://panah.test/",
        "https://panah.test/#",
        "https://panah.test/#top",
        "https://panah.test/#MZXW6YTB",
        "سلام",
        "tel:+982112345678",
        "WIFI:S:panah;;",
        "HC1:6BF",
        "0123456789",
        "AAA",
        "A",
        base45.encode(zlib.compress(b"something else")),
        base45.encode(b"\x78\x9cbroken"),
        "A" * 5_000,
        ADDRESS.lower(),
    ],
)
def test_another_code_is_called_foreign_and_not_false(text: str) -> None:
    assert refusal(text) == Reason.FOREIGN_CODE


@pytest.mark.parametrize(
    "change", [lambda a: a[:-1], lambda a: a + "AA", lambda a: a + "=", lambda a: a + "1"]
)
def test_what_begins_as_ours_and_is_not_whole_is_malformed(change: object) -> None:
    assert callable(change)
    assert refusal(change(ADDRESS)) == Reason.MALFORMED


def test_bits_that_base32_leaves_over_are_nothing() -> None:
    token = TOKEN[:276]
    letters = base64.b32encode(token).decode().rstrip("=")
    other = letters[:-1] + chr(ord(letters[-1]) + 1)
    assert base64.b32decode(other + "=" * (-len(other) % 8)) == token, "lenient readers take both"
    assert printed.read(f"{PAGE}#{letters}") == token
    assert refusal(f"{PAGE}#{other}") == Reason.MALFORMED


def test_what_unpacks_without_end_is_stopped_at_the_longest_token() -> None:
    bomb = zlib.compress(START + bytes(10_000_000))
    with pytest.raises(Refused):
        printed.read(base45.encode(bomb))
    short_bomb = zlib.compress(START + bytes(LONGEST))
    assert len(base45.encode(short_bomb)) < printed.LONGEST_TEXT
    assert refusal(base45.encode(short_bomb)) == Reason.MALFORMED
    assert refusal(base45.encode(zlib.compress(TOKEN) + b"more")) == Reason.MALFORMED
    assert refusal(base45.encode(zlib.compress(TOKEN)[:-2])) == Reason.MALFORMED


@pytest.mark.parametrize(
    ("data", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0")]
)  # fmt: skip
def test_base45_is_that_of_rfc_9285(data: bytes, text: str) -> None:
    assert (base45.encode(data), base45.decode(text)) == (text, data)


@given(st.binary(max_size=100))
def test_base45_gives_back_every_byte(data: bytes) -> None:
    assert base45.decode(base45.encode(data)) == data


@pytest.mark.parametrize("text", ["A", "0", "BB80", "AAAA", "GGW", ":::", "::", "a00", "٣00"])
def test_base45_of_other_letters_lengths_and_values_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="base45"):
        base45.decode(text)
