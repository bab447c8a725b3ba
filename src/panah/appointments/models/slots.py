"""When an office can see how many households."""

from django.db import models
from django.db.models import F, Q

from panah.appointments.rules.needs import ALL_NEEDS
from panah.organisation.models import Office


class Slot(models.Model):
    """A time at an office with places for some households (زمان خالی); each place lasts `minutes`.

    `starts_at` is UTC, `day` the Gregorian local day of it. `offers` are the needs it serves, as one number. `taken`
    is counted by the database itself with every appointment (see the migration) and cannot pass `places`. A time that
    was shut says why; nobody is booked there any more.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    places = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0, db_default=0)
    offers = models.PositiveSmallIntegerField(default=0, db_default=0)
    shut_at = models.DateTimeField(null=True)
    shut_because = models.CharField(max_length=200, default="", db_default="")

    class Meta:
        """Never more taken than there are places; each kind of time is opened once."""

        constraints = (
            models.CheckConstraint(
                condition=Q(taken__lte=F("places"), taken__gte=0), name="appointments_slot_is_not_overbooked"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0, places__gt=0), name="appointments_slot_has_room"
            ),
            models.CheckConstraint(condition=Q(offers__lte=int(ALL_NEEDS)), name="appointments_slot_offers"),
            models.CheckConstraint(
                condition=Q(shut_at=None, shut_because="") | Q(shut_at__isnull=False) & ~Q(shut_because=""),
                name="appointments_slot_shut_says_why",
            ),
            models.UniqueConstraint(
                fields=["office", "starts_at", "minutes", "offers"], name="appointments_slot_once"
            ),
        )
        indexes = (models.Index(fields=["office", "day", "starts_at"], name="appointments_slot_day"),)

    def __str__(self) -> str:
        return f"{self.office_id} at {self.starts_at}"

    @property
    def left(self) -> int:
        """Places that nobody has."""
        return self.places - self.taken
