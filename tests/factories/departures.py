"""People who wish to return: a process of human steps, effects and a child's waits, and a household that walks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from factories.bureau import Bureau, open_bureau
from factories.people import LONG_AGO, day, entry, family
from panah.casework.models import Case, Item, Subject
from panah.casework.operations import NewSubject, Opening, act, deliver_outbox, open_case
from panah.casework.rules import Selected
from panah.catalogue.models import Directive, ServiceVersion
from panah.catalogue.names import REGISTRY
from panah.catalogue.queries import definition_of, versions
from panah.catalogue.rules.bundle import ServiceContent
from panah.catalogue.rules.fields import Choice, Field, FieldForm, FieldForms, FieldType
from panah.catalogue.shipped import shipped_files
from panah.registry.models import Household, Person
from panah.registry.operations import record_relationship
from panah.registry.values import NameInput, PaperInput, PersonInput
from panah.registry.words import PaperKind, RelationKind, Sex, StatusKind
from panah.workflow.definition import ServiceDefinition
from panah.workflow.glossary import read_glossary
from panah.workflow.loader import load
from panah.workflow.parts import read_part
from panah.workflow.problems import Source

TALK = """
[part]
title = "تصمیم آزادانه"
per = "subject"
first = "age"
exits = ["free", "stays"]

[step.age]
choose = { minor = "guardians", otherwise = "hear" }

[step.hear]
title = "گفت‌وگو"
by = "protection-counsellor"
outcomes = { voluntary = "exit:free", needs-time = "hear", doubtful = "exit:stays" }

[step.guardians]
title = "در انتظار سرپرستان"
wait = "until guardians-decided"
due = "60 days"
late = "child"
then = "child"

[step.child]
title = "مصلحت کودک"
by = "child-officer"
outcomes = { in-their-interest = "exit:free", not-in-interest = "exit:stays" }
"""

DEPARTURE = """
slug = "voluntary-departure"
title = "خروج داوطلبانه"

[subject.leaver]
title = "متقاضی"
count = "1+"

[document.exit-paper]
title = "برگهٔ خروج"
valid = "15 days"

[document.card]
title = "کارت"

[start.request]
title = "درخواست"
kind = "request"
by = ["person", "bureau-clerk"]
at = "people"

[step.people]
title = "هر نفر"
each = "subject"
first = "talk"

[step.people.talk]
title = "تصمیم"
use = "renounce-freely"
outcomes = { free = "approve", stays = "end:stays" }

[step.people.approve]
title = "تأیید نخست"
by = "bureau-officer"
outcomes = { approved = "approve-second", returned = "talk" }

[step.people.approve-second]
title = "تأیید دوم"
by = "bureau-approver"
bulk = "no"
not_the_same_as = ["approve"]
outcomes = { approved = "together", returned = "approve" }

[step.people.together]
title = "همراهی با سرپرستان"
wait = "until guardians-ready"
due = "30 days"
late = "talk"
then = "ISSUE"

[step.people.exchange]
title = "تحویل"
by = "bureau-clerk"
outcomes = { handed = "hold-card", stays = "restore" }

[step.people.hold-card]
title = "توقف"
do = ["HOLD"]
then = "ask"

[step.people.ask]
title = "تأیید خروج"
by = "bureau-expert"
outcomes = { already-left = "close-status", stays = "restore" }

[step.people.close-status]
title = "ابطال"
do = ["CLOSE"]
then = "AFTER"

[step.people.look-again]
title = "نگاه دوباره"
by = "bureau-officer"
outcomes = { keep = "end:departed", stays = "restore" }

[step.people.restore]
title = "بازگرداندن"
do = ["RESTORE"]
then = "end:stayed"

[end.departed]
title = "رفت"
kind = "granted"

[end.stays]
title = "می‌ماند"
kind = "closed"

