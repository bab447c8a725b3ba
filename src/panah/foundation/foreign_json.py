"""What machines of others write: JSON from anybody, and moments of any clock; what cannot be read is one error."""

import json
from datetime import UTC, datetime


def read_json(body: bytes) -> object:
    """Read JSON that somebody else wrote.

    Raises ValueError for all that is none: also for what is nested deeper than anybody reads, and for half letters
    (lone surrogates), which no database takes.
    """
    try:
        said: object = json.loads(body)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    json.dumps(said, ensure_ascii=False).encode()
    return said


def read_moment(text: str) -> datetime:
    """Read a moment with its zone (ISO 8601) as UTC; raises ValueError for one without zone or beyond the calendar."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("no zone")
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("beyond the calendar") from error
