"""How far a session is: what came of each part of its latest ticket, and what is excused."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from panah.biometrics.models import Attempt, CaptureTicket, Check, Excuse
from panah.biometrics.rules.excuses import Reason
from panah.biometrics.rules.parts import Modality, Part
from panah.biometrics.rules.quality import tries_left
from panah.biometrics.rules.tickets import LIVE, POOR, Told
from panah.biometrics.rules.verdict import CAPTURED, BySight, Outcome, Verdict, verdict_of
from panah.registry.models import Portrait


@dataclass(frozen=True, slots=True)
class Progress:
    """The latest ticket of a session with its parts, and the excuses of the session in their order."""

    ticket: CaptureTicket | None
    excuses: tuple[Excuse, ...]
    parts: Mapping[Part, Outcome]
    poor: Mapping[Part, int]

    @property
    def by_sight(self) -> BySight:
        """What a check by sight after the latest ticket says."""
        wanted = self.ticket.pk if self.ticket else None
        found = [one for one in self.excuses if one.reason == Reason.BY_SIGHT and one.ticket_id == wanted]
        if not found:
            return BySight.NONE
        return BySight.CONFIRMED if any(one.confirmed_by_id for one in found) else BySight.NOTED

    @property
    def verdict(self) -> Verdict:
        """What it amounts to."""
        return verdict_of(self.parts, self.by_sight)

    @property
    def says_nothing(self) -> bool:
        """Whether nothing was asked and nobody looked."""
        return self.ticket is None and self.by_sight is BySight.NONE

    @property
    def is_confirmed(self) -> bool:
        """Whether every excuse that counts has its second person."""
        if self.by_sight is not BySight.NONE:
            return self.by_sight is BySight.CONFIRMED
        counting = [one for one in self.excuses if self._counts(one)]
        return bool(counting) and all(one.confirmed_by_id for one in counting)

    def _counts(self, excuse: Excuse) -> bool:
        return any(
            outcome is Outcome.EXCUSED and covers(excuse, part) for part, outcome in self.parts.items()
        )

    def tries_left(self, part: Part) -> int:
        """Count the tries before "cannot be captured" is offered for a part."""
        return tries_left(self.poor.get(part, 0))

    def is_captured(self, modality: Modality, position: str) -> bool:
        """Whether the part, or one of the modality where no position is named, was captured under the ticket."""
        return any(
            outcome in CAPTURED and part.modality is modality and position in {"", part.position}
            for part, outcome in self.parts.items()
        )


def progress_of(subject_id: int, *, person_id: int) -> Progress:
    """Read how far the session of a subject is; a fixed number of queries."""
    ticket = latest_ticket(subject_id)
    excuses = tuple(Excuse.objects.filter(session=subject_id).order_by("pk"))
    if ticket is None:
        return Progress(None, excuses, {}, {})
    attempts = list(Attempt.objects.filter(ticket=ticket))
    poor = Counter(_part(one) for one in attempts if one.told in POOR)
    return Progress(ticket, excuses, _outcomes(ticket, attempts, excuses, person_id), poor)


def latest_ticket(subject_id: int) -> CaptureTicket | None:
    """Give the ticket asked last about a subject."""
    rows = CaptureTicket.objects.filter(session=subject_id).select_related("device", "office")
    return rows.order_by("-pk").first()


def is_live(ticket: CaptureTicket, *, now: datetime) -> bool:
    """Whether something may still come under a ticket."""
    return ticket.state in LIVE and ticket.expires_at > now


def covers(excuse: Excuse, part: Part) -> bool:
    """Whether an excuse is of this part."""
    return excuse.modality == part.modality and excuse.position in {"", part.position}


def _outcomes(
    ticket: CaptureTicket, attempts: Sequence[Attempt], excuses: Iterable[Excuse], person_id: int
) -> dict[Part, Outcome]:
    taken = {_part(one): one.is_compared for one in attempts if one.told == Told.TAKEN}
    matches = {Part(Modality(one.modality), one.position): one.is_match for one in ticket.checks.all()}
    has_face = _portrait_came(ticket, person_id)

    def outcome(part: Part) -> Outcome:
        if part in matches:
            return Outcome.MATCHED if matches[part] else Outcome.DIFFERS
        if part in taken:
            return Outcome.FIRST if taken[part] else Outcome.UNCOMPARED
        if part.modality is Modality.FACE and has_face:
            return Outcome.FIRST
        if any(covers(one, part) for one in excuses):
            return Outcome.EXCUSED
        return Outcome.WAITING

    return {part: outcome(part) for part in ticket.parts}


def _portrait_came(ticket: CaptureTicket, person_id: int) -> bool:
    """Whether a portrait was recorded since the ticket was asked for."""
    if all(part.modality is not Modality.FACE for part in ticket.parts):
        return False
    since = Portrait.objects.filter(person=person_id, recorded_at__gte=ticket.asked_at, retracted_at=None)
    return since.exists()


def _part(row: Attempt | Check) -> Part:
    return Part(Modality(row.modality), row.position)
