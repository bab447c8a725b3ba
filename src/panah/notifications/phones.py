"""Which numbers a case may be told on: a person's own, the one given with the request, the household's."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from panah.audit.queries import read_payloads
from panah.casework.models import Case, FormEntry, Subject
from panah.foundation.errors import InvalidInput
from panah.foundation.phones import parse_phone, phone_is_mobile
from panah.notifications.models import PhoneCall
from panah.notifications.rules import CallResult, Phone, Whose, ways_of
from panah.registry.models import Contact
from panah.registry.models.base import STANDING
from panah.registry.queries import wish_of_household, wishes_of_persons
from panah.registry.sealing import index_of, open_text, owner_key
from panah.registry.values import Wish
from panah.registry.words import ContactKind


def phones_of(case: Case, about: Subject | None) -> list[Phone]:
    """Give the numbers by which the people of a case, or one of them, can be reached, each as they wish to be told.

    A number counts as shared when the registry knows it as a household's or as another person's, wherever it was
    typed (S29). One that somebody said was wrong is left out until it is given anew.
    """
    people = [about.party_id] if about else list(case.subjects.values_list("party_id", flat=True))
    shared_wish = wish_of_household(case.household_id) if case.household_id else Wish()
    own_wish = wishes_of_persons(people).get(people[0]) if len(people) == 1 else None
    return [
        *_own(people, own_wish or Wish()),
        *_given(case, people, own_wish or shared_wish),
        *_of_household(case, shared_wish),
    ]


def _own(people: list[int], wish: Wish) -> Iterator[Phone]:
    if len(people) != 1:
        return
    for contact in _contacts(Q(person__in=people)):
        number = _opened(contact, owner_key(person_id=contact.person_id))
        is_shared = _is_shared(contact.index, people)
        yield _phone(number, contact.index, Whose.OWN, wish, is_shared=is_shared)


def _given(case: Case, people: list[int], wish: Wish) -> Iterator[Phone]:
    entry = FormEntry.objects.filter(case=case, step=f"start.{case.start}").order_by("-pk").first()
    said = read_payloads(ids=[entry.payload_id]).get(entry.payload_id, {}) if entry else {}
    try:
        number = parse_phone(str(said.get("phone") or ""))
    except InvalidInput:
        return
    index = index_of(table="contact", text=number)
    if entry is not None and not _is_wrong(index, entry.filled_at):
        yield _phone(number, index, Whose.GIVEN, wish, is_shared=_is_shared(index, people))


def _of_household(case: Case, wish: Wish) -> Iterator[Phone]:
    if case.household_id is None:
        return
    for contact in _contacts(Q(household=case.household_id)):
        number = _opened(contact, owner_key(household_id=case.household_id))
        yield _phone(number, contact.index, Whose.HOUSEHOLD, wish, is_shared=True)


def _phone(number: str, index: str, whose: Whose, wish: Wish, *, is_shared: bool) -> Phone:
    ways = ways_of(wished=wish.channel, can_read=wish.can_read, is_mobile=phone_is_mobile(number))
    is_watched = wish.is_shared or wish.is_quiet
    return Phone(number, index, whose, is_shared, is_watched, wish.language, ways)


def _contacts(whose: Q) -> Iterator[Contact]:
    kinds = (ContactKind.MOBILE, ContactKind.PHONE)
    for contact in Contact.objects.filter(STANDING, whose, kind__in=kinds).order_by("-pk"):
        if not _is_wrong(contact.index, contact.recorded_at):
            yield contact


def _is_wrong(index: str, since: datetime) -> bool:
    wrong = PhoneCall.objects.filter(result=CallResult.WRONG_NUMBER, phone_index=index, called_at__gt=since)
    return wrong.exists()


def _is_shared(index: str, people: list[int]) -> bool:
    others = Q(person=None) | ~Q(person__in=people)
    return Contact.objects.filter(STANDING, others, index=index).exists()


def _opened(contact: Contact, owner: str) -> str:
    return open_text(table="contact", owner=owner, sealed=contact.sealed)
