"""A ticket at one desk, readings of a device, and what they amount to."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from PIL import Image
from pytest_django import Settings

from factories.bureau import actor_of
from factories.captures import FINGERS, INDEX, Counter
from panah.audit.models import Event
from panah.biometrics.engines.simulator import MAGIC
from panah.biometrics.models import Attempt, CaptureTicket, Check, Gallery, Reading
from panah.biometrics.operations import Told, register_device, retire_device, take_portrait
from panah.biometrics.queries import Modality, Next, Outcome, Part, Purpose, Verdict, own_readings
from panah.biometrics.rules.tickets import LASTS
from panah.casework.models import Case, Subject
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound

pytestmark = pytest.mark.django_db
THUMB = Part(Modality.FINGER, "left-thumb")


def outcomes(counter: Counter, subject: int) -> set[Outcome]:
    return {one.outcome for one in counter.seen(subject).parts}


# asking


def test_whoever_is_captured_for_the_first_time_is_identified_once_everything_came(counter: Counter) -> None:
    subject = counter.subject()
    assert counter.seen(subject).next is Next.ASK
    assert counter.show(subject, "الف", but=[THUMB]) == [Told.TAKEN] * 3
    half = counter.seen(subject)
    assert (half.verdict, half.next, half.is_shown) == (Verdict.UNFINISHED, Next.WAIT, False)
    nonce = CaptureTicket.objects.get().nonce
    assert counter.bring(counter.reading(nonce, "الف", THUMB)) is Told.TAKEN
    seen = counter.seen(subject)
    assert (seen.verdict, seen.next, seen.is_shown) == (Verdict.IDENTIFIED, Next.NOTHING, True)
    assert outcomes(counter, subject) == {Outcome.FIRST}
    assert CaptureTicket.objects.get().state == "closed"


def test_the_same_person_is_known_again_and_nothing_more_is_kept(counter: Counter) -> None:
    first = counter.subject()
    counter.show(first, "الف")
    tomorrow = counter.later()
    second = tomorrow.again(first)
    tomorrow.show(second, "الف", Purpose.VERIFY)
    assert tomorrow.seen(second).verdict is Verdict.IDENTIFIED
    assert outcomes(tomorrow, second) == {Outcome.MATCHED}
    assert (Reading.objects.count(), Check.objects.count()) == (4, 4)


def test_somebody_else_differs_and_enrols_nothing(counter: Counter) -> None:
    first = counter.subject()
    counter.show(first, "الف", but=FINGERS[1:])
    tomorrow = counter.later()
    second = tomorrow.again(first)
    tomorrow.show(second, "ب", but=[INDEX])
    assert Reading.objects.count() == 4
    nonce = CaptureTicket.objects.latest("pk").nonce
    assert tomorrow.bring(tomorrow.reading(nonce, "ب", INDEX)) is Told.TAKEN
    seen = tomorrow.seen(second)
    assert (seen.verdict, seen.next, seen.is_shown) == (Verdict.MISMATCH, Next.LOOK, False)
    assert Reading.objects.count() == 1
    assert [one.position for one in own_readings_of(second)] == ["right-index"]


def own_readings_of(subject: int) -> list[Part]:
    party = Subject.objects.get(pk=subject).party_id
    found = own_readings(person_id=party, purpose=Purpose.OWN_RECORD)
    return [Part(one.modality, one.position) for one in found]


def test_a_request_that_is_repeated_gives_the_same_ticket_and_another_under_its_key_is_refused(
    counter: Counter,
) -> None:
    subject = counter.subject()
    assert counter.ask(subject, key="k") == counter.ask(subject, key="k")
    with pytest.raises(InvalidInput, match="key-used"):
        counter.ask(counter.subject(), key="k")


def test_a_new_ticket_ends_the_earlier_one_of_the_person_and_of_the_desk(counter: Counter) -> None:
    first, second = counter.subject(), counter.subject()
    counter.ask(first)
    counter.ask(first)
    counter.ask(second)
    states = list(CaptureTicket.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["closed", "closed", "open"]
    taken = counter.take()
    assert taken is not None
    assert taken.nonce == CaptureTicket.objects.latest("pk").nonce


def test_positions_may_narrow_a_check_but_no_enrolment(counter: Counter) -> None:
    subject = counter.subject()
    with pytest.raises(InvalidInput, match="enrolment-narrowed"):
        counter.ask(subject, positions=[INDEX])
    with pytest.raises(Conflict, match="nothing-enrolled"):
        counter.ask(subject, Purpose.VERIFY)
    counter.show(subject, "الف")
    ticket = counter.later().ask(subject, Purpose.VERIFY, positions=[INDEX, INDEX])
    assert ticket is not None
    assert ticket.parts == (INDEX,)
    with pytest.raises(InvalidInput, match="part-not-asked"):
        counter.ask(subject, Purpose.VERIFY, positions=[Part(Modality.IRIS, "left")])


def test_a_small_child_is_asked_for_nothing_and_is_not_held_up(counter: Counter) -> None:
    subject = counter.child("2022-01-01")
    assert counter.ask(subject) is None
    seen = counter.seen(subject)
    assert (seen.verdict, seen.is_shown, seen.next) == (Verdict.NOT_ASKED, True, Next.NOTHING)


def test_a_portrait_counts_when_it_is_taken_and_the_same_picture_is_no_new_one(counter: Counter) -> None:
    subject = counter.child("2022-01-01", slug="refugee-id-card")
    ticket = counter.ask(subject)
    assert ticket is not None
    assert ticket.device is None
    assert counter.seen(subject).next is Next.TAKE_PORTRAIT
    later = counter.later(minutes=1)
    take_portrait(subject_id=subject, data=portrait(), actor=later.clerk, now=later.now)
    assert later.seen(subject).verdict is Verdict.IDENTIFIED
    with pytest.raises(InvalidInput, match="portrait-not-new"):
        take_portrait(subject_id=subject, data=portrait(), actor=later.clerk, now=later.now)


def portrait() -> bytes:
    made = BytesIO()
    Image.new("RGB", (600, 800), "#888").save(made, "JPEG")
    return made.getvalue()


# who may


def test_only_the_counter_of_the_case_asks(counter: Counter) -> None:
    subject = counter.subject()
    other = counter.bureau.actor(
        "service-clerk", now=counter.now, office=counter.bureau.other_counter, name="other"
    )
    with pytest.raises(NotFound, match="subject-unknown"):
        counter.ask(subject, actor=other)
    with pytest.raises(NotAllowed, match="not-your-role"):
        counter.ask(subject, actor=counter.bureau.actor("bureau-expert", now=counter.now))
    assert counter.ask(subject, actor=counter.bureau.actor("bureau-clerk", now=counter.now)) is not None


def test_nobody_captures_themselves(counter: Counter) -> None:
    subject = counter.subject()
    party = Subject.objects.get(pk=subject).party_id
    account = counter.bureau.hire("service-clerk")
    with pytest.raises(NotAllowed, match="own-matter"):
        counter.ask(subject, actor=actor_of(account, now=counter.now, persons=(party,)))


def test_a_desk_of_another_office_is_not_there(counter: Counter) -> None:
    subject = counter.subject()
    register_device(
        office=counter.bureau.other_counter,
        code="desk-302",
        reads=[Modality.FINGER],
        actor=counter.officer,
        now=counter.now,
    )
    with pytest.raises(NotFound, match="device-unknown"):
        counter.ask(subject, device="desk-302")


def test_where_there_are_two_desks_one_is_named_and_where_there_is_none_it_is_said(counter: Counter) -> None:
    subject = counter.subject()
    register_device(
        office=counter.bureau.counter,
        code="desk-301-2",
        reads=[Modality.FINGER, Modality.IRIS],
        actor=counter.officer,
        now=counter.now,
    )
    with pytest.raises(InvalidInput, match="desk-unnamed"):
        counter.ask(subject)
    ticket = counter.ask(subject, device="desk-301-2")
    assert ticket is not None
    assert len(ticket.parts) == 6
    for code in ("desk-301-1", "desk-301-2"):
        retire_device(code=code, actor=counter.officer, now=counter.now)
    with pytest.raises(Conflict, match="no-device-here"):
        counter.ask(subject)
    assert counter.seen(counter.subject()).next is Next.CHECK_BY_SIGHT


def test_a_code_is_given_once_and_only_by_who_keeps_devices(counter: Counter) -> None:
    office = counter.bureau.counter
    with pytest.raises(Conflict, match="device-code-used"):
        register_device(
            office=office, code="desk-301-1", reads=[Modality.IRIS], actor=counter.officer, now=counter.now
        )
    with pytest.raises(NotAllowed, match="not-your-role"):
        register_device(office=office, code="x", reads=[Modality.IRIS], actor=counter.clerk, now=counter.now)
    with pytest.raises(InvalidInput, match="device-unreadable"):
        register_device(
            office=office, code="x", reads=[Modality.FACE], actor=counter.officer, now=counter.now
        )


def test_what_was_given_for_a_card_serves_no_removal(counter: Counter) -> None:
    subject = counter.subject()
    case = Case.objects.filter(subjects=subject)
    case.update(slug="revocation")
    with pytest.raises(NotAllowed, match="purpose-closed"):
        counter.ask(subject)
    with pytest.raises(NotAllowed, match="purpose-closed"):
        counter.ask(subject, Purpose.OWN_RECORD)
    with pytest.raises(NotAllowed, match="purpose-closed"):
        own_readings(person_id=1, purpose=Purpose.VERIFY)


def test_a_matter_that_ended_is_left_alone(counter: Counter) -> None:
    subject = counter.subject()
    Subject.objects.filter(pk=subject).update(state="ended", end="given", ended_at=counter.now)
    with pytest.raises(Conflict, match="matter-ended"):
        counter.ask(subject)


# the device


def test_a_ticket_is_taken_once_and_the_same_message_gets_it_again(counter: Counter) -> None:
    counter.ask(counter.subject())
    taken = counter.take("t1")
    assert taken is not None
    assert [part for part, _ in taken.parts] == list(FINGERS)
    assert counter.take("t1") == taken
    assert counter.take("t2") is None
    assert counter.later().take("t1") is None


def test_a_device_gets_no_ticket_of_another_desk(counter: Counter) -> None:
    register_device(
        office=counter.bureau.counter,
        code="two",
        reads=[Modality.FINGER],
        actor=counter.officer,
        now=counter.now,
    )
    counter.ask(counter.subject(), device="desk-301-1")
    assert counter.take(device="two") is None
    taken = counter.take()
    assert taken is not None
    assert counter.bring(counter.reading(taken.nonce, "الف"), device="two") is Told.UNKNOWN
    with pytest.raises(NotFound, match="device-unknown"):
        counter.take(device="three")


def test_a_message_that_comes_twice_counts_once_and_its_number_serves_nothing_else(counter: Counter) -> None:
    counter.ask(counter.subject())
    taken = counter.take()
    assert taken is not None
    said = counter.reading(taken.nonce, "الف", message="m")
    assert [counter.bring(said) for _ in range(3)] == [Told.TAKEN] * 3
    assert counter.later().bring(said) is Told.TAKEN
    assert counter.bring(replace(said, quality=79)) is Told.KEY_USED
    assert (Attempt.objects.count(), Reading.objects.count()) == (1, 1)
    assert counter.bring(replace(said, message="n")) is Told.ALREADY


def test_what_comes_late_or_from_nowhere_is_told_so_and_kept_nowhere(counter: Counter) -> None:
    counter.ask(counter.subject())
    untaken = CaptureTicket.objects.get().nonce
    assert counter.bring(counter.reading(untaken, "الف")) is Told.UNKNOWN
    taken = counter.take()
    assert taken is not None
    late = replace(counter, now=counter.now + LASTS)
    assert late.bring(late.reading(taken.nonce, "الف")) is Told.LATE
    assert counter.bring(counter.reading("nowhere", "الف")) is Told.UNKNOWN
    old = replace(counter.reading(taken.nonce, "الف"), captured_at=counter.now - timedelta(hours=1))
    assert counter.bring(old) is Told.WRONG_MOMENT
    eye = counter.reading(taken.nonce, "الف", Part(Modality.IRIS, "left"))
    assert counter.bring(eye) is Told.NOT_ASKED
    for wrong in (
        replace(counter.reading(taken.nonce, "الف"), format="BMP"),
        replace(counter.reading(taken.nonce, "الف"), template=b"picture"),
        replace(counter.reading(taken.nonce, "الف"), template=b""),
        replace(counter.reading(taken.nonce, "الف"), quality=101),
    ):
        assert counter.bring(wrong) is Told.NOT_ACCEPTED
    assert (Attempt.objects.count(), Reading.objects.count(), Gallery.objects.count()) == (0, 0, 0)


def test_nothing_more_comes_under_a_ticket_whose_desk_asked_anew(counter: Counter) -> None:
    subject = counter.subject()
    counter.ask(subject)
    taken = counter.take()
    assert taken is not None
    counter.ask(subject)
    assert counter.bring(counter.reading(taken.nonce, "الف")) is Told.LATE


def test_after_three_poor_tries_it_is_offered_that_the_part_cannot_be_captured(counter: Counter) -> None:
    subject = counter.subject()
    counter.ask(subject)
    taken = counter.take()
    assert taken is not None
    told = [counter.bring(counter.reading(taken.nonce, "الف", quality=3)) for _ in range(3)]
    assert told == [Told.AGAIN, Told.AGAIN, Told.GIVE_UP]
    assert counter.seen(subject).next is Next.NOTE_EXCUSE
    assert not Reading.objects.exists()
    assert counter.bring(counter.reading(taken.nonce, "الف")) is Told.TAKEN
    assert counter.seen(subject).next is Next.WAIT


def test_what_another_encoder_made_is_not_compared_and_says_nothing(counter: Counter) -> None:
    first = counter.subject()
    counter.show(first, "الف")
    tomorrow = counter.later()
    tomorrow.ask(first, Purpose.VERIFY, positions=[INDEX])
    taken = tomorrow.take()
    assert taken is not None
    other = replace(tomorrow.reading(taken.nonce, "الف"), format="ISO 19794-2:2005", encoder="another")
    assert tomorrow.bring(other) is Told.TAKEN
    seen = tomorrow.seen(first)
    assert (seen.verdict, seen.next) == (Verdict.UNFINISHED, Next.CHECK_BY_SIGHT)
    assert not Check.objects.exists()


def test_nothing_simulated_is_taken_where_people_are_real(counter: Counter, settings: Settings) -> None:
    counter.ask(counter.subject())
    taken = counter.take()
    assert taken is not None
    settings.PANAH_DEMO = False
    assert counter.bring(counter.reading(taken.nonce, "الف")) is Told.NOT_ACCEPTED


# at rest


def test_a_template_at_rest_is_not_readable_and_names_nobody(counter: Counter) -> None:
    subject = counter.subject()
    counter.show(subject, "الف")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM biometrics_reading")
        rows = cursor.fetchall()
        columns = {one[0] for one in cursor.description}
    party = Subject.objects.get(pk=subject).party_id
    for row in rows:
        values = [bytes(one) for one in row if isinstance(one, bytes | memoryview)]
        assert values
        assert all(MAGIC not in one for one in values)
    assert columns.isdisjoint({"person_id", "subject_id", "case_id", "ticket_id", "session_id"})
    assert Gallery.objects.get(person=party).ref == Reading.objects.first().ref  # type: ignore[union-attr]  # there


def test_every_act_is_in_the_journal_with_its_purpose_and_without_what_was_measured(counter: Counter) -> None:
    subject = counter.subject()
    counter.show(subject, "الف", but=FINGERS[1:])
    events = list(Event.objects.filter(stream=f"capture:{subject}").order_by("seq"))
    assert [(one.kind, one.word, one.step) for one in events] == [
        ("capture-asked", "enrol", ""),
        ("part-captured", "enrol", "finger:right-index"),
    ]
    assert {one.about for one in events} == {f"person:{Subject.objects.get(pk=subject).party_id}"}
    assert all(one.case_number for one in events)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE biometrics_reading SET quality = 1",
        "UPDATE biometrics_gallery SET person_id = person_id",
        "UPDATE biometrics_check SET is_match = NOT is_match, score = threshold",
        "UPDATE biometrics_attempt SET told = 'again'",
        "DELETE FROM biometrics_check",
        "DELETE FROM biometrics_attempt",
        "DELETE FROM biometrics_session",
        "DELETE FROM biometrics_captureticket",
        "UPDATE biometrics_captureticket SET state = 'open'",
        "UPDATE biometrics_captureticket SET asked = ''",
    ],
)
def test_what_came_is_not_rewritten_even_by_hand(counter: Counter, statement: str) -> None:
    subject = counter.subject()
    counter.show(subject, "الف")
    counter.later().show(subject, "الف", Purpose.VERIFY)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
