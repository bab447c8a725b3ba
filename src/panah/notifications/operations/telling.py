"""Telling people of a case something: on a phone that may hear it, on their own pages, and else on paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from panah.casework.models import OutboxMessage, Subject
from panah.casework.operations import locked_case
from panah.notifications.models import Message
from panah.notifications.operations.writing import Telling, note, to_pages, to_paper, to_phone
from panah.notifications.phones import phones_of
from panah.notifications.rules import TO_CALL, Appointed, Body, MessageState, News, choose
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
    appointed: Appointed | None = None,
) -> list[Message]:
    """Write what there is to tell, once per key, phone and account; sending follows by the worker.

    A matter of one person alone is told to no shared phone and to no household's account (S29). Who has neither phone
    nor account is told on paper. The language is the one wished for, else the account's, else Persian. S22.
    """
    with transaction.atomic():
        case = locked_case(case_id, "applicant")
        about = Subject.objects.get(pk=subject_id) if subject_id else None
        telling = Telling(
            case=case, about=about, news=news, key=key, now=now, step=step, due_on=due_on, appointed=appointed
        )
        _overtake(telling)
        accounts = list(accounts_of(telling))
        reach = choose(phones_of(case, about), is_alone=telling.is_alone, is_about_one=telling.is_about_one)
        usual = accounts[0].language if accounts else "fa"
        written = [to_pages(telling, account) for account in accounts]
        if reach is not None:
            return note(telling, [*written, to_phone(telling, reach, reach.phone.language or usual)])
        return note(telling, written or [to_paper(telling, usual)])


OF_ONE_APPOINTMENT: Final = (News.CALLED, News.APPOINTMENT, News.POSTPONED)
STREAM: Final = "appointment:"
"""How the key of what is told of an appointment begins: its stream, then the number of its change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What the people of a case, or one of them, are to be told under a key; `appointed` is when and where, if any."""

    case_id: int
    news: News
    key: str
    subject_id: int | None = None
    appointed: Appointed | None = None


def announce(*, case_id: int, news: News, key: str, now: datetime) -> None:
    """Note, inside the caller's transaction, what the people of a case are to be told afterwards; once per key."""
    announce_many(told=[Announced(case_id=case_id, news=news, key=key)], now=now)


def announce_many(*, told: Iterable[Announced], now: datetime) -> None:
    """Note the same for many cases, in portions of 500, inside the caller's transaction; once per key."""
    rows = [
        OutboxMessage(
            topic="told",
            key=one.key if one.subject_id is None else f"{one.key}:{one.subject_id}",
            case_id=one.case_id,
            subject_id=one.subject_id,
            body=Body(news=one.news, appointed=one.appointed).written(),
            created_at=now,
            next_at=now,
        )
        for one in told
    ]
    OutboxMessage.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def _overtake(telling: Telling) -> None:
    """Take out of the way what was told of the same appointment before and has not arrived yet.

    Nobody is called to a time that has changed since. The key of an appointment ends with the number of its change.
    """
    same, _, _ = telling.key.rpartition(":")
    if telling.news not in OF_ONE_APPOINTMENT or not same.startswith(STREAM):
        return
    waiting = [MessageState.QUEUED.value, MessageState.SENT.value, *TO_CALL]
    told = Message.objects.filter(case=telling.case, news__in=OF_ONE_APPOINTMENT, state__in=waiting)
    told.filter(key__startswith=f"{same}:").exclude(key__startswith=f"{telling.key}:").update(
        state=MessageState.PASSED_ON.value, next_at=None
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
