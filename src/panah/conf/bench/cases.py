"""Many open cases of one service, written by a few statements, each with two people who wait at the same step."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from panah.casework.engine import sql
from panah.casework.models import Case
from panah.catalogue.queries import directive_in_force, version_in_force
from panah.foundation.clock import local_date
from panah.organisation.models import Office
from panah.registry.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The service of the cases, the step inside its block at which everybody stands, and whose queue that is.

    `clock` is what time says there, `days` over how many coming days the moments are spread.
    """

    slug: str
    role: str
    step: str
    kind: str = "by"
    queue: str
    clock: str = ""
    days: int = 40


SLIP = Shape(slug="intercity-travel", role="traveller", step="travellers/look", queue="bureau-expert")
SERIES = "WITH RECURSIVE series(n) AS (SELECT %s UNION ALL SELECT n + 1 FROM series WHERE n < %s)"


def make_cases(upto: int, *, now: datetime, shape: Shape = SLIP) -> None:
    """Bring the number of cases to `upto`; their promises are spread over the coming days."""
    first = Case.objects.count() + 1
    if first > upto:
        return
    _cases(shape, first, upto, now)
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True)[:12_000])
    for place in (0, 1):
        _subjects(shape, people[0], len(people), place)
    _items(shape, now)
    sql.run(
        """
        INSERT INTO audit_event (stream, seq, kind, at, actor_id, role, office, case_number, step, word, about)
        SELECT 'case:' || c.id, 1, 'opened', c.opened_at, NULL, '', '', c.number, '', 'request', ''
        FROM casework_case c WHERE NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.stream = 'case:' || c.id)
        """
    )
    sql.run("ANALYZE")


def _cases(shape: Shape, first: int, last: int, now: datetime) -> None:
    today = local_date(now)
    version = version_in_force(shape.slug, province="bushehr", on=today).id
    directive = directive_in_force(province="bushehr", on=today).id
    offices = list(Office.objects.filter(kind="service_office").order_by("pk").values_list("pk", flat=True))
    columns = "number, slug, version_id, directive_id, office_id, start, alone, state, ver, opened_at, link"
    sql.run(
        f"""
        INSERT INTO casework_case ({columns})
        {SERIES}
        SELECT 'B/05/' || n, %s, %s, %s, CASE n %% 2 WHEN 0 THEN %s ELSE %s END, 'request', false, 'open', 1, %s, ''
        FROM series
        """,
        [first, last, shape.slug, version, directive, offices[0], offices[-1], now - timedelta(days=1)],
    )


def _subjects(shape: Shape, person: int, people: int, place: int) -> None:
    sql.run(
        """
        INSERT INTO casework_subject (case_id, role, party_id, state, end_name, waiting_at)
        SELECT c.id, %s, %s + ((c.id * 2 + %s) %% %s), 'open', '', '' FROM casework_case c
        WHERE c.number LIKE 'B/05/%%' AND (SELECT count(*) FROM casework_subject s WHERE s.case_id = c.id) = %s
        """,
        [shape.role, person, place, people, place],
    )


def _items(shape: Shape, now: datetime) -> None:
    days = [(day, now + timedelta(days=day, hours=4)) for day in range(shape.days)]
    sql.run(
        f"""
        INSERT INTO casework_item (case_id, subject_id, step, kind, queue, office_id, state, round, ver, opened_at,
                                   due_at, clock, word)
        SELECT s.case_id, s.id, %s, %s, %s, c.office_id, 'open', 1, 1, c.opened_at, d.due_at, %s, ''
        FROM casework_subject s JOIN casework_case c ON c.id = s.case_id
        JOIN {sql.table(day="int", due_at="time")} d ON d.day = s.id %% %s
        WHERE c.number LIKE 'B/05/%%' AND NOT EXISTS (SELECT 1 FROM casework_item i WHERE i.subject_id = s.id)
        """,
        [shape.step, shape.kind, shape.queue, shape.clock, sql.parameter(days), shape.days],
    )
