"""The road from a word to rest: send, receive where they arrive, join, close."""

from panah.casework.engine import arriving, ends, selection
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
    ends.close_cases(run)


def _places(run: Run) -> list[tuple[int, str]]:
    return list(run.travellers().order_by().values_list("version_id", "position").distinct())
