"""What officers did to a paper somebody holds, and to a status: dated, reasoned, never written over (S1, S11)."""

from django.db import models
from django.db.models import F, Q

from panah.organisation.models import Account
from panah.registry.models.base import Fact
from panah.registry.models.parties import Person
from panah.registry.words import PaperKind, PaperState, StatusCause, StatusKind

TAKEN_FROM_IT = (PaperState.SUSPENDED.value, PaperState.INVALIDATED.value)


class PaperStanding(Fact):
    """From when until when a held paper was suspended or invalidated; one with no such fact is valid.

    The paper is named by person, kind and number, for the row that says it is held is written anew as facts change.
    Each matter has its own: what one case suspends no other gives back. `reason` is a code, `case_number` the matter.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="paper_standings")
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=40)
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=120)
    case_number = models.CharField(max_length=40)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(Fact.Meta):
        """Of known kinds and states, with its reason; one of a matter at a time (see the migration)."""

        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in PaperKind]), name="standing_paper_is_known"
            ),
            models.CheckConstraint(condition=Q(state__in=TAKEN_FROM_IT), name="standing_state_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="standing_has_its_reason"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number} {self.state}"


class StatusEnd(Fact):
    """That a status of a person ended, why, in which matter, and by which two officers (S8).

    `kind` is the status that ended. Restored, it is taken back and the status stands as if it had never ended; what was
    known in between is found as known then.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="status_ends")
    kind = models.CharField(max_length=20)
    cause = models.CharField(max_length=12)
    case_number = models.CharField(max_length=40)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(Fact.Meta):
        """A known status, a known cause, two officers; one end at a time (see the migration)."""

        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in StatusKind]), name="status_end_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(cause__in=[c.value for c in StatusCause]), name="status_end_cause_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("confirmed_by")), name="status_end_takes_two_officers"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.cause}"
