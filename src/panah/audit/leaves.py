"""Events as the texts that are sealed, written by the database itself: one text each, and no object for any row.

Sealing and verifying both read them here, so that they see an event with the same eyes.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Q, QuerySet, TextField
from django.db.models.expressions import RawSQL

from panah.audit.models import Event
from panah.audit.rules import EVENT_FIELDS, Hole
from panah.foundation.merkle import leaf_hashes

HOLES_AT_ONCE = 200
TEXTS = ("stream", "kind", "role", "office", "case_number", "step", "word", "about")
MOMENT = {
    "postgresql": """to_char(at AT TIME ZONE 'UTC', '"\\""YYYY-MM-DD"T"HH24:MI:SS.US"Z\\""')""",
    "sqlite": "replace(at, ' ', 'T') || CASE length(at) WHEN 19 THEN '.000000Z' ELSE 'Z' END",
}
DIGEST = {
    "postgresql": """'"' || encode(payload_digest, 'hex') || '"'""",
    "sqlite": "CASE WHEN payload_digest IS NOT NULL THEN lower(hex(payload_digest)) END",
}

type Leaf = tuple[int, bytes]
"""An event's number, and the hash (32 bytes) it enters the tree with."""


def leaves_of(events: QuerySet[Event]) -> list[Leaf]:
    """Read the leaves of events, in the order of the query, as `rules.leaf` would write them; one query."""
    rows = list(events.annotate(leaf=RawSQL(_as_text(), [], TextField())).values_list("pk", "leaf"))  # noqa: S611  # our own text
    hashes = leaf_hashes(text.encode() for _, text in rows)
    return [(row[0], hashed) for row, hashed in zip(rows, hashes, strict=True)]


def in_holes(holes: Sequence[Hole]) -> Iterator[QuerySet[Event]]:
    """The events that lie in holes, in their order, some holes at a time."""
    for start in range(0, len(holes), HOLES_AT_ONCE):
        some = [Q(pk__range=hole) for hole in holes[start : start + HOLES_AT_ONCE]]
        yield Event.objects.filter(reduce(or_, some)).order_by("pk")


def _as_text() -> str:
    """Say an event as one JSON array without blanks, in the words of this database.

    PostgreSQL's own array function writes blanks and is four times slower than its parts put together.
    """
    vendor = connection.vendor
    columns = {name: name for name in ("id", *EVENT_FIELDS)}
    columns |= {"at": MOMENT[vendor], "payload_digest": DIGEST[vendor]}
    if vendor == "sqlite":
        return f"json_array({', '.join(columns.values())})"
    columns |= {name: f"to_json({name})" for name in TEXTS}
    parts = ", ',', ".join(f"coalesce(({column})::text, 'null')" for column in columns.values())
    return f"concat('[', {parts}, ']')"
