"""Decisions against somebody, and the objections to them."""

from django.db import models
from django.db.models import Q

from panah.casework.models import Case, Subject
from panah.decisions.rules.window import Serving, State


class Decision(models.Model):
    """One decision against one subject of a case, by one human, with its reason and its rule (S1, S5).

    `text` is sealed: the officer's words for this person, `letters` how many letters they have; `ground` is the code
    of the service or directive, `rule` what it rests on. `decided_by` and `decided_for` are account numbers kept as
    values: who, and for whom they stood in; `decided_as` is the role. `served_at` (UTC) and `objection_until` (the
    last local day) come with serving, once. Nothing else but the state ever changes (see the migration).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="decision")
    step = models.CharField(max_length=120)
    word = models.CharField(max_length=60)
    end = models.CharField(max_length=60, db_column="end_name")
    ground = models.CharField(max_length=60)
    text = models.BinaryField()
    letters = models.PositiveIntegerField()
    rule = models.CharField(max_length=400)
    decided_by = models.BigIntegerField()
    decided_for = models.BigIntegerField(null=True)
    decided_as = models.CharField(max_length=60)
    decided_at = models.DateTimeField()
    court = models.CharField(max_length=120)
    state = models.CharField(max_length=10, default=State.IN_FORCE)
    served_at = models.DateTimeField(null=True)
    serve_how = models.CharField(max_length=10, default="")
    objection_until = models.DateField(null=True)

    class Meta:
        """Reason, rule, decider and court are never empty; serving is whole or not there."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(ground="") & ~Q(rule="") & Q(letters__gte=1), name="decision_has_its_reasons"
            ),
            models.CheckConstraint(
                condition=~Q(decided_as="") & ~Q(court=""), name="decision_names_its_ways"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="decision_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(served_at=None, serve_how="", objection_until=None)
                | Q(served_at__isnull=False, serve_how__in=[how.value for how in Serving]),
                name="decision_serving_is_whole",
            ),
        )
        indexes = (models.Index(fields=["state", "decided_at"], name="decision_by_state"),)

    def __str__(self) -> str:
        return f"{self.end} for subject {self.subject_id}"


class Objection(models.Model):
    """An objection to a decision: a linked case of its own. One taken back may be followed by another."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="objections")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="objection")
    filed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"objection to decision {self.decision_id}"
