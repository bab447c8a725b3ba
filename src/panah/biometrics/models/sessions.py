"""Sessions: what was asked of one subject of one case, what came, and what it amounts to."""

from django.db import models
from django.db.models import F, Q

from panah.biometrics.models.devices import Device
from panah.biometrics.rules.parts import Part, read_parts
from panah.biometrics.rules.purposes import Purpose
from panah.biometrics.rules.tickets import LIVE, POOR, TicketState, Told
from panah.biometrics.rules.verdict import Verdict
from panah.casework.models import Subject
from panah.organisation.models import Account, Office

LIVE_STATES = sorted(state.value for state in LIVE)
CAPTURING = sorted((Purpose.ENROL.value, Purpose.VERIFY.value))
KEPT_ANSWERS = sorted(told.value for told in POOR | {Told.TAKEN})


class Session(models.Model):
    """The identity check of a subject: what its latest ticket and its excuses amount to, as conditions ask.

    A reading of the rows below, written anew with each of them; the lock of all who write about this subject. `ver` is
    the number of its events in the journal.
    """

    subject = models.OneToOneField(
        Subject, on_delete=models.PROTECT, primary_key=True, related_name="identity_check"
    )
    verdict = models.CharField(max_length=12, default=Verdict.UNFINISHED.value)
    is_confirmed = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    ver = models.PositiveIntegerField(default=0)

    class Meta:
        """Known verdicts; found by them."""

        constraints = (
            models.CheckConstraint(
                condition=Q(verdict__in=sorted(one.value for one in Verdict)), name="biometrics_verdict"
            ),
        )
        indexes = (models.Index(fields=["verdict", "is_confirmed"], name="biometrics_by_verdict"),)

    def __str__(self) -> str:
        return f"{self.subject_id}: {self.verdict}"

    @property
    def stream(self) -> str:
        """The session's stream in the journal."""
        return f"capture:{self.subject_id}"


class CaptureTicket(models.Model):
    """Leave to capture one subject's parts at one desk, for some minutes, to one purpose; taken once.

    `asked` are the parts, as text. Only the device that took it learns the `nonce`. Without a device only a portrait is
    asked. `key` is the page's idempotency key. Times are UTC.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="tickets")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, null=True, related_name="tickets")
    purpose = models.CharField(max_length=10)
    asked = models.CharField(max_length=400)
    nonce = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=80)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=TicketState.OPEN.value)
    taken_at = models.DateTimeField(null=True)
    taken_by_message = models.CharField(max_length=100, default="", db_default="")

    class Meta:
        """One live ticket of a subject, and one at a device; a key counts once; what was taken says when."""

        constraints = (
            models.UniqueConstraint(fields=["asked_by", "key"], name="biometrics_ticket_once"),
            models.UniqueConstraint(
                fields=["session"], condition=Q(state__in=LIVE_STATES), name="biometrics_one_live_of_subject"
            ),
            models.UniqueConstraint(
                fields=["device"], condition=Q(state__in=LIVE_STATES), name="biometrics_one_live_at_device"
            ),
            models.CheckConstraint(condition=Q(purpose__in=CAPTURING), name="biometrics_ticket_purpose"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(one.value for one in TicketState)),
                name="biometrics_ticket_state",
            ),
            models.CheckConstraint(
                condition=Q(taken_at=None, taken_by_message="") & ~Q(state=TicketState.TAKEN.value)
                | Q(taken_at__isnull=False, device__isnull=False) & ~Q(taken_by_message=""),
                name="biometrics_ticket_taken_once",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("asked_at")), name="biometrics_ticket_lasts"),
        )

    def __str__(self) -> str:
        return f"ticket {self.pk} of {self.session_id}"

    @property
    def parts(self) -> tuple[Part, ...]:
        """What it asks for."""
        return read_parts(self.asked)


class Attempt(models.Model):
    """One reading a device brought under a live ticket, by its own message id, and what it was told.

    `said` is a keyed digest of the message, by which a repetition is known; neither image nor template is here.
    `is_compared` is false where something earlier stood that could not be compared.
    """

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="attempts")
    message = models.CharField(max_length=100)
    said = models.CharField(max_length=64)
    ticket = models.ForeignKey(CaptureTicket, on_delete=models.PROTECT, related_name="attempts")
    modality = models.CharField(max_length=10)
    position = models.CharField(max_length=20)
    quality = models.PositiveSmallIntegerField()
    told = models.CharField(max_length=12)
    is_compared = models.BooleanField(default=True)
    at = models.DateTimeField()

    class Meta:
        """A message counts once; a part is taken once by a ticket."""

        constraints = (
            models.UniqueConstraint(fields=["device", "message"], name="biometrics_message_once"),
            models.UniqueConstraint(
                fields=["ticket", "modality", "position"],
                condition=Q(told=Told.TAKEN.value),
                name="biometrics_part_once",
            ),
            models.CheckConstraint(condition=Q(told__in=KEPT_ANSWERS), name="biometrics_attempt_told"),
        )

    def __str__(self) -> str:
        return f"{self.message}: {self.told}"


class Check(models.Model):
    """One comparison of one part with the person's own last enrolment: what an engine measured, and against what."""

    ticket = models.ForeignKey(CaptureTicket, on_delete=models.PROTECT, related_name="checks")
    modality = models.CharField(max_length=10)
    position = models.CharField(max_length=20)
    score = models.IntegerField()
    threshold = models.IntegerField()
    is_match = models.BooleanField()
    engine = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        """A part is compared once by a ticket; a match is a score at its threshold or above."""

        constraints = (
            models.UniqueConstraint(
                fields=["ticket", "modality", "position"], name="biometrics_compared_once"
            ),
            models.CheckConstraint(
                condition=Q(is_match=True, score__gte=F("threshold"))
                | Q(is_match=False, score__lt=F("threshold")),
                name="biometrics_match_is_at_threshold",
            ),
        )

    def __str__(self) -> str:
        return f"{self.modality}:{self.position} {self.score}/{self.threshold}"
