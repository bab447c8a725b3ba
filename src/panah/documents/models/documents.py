"""A paper that went out, and whom it is about."""

from django.db import models
from django.db.models import F, Q

from panah.casework.models import Case
from panah.documents.rules.standing import State
from panah.organisation.models import Office
from panah.registry.models import Party


class Document(models.Model):
    """An issued paper (مدرک صادره), numbered as a letter; what is printed lies sealed in it, so a reprint is the same.

    `name` is the paper's name in its service (`slip`), `kind` what people hold (`intercity_slip`). Papers that replace
    one another share a `line`, of which one at most stands. `key` is the message it was issued by, so that a message
    delivered twice gives one paper. `bearer` is whose paper it is where each person has their own. `valid_until` is the
    last local day; expiry is a date, never an act. A paper for one
    crossing was used when it has `crossings`. Written once but for its end (S11: its history is its stream).
    """

    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=60)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    bearer = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    line = models.CharField(max_length=120)
    key = models.CharField(max_length=160, unique=True)
    title = models.CharField(max_length=160)
    issued_at = models.DateTimeField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    verify_code = models.CharField(max_length=10, unique=True)
    sealed = models.BinaryField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replacement")
    state = models.CharField(max_length=10, default=State.VALID.value)
    void_reason = models.CharField(max_length=120, default="", blank=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        """One standing paper per line; an end has its moment and reason (S1); a span is a span."""

        constraints = (
            models.UniqueConstraint(
                fields=["line"], condition=Q(state=State.VALID.value), name="document_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(state=State.VALID.value, void_reason="", voided_at=None)
                | (
                    Q(state__in=[State.VOID.value, State.REPLACED.value], voided_at__isnull=False)
                    & ~Q(void_reason="")
                ),
                name="document_end_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="document_span"
            ),
        )
        indexes = (
            models.Index(fields=["case", "name"], name="document_of_case"),
            models.Index(fields=["office", "issued_at"], name="document_of_office"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        """The paper's own stream in the journal."""
        return f"document:{self.pk}"


class DocumentSubject(models.Model):
    """Somebody a paper names."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="subjects")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="papers")

    class Meta:
        """Named once on a paper."""

        constraints = (models.UniqueConstraint(fields=["document", "party"], name="document_names_once"),)

    def __str__(self) -> str:
        return f"{self.party_id} on {self.document_id}"
