"""Giving and taking back the right to sign, and saying by which certificate somebody signs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from panah.audit.operations import Act, record
from panah.casework.engine.authority import Actor
from panah.correspondence.models import SigningRight, TokenKey
from panah.correspondence.queries.reach import account_of
from panah.correspondence.roles import CERTIFIERS, GRANTERS, WRITERS
from panah.correspondence.rules.rights import write_kinds
from panah.correspondence.shelf import templates
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.organisation.models import RoleHolding, Staff
from panah.organisation.queries import in_force
from panah.organisation.roles import ROLES
from panah.organisation.rules import covers
from panah.organisation.supervision import HEADS, power_over

LONGEST_GROUND: Final = 200
FINGERPRINT: Final = re.compile("[0-9a-f]{64}")
LONGEST_LABEL: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRight:
    """A right to be given: to the holder of an appointment, for kinds of letters, from a day to a last one (local).

    `behalf_role` is the role it signs for, empty for one's own; `ground` the order it rests on.
    """

    holding: int
    kinds: Sequence[str]
    behalf_role: str
    first: date
    until: date | None
    ground: str


def give_right(*, right: NewRight, actor: Actor, now: datetime) -> SigningRight:
    """Give somebody the right to sign at the office of their appointment.

    The head of the office or its administrator gives it, and nobody to themselves. Raises InvalidInput
    (`kinds-missing`, `ground-missing`, `days-wrong`, `days-past`, `behalf-wrong`), NotFound("holder-unknown"),
    NotAllowed (`not-yours-to-give`, `right-to-oneself`).
    """
    held = _holding(right.holding, now)
    _refuse_granter(held, actor)
    _refuse_words(right, held, now)
    with transaction.atomic():
        made = SigningRight.objects.create(
            holder_id=held.staff.account_id,
            role=held.role,
            office_id=held.office_id,
            kinds=write_kinds(right.kinds),
            behalf_role=right.behalf_role,
            valid_from=right.first,
            valid_until=right.until,
            ground=right.ground,
            granted_by_id=account_of(actor),
            recorded_at=now,
        )
        _note(made, "right-given", actor=actor, now=now, word=right.ground)
    return made


def take_right_back(*, right_id: int, actor: Actor, now: datetime) -> None:
    """Take a right back; its holder may give it up too.

    Raises NotFound("right-unknown"), Conflict("right-is-over").
    """
    with transaction.atomic():
        right = (
            SigningRight.objects.select_for_update(of=("self",))
            .select_related("office")
            .filter(pk=right_id)
            .first()
        )
        if right is None or not _may_end(right, actor):
            raise NotFound("right-unknown")
        if right.taken_back_at is not None:
            raise Conflict("right-is-over")
        SigningRight.objects.filter(pk=right.pk).update(taken_back_at=now, taken_back_by=actor.account_id)
        _note(right, "right-taken-back", actor=actor, now=now)


def enter_token(
    *, personnel_number: str, fingerprint: str, token_label: str, key_label: str, actor: Actor, now: datetime
) -> TokenKey:
    """Say by which certificate somebody signs with a token; its SHA-256 was compared with the token's own.

    Raises NotFound("holder-unknown"), NotAllowed (`not-yours-to-give`, `right-to-oneself`), InvalidInput
    (`fingerprint-unreadable`, `label-missing`), Conflict("certificate-known").
    """
    plain = fingerprint.replace(":", "").replace(" ", "").lower()
    if not FINGERPRINT.fullmatch(plain):
        raise InvalidInput("fingerprint-unreadable")
    if not 0 < len(token_label) <= LONGEST_LABEL or not 0 < len(key_label) <= LONGEST_LABEL:
        raise InvalidInput("label-missing")
    staff = _staff_below(personnel_number, actor, now)
    with transaction.atomic():
        if TokenKey.objects.filter(fingerprint=plain).exists():
            raise Conflict("certificate-known")
        made = TokenKey.objects.create(
            account_id=staff.account_id,
            fingerprint=plain,
            token_label=token_label,
            key_label=key_label,
            entered_by_id=account_of(actor),
            entered_at=now,
        )
        act = Act(stream=f"account:{staff.account_id}", kind="token-entered", actor_id=actor.account_id)
        record(acts=[act], at=now)
    return made


def _holding(holding_id: int, now: datetime) -> RoleHolding:
    rows = RoleHolding.objects.filter(in_force(local_date(now)), pk=holding_id, role__in=sorted(WRITERS))
    held = rows.select_related("staff", "office").first()
    if held is None:
        raise NotFound("holder-unknown")
    return held


def _refuse_granter(held: RoleHolding, actor: Actor) -> None:
    if held.staff.account_id == actor.account_id:
        raise NotAllowed("right-to-oneself")
    if not _gives_at(actor, held.role, held.office.kind, held.office.path):
        raise NotAllowed("not-yours-to-give")


def _gives_at(actor: Actor, role: str, kind: str, path: str) -> bool:
    scope = actor.scope
    if scope is None:
        return False
    if power_over(scope, by=HEADS, role=role, kind=kind, path=path) is not None:
        return True
    return any(one.role in CERTIFIERS and covers(one.office_path, path) for one in scope.holdings)


def _refuse_words(right: NewRight, held: RoleHolding, now: datetime) -> None:
    known = {one.name for one in templates()}
    if not right.kinds or not set(right.kinds) <= known:
        raise InvalidInput("kinds-missing")
    if not right.ground.strip() or len(right.ground) > LONGEST_GROUND:
        raise InvalidInput("ground-missing")
    if right.until is not None and right.until <= right.first:
        raise InvalidInput("days-wrong")
    if right.first < local_date(now):
        raise InvalidInput("days-past")
    if right.behalf_role and (right.behalf_role not in ROLES or right.behalf_role == held.role):
        raise InvalidInput("behalf-wrong")


def _may_end(right: SigningRight, actor: Actor) -> bool:
    if right.holder_id == actor.account_id:
        return True
    return _gives_at(actor, right.role, right.office.kind, right.office.path)


def _staff_below(personnel_number: str, actor: Actor, now: datetime) -> Staff:
    scope = actor.scope
    if scope is None or not scope.roles & CERTIFIERS:
        raise NotAllowed("not-yours-to-give")
    rows = RoleHolding.objects.filter(in_force(local_date(now)), staff__personnel_number=personnel_number)
    held = [
        one
        for one in rows.select_related("staff", "office")
        if _gives_at(actor, one.role, one.office.kind, one.office.path)
    ]
    if not held:
        raise NotFound("holder-unknown")
    if held[0].staff.account_id == actor.account_id:
        raise NotAllowed("right-to-oneself")
    return held[0].staff


def _note(right: SigningRight, kind: str, *, actor: Actor, now: datetime, word: str = "") -> None:
    act = Act(
        stream=f"account:{right.holder_id}",
        kind=kind,
        actor_id=actor.account_id,
        office=right.office.path,
        word=word[:60],
        about=f"signing-right {right.pk}",
    )
    record(acts=[act], at=now)


__all__ = ["GRANTERS", "NewRight", "enter_token", "give_right", "take_right_back"]
