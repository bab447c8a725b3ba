"""What every change of an entry stands on: the case locked, the right officer, the event in the case's journal."""

from datetime import datetime

from panah.casework import operations as casework
from panah.casework.engine.authority import Actor
from panah.casework.models import Subject
from panah.casework.operations.holding import finish_message
from panah.documents.models import OutsideEntry
from panah.documents.rules.outside import EntryState
from panah.foundation.errors import NotAllowed, NotFound


def locked_entry(entry_id: int) -> OutsideEntry:
    """Give an entry with its case locked until the transaction ends. Raises NotFound("entry-unknown")."""
    case_id = OutsideEntry.objects.filter(pk=entry_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotFound("entry-unknown")
    case = casework.locked_case(case_id)
    entry = OutsideEntry.objects.select_related("corrects", "office").get(pk=entry_id)
    entry.case = case
    return entry


def officer_of(entry: OutsideEntry, actor: Actor, roles: frozenset[str]) -> tuple[int, str]:
    """Give the account and role of an officer over the entry's office.

    Raises NotFound("entry-unknown") for one of other offices, NotAllowed("not-yours-to-record") for another role, and
    NotAllowed("own-matter") for whoever the case is about.
    """
    scope, path = actor.scope, entry.office.path
    if scope is None or actor.account_id is None or not any(path.startswith(at) for at in scope.paths()):
        raise NotFound("entry-unknown")
    role = next((role for role in sorted(roles) if scope.allows(role, path)), None)
    if role is None:
        raise NotAllowed("not-yours-to-record")
    mine = Subject.objects.filter(case=entry.case_id, party__in=actor.persons).exists()
    if mine or actor.account_id == entry.case.applicant_id:
        raise NotAllowed("own-matter")
    return actor.account_id, role


def hands_of(actor: Actor, path: str) -> set[int]:
    """Whose hands act there: one's own, and of those one stands in for."""
    held = actor.scope.holdings if actor.scope else ()
    return {actor.account_id or 0} | {one.for_account for one in held if path.startswith(one.office_path)}


def finish_if_all_stand(entry: OutsideEntry, now: datetime) -> None:
    """Let the case go on when the last entry of its message stands there."""
    others = OutsideEntry.objects.filter(message=entry.message_id).exclude(state=EntryState.RECORDED)
    if not others.exists():
        finish_message(message_id=entry.message_id, now=now)


def note(
    entry: OutsideEntry,
    kind: str,
    *,
    now: datetime,
    actor_id: int | None = None,
    role: str = "",
    word: str = "",
) -> None:
    """Write what became of an entry (`najva-recorded`) into its case's journal, and count it in the case's version."""
    casework.note(
        case=entry.case,
        kind=f"{entry.system}-{kind}",
        now=now,
        actor_id=actor_id,
        role=role,
        word=word[:60],
        about=f"{entry.what} {entry.subject_id}",
    )
