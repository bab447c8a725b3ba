"""Opening and writing the sealed text of an occupation."""

from typing import Final

from panah.registry.models import Occupation
from panah.registry.sealing import open_text, owner_key
from panah.registry.values import Work

TABLE: Final = "occupation"


def write_work(work: Work) -> str:
    """Write a job and its workshop code as one text, to be sealed."""
    return f"{work.title}\n{work.workshop}"


def read_work(fact: Occupation) -> Work:
    """Open what was sealed for its person; raises foundation.envelope.SealError."""
    text = open_text(table=TABLE, owner=owner_key(person_id=fact.person_id), sealed=fact.sealed)
    title, _, workshop = text.partition("\n")
    return Work(title, workshop, fact.no_workshop)
