"""Papers of people that lie in an office's keeping, and the receipts for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from panah.documents.models import Keeping
from panah.documents.rules.codes import show_code
from panah.registry.words import PAPER_TITLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One paper taken into keeping in a case: whose, which, where, against which receipts; moments in UTC."""

    id: int
    person_id: int
    title: str
    number: str
    office: str
    receipt: str
    taken_at: datetime
    given_for_it: str
    return_receipt: str
    returned_at: datetime | None

    @property
    def is_back(self) -> bool:
        """Whether it was given back."""
        return self.returned_at is not None


def kept_papers(case_id: int, *, bearers: Collection[int] | None = None) -> list[Kept]:
    """List what was taken into keeping in a case, the newest first, what was given back too; one query.

    With `bearers` (parties), only what is theirs.
    """
    rows = Keeping.objects.filter(case=case_id).select_related("office", "against").order_by("-pk")
    if bearers is not None:
        rows = rows.filter(party__in=list(bearers))
    return [
        Kept(
            id=row.pk,
            person_id=row.party_id,
            title=PAPER_TITLES[row.kind],
            number=row.number,
            office=row.office.name,
            receipt=show_code(row.receipt),
            taken_at=row.taken_at,
            given_for_it=row.against.number,
            return_receipt=show_code(row.return_receipt) if row.return_receipt else "",
            returned_at=row.returned_at,
        )
        for row in rows
    ]
