"""A live portrait at the counter: people compare faces, no machine does."""

from datetime import datetime

from django.db import transaction

from panah.biometrics.operations.ground import ASKERS, locked_session, note, settle, subject_for
from panah.biometrics.rules.purposes import Purpose
from panah.casework.engine.authority import Actor
from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput
from panah.registry.operations import record_portrait
from panah.registry.values import Entry

SEEN = "شخص رو به روی متصدی بود."


def take_portrait(*, subject_id: int, data: bytes, actor: Actor, now: datetime) -> None:
    """Record the portrait that the page just took of a subject, and count it for the session.

    Raises InvalidInput (`portrait-not-new` for the picture that stands there already, which no camera makes twice, and
    what `record_portrait` raises), and as `ask_capture` who may not.
    """
    subject, seat = subject_for(subject_id, actor, ASKERS)
    entry = Entry(on=local_date(now), now=now, actor_id=seat.account_id, role=seat.role, evidence=SEEN)
    with transaction.atomic():
        session = locked_session(subject, now=now)
        if record_portrait(entry=entry, person=subject.party.person, data=data) is None:
            raise InvalidInput("portrait-not-new")
        settle(session, subject, now=now)
        note(session, subject, kind="portrait-taken", purpose=Purpose.ENROL, now=now, seat=seat)
