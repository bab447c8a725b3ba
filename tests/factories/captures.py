"""A counter with a capture device: cases whose people show who they are, and made-up fingers and eyes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from factories import definitions
from factories.bureau import Bureau, actor_of, open_bureau, public_account
from factories.people import family, person
from factories.trips import household
from panah.biometrics.engines.simulator import ENCODER, VERSION, simulated_template
from panah.biometrics.models import CaptureTicket, Device
from panah.biometrics.operations import (
    Arrived,
    TakenTicket,
    Told,
    ask_capture,
    check_by_sight,
    confirm_excuse,
    note_excuse,
    receive_capture,
    register_device,
    take_ticket,
)
from panah.biometrics.queries import Modality, Part, Purpose, Reason, SessionView, session_of
from panah.biometrics.rules.parts import SIMULATED
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, Subject
from panah.casework.operations import NewSubject, Opening, act, open_case
from panah.casework.rules import Selected
from panah.catalogue.models import Directive
from panah.catalogue.queries import versions
from panah.registry.models import PaperHeld, Person

DIRECTIVE = """
slug = "test"
title = "دستورالعمل آزمایشی"

[[limits]]
name = "biometric-age"
number = 6
unit = "year"
valid_from = "1396/01/01"
source = "proposed"

[[limits]]
name = "portrait-age"
service = "refugee-id-card"
number = 3
unit = "year"
valid_from = "1396/01/01"
source = "proposed"
"""
PROCESS = """
slug = "{slug}"
title = "آزمون هویت"

[subject.member]
title = "عضو"
count = "1+"

[start.request]
title = "درخواست"
kind = "request"
by = ["applicant", "service-clerk"]
at = "people"

[step.people]
title = "هر نفر"
each = "subject"
first = "meet"
then = "end:given"

[step.people.meet]
title = "دیدار"
by = "service-clerk"
outcomes = {{ ready = "sort" }}

[step.people.sort]
choose = {{ identity-shown = "done", identity-differs = "look", capture-excused = "second", otherwise = "meet" }}

[step.people.look]
title = "نگاه"
by = "bureau-expert"
outcomes = {{ approved = "done", again = "meet" }}

[step.people.second]
title = "نفر دوم"
by = "bureau-officer"
outcomes = {{ complete = "sort" }}