[end.stayed]
title = "بازگشت به وضعیت پیشین"
kind = "closed"
"""

BORDERS = FieldForms(
    starts={
        "request": FieldForm(
            title="درخواست",
            fields=(
                Field(
                    name="border",
                    label="از کدام مرز؟",
                    type=FieldType.CHOICE,
                    required=True,
                    choices=(Choice(code="dogharoun", label="دوغارون"), Choice(code="milak", label="میلک")),
                ),
            ),
        )
    }
)
DIRECTIVE = 'slug = "test"\ntitle = "آزمایش"\n'
THIRTY_DAYS = """
[[limits]]
name = "exit-paper-valid"
service = "voluntary-departure"
number = 30
unit = "day"
valid_from = "1400/01/01"
source = "proposed"
"""

ISSUING = """
[step.people.issue]
title = "صدور"
do = ["issue:exit-paper"]
then = "exchange"
"""

JOURNEY = """
[step.people.journey]
title = "در راه مرز"
wait = "15 days"
on = { left = "ask", stays = "restore" }
then = "ask"
"""

REASON = {"reason_code": "own-wish", "reason_text": "خودش چنین گفت."}
FREELY: dict[str, dict[str, str]] = {
    "voluntary": {
        "alone": "yes",
        "country": "yes",
        "unhcr": "yes",
        "losses": "yes",
        "heard-by-woman": "given",
        "language": "prs",
        "own-words": "می‌خواهم نزد مادرم برگردم.",
    },
    "signed": {"notary-number": "۱۲۳۴۵", "notary-date": "1405/09/02", "notary-place": "دفترخانهٔ ۷ بوشهر"},
    "in-their-interest": {"consent": "both", "interests": "با پدر و مادرش می‌رود و مدرسه‌اش پیداست."},
}
"""What shows that a word is said freely, by the word."""
WAY = (
    ("people/talk/hear", "voluntary", "protection-counsellor"),
    ("people/talk/child", "in-their-interest", "child-officer"),
    ("people/approve", "approved", "bureau-officer"),
    ("people/approve-second", "approved", "bureau-approver"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """What the process does at its three places, whether it issues an exit paper before, and tells the border of it.

    Where the border is told, people are on their way before anybody asks whether they left.
    """

    hold: tuple[str, ...] = ("suspend:card",)
    close: tuple[str, ...] = ("invalidate:card", "end-status")
    restore: tuple[str, ...] = ("reinstate:card", "restore-status")
    issues: bool = False
    tells: bool = False


def departure(acts: Acts | None = None) -> ServiceDefinition:
    """The process with these acts, checked by the laws of every service."""
    acts = acts or Acts()
    text = DEPARTURE.replace("ISSUE", "issue" if acts.issues else "exchange").replace("AFTER", "look-again")
    for place, names in (("HOLD", acts.hold), ("CLOSE", acts.close), ("RESTORE", acts.restore)):
        text = text.replace(f'"{place}"', ", ".join(f'"{name}"' for name in names))
    if acts.issues:
        text += ISSUING.replace('paper"]', 'paper", "tell-border"]') if acts.tells else ISSUING
    if acts.tells:
        text = text.replace('then = "ask"', 'then = "journey"', 1) + JOURNEY
    return load(
        Source("service.toml", text),
        registry=REGISTRY,
        glossary=read_glossary(shipped_files("intercity-travel")["glossary.toml"]),
        parts={"renounce-freely": read_part("renounce-freely", Source("parts/renounce-freely.toml", TALK))},
    )


def publish(process: ServiceDefinition, *, directive: str = DIRECTIVE) -> None:
    """Publish a process everywhere, under a directive that says little or nothing."""
    versions.directive_of.cache_clear()
    row = ServiceVersion.objects.create(
        slug=process.slug,
        n=1 + ServiceVersion.objects.filter(slug=process.slug).count(),
        sha256=process.digest,
        valid_from=date(2020, 1, 1),
        published_at=datetime(2020, 1, 1, tzinfo=UTC),
        published_by="test",
        files="{}",
    )
    content = ServiceContent(form=None, texts={}, definition=process, fields=BORDERS)  # type: ignore[arg-type]  # nobody reads the official form here
    versions._STORE._kept[row.pk] = content
    if not Directive.objects.exists():
        Directive.objects.create(
            slug="test",
            n=1,
            sha256="0",
            valid_from=date(2020, 1, 1),
            published_at=datetime(2020, 1, 1, tzinfo=UTC),
            published_by="test",
            text=directive,
        )


@dataclass(slots=True)
class Departures:
    """A bureau, the process, and whoever walks it."""

    bureau: Bureau
    now: datetime
    said: int = 0
    border: str = "dogharoun"

    def open(self, people: Sequence[Person], *, follows: Case | None = None) -> Case:
        """A case of these people, asked for at the bureau's counter."""
        self.said += 1
        opening = Opening(
            slug="voluntary-departure",
            start="request",
            office_id=self.bureau.directorate.pk,
            subjects=[NewSubject("leaver", one.pk) for one in people],
            linked_to=follows.pk if follows else None,
            link="follows" if follows else "",
        )
        clerk = self.bureau.actor("bureau-clerk", now=self.now)
        form = {"border": self.border} if self.border else {}
        return open_case(opening=opening, actor=clerk, key=f"open-{self.said}", form=form, now=self.now)

    def say(self, case: Case, step: str, word: str, role: str, *, only: Person | None = None) -> int:
        """Let an officer say a word about everybody of the case at a step, one by one where the law asks it."""
        items = Item.objects.filter(case=case, step=step, state="open").order_by("pk")
        if only is not None:
            items = items.filter(subject__party=only.pk)
        actor = self.bureau.actor(role, now=self.now)
        definition = definition_of(case.version_id)
        plain = definition.nature(word) == "plain"
        chosen = [Selected(item.pk, item.ver) for item in items]
        moved = 0
        for some in [chosen] if definition.step(step).bulk == "yes" else [[one] for one in chosen]:
            self.said += 1
            moved += act(
                chosen=some,
                step=step,
                word=word,
                actor=actor,
                key=f"say-{self.said}",
                form=FREELY.get(word, {}) if plain else REASON,
                now=self.now,
            ).moved
        return moved

    def approve(self, case: Case, *, only: Person | None = None) -> None:
        """Hear everybody, and let two officers approve."""
        for step, word, role in WAY:
            items = Item.objects.filter(case=case, step=step, state="open")
            if (items.filter(subject__party=only.pk) if only else items).exists():
                self.say(case, step, word, role, only=only)

    def steps(self, case: Case, person: Person) -> list[str]:
        """Where somebody stands."""
        items = Item.objects.filter(case=case, subject__party=person.pk, state="open")
        return list(items.values_list("step", flat=True))

    def deliver(self) -> int:
        """Let the worker deliver what is due."""
        return deliver_outbox(now=self.now)


