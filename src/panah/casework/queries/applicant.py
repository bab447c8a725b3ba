"""A case as whoever asked for it sees it: which step, whose role, since when, how long usually, what is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, Subject
from panah.casework.queries.apart import block_of, own_subjects, shared
from panah.casework.queries.forms import newest_forms_by_subject, request_of
from panah.casework.queries.outcomes import told_outcomes
from panah.casework.queries.own_cases import waits_for_people
from panah.casework.queries.own_page import CasePage, Holding, StageLine, SubjectLine, Turn, Why
from panah.casework.queries.reading import log_own_look
from panah.casework.queries.usual_time import usual_time
from panah.casework.queries.worklist import name_of
from panah.casework.rules import Selected
from panah.catalogue.queries import content_of, definition_of, fields_of
from panah.catalogue.queries.reasons import officer_form
from panah.catalogue.rules.fields import CodedReason
from panah.foundation.clock import local_date
from panah.organisation.models import Office
from panah.organisation.roles import ROLES, Role
from panah.organisation.rules import ancestor_ids
from panah.workflow.definition import ServiceDefinition, Step
from panah.workflow.stages import stages_of

__all__ = ["CasePage", "SubjectLine", "Turn", "case_page", "chosen", "status_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """Everything read of a case, before it is put into words; of others' own matters only where they lie."""

    case: Case
    definition: ServiceDefinition
    subjects: Sequence[Subject]
    items: Sequence[Item]
    apart: tuple[str, Item] | None
    own: frozenset[int] | None
    told: frozenset[int]
    reasons: Mapping[int | None, Why]

    @property
    def waiting(self) -> list[Item]:
        return [item for item in self.items if item.state == "open"]


def case_page(case_id: int, *, actor: Actor, now: datetime) -> CasePage:
    """Read one case for its own people and log their look; the caller has made sure that it is theirs to see."""
    log_own_look(case_id, actor=actor, now=now)
    read = _read(case_id, actor, now)
    case, definition = read.case, read.definition
    return CasePage(
        id=case.pk,
        number=case.number,
        slug=case.slug,
        title=content_of(case.version_id).form.plain_title or definition.title,
        start=case.start,
        start_title=definition.starts[case.start].title,
        is_open=case.state == "open",
        alone=case.alone,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        ver=case.ver,
        version_id=case.version_id,
        directive_id=case.directive_id,
        household_id=case.household_id,
        office_id=case.office_id,
        office=case.office.name,
        request=request_of(case.pk),
        holdings=_holdings(read, now),
        stages=_stages(read),
        people=tuple(_person(read, one) for one in read.subjects),
        own=read.own,
        turns=_turns(read, actor),
        pays_at=next((item.step for item in read.waiting if item.kind == "pay"), ""),
        may_withdraw=_may_withdraw(read),
        starts=tuple((one.name, one.title, one.by) for one in definition.starts.values()),
        linked=_linked(case),
    )


def status_of(number: str, year: int, *, now: datetime) -> CasePage | None:
    """Give an open case to anybody who knows its number and Jalali year, for its status only.

    None alike for a number that was never given, another year's, a case that is over and one that somebody asked
    alone (S29): one statement, whichever it is.
    """
    is_of_year = number.split("/")[1:2] == [f"{year % 100:02d}"]
    case = Case.objects.filter(number=number if is_of_year else "", alone=False, state="open").first()
    return case_page(case.pk, actor=Actor(sender="anybody"), now=now) if case else None


def chosen(item: int, ver: int) -> Selected:
    """Name an item as a page showed it."""
    return Selected(item, ver)


