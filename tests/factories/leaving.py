"""The shipped way home, walked: a household of nine, a bureau's counter, and what each of its officers says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from factories.bureau import Bureau, actor_of, open_bureau, public_account
from factories.departures import FREELY
from factories.people import LONG_AGO, day, entry, family
from panah.casework import registrations
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, Subject
from panah.casework.operations import NewSubject, Opening, act, deliver_outbox, open_case, receive, say, sweep
from panah.casework.rules import Selected
from panah.catalogue.operations import publish, publish_directive
from panah.catalogue.queries import definition_of
from panah.catalogue.shipped import shipped_directives, shipped_files
from panah.organisation.models import Account
from panah.payments.operations import exempt
from panah.registry.models import Household, Person
from panah.registry.operations import bind_account, record_relationship
from panah.registry.values import NameInput, PaperInput, PersonInput
from panah.registry.words import PaperKind, RelationKind, Sex, StatusKind

SLUG, PUBLISHED = "voluntary-departure", date(2026, 4, 1)
REQUEST = {"border": "dogharoun", "wished-day": "1405/10/20", "language": "prs", "woman": "no"}
REASONS = {
    "doubtful": {"reason_code": "not-own-wish", "reason_text": "گفت هنوز نمی‌داند."},
    "not-in-interest": {"reason_code": "guardian-disagrees", "reason_text": "مادر موافق نیست."},
    "returned": {"reason_code": "hearing-incomplete", "reason_text": "تعهد خوانا نیست."},
}
HOLDERS = {
    "people/review": "bureau-expert",
    "people/talk/hear": "protection-counsellor",
    "people/talk/undertake": "bureau-clerk",
    "people/talk/child": "child-officer",
    "people/fee-help": "bureau-expert",
    "people/approve": "bureau-officer",
    "people/approve-second": "bureau-approver",
    "people/exchange": "bureau-clerk",
    "people/remind": "bureau-expert",
    "people/confirm": "bureau-expert",
    "people/hand-again": "bureau-clerk",
    "people/give-back": "bureau-clerk",
}
GROWN = ("پدر", "مادر", "مادربزرگ", "دختر", "پسر")
NINE: tuple[tuple[str, str, Sex], ...] = (
    ("پدر", "1975-05-01", Sex.MALE),
    ("مادر", "1979-02-03", Sex.FEMALE),
    ("مادربزرگ", "1950-03-03", Sex.FEMALE),
    ("دختر", "2001-01-20", Sex.FEMALE),
    ("پسر", "2003-06-06", Sex.MALE),
    ("کودک۱", "2011-07-07", Sex.MALE),
    ("کودک۲", "2013-08-08", Sex.FEMALE),
    ("کودک۳", "2016-09-09", Sex.MALE),
    ("کودک۴", "2020-10-10", Sex.FEMALE),
)


@dataclass(slots=True)
class Way:
    """A bureau, the moment it is there, and nine people of one household by what they are called."""

    bureau: Bureau
    now: datetime
    household: Household
    people: dict[str, Person]
    said: int = 0

    def open(self, *names: str, present: Iterable[str] = (), form: Mapping[str, str] | None = None) -> Case:
        """A request written down at the bureau's counter."""
        self.said += 1
        there = list(present) or (names if len(names) == 1 else ())
        here = [self.people[name].pk for name in there]
        return open_case(
            opening=self._opening(names),
            actor=self.bureau.actor("bureau-clerk", now=self.now),
            key=f"open-{self.said}",
            form={**REQUEST, **(form or {}), **({"present": here} if here else {})},
            now=self.now,
        )

    def ask(self, account: Account, *names: str) -> Case:
        """A request that somebody sends from their own account."""
        self.said += 1
        bound = tuple(account.bindings.values_list("person_id", flat=True))
        me = actor_of(account, now=self.now, persons=bound)
        opening = self._opening(names, applicant=account.pk)
        return open_case(opening=opening, actor=me, key=f"ask-{self.said}", form=REQUEST, now=self.now)

    def _opening(self, names: Sequence[str], applicant: int | None = None) -> Opening:
        return Opening(
            slug=SLUG,
            start="request",
            office_id=self.bureau.directorate.pk,
            subjects=[NewSubject("leaver", self.people[name].pk) for name in names],
            household_id=self.household.pk,
            applicant_id=applicant,
            alone=applicant is not None and len(names) == 1,
        )

    def account_of(self, name: str) -> Account:
        """An account bound to somebody at the counter."""
        account = public_account(f"own-{name}")
        clerk = self.bureau.actor("bureau-clerk", now=self.now)
        assert clerk.scope is not None
        bind_account(account=account, person=self.people[name], by=clerk.scope, proof="کارت", now=self.now)
        return account

    def at(self, case: Case, name: str) -> str:
        """Where somebody stands; their end where they are no longer on the way."""
        subject = self.subject(case, name)
        item = Item.objects.filter(case=case, subject=subject, state="open").first()
        return item.step.removeprefix("people/") if item else subject.end

    def subject(self, case: Case, name: str) -> Subject:
        """The subject somebody is."""
        return Subject.objects.get(case=case, party=self.people[name].pk)

    def say(
        self,
        case: Case,
        name: str,
        word: str,
        *,
        by: Actor | None = None,
        form: Mapping[str, object] | None = None,
    ) -> int:
        """Let whoever holds it say a word about one person; returns how many moved."""
        item = Item.objects.get(case=case, subject=self.subject(case, name), state="open")
        return self._act(item, word, by, form if form is not None else self._form(case, item, word))

    def review(self, case: Case, *, by: Actor | None = None) -> int:
        """Let the expert find the request of each complete; returns how many moved."""
        waiting = Item.objects.filter(case=case, step="people/review", state="open").order_by("pk")
        return sum(self._act(item, "complete", by, {}) for item in list(waiting))

    def _form(self, case: Case, item: Item, word: str) -> Mapping[str, object]:
        if word == "handed":
            assert item.subject is not None
            return {"receiver": [item.subject.party_id], "mark": "signature", "card-number": "A-1"}
        nature = definition_of(case.version_id).nature(word)
        return FREELY.get(word, {}) if nature == "plain" else REASONS[word]

    def _act(self, item: Item, word: str, by: Actor | None, form: Mapping[str, object]) -> int:
        self.said += 1
        result = act(
            chosen=[Selected(item.pk, item.ver)],
            step=item.step,
            word=word,
            actor=by or self.bureau.actor(HOLDERS[item.step], now=self.now),
            key=f"say-{self.said}",
            form=form,  # type: ignore[arg-type]  # forms of plain values
            now=self.now,
        )
        return result.moved

    def bring(self, case: Case, name: str, message: str, *, by: Actor) -> int:
        """Bring a message about somebody to the case."""
        self.said += 1
        return receive(
            case_id=case.pk, message=message, subjects=[self.subject(case, name).pk], actor=by,
            key=f"bring-{self.said}", now=self.now,
        ).moved  # fmt: skip

    def withdraw(self, case: Case, name: str) -> int:
        """Somebody says, to the counsellor they come to, that they do not go."""
        self.said += 1
        counsellor = self.bureau.actor("protection-counsellor", now=self.now)
        return say(
            case_id=case.pk, message="withdrawn", subjects=[self.subject(case, name).pk], actor=counsellor,
            key=f"withdraw-{self.said}", now=self.now,
        ).moved  # fmt: skip

    def wait(self, **length: float) -> None:
        """Let time pass; what is due by then happens."""
        self.now += timedelta(**length)
        while sweep(now=self.now):
            pass

    def wait_for(self, case: Case, name: str) -> None:
        """Let time pass until what somebody waits for, or what is waited for of them, is due."""
        item = Item.objects.get(case=case, subject=self.subject(case, name), state="open")
        assert item.due_at is not None
        self.wait(seconds=max(0, (item.due_at - self.now).total_seconds()))

    def free(self, case: Case, *names: str) -> None:
        """Hear these adults, let them sign, and let their three days pass."""
        for name in names:
            self.say(case, name, "voluntary")
            self.say(case, name, "signed")
        self.wait(hours=72)

    def waive(self, case: Case, name: str) -> None:
        """Let the time to pay pass, and exempt one who cannot."""
        item = Item.objects.get(case=case, subject=self.subject(case, name), state="open")
        self.said += 1
        exempt(
            chosen=Selected(item.pk, item.ver), ground="hardship", text="", key=f"waive-{self.said}",
            actor=self.bureau.actor("bureau-expert", now=self.now), now=self.now,
        )  # fmt: skip

    def to_exchange(self, case: Case, *names: str) -> None:
        """Bring people who thought it over to the moment they get their exit paper."""
        for name in names:
            if self.at(case, name) == "pay":
                self.wait_for(case, name)
            if self.at(case, name) == "fee-help":
                self.waive(case, name)
        for name in names:
            self.say(case, name, "approved")
            self.say(case, name, "approved")
        self.deliver()

    def deliver(self) -> None:
        """Let the worker do what is due."""
        while deliver_outbox(now=self.now):
            pass


