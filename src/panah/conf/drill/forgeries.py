"""Ways to forge a paper: each takes a source of chance and the genuine tokens, and gives what nobody has signed."""

import base64
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import Final, cast

import cbor2

from panah.documents.rules.proof import base45, cbor, cose, printed

type Genuine = Sequence[bytes]
type Forge = Callable[[Random, Genuine], bytes | str]
"""Bytes are a token; a text is what a camera read."""

ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256: numbers from here on are no half of a signature."""

_PAGE: Final = "https://panah.test/"
_LETTERS: Final = base45.ALPHABET + "abcxyz#=_é٣"


def flipped_bits(chance: Random, genuine: Genuine) -> bytes:
    """Turn up to eight bits."""
    token = bytearray(chance.choice(genuine))
    for _ in range(chance.randint(1, 8)):
        token[chance.randrange(len(token))] ^= 1 << chance.randrange(8)
    return bytes(token)


def changed_bytes(chance: Random, genuine: Genuine) -> bytes:
    """Write other bytes over some."""
    token, start, size = _stretch(chance, genuine)
    return token[:start] + chance.randbytes(size) + token[start + size :]


def left_out(chance: Random, genuine: Genuine) -> bytes:
    """Leave bytes out, also all from some place on."""
    token, start, size = _stretch(chance, genuine)
    return token[:start] if chance.random() < 0.3 else token[:start] + token[start + size :]


def put_in(chance: Random, genuine: Genuine) -> bytes:
    """Put bytes in, new ones or some of its own a second time."""
    token, start, size = _stretch(chance, genuine)
    more = token[start : start + size] if chance.random() < 0.5 else chance.randbytes(size)
    return token[:start] + more + token[start:]


def joined(chance: Random, genuine: Genuine) -> bytes:
    """Begin with one token and end with another."""
    one, other = chance.choice(genuine), chance.choice(genuine)
    return one[: chance.randrange(len(one))] + other[chance.randrange(len(other)) :]


def other_claims(chance: Random, genuine: Genuine) -> bytes:
    """Keep the signature and change what is said."""
    protected, open_, payload, signature = _parts(chance, genuine)
    claims = cbor2.loads(cast("bytes", payload))
    said = claims[169] if chance.random() < 0.7 else claims
    key = chance.choice(list(said))
    said[key] = chance.choice([chance.randrange(2**40), "other", [], {}, said[key], chance.randbytes(4)])
    if chance.random() < 0.2:
        del said[key]
    return _token(protected, open_, cbor2.dumps(claims, canonical=True), signature)


def other_header(chance: Random, genuine: Genuine) -> bytes:
    """Change the algorithm or the key, or say something where nobody signs it."""
    protected, _, payload, signature = _parts(chance, genuine)
    key = chance.choice([chance.choice(genuine)[8:16], chance.randbytes(8), chance.randbytes(7), b"", "text"])
    header: dict[object, object] = {1: chance.choice([-7, -8, -35, -37, 5, 0, None, "ES256", -65535]), 4: key}
    others: list[dict[object, object]] = [{}, {2: [1]}, {16: "application/statuslist+cwt"}, {3: 0}, {"a": 1}]
    more = chance.choice(others)
    if chance.random() < 0.4:
        return _token(
            protected, chance.choice([more or header, {4: key}, {1: -7}, [], None]), payload, signature
        )
    return _token(cbor2.dumps(header | more, canonical=chance.random() < 0.7), {}, payload, signature)


def other_signature(chance: Random, genuine: Genuine) -> bytes:
    """Put a signature there that belongs elsewhere, or numbers that are none."""
    protected, open_, payload, signature = _parts(chance, genuine)
    old = cast("bytes", signature)
    half = chance.choice([0, 1, ORDER - 1, ORDER, ORDER + 1, 2**256 - 1, chance.randrange(2**256)]).to_bytes(
        32
    )
    other = cast("bytes", _parts(chance, genuine)[3])
    turned, short, long = old[32:] + old[:32], old[:63], old[:32] + b"\x00" + old[32:]
    new = chance.choice([half + half, old[:32] + half, half + old[32:], turned, short, long, other])
    return _token(protected, open_, payload, new)


def other_form(chance: Random, genuine: Genuine) -> bytes:
    """Say the very same in bytes that are not the only form: longer heads, open lengths, other orders, other tags."""
    tag = chance.choice([b"\xd2", b"\xd8\x12", b"\xd9\x00\x12", b"\xd8\x3d\xd2", b"\xd2\xd2", b""])
    parts = [_sloppy(chance, part) for part in _parts(chance, genuine)]
    if chance.random() < 0.3:
        parts[2] = _sloppy(chance, _sloppy(chance, cbor2.loads(cast("bytes", _parts(chance, genuine)[2]))))
    head = chance.choice([b"\x84", b"\x98\x04", b"\x99\x00\x04", b"\x9f"])
    return tag + head + b"".join(parts) + (b"\xff" if head == b"\x9f" else b"")


def hostile(chance: Random, genuine: Genuine) -> bytes:
    """Send what is meant to break a reader: depths, lengths beyond all bounds, floats, nothing at all."""
    protected, open_, _, signature = _parts(chance, genuine)
    deep = chance.choice([b"\x81", b"\xa1\x01", b"\xd2", b"\x9f", b"\x5f"]) * chance.randrange(2_500)
    huge = bytes([chance.choice([0x5B, 0x7B, 0x9B, 0xBB])]) + chance.randbytes(8)
    odd = chance.choice([b"\xf9\x7e\x00", b"\xfb" + bytes(8), b"\xf6", b"\xff", b"\xc0", b"\x1c", b"\x7f"])
    nasty = chance.choice([deep, huge, odd, b"", b"\x00", chance.randbytes(chance.randrange(300))])
    whole = chance.choice([nasty, cose.START + nasty, _token(nasty, open_, nasty, signature)])
    return whole if chance.random() < 0.7 else _token(protected, open_, nasty, signature)


def other_address(chance: Random, genuine: Genuine) -> str:
    """Change letters of the printed address, or its look."""
    address = printed.address(chance.choice(genuine), page=_PAGE)
    changed = _other_letters(chance, address)
    return chance.choice(
        [changed, changed, changed.lower(), f"{address}{chance.choice('A2=#?')}", address[:-1]]
    )


def other_bare(chance: Random, genuine: Genuine) -> str:
    """Change letters of the bare form, or pack what unpacks without end."""
    token = chance.choice(genuine)
    packed = bytearray(zlib.compress(token, chance.randrange(10)))
    packed[chance.randrange(len(packed))] ^= 1 << chance.randrange(8)
    bomb = zlib.compress(token + bytes(chance.randrange(400_000)))
    return chance.choice(
        [_other_letters(chance, printed.bare(token)), base45.encode(bytes(packed)), base45.encode(bomb)]
    )


def foreign(chance: Random, genuine: Genuine) -> str:
    """Show some other code."""
    noise = chance.randbytes(chance.randrange(200))
    words = "".join(chance.choice(_LETTERS) for _ in range(chance.randrange(300)))
    mixed = base64.b32encode(chance.choice(genuine)[:2] + noise).decode()
    return chance.choice(
        [words, f"{_PAGE}#{words}", f"{_PAGE}#{mixed}", base45.encode(noise), f"{_PAGE}#2KC"]
    )


FORGERIES: Final[Sequence[Forge]] = (
    flipped_bits,
    changed_bytes,
    left_out,
    put_in,
    joined,
    other_claims,
    other_header,
    other_signature,
    other_form,
    hostile,
    other_address,
    other_bare,
    foreign,
)


def _stretch(chance: Random, genuine: Genuine) -> tuple[bytes, int, int]:
    token = chance.choice(genuine)
    return token, chance.randrange(len(token)), chance.randint(1, 12)


def _parts(chance: Random, genuine: Genuine) -> list[object]:
    return cast("list[object]", cbor.decode(chance.choice(genuine)[1:]))


def _token(*parts: object) -> bytes:
    return cose.START + b"".join(cbor2.dumps(part) for part in parts)


def _other_letters(chance: Random, text: str) -> str:
    letters = list(text)
    for _ in range(chance.randint(1, 4)):
        letters[chance.randrange(len(letters))] = chance.choice(_LETTERS)
    return "".join(letters)


def _sloppy(chance: Random, value: object) -> bytes:
    """Write a value in some form that CBOR allows, mostly not the only one we do."""
    if isinstance(value, int):
        return _head(chance, 1, -1 - value) if value < 0 else _head(chance, 0, value)
    if isinstance(value, bytes | str):
        raw, major = (value, 2) if isinstance(value, bytes) else (value.encode(), 3)
        if chance.random() < 0.2:
            return bytes([major << 5 | 31]) + _head(chance, major, len(raw)) + raw + b"\xff"
        return _head(chance, major, len(raw)) + raw
    if isinstance(value, dict):
        entries = [_sloppy(chance, key) + _sloppy(chance, one) for key, one in value.items()]
        twice = entries + entries[:1] if chance.random() < 0.2 else entries
        return _head(chance, 5, len(twice)) + b"".join(chance.sample(twice, len(twice)))
    items = cast("list[object]", value)
    return _head(chance, 4, len(items)) + b"".join(_sloppy(chance, item) for item in items)


def _head(chance: Random, major: int, number: int) -> bytes:
    short = next((size for size, most in enumerate((24, 256, 65536, 2**32)) if number < most), 4)
    size = short if chance.random() < 0.7 else chance.randint(max(short, 1), 4)
    if not size:
        return bytes([major << 5 | number])
    return bytes([major << 5 | 23 + size]) + number.to_bytes(1 << size - 1)
