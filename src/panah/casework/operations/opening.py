"""Opening a case: its number, its subjects, what was asked, and the first step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.db import transaction
from django.db.models import F

from panah.audit.operations import Act, StoredPayload, record, store_payload
from panah.casework import registrations
from panah.casework.engine.authority import Actor
from panah.casework.engine.run import Run
from panah.casework.engine.transition import settle
from panah.casework.models import Batch, BatchItem, Case, CaseAnchor, CaseCounter, FormEntry, Subject
from panah.casework.operations.batching import begin, finish
from panah.catalogue.queries import definition_of, directive_in_force, version_in_force
from panah.foundation.canonical import Canonical, digest
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.foundation.jalali import to_jalali
from panah.organisation.models import Office
from panah.organisation.rules import Scope
from panah.registry.models import Person
from panah.registry.rules import is_minor
from panah.workflow.definition import ServiceDefinition

COUNTS = {"1": (1, 1), "1+": (1, None), "0+": (0, None)}


@dataclass(frozen=True, slots=True)
class NewSubject:
    """A party the case is about, in a role of the definition."""

    role: str
    party_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Who asks for what, for whom and where.

    `applicant_id` is the account whose matter it is, `helper_id` the clerk who applies for somebody; `alone` keeps the
    case of one adult from the household's door (S29); `dates` and `offices` are what the definition's times and offices
    name (local days; office numbers); `linked_to` and `link` tie an objection or a reopened case to the first;
    `caller` is the item of a case that waits for this one.
    """

    slug: str
    start: str
    office_id: int
    subjects: Sequence[NewSubject]
    household_id: int | None = None
    applicant_id: int | None = None
    helper_id: int | None = None
    alone: bool = False
    dates: Mapping[str, date] = MappingProxyType({})
    offices: Mapping[str, int] = MappingProxyType({})
    linked_to: int | None = None
    link: str = ""
    caller: int | None = None


def open_case(
    *, opening: Opening, actor: Actor, key: str, form: Mapping[str, Canonical], now: datetime
) -> Case:
    """Open a case under the version and directive in force today; both stay with it for life.

    The same key gives the same case again. Raises InvalidInput for an unknown start, a role or number of subjects the
    service does not know, a key used for another request, `alone-is-for-one-adult`, or `start-not-met` (naming the
    `condition`); NotAllowed for somebody the start does not name.
    """
    sha = digest([_said(opening), dict(form)]).hex()
    office = Office.objects.select_related("province").get(pk=opening.office_id)
    with transaction.atomic():
        batch = begin(actor.sender, key, sha, now)
        if batch is None:
            return _opened_before(Batch.objects.get(sender=actor.sender, key=key), sha)
        payload = store_payload(body=form) if form else None
        case, role = _write_case(opening, office, actor, now)
        _record_opening(case, actor, role, payload, now)
        _set_off(case, Run(batch=batch, actor_id=actor.account_id, now=now))
        finish(batch, str(case.pk))
    case.refresh_from_db()
    return case


def _write_case(opening: Opening, office: Office, actor: Actor, now: datetime) -> tuple[Case, str]:
    """Write the case, its subjects and what its times and offices refer to; gives it and in which role it was asked."""
    today, province = local_date(now), office.province.slug if office.province else None
    version = version_in_force(opening.slug, province=province, on=today)
    definition = definition_of(version.id)
    _refuse_wrong_subjects(definition, opening)
    _refuse_hidden_children(opening, today)
    role = _asking_role(definition, opening, office, actor)
    case = Case.objects.create(
        number=next_number(office, now),
        slug=opening.slug,
        version_id=version.id,
        directive_id=directive_in_force(province=province, on=today).id,
        office=office,
        household_id=opening.household_id,
        applicant_id=opening.applicant_id,
        helper_id=opening.helper_id,
        start=opening.start,
        alone=opening.alone,
        opened_at=now,
        linked_to_id=opening.linked_to,
        link=opening.link,
        caller_id=opening.caller,
        ver=1,
    )
    Subject.objects.bulk_create(
        [Subject(case=case, role=one.role, party_id=one.party_id) for one in opening.subjects]
    )
    CaseAnchor.objects.bulk_create(
        [
            *(CaseAnchor(case=case, name=name, day=day) for name, day in opening.dates.items()),
            *(CaseAnchor(case=case, name=name, office_id=place) for name, place in opening.offices.items()),
        ]
    )
    return case, role


