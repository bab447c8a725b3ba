"""What other authorities are told about a person: Najva (نجوا), the ministry's registry, and the border police."""

from django.db import models
from django.db.models import F, Q

from panah.casework.models import Case, OutboxMessage, Subject
from panah.documents.rules.outside import TOPICS, EntryState, System, system_of
from panah.organisation.models import Account, Office
from panah.registry.models import Person

STATES = [state.value for state in EntryState]
WHATS = sorted(topic for topics in TOPICS.values() for topic in topics)


class OutsideEntry(models.Model):
    """One thing another authority is told about one person, or told to take back, and the receipt that it was.

    `what` is the job it came of, and names the system. `key` is the name it is sent under, the same however often;
    `message` is what the case waits for. `acts` are what was done, by the names of effects, one after another; `sealed`
    is what is told or typed. `corrects` is the entry that is corrected or taken back. `attempts` counts how often it
    was sent since an operator last looked, `was_sent` says that it was ever sent, and so may stand there though nobody
    answered. `other_receipt` is a second receipt that came when it had been typed already: then it stands there twice,
    and somebody must look.
    """

    key = models.CharField(max_length=200, unique=True)
    message = models.ForeignKey(OutboxMessage, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    acts = models.CharField(max_length=300)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outside_entries")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="outside_entries")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    sealed = models.BinaryField()
    state = models.CharField(max_length=10)
    attempts = models.PositiveSmallIntegerField(default=0)
    was_sent = models.BooleanField(default=False)
    next_at = models.DateTimeField()
    trouble = models.CharField(max_length=300, default="", blank=True)
    receipt = models.CharField(max_length=80, default="", blank=True)
    other_receipt = models.CharField(max_length=80, default="", blank=True)
    recorded_on = models.DateField(null=True)
    typed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    typed_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        """What is recorded has its receipt; what was typed by one is looked at by another (S8)."""

        constraints = (
            models.CheckConstraint(condition=Q(state__in=STATES), name="outside_state_is_known"),
            models.CheckConstraint(condition=Q(what__in=WHATS), name="outside_what_is_known"),
            models.CheckConstraint(
                condition=~Q(state=EntryState.RECORDED.value)
                | (Q(recorded_on__isnull=False) & ~Q(receipt="")),
                name="outside_recorded_has_its_receipt",
            ),
            models.CheckConstraint(
                condition=Q(typed_by=None)
                | ~Q(state=EntryState.RECORDED.value)
                | (Q(checked_by__isnull=False) & ~Q(checked_by=F("typed_by"))),
                name="outside_four_eyes",
            ),
        )
        indexes = (
            models.Index(
                fields=["next_at", "id"], condition=Q(state=EntryState.QUEUED.value), name="outside_to_send"
            ),
            models.Index(
                fields=["office", "state", "id"],
                condition=~Q(state=EntryState.RECORDED.value),
                name="outside_waiting",
            ),
            models.Index(fields=["case", "person"], name="outside_of_case"),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.key}"

    @property
    def system(self) -> System:
        """Whose it is."""
        return system_of(self.what)
