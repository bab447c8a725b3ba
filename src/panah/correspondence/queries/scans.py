"""Scans of signed originals: which wait to be matched, which wait for a second look."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.casework.engine.authority import Actor
from panah.correspondence.models import Scan, ScanMatch
from panah.correspondence.queries.reach import accounts_of, readable
from panah.correspondence.roles import SECRETARIES

PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanLine:
    """A scan that belongs to no letter yet."""

    id: int
    kind: str
    pages: int
    added_at: datetime
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchLine:
    """A scan that is said to be the original of a letter; `is_mine` says that the reader scanned or matched it."""

    id: int
    scan_id: int
    kind: str
    letter_id: int
    number: str
    subject: str
    to: str
    how: str
    at: datetime
    is_mine: bool


def scans_of_desk(actor: Actor) -> QuerySet[Scan]:
    """The scans of originals somebody may match: their own, and for a secretariat those of its office."""
    if actor.scope is None:
        return Scan.objects.none()
    offices = [one.office_id for one in actor.scope.holdings if one.role in SECRETARIES]
    mine = Q(added_by__in=accounts_of(actor.scope)) | Q(office__in=offices)
    return Scan.objects.filter(mine, letter=None)


def scans_to_match(actor: Actor) -> list[ScanLine]:
    """List the scans nobody has matched yet, or whose match did not hold, the oldest first, fifty at most."""
    standing = ScanMatch.objects.filter(scan=OuterRef("pk")).exclude(look__holds=False)
    rows = scans_of_desk(actor).filter(~Exists(standing)).order_by("pk")[:PAGE]
    return [
        ScanLine(
            id=row.pk,
            kind=row.kind,
            pages=row.pages,
            added_at=row.added_at,
            is_mine=row.added_by_id == actor.account_id,
        )
        for row in rows
    ]


def matches_to_look_at(actor: Actor) -> list[MatchLine]:
    """List the matches that wait for a second look, the oldest first, fifty at most."""
    rows = ScanMatch.objects.filter(look=None, letter__in=readable(actor)).select_related("scan", "letter")
    mine = accounts_of(actor.scope) if actor.scope else set()
    return [
        MatchLine(
            id=row.pk,
            scan_id=row.scan_id,
            kind=row.scan.kind,
            letter_id=row.letter_id,
            number=row.letter.number,
            subject=row.letter.subject,
            to=row.letter.to,
            how=row.how,
            at=row.at,
            is_mine=bool({row.by_id, row.scan.added_by_id} & mine),
        )
        for row in rows.order_by("pk")[:PAGE]
    ]