def _set_off(case: Case, run: Run) -> None:
    """Send the new case from its start to its first rest, where all holds that the start requires."""
    definition = definition_of(case.version_id)
    start = definition.starts[case.start]
    BatchItem.objects.create(
        batch_id=run.batch,
        case_id=case.pk,
        version_id=case.version_id,
        office_id=case.office_id,
        position=start.at,
    )
    call = run.call(definition, case.version_id, definition.step(start.at))
    for name in start.requires:
        if not registrations.condition(name)(call, name).exists():
            raise InvalidInput("start-not-met", start=case.start, condition=name)
    settle(run)


def _refuse_wrong_subjects(definition: ServiceDefinition, opening: Opening) -> None:
    if opening.start not in definition.starts:
        raise InvalidInput("start-unknown", start=opening.start)
    given = [one.role for one in opening.subjects]
    if unknown := set(given) - set(definition.subjects):
        raise InvalidInput("subject-unknown", role=min(unknown))
    for role, subject in definition.subjects.items():
        least, most = COUNTS[subject.count]
        count = given.count(role)
        if count < least or (most is not None and count > most):
            raise InvalidInput("subject-count", role=role, least=least, given=count)


def _refuse_hidden_children(opening: Opening, today: date) -> None:
    """What is kept from the household is of one adult: nobody takes a child's matter out of its guardians' sight."""
    if not opening.alone:
        return
    parties = {one.party_id for one in opening.subjects}
    born = Person.objects.filter(pk__in=parties).values_list("birth_last", flat=True)
    if len(parties) > 1 or any(is_minor(one, today) for one in born):
        raise InvalidInput("alone-is-for-one-adult", start=opening.start)


def _asking_role(definition: ServiceDefinition, opening: Opening, office: Office, actor: Actor) -> str:
    """Give the role in which somebody asks: a party in their own matter, staff at the case's office; none: the system.

    Where a start names the person, a household's phone that asks is not enough: one of those meant must be bound to
    the account (S29). Raises NotAllowed("not-yours-to-start") for anybody else.
    """
    if actor.is_system:
        return ""
    if actor.account_id is None:
        raise NotAllowed("not-yours-to-start", start=opening.start)
    by = definition.starts[opening.start].by
    scope = actor.scope or Scope(actor.account_id)
    parties = {one.party_id for one in opening.subjects}
    able = {
        "person": bool(parties & set(actor.persons)),
        "applicant": opening.applicant_id == actor.account_id,
    }
    role = next((role for role in by if able.get(role, scope.allows(role, office.path))), None)
    if role is None:
        raise NotAllowed("not-yours-to-start", start=opening.start)
    return role


def _said(opening: Opening) -> list[Canonical]:
    people = [f"{one.role}:{one.party_id}" for one in opening.subjects]
    days = [f"{name}:{day.isoformat()}" for name, day in opening.dates.items()]
    places = [f"{name}:{office}" for name, office in opening.offices.items()]
    first: list[Canonical] = [
        opening.slug,
        opening.start,
        opening.office_id,
        opening.household_id,
        opening.applicant_id,
        opening.helper_id,
        opening.alone,
        opening.linked_to,
    ]
    return [*first, *people, *days, *places]


def _opened_before(batch: Batch, sha: str) -> Case:
    if batch.request_sha != sha:
        raise InvalidInput("key-used", key=batch.key)
    if not batch.result:
        raise Conflict("still-running", key=batch.key)
    return Case.objects.get(pk=int(batch.result))


def next_number(office: Office, now: datetime) -> str:
    """Take the next number of the office in this Jalali year: office/year/number, `301/05/4821`."""
    year = to_jalali(local_date(now)).year
    CaseCounter.objects.get_or_create(office=office, year=year)
    CaseCounter.objects.filter(office=office, year=year).update(last=F("last") + 1)
    last = CaseCounter.objects.get(office=office, year=year).last
    return f"{office.code}/{year % 100:02d}/{last}"


def _asked_by(case: Case) -> str:
    """Say for the journal whose matter it is and who helped, by account: `applicant 5, helper 7, alone`."""
    who = (("applicant", case.applicant_id), ("helper", case.helper_id))
    said = [f"{what} {account}" for what, account in who if account is not None]
    return ", ".join([*said, "alone" if case.alone else "shared"])


def _record_opening(
    case: Case, actor: Actor, role: str, payload: StoredPayload | None, now: datetime
) -> None:
    """Write into the journal who opened it and in which role, whose matter it is, who helped, and who may see it."""
    record(
        acts=[
            Act(
                stream=case.stream,
                kind="opened",
                actor_id=actor.account_id,
                role=role,
                office=case.office.path,
                case_number=case.number,
                word=case.start,
                about=_asked_by(case),
                payload=payload,
            )
        ],
        at=now,
    )
    if payload is not None:
        FormEntry.objects.create(
            case=case,
            step=f"start.{case.start}",
            payload_id=payload.id,
            filled_at=now,
            filled_by=actor.account_id,
        )
