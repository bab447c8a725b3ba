"""What a person may rely on: whatever stands in the journal is sealed once, late or early, and as it stands there."""

from datetime import datetime, timedelta
from itertools import count

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from panah.audit import queries
from panah.audit.leaves import leaves_of
from panah.audit.models import Event, Seal, SealedStretch
from panah.audit.operations import Act, record, seal
from panah.audit.rules import EVENT_FIELDS, leaf
from panah.foundation.merkle import leaf_hash

pytestmark = pytest.mark.django_db
seqs = count(1)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
tricky = texts | st.text(st.sampled_from([*map(chr, range(1, 32)), *"\\'\"/ %ی\x7f\u200c\u2028"]), max_size=6)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1))  # noqa: DTZ001 - the zone is added below


@pytest.fixture
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def add(*numbers: int, at: datetime) -> None:
    """Write events as transactions do that took their numbers earlier than they were committed."""
    Event.objects.bulk_create(
        Event(pk=number, stream=f"case:{number}", seq=1, kind="acted", at=at) for number in numbers
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    said=st.fixed_dictionaries(dict.fromkeys(("kind", "role", "office", "word", "about"), tricky)),
    moment=moments,
    number=st.none() | st.integers(-(2**63), 2**63 - 1),
    digest=st.none() | st.binary(max_size=32),
)
def test_the_database_writes_an_event_as_the_rule_does(
    said: dict[str, str], moment: datetime, number: int | None, digest: bytes | None, now: datetime
) -> None:
    at = moment.replace(tzinfo=now.tzinfo)
    made = Event.objects.create(
        stream="s", seq=next(seqs), at=at, actor_id=number, payload_id=number, payload_digest=digest, **said
    )
    mine = Event.objects.filter(pk=made.pk)
    row = mine.values(*EVENT_FIELDS).get()
    assert leaves_of(mine) == [(made.pk, leaf_hash(leaf(made.pk, row).encode()))]


def test_a_number_committed_late_is_sealed_in_its_hole(now: datetime, key: Ed25519PrivateKey) -> None:
    add(1, 2, 5, 6, 9, at=now)
    assert seal(now=now, key=key) == 5
    assert list(SealedStretch.objects.order_by("first_id").values_list("first_id", "last_id")) == [
        (1, 2), (5, 6), (9, 9),
    ]  # fmt: skip
    add(4, 8, 10, 11, at=now)
    assert seal(now=now + timedelta(minutes=1), key=key) == 4
    assert seal(now=now + timedelta(minutes=2), key=key) == 0
    found = queries.verify(now=now + timedelta(minutes=5), public=key.public_key())
    assert (found.holds, found.events, found.unsealed, found.seals) == (True, 9, 0, 2)


def test_a_few_at_a_time_seals_all(now: datetime, key: Ed25519PrivateKey) -> None:
    add(*range(1, 30, 2), *range(40, 60), at=now)
    rounds = [seal(now=now + timedelta(seconds=turn), key=key, most=4) for turn in range(10)]
    assert rounds == [4] * 8 + [3, 0]
    assert queries.verify(now=now + timedelta(minutes=5), public=key.public_key()).holds


def test_what_comes_to_lie_below_settled_numbers_is_reported(now: datetime, key: Ed25519PrivateKey) -> None:
    add(1, 2, 4, at=now)
    seal(now=now, key=key)
    late = now + timedelta(hours=2)
    add(5, at=late)
    seal(now=late, key=key)
    add(3, at=late)
    assert seal(now=late, key=key) == 0
    found = queries.verify(now=late + timedelta(minutes=5), public=key.public_key())
    assert found.problems == ["1 events are older than a minute and not sealed"]


def test_sealing_takes_the_same_few_queries_however_many_there_are(
    now: datetime, key: Ed25519PrivateKey, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    record(acts=[Act(stream=f"case:{n}", kind="acted", actor_id=1) for n in range(600)], at=now)
    with django_assert_num_queries(8):
        assert seal(now=now, key=key) == 600
    assert Seal.objects.count() == SealedStretch.objects.count() == 1
