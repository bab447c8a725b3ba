"""Lists of who need not pay: brought by one person, confirmed by another, undone as a whole; history stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from panah.audit.operations import Act, record
from panah.casework.engine.authority import Actor
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.foundation.persian import clean, to_latin_digits
from panah.foundation.tabular import read_table
from panah.organisation.models import Office
from panah.payments.models import ColumnMapping, ExemptionList, ListedExemption
from panah.payments.operations.ground import officer_id
from panah.payments.queries.lists import Ready, dry_run, grounds_of, overlapping, resolved
from panah.payments.rules import hands_of, reading_role, refuse_same_hands, request_sha, waiving_role
from panah.payments.rules.lists import (
    BRINGERS,
    Column,
    ListKind,
    ListState,
    Wanted,
    columns_of,
    header_sha,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """A file as it came, with what its columns mean: places counted from 0."""

    content: bytes
    name: str
    columns: Mapping[Column, int]


def bring_list(
    *, kind: ListKind, office_id: int, letter: str, file: ListFile, actor: Actor, now: datetime
) -> ExemptionList:
    """Bring a list of an agency under the number of its letter; it waives nothing before a second person confirmed it.

    Rows with something wrong are left out and named in the list. What the columns mean is remembered for the next file
    with this header. Raises NotFound("office-unknown"), NotAllowed("not-yours-to-list"), InvalidInput
    (`letter-missing`, `columns-missing`, `list-has-no-row`, and what reading the file raises), Conflict("list-known")
    for the same file.
    """
    office, role = _office(office_id, actor)
    table = read_table(file.content)
    columns = columns_of({column.value: place for column, place in file.columns.items()}, len(table.header))
    run = dry_run(table, columns, kind=kind, office=office, on=local_date(now))
    digest = sha256(file.content).hexdigest()
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=office.pk)
        ColumnMapping.objects.update_or_create(
            kind=kind.value,
            header_sha=header_sha(table.header),
            defaults={"columns": {column.value: place for column, place in columns.items()}},
        )
        about = ExemptionList(
            kind=kind.value,
            office=office,
            letter=to_latin_digits(clean(letter))[:60],
            file_name=clean(file.name)[:120],
            file_sha=digest,
            left_out=[[one.row, one.code] for one in run.errors],
        )
        _refuse_known(about)
        made = _keep(about, run.ready, actor, now)
        _note(made, "list-brought", actor, role, now)
    return made


def record_inquiry(
    *,
    kind: ListKind,
    office_id: int,
    household: str,
    ground: str,
    valid_from: date,
    valid_until: date | None,
    letter: str,
    actor: Actor,
    now: datetime,
) -> ExemptionList:
    """Write down one answer of an agency about one household: a list of one, which a second person confirms.

    `household` is its code, or a number of one of its members; days are local, both included. Raises as `bring_list`,
    and InvalidInput (`household-unknown`, `ground-unknown`, `overlapping`, `ends-before-it-begins`).
    """
    office, role = _office(office_id, actor)
    if valid_until is not None and valid_until < valid_from:
        raise InvalidInput("ends-before-it-begins", field="valid_until")
    if ground and ground not in grounds_of(office, on=local_date(now)).values():
        raise InvalidInput("ground-unknown", field="ground")
    wanted = Wanted(1, household, ground or kind.value, valid_from, valid_until)
    with transaction.atomic():
        ready, errors = resolved([wanted], office=office, on=local_date(now))
        if errors:
            raise InvalidInput(errors[0].code, field="household")
        span = f"{valid_from.isoformat()} {valid_until}"
        sha = request_sha("inquiry", ready[0].household_id, wanted.ground, span, clean(letter))
        about = ExemptionList(
            kind=kind.value,
            office=office,
            letter=to_latin_digits(clean(letter))[:60],
            file_sha=sha,
        )
        _refuse_known(about)
        made = _keep(about, ready, actor, now)
        _note(made, "list-brought", actor, role, now)
    return made


def decide_list(*, list_id: int, confirmed: bool, reason: str, actor: Actor, now: datetime) -> ExemptionList:
    """Confirm a list, so that it waives from now on, or refuse it with a reason; never by who brought it (S8).

    Decided the same way again, it stays. Raises NotFound("list-unknown"), NotAllowed, InvalidInput("reason-needed"),
    Conflict (`list-decided`, `list-overlaps` with its rows).
    """
    state, why = ListState.CONFIRMED if confirmed else ListState.REFUSED, clean(reason)[:300]
    if not confirmed and not why:
        raise InvalidInput("reason-needed", field="reason")
    with transaction.atomic():
        listed, role = _locked(list_id, actor)
        refuse_same_hands(_hands(actor, role, listed), listed.brought_by_id)
        if listed.state != ListState.BROUGHT:
            if listed.state == state:
                return listed
            raise Conflict("list-decided", state=listed.state)
        if confirmed and (rows := overlapping(listed)):
            raise Conflict("list-overlaps", rows=list(rows[:20]))
        listed.state, listed.reason = state.value, why
        listed.decided_by_id, listed.decided_at = officer_id(actor), now
        listed.save(update_fields=["state", "reason", "decided_by", "decided_at"])
        _note(listed, f"list-{state}", actor, role, now)
    return listed


def undo_list(*, list_id: int, reason: str, actor: Actor, now: datetime) -> ExemptionList:
    """Let a confirmed list waive nothing from now on; what it waived stays waived, nobody pays for an office's mistake.

    Raises NotFound("list-unknown"), NotAllowed("not-yours-to-waive"), InvalidInput("reason-needed"),
    Conflict("list-decided") for one that was never confirmed.
    """
    why = clean(reason)[:300]
    if not why:
        raise InvalidInput("reason-needed", field="reason")
    with transaction.atomic():
        listed, role = _locked(list_id, actor)
        if listed.state == ListState.UNDONE:
            return listed
        if listed.state != ListState.CONFIRMED:
            raise Conflict("list-decided", state=listed.state)
        listed.state, listed.reason = ListState.UNDONE.value, why
        listed.undone_by_id, listed.undone_at = officer_id(actor), now
        listed.save(update_fields=["state", "reason", "undone_by", "undone_at"])
        _note(listed, "list-undone", actor, role, now)
    return listed


def _refuse_known(about: ExemptionList) -> None:
    live = ExemptionList.objects.filter(state__in=[ListState.BROUGHT.value, ListState.CONFIRMED.value])
    if live.filter(office=about.office, kind=about.kind, file_sha=about.file_sha).exists():
        raise Conflict("list-known")


def _keep(about: ExemptionList, ready: Sequence[Ready], actor: Actor, now: datetime) -> ExemptionList:
    if not about.letter:
        raise InvalidInput("letter-missing", field="letter")
    if not ready:
        raise InvalidInput("list-has-no-row")
    about.brought_by_id, about.brought_at = officer_id(actor), now
    about.save(force_insert=True)
    ListedExemption.objects.bulk_create(
        (
            ListedExemption(
                list=about,
                row=one.row,
                household_id=one.household_id,
                ground=one.ground,
                valid_from=one.valid_from,
                valid_until=one.valid_until,
            )
            for one in ready
        ),
        batch_size=2_000,
    )
    return about


def _office(office_id: int, actor: Actor) -> tuple[Office, str]:
    office = Office.objects.select_related("province").filter(pk=office_id).first()
    if office is None:
        raise NotFound("office-unknown")
    role = reading_role(actor.scope, BRINGERS, office.path)
    if role is None:
        raise NotAllowed("not-yours-to-list")
    return office, role


def _locked(list_id: int, actor: Actor) -> tuple[ExemptionList, str]:
    """Give a list, with its office locked so that no two are confirmed at once."""
    office_id = ExemptionList.objects.filter(pk=list_id).values_list("office", flat=True).first()
    if office_id is None:
        raise NotFound("list-unknown")
    Office.objects.select_for_update().get(pk=office_id)
    listed = ExemptionList.objects.select_related("office").get(pk=list_id)
    return listed, waiving_role(actor.scope, listed.office.path)


def _hands(actor: Actor, role: str, listed: ExemptionList) -> frozenset[int]:
    return frozenset() if actor.scope is None else hands_of(actor.scope, role, listed.office.path)


def _note(listed: ExemptionList, kind: str, actor: Actor, role: str, now: datetime) -> None:
    act = Act(
        stream=f"exemption-list:{listed.pk}",
        kind=kind,
        actor_id=actor.account_id,
        role=role,
        office=listed.office.path,
        word=listed.kind,
        about=f"letter {listed.letter}",
    )
    record(acts=[act], at=now)
