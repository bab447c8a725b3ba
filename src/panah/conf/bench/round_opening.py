"""A round opened for the whole province at once, against the same rows as raw SQL with no checks."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from panah.audit.models import Event
from panah.casework.engine import sql
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, Subject
from panah.catalogue.queries import definition_of
from panah.conf.bench.measuring import Figure, alternate
from panah.foundation.clock import local_date
from panah.organisation.models import Account
from panah.organisation.queries import scope_of
from panah.rounds.models import CalledHousehold, PersonInRound, RegistrationRound
from panah.rounds.operations import acknowledge_round, announce_round, open_round

SLUG: Final = "amayesh-21"
LIMIT: Final = 3.0
NOTHING: Final = bytes(32)
STEP: Final = "visit"

type Counts = tuple[int, ...]


def figures(*, now: datetime) -> Iterator[Figure]:
    """Give the figure of opening; each run is taken back, so that the next one opens the same."""
    one = announced(now)
    sql.run("ANALYZE")
    people: list[Counts] = []

    def ours() -> None:
        with transaction.atomic():
            before = _counts()
            open_round(round_id=one.pk, actor=actor_of("ministry-officer", now), key="bench", now=now)
            people.append(_since(before))
            transaction.set_rollback(True)

    ours()
    called = _called(one, now)

    def floor() -> None:
        with transaction.atomic():
            before = _counts()
            _as_raw_sql(one, called, now)
            if _since(before) != people[0]:
                raise AssertionError(f"the floor wrote {_since(before)}, the opening {people[0]}")
            transaction.set_rollback(True)

    below, above = alternate(floor, ours)
    name = f"round opened for {people[0][1]} people in {people[0][0]} households, CPU s"
    yield Figure(name, connection.vendor, above, below, LIMIT)


def announced(now: datetime) -> RegistrationRound:
    """The round of the directive in force, read by every office."""
    one = announce_round(slug=SLUG, province="bushehr", actor=actor_of("ministry-officer", now), now=now)
    for told in one.communications.all():
        acknowledge_round(
            round_id=one.pk,
            office_id=told.office_id,
            actor=actor_of("bureau-officer", now),
            now=now,
            briefed_on=local_date(now),
            minutes="دستورالعمل خوانده شد.",
        )
    return one


def actor_of(username: str, now: datetime) -> Actor:
    """A demo account as it acts."""
    account = Account.objects.get(username=username)
    return Actor(sender=f"account:{account.pk}", account_id=account.pk, scope=scope_of(account.pk, at=now))


def _counts() -> Counts:
    return (
        Case.objects.count(),
        Subject.objects.count(),
        Item.objects.count(),
        Event.objects.filter(stream__startswith="case:").count(),
        CalledHousehold.objects.count(),
        PersonInRound.objects.count(),
    )


def _since(before: Counts) -> Counts:
    return tuple(now - then for now, then in zip(_counts(), before, strict=True))


def _called(one: RegistrationRound, now: datetime) -> str:
    """The people as (household, person, office, rule): whom the order covers, the floor need not find out."""
    with transaction.atomic():
        open_round(round_id=one.pk, actor=actor_of("ministry-officer", now), key="bench", now=now)
        rows = PersonInRound.objects.filter(round=one)
        found = list(rows.values_list("household_id", "person_id", "household__office_id", "rule"))
        transaction.set_rollback(True)
    return sql.parameter(found)


def _as_raw_sql(one: RegistrationRound, called: str, now: datetime) -> None:
    """Write what the opening writes, one statement per table, and check nothing."""
    definition = definition_of(one.version_id)
    people = sql.table(household="int", person="int", office="int", rule="text")
    covered = "rule IN ('own-paper', 'with-parents')"
    sql.run(
        f"""
        INSERT INTO rounds_personinround (round_id, household_id, person_id, rule)
        SELECT %s, p.household, p.person, p.rule FROM {people} p
        """,
        [one.pk, called],
    )
    sql.run(
        f"""
        INSERT INTO casework_case (number, slug, version_id, directive_id, office_id, household_id, start, alone,
                                   state, ver, opened_at, link)
        SELECT 'B/' || p.household, %s, %s, %s, p.office, p.household, 'round', false, 'open', 1, %s, ''
        FROM (SELECT DISTINCT household, office FROM {people} q WHERE {covered}) p
        """,
        [definition.slug, one.version_id, one.directive_id, now, called],
    )
    sql.run(
        f"""
        INSERT INTO casework_subject (case_id, role, party_id, state, end_name, waiting_at)
        SELECT (SELECT c.id FROM casework_case c WHERE c.household_id = p.household AND c.opened_at = %s),
               %s, p.person, 'open', '', ''
        FROM {people} p WHERE {covered}
        """,
        [now, next(iter(definition.subjects)), called],
    )
    _further(one, now)


def _further(one: RegistrationRound, now: datetime) -> None:
    """The events, the items, and the rows of the round itself."""
    sql.run(
        """
        INSERT INTO audit_event (stream, seq, kind, at, role, office, case_number, step, word, about, payload_digest)
        SELECT 'case:' || c.id, 1, 'opened', %s, '', '', c.number, '', c.start, '', %s
        FROM casework_case c WHERE c.opened_at = %s
        """,
        [now, NOTHING, now],
    )
    sql.run(
        """
        INSERT INTO casework_item (case_id, step, kind, queue, office_id, state, round, ver, opened_at, due_at, clock,
                                   word)
        SELECT c.id, %s, 'by', 'service-clerk', c.office_id, 'open', 1, 1, %s, %s, '', ''
        FROM casework_case c WHERE c.opened_at = %s
        """,
        [STEP, now, now, now],
    )
    sql.run(
        """
        INSERT INTO rounds_calledhousehold (round_id, household_id, case_id, people)
        SELECT %s, c.household_id, c.id, 1 FROM casework_case c WHERE c.opened_at = %s
        """,
        [one.pk, now],
    )
