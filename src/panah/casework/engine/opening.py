"""The rows of many new cases, written over the set."""

from dataclasses import dataclass

from panah.audit.operations import record_from
from panah.casework.engine import sql
from panah.casework.engine.run import Run
from panah.casework.engine.sql import Rows, Value
from panah.catalogue.queries import definition_of
from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import to_jalali


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyOpenings:
    """One start of one version for many households.

    `households` gives (household_id, office_id, applicant_id), each household once; `people` gives (household_id,
    party_id) of whom its case decides about, in the role `subject`. `role` is that in which the actor opens them.
    """

    version_id: int
    directive_id: int
    start: str
    subject: str
    role: str
    households: Rows
    people: Rows


NEW = "c.id > %s AND c.version_id = %s AND c.start = %s AND c.opened_at = %s"
"""The cases of this opening: made since, and by nobody else under this start at this moment."""
COUNTERS = """
    INSERT INTO casework_casecounter (office_id, year, last)
    SELECT DISTINCT h.office_id, CAST(%s AS integer), 0 FROM ({households}) h
    WHERE NOT EXISTS (SELECT 1 FROM casework_casecounter k WHERE k.office_id = h.office_id AND k.year = %s)
"""
CASES = """
    INSERT INTO casework_case (number, slug, version_id, directive_id, office_id, household_id, applicant_id, start,
                               alone, state, ver, opened_at, link)
    SELECT o.code || '/' || %s || '/'
               || CAST(k.last + row_number() OVER (PARTITION BY h.office_id ORDER BY h.household_id) AS varchar(20)),
           %s, %s, %s, h.office_id, h.household_id, h.applicant_id, %s, false, 'open', 1, %s, ''
    FROM ({households}) h
    JOIN organisation_office o ON o.id = h.office_id
    JOIN casework_casecounter k ON k.office_id = h.office_id AND k.year = %s
    ORDER BY h.household_id
"""
COUNTED = f"""
    UPDATE casework_casecounter SET last = casework_casecounter.last + n.many
    FROM (SELECT c.office_id, count(*) AS many FROM casework_case c WHERE {NEW} GROUP BY c.office_id) n
    WHERE n.office_id = casework_casecounter.office_id AND casework_casecounter.year = %s
"""
SUBJECTS = """
    INSERT INTO casework_subject (case_id, role, party_id, state, end_name, waiting_at)
    SELECT n.case_id, %s, n.party_id, 'open', '', ''
    FROM (SELECT p.party_id,
                 (SELECT c.id FROM casework_case c
                  WHERE c.household_id = p.household_id AND c.opened_at = %s AND c.start = %s) AS case_id
          FROM ({people}) p) n
    ORDER BY n.case_id, n.party_id
"""
"""The case is looked up for each person, so that no planner without statistics reads all people for each case."""
TRAVELLERS = f"""
    INSERT INTO casework_batchitem (batch_id, case_id, version_id, office_id, position, role)
    SELECT %s, c.id, c.version_id, c.office_id, %s, '' FROM casework_case c WHERE {NEW}
"""
EVENTS = f"""
    SELECT 'case:' || CAST(c.id AS varchar(20)), 1, 'opened', %s, %s, NULL, %s, o.path, c.number, '', c.start,
           CASE WHEN c.applicant_id IS NULL THEN 'shared'
                ELSE 'applicant ' || CAST(c.applicant_id AS varchar(20)) || ', shared' END, %s, NULL, NULL
    FROM casework_case c JOIN organisation_office o ON o.id = c.office_id WHERE {NEW}
"""


def write_openings(openings: ManyOpenings, run: Run) -> int:
    """Write cases, subjects, events and the travellers that stand at the start; gives how many cases there are.

    Raises InvalidInput("start-unknown").
    """
    definition = definition_of(openings.version_id)
    if openings.start not in definition.starts:
        raise InvalidInput("start-unknown", start=openings.start)
    year = to_jalali(local_date(run.now)).year
    households, people = openings.households, openings.people
    last = sql.rows("SELECT coalesce(max(id), 0) FROM casework_case")[0][0]
    new: list[Value] = [int(str(last)), openings.version_id, openings.start, run.now]
    sql.run(COUNTERS.format(households=households.select), [year, *households.params, year])
    _lock_counters(year)
    opened = sql.run(
        CASES.format(households=households.select),
        [
            f"{year % 100:02d}", definition.slug, openings.version_id, openings.directive_id, openings.start, run.now,
            *households.params, year,
        ],
    )  # fmt: skip
    sql.run(COUNTED, [*new, year])
    sql.run(
        SUBJECTS.format(people=people.select), [openings.subject, run.now, openings.start, *people.params]
    )
    sql.run(TRAVELLERS, [run.batch, definition.starts[openings.start].at, *new])
    said = [sql.adapted(value) for value in (run.now, run.actor_id, openings.role, run.batch, *new)]
    record_from(select=EVENTS, params=said)
    return opened


def _lock_counters(year: int) -> None:
    """Let nobody else take a case number until this is done: they wait."""
    sql.run("UPDATE casework_casecounter SET last = last WHERE year = %s", [year])
