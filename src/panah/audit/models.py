"""The journal: events by (stream, seq), payloads that can be erased, seals that cannot."""

from django.db import models


class Payload(models.Model):
    """What an act said (a form, a reason), encrypted; erasing it leaves the event and its digest standing.

    `salt` dies with the body, so the digest in the event says nothing afterwards.
    """

    salt = models.BinaryField(max_length=16)
    body = models.BinaryField()
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"payload {self.pk}"


class Event(models.Model):
    """One act or one read. People, offices and cases stand in it as values, so that nothing can pull a row away.

    `stream` is what it belongs to (`case:7`, `person:12`); `seq` is dense within a stream, from 1.
    `office` is the path of the office acted for; `at` is UTC.
    """

    stream = models.CharField(max_length=64)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    on_behalf_of = models.BigIntegerField(null=True)
    role = models.CharField(max_length=60, default="", db_default="")
    office = models.CharField(max_length=120, default="", db_default="")
    case_number = models.CharField(max_length=40, default="", db_default="")
    step = models.CharField(max_length=120, default="", db_default="")
    word = models.CharField(max_length=60, default="", db_default="")
    about = models.CharField(max_length=120, default="", db_default="")
    batch = models.BigIntegerField(null=True)
    payload_id = models.BigIntegerField(null=True)
    payload_digest = models.BinaryField(max_length=32, null=True)

    class Meta:
        """Dense per stream; read by actor for oversight."""

        constraints = (
            models.UniqueConstraint(fields=["stream", "seq"], name="audit_event_stream_seq"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="audit_event_seq_from_one"),
        )
        indexes = (models.Index(fields=["actor_id", "at"], name="audit_event_actor"),)

    def __str__(self) -> str:
        return f"{self.stream} {self.seq}: {self.kind}"


class Seal(models.Model):
    """A signed Merkle root over events, tied to the root before it.

    `floor` is the highest event id sealed here; `signature` is Ed25519 over the canonical seal, by `key_id`.
    """

    root = models.BinaryField(max_length=32)
    previous_root = models.BinaryField(max_length=32)
    events = models.PositiveIntegerField()
    floor = models.BigIntegerField()
    sealed_at = models.DateTimeField()
    key_id = models.CharField(max_length=32)
    signature = models.BinaryField(max_length=64)

    def __str__(self) -> str:
        return f"seal {self.pk} over {self.events} events"


class SealedStretch(models.Model):
    """Events of consecutive numbers under one seal, with their leaf hashes (32 bytes each) one after the other.

    No foreign key to the events: a deleted event must leave its mark. The tree of the seal stands over its stretches
    in the order of their numbers.
    """

    first_id = models.BigIntegerField(unique=True)
    last_id = models.BigIntegerField(db_index=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="stretches")
    leaves = models.BinaryField()

    class Meta:
        """Never empty."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_id__gte=models.F("first_id")), name="audit_sealedstretch_some"
            ),
        )

    def __str__(self) -> str:
        return f"events {self.first_id} to {self.last_id} in {self.seal_id}"