def all_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let outside systems take everything at once."""
    taken = {name: lambda *_: None for name in ("record-in-najva", "correct-in-najva", "tell-border")}
    monkeypatch.setattr(registrations, "_jobs", {**registrations._jobs, **taken})


def open_way(now: datetime) -> Way:
    """Offices, the service and the directive as they are shipped, and the household of nine."""
    bureau = open_bureau()
    publish(
        slug="objection", files=shipped_files("objection"), now=now, published_by="test", valid_from=PUBLISHED
    )
    (text,) = shipped_directives().values()
    publish_directive(text=text, now=now, published_by="test", valid_from=PUBLISHED)
    return begin_way(bureau, now)


def begin_way(bureau: Bureau, now: datetime) -> Way:
    """The service as it is shipped and the household of nine, where a bureau and its directive are there."""
    publish(slug=SLUG, files=shipped_files(SLUG), now=now, published_by="test", valid_from=PUBLISHED)
    members = [_person(*one, card=f"A-{place}") for place, one in enumerate(NINE)]
    household, people = family(bureau.directorate, *members)
    named = dict(zip((name for name, *_ in NINE), people, strict=True))
    for child in list(named)[3:]:
        for parent in ("پدر", "مادر"):
            record_relationship(
                entry=entry(),
                person=named[parent],
                other=named[child],
                kind=RelationKind.PARENT,
                since=LONG_AGO,
            )
    for role in sorted(set(HOLDERS.values())):
        bureau.hire(role)
    return Way(bureau, now, household, named)


def _person(given: str, born: str, sex: Sex, *, card: str) -> PersonInput:
    return PersonInput(
        name=NameInput(given=given, family="رحیمی", father="رحیم"),
        sex=sex,
        born=day(born),
        nationality="AFG",
        status=StatusKind.AMAYESH,
        papers=(PaperInput(PaperKind.AMAYESH_CARD, card, date(2024, 5, 1), date(2027, 12, 1)),),
    )
