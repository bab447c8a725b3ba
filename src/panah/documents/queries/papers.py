"""Reading papers: those of a case, and what anybody may ask of a number or code."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.documents.kinds import IN_PROGRESS
from panah.documents.models import Crossing, Document, HandOver
from panah.documents.rules.codes import read_code, read_number, show_code
from panah.documents.rules.standing import Standing, State, standing

__all__ = [
    "CasePaper",
    "PaperInHand",
    "Standing",
    "Verdict",
    "paper_in_case",
    "papers_in_hand",
    "papers_of",
    "verdict_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaper:
    """One paper of a case as its page lists it; days are local, both belong to the span."""

    id: int
    number: str
    name: str
    kind: str
    title: str
    issued_at: datetime
    valid_from: date
    valid_until: date | None
    standing: Standing
    void_reason: str
    is_replaced: bool
    verify_code: str
    handed_at: datetime | None
    bearer_id: int | None

    @property
    def serves(self) -> bool:
        """Whether it is what the case asked for, and stands or will; a proof that the request is open is not that."""
        return self.name != IN_PROGRESS and self.standing in {Standing.VALID, Standing.NOT_YET}


@dataclass(frozen=True, slots=True)
class PaperInHand:
    """A paper somebody has, as their own page lists it; `valid_until` is its last local day."""

    id: int
    case_id: int
    title: str
    number: str
    valid_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the world is told of a paper: what it is, its days, what it is worth today. No name of anybody.

    `ended_at` is the moment it was made void; `is_replaced` says that a newer paper stands in its place, `is_used` that
    its one crossing was made.
    """

    title: str
    standing: Standing
    valid_from: date
    valid_until: date | None
    ended_at: datetime | None
    is_replaced: bool
    is_used: bool


def papers_of(case_id: int, *, on: date, bearers: Collection[int] | None = None) -> list[CasePaper]:
    """List the papers issued in a case, newest first, with what each is worth on a local day; two queries.

    With `bearers` (parties), only what is theirs or everybody's.
    """
    rows = Document.objects.filter(case=case_id).order_by("-pk").prefetch_related("hand_overs")
    return [_listed(row, on) for row in _with_use(rows.filter(_borne(bearers)))]


def paper_in_case(
    document_id: int, *, case_ids: Sequence[int], on: date, bearers: Collection[int] | None = None
) -> CasePaper | None:
    """Find a paper among those of cases the caller may see, and of these bearers or everybody's; else None."""
    rows = Document.objects.filter(_borne(bearers), pk=document_id, case__in=case_ids)
    row = _with_use(rows.prefetch_related("hand_overs")).first()
    return _listed(row, on) if row else None


def papers_in_hand(
    cases: Mapping[int, Collection[int] | None], *, on: date, most: int = 20
) -> list[PaperInHand]:
    """List the papers of these cases that were handed over and stand on a local day, newest first; one query.

    To each case belong the bearers whose papers may be seen (parties); None: everybody's.
    """
    open_to_all = [case for case, bearers in cases.items() if bearers is None]
    allowed = Q(case__in=open_to_all)
    for case, bearers in cases.items():
        if bearers is not None:
            allowed |= Q(case=case) & _borne(bearers)
    rows = Document.objects.filter(
        allowed, Q(valid_until=None) | Q(valid_until__gte=on), Exists(_hand_overs()), state=State.VALID
    )
    standing_rows = rows.exclude(Exists(Crossing.objects.filter(document=OuterRef("pk")))).order_by("-pk")
    return [
        PaperInHand(row.pk, row.case_id, row.title, row.number, row.valid_until)
        for row in standing_rows.only("pk", "case_id", "title", "number", "valid_until")[:most]
    ]


def _hand_overs() -> QuerySet[HandOver]:
    return HandOver.objects.filter(document=OuterRef("pk"))


def verdict_of(typed: str, *, on: date) -> Verdict | None:
    """Say what a paper is worth on a local day by its code or letter number, however typed; None for an unknown one.

    Nothing is written: whoever is checked leaves no trace.
    """
    code, number = read_code(typed), read_number(typed)
    if code is None and number is None:
        return None
    by = {"verify_code": code} if code else {"number__iexact": number}
    row = _with_use(Document.objects.filter(**by)).first()
    if row is None:
        return None
    return Verdict(
        title=row.title,
        standing=_standing(row, on),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        ended_at=row.voided_at,
        is_replaced=row.state == State.REPLACED,
        is_used=_is_used(row),
    )


def _borne(bearers: Collection[int] | None) -> Q:
    return Q() if bearers is None else Q(bearer=None) | Q(bearer__in=list(bearers))


def _with_use(rows: QuerySet[Document]) -> QuerySet[Document]:
    """Ask in the same query whether each paper was used."""
    return rows.annotate(is_used=Exists(Crossing.objects.filter(document=OuterRef("pk"))))


def _is_used(row: Document) -> bool:
    return bool(getattr(row, "is_used", False))


def _standing(row: Document, on: date) -> Standing:
    return standing(
        state=State(row.state),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        on=on,
        is_used=_is_used(row),
    )


def _listed(row: Document, on: date) -> CasePaper:
    handed = [one.at for one in row.hand_overs.all()]
    return CasePaper(
        id=row.pk,
        number=row.number,
        name=row.name,
        kind=row.kind,
        title=row.title,
        issued_at=row.issued_at,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        standing=_standing(row, on),
        void_reason=row.void_reason,
        is_replaced=row.state == State.REPLACED,
        verify_code=show_code(row.verify_code),
        handed_at=max(handed, default=None),
        bearer_id=row.bearer_id,
    )
