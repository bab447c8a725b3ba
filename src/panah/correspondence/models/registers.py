"""The secretariats and their registers by year."""

from django.db import models

from panah.organisation.models import Office


class Secretariat(models.Model):
    """A secretariat (دبیرخانه): whose numbers an office and those below it write on their letters."""

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="secretariat")
    code = models.CharField(max_length=12, unique=True)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class Register(models.Model):
    """The register of one secretariat and Jalali year; `last` is the number of letters in it, with no gap."""

    secretariat = models.ForeignKey(Secretariat, on_delete=models.PROTECT, related_name="registers")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """One per secretariat and year."""

        constraints = (models.UniqueConstraint(fields=["secretariat", "year"], name="register_once"),)

    def __str__(self) -> str:
        return f"{self.secretariat_id}/{self.year}"
