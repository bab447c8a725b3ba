"""Papers of one line: the standing one makes way for the next, never before the next is there (S25)."""

from datetime import datetime
from typing import Final

from panah.audit.operations import Act, record
from panah.casework.models import Case, Item
from panah.documents.models import Document
from panah.documents.rules.standing import State

SPOILT: Final = "spoilt"


def new_line(case: Case, name: str, bearer: int | None) -> str:
    """Name the line that a case's first paper of this name begins."""
    return f"{case.pk}:{name}" if bearer is None else f"{case.pk}:{name}:{bearer}"


def standing_before(case: Case, name: str, bearer: int | None) -> Document | None:
    """The standing paper whose place another takes: of the case itself, else of the one it follows; locked."""
    of_name = Document.objects.filter(name=name, bearer=bearer, case__slug=case.slug)
    for owner in (case.pk, case.linked_to_id):
        last = of_name.filter(case=owner).order_by("-pk").first() if owner else None
        if last is not None:
            standing = Document.objects.filter(line=last.line, state=State.VALID)
            return standing.select_for_update().first()
    return None


def make_way(old: Document, *, for_case: Case, number: str, now: datetime, reason: str = "") -> None:
    """End a paper whose place another, of this number, takes; `reason`, else the case's start or last word, is why."""
    reason = reason or (for_case.start if for_case.pk != old.case_id else _last_word(for_case))
    Document.objects.filter(pk=old.pk).update(state=State.REPLACED, void_reason=reason, voided_at=now)
    record(
        acts=[
            Act(
                stream=old.stream,
                kind="replaced",
                actor_id=None,
                case_number=for_case.number,
                word=reason,
                about=number,
            )
        ],
        at=now,
    )


def _last_word(case: Case) -> str:
    said = Item.objects.filter(case=case, closed_by__isnull=False).exclude(word="")
    return said.order_by("-closed_at", "-pk").values_list("word", flat=True).first() or SPOILT
