"""What a writer begins with: for which office, with which kinds of letters, and a letter nearly written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef

from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.casework.queries.reach import case_of_office, cases_of_office
from panah.casework.queries.worklist import name_of, service_title
from panah.correspondence.models import Letter
from panah.correspondence.queries.reach import readable
from panah.correspondence.roles import WRITERS, title_of
from panah.correspondence.rules.templates import GAP, Template, fill
from panah.correspondence.shelf import template, templates
from panah.foundation.digits import to_persian_digits
from panah.foundation.errors import NotAllowed, NotFound
from panah.foundation.jalali import format_short
from panah.organisation.models import Office
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import Holding, covers

MOST_NAMES: Final = 4
BESIDE_OTHERS: Final = frozenset(
    {OfficeKind.DIRECTORATE, OfficeKind.POLITICAL_OFFICE, OfficeKind.BORDER, OfficeKind.AGENCY}
)
FOLLOW_UP: Final = "follow-up"
ONE: Final = "نام‌برده"
MANY: Final = "نام‌بردگان"


@dataclass(frozen=True, slots=True)
class Desk:
    """For which office somebody writes, in which role."""

    office_id: int
    office: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefilled:
    """A letter nearly written: its kind, the kinds there are, and what stands in it already.

    `reply_to` is the letter it answers, by its number in the database, and `reply` in words; `follows` and `followed`
    the one it continues.
    """

    kind: str
    kinds: tuple[tuple[str, str], ...]
    direction: str
    desks: tuple[Desk, ...]
    case_id: int | None
    case_number: str
    to: str
    subject: str
    body: str
    annex_text: str
    urgency: str
    classification: str
    reply_to: int | None
    reply: str
    follows: int | None
    followed: str


def desks_of(actor: Actor) -> tuple[Desk, ...]:
    """The offices somebody writes letters for, each once, their own appointment first."""
    found: dict[int, Desk] = {}
    held = list(_writing(actor))
    names = dict(Office.objects.filter(pk__in={one.office_id for one in held}).values_list("pk", "name"))
    for one in held:
        found.setdefault(one.office_id, Desk(one.office_id, names[one.office_id], one.role))
    return tuple(found.values())


def desk_of(actor: Actor, *, office_id: int | None, case: Case | None) -> Desk:
    """For which office a letter is written: the one asked for, else the one that oversees the case, else one's first.

    Raises NotAllowed("writes-no-letters").
    """
    held = _writing(actor)
    if office_id is not None:
        path = Office.objects.values_list("path", flat=True).filter(pk=office_id).first() or ""
        held = [one for one in held if one.office_id == office_id] or [
            one for one in held if covers(one.office_path, path)
        ]
    if case is not None:
        held = [one for one in held if covers(one.office_path, case.office.path)] or held
    if not held:
        raise NotAllowed("writes-no-letters")
    name = Office.objects.values_list("name", flat=True).get(pk=held[0].office_id)
    return Desk(held[0].office_id, name, held[0].role)


def prefilled(
    actor: Actor,
    *,
    case_id: int | None = None,
    kind: str = "",
    reply_to: int | None = None,
    follows: int | None = None,
) -> Prefilled:
    """Write as much of a letter as is known: of a case, in answer to a letter or continuing one of ours, of a kind.

    Without a kind the first that fits is proposed; without a letter to answer, the newest that came in the case and
    nobody has answered. Raises NotFound (`case-unknown`, `letter-unknown`), NotAllowed("writes-no-letters").
    """
    case = None if case_id is None else case_of_office(case_id, actor.scope, persons=actor.persons)
    desk = desk_of(actor, office_id=None, case=case)
    before = _followed(follows, actor) if follows is not None else None
    reply = None if before else _reply(reply_to, case, actor)
    if case is None and (reply or before) is not None:
        case = _case_of(reply or before, actor)
    offered = _offered(case, reply)
    wanted = kind or (FOLLOW_UP if before else "")
    chosen = next((one for one in offered if one.name == wanted), offered[0])
    values = _values(case, reply, desk)
    return Prefilled(
        kind=chosen.name,
        kinds=tuple((one.name, one.title) for one in offered),
        direction=chosen.direction,
        desks=desks_of(actor),
        case_id=case.pk if case else None,
        case_number=case.number if case else "",
        to=before.to if before else _whole(_filled(chosen.to, values)),
        subject=_whole(_filled(chosen.subject, values)),
        body=_filled(chosen.body if case else chosen.alone, values),
        annex_text=_filled(chosen.annex, values),
        urgency=reply.urgency if reply else chosen.urgency.value,
        classification=reply.classification if reply else chosen.classification.value,
        reply_to=reply.pk if reply else None,
        reply=_said(reply) if reply else "",
        follows=before.pk if before else None,
        followed=before.number if before else "",
    )


def offices_inside(*, office_id: int) -> list[tuple[int, str]]:
    """The offices a letter may go to inside, closed ones and contractors' left out."""
    own = Office.objects.select_related("parent").get(pk=office_id)
    rows = Office.objects.filter(path__startswith=circle_of(own), closed_on=None).exclude(pk=office_id)
    rows = rows.exclude(kind=OfficeKind.SERVICE_OFFICE.value).order_by("path")
    return list(rows.values_list("pk", "name")[:200])


