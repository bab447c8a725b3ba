"""Who is asking: the account behind a request, what it may do, and how surely its owner is known."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from panah.casework.engine.authority import Actor
from panah.foundation.clock import utc_now
from panah.organisation.queries import scope_of
from panah.registry import queries as registry

ANYBODY, HOUSEHOLD, PERSON = 0, 1, 2
"""The three levels of knowing somebody: nobody yet, a household's phone, a person seen at a counter."""

NOBODY = Actor(sender="anybody")
_KEPT = "_panah_visitor"


@dataclass(frozen=True)
class Visitor:
    """One request's account at one moment (UTC); each fact about it is read once, when it is first asked for."""

    account_id: int | None
    is_staff: bool
    now: datetime

    @cached_property
    def actor(self) -> Actor:
        """What this account may do in casework; somebody who did not sign in may do nothing."""
        if self.account_id is None:
            return NOBODY
        return Actor(
            sender=f"account:{self.account_id}",
            account_id=self.account_id,
            scope=scope_of(self.account_id, at=self.now) if self.is_staff else None,
            persons=self._persons,
        )

    @cached_property
    def level(self) -> int:
        """The level of knowing (0 anybody, 1 household, 2 person); staff have none by their office account."""
        return ANYBODY if self.account_id is None else int(registry.level_of(self.account_id))

    @cached_property
    def household_id(self) -> int | None:
        """The household whose shared work this account opens."""
        if self.account_id is None or self.is_staff:
            return None
        household = registry.household_of_account(self.account_id)
        return household.pk if household else None

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles held anywhere at this moment."""
        scope = self.actor.scope
        return scope.roles if scope else frozenset()

    @cached_property
    def has_second_factor(self) -> bool:
        """Whether signing in to this account asks for a code or a key besides the password."""
        return bool(Authenticator.objects.filter(user=self.account_id).exists())

    @cached_property
    def _persons(self) -> tuple[int, ...]:
        person = registry.person_of(self.account_id) if self.account_id is not None else None
        return registry.known_as(person.pk) if person else ()


def visitor_of(request: HttpRequest) -> Visitor:
    """Give who is asking; the clock is read once per request, here."""
    kept = request.__dict__.get(_KEPT)
    account = request.user
    account_id = account.pk if account.is_authenticated else None
    if isinstance(kept, Visitor) and kept.account_id == account_id:
        return kept
    is_staff = bool(account.is_authenticated and account.is_staff_account)
    made = Visitor(account_id=account_id, is_staff=is_staff, now=utc_now())
    request.__dict__[_KEPT] = made
    return made


def now_of(request: HttpRequest) -> datetime:
    """Give the moment of a request (UTC)."""
    return visitor_of(request).now


def actor_of(request: HttpRequest) -> Actor:
    """Give the actor casework knows this request by: sender, scope of roles, and the person bound to it."""
    return visitor_of(request).actor


def level_of(request: HttpRequest) -> int:
    """Give how surely one knows who is asking: 0 anybody, 1 a household, 2 a person bound at a counter."""
    return visitor_of(request).level


def household_of(request: HttpRequest) -> int | None:
    """Give the number of the household whose shared work this request may see, or None."""
    return visitor_of(request).household_id
