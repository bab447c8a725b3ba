"""Telling people of a case something: on a phone that may hear it, and on their own pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from panah.audit.operations import Act, record
from panah.casework.models import Case, Subject
from panah.foundation.phones import phone_is_mobile
from panah.notifications.models import Message
from panah.notifications.phones import phones_of
from panah.notifications.rules import Channel, MessageState, News, Reach, choose
from panah.notifications.sealing import sealed
from panah.notifications.templates import text_of
from panah.organisation.models import Account
from panah.registry.models import Binding, HouseholdAccount


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to tell: of which case and person, under which key, when (UTC)."""

    case: Case
    about: Subject | None
    news: News
    key: str
    now: datetime

    @property
    def is_about_one(self) -> bool:
        """Whether it concerns one person rather than all of the case."""
        return self.about is not None or self.case.alone


def tell(
    *, case_id: int, news: News, key: str, now: datetime, subject_id: int | None = None
) -> list[Message]:
    """Write what there is to tell, once per key, phone and account; sending follows by the worker.

    A matter of one person alone is told to no shared phone and to no household's account (S29). A number that is no
    mobile goes to the call list at once. Told in the language of the account, else Persian. S22.
    """
    with transaction.atomic():
        case = (
            Case.objects.select_for_update(of=("self",)).select_related("office", "applicant").get(pk=case_id)
        )
        about = Subject.objects.get(pk=subject_id) if subject_id else None
        telling = Telling(case, about, news, key, now)
        accounts = list(_accounts(telling))
        language = accounts[0].language if accounts else "fa"
        reach = choose(phones_of(case, about), is_alone=case.alone, is_about_one=telling.is_about_one)
        written = [_portal(telling, account) for account in accounts]
        if reach is not None:
            written.append(_sms(telling, reach, language))
        new = [message for message, is_new in written if is_new]
        for message in new:
            _note(telling, message)
    return new


def _accounts(telling: Telling) -> Iterator[Account]:
    """Give whose pages it shows on: the bound persons it concerns, and whoever applied for shared work."""
    case, about = telling.case, telling.about
    people = [about.party_id] if about else case.subjects.values_list("party_id", flat=True)
    if telling.is_about_one:
        bound = Binding.objects.filter(person__in=people, ended_at=None).select_related("account")
        yield from (
            binding.account for binding in bound.order_by("pk") if binding.account_id != case.applicant_id
        )
    if case.applicant is not None and not (case.alone and _is_household(case.applicant)):
        yield case.applicant


def _is_household(account: Account) -> bool:
    return HouseholdAccount.objects.filter(account=account, ended_at=None).exists()


def _portal(telling: Telling, account: Account) -> tuple[Message, bool]:
    key = f"{telling.key}:account:{account.pk}"
    return _write(
        telling,
        key,
        Channel.PORTAL,
        account=account,
        language=account.language,
        text=_text(telling, account.language, is_quiet=False),
        state=MessageState.DELIVERED,
    )


def _sms(telling: Telling, reach: Reach, language: str) -> tuple[Message, bool]:
    key = f"{telling.key}:phone:{reach.phone.index[:24]}"
    can_be_sent = phone_is_mobile(reach.phone.number)
    return _write(
        telling,
        key,
        Channel.SMS,
        language=language,
        is_quiet=reach.is_quiet,
        text=_text(telling, language, is_quiet=reach.is_quiet),
        phone=sealed("phone", key, reach.phone.number),
        phone_index=reach.phone.index,
        state=MessageState.QUEUED if can_be_sent else MessageState.FAILED,
        next_at=telling.now if can_be_sent else None,
        trouble="" if can_be_sent else "not-a-mobile",
    )


def _write(
    telling: Telling, key: str, channel: Channel, *, text: str, **values: object
) -> tuple[Message, bool]:
    shown = {
        "case": telling.case,
        "about": telling.about,
        "news": telling.news.value,
        "channel": channel.value,
        "text": sealed("text", key, text),
        "created_at": telling.now,
        **values,
    }
    return Message.objects.get_or_create(key=key, defaults=shown)


def _text(telling: Telling, language: str, *, is_quiet: bool) -> str:
    return text_of(
        telling.news,
        language=language,
        number=telling.case.number,
        address=settings.PANAH_ADDRESS,
        is_quiet=is_quiet,
    )


def _note(telling: Telling, message: Message) -> None:
    """Write into the case's journal that somebody was told, never what number or text."""
    case = telling.case
    Case.objects.filter(pk=case.pk).update(ver=F("ver") + 1)
    act = Act(
        stream=case.stream,
        kind="told",
        actor_id=None,
        office=case.office.path,
        case_number=case.number,
        word=telling.news,
        about=f"{message.channel}{' quiet' if message.is_quiet else ''}",
    )
    record(acts=[act], at=telling.now)
