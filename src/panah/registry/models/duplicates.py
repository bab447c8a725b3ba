"""Two records of one person: what looks alike, what officers said of it, and which record stands for the other."""

from django.db import models
from django.db.models import F, Q

from panah.organisation.models import Account, Office
from panah.registry.models.base import Fact
from panah.registry.models.events import LifeEvent
from panah.registry.models.parties import Person
from panah.registry.words import ProposalState

DECIDED = Q(state__in=[ProposalState.DIFFERENT.value, ProposalState.SAME.value])


class SamePerson(Fact):
    """«The record ``person`` is the person of the record ``kept``», which alone goes on.

    ``person`` keeps its key and its past; what stood of it stands of ``kept`` until the two are parted again.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="same_as")
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="aliases")

    class Meta(Fact.Meta):
        """Nobody stands for themselves; a record stands for one other at a time (see the migration)."""

        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(condition=~Q(person=F("kept")), name="sameperson_takes_two"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} is {self.kept_id}"


class DuplicateProposal(models.Model):
    """Two records that look like one person, the smaller key first; ``reasons`` are those of the last judgement.

    ``office`` is the lowest office above both, so that whoever sees the pair may see either. ``asked_by`` holds
    the two for one person of whom ``keep`` stays; whoever confirms it is another, also of those they stood in for.
    Moments are UTC.
    """

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)
    score = models.PositiveSmallIntegerField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=ProposalState.OPEN.value)
    keep = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    asked_for = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    asked_ground = models.CharField(max_length=300, default="")
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    ground = models.CharField(max_length=300, default="")
    event = models.ForeignKey(LifeEvent, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """A pair once; every word has who, when and why; one person's word joins nobody."""

        constraints = (
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_pair_is_ordered"),
            models.CheckConstraint(
                condition=Q(keep=None) | Q(keep=F("first")) | Q(keep=F("second")),
                name="duplicate_keeps_one_of_two",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ProposalState]),
                name="duplicate_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.ASKED.value)
                | Q(asked_by__isnull=False, asked_at__isnull=False, keep__isnull=False) & ~Q(asked_ground=""),
                name="duplicate_asked_is_whole",
            ),
            models.CheckConstraint(
                condition=DECIDED & Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(ground="")
                | ~DECIDED & Q(decided_by=None, decided_at=None, ground=""),
                name="duplicate_decided_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.SAME.value)
                | Q(asked_by__isnull=False, asked_for__isnull=False, event__isnull=False)
                & ~Q(asked_by=F("decided_by"))
                & ~Q(asked_for=F("decided_by")),
                name="duplicate_four_eyes",
            ),
        )
        indexes = (models.Index(fields=["state", "-score", "proposed_at", "id"], name="duplicate_queue"),)

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"

    @property
    def about(self) -> str:
        """How the journal names it."""
        return f"duplicate:{self.pk}"


class DuplicateKey(models.Model):
    """A digest under which a person's record meets those it may be the same as (`rules.duplicates.meeting_keys`)."""

    key = models.CharField(max_length=24)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Read by key; a key once per person."""

        constraints = (models.UniqueConstraint(fields=["key", "person"], name="duplicate_key_once"),)

    def __str__(self) -> str:
        return self.key


class DuplicateDue(models.Model):
    """A person whose record is new or was corrected, and is still to be compared."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return str(self.person_id)
