"""What an officer has finished since the day began, as the journal tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from panah.audit.queries import Deed, deeds_of
from panah.casework.models import Case, Subject
from panah.casework.queries.worklist import name_of, service_title
from panah.catalogue.queries import definition_of

MOST: Final = 100
"""As far as the page shows and its tab counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRow:
    """One finished piece of work: whose case, at which step, what was said, when (UTC)."""

    case: int
    number: str
    service: str
    title: str
    word: str
    person: str
    at: datetime


def closed_count(*, account_id: int, since: datetime) -> int:
    """Count what an account has finished since a moment (UTC), up to `MOST`; one query."""
    return len(_deeds(account_id, since))


def closed_rows(*, account_id: int, since: datetime) -> tuple[ClosedRow, ...]:
    """Read what an account has finished since a moment (UTC), newest first, up to `MOST`; three queries."""
    deeds = _deeds(account_id, since)
    cases = Case.objects.in_bulk({_number(deed.stream, ":") for deed in deeds})
    related = ("party__person", "party__organisation")
    subjects = list(Subject.objects.select_related(*related).filter(case__in=cases).order_by("pk"))
    return tuple(
        _row(deed, cases[case], [one for one in subjects if one.case_id == case])
        for deed in deeds
        if (case := _number(deed.stream, ":")) in cases
    )


def _deeds(account_id: int, since: datetime) -> list[Deed]:
    return deeds_of(actor_id=account_id, kind="acted", since=since, most=MOST)


def _row(deed: Deed, case: Case, subjects: Sequence[Subject]) -> ClosedRow:
    """Put one deed in words; one about the whole case goes by its first subject's name."""
    definition = definition_of(case.version_id)
    step = definition.steps.get(deed.step)
    meant = [one for one in subjects if one.pk == _number(deed.about, " ")] or subjects
    return ClosedRow(
        case=case.pk,
        number=case.number,
        service=service_title(case.version_id),
        title=step.title if step else deed.step,
        word=definition.glossary.word(deed.word),
        person=name_of(meant[0]) if meant else "",
        at=deed.at,
    )


def _number(text: str, before: str) -> int:
    """Read the number at the end of `case:7` or `traveller 12`; 0 where there is none."""
    number = text.rpartition(before)[2]
    return int(number) if number.isascii() and number.isdigit() else 0
