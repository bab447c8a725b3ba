"""Registering the capture devices of offices, and retiring them."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from panah.audit.operations import Act, record
from panah.biometrics.models import CaptureTicket, Device
from panah.biometrics.rules.parts import BY_DEVICE, Modality
from panah.biometrics.rules.purposes import Purpose
from panah.biometrics.rules.tickets import LIVE, TicketState
from panah.casework.engine.authority import Actor
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.organisation.models import Office

KEEPERS: Final = ("administrator", "bureau-officer")
LONGEST: Final = 40


def register_device(
    *, office: Office, code: str, reads: Collection[Modality], actor: Actor, now: datetime
) -> Device:
    """Register the device of a desk under a code of its own, never used before.

    What its agent signs with is `biometrics.queries.secret_of(code)`, told to whoever installs it. Raises
    InvalidInput("device-unreadable"), Conflict("device-code-used"), NotAllowed("not-your-role").
    """
    role = _role(actor, office)
    is_named = 0 < len(code) <= LONGEST and code.isascii() and code.replace("-", "").isalnum()
    if not is_named or not reads or not set(reads) <= set(BY_DEVICE):
        raise InvalidInput("device-unreadable")
    device = Device(
        office=office,
        code=code,
        reads=" ".join(sorted(one.value for one in set(reads))),
        registered_by_id=actor.account_id,
        registered_at=now,
    )
    with transaction.atomic():
        try:
            with transaction.atomic():
                device.save()
        except IntegrityError as error:
            raise Conflict("device-code-used", code=code) from error
        _note(device, "device-registered", actor, role, now)
    return device


def retire_device(*, code: str, actor: Actor, now: datetime) -> None:
    """Take a device out of use; its live ticket ends, its code is not given again.

    Retired again, it stays. Raises NotFound("device-unknown"), NotAllowed("not-your-role").
    """
    with transaction.atomic():
        device = (
            Device.objects.select_for_update(of=("self",)).select_related("office").filter(code=code).first()
        )
        if device is None:
            raise NotFound("device-unknown")
        role = _role(actor, device.office)
        if device.retired_at is not None:
            return
        device.retired_at = now
        device.save(update_fields=["retired_at"])
        live = CaptureTicket.objects.filter(device=device, state__in=[one.value for one in LIVE])
        live.update(state=TicketState.CLOSED.value)
        _note(device, "device-retired", actor, role, now)


def _role(actor: Actor, office: Office) -> str:
    if actor.is_system:
        return "system"
    role = next((one for one in KEEPERS if actor.scope and actor.scope.allows(one, office.path)), None)
    if role is None:
        raise NotAllowed("not-your-role")
    return role


def _note(device: Device, kind: str, actor: Actor, role: str, now: datetime) -> None:
    act = Act(
        stream=f"capture-device:{device.pk}",
        kind=kind,
        actor_id=actor.account_id,
        role=role,
        office=device.office.code,
        word=Purpose.COUNTER.value,
    )
    record(acts=[act], at=now)
