"""A household of five that came to its visit in an open round, before a desk with a capture device."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from random import Random

from PIL import Image

from factories.captures import messages
from factories.people import entry, family, person
from factories.rounds import Round, announced
from panah.biometrics.engines.simulator import ENCODER, VERSION, simulated_template
from panah.biometrics.models import Device
from panah.biometrics.operations import (
    Arrived,
    receive_capture,
    register_device,
    take_portrait,
    take_ticket,
)
from panah.biometrics.queries import Modality, Part
from panah.biometrics.rules.parts import SIMULATED
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, Subject
from panah.casework.operations import act
from panah.casework.queries.reading import reading
from panah.casework.rules import Selected
from panah.registry.models import Household, Person
from panah.registry.operations import record_paper
from panah.registry.values import PaperInput
from panah.registry.words import PaperKind
from panah.rounds.operations import Details, Sent, ask_next, record_presence, send_household
from panah.rounds.queries.visiting import AtCounter, at_counter

CARDED, UNTIL = date(2020, 3, 21), date(2027, 6, 21)
pressed = count(1)


def portrait(seed: int = 1) -> bytes:
    """A picture no other is like, as a camera makes it."""
    random = Random(seed)  # a made-up picture, no secret
    made = BytesIO()
    picture = Image.new("RGB", (480, 640), tuple(random.randrange(256) for _ in range(3)))
    picture.save(made, "JPEG")
    return made.getvalue()


@dataclass(slots=True)
class Visiting:
    """A round that is open, a household of five in it, and the desk of its office."""

    round: Round
    household: Household
    members: list[Person]
    device: Device

    @property
    def clerk(self) -> Actor:
        """Who sits at the desk."""
        return self.round.bureau.actor("service-clerk", now=self.round.now)

    @property
    def case(self) -> Case:
        """The file of the household."""
        return Case.objects.get(household=self.household, start="round")

    def subject(self, place: int) -> int:
        """One of the five, by place: father, mother, grandmother, daughter, infant."""
        return Subject.objects.get(case=self.case, party=self.members[place].pk).pk

    @property
    def subjects(self) -> list[int]:
        """All five."""
        return [self.subject(place) for place in range(len(self.members))]

    def later(self, **length: int) -> None:
        """Let time pass."""
        self.round.slips.now += timedelta(**(length or {"seconds": 5}))

    def come(self, *places: int) -> None:
        """Say who is there."""
        record_presence(
            case_id=self.case.pk,
            present=[self.subject(one) for one in places],
            actor=self.clerk,
            now=self.round.now,
        )

    def read(self, who: str, *, quality: int = 80, poor: int = 0) -> None:
        """The device takes the ticket of the desk and reads a made-up person."""
        taken = take_ticket(device=self.device.code, message=f"t-{next(messages)}", now=self.round.now)
        assert taken is not None
        for part, _ in taken.parts:
            for _ in range(poor):
                self._bring(taken.nonce, who, part, 5)
            if not poor:
                self._bring(taken.nonce, who, part, quality)

    def _bring(self, nonce: str, who: str, part: Part, quality: int) -> None:
        number = next(messages)
        arrived = Arrived(
            message=f"m-{number}",
            ticket=nonce,
            part=part,
            format=SIMULATED,
            encoder=ENCODER,
            encoder_version=VERSION,
            quality=quality,
            captured_at=self.round.now,
            template=simulated_template(who, part, noise=0.08, seed=number),
        )
        receive_capture(device=self.device.code, arrived=arrived, now=self.round.now)

    def photo(self, place: int) -> None:
        """The clerk takes a live portrait."""
        self.later()
        take_portrait(
            subject_id=self.subject(place),
            data=portrait(next(pressed)),
            actor=self.clerk,
            now=self.round.now,
        )

    def ask(self) -> int | None:
        """Ask for the next capture."""
        return ask_next(
            case_id=self.case.pk, actor=self.clerk, key=f"ask-{next(pressed)}", now=self.round.now
        )

    def capture(self, *places: int) -> None:
        """Capture everybody who is there, one after the other; the infant is asked for a portrait or nothing."""
        for place in places:
            asked = self.ask()
            if asked is not None:
                self.read(f"person-{asked}")
            if place < 4:
                self.photo(place)
        assert self.ask() is None

    def send(
        self, key: str = "", *, details: Details | None = None, slot: int | None = None, fault: str = ""
    ) -> Sent:
        """Press send."""
        return send_household(
            case_id=self.case.pk,
            actor=self.clerk,
            key=key or f"send-{next(pressed)}",
            now=self.round.now,
            details=details,
            slot_id=slot,
            fault=fault,
        )

    def say(self, place: int, step: str, word: str, role: str) -> None:
        """Another hand says a word about one of them."""
        item = Item.objects.get(subject=self.subject(place), state="open", step=step)
        done = act(
            chosen=[Selected(item.pk, item.ver)],
            step=step,
            word=word,
            actor=self.round.bureau.actor(role, now=self.round.now),
            key=f"say-{next(pressed)}",
            now=self.round.now,
        )
        assert done.moved == 1, done

    def step(self, place: int) -> str:
        """Where one of them stands."""
        rows = Item.objects.filter(subject=self.subject(place), state="open").values_list("step", flat=True)
        return ", ".join(rows)

    def seen(self) -> AtCounter:
        """The household as the screen shows it."""
        look = reading(
            actor_id=self.clerk.account_id or 0, role="service-clerk", purpose="service", at=self.round.now
        )
        found = at_counter(self.case.pk, look=look, now=self.round.now)
        assert found is not None
        return found


def come_to_visit(round_: Round) -> Visiting:
    """Open a round over a household of five, and put a device on the desk of its office."""
    counter = round_.bureau.counter
    household, members = family(
        counter,
        person("نصرالله", born="1980-05-01"),
        person("فرشته", born="1985-02-01"),
        person("بی‌بی‌گل", born="1952-01-01"),
        person("مریم", born="2009-07-01"),
        person("یوسف", born="2025-09-01"),
    )
    for place, member in enumerate(members):
        paper = PaperInput(PaperKind.AMAYESH_CARD, f"20-{household.pk:05d}-{place}", CARDED, UNTIL)
        record_paper(entry=entry(date(2026, 1, 1), now=round_.now), person=member, paper=paper)
    round_.open()
    device = register_device(
        office=counter,
        code="desk-301-1",
        reads=[Modality.FINGER],
        actor=round_.bureau.actor("bureau-officer", now=round_.now),
        now=round_.now,
    )
    return Visiting(round_, household, members, device)


__all__ = ["Visiting", "announced", "come_to_visit", "portrait"]
