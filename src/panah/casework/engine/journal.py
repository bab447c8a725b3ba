"""Events of many cases at once, dense per case, and the case's version that counts them."""

from collections.abc import Sequence

from panah.audit.operations import record_from
from panah.casework.engine import sql
from panah.casework.engine.run import Run
from panah.casework.engine.sql import Value


def write(run: Run, kind: str, about: str, params: Sequence[Value]) -> None:
    """Write one event per row of `about`, and raise each case's version by its number of events.

    `about` is a SELECT giving case_id, place (order within a case), step, word, about, role, on_behalf_of; the cases
    are locked.
    """
    record_from(
        select=f"""
            SELECT 'case:' || c.id, c.ver + row_number() OVER (PARTITION BY c.id ORDER BY e.place), %s, %s, %s,
                   e.on_behalf_of, e.role, o.path, c.number, e.step, e.word, e.about, %s, %s, %s
            FROM ({about}) e
            JOIN casework_case c ON c.id = e.case_id
            JOIN organisation_office o ON o.id = c.office_id
        """,
        params=[
            kind,
            sql.adapted(run.now),
            run.actor_id,
            run.batch,
            run.payload.id if run.payload else None,
            run.payload.digest if run.payload else None,
            *params,
        ],
    )
    sql.run(
        f"""
        UPDATE casework_case SET ver = casework_case.ver + e.n
        FROM (SELECT a.case_id, count(*) AS n FROM ({about}) a GROUP BY a.case_id) e
        WHERE casework_case.id = e.case_id
        """,
        params,
    )
