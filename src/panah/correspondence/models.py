"""The secretariat, its registers by year, and the letters in them."""

from django.db import models
from django.db.models import Q

from panah.casework.models import Case
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


class Letter(models.Model):
    """A numbered letter, written once: شماره، تاریخ، پیوست، whom it answers, and in which role it was signed.

    `document_id` is the paper that bears the number, as a value; `dated` is the local day of `signed_at` (UTC).
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="letters")
    n = models.PositiveIntegerField()
    number = models.CharField(max_length=40, unique=True)
    dated = models.DateField()
    annex_count = models.PositiveSmallIntegerField(default=0)
    annex_text = models.CharField(max_length=120, blank=True)
    direction = models.CharField(max_length=10)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="letters")
    document_id = models.BigIntegerField(null=True, unique=True)
    in_reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    signed_by_role = models.CharField(max_length=60)
    signed_at = models.DateTimeField()

    class Meta:
        """A place in the register is taken once, and counted from one."""

        constraints = (
            models.UniqueConstraint(fields=["register", "n"], name="letter_place_once"),
            models.CheckConstraint(condition=Q(n__gte=1), name="letter_from_one"),
            models.CheckConstraint(
                condition=Q(direction__in=["outgoing", "incoming"]), name="letter_direction_is_known"
            ),
        )
        indexes = (models.Index(fields=["case", "-id"], name="letter_of_case"),)

    def __str__(self) -> str:
        return self.number