def circle_of(office: Office) -> str:
    """The path below which an office writes inside: a bureau's is that of whoever it is under, any other's its own."""
    if office.kind in BESIDE_OTHERS and office.parent is not None:
        return office.parent.path
    return office.path


def template_title(kind: str) -> str:
    """Say a kind of letter in Persian; nothing of what has no template, such as what came in and papers of a case."""
    try:
        return template(kind).title
    except NotFound:
        return ""


def _writing(actor: Actor) -> list[Holding]:
    held = [one for one in actor.scope.holdings if one.role in WRITERS] if actor.scope else []
    return sorted(held, key=lambda one: one.for_account != actor.account_id)


def _case_of(letter: Letter | None, actor: Actor) -> Case | None:
    rows = cases_of_office(actor.scope, persons=actor.persons).select_related("office")
    return rows.filter(pk=letter.case_id).first() if letter and letter.case_id else None


def _reply(reply_to: int | None, case: Case | None, actor: Actor) -> Letter | None:
    came = readable(actor).filter(direction__in=["incoming", "internal"]).select_related("office")
    if reply_to is not None:
        found = came.filter(pk=reply_to).first()
        if found is None:
            raise NotFound("letter-unknown")
        return found
    if case is None:
        return None
    answered = Letter.objects.filter(in_reply_to=OuterRef("pk"))
    return came.filter(~Exists(answered), case=case, direction="incoming").order_by("-pk").first()


def _followed(letter_id: int, actor: Actor) -> Letter:
    found = readable(actor).filter(pk=letter_id, direction="outgoing").select_related("office").first()
    if found is None:
        raise NotFound("letter-unknown")
    return found


def _offered(case: Case | None, reply: Letter | None) -> list[Template]:
    fitting = [one for one in templates() if (one.fits(case.slug) if case else one.alone)]
    return [one for one in fitting if reply is not None or not one.answers]


def _values(case: Case | None, reply: Letter | None, desk: Desk) -> dict[str, str]:
    parent = Office.objects.filter(children=desk.office_id).values_list("name", flat=True).first()
    values = {"office": desk.office, "superior": parent or "", "role": title_of(desk.role)}
    if case is not None:
        values |= _of_case(case)
    if reply is not None:
        values |= {
            "sender": reply.sender or reply.office.name,
            "number": reply.sender_number or reply.number,
            "date": _day(reply.sender_dated or reply.dated),
        }
    return values


def _of_case(case: Case) -> dict[str, str]:
    related = ("party__person", "party__organisation")
    names = [name_of(one) for one in case.subjects.select_related(*related).order_by("pk")]
    return {
        "case": case.number,
        "service": service_title(case.version_id),
        "people": _listed(names),
        "they": ONE if len(names) == 1 else MANY,
    }


def _listed(names: Sequence[str]) -> str:
    """Name people as a letter does: all of a few, the first few of many."""
    if len(names) > MOST_NAMES:
        return f"{'، '.join(names[:MOST_NAMES])} و {len(names) - MOST_NAMES} نفر دیگر"
    return " و ".join([part for part in ("، ".join(names[:-1]), names[-1] if names else "") if part])


def _filled(text: str, values: dict[str, str]) -> str:
    return to_persian_digits(fill(text, values))


def _whole(line: str) -> str:
    """A line with a gap in it is better begun anew."""
    return "" if GAP in line else line


def _said(letter: Letter) -> str:
    return f"{letter.sender or letter.office.name}، {letter.sender_number or letter.number}"


def _day(day: date) -> str:
    return format_short(day)
