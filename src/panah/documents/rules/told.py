"""A judgement as plain data, for machines: the same from every door."""

from datetime import UTC, datetime

from panah.documents.rules.proof.judging import Judgement, Verdict
from panah.documents.rules.proof.paper import Birth, Paper

type Plain = str | int | list[str] | dict[str, Plain] | None


def told(judgement: Judgement) -> dict[str, Plain]:
    """Write the three lights and, of an authentic paper, what it says; moments in ISO 8601, UTC."""
    return {
        "authentic": _light(judgement.authentic),
        "in_date": _light(judgement.in_date),
        "status": _light(judgement.status),
        "type": judgement.paper.type if judgement.paper else judgement.type or None,
        "paper": _paper(judgement.paper) if judgement.paper else None,
    }


def moment(seconds: int | None) -> str | None:
    """Write seconds UTC as `2026-11-22T05:42:00Z`; what lies past the calendar's end as its last second."""
    if seconds is None:
        return None
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return "9999-12-31T23:59:59Z"
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _light(verdict: Verdict | None) -> Plain:
    if verdict is None:
        return None
    reason = verdict.reason.value if verdict.reason else None
    return {"light": verdict.light.value, "reason": reason, "at": moment(verdict.at)}


def _paper(paper: Paper) -> dict[str, Plain]:
    begins = paper.issued_at if paper.not_before is None else paper.not_before
    return {
        "issuer": paper.issuer,
        "type": paper.type,
        "number": paper.number,
        "name": paper.name,
        "name_latin": paper.name_latin,
        "others": list(paper.others),
        "birth": _birth(paper.birth),
        "nationality": paper.nationality,
        "since": moment(begins),
        "until": moment(paper.expires_at),
        "details": {name: str(value) for name, value in paper.details.items()},
    }


def _birth(birth: Birth | None) -> Plain:
    """The first and the last day it may have been on."""
    return [_day(birth.first), _day(birth.last)] if birth else None


def _day(written: int) -> str:
    return f"{written // 10_000:04}-{written // 100 % 100:02}-{written % 100:02}"
