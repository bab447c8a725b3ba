"""Letters signed and stamped on paper: scanned, matched to their letter by its code, looked at by somebody else."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.db import transaction

from panah.audit.sealed_files import put_away
from panah.casework.engine.authority import Actor
from panah.correspondence.gateways.squares import read_squares
from panah.correspondence.models import Letter, Scan, ScanLook, ScanMatch
from panah.correspondence.operations.listing import stand_in_lists
from panah.correspondence.operations.noting import note
from panah.correspondence.operations.putting_on_way import put_on_way
from panah.correspondence.queries.reach import account_of, accounts_of, readable
from panah.correspondence.queries.scans import scans_of_desk
from panah.correspondence.queries.standing import is_signed, is_void
from panah.correspondence.queries.writing import desk_of
from panah.correspondence.roles import LOOKERS
from panah.correspondence.rules.codes import typed_letter
from panah.correspondence.rules.words import Level
from panah.documents.rules.codes import code_in
from panah.evidence.rules import SafeFile, make_safe
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound

MOST_FILES: Final = 10
LONGEST_REASON: Final = 300


def add_originals(*, files: Sequence[bytes], actor: Actor, now: datetime) -> list[Scan]:
    """Keep scans of signed originals; those whose square says which letter they are, are matched to it at once.

    Raises InvalidInput (`scans-missing`, `scans-too-many`, and as `evidence.rules.make_safe`),
    NotAllowed("writes-no-letters").
    """
    if not files:
        raise InvalidInput("scans-missing")
    if len(files) > MOST_FILES:
        raise InvalidInput("scans-too-many", most=MOST_FILES)
    desk = desk_of(actor, office_id=None, case=None)
    safe = [make_safe(body) for body in files]
    with transaction.atomic():
        return [_keep(file, desk.office_id, actor, now) for file in safe]


def match_scan(*, scan_id: int, typed: str, actor: Actor, now: datetime) -> ScanMatch:
    """Say by its typed code or number which letter a scan is the original of.

    Raises NotFound("scan-unknown"), InvalidInput (`number-unreadable`, `letter-unknown`), Conflict (`scan-matched`,
    `letter-not-for-paper`, `letter-void`, `letter-signed`).
    """
    found = typed_letter(typed)
    if found is None:
        raise InvalidInput("number-unreadable")
    field, value = found
    wanted = {"verify_code": value} if field == "code" else {"number": value}
    with transaction.atomic():
        scan = scans_of_desk(actor).select_for_update(of=("self",)).filter(pk=scan_id).first()
        if scan is None:
            raise NotFound("scan-unknown")
        if ScanMatch.objects.filter(scan=scan).exclude(look__holds=False).exists():
            raise Conflict("scan-matched")
        letter = readable(actor).filter(**wanted).first()
        if letter is None:
            raise InvalidInput("letter-unknown", number=typed)
        return _match(scan, letter.pk, "typed", actor, now)


def look_at_match(*, match_id: int, holds: bool, reason: str, actor: Actor, now: datetime) -> ScanLook:
    """Say, as a second person, whether a scan is the signed and stamped original of its letter.

    Then the letter counts as signed and goes on its way. Neither who scanned nor who matched it looks, nor whoever
    stands in for them. Raises NotFound("match-unknown"), NotAllowed (`same-person`, `not-yours-to-look`),
    InvalidInput("reason-needed"), Conflict (`match-over`, `letter-void`, `letter-signed`).
    """
    if not holds and not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise InvalidInput("reason-needed", most=LONGEST_REASON)
    with transaction.atomic():
        match = _match_in_reach(match_id, actor)
        hands = {match.by_id, match.scan.added_by_id}
        if actor.scope is None or not actor.scope.roles & LOOKERS:
            raise NotAllowed("not-yours-to-look")
        if accounts_of(actor.scope) & hands:
            raise NotAllowed("same-person")
        letter = _locked_letter(match.letter_id)
        if ScanLook.objects.filter(match=match).exists():
            raise Conflict("match-over")
        _refuse_over(letter)
        look = ScanLook.objects.create(
            match=match,
            letter=letter,
            matched_by_id=match.by_id,
            by_id=account_of(actor),
            holds=holds,
            reason="" if holds else reason.strip(),
            at=now,
        )
        role = desk_of(actor, office_id=None, case=None).role
        kind = "signed" if holds else "scan-refused"
        note(letter, kind, now=now, actor_id=actor.account_id, role=role, word=reason)
        if holds:
            stand_in_lists(letter)
            put_on_way(letter, actor=actor, now=now)
    return look


def _keep(file: SafeFile, office_id: int, actor: Actor, now: datetime) -> Scan:
    codes = {code for text in read_squares(file.body, file.kind) if (code := code_in(text))}
    rows = readable(actor).filter(verify_code__in=codes, level=Level.PAPER)
    letters = list(rows.values_list("pk", "verify_code")[:2])
    scan = Scan.objects.create(
        office_id=office_id,
        place=put_away(file.body, room="letters", now=now),
        kind=file.kind,
        pages=file.pages,
        sha256=sha256(file.body).hexdigest(),
        read_code=letters[0][1] or "" if len(letters) == 1 else "",
        added_by_id=actor.account_id,
        added_at=now,
    )
    if len(letters) == 1:
        try:
            with transaction.atomic():
                _match(scan, letters[0][0], "square", actor, now)
        except Conflict:
            return scan
    return scan


def _match(scan: Scan, letter_id: int, how: str, actor: Actor, now: datetime) -> ScanMatch:
    letter = _locked_letter(letter_id)
    if letter.level != Level.PAPER:
        raise Conflict("letter-not-for-paper")
    _refuse_over(letter)
    if ScanMatch.objects.filter(letter=letter, look=None).exists():
        raise Conflict("scan-matched")
    match = ScanMatch.objects.create(scan=scan, letter=letter, how=how, by_id=account_of(actor), at=now)
    role = desk_of(actor, office_id=None, case=None).role
    note(letter, "scan-matched", now=now, actor_id=actor.account_id, role=role, word=how)
    return match


def _refuse_over(letter: Letter) -> None:
    if is_void(letter.pk):
        raise Conflict("letter-void")
    if is_signed(letter):
        raise Conflict("letter-signed")


def _locked_letter(letter_id: int) -> Letter:
    rows = Letter.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("office", "to_office", "case__office").get(pk=letter_id)


def _match_in_reach(match_id: int, actor: Actor) -> ScanMatch:
    rows = ScanMatch.objects.select_related("scan").filter(pk=match_id, letter__in=readable(actor))
    found = rows.first()
    if found is None:
        raise NotFound("match-unknown")
    return found