def _read(case_id: int, actor: Actor, now: datetime) -> _Read:
    case = Case.objects.select_related("office").get(pk=case_id)
    subjects = list(case.subjects.select_related("party__person", "party__organisation").order_by("pk"))
    every = list(case.items.select_related("office").order_by("pk"))
    definition = definition_of(case.version_id)
    own = own_subjects(definition, subjects, actor)
    items = shared(every, own)
    return _Read(
        case=case,
        definition=definition,
        subjects=subjects,
        items=items,
        apart=block_of(definition, every) if own is not None and len(items) < len(every) else None,
        own=own,
        told=told_outcomes(case, subjects, actor=actor, on=local_date(now)),
        reasons=_reasons_of(case, subjects, items),
    )


def _holdings(read: _Read, now: datetime) -> tuple[Holding, ...]:
    """One line per step that somebody waits at; where others go their own ways, one for all of them."""
    steps = {item.step: item for item in reversed(read.waiting)}
    if not steps and read.apart and read.case.state == "open":
        return (_apart(read, *read.apart, now),)
    return tuple(_holding(read, item, now) for item in steps.values())


def _holding(read: _Read, item: Item, now: datetime) -> Holding:
    step = read.definition.steps.get(item.step)
    role = next((ROLES[name] for name in item.queue.split("+") if name in ROLES), None)
    return Holding(
        step=item.step,
        title=step.title if step else "",
        role=role.title if role else "",
        office=_where(item.office, role),
        since=item.opened_at,
        due_at=item.due_at,
        days=(local_date(now) - local_date(item.opened_at)).days + 1,
        yours=waits_for_people(item),
        waits=item.kind == "wait",
        usual=usual_time(read.case.slug, item.step),
    )


def _apart(read: _Read, block: str, first: Item, now: datetime) -> Holding:
    """Say that each goes her own way since all came there: the same whoever of them is still on it."""
    return Holding(
        step=block,
        title=read.definition.step(block).title,
        role="",
        office=read.case.office.name,
        since=first.opened_at,
        due_at=None,
        days=(local_date(now) - local_date(first.opened_at)).days + 1,
        yours=False,
        waits=False,
        usual=None,
    )


def _where(office: Office, role: Role | None) -> str:
    """Name the office where a role sits over a case: the case's own, else the nearest above that has such a role."""
    if role is None or not role.held_at or office.kind in role.held_at:
        return office.name
    above = Office.objects.in_bulk(ancestor_ids(office.path))
    near = sorted((one for one in above.values() if one.kind in role.held_at), key=lambda one: -len(one.path))
    return near[0].name if near else office.name


def _stages(read: _Read) -> tuple[StageLine, ...]:
    """The main line of the start, with a mark at the furthest stage the case has come to."""
    definition, is_open = read.definition, read.case.state == "open"
    titles = [stage.title for stage in stages_of(definition, read.case.start) if stage.state != "detour"]
    steps = [definition.steps[item.step] for item in read.items if item.step in definition.steps]
    steps += [definition.step(read.apart[0])] if read.apart else []
    reached = max((_place_on(titles, definition, step) for step in steps), default=0)

    def state(at: int) -> str:
        if at < reached or (at == reached and not is_open):
            return "done"
        return "here" if at == reached else "ahead"

    return tuple(StageLine(title, state(at)) for at, title in enumerate(titles))


def _place_on(titles: Sequence[str], definition: ServiceDefinition, step: Step) -> int:
    """Find a step's place on the main line; one beside it counts as its block's, else as the beginning."""
    block = definition.block_steps(step.block) if step.block else ()
    names = [step.title, *(one.title for one in block)]
    return next((titles.index(name) for name in names if name and name in titles), 0)


def _turns(read: _Read, actor: Actor) -> tuple[Turn, ...]:
    by_id = {subject.pk: subject for subject in read.subjects}
    found = []
    for item in read.waiting:
        step, subject = read.definition.steps.get(item.step), by_id.get(item.subject_id or 0)
        if step is None or step.kind != "by" or not _is_theirs(read, step, subject, actor):
            continue
        turn = Turn(
            item=item.pk,
            ver=item.ver,
            step=item.step,
            title=step.title,
            words=step.words,
            subject_id=item.subject_id,
            name=name_of(subject) if subject else "",
            reason=read.reasons.get(item.subject_id),
        )
        found.append(turn)
    return tuple(found)


