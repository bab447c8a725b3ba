"""The call list of an office, one entry of it with its number, and the calls of a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from panah.audit.queries import read_payloads
from panah.casework.models import Subject
from panah.notifications.models import Message, PhoneCall
from panah.notifications.queries.theirs import is_alone, names_of, of_offices
from panah.notifications.rules import TO_CALL, CallResult, News
from panah.notifications.sealing import opened
from panah.organisation.queries import short_name
from panah.organisation.rules import Scope
from panah.registry.queries import log_reading
from panah.registry.rules import Reading

CALLERS = frozenset({"service-clerk", "bureau-clerk", "bureau-expert", "enquiry-desk"})
"""Who phones people."""
PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCall:
    """Somebody to phone: who, of which case and what, why no message reached them, how often it was tried, and when.

    `meets_at` (UTC) and `place` are when and at which office they are expected, where the message says so.
    Not yet the number: that stands in the entry, which is opened one at a time (S20).
    """

    message_id: int
    case_id: int
    case_number: str
    people: tuple[str, ...]
    news: str
    language: str
    is_quiet: bool
    is_shared: bool
    trouble: str
    calls: int
    since: datetime
    call_at: datetime
    meets_at: datetime | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class CallLine:
    """One call of the log: what came of it, when, and what was said, as far as that is kept."""

    result: str
    at: datetime
    again_at: datetime | None
    left_with: str
    note: str

    @property
    def result_label(self) -> str:
        """What came of it, in the words of officers."""
        return CallResult(self.result).label


@dataclass(frozen=True, slots=True)
class CallEntry:
    """One entry opened: the number (E.164), what the message said in the person's language, and the calls before.

    The text is without its address, to be read out; `is_alone` says that the matter is one person's alone.
    """

    row: ToCall
    phone: str
    text: str
    version_id: int
    is_alone: bool
    before: tuple[CallLine, ...]


def call_list(scope: Scope, *, now: datetime, most: int = PAGE) -> tuple[ToCall, ...]:
    """Give whom to phone at the offices of a scope by now, the longest waiting first."""
    due = _waiting(scope).filter(Q(call_at=None) | Q(call_at__lte=now))
    return _rows(list(due[:most]))


def calls_later(scope: Scope, *, now: datetime) -> int:
    """Count who is to be phoned later."""
    return _waiting(scope).filter(call_at__gt=now).count()


def call_entry(message_id: int, scope: Scope, *, reading: Reading) -> CallEntry | None:
    """Open one entry and log the look at its people (S20); None for what is not on the list of the scope.

    Nothing for a purpose that must not see where people are reached (S17).
    """
    message = _waiting(scope).filter(pk=message_id).first() if reading.shows_whereabouts else None
    if message is None or message.case is None:
        return None
    log_reading(reading, _people(message))
    (row,) = _rows([message])
    calls = PhoneCall.objects.filter(message=message).order_by("-pk")
    return CallEntry(
        row,
        phone=opened("phone", message.key, message.phone),
        text=opened("text", message.key, message.text).partition("\n")[0],
        version_id=message.case.version_id,
        is_alone=is_alone(message),
        before=_lines(calls),
    )


def calls_of(case_id: int, *, most: int = PAGE) -> tuple[CallLine, ...]:
    """Give the calls of a case, newest first."""
    return _lines(PhoneCall.objects.filter(case=case_id).order_by("-pk")[:most])


def may_call(scope: Scope) -> Q:
    """The messages whose people somebody may phone."""
    return of_offices(scope, CALLERS)


def _waiting(scope: Scope) -> QuerySet[Message]:
    rows = Message.objects.filter(may_call(scope), state__in=TO_CALL).select_related("case")
    return rows.order_by(Coalesce("call_at", "created_at"), "pk")


def _rows(messages: list[Message]) -> tuple[ToCall, ...]:
    names = names_of(messages)
    offices = {m.meets_office_id for m in messages if m.meets_office_id}
    places = {office: short_name(office) for office in offices}
    return tuple(
        ToCall(
            message_id=m.pk,
            case_id=m.case.pk,
            case_number=m.case.number,
            people=names[m.pk],
            news=News(m.news).label,
            language=m.language,
            is_quiet=m.is_quiet,
            is_shared=m.is_shared,
            trouble=m.trouble or m.state,
            calls=m.calls,
            since=m.created_at,
            call_at=m.call_at or m.created_at,
            meets_at=m.meets_at,
            place=places.get(m.meets_office_id or 0, ""),
        )
        for m in messages
        if m.case is not None
    )


def _people(message: Message) -> list[str]:
    concerned = Q(pk=message.about_id) if message.about_id else Q(case=message.case_id)
    people = Subject.objects.filter(concerned).order_by("party").values_list("party", flat=True)
    return [f"person:{party}" for party in people.distinct()]


def _lines(calls: Iterable[PhoneCall]) -> tuple[CallLine, ...]:
    rows = list(calls)
    said = read_payloads(ids=[call.payload_id for call in rows if call.payload_id])
    return tuple(
        CallLine(
            call.result,
            call.called_at,
            call.call_again_at,
            left_with=str(said.get(call.payload_id or 0, {}).get("left_with", "")),
            note=str(said.get(call.payload_id or 0, {}).get("note", "")),
        )
        for call in rows
    )
