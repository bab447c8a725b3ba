"""Who is expected when, and who was offered an earlier time."""

from django.db import models
from django.db.models import Q

from panah.appointments.models.draws import AnnouncedDraw
from panah.appointments.models.slots import Slot
from panah.appointments.rules.changes import LIVE, OfferState, State
from panah.casework.models import Case
from panah.registry.models import Household, Person

STANDING = sorted(state.value for state in LIVE)


class Appointment(models.Model):
    """A household's time for one purpose (نوبت), such as a round; it belongs to that household and to nobody else.

    With a `person` it is that one's alone, and their household does not hear of it (S29). `minutes` and `needs` are
    what it asks of a time. `ticket` is its ticket in the draw, in hex, empty where it was booked by hand; `code` is
    what stands on the paper or screen they show, which nobody can guess. `ver` is the number of its events in the
    journal. What ended stays as it is; who missed or cancelled books a new one, and no row counts how often.
    """

    purpose = models.CharField(max_length=80)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="appointments")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="appointments")
    minutes = models.PositiveSmallIntegerField()
    needs = models.PositiveSmallIntegerField(default=0, db_default=0)
    state = models.CharField(max_length=10, default=State.BOOKED.value)
    draw = models.ForeignKey(AnnouncedDraw, on_delete=models.PROTECT, null=True, related_name="appointments")
    ticket = models.CharField(max_length=64, default="", db_default="")
    code = models.CharField(max_length=20, default="", db_default="")
    booked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ver = models.PositiveIntegerField(default=1)

    class Meta:
        """One standing appointment of a household, or of a person alone, for a purpose; an end has its moment."""

        constraints = (
            models.UniqueConstraint(
                fields=["household", "purpose"],
                condition=Q(state__in=STANDING, person=None),
                name="appointments_one_standing",
            ),
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(state__in=STANDING, person__isnull=False),
                name="appointments_one_of_ones_own",
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="appointments_code_once"),
            models.CheckConstraint(
                condition=Q(state__in=STANDING, ended_at=None)
                | Q(state__in=sorted(set(State) - LIVE), ended_at__isnull=False),
                name="appointments_state",
            ),
        )
        indexes = (models.Index(fields=["slot", "state"], name="appointments_by_slot"),)

    def __str__(self) -> str:
        return f"{self.purpose} of household {self.household_id}"

    @property
    def stream(self) -> str:
        """The appointment's stream in the journal."""
        return f"appointment:{self.pk}"


class EarlierOffer(models.Model):
    """A freed time held for one household until a moment (UTC); unanswered, it simply lapses."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="offers")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="offers_made")
    offered_at = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=10, default=OfferState.OPEN.value)

    class Meta:
        """A time is offered to a household once; an offer lasts."""

        constraints = (
            models.UniqueConstraint(fields=["appointment", "slot"], name="appointments_offered_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in OfferState]), name="appointments_offer_state"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=models.F("offered_at")), name="appointments_offer_lasts"
            ),
        )
        indexes = (
            models.Index(
                fields=["slot", "until"],
                condition=Q(state=OfferState.OPEN),
                name="appointments_offer_open",
            ),
        )

    def __str__(self) -> str:
        return f"slot {self.slot_id} for {self.appointment_id}"
