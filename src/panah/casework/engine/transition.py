"""The road from a word to rest: send, receive where they arrive, join, close."""

from collections.abc import Set as AbstractSet

from panah.casework.engine import arriving, ends, selection, sql, waiting
from panah.casework.engine.run import Run
from panah.catalogue.queries import definition_of

type Places = AbstractSet[tuple[int, str]]
"""Service versions and the places in them at which somebody stands."""


def settle(run: Run, standing: Places | None = None) -> None:
    """Receive the travellers until all rest, joins included; then close the cases nobody is left in.

    `standing` says where they stand when the sender knows; else it is looked up. The number of rounds is bounded by
    the definition, whose cycles all hold a human step; never by the number of cases.
    """
    places = (_places(run) if standing is None else standing) or waiting.ask_again(run)
    while places:
        went_on = [
            arriving.arrive(run, definition_of(version), version, place) for version, place in sorted(places)
        ]
        places = _places(run) if any(went_on) else set()
        places = places or _joined(run) or waiting.ask_again(run)
    if run.has_ended:
        ends.close_cases(run)


def _places(run: Run) -> Places:
    found = sql.rows(
        """
        SELECT DISTINCT version_id, position FROM casework_batchitem
        WHERE batch_id = %s AND NOT settled AND position <> ''
        """,
        [run.batch],
    )
    return {(int(str(version)), str(place)) for version, place in found}


def _joined(run: Run) -> Places:
    """Where the cases went whose last subject came to a join, or ended, since the last look."""
    if not run.may_join:
        return set()
    run.may_join = False
    return {
        (version, place)
        for version in selection.versions(run)
        for place in ends.join(run, definition_of(version), version)
    }
