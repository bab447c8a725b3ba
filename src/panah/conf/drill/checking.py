"""What must hold after the worst: nothing that was answered is lost, and nothing stands twice."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from panah.audit import keys
from panah.audit.models import Event
from panah.audit.operations import seal
from panah.audit.queries import verify
from panah.casework.models import Case, Item, OutboxMessage
from panah.casework.operations import deliver_outbox
from panah.casework.queries import broken_invariants
from panah.conf.drill.hands import Officer
from panah.conf.drill.load import EXPERT
from panah.conf.simulators.phones import Phones
from panah.correspondence.models import Letter
from panah.correspondence.queries import registers_with_gaps
from panah.decisions.queries import broken_decisions
from panah.documents.models import Document
from panah.documents.rules.standing import State
from panah.notifications.models import Message
from panah.notifications.operations import send_messages
from panah.payments.models import Charge, Payment

LEASES_END = timedelta(minutes=10)
"""What a killed worker had taken is free again after this; messages too."""


def come_to_rest(now: datetime) -> None:
    """Do what is still to do, as a worker would once the leases of the killed are over; the journal is sealed."""
    for later in (now, now + LEASES_END, now + 2 * LEASES_END):
        while deliver_outbox(now=later) + send_messages(now=later):
            pass
    keys.make_seal_key()
    while seal(now=now, key=keys.seal_key()):
        pass


def problems(officers: Mapping[str, Officer], phones: Phones, *, now: datetime) -> list[str]:
    """Name everything that was lost or doubled; empty when all is well."""
    return [
        *broken_invariants(),
        *(f"register {register} has a gap" for register in registers_with_gaps()),
        *broken_decisions(),
        *verify(now=now, public=keys.seal_key().public_key()).problems,
        *_deeds(officers),
        *_money(),
        *_papers(),
        *_messages(phones),
        *(
            f"outbox {one.key}: {one.state}: {one.error}"
            for one in OutboxMessage.objects.exclude(state="done")
        ),
    ]


def _deeds(officers: Mapping[str, Officer]) -> Iterator[str]:
    """Every page that was sent was answered as done, and what it did stands once."""
    for officer in officers.values():
        yield from (
            f"{deed}: answered {status}" for deed, status in officer.answers.items() if status not in {0, 302}
        )
    looked = {deed.split()[1] for deed, status in officers[EXPERT].answers.items() if status == 302}
    closed = Item.objects.filter(pk__in=looked, state="open")
    yield from (f"look {item.pk} was answered and is still open" for item in closed)
    acted = Event.objects.filter(kind="acted").order_by().values("stream", "step", "about", "batch", "word")
    yield from (
        f"{row['stream']}: {row['step']} {row['about']} twice"
        for row in acted.annotate(n=Count("pk")).filter(n__gt=1)
    )
    by_place = acted.filter(word="approved").values("stream", "step", "about").annotate(n=Count("pk"))
    yield from (
        f"{row['stream']}: {row['about']} approved {row['n']} times" for row in by_place.filter(n__gt=1)
    )


def _money() -> Iterator[str]:
    """One charge for a trip, one payment for a charge; a page that said «written down» is written down."""
    twice = Case.objects.annotate(n=Count("charges")).filter(n__gt=1)
    yield from (f"{case.number}: charged {case.n} times" for case in twice)
    doubled = Charge.objects.annotate(n=Count("payments")).filter(n__gt=1)
    yield from (f"charge {charge.pk}: paid {charge.n} times" for charge in doubled)
    kinds = (
        ("payment-claimed", Payment.objects.count()),
        ("payment-confirmed", Payment.objects.filter(state="confirmed").count()),
    )
    for kind, rows in kinds:
        if (events := Event.objects.filter(kind=kind).count()) != rows:
            yield f"{rows} payments, but {events} events {kind}"


def _papers() -> Iterator[str]:
    """One standing paper for each trip that was paid, under one number, with one event."""
    paid = Case.objects.filter(charges__state="paid").annotate(
        n=Count("papers", filter=Q(papers__state=State.VALID))
    )
    yield from (f"{case.number}: {case.n} papers" for case in paid.exclude(n=1))
    papers, letters = Document.objects.count(), Letter.objects.count()
    if papers != letters:
        yield f"{papers} papers under {letters} numbers"
    if (events := Event.objects.filter(kind="issued", stream__startswith="document:").count()) != papers:
        yield f"{papers} papers, but {events} events"


def _messages(phones: Phones) -> Iterator[str]:
    """What was told was told once, to the phone too; nothing went out that no row knows."""
    told = Event.objects.filter(kind="told").count()
    if told != (rows := Message.objects.exclude(case=None).count()):
        yield f"{rows} messages, but {told} events"
    sent = set(Message.objects.filter(channel="sms").exclude(state="queued").values_list("key", flat=True))
    got = set(phones.received)
    yield from (f"message {key} was never got" for key in sorted(sent - got))
    yield from (f"message {key} is known to nobody" for key in sorted(got - sent))
    numbers = (
        Message.objects.filter(case__isnull=False)
        .order_by()
        .values("case", "news", "channel", "phone_index", "step", "about")
    )
    again = numbers.filter(rounds=F("rounds")).exclude(phone_index="").annotate(n=Count("pk")).filter(n__gt=1)
    yield from (f"case {row['case']}: told {row['news']} {row['n']} times" for row in again)
