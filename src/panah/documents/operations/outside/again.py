"""Exit papers that were ended or given their force again by a later decision: the border hears of it like before."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from panah.casework.models import OutboxMessage, Subject
from panah.catalogue.queries import definition_of
from panah.documents.models import Document
from panah.documents.rules.outside import TELL_BORDER
from panah.registry.words import PaperKind
from panah.workflow.definition import ServiceDefinition


def tell_again(papers: Sequence[Document], *, now: datetime) -> int:
    """Ask that the border be told of what became of these papers; returns how many are meant.

    Of exit papers only, and of those whose service tells the border when it issues one. The job tells what is not known
    there yet, so that to ask twice tells once; the case waits for nothing.
    """
    meant = [paper for paper in papers if paper.kind == PaperKind.EXIT_PASS and _is_told(paper)]
    subjects = Subject.objects.filter(case__in={paper.case_id for paper in meant})
    of = {(case, party): pk for pk, case, party in subjects.values_list("pk", "case", "party")}
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            topic=TELL_BORDER,
            key=f"{TELL_BORDER}:{paper.pk}:{uuid4().hex}",
            case_id=paper.case_id,
            subject_id=of[paper.case_id, paper.bearer_id or 0],
            created_at=now,
            next_at=now,
        )
        for paper in meant
    )
    return len(meant)


def tells_border(definition: ServiceDefinition) -> bool:
    """Whether a service tells the border of the papers it issues."""
    return any(effect.name == TELL_BORDER for step in definition.steps.values() for effect in step.effects)


def _is_told(paper: Document) -> bool:
    return tells_border(definition_of(paper.case.version_id))
