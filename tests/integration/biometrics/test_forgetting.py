"""Readings are deleted, not hidden; a tombstone and a receipt say that there were some."""

import pytest
from pytest_django import Settings

from factories.captures import INDEX, Counter
from panah.audit.models import Event
from panah.biometrics.engines import Sample, engine_for
from panah.biometrics.engines.simulator import SimulatedEngine
from panah.biometrics.models import Gallery, GalleryKey, Reading, Tombstone
from panah.biometrics.operations import Told, forget
from panah.biometrics.queries import Ground, Modality, Next, Outcome, Purpose, Verdict, own_readings
from panah.biometrics.rules.tickets import TicketState
from panah.biometrics.sealing import open_template
from panah.casework.engine.authority import SYSTEM, Actor
from panah.casework.models import Subject
from panah.foundation.envelope import SealError
from panah.foundation.errors import NotAllowed, NotFound

pytestmark = pytest.mark.django_db


def party_of(subject: int) -> int:
    return Subject.objects.get(pk=subject).party_id


def forgotten(counter: Counter, subject: int, actor: Actor) -> object:
    return forget(
        person_id=party_of(subject),
        ground=Ground.DEPARTED,
        purpose=Purpose.ERASURE,
        actor=actor,
        now=counter.now,
    )


def test_forgetting_leaves_nothing_but_a_tombstone_and_a_receipt(counter: Counter) -> None:
    first, other = counter.subject(), counter.subject()
    counter.show(first, "الف")
    counter.show(other, "ب")
    ref = Gallery.objects.get(person=party_of(first)).ref
    assert forgotten(counter, first, counter.officer) is not None
    assert not Gallery.objects.filter(person=party_of(first)).exists()
    assert not Reading.objects.filter(ref=ref).exists()
    assert not GalleryKey.objects.filter(ref=ref).exists()
    assert (Reading.objects.count(), GalleryKey.objects.count()) == (4, 1)
    stone = Tombstone.objects.get()
    assert (stone.ref, stone.readings, stone.ground) == (ref, 4, "departed")
    event = Event.objects.get(kind="readings-forgotten")
    assert (event.stream, event.word) == (f"gallery:{ref}", "erasure")
    assert own_readings(person_id=party_of(first), purpose=Purpose.OWN_RECORD) == []
    assert forgotten(counter, first, counter.officer) is None


def test_what_is_on_its_way_comes_too_late(counter: Counter) -> None:
    subject = counter.subject()
    counter.show(subject, "الف", but=[INDEX])
    later = counter.later(minutes=2)
    ticket = later.ask(subject)
    taken = later.take()
    assert ticket is not None
    assert taken is not None
    forgotten(later, subject, SYSTEM)
    ticket.refresh_from_db()
    assert ticket.state == TicketState.CLOSED
    assert later.bring(later.reading(taken.nonce, "الف")) is Told.LATE
    assert not Reading.objects.exists()


def test_whoever_comes_again_is_captured_anew_under_another_reference(counter: Counter) -> None:
    subject = counter.subject()
    counter.show(subject, "الف")
    before = Gallery.objects.get().ref
    forgotten(counter, subject, counter.officer)
    later = counter.later()
    again = later.again(subject)
    later.show(again, "الف")
    assert later.seen(again).verdict is Verdict.IDENTIFIED
    assert {one.outcome for one in later.seen(again).parts} == {Outcome.FIRST}
    assert Gallery.objects.get().ref != before


def test_a_check_whose_enrolment_is_gone_says_nothing(counter: Counter) -> None:
    subject = counter.subject()
    counter.show(subject, "الف")
    later = counter.later()
    later.ask(subject, Purpose.VERIFY, positions=[INDEX])
    taken = later.take()
    assert taken is not None
    Reading.objects.all().delete()
    later.bring(later.reading(taken.nonce, "الف"))
    seen = later.seen(subject)
    assert (seen.verdict, seen.next) == (Verdict.UNFINISHED, Next.CHECK_BY_SIGHT)


def test_only_an_officer_of_the_persons_office_forgets(counter: Counter) -> None:
    subject = counter.subject()
    counter.show(subject, "الف")
    elsewhere = counter.bureau.actor("bureau-officer", now=counter.now, office=counter.bureau.elsewhere)
    for actor in (counter.clerk, elsewhere):
        with pytest.raises(NotFound, match="person-unknown"):
            forgotten(counter, subject, actor)
    with pytest.raises(NotAllowed, match="purpose-closed"):
        forget(
            person_id=party_of(subject),
            ground=Ground.ORDERED,
            purpose=Purpose.VERIFY,
            actor=SYSTEM,
            now=counter.now,
        )
    assert Reading.objects.count() == 4


def test_a_person_sees_what_is_kept_of_them_and_by_which_office(counter: Counter) -> None:
    subject = counter.subject()
    counter.show(subject, "الف")
    later = counter.later()
    later.show(subject, "الف")
    found = own_readings(person_id=party_of(subject), purpose=Purpose.OWN_RECORD)
    assert len(found) == 4
    assert {one.office for one in found} == {counter.bureau.counter.name}
    assert {one.captured_at for one in found} == {later.now}
    assert Reading.objects.count() == 8


def test_a_template_opens_in_its_own_place_only(counter: Counter) -> None:
    counter.show(counter.subject(), "الف")
    counter.show(counter.subject(), "ب")
    mine, theirs = Reading.objects.order_by("pk").first(), Reading.objects.order_by("-pk").first()
    assert mine is not None
    assert theirs is not None
    wrapped = GalleryKey.objects.get(ref=mine.ref).wrapped
    assert open_template(mine, wrapped=wrapped)
    with pytest.raises(SealError):
        open_template(theirs, wrapped=wrapped)
    mine.position = "left-little"
    with pytest.raises(SealError):
        open_template(mine, wrapped=wrapped)


def test_the_simulated_engine_refuses_to_run_where_people_are_real(settings: Settings) -> None:
    settings.PANAH_DEMO = False
    sample = Sample(
        modality=Modality.FINGER,
        format="simulated",
        encoder="panah-simulated",
        encoder_version="1",
        template=b"",
    )
    with pytest.raises(NotAllowed, match="simulator-in-real-mode"):
        SimulatedEngine().verify(probe=sample, enrolled=sample)


def test_templates_no_engine_here_reads_are_nobodys_to_compare() -> None:
    sample = Sample(
        modality=Modality.FINGER, format="ISO 19794-2:2005", encoder="x", encoder_version="1", template=b""
    )
    assert engine_for(sample) is None
