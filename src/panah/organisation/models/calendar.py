"""When offices are open: dated hours, closures, official holidays."""

from django.db import models
from django.db.models import F, Q

from panah.organisation.models.offices import Office


class OfficeHours(models.Model):
    """The opening hours of one weekday, for an office and every office below it that has none of its own.

    ``weekday`` counts Monday 0 … Sunday 6 as Python does; ``opens`` and ``closes`` are minutes after midnight
    in Tehran; the hours hold from ``valid_from`` up to, not including, ``valid_until``.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        """Real weekdays, real minutes; one opening per weekday at a time (see the migration)."""

        constraints = (
            models.CheckConstraint(condition=Q(weekday__lte=6), name="hours_weekday_exists"),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes"), closes__lte=1440), name="hours_open_before_they_close"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="hours_last"
            ),
        )

    def __str__(self) -> str:
        return f"{self.weekday}: {self.opens}-{self.closes}"


class Closure(models.Model):
    """Days on which an office, and all below it, stay shut: the first and the last are both included."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="closures")
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=200)
    declared_at = models.DateTimeField()

    class Meta:
        """A closure ends no earlier than it begins and says why."""

        constraints = (
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="closure_has_days"),
            models.CheckConstraint(condition=~Q(reason=""), name="closure_says_why"),
        )

    def __str__(self) -> str:
        return self.reason


class Holiday(models.Model):
    """An official holiday of the whole country; one not yet confirmed by the official calendar is marked."""

    day = models.DateField(unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    is_confirmed = models.BooleanField(default=True)
    source = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.title
