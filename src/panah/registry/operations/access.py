"""Opening a household's account, and binding an account to the one person an officer saw."""

from datetime import datetime

from django.db import transaction

from panah.audit.operations import Act, record
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.organisation.models import Account
from panah.organisation.rules import Scope
from panah.registry.models import Binding, Household, HouseholdAccount, Person

BINDERS = frozenset({"service-clerk", "bureau-clerk", "bureau-officer", "protection-counsellor"})


def open_household_account(*, account: Account, household: Household, now: datetime) -> HouseholdAccount:
    """Give a household an account of level 1: a phone was proved, not a person; it opens shared work only.

    Raises Conflict("account-already-used").
    """
    if HouseholdAccount.objects.filter(account=account).exists():
        raise Conflict("account-already-used", account=account.pk)
    with transaction.atomic():
        opened = HouseholdAccount.objects.create(account=account, household=household, opened_at=now)
        _log("household-account-opened", f"household:{household.pk}", account.pk, None, now)
    return opened


def bind_account(*, account: Account, person: Person, by: Scope, proof: str, now: datetime) -> Binding:
    """Bind an account to one person (level 2), by an officer who saw them at a counter; ``proof`` says how.

    A widow or daughter binds her own account here, whatever the household's phone belongs to (S29).

    Raises NotAllowed("may-not-bind"), InvalidInput("proof-missing"), Conflict("person-has-died", "account-is-shared"
    where it is a household's, "account-already-bound", "person-already-bound").
    """
    if account.pk == by.account_id or not by.roles & BINDERS:
        raise NotAllowed("may-not-bind", account=account.pk)
    if not proof.strip():
        raise InvalidInput("proof-missing")
    if person.died_on is not None:
        raise Conflict("person-has-died", person=person.pk)
    if HouseholdAccount.objects.filter(account=account).exists():
        raise Conflict("account-is-shared", account=account.pk)
    for code, taken in (
        ("account-already-bound", {"account": account}),
        ("person-already-bound", {"person": person}),
    ):
        if Binding.objects.filter(ended_at=None, **taken).exists():
            raise Conflict(code)
    with transaction.atomic():
        binding = Binding.objects.create(
            account=account, person=person, bound_by_id=by.account_id, bound_at=now, proof=proof.strip()
        )
        _log("account-bound", f"person:{person.pk}", by.account_id, account.pk, now)
    return binding


def end_binding(*, binding: Binding, actor_id: int, now: datetime) -> None:
    """End a binding: a lost phone, a stolen code, a wish. Raises Conflict("binding-already-ended")."""
    with transaction.atomic():
        if not Binding.objects.filter(pk=binding.pk, ended_at=None).update(ended_at=now):
            raise Conflict("binding-already-ended")
        _log("binding-ended", f"person:{binding.person_id}", actor_id, binding.account_id, now)


def _log(kind: str, stream: str, actor_id: int, account_id: int | None, now: datetime) -> None:
    about = f"account:{account_id}" if account_id else ""
    record(acts=[Act(stream=stream, kind=kind, actor_id=actor_id, about=about)], at=now)