def _is_theirs(read: _Read, step: Step, subject: Subject | None, actor: Actor) -> bool:
    """Whether this actor is a party the step waits for."""
    applicant = read.case.applicant_id
    if "applicant" in step.holders and applicant is not None and actor.account_id == applicant:
        return True
    about = [subject] if subject else [one for one in read.subjects if one.state == "open"]
    return "person" in step.holders and any(one.party_id in actor.persons for one in about)


def _person(read: _Read, subject: Subject) -> SubjectLine:
    if read.own is not None and subject.pk not in read.own:
        return _nobody_elses(subject)
    end = read.definition.ends.get(subject.end)
    own = next((one for one in read.waiting if one.subject_id == subject.pk), None)
    others = [one for one in read.subjects if one.state == "open" and one.pk != subject.pk]
    state = end.kind if end else _state_at(own)
    if state == "adverse" and subject.pk not in read.told:
        return replace(_nobody_elses(subject), state="untold")
    return SubjectLine(
        id=subject.pk,
        party=subject.party_id,
        name=name_of(subject),
        state=state,
        end=end.title if end else "",
        why=read.reasons.get(subject.pk) if state in {"adverse", "asked"} else None,
        may_leave=bool(own and others) and _may_say(read, "left-out", [subject.pk]),
    )


def _nobody_elses(subject: Subject) -> SubjectLine:
    """A person of the case by name, and no word of where her own matter stands."""
    return SubjectLine(
        id=subject.pk,
        party=subject.party_id,
        name=name_of(subject),
        state="apart",
        end="",
        why=None,
        may_leave=False,
    )


def _may_withdraw(read: _Read) -> bool:
    """Whether whoever asks may withdraw for all; where each decides for herself, for herself."""
    mine = [one for one in read.subjects if read.own is None or one.pk in read.own]
    still_open = read.own is None or any(one.state == "open" for one in mine)
    return bool(mine) and still_open and _may_say(read, "withdrawn", [one.pk for one in mine])


def _state_at(own: Item | None) -> str:
    if own is None:
        return "ready"
    return "asked" if waits_for_people(own) else "in-hand"


def _may_say(read: _Read, message: str, subjects: Sequence[int]) -> bool:
    """Whether a message can still be said of these subjects; whose it is to say, the operation asks."""
    on = read.definition.ons.get(message)
    if on is None or read.case.state != "open" or (on.starts and read.case.start not in on.starts):
        return False
    entered = [item for item in read.items if item.step == on.until]
    return not any(item.subject_id is None or item.subject_id in subjects for item in entered)


def _reasons_of(case: Case, subjects: Sequence[Subject], items: Sequence[Item]) -> dict[int | None, Why]:
    """The newest reason an officer gave, by subject (None: for the whole case)."""
    forms = fields_of(case.version_id).officer
    found: dict[int | None, Why] = {}
    for path in dict.fromkeys(item.step for item in items if item.step in forms):
        form = officer_form(case.version_id, case.directive_id, path)
        coded = {one.code: one for one in (form.reasons if form else ())}
        for (_, subject), values in newest_forms_by_subject([case.pk], path).items():
            code = str(values.get("reason_code") or values.get("reason-code") or "")
            if code:
                found[subject] = _why(code, str(values.get("reason_text") or ""), coded.get(code))
    if None in found:
        found |= {one.pk: found[None] for one in subjects if one.pk not in found}
    return found


def _why(code: str, said: str, coded: CodedReason | None) -> Why:
    if coded is None:
        return Why(code, "", "", "", said)
    return Why(code, coded.text, coded.remedy, coded.rule or "", said)


def _linked(case: Case) -> tuple[tuple[int, str, str], ...]:
    rows = Case.objects.filter(linked_to=case.pk, alone=case.alone).order_by("pk")
    return tuple((row.pk, row.number, row.link) for row in rows)
