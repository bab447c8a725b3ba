"""What every act on a round stands on: the round locked, the role, and the event in its stream."""

from collections.abc import Collection
from datetime import datetime

from panah.audit.operations import Act, record
from panah.casework.engine.authority import Actor
from panah.catalogue.queries import directive_of
from panah.catalogue.rules.round_orders import RoundOrder, round_order
from panah.foundation.errors import NotAllowed, NotFound
from panah.organisation.models import Office
from panah.rounds.models import RegistrationRound


def locked_round(number: int) -> RegistrationRound:
    """Give a round locked until the transaction ends; raises NotFound("round-unknown")."""
    rows = RegistrationRound.objects.select_for_update(of=("self",)).select_related("directorate", "province")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound("round-unknown")
    return found


def order_of(one: RegistrationRound) -> RoundOrder:
    """Give what the round's own directive orders, whatever came into force since."""
    return round_order(directive_of(one.directive_id), slug=one.slug)


def role_over(actor: Actor, roles: Collection[str], office: Office) -> str:
    """Give the role by which somebody acts on a round there; raises NotAllowed("not-yours-to-arrange")."""
    if actor.scope is not None:
        for role in sorted(roles):
            if actor.scope.allows(role, office.path):
                return role
    raise NotAllowed("not-yours-to-arrange")


def note(
    one: RegistrationRound,
    kind: str,
    *,
    actor: Actor,
    role: str,
    now: datetime,
    office: Office,
    about: str = "",
) -> None:
    """Write an act into the round's stream of the journal."""
    act = Act(
        stream=one.stream,
        kind=kind,
        actor_id=actor.account_id,
        role=role,
        office=office.path,
        word=one.slug,
        about=about,
    )
    record(acts=[act], at=now)
