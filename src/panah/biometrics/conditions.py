"""The conditions of an identity check, asked of all travellers at a step at once: one query each."""

from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.biometrics.models import Session
from panah.biometrics.rules.verdict import STANDS_BY_ITSELF, Verdict
from panah.casework.models import BatchItem, Subject
from panah.casework.registrations import Call, register_condition

SHOWN = Q(verdict__in=sorted(one.value for one in STANDS_BY_ITSELF)) | Q(
    verdict=Verdict.EXCUSED.value, is_confirmed=True
)


def register() -> None:
    """Give the conditions to the engine by name."""
    register_condition("identity-shown", shown)
    register_condition("capture-excused", partial(_says, Verdict.EXCUSED))
    register_condition("identity-differs", partial(_says, Verdict.MISMATCH))


def shown(call: Call, name: str) -> QuerySet[BatchItem]:
    """`identity-shown`: the subject was identified, or is excused and a second person said so.

    A case asked as a whole holds it when each of its open subjects does.
    """
    del name
    good = Session.objects.filter(SHOWN).values("subject_id")
    theirs = Subject.objects.filter(case=OuterRef("case_id"), state="open")
    whole = Q(Exists(theirs)) & ~Q(Exists(theirs.exclude(pk__in=good)))
    return call.travellers.filter(Q(subject_id__in=good) | Q(subject_id=None) & whole)


def _says(verdict: Verdict, call: Call, name: str) -> QuerySet[BatchItem]:
    """`capture-excused`, `identity-differs`: the subject's check says so, or that of one of a whole case."""
    del name
    said = Session.objects.filter(verdict=verdict.value).values("subject_id")
    one = Subject.objects.filter(case=OuterRef("case_id"), state="open", pk__in=said)
    return call.travellers.filter(Q(subject_id__in=said) | Q(subject_id=None) & Q(Exists(one)))
