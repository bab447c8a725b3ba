"""What a person may rely on: whoever looked or acted stands in the journal, and nobody can change it unseen."""

from datetime import datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from panah.audit import queries
from panah.audit.models import Event, Payload, Seal, SealedStretch
from panah.audit.operations import Act, erase_payload, record, record_read, seal, store_payload

pytestmark = pytest.mark.django_db

LATER = timedelta(minutes=10)


@pytest.fixture
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@pytest.fixture
def sealed(now: datetime, key: Ed25519PrivateKey) -> datetime:
    """Three acts on one case and a read, sealed in two rounds."""
    said = store_payload(body={"reason_text": "عکس روشن نیست"})
    record(
        acts=[Act(stream="case:1", kind="acted", actor_id=5, word=word) for word in ("opened", "returned")],
        at=now,
    )
    seal(now=now, key=key)
    record(acts=[Act(stream="case:1", kind="acted", actor_id=6, word="approved", payload=said)], at=now)
    record_read(actor_id=6, role="bureau-expert", purpose="case", streams=["person:9"], at=now)
    seal(now=now + timedelta(seconds=30), key=key)
    return now


def take_triggers_away(table: str) -> None:
    """What somebody with the keys of the database could do; inside the test's own transaction."""
    with connection.cursor() as cursor:
        for act in ("update", "delete"):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {table}_{act}_refused{on}")


def problems(now: datetime, key: Ed25519PrivateKey) -> list[str]:
    return queries.verify(now=now + LATER, public=key.public_key()).problems


def test_an_untouched_journal_verifies(sealed: datetime, key: Ed25519PrivateKey) -> None:
    found = queries.verify(now=sealed + LATER, public=key.public_key())
    assert found.holds
    assert (found.events, found.seals, found.unsealed) == (4, 2, 0)


def test_events_of_a_stream_are_dense_from_one(sealed: datetime) -> None:
    assert list(Event.objects.filter(stream="case:1").order_by("seq").values_list("seq", flat=True)) == [
        1,
        2,
        3,
    ]


@pytest.mark.parametrize("model", [Event, Seal, SealedStretch, Payload])
def test_the_database_refuses_to_change_or_delete(model: type[Model], sealed: datetime) -> None:
    rows = model._default_manager.order_by("pk")
    row = rows.first()
    assert row is not None
    column = {"Event": "word", "Seal": "events", "SealedStretch": "last_id", "Payload": "body"}[
        model.__name__
    ]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.filter(pk=row.pk).update(**{column: b"x" if column == "body" else 1})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.filter(pk=row.pk)._raw_delete("default")


def test_a_changed_event_is_found(sealed: datetime, key: Ed25519PrivateKey) -> None:
    take_triggers_away("audit_event")
    event = Event.objects.get(stream="case:1", seq=2)
    Event.objects.filter(pk=event.pk).update(word="approved")
    assert problems(sealed, key) == [f"event {event.pk} (case:1 2) was changed"]


def test_a_deleted_event_is_found(sealed: datetime, key: Ed25519PrivateKey) -> None:
    take_triggers_away("audit_event")
    event = Event.objects.get(stream="case:1", seq=2)
    Event.objects.filter(pk=event.pk).delete()
    assert f"event {event.pk} was deleted" in problems(sealed, key)
    assert "stream case:1 has a gap" in problems(sealed, key)


def test_events_put_in_another_order_are_found(sealed: datetime, key: Ed25519PrivateKey) -> None:
    take_triggers_away("audit_sealedstretch")
    stretch = SealedStretch.objects.earliest("pk")
    leaves = bytes(stretch.leaves)
    SealedStretch.objects.filter(pk=stretch.pk).update(leaves=leaves[32:] + leaves[:32])
    assert any("does not hold its events in their order" in found for found in problems(sealed, key))


def test_a_stretch_made_shorter_or_sealed_twice_is_found(sealed: datetime, key: Ed25519PrivateKey) -> None:
    take_triggers_away("audit_sealedstretch")
    stretch = SealedStretch.objects.earliest("pk")
    leaves = bytes(stretch.leaves)
    SealedStretch.objects.filter(pk=stretch.pk).update(leaves=leaves[32:], first_id=stretch.first_id + 1)
    assert any("has lost or gained a place" in found for found in problems(sealed, key))
    assert "1 events are older than a minute and not sealed" in problems(sealed, key)
    SealedStretch.objects.filter(pk=stretch.pk).update(leaves=leaves, first_id=stretch.first_id)
    SealedStretch.objects.create(
        seal=stretch.seal, first_id=stretch.last_id, last_id=stretch.last_id, leaves=leaves[32:]
    )
    assert f"event {stretch.last_id} was sealed twice" in problems(sealed, key)


def test_a_removed_seal_is_found(sealed: datetime, key: Ed25519PrivateKey) -> None:
    take_triggers_away("audit_seal")
    take_triggers_away("audit_sealedstretch")
    first = Seal.objects.earliest("pk")
    SealedStretch.objects.filter(seal=first).delete()
    first.delete()
    found = problems(sealed, key)
    assert any("does not follow the seal before it" in one for one in found)


def test_a_seal_by_another_key_is_found(sealed: datetime) -> None:
    assert len(problems(sealed, Ed25519PrivateKey.generate())) == 2


def test_a_changed_payload_is_found(sealed: datetime, key: Ed25519PrivateKey) -> None:
    take_triggers_away("audit_payload")
    other = store_payload(body={"reason_text": "x"})
    copy = Payload.objects.get(pk=other.id)
    payload = Event.objects.exclude(payload_id=None).values_list("payload_id", flat=True).get()
    assert payload is not None
    Payload.objects.filter(pk=payload).update(salt=copy.salt, body=copy.body)
    assert any("payload" in found for found in problems(sealed, key))


def test_an_erased_payload_leaves_a_journal_that_verifies(sealed: datetime, key: Ed25519PrivateKey) -> None:
    payload = Event.objects.exclude(payload_id=None).values_list("payload_id", flat=True).get()
    assert payload is not None
    assert queries.read_payloads(ids=[payload]) == {payload: {"reason_text": "عکس روشن نیست"}}
    erase_payload(payload_id=payload, now=sealed)
    assert queries.read_payloads(ids=[payload]) == {}
    assert problems(sealed, key) == []


def test_an_event_left_unsealed_for_a_minute_is_reported(sealed: datetime, key: Ed25519PrivateKey) -> None:
    record(acts=[Act(stream="case:2", kind="opened", actor_id=1)], at=sealed)
    assert queries.verify(now=sealed + timedelta(seconds=20), public=key.public_key()).holds
    assert problems(sealed, key) == ["1 events are older than a minute and not sealed"]


def test_what_was_said_is_not_readable_in_the_database(sealed: datetime) -> None:
    assert all("عکس".encode() not in bytes(row.body) for row in Payload.objects.all())


def test_a_read_says_who_looked_and_why(sealed: datetime) -> None:
    entry = queries.timeline(stream="person:9")[0]
    assert (entry.kind, entry.actor_id, entry.role, entry.word) == ("read", 6, "bureau-expert", "case")
