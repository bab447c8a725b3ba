"""Letters in a register, written once, and what became of them since, each a row of its own."""

from django.db import models
from django.db.models import Q

from panah.casework.models import Case
from panah.correspondence.models.registers import Register
from panah.correspondence.models.rights import SigningRight
from panah.correspondence.rules.words import Classification, Happened, Level, Urgency, Way
from panah.organisation.models import Account, Office


class Letter(models.Model):
    """A numbered letter, written once: شماره، تاریخ، پیوست، whom it answers, and in which role it was signed.

    `document_id` is the paper that bears the number, as a value; a letter that is no such paper has its own sheet
    `sealed` in it. `dated` is the local day of `signed_at` (UTC). An incoming letter has our number, and beside it the
    sender's own. `key` is what it was made from, so that the same is never made twice. `search` is what is looked
    through. `office` is whose letter it is: the one that writes, or the one it came to.
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
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    to = models.CharField(max_length=200, blank=True, default="")
    to_office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    urgency = models.CharField(max_length=10, default=Urgency.NORMAL.value)
    classification = models.CharField(max_length=14, default=Classification.NORMAL.value)
    sender = models.CharField(max_length=200, blank=True, default="")
    sender_number = models.CharField(max_length=60, blank=True, default="")
    sender_dated = models.DateField(null=True)
    search = models.CharField(max_length=700, blank=True, default="")
    level = models.CharField(max_length=10, blank=True, default="")
    right = models.ForeignKey(SigningRight, on_delete=models.PROTECT, null=True, related_name="+")
    behalf_role = models.CharField(max_length=60, blank=True, default="")
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    signed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    signed_by_role = models.CharField(max_length=60)
    signed_at = models.DateTimeField()
    verify_code = models.CharField(max_length=10, null=True, unique=True)
    sealed = models.BinaryField(default=bytes)
    key = models.CharField(max_length=160, null=True, unique=True)

    class Meta:
        """A place in the register is taken once, and counted from one; what came in says from whom."""

        constraints = (
            models.UniqueConstraint(fields=["register", "n"], name="letter_place_once"),
            models.CheckConstraint(condition=Q(n__gte=1), name="letter_from_one"),
            models.CheckConstraint(
                condition=Q(direction__in=["outgoing", "incoming", "internal"]),
                name="letter_direction_is_known",
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=[one.value for one in Urgency]), name="letter_urgency_is_known"
            ),
            models.CheckConstraint(
                condition=Q(classification__in=[one.value for one in Classification]),
                name="letter_classification_is_known",
            ),
            models.CheckConstraint(
                condition=Q(level__in=["", *(one.value for one in Level)]), name="letter_level_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(direction="incoming") | ~Q(sender=""), name="letter_that_came_has_a_sender"
            ),
            models.CheckConstraint(
                condition=~Q(direction="internal") | Q(to_office__isnull=False),
                name="letter_inside_goes_somewhere",
            ),
        )
        indexes = (
            models.Index(fields=["case", "-id"], name="letter_of_case"),
            models.Index(fields=["register", "direction", "-id"], name="letter_of_register"),
            models.Index(fields=["sender_number"], name="letter_by_their_number"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        """The letter's own stream in the journal."""
        return f"letter:{self.pk}"


class Copy(models.Model):
    """Somebody a copy (رونوشت) goes to, in the order they stand on the letter."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="copies")
    n = models.PositiveSmallIntegerField()
    to = models.CharField(max_length=200)

    class Meta:
        """Each in its place."""

        constraints = (models.UniqueConstraint(fields=["letter", "n"], name="copy_place_once"),)

    def __str__(self) -> str:
        return self.to


class LetterFact(models.Model):
    """What happened to a letter once it stood in its register: sent, delivered, sent back, voided; by whom and when."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=10)
    way = models.CharField(max_length=10, blank=True, default="")
    receipt = models.CharField(max_length=120, blank=True, default="")
    reason = models.CharField(max_length=300, blank=True, default="")
    to = models.CharField(max_length=200, blank=True, default="")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=60, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        """A letter is voided once, with its reason; what was sent says how."""

        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in Happened]), name="letter_fact_is_known"
            ),
            models.CheckConstraint(
                condition=Q(way__in=["", *(one.value for one in Way)]), name="letter_fact_way_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Happened.SENT.value) | ~Q(way=""), name="letter_sent_some_way"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[Happened.VOIDED.value, Happened.SENT_BACK.value]) | ~Q(reason=""),
                name="letter_void_says_why",
            ),
            models.UniqueConstraint(
                fields=["letter"], condition=Q(kind=Happened.VOIDED.value), name="letter_voided_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.letter_id} {self.kind}"


class TokenSignature(models.Model):
    """The signature of a token over a letter's sheet, and the certificate it was made with (DER)."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="token_signature")
    algorithm = models.CharField(max_length=20)
    signature = models.BinaryField()
    certificate = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.letter_id}"
