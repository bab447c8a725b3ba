"""Envelopes of letters: what is written is read again, and whatever is not clearly one is refused without a crash."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.correspondence.rules.ece import CODES, NAMES, Envelope, Organisation, read_envelope, write_envelope
from panah.correspondence.rules.words import Classification, Urgency
from panah.foundation.errors import InvalidInput

LETTER = Envelope(
    id="18/1405/7>edu-18",
    sender=Organisation(name="اداره کل اتباع بوشهر", code="18"),
    receiver=Organisation(name="آموزش و پرورش", code="edu-18"),
    is_copy=False,
    number="18/1405/7",
    on=date(2026, 11, 22),
    subject="پاسخ به <نامه> & پیوست",
    urgency=Urgency.URGENT,
    classification=Classification.CONFIDENTIAL,
    in_reply_to="90/ب",
    follows="",
    annex="2 برگ",
    content=b"%PDF-1.7 " + bytes(range(256)),
)
XML = write_envelope(LETTER).encode()
WORDS = (
    st.text("ابپتثجچ 0123456789/<>&\"'", min_size=1, max_size=40)
    .map(str.strip)
    .filter(lambda text: bool(text) and "  " not in text)
)


def test_what_is_written_is_read_again() -> None:
    assert read_envelope(XML) == LETTER


@given(WORDS, WORDS, st.booleans(), st.sampled_from(Urgency), st.binary(min_size=1, max_size=50))
def test_whatever_a_letter_says_is_read_again(
    subject: str, number: str, is_copy: bool, urgency: Urgency, content: bytes
) -> None:
    made = Envelope(
        id="a",
        sender=LETTER.sender,
        receiver=LETTER.receiver,
        is_copy=is_copy,
        number=number,
        on=LETTER.on,
        subject=subject,
        urgency=urgency,
        classification=Classification.NORMAL,
        in_reply_to="",
        follows=number,
        annex="",
        content=content,
    )
    assert read_envelope(write_envelope(made).encode()) == made


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"MZ\x90",
        "پ".encode("utf-16"),
        XML[: len(XML) // 2],
        b'<!DOCTYPE Letter [<!ENTITY a "aaaa">]>' + XML.partition(b"\n")[2],
        XML.replace(b'Version="panah-1"', b'Version="9"'),
        XML.replace(b"2026-11-22", "۱۴۰۵-۰۹-۰۱".encode()),
        XML.replace(b"<Priority>2<", b"<Priority>9<"),
        XML.replace(b"<Subject>", b"<Subject></Subject><Subject>"),
        XML.replace(b"application/pdf", b"text/html"),
        XML.replace(b"JVBERi", b"!!!!!!"),
        XML.replace(b"<LetterNo>18/1405/7<", b"<LetterNo><"),
        XML.replace(b"<LetterNo>18/1405/7<", b"<LetterNo>" + b"1" * 61 + b"<"),
        b"x" * (16 * 1024 * 1024),
    ],
)
def test_what_is_not_clearly_a_letter_is_refused(wrong: bytes) -> None:
    with pytest.raises(InvalidInput, match="envelope-unreadable"):
        read_envelope(wrong)


@given(st.integers(0, len(XML) - 1), st.binary(min_size=0, max_size=3))
def test_no_damage_crashes_the_reading(at: int, put: bytes) -> None:
    with suppress(InvalidInput):
        assert isinstance(read_envelope(XML[:at] + put + XML[at + 1 :]), Envelope)


def test_every_word_of_a_letter_has_its_code_and_every_part_its_name() -> None:
    assert set(CODES) == {*Urgency, *Classification}
    assert len(set(NAMES.values())) == len(NAMES)
