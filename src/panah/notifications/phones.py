"""Which numbers a case may be told on: a person's own, the one given with the request, the household's."""

from collections.abc import Iterator

from django.db.models import Q

from panah.audit.queries import read_payloads
from panah.casework.models import Case, FormEntry, Subject
from panah.foundation.errors import InvalidInput
from panah.foundation.phones import parse_phone
from panah.notifications.rules import Phone, Whose
from panah.registry.models import Contact
from panah.registry.models.base import STANDING
from panah.registry.sealing import index_of, open_text, owner_key
from panah.registry.words import ContactKind


def phones_of(case: Case, about: Subject | None) -> list[Phone]:
    """Give the numbers by which the people of a case, or one of them, can be reached.

    A number counts as shared when the registry knows it as a household's or as another person's, wherever it was
    typed (S29).
    """
    people = [about.party_id] if about else list(case.subjects.values_list("party_id", flat=True))
    return [*_own(people), *_given(case, people), *_of_household(case)]


def _own(people: list[int]) -> Iterator[Phone]:
    if len(people) != 1:
        return
    for contact in _contacts(Q(person__in=people)):
        number = _opened(contact, owner_key(person_id=contact.person_id))
        yield Phone(number, contact.index, Whose.OWN, is_shared=_is_shared(contact.index, people))


def _given(case: Case, people: list[int]) -> Iterator[Phone]:
    entry = FormEntry.objects.filter(case=case, step=f"start.{case.start}").order_by("-pk").first()
    said = read_payloads(ids=[entry.payload_id]).get(entry.payload_id, {}) if entry else {}
    try:
        number = parse_phone(str(said.get("phone") or ""))
    except InvalidInput:
        return
    index = index_of(table="contact", text=number)
    yield Phone(number, index, Whose.GIVEN, is_shared=_is_shared(index, people))


def _of_household(case: Case) -> Iterator[Phone]:
    if case.household_id is None:
        return
    for contact in _contacts(Q(household=case.household_id)):
        number = _opened(contact, owner_key(household_id=case.household_id))
        yield Phone(number, contact.index, Whose.HOUSEHOLD, is_shared=True)


def _contacts(whose: Q) -> list[Contact]:
    return list(Contact.objects.filter(STANDING, whose, kind=ContactKind.MOBILE).order_by("-pk"))


def _is_shared(index: str, people: list[int]) -> bool:
    others = Q(person=None) | ~Q(person__in=people)
    return Contact.objects.filter(STANDING, others, index=index).exists()


def _opened(contact: Contact, owner: str) -> str:
    return open_text(table="contact", owner=owner, sealed=contact.sealed)