[end.given]
title = "داده شد"
kind = "granted"
"""
CONDITIONS = frozenset({"identity-shown", "identity-differs", "capture-excused"})
INDEX = Part(Modality.FINGER, "right-index")
FINGERS = tuple(
    Part(Modality.FINGER, one) for one in ("right-index", "left-index", "right-thumb", "left-thumb")
)
messages = count(1)


@dataclass(slots=True)
class Counter:
    """A counter with one device that reads fingers, and a case of some people before it."""

    bureau: Bureau
    now: datetime
    device: Device
    people: list[Person] = field(default_factory=list)

    @property
    def clerk(self) -> Actor:
        return self.bureau.actor("service-clerk", now=self.now)

    @property
    def officer(self) -> Actor:
        return self.bureau.actor("bureau-officer", now=self.now)

    def open(self, people: Sequence[Person], *, slug: str = "identity") -> Case:
        """A case of these people at the counter."""
        applicant = public_account(f"applicant-{next(messages)}")
        opening = Opening(
            slug=slug,
            start="request",
            office_id=self.bureau.counter.pk,
            subjects=[NewSubject("member", one.pk) for one in people],
            applicant_id=applicant.pk,
        )
        return open_case(
            opening=opening,
            actor=actor_of(applicant, now=self.now),
            key=f"open-{next(messages)}",
            form={},
            now=self.now,
        )

    def subject(self, *, slug: str = "identity") -> int:
        """The subject of a case of one new adult."""
        return Subject.objects.get(case=self.open(household(self.bureau), slug=slug)).pk

    def child(self, born: str, *, slug: str = "identity") -> int:
        """The subject of a case of somebody born on a day."""
        members = family(self.bureau.counter, person(), person("یوسف", born=born))[1]
        return Subject.objects.get(case=self.open(members[1:], slug=slug)).pk

    def again(self, subject: int) -> int:
        """The same person in another case."""
        party = Person.objects.get(pk=Subject.objects.get(pk=subject).party_id)
        return Subject.objects.get(case=self.open([party])).pk

    def later(self, **length: int) -> "Counter":
        """The same counter some time later; an hour where nothing is said."""
        return replace(self, now=self.now + timedelta(**(length or {"hours": 1})))

    def ask(
        self,
        subject: int,
        purpose: Purpose = Purpose.ENROL,
        *,
        key: str = "",
        device: str = "",
        positions: Sequence[Part] | None = None,
        actor: Actor | None = None,
    ) -> CaptureTicket | None:
        return ask_capture(
            subject_id=subject,
            purpose=purpose,
            actor=actor or self.clerk,
            key=key or f"ask-{next(messages)}",
            now=self.now,
            device=device,
            positions=positions,
        )

    def take(self, message: str = "", *, device: str = "") -> TakenTicket | None:
        name = message or f"take-{next(messages)}"
        return take_ticket(device=device or self.device.code, message=name, now=self.now)

    def reading(
        self,
        nonce: str,
        who: str,
        part: Part = INDEX,
        *,
        quality: int = 80,
        message: str = "",
        noise: int = 0,
    ) -> Arrived:
        """What the device brings of a made-up person."""
        return Arrived(
            message=message or f"m-{next(messages)}",
            ticket=nonce,
            part=part,
            format=SIMULATED,
            encoder=ENCODER,
            encoder_version=VERSION,
            quality=quality,
            captured_at=self.now,
            template=simulated_template(who, part, noise=0.08, seed=noise),
        )

    def bring(self, arrived: Arrived, *, device: str = "") -> Told:
        return receive_capture(device=device or self.device.code, arrived=arrived, now=self.now)

    def show(
        self,
        subject: int,
        who: str,
        purpose: Purpose = Purpose.ENROL,
        *,
        but: Sequence[Part] = (),
        quality: int = 80,
    ) -> list[Told]:
        """Ask, take and read every part that is asked, but some."""
        self.ask(subject, purpose)
        taken = self.take()
        assert taken is not None
        asked = [part for part, _ in taken.parts if part not in but]
        return [self.bring(self.reading(taken.nonce, who, part, quality=quality)) for part in asked]

    def excuse(
        self, subject: int, part: Part = INDEX, reason: Reason = Reason.MISSING, *, actor: Actor | None = None
    ) -> int:
        row = note_excuse(
            subject_id=subject,
            modality=part.modality,
            position=part.position,
            reason=reason,
            actor=actor or self.clerk,
            now=self.now,
        )
        return row.pk

    def by_sight(self, subject: int) -> int:
        party = Subject.objects.get(pk=subject).party_id
        paper = PaperHeld.objects.get(person=party)
        return check_by_sight(subject_id=subject, paper_id=paper.pk, actor=self.clerk, now=self.now).pk

    def confirm(self, excuse: int, *, actor: Actor | None = None) -> None:
        confirm_excuse(excuse_id=excuse, actor=actor or self.officer, now=self.now)

    def seen(self, subject: int) -> SessionView:
        return session_of(subject_id=subject, purpose=Purpose.COUNTER, now=self.now)

    def say(self, subject: int, step: str, word: str, role: str) -> None:
        item = Item.objects.get(subject=subject, state="open")
        chosen = [Selected(item.pk, item.ver)]
        actor = self.bureau.actor(role, now=self.now)
        key = f"say-{next(messages)}"
        act(chosen=chosen, step=f"people/{step}", word=word, actor=actor, key=key, now=self.now)

    def step(self, subject: int) -> str:
        """Where a subject stands."""
        rows = Item.objects.filter(subject=subject, state="open").values_list("step", flat=True)
        return ", ".join(one.removeprefix("people/") for one in rows)


def open_counter(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Counter:
    """A counter whose device reads fingers, under a directive that asks them from six years on."""
    versions.forget()
    bureau = open_bureau()
    known = definitions.REGISTRY
    monkeypatch.setattr(definitions, "REGISTRY", replace(known, conditions=known.conditions | CONDITIONS))
    Directive.objects.create(
        slug="test",
        n=1,
        sha256="0",
        valid_from=date(2020, 1, 1),
        published_at=datetime(2020, 1, 1, tzinfo=UTC),
        published_by="test",
        text=DIRECTIVE,
    )
    for slug in ("identity", "refugee-id-card"):
        definitions.publish(PROCESS.format(slug=slug))
    device = register_device(
        office=bureau.counter,
        code="desk-301-1",
        reads=[Modality.FINGER],
        actor=bureau.actor("bureau-officer", now=now),
        now=now,
    )
    return Counter(bureau, now, device)
