"""The road from a word to rest: send, receive where they arrive, join, close."""

from panah.casework.engine import arriving, ends, selection, sql
from panah.casework.engine.run import Run
from panah.catalogue.queries import definition_of


def settle(run: Run) -> None:
    """Receive the travellers until all rest, joins included; then close the cases nobody is left in.

    The number of rounds is bounded by the definition, whose cycles all hold a human step; never by the number of cases.
    """
    while True:
        while places := _places(run):
            for version_id, place in places:
                arriving.arrive(run, definition_of(version_id), version_id, place)
        joined = [ends.join(run, definition_of(version), version) for version in selection.versions(run)]
        if not any(joined):
            break
    if run.has_ended:
        ends.close_cases(run)


def _places(run: Run) -> list[tuple[int, str]]:
    found = sql.rows(
        """
        SELECT DISTINCT version_id, position FROM casework_batchitem
        WHERE batch_id = %s AND NOT settled AND position <> ''
        """,
        [run.batch],
    )
    return [(int(str(version)), str(place)) for version, place in found]
