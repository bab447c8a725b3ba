"""What cannot be captured is a normal answer, with a second person's word, and never a refusal (S8, S16)."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from factories.captures import FINGERS, INDEX, Counter
from panah.audit.models import Event
from panah.biometrics.models import Excuse, Session
from panah.biometrics.operations import check_by_sight, note_excuse
from panah.biometrics.queries import Modality, Next, Part, Purpose, Reason, Verdict, excuses_to_confirm
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.registry.models import PaperHeld

pytestmark = pytest.mark.django_db


def test_a_missing_finger_needs_another_persons_word_and_nothing_else(counter: Counter) -> None:
    subject = counter.subject()
    counter.show(subject, "الف", but=[INDEX])
    excuse = counter.excuse(subject)
    seen = counter.seen(subject)
    assert (seen.verdict, seen.is_shown, seen.next) == (Verdict.EXCUSED, False, Next.SECOND_PERSON)
    counter.confirm(excuse)
    seen = counter.seen(subject)
    assert (seen.verdict, seen.is_shown, seen.next) == (Verdict.EXCUSED, True, Next.NOTHING)


def test_an_excuse_stays_for_the_case_when_the_rest_is_asked_again(counter: Counter) -> None:
    subject = counter.subject()
    counter.confirm(counter.excuse(subject))
    later = counter.later()
    later.show(subject, "الف", but=[INDEX])
    assert later.seen(subject).is_shown


def test_a_whole_modality_can_be_excused(counter: Counter) -> None:
    subject = counter.subject()
    counter.ask(subject)
    excuse = note_excuse(
        subject_id=subject,
        modality=Modality.FINGER,
        reason=Reason.DECLINED_TO_SAY,
        actor=counter.clerk,
        now=counter.now,
    )
    assert counter.seen(subject).verdict is Verdict.EXCUSED
    counter.confirm(excuse.pk)
    assert counter.seen(subject).is_shown


def test_worn_is_said_after_three_tries_and_anything_else_at_once(counter: Counter) -> None:
    subject = counter.subject()
    with pytest.raises(InvalidInput, match="try-again-first"):
        counter.excuse(subject, reason=Reason.WORN)
    counter.ask(subject)
    taken = counter.take()
    assert taken is not None
    for _ in range(3):
        counter.bring(counter.reading(taken.nonce, "الف", quality=1))
    counter.excuse(subject, reason=Reason.WORN)
    counter.excuse(subject, FINGERS[1], Reason.INJURED)
    assert counter.seen(subject).next is Next.WAIT


def test_an_excuse_is_noted_once_and_not_against_what_came(counter: Counter) -> None:
    subject = counter.subject()
    assert counter.excuse(subject) == counter.excuse(subject)
    with pytest.raises(Conflict, match="excuse-differs"):
        counter.excuse(subject, reason=Reason.INJURED)
    counter.show(subject, "الف", but=[INDEX])
    with pytest.raises(Conflict, match="already-captured"):
        counter.excuse(subject, FINGERS[1])
    with pytest.raises(InvalidInput, match="reason-not-of-a-part"):
        counter.excuse(subject, reason=Reason.BY_SIGHT)
    with pytest.raises(InvalidInput, match="part-unknown"):
        note_excuse(
            subject_id=subject,
            modality=Modality.IRIS,
            position="middle",
            reason=Reason.EYE_DISEASE,
            actor=counter.clerk,
            now=counter.now,
        )


def test_without_a_device_a_person_is_known_by_sight_and_a_paper_of_theirs(counter: Counter) -> None:
    subject = counter.subject()
    excuse = counter.by_sight(subject)
    assert counter.by_sight(subject) == excuse
    assert counter.seen(subject).next is Next.SECOND_PERSON
    counter.confirm(excuse)
    assert counter.seen(subject).is_shown
    counter.subject()
    strangers = PaperHeld.objects.latest("pk").pk
    with pytest.raises(InvalidInput, match="paper-not-theirs"):
        check_by_sight(subject_id=subject, paper_id=strangers, actor=counter.clerk, now=counter.now)


def test_a_difference_is_not_hidden_by_a_clerks_word_alone(counter: Counter) -> None:
    first = counter.subject()
    counter.show(first, "الف")
    tomorrow = counter.later()
    subject = tomorrow.again(first)
    tomorrow.show(subject, "ب", Purpose.VERIFY)
    excuse = tomorrow.by_sight(subject)
    seen = tomorrow.seen(subject)
    assert (seen.verdict, seen.is_shown, seen.next) == (Verdict.MISMATCH, False, Next.SECOND_PERSON)
    tomorrow.confirm(excuse)
    assert tomorrow.seen(subject).is_shown
    later = tomorrow.later()
    later.ask(subject, Purpose.VERIFY)
    assert not later.seen(subject).is_shown


# four eyes


def test_the_second_person_is_the_bureaus_and_never_the_first(counter: Counter) -> None:
    subject = counter.subject()
    excuse = counter.excuse(subject)
    for role in ("service-clerk", "bureau-expert", "bureau-clerk"):
        with pytest.raises(NotAllowed, match="not-your-role"):
            counter.confirm(excuse, actor=counter.bureau.actor(role, now=counter.now))
    elsewhere = counter.bureau.actor("bureau-officer", now=counter.now, office=counter.bureau.elsewhere)
    with pytest.raises(NotFound, match="subject-unknown"):
        counter.confirm(excuse, actor=elsewhere)
    both = counter.bureau.actor("bureau-clerk", "bureau-officer", now=counter.now)
    other = counter.excuse(subject, FINGERS[1], actor=both)
    with pytest.raises(NotAllowed, match="four-eyes"):
        counter.confirm(other, actor=both)
    counter.confirm(other)
    with pytest.raises(NotFound, match="excuse-unknown"):
        counter.confirm(0)


def test_who_has_both_roles_still_cannot_be_both_in_the_database(counter: Counter) -> None:
    excuse = counter.excuse(counter.subject())
    for statement in (
        "UPDATE biometrics_excuse SET confirmed_by_id = noted_by_id, confirmed_at = noted_at",
        "UPDATE biometrics_excuse SET confirmed_by_id = noted_by_id",
        "UPDATE biometrics_excuse SET confirmed_at = noted_at",
        "UPDATE biometrics_excuse SET reason = 'injured'",
        "DELETE FROM biometrics_excuse",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    counter.confirm(excuse)
    with pytest.raises(DatabaseError), transaction.atomic():
        Excuse.objects.filter(pk=excuse).update(confirmed_by=None, confirmed_at=None)


def test_what_was_confirmed_keeps_its_first_second_person(counter: Counter) -> None:
    excuse = counter.excuse(counter.subject())
    counter.confirm(excuse)
    counter.confirm(excuse, actor=counter.bureau.actor("bureau-officer", now=counter.now, name="two"))
    assert Excuse.objects.get().confirmed_by_id == counter.officer.account_id


def test_what_waits_is_listed_for_the_officers_above_the_office(counter: Counter) -> None:
    subject = counter.subject()
    counter.excuse(subject)
    officer = counter.officer.scope
    assert officer is not None
    (found,) = excuses_to_confirm(scope=officer, purpose=Purpose.SECOND_PERSON)
    assert (found.subject_id, found.reason, found.confirmed_by) == (subject, Reason.MISSING, None)
    elsewhere = counter.bureau.actor("bureau-officer", now=counter.now, office=counter.bureau.elsewhere)
    for actor in (elsewhere, counter.clerk):
        assert actor.scope is not None
        assert excuses_to_confirm(scope=actor.scope, purpose=Purpose.SECOND_PERSON) == []
    counter.confirm(found.id)
    assert excuses_to_confirm(scope=officer, purpose=Purpose.SECOND_PERSON) == []


def test_why_somebody_cannot_is_not_in_the_journal(counter: Counter) -> None:
    subject = counter.subject()
    counter.confirm(counter.excuse(subject, Part(Modality.IRIS, "left"), Reason.EYE_DISEASE))
    events = Event.objects.filter(stream=f"capture:{subject}").order_by("seq")
    kinds = [(one.kind, one.word, one.role) for one in events]
    assert kinds == [
        ("excuse-noted", "counter", "service-clerk"),
        ("excuse-confirmed", "second-person", "bureau-officer"),
    ]
    assert all("eye" not in f"{one.kind}{one.step}{one.word}" for one in events)
    assert Session.objects.get().ver == 2


def test_another_offices_clerk_notes_nothing(counter: Counter) -> None:
    subject = counter.subject()
    other = counter.bureau.actor("service-clerk", now=counter.now, office=counter.bureau.other_counter)
    with pytest.raises(NotFound, match="subject-unknown"):
        counter.excuse(subject, actor=other)
    with pytest.raises(NotFound, match="subject-unknown"):
        counter.excuse(0)
    nobody = replace(counter.clerk, scope=None)
    with pytest.raises(NotFound, match="subject-unknown"):
        counter.excuse(subject, actor=nobody)
