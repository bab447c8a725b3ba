"""Deleting a person's readings for good: rows, key and the tie to the person go; a tombstone and a receipt stay."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from panah.audit.operations import Act, record
from panah.biometrics.models import CaptureTicket, Gallery, GalleryKey, Reading, Tombstone
from panah.biometrics.rules.excuses import Ground
from panah.biometrics.rules.purposes import Purpose, allow
from panah.biometrics.rules.tickets import LIVE, TicketState
from panah.casework.engine.authority import Actor
from panah.foundation.errors import NotAllowed, NotFound
from panah.organisation.models import Office
from panah.registry.models import Membership
from panah.registry.models.base import STANDING

FORGETTERS: Final = ("bureau-officer",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """That readings are gone: under which reference they were, how many, and when (UTC)."""

    ref: UUID
    readings: int
    at: datetime


def forget(
    *, person_id: int, ground: Ground, purpose: Purpose, actor: Actor, now: datetime
) -> Receipt | None:
    """Delete everything kept of a person's fingers and eyes; None where nothing is kept.

    Live tickets of the person end, so that nothing comes afterwards. Nothing is hidden instead of deleted; in backups
    it is noise as soon as the keys there are gone too. The portrait belongs to the papers and stays. Raises
    NotFound("person-unknown") for a person of no office of the actor's, NotAllowed (`own-matter`, `purpose-closed`).
    """
    allow(purpose, Purpose.ERASURE)
    with transaction.atomic():
        gallery = Gallery.objects.select_for_update().filter(person=person_id).first()
        role = _role(person_id, gallery, actor)
        if gallery is None:
            return None
        tickets = CaptureTicket.objects.filter(session__subject__party=person_id)
        tickets.filter(state__in=[one.value for one in LIVE]).update(state=TicketState.CLOSED.value)
        deleted, _ = Reading.objects.filter(ref=gallery.ref).delete()
        GalleryKey.objects.filter(ref=gallery.ref).delete()
        gallery.delete()
        Tombstone.objects.create(ref=gallery.ref, readings=deleted, ground=ground.value, forgotten_at=now)
        _receipt(gallery.ref, person_id, role, actor, now)
    return Receipt(ref=gallery.ref, readings=deleted, at=now)


def _role(person_id: int, gallery: Gallery | None, actor: Actor) -> str:
    if actor.is_system:
        return "system"
    if person_id in actor.persons:
        raise NotAllowed("own-matter")
    office = _office_of(person_id, gallery)
    scope = actor.scope
    if office is None or scope is None or not any(scope.allows(one, office.path) for one in FORGETTERS):
        raise NotFound("person-unknown", person=person_id)
    return FORGETTERS[0]


def _office_of(person_id: int, gallery: Gallery | None) -> Office | None:
    """The office of the person's household, or else the one that captured last."""
    home = Membership.objects.filter(STANDING, person=person_id).select_related("household__office").first()
    if home is not None:
        return home.household.office
    if gallery is None:
        return None
    rows = Reading.objects.filter(ref=gallery.ref).select_related("device__office").defer("ciphertext")
    last = rows.order_by("-pk").first()
    return last.device.office if last else None


def _receipt(ref: UUID, person_id: int, role: str, actor: Actor, now: datetime) -> None:
    act = Act(
        stream=f"gallery:{ref}",
        kind="readings-forgotten",
        actor_id=actor.account_id,
        role=role,
        word=Purpose.ERASURE.value,
        about=f"person:{person_id}",
    )
    record(acts=[act], at=now)