def open_departures(now: datetime, acts: Acts | None = None, *, directive: str = DIRECTIVE) -> Departures:
    """Offices, and the process in force."""
    bureau = open_bureau()
    publish(departure(acts), directive=directive)
    return Departures(bureau, now)


def couple_with_child(bureau: Bureau) -> tuple[Household, list[Person]]:
    """A man, a woman and their daughter of ten, each with an Amayesh card and status since years."""
    household, people = family(
        bureau.directorate,
        _person("گل‌احمد", "1980-05-01", Sex.MALE, "A-1"),
        _person("ماه‌گل", "1984-02-03", Sex.FEMALE, "A-2"),
        _person("زهرا", "2016-01-20", Sex.FEMALE, "A-3"),
    )
    father, mother, child = people
    record_relationship(entry=entry(), person=father, other=mother, kind=RelationKind.SPOUSE, since=LONG_AGO)
    for parent in (father, mother):
        record_relationship(
            entry=entry(), person=parent, other=child, kind=RelationKind.PARENT, since=LONG_AGO
        )
    return household, people


def adults(bureau: Bureau, count: int) -> list[Person]:
    """So many adults of one household, each with a card."""
    members = [_person(f"عضو{place}", "1988-05-01", Sex.FEMALE, f"B-{place}") for place in range(count)]
    return family(bureau.directorate, *members)[1]


def subject_of(case: Case, person: Person) -> Subject:
    """The subject a person is in a case."""
    return Subject.objects.get(case=case, party=person.pk)


def _person(given: str, born: str, sex: Sex, card: str) -> PersonInput:
    return PersonInput(
        name=NameInput(given=given, family="رحیمی", father="رحیم"),
        sex=sex,
        born=day(born),
        nationality="AFG",
        status=StatusKind.AMAYESH,
        papers=(PaperInput(PaperKind.AMAYESH_CARD, card, date(2024, 5, 1), date(2027, 12, 1)),),
    )
