"""Announcing a round to the bureau and its contractors, and their answer (seed 2, processes 1 and 2)."""

from datetime import date, datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.catalogue.queries import directive_in_force, directive_of, version_in_force
from panah.catalogue.rules.round_orders import RoundOrder, round_order
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.organisation.models import Office
from panah.organisation.roles import OfficeKind
from panah.rounds.models import Communication, RegistrationRound
from panah.rounds.operations.ground import locked_round, note, order_of, role_over
from panah.rounds.rules.course import ACKNOWLEDGERS, ANNOUNCERS, Course


def announce_round(*, slug: str, province: str, actor: Actor, now: datetime) -> RegistrationRound:
    """Announce a round of the directive in force today, and communicate it to the bureau and every office it names.

    Announced again it is the same round. Raises NotFound (`round-not-ordered`, `office-unknown`, what the catalogue
    raises), NotAllowed("not-yours-to-arrange").
    """
    if actor.account_id is None:
        raise NotAllowed("not-yours-to-arrange")
    today = local_date(now)
    directive = directive_in_force(province=province, on=today)
    order = round_order(directive_of(directive.id), slug=slug)
    directorate = _directorate(province)
    role = role_over(actor, ANNOUNCERS, directorate)
    version = version_in_force(order.service, province=province, on=today)
    with transaction.atomic():
        one, is_new = RegistrationRound.objects.get_or_create(
            slug=slug,
            province=directorate.province,
            defaults={
                "directorate": directorate,
                "directive_id": directive.id,
                "version_id": version.id,
                "announced_by_id": actor.account_id,
                "announced_at": now,
            },
        )
        if is_new:
            Communication.objects.bulk_create(
                Communication(round=one, office=office, told_at=now)
                for office in [directorate, *_offices(order, directorate)]
            )
            note(one, "round-announced", actor=actor, role=role, now=now, office=directorate)
    return one


def acknowledge_round(
    *,
    round_id: int,
    office_id: int,
    actor: Actor,
    now: datetime,
    briefed_on: date | None = None,
    minutes: str = "",
) -> Communication:
    """Say for an office that the order was read, and on which local day its people were briefed, with the minutes.

    The first answer stands. Raises NotFound (`round-unknown`, `office-unknown`), InvalidInput (`briefing-missing`
    where the order asks for one, `briefing-in-future`), NotAllowed("not-yours-to-arrange").
    """
    with transaction.atomic():
        one = locked_round(round_id)
        told = one.communications.select_related("office").filter(office=office_id).first()
        if told is None:
            raise NotFound("office-unknown")
        role = role_over(actor, ACKNOWLEDGERS, told.office)
        if told.acknowledged_at is not None:
            return told
        if order_of(one).briefing and (briefed_on is None or not minutes.strip()):
            raise InvalidInput("briefing-missing", field="minutes")
        if briefed_on is not None and briefed_on > local_date(now):
            raise InvalidInput("briefing-in-future", field="briefed_on")
        told.acknowledged_at, told.acknowledged_by_id = now, actor.account_id
        told.briefed_on, told.minutes = briefed_on, minutes.strip()
        told.save()
        note(one, "round-acknowledged", actor=actor, role=role, now=now, office=told.office)
    return told


def refuse_unread(one: RegistrationRound) -> None:
    """Refuse to go on while an office has not answered; raises Conflict("round-not-acknowledged") with their codes."""
    silent = one.communications.filter(acknowledged_at=None).order_by("office__code")
    if codes := list(silent.values_list("office__code", flat=True)):
        raise Conflict("round-not-acknowledged", offices=", ".join(codes))


def refuse_course(one: RegistrationRound, expected: Course) -> None:
    """Refuse what does not fit where the round stands; raises Conflict("round-not-there")."""
    if one.course != expected:
        raise Conflict("round-not-there", course=one.course)


def _directorate(province: str) -> Office:
    found = Office.objects.filter(kind=OfficeKind.DIRECTORATE, province__slug=province).order_by("pk").first()
    if found is None:
        raise NotFound("office-unknown", province=province)
    return found


def _offices(order: RoundOrder, directorate: Office) -> list[Office]:
    """The offices whose counters the order names, all of them below the directorate."""
    codes = [row.office for row in order.counters]
    found = {
        office.code: office
        for office in Office.objects.filter(code__in=codes, path__startswith=directorate.path)
    }
    if missing := [code for code in codes if code not in found]:
        raise NotFound("office-unknown", office=missing[0])
    return [found[code] for code in codes]
