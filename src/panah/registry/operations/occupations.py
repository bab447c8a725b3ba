"""Recording what somebody works at; the job before stays in the record with its days."""

from panah.foundation.errors import InvalidInput
from panah.foundation.persian import clean
from panah.registry.models import LifeEvent, Occupation, Person
from panah.registry.operations.moving import household_of
from panah.registry.operations.recording import live, recording
from panah.registry.sealing import owner_key, seal_text
from panah.registry.values import Entry, Work
from panah.registry.words import EventKind, NoWorkshop
from panah.registry.work import TABLE, read_work, write_work

LONGEST_TITLE, LONGEST_CODE = 80, 20


def record_occupation(*, entry: Entry, person: Person, work: Work) -> LifeEvent | None:
    """Record a person's job and workshop code from a day on; the same again changes nothing and gives None.

    Whoever has no workshop code says why, or nothing. Raises InvalidInput (`job-missing`, `job-too-long`,
    `workshop-unreadable`, `reason-unknown`).
    """
    given = _checked(work)
    owner = owner_key(person_id=person.pk)
    before = live(Occupation, person=person)
    if any(read_work(one) == given for one in before):
        return None
    with recording(EventKind.WHEREABOUTS, entry, household_of(person)) as event:
        event.about(person, "person")
        event.end(before, entry.on)
        event.state(
            Occupation(
                person=person,
                sealed=seal_text(table=TABLE, owner=owner, text=write_work(given)),
                no_workshop=given.no_workshop,
                valid_from=entry.on,
            )
        )
    return event.event


def _checked(work: Work) -> Work:
    title, code = clean(work.title), "".join(clean(work.workshop).split())
    if not title:
        raise InvalidInput("job-missing", field="job")
    if len(title) > LONGEST_TITLE:
        raise InvalidInput("job-too-long", field="job", most=LONGEST_TITLE)
    if len(code) > LONGEST_CODE or (not code.replace("-", "").replace("/", "").isalnum() and code):
        raise InvalidInput("workshop-unreadable", field="workshop")
    if work.no_workshop and work.no_workshop not in NoWorkshop:
        raise InvalidInput("reason-unknown", field="no_workshop")
    return Work(title, code, "" if code else work.no_workshop)
