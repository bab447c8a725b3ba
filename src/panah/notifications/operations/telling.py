"""Telling people of a case something: on a phone that may hear it, on their own pages, and else on paper."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from panah.casework.models import OutboxMessage, Subject
from panah.casework.operations import locked_case
from panah.notifications.models import Message
from panah.notifications.operations.writing import Telling, note, to_pages, to_paper, to_phone
from panah.notifications.phones import phones_of
from panah.notifications.rules import News, choose
from panah.organisation.models import Account
from panah.registry.models import Binding, HouseholdAccount


def tell(
    *,
    case_id: int,
    news: News,
    key: str,
    now: datetime,
    subject_id: int | None = None,
    step: str = "",
    due_on: date | None = None,
) -> list[Message]:
    """Write what there is to tell, once per key, phone and account; sending follows by the worker.

    A matter of one person alone is told to no shared phone and to no household's account (S29). Who has neither phone
    nor account is told on paper. The language is the one wished for, else the account's, else Persian. S22.
    """
    with transaction.atomic():
        case = locked_case(case_id, "applicant")
        about = Subject.objects.get(pk=subject_id) if subject_id else None
        telling = Telling(case=case, about=about, news=news, key=key, now=now, step=step, due_on=due_on)
        accounts = list(accounts_of(telling))
        reach = choose(phones_of(case, about), is_alone=telling.is_alone, is_about_one=telling.is_about_one)
        usual = accounts[0].language if accounts else "fa"
        written = [to_pages(telling, account) for account in accounts]
        if reach is not None:
            return note(telling, [*written, to_phone(telling, reach, reach.phone.language or usual)])
        return note(telling, written or [to_paper(telling, usual)])


def announce(*, case_id: int, news: News, key: str, now: datetime) -> None:
    """Note, inside the caller's transaction, what the people of a case are to be told afterwards; once per key."""
    OutboxMessage.objects.get_or_create(
        key=key,
        defaults={"topic": "told", "case_id": case_id, "body": news, "created_at": now, "next_at": now},
    )


def accounts_of(telling: Telling) -> Iterator[Account]:
    """Give whose pages it shows on: the bound persons it concerns, and whoever applied for shared work."""
    case, about = telling.case, telling.about
    people = [about.party_id] if about else case.subjects.values_list("party_id", flat=True)
    if telling.is_about_one:
        bound = Binding.objects.filter(person__in=people, ended_at=None).select_related("account")
        yield from (
            binding.account
            for binding in bound.order_by("pk")
            if telling.is_own or binding.account_id != case.applicant_id
        )
    if telling.is_own:
        return
    if case.applicant is not None and not (case.alone and _is_household(case.applicant)):
        yield case.applicant


def _is_household(account: Account) -> bool:
    return HouseholdAccount.objects.filter(account=account, ended_at=None).exists()
