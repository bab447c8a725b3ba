"""Base45 (RFC 9285): two bytes as three of the letters a QR code packs tightest."""

from typing import Final

from panah.documents.rules.proof.reasons import malformed

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_PLACES: Final = {letter: place for place, letter in enumerate(ALPHABET)}


def encode(data: bytes) -> str:
    """Write bytes as Base45."""
    letters: list[str] = []
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        number = int.from_bytes(pair)
        for _ in range(len(pair) + 1):
            number, place = divmod(number, 45)
            letters.append(ALPHABET[place])
    return "".join(letters)


def decode(text: str) -> bytes:
    """Read Base45; raises `Refused("malformed")` for other letters, lengths and values."""
    data = bytearray()
    if len(text) % 3 == 1:
        raise malformed("base45")
    try:
        for at in range(0, len(text), 3):
            places = [_PLACES[letter] for letter in text[at : at + 3]]
            number = sum(place * 45**power for power, place in enumerate(places))
            data += number.to_bytes(len(places) - 1)
    except (KeyError, OverflowError) as error:
        raise malformed("base45") from error
    return bytes(data)
