"""A paper as a CBOR Web Token (RFC 8392) with Claim 169 (identity data) and a status reference, and back.

What is not known is left out, never written empty, so one paper has one payload. Claims this page does not know are
passed over (RFC 8392, section 3): an older verifier goes on reading newer papers.
"""

from collections.abc import Mapping
from typing import Final, cast

from panah.documents.rules.proof import cbor
from panah.documents.rules.proof.cbor import Value, Writable, in_order
from panah.documents.rules.proof.paper import Birth, Paper, Sex, StatusReference
from panah.documents.rules.proof.reasons import malformed

ISSUER: Final = 1
EXPIRES: Final = 4
NOT_BEFORE: Final = 5
ISSUED_AT: Final = 6
IDENTITY: Final = 169
STATUS: Final = 65535

NAME: Final = 4
BIRTH: Final = 8
SEX: Final = 9
NATIONALITY: Final = 13
SECOND_NAME: Final = 19
LEGAL_STATUS: Final = 22
COUNTRY: Final = 23
TYPE: Final = 75
NUMBER: Final = 76
OTHERS: Final = 77
DETAILS: Final = 78
BIRTH_BETWEEN: Final = 79
"""75 to 79 are ours: Claim 169 leaves 75 to 99 to closed use."""

_TEXTS: Final = {
    NAME: "name",
    NATIONALITY: "nationality",
    SECOND_NAME: "name_latin",
    LEGAL_STATUS: "legal_status",
    COUNTRY: "country",
    TYPE: "type",
    NUMBER: "number",
}
_SEXES: Final = {int(sex): sex for sex in Sex}

type Claims = Mapping[int, Value]


def encode(paper: Paper) -> bytes:
    """Write a paper's payload."""
    return cbor.encode(to_claims(paper))


def decode(payload: bytes) -> Paper:
    """Read a payload; raises `Refused("malformed")` when it is no paper of this profile."""
    return from_claims(_claims(cbor.decode(payload), "claims"))


def to_claims(paper: Paper) -> dict[int, Writable]:
    """The claims of a paper by their numbers, in the order of those."""
    claims: dict[int, Writable] = {ISSUER: paper.issuer}
    if paper.expires_at is not None:
        claims[EXPIRES] = paper.expires_at
    if paper.not_before is not None:
        claims[NOT_BEFORE] = paper.not_before
    claims[ISSUED_AT] = paper.issued_at
    claims[IDENTITY] = _identity(paper)
    if paper.status is not None:
        claims[STATUS] = {"status_list": {"idx": paper.status.index, "uri": paper.status.uri}}
    return claims


def from_claims(claims: Claims) -> Paper:
    """The paper that claims say; raises `Refused("malformed")`."""
    identity = _claims(claims.get(IDENTITY), "identity")
    if TYPE not in identity:
        raise malformed("type")
    texts: dict[str, str] = {}
    for key, part in _TEXTS.items():
        text = identity.get(key)
        if text is not None:
            texts[part] = _text(text, key)
    return Paper(
        issuer=_text(claims.get(ISSUER), ISSUER),
        issued_at=_required(_number(claims, ISSUED_AT), "issued-at"),
        not_before=_number(claims, NOT_BEFORE),
        expires_at=_number(claims, EXPIRES),
        status=_status(claims.get(STATUS)),
        birth=_birth(identity.get(BIRTH), identity.get(BIRTH_BETWEEN)),
        sex=_sex(identity),
        others=_others(identity.get(OTHERS)),
        details=_details(identity.get(DETAILS)),
        **texts,
    )


def _identity(paper: Paper) -> dict[int, Writable]:
    birth = paper.birth
    is_known = birth is not None and birth.first == birth.last
    said: dict[int, Writable | None] = {
        NAME: paper.name,
        BIRTH: f"{birth.first:08}" if birth and is_known else "",
        SEX: paper.sex and int(paper.sex),
        NATIONALITY: paper.nationality,
        SECOND_NAME: paper.name_latin,
        LEGAL_STATUS: paper.legal_status,
        COUNTRY: paper.country,
        TYPE: paper.type,
        NUMBER: paper.number,
        OTHERS: list(paper.others),
        DETAILS: in_order(dict(paper.details)) if paper.details else {},
        BIRTH_BETWEEN: [birth.first, birth.last] if birth and not is_known else [],
    }
    return {key: value for key, value in said.items() if value}


def _claims(value: Value | None, name: str) -> Claims:
    if not isinstance(value, dict) or not value or not isinstance(next(iter(value)), int):
        raise malformed(name)
    return cast("Claims", value)


def _text(value: Value | None, key: int) -> str:
    if not isinstance(value, str) or not value:
        raise malformed(f"claim-{key}")
    return value


def _number(claims: Claims, key: int) -> int | None:
    value = claims.get(key)
    if value is not None and not isinstance(value, int):
        raise malformed(f"claim-{key}")
    return value


def _required(value: int | None, name: str) -> int:
    if value is None:
        raise malformed(name)
    return value


def _sex(identity: Claims) -> Sex | None:
    number = _number(identity, SEX)
    if number is None:
        return None
    if number not in _SEXES:
        raise malformed(f"claim-{SEX}")
    return _SEXES[number]


def _birth(day: Value | None, between: Value | None) -> Birth | None:
    if between is None:
        if day is None:
            return None
        if isinstance(day, str) and len(day) == 8 and day.isascii() and day.isdigit():
            return Birth.on(int(day))
    elif day is None:
        match between:
            case [int() as first, int() as last] if first != last:
                return Birth(first, last)
    raise malformed("birth")


def _others(names: Value | None) -> tuple[str, ...]:
    if names is None:
        return ()
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise malformed("others")
    return tuple(cast("list[str]", names))


def _details(told: Value | None) -> dict[str, str | int]:
    if told is None:
        return {}
    if not isinstance(told, dict) or not told or not isinstance(next(iter(told)), str):
        raise malformed("details")
    if not all(isinstance(value, str | int) for value in told.values()):
        raise malformed("details")
    return cast("dict[str, str | int]", told)


def _status(status: Value | None) -> StatusReference | None:
    if status is None:
        return None
    match status:
        case {"status_list": {"idx": int() as index, "uri": str() as uri, **others}} if not others:
            return StatusReference(uri, index)
    raise malformed("status-reference")
