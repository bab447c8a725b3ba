"""Cards that are replaced: the shipped service on its straight way, a family with portraits, and a print room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import pytest
from PIL import Image

from factories.bureau import Bureau, actor_of
from factories.people import entry
from factories.slips import Slips, open_slips, straight_way
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, OutboxMessage
from panah.casework.operations import NewSubject, Opening, act, open_case
from panah.casework.rules import Selected
from panah.documents.models import Document, PrintBatch, PrintItem, PrintSheet
from panah.documents.operations.print_room import (
    Asked,
    Delivery,
    Range,
    arrived,
    make_batch,
    receive_delivery,
    scan_back,
    send_box,
    sheet_printed,
    typeset_batches,
)
from panah.documents.place import verify_page
from panah.documents.rules.data import TOKEN
from panah.documents.rules.print_room import MOST_IN_BATCH
from panah.documents.rules.proof import printed
from panah.documents.sealing import open_sheet
from panah.registry.models import Household, Person
from panah.registry.operations import correct_name, record_portrait, record_status
from panah.registry.values import NameInput
from panah.registry.words import PaperKind, StatusKind

KIND = PaperKind.AMAYESH_CARD.value
STOCK = Range(KIND, 1001, 1100)
HANDED = {"mark": "signature", "old-card": "taken"}
WAY = (
    ("people/look", "approved", "bureau-expert"),
    ("people/approve", "approved", "bureau-officer"),
)


@dataclass(slots=True)
class PrintRoom:
    """A family that asks for cards, the officers who approve, and those who print."""

    slips: Slips
    said: int = 0

    @property
    def bureau(self) -> Bureau:
        return self.slips.bureau

    @property
    def members(self) -> list[Person]:
        return self.slips.members

    @property
    def household(self) -> Household:
        return self.slips.household

    @property
    def now(self) -> datetime:
        return self.slips.now

    @property
    def site(self) -> int:
        return self.bureau.directorate.pk

    def officer(self, *roles: str, name: str = "") -> Actor:
        return self.bureau.actor(*roles, now=self.now, name=name)

    @property
    def printer(self) -> Actor:
        return self.officer("card-office")

    @property
    def clerk(self) -> Actor:
        return self.officer("service-clerk")

    def ask(self, *members: Person, cause: str = "damaged") -> Case:
        """A case of these people (default: the first of the family) at the counter."""
        self.said += 1
        opening = Opening(
            slug="residence-documents",
            start="replacement",
            office_id=self.bureau.counter.pk,
            subjects=[NewSubject("holder", one.pk) for one in members or self.members[:1]],
            household_id=self.household.pk,
        )
        return open_case(
            opening=opening,
            actor=self.clerk,
            key=f"card-{self.said}",
            form={"cause": cause},
            now=self.now,
        )

    def say(self, case: Case, step: str, word: str, role: str, **form: object) -> int:
        """Let an officer say a word about everybody of the case who stands at a step, one by one."""
        moved = 0
        for item in Item.objects.filter(case=case, step=step, state="open").order_by("pk"):
            self.said += 1
            moved += act(
                chosen=[Selected(item.pk, item.ver)],
                step=step,
                word=word,
                actor=self.officer(role),
                key=f"say-{self.said}",
                form=form,  # type: ignore[arg-type]  # texts and lists
                now=self.now,
            ).moved
        return moved

    def issued(self, *members: Person, cause: str = "damaged") -> list[Document]:
        """Cards that were asked for, approved by two and issued."""
        case = self.ask(*members, cause=cause)
        for step, word, role in WAY:
            assert self.say(case, step, word, role), step
        self.slips.deliver()
        failed = OutboxMessage.objects.exclude(error="").values_list("error", flat=True)
        assert not failed, list(failed)
        return list(Document.objects.filter(case=case).order_by("pk"))

    def batch(self, key: str = "b1", *, most: int = MOST_IN_BATCH) -> PrintBatch:
        """A batch of all that waits, or of the first of it, typeset by the worker."""
        asked = Asked(site=self.site, kind=KIND, most=most)
        made = make_batch(asked=asked, actor=self.printer, key=key, now=self.now)
        while typeset_batches(now=self.now):
            pass
        made.refresh_from_db()
        return made

    def printed(
        self, first_serial: int = 1001, key: str = "b1", *, most: int = MOST_IN_BATCH
    ) -> list[PrintItem]:
        """All that waits, or the first of it, batched, typeset and printed on blanks from a serial on."""
        made = self.batch(key, most=most)
        for sheet in PrintSheet.objects.filter(batch=made).order_by("first"):
            first_serial += sheet_printed(
                sheet_id=sheet.pk, first_serial=first_serial, actor=self.printer, now=self.now
            )
        return list(PrintItem.objects.filter(batch=made).order_by("place"))

    def scan(self, item: PrintItem) -> None:
        """Read the printed code of an item back."""
        item.refresh_from_db()
        assert item.blank is not None
        assert item.batch_id is not None
        scan_back(
            batch_id=item.batch_id,
            text=code_of(item.document),
            serial=item.blank.serial,
            actor=self.printer,
            now=self.now,
        )

    def brought(self, items: Sequence[PrintItem], box: str = "جعبهٔ ۱") -> None:
        """Scan, send and take in what was printed."""
        for item in items:
            self.scan(item)
        counter = self.bureau.counter.pk
        send_box(site_id=self.site, office_id=counter, box=box, actor=self.printer, now=self.now)
        arrived(item_ids=[item.pk for item in items], actor=self.clerk, now=self.now)

    def hand(self, document: Document, **form: object) -> int:
        """Hand a card over at the counter."""
        subject = document.case.subjects.get(party=document.bearer_id)
        item = Item.objects.get(case=document.case_id, subject=subject, step="people/hand-over", state="open")
        self.said += 1
        return act(
            chosen=[Selected(item.pk, item.ver)],
            step="people/hand-over",
            word="handed",
            actor=self.clerk,
            key=f"hand-{self.said}",
            form={"receiver": [str(document.bearer_id)], **HANDED, **form},  # type: ignore[dict-item]  # texts
            now=self.now,
        ).moved

    def steps(self, case: Case) -> list[str]:
        """Where everybody of a case stands."""
        return sorted(Item.objects.filter(case=case, state="open").values_list("step", flat=True))


def open_print_room(now: datetime, monkeypatch: pytest.MonkeyPatch, *, blanks: bool = True) -> PrintRoom:
    """Offices, services, a family of three with status, portraits and Latin names, and a hundred blanks."""
    straight_way(monkeypatch)
    room = PrintRoom(open_slips(now))
    for member in room.members:
        record_status(entry=entry(), person=member, kind=StatusKind.AMAYESH, ground="آمایش 20")
    with_portraits(room.members)
    child = room.members[2]
    name = NameInput(given="یوسف", family="رحیمی", latin_given="Yusuf", latin_family="Rahimi")
    correct_name(entry=entry(), person=child, name=name)
    child.refresh_from_db()
    if blanks:
        stock_up(room)
    return room


def with_portraits(members: Sequence[Person]) -> None:
    """Everybody had a picture taken."""
    for place, member in enumerate(members):
        record_portrait(entry=entry(), person=member, data=picture(place))


def stock_up(room: PrintRoom) -> None:
    """A hundred blanks come from whoever makes them."""
    delivery = Delivery(office=room.site, blanks=STOCK, note="حوالهٔ ۱۲")
    receive_delivery(delivery=delivery, actor=room.printer, now=room.now)


def code_of(document: Document) -> str:
    """What a scanner reads from the back of a card."""
    token = open_sheet(document.number, document.sealed)[TOKEN]
    assert isinstance(token, bytes)
    return printed.address(token, page=verify_page())


def picture(shade: int) -> bytes:
    """A picture of nobody."""
    body = BytesIO()
    Image.new("RGB", (600, 800), (120 + shade, 130, 140)).save(body, "JPEG")
    return body.getvalue()


def second_printer(room: PrintRoom) -> Actor:
    """Another officer of the print room."""
    return actor_of(room.bureau.hire("card-office", name="دوم"), now=room.now)
