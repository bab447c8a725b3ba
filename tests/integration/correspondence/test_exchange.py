"""Letters exchanged with other secretariats: once each, whatever the line does; nothing is lost on either side."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction

from factories.letters import AGENCY, Desk
from factories.simulators import Running, simulators
from panah.conf.simulators.speech import Behaviour
from panah.correspondence.models import Arrival, Dispatch, Letter, LetterFact
from panah.correspondence.operations import (
    bring_file,
    carried,
    envelope_file,
    fetch_letters,
    keep_correspondent,
    look_at_arrival,
    refuse_arrival,
    register_letter,
    send_letters,
    try_again,
    void_letter,
)
from panah.correspondence.operations.dispatching import LEASE, PATIENCE
from panah.correspondence.operations.registering import Received
from panah.correspondence.queries import arrival_file
from panah.correspondence.queries.page import letter_file
from panah.correspondence.queries.waiting import waiting_for
from panah.correspondence.rules.ece import read_envelope
from panah.documents.operations import file_of, sign_files
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.registry.rules import Reading

pytestmark = pytest.mark.django_db
CODE = "edu-18"
OTHER = "بانک ملی ایران"


@pytest.fixture
def line(desk: Desk, settings: LazySettings) -> Iterator[Running]:
    """A line to the simulated exchange, and one organisation with an address there."""
    del desk
    with simulators() as running:
        settings.PANAH_ECE_URL = running.ece_url
        settings.PANAH_GATEWAY_PATIENCE = 0.4
        yield running


@pytest.fixture
def known(desk: Desk) -> Desk:
    """A bureau that knows where the agency is reached, with an expert who may sign."""
    keep_correspondent(name=AGENCY, code=CODE, actor=desk.clerk, now=desk.now)
    desk.may_sign(desk.expert)
    return desk


def state(letter: Letter) -> tuple[str, str]:
    row = Dispatch.objects.get(letter=letter)
    return row.state, row.trouble


def letter_of(desk: Desk, **more: Any) -> Letter:
    """A letter whose signed file the worker has made."""
    letter = desk.letter(desk.expert, **more)
    sign_files(now=desk.now)
    return letter


def look(desk: Desk) -> Reading:
    return Reading(actor_id=desk.clerk.account_id or 0, role="secretariat", purpose="service", at=desk.now)


def test_a_signed_letter_is_sent_with_a_receipt(known: Desk, line: Running) -> None:
    letter = letter_of(known, copies=(OTHER,))
    assert send_letters(now=known.now) == 1
    row = Dispatch.objects.get(letter=letter)
    assert (row.state, row.receipt) == ("sent", "ECE-1001")
    (fact,) = letter_file(letter.pk, actor=known.expert).facts
    assert (fact.kind, fact.way, fact.receipt, fact.to) == ("sent", "ece", "ECE-1001", AGENCY)
    (arrived,) = line.both.ece.arrived.values()
    assert (arrived.envelope.number, arrived.envelope.subject) == (letter.number, letter.subject)
    assert arrived.envelope.content.startswith(b"%PDF")
    assert (send_letters(now=known.now), LetterFact.objects.count()) == (0, 1)


def test_a_letter_waits_for_its_signed_file_and_takes_it_along(known: Desk, line: Running) -> None:
    letter = known.letter(known.expert)
    assert (send_letters(now=known.now), state(letter)) == (0, ("queued", ""))
    sign_files(now=known.now)
    assert send_letters(now=known.now) == 1
    (arrived,) = line.both.ece.arrived.values()
    assert arrived.envelope.content == file_of(letter.stream)


def test_a_letter_whose_file_cannot_be_signed_goes_as_it_was_sealed_in_the_end(
    known: Desk, line: Running
) -> None:
    letter = known.letter(known.expert)
    assert send_letters(now=known.now + PATIENCE - timedelta(minutes=1)) == 0
    assert send_letters(now=known.now + PATIENCE) == 1
    (arrived,) = line.both.ece.arrived.values()
    assert (file_of(letter.stream), arrived.envelope.content[:4]) == (None, b"%PDF")


@pytest.mark.parametrize(
    ("behaviour", "trouble"),
    [
        (Behaviour.SILENT, "ece-silent"),
        (Behaviour.GARBLED, "ece-garbled"),
        (Behaviour.REFUSING, "ece-refused: refusing"),
    ],
)
def test_whatever_the_line_does_a_letter_is_sent_once_in_the_end(
    known: Desk, line: Running, behaviour: Behaviour, trouble: str
) -> None:
    letter = letter_of(known)
    line.both.ece.manners.behaviour = behaviour
    assert send_letters(now=known.now) == 0
    assert state(letter) == ("queued", trouble)
    line.both.ece.manners.behaviour = Behaviour.SLOW
    assert send_letters(now=known.now + timedelta(minutes=1)) == 1
    assert state(letter) == ("sent", "")
    assert len(line.both.ece.arrived) == 1
    assert LetterFact.objects.filter(letter=letter, kind="sent").count() == 1


def test_a_worker_that_was_killed_leaves_the_letter_to_be_sent_again_under_the_same_name(
    known: Desk, line: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = letter_of(known)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("panah.correspondence.operations.dispatching._stand", killed)
    with pytest.raises(KeyboardInterrupt):
        send_letters(now=known.now)
    monkeypatch.undo()
    assert send_letters(now=known.now) == 0
    assert send_letters(now=known.now + LEASE) == 1
    assert (state(letter)[0], len(line.both.ece.arrived)) == ("sent", 1)


def test_after_eight_tries_it_is_a_clerks_who_tries_again_or_carries_it(known: Desk, line: Running) -> None:
    letter = letter_of(known)
    line.both.ece.manners.behaviour = Behaviour.REFUSING
    for hour in range(8):
        send_letters(now=known.now + timedelta(hours=2 * hour))
    assert state(letter) == ("failed", "ece-refused: refusing")
    (row,) = waiting_for(known.clerk).to_carry
    with pytest.raises(NotFound, match="dispatch-unknown"):
        try_again(dispatch_id=row.id, actor=known.officer, now=known.now)
    try_again(dispatch_id=row.id, actor=known.clerk, now=known.now)
    line.both.ece.manners.behaviour = Behaviour.PROMPT
    assert send_letters(now=known.now) == 1


def test_an_address_that_is_not_there_is_a_no_for_good(known: Desk, line: Running) -> None:
    keep_correspondent(name=OTHER, code="x-0000", actor=known.clerk, now=known.now)
    letter = letter_of(known, to=OTHER)
    send_letters(now=known.now)
    assert state(letter) == ("failed", "ece-refused: not-found")
    assert line.both.ece.arrived == {}


def test_without_a_line_a_clerk_carries_the_file_and_writes_the_receipt(known: Desk) -> None:
    letter = letter_of(known)
    assert (state(letter), send_letters(now=known.now)) == (("by-hand", ""), 0)
    (row,) = waiting_for(known.clerk).to_carry
    name, file = envelope_file(dispatch_id=row.id, actor=known.clerk, look=look(known))
    assert (name, read_envelope(file).receiver.code) == ("18-1405-1.xml", CODE)
    with pytest.raises(InvalidInput, match="receipt-missing"):
        carried(dispatch_id=row.id, receipt=" ", actor=known.clerk, now=known.now)
    carried(dispatch_id=row.id, receipt="۱۲۳", actor=known.clerk, now=known.now)
    assert letter_file(letter.pk, actor=known.expert).line.standing == "sent"
    with pytest.raises(Conflict, match="dispatch-sent"):
        carried(dispatch_id=row.id, receipt="1", actor=known.clerk, now=known.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispatch.objects.filter(pk=row.id).update(receipt="2")


def test_a_letter_that_was_queued_before_the_line_was_cut_waits_for_a_clerk(
    known: Desk, line: Running, settings: LazySettings
) -> None:
    letter = letter_of(known)
    settings.PANAH_ECE_URL = ""
    send_letters(now=known.now)
    assert state(letter) == ("by-hand", "")


def test_a_confidential_letter_is_carried_only_by_who_may_read_it(known: Desk) -> None:
    known.letter(known.expert, classification="confidential")
    assert waiting_for(known.clerk).to_carry == []
    (row,) = waiting_for(known.expert).to_carry
    with pytest.raises(NotFound, match="dispatch-unknown"):
        envelope_file(dispatch_id=row.id, actor=known.clerk, look=look(known))
    assert envelope_file(dispatch_id=row.id, actor=known.expert, look=look(known))[0] == "18-1405-1.xml"


def test_a_voided_letter_is_sent_no_more(known: Desk, line: Running) -> None:
    letter = known.letter(known.expert)
    void_letter(letter_id=letter.pk, reason="اشتباه", actor=known.expert, now=known.now)
    assert send_letters(now=known.now) == 0
    with pytest.raises(Conflict, match="letter-void"):
        try_again(dispatch_id=Dispatch.objects.get().pk, actor=known.clerk, now=known.now)
    assert (waiting_for(known.clerk).to_carry, line.both.ece.arrived) == ([], {})


def answered(desk: Desk, line: Running, **more: Any) -> Letter:
    """A letter of ours that arrived there and is answered there."""
    letter = letter_of(desk, **more)
    send_letters(now=desk.now)
    line.both.ece.answer_letter(f"{letter.number}>{CODE}")
    return letter


def test_what_comes_is_registered_once_with_its_file_and_its_place_in_the_chain(
    known: Desk, line: Running
) -> None:
    letter = answered(known, line)
    assert (fetch_letters(now=known.now), fetch_letters(now=known.now)) == (1, 0)
    (waiting,) = waiting_for(known.clerk).arrivals
    file = arrival_file(waiting.id, actor=known.clerk)
    assert (file.sender, file.number, file.answers) == (AGENCY, "1002/ص", letter.number)
    assert look_at_arrival(arrival_id=waiting.id, actor=known.clerk, look=look(known)).startswith(b"%PDF")
    came = register_letter(
        received=Received(
            sender=file.sender, number=file.number, dated=None, subject=file.subject, answers=file.answers
        ),
        files=[],
        key="from-exchange",
        actor=known.clerk,
        now=known.now,
        arrival_id=waiting.id,
    )
    assert (came.in_reply_to_id, came.scans.count()) == (letter.pk, 1)
    assert (waiting_for(known.clerk).arrivals, Arrival.objects.get().letter_id) == ([], came.pk)


def test_what_comes_twice_is_one_and_what_is_not_safely_here_stays_there(known: Desk, line: Running) -> None:
    answered(known, line)
    line.both.ece.manners.behaviour = Behaviour.SILENT
    assert fetch_letters(now=known.now) == 0
    line.both.ece.manners.behaviour = Behaviour.GARBLED
    assert fetch_letters(now=known.now) == 0
    assert (len(line.both.ece.inbox), Arrival.objects.count()) == (1, 0)
    line.both.ece.manners.behaviour = Behaviour.PROMPT
    waiting = dict(line.both.ece.inbox)
    assert fetch_letters(now=known.now) == 1
    line.both.ece.inbox.update(waiting)
    assert (fetch_letters(now=known.now), Arrival.objects.count()) == (0, 1)
    assert line.both.ece.inbox == {}


def test_another_letter_under_a_known_name_is_kept_beside_it(known: Desk, line: Running) -> None:
    letter = answered(known, line)
    name, waits = next(iter(line.both.ece.inbox.items()))
    fetch_letters(now=known.now)
    line.both.ece.inbox[name] = type(waits)(
        waits.id, waits.to, waits.envelope.replace(letter.number, "18/1405/9")
    )
    assert (fetch_letters(now=known.now), Arrival.objects.count()) == (1, 2)
    assert Arrival.objects.latest("pk").trouble == "key-used"


def test_what_cannot_be_read_is_kept_and_put_away_with_a_reason(known: Desk, line: Running) -> None:
    answered(known, line)
    name, waits = next(iter(line.both.ece.inbox.items()))
    line.both.ece.inbox[name] = type(waits)(waits.id, waits.to, "<Letter>")
    assert fetch_letters(now=known.now) == 1
    (row,) = waiting_for(known.clerk).arrivals
    assert (row.trouble, row.subject) == ("not-xml", "نامه‌ای که خوانده نشد")
    with pytest.raises(InvalidInput, match="reason-needed"):
        refuse_arrival(arrival_id=row.id, reason="", actor=known.clerk, now=known.now)
    refuse_arrival(
        arrival_id=row.id, reason="از فرستنده خواستیم دوباره بفرستد", actor=known.clerk, now=known.now
    )
    assert waiting_for(known.clerk).arrivals == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Arrival.objects.all().delete()


def test_a_file_that_a_clerk_brings_waits_like_any_other(
    known: Desk, line: Running, settings: LazySettings
) -> None:
    answered(known, line)
    file = next(iter(line.both.ece.inbox.values())).envelope.encode()
    settings.PANAH_ECE_URL = ""
    assert bring_file(data=file, actor=known.clerk, now=known.now) is True
    assert bring_file(data=file, actor=known.clerk, now=known.now) is False
    with pytest.raises(InvalidInput, match="envelope-unreadable"):
        bring_file(data=b"MZ", actor=known.clerk, now=known.now)
    with pytest.raises(NotAllowed, match="not-yours-to-register"):
        bring_file(data=file, actor=known.expert, now=known.now)
    with pytest.raises(Conflict, match="envelope-not-ours"):
        bring_file(data=file.replace(b'Code="18"', b'Code="19"'), actor=known.clerk, now=known.now)


def test_of_a_confidential_arrival_nothing_is_told_but_its_sender(known: Desk, line: Running) -> None:
    answered(known, line, classification="confidential")
    fetch_letters(now=known.now)
    (row,) = waiting_for(known.clerk).arrivals
    assert (row.sender, row.subject) == (AGENCY, "نامهٔ محرمانه")
    far = known.actor("secretariat", office=known.bureau.elsewhere)
    assert waiting_for(far).arrivals == []
    with pytest.raises(NotFound, match="arrival-unknown"):
        arrival_file(row.id, actor=far)


def test_only_the_secretariat_keeps_addresses_and_one_name_has_one(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="not-yours-to-register"):
        keep_correspondent(name=OTHER, code="", actor=desk.expert, now=desk.now)
    first = keep_correspondent(name="بانك ملي ايران", code="", actor=desk.clerk, now=desk.now)
    second = keep_correspondent(name=OTHER, code="bmi", actor=desk.clerk, now=desk.now)
    assert (first.pk, second.code) == (second.pk, "bmi")
