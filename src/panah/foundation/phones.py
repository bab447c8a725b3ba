"""Telephone numbers of Iran and Afghanistan in E.164; lenient, since numbering plans run ahead of us."""

import re
from typing import Final

import phonenumbers

from panah.foundation.errors import InvalidInput
from panah.foundation.persian import clean, to_latin_digits

_REGIONS: Final = ("IR", "AF")
_SHORTEST: Final = len("+3541234567")
_DIALLED: Final = re.compile(r"[0-9+()\s./\-\u2010-\u2015\u2212]{3,40}")


def parse_phone(text: str) -> str:
    """The E.164 form of a number typed in any digits, with or without its country: `+989121234567`.

    Without a country it is Iranian, or Afghan where only that makes sense. A number that is possible but not
    in today's numbering plan passes; ask again with `phone_is_doubtful`. Raises
    `InvalidInput("phone-unreadable")`.
    """
    typed = to_latin_digits(clean(text))
    if not _DIALLED.fullmatch(typed):
        raise InvalidInput("phone-unreadable")
    read = [number for region in _REGIONS if (number := _read(typed, region))]
    valid = (number for number in read if phonenumbers.is_valid_number(number))
    possible = (number for number in read if phonenumbers.is_possible_number(number) and _is_whole(number))
    found = next(valid, None) or next(possible, None)
    if found is None:
        raise InvalidInput("phone-unreadable")
    return _e164(found)


def phone_is_doubtful(e164: str) -> bool:
    """Whether no numbering plan known here has this number: worth a second look, never a refusal."""
    number = _read(e164, None)
    return number is None or not phonenumbers.is_valid_number(number)


def phone_is_mobile(e164: str) -> bool:
    """Whether messages can be sent to it, as far as the numbering plan tells."""
    number = _read(e164, None)
    return number is not None and phonenumbers.number_type(number) in {
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    }


def format_phone(e164: str) -> str:
    """As people say it: national form for Iran (0912 123 4567), international elsewhere.

    Latin digits, parted by no-break spaces so that `isolate` keeps the groups in order.
    """
    number = _read(e164, None)
    if number is None:
        return e164
    national = number.country_code == 98
    kind = phonenumbers.PhoneNumberFormat
    told = phonenumbers.format_number(number, kind.NATIONAL if national else kind.INTERNATIONAL)
    return told.replace(" ", "\u00a0")


def _is_whole(number: phonenumbers.PhoneNumber) -> bool:
    """Long enough to be dialled from elsewhere, and read back as itself."""
    e164 = _e164(number)
    return len(e164) >= _SHORTEST and _read(e164, None) == number


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _read(text: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
