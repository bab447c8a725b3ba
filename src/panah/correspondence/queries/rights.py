"""Rights to sign, as they are asked before every signature and shown to whoever gives them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from panah.correspondence.models import SigningRight, TokenKey
from panah.correspondence.queries.reach import accounts_of
from panah.correspondence.roles import GRANTERS, WRITERS, title_of
from panah.correspondence.rules.rights import Right, Signer, read_kinds, signer_of
from panah.correspondence.shelf import templates
from panah.foundation.clock import local_date
from panah.organisation.models import Office, RoleHolding
from panah.organisation.queries import in_force, scope_of, within
from panah.organisation.rules import Scope, ancestor_ids

PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RightLine:
    """A right to sign as a page lists it; local days, `last` the last day it holds, None for no end."""

    id: int
    holder: str
    role: str
    behalf: str
    office: str
    kinds: tuple[str, ...]
    since: date
    last: date | None
    ground: str
    is_over: bool
    taken_back_at: datetime | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody a right may be given to: an appointment, by its number, and how it is called."""

    holding: int
    label: str


def signer_for(scope: Scope, *, kind: str, office: Office, at: datetime) -> Signer | None:
    """Find the right by which an account signs a kind of letter of an office at a moment (UTC); one query."""
    return signer_of(
        _standing(accounts_of(scope), at), scope, kind=kind, office_path=office.path, on=local_date(at)
    )


def signer_who(account_id: int, *, kind: str, office: Office, at: datetime) -> Signer | None:
    """The same, of somebody else's account: whether the letter may go to them to be signed."""
    scope = scope_of(account_id, at=at)
    return signer_of(
        _standing([account_id], at), scope, kind=kind, office_path=office.path, on=local_date(at)
    )


def possible_signers(*, kind: str, office: Office, at: datetime) -> list[tuple[int, str]]:
    """Who may sign a kind of letter of an office today: account and how their signature is called; two queries.

    Who holds a right but no longer the role it is for is left out.
    """
    on = local_date(at)
    held = _holdings(office, on)
    found: dict[int, str] = {}
    for row in _rows(None, at).filter(office__in=ancestor_ids(office.path)):
        right = row.as_rule()
        if right.is_for(kind, office.path) and (row.holder_id, row.role) in held:
            behalf = f"، از طرف {title_of(row.behalf_role)}" if row.behalf_role else ""
            found.setdefault(row.holder_id, f"{held[row.holder_id, row.role]}{behalf}")
    return sorted(found.items(), key=lambda one: one[1])


def rights_given(scope: Scope, *, at: datetime) -> list[RightLine]:
    """List the rights at the offices somebody gives them for, the newest first; one query."""
    reached = within(scope.paths(GRANTERS), "office__path")
    rows = SigningRight.objects.filter(reached | Q(holder=scope.account_id)).select_related(
        "office", "holder__staff"
    )
    return [_line(row, scope, at) for row in rows.order_by("-pk")[:PAGE]]


def holders_below(scope: Scope, *, at: datetime) -> list[Holder]:
    """Who writes letters at the offices somebody gives rights for, by appointment; never oneself."""
    reached = within(scope.paths(GRANTERS), "office__path")
    rows = RoleHolding.objects.filter(reached, in_force(local_date(at)), role__in=sorted(WRITERS))
    others = rows.exclude(staff__account=scope.account_id).select_related("staff", "office")
    return [
        Holder(row.pk, f"{row.staff.label}، {title_of(row.role)}، {row.office.name}")
        for row in others.order_by("office__path", "role", "pk")[:PAGE]
    ]


def token_of(account_id: int) -> TokenKey | None:
    """The certificate an account signs with today: the newest that was entered for it."""
    return TokenKey.objects.filter(account=account_id).order_by("-pk").first()


def _standing(accounts: Iterable[int], at: datetime) -> list[Right]:
    return [row.as_rule() for row in _rows(accounts, at)]


def _rows(accounts: Iterable[int] | None, at: datetime) -> QuerySet[SigningRight]:
    rows = SigningRight.objects.filter(in_force(local_date(at)), taken_back_at=None)
    if accounts is not None:
        rows = rows.filter(holder__in=list(accounts))
    return rows.select_related("office").order_by("pk")


def _holdings(office: Office, on: date) -> dict[tuple[int, str], str]:
    rows = RoleHolding.objects.filter(
        in_force(on),
        office__in=ancestor_ids(office.path),
        role__in=sorted(WRITERS),
        staff__account__is_active=True,
    ).select_related("staff")
    return {(row.staff.account_id, row.role): row.staff.label for row in rows}


def _line(row: SigningRight, scope: Scope, at: datetime) -> RightLine:
    on = local_date(at)
    titles = {one.name: one.title for one in templates()}
    return RightLine(
        id=row.pk,
        holder=row.holder.staff.label,
        role=title_of(row.role),
        behalf=title_of(row.behalf_role) if row.behalf_role else "",
        office=row.office.name,
        kinds=tuple(titles.get(kind, kind) for kind in sorted(read_kinds(row.kinds))),
        since=row.valid_from,
        last=row.valid_until - timedelta(days=1) if row.valid_until else None,
        ground=row.ground,
        is_over=row.taken_back_at is not None or (row.valid_until is not None and row.valid_until <= on),
        taken_back_at=row.taken_back_at,
        is_mine=row.holder_id == scope.account_id,
    )
