"""Pages of the print room: cards at every stop between the queue and the counter, and the book of blanks."""

from collections.abc import Iterator

import pytest

from factories.bureau import BEFORE, LONG_AGO
from factories.cards import KIND, PrintRoom, code_of, stock_up, with_portraits
from factories.forms import Form
from factories.people import family, person
from factories.slips import Slips, straight_way
from factories.trips import PUBLISHED
from integration.web_forms.conftest import Place, Town
from panah.casework.models import Case
from panah.catalogue.operations import publish
from panah.catalogue.shipped import shipped_files
from panah.documents.models import PrintBatch
from panah.documents.operations.print_room import (
    Range,
    arrived,
    propose_destruction,
    send_blanks,
    send_box,
    spoil_blanks,
)
from panah.organisation.models import Office, Province
from panah.organisation.operations import open_office
from panah.organisation.roles import OfficeKind

HOLDERS = ("Adam", "Bashir", "Farid", "Hamid", "Jamal", "Karim", "Rahim")
SERVICE, SAID = "residence-documents", 1_000
"""Keys of what officers say begin here: others walk in the same town with the same officers."""


def of_the_print_room(town: Town) -> Iterator[Place]:
    """What whoever prints may fill in there, whoever takes cards in, and whoever takes the portraits on them."""
    room = _room(town)
    case = _at_every_stop(room)
    elsewhere = _blanks_on_the_way(room)
    printer = town.world.client(room.bureau.hire("card-office"))
    yield Place(printer, "/office/print/")
    for batch in PrintBatch.objects.order_by("pk"):
        yield Place(printer, f"/office/print/batches/{batch.pk}/", known=tuple(_scanned(room, batch)))
    yield Place(printer, "/office/print/stock/")
    for other in (
        room.bureau.hire("card-office", name="دوم"),
        room.bureau.hire("card-office", office=elsewhere),
    ):
        yield Place(town.world.client(other), "/office/print/stock/")
    clerk = town.world.client(room.bureau.hire("service-clerk"))
    yield Place(clerk, "/office/print/arrivals/")
    yield Place(clerk, f"/counter/cases/{case.pk}/")
    desk = town.world.client(room.bureau.hire("bureau-clerk"))
    yield Place(desk, f"/office/households/{room.household.household_code}/")


def _room(town: Town) -> PrintRoom:
    """A print room in the town's bureau, with blanks, and a large family of the town."""
    now = town.world.now
    publish(slug=SERVICE, files=shipped_files(SERVICE), now=now, published_by="test", valid_from=PUBLISHED)
    members = [person(f"عضو{place}", latin=(name, "Rahimi")) for place, name in enumerate(HOLDERS)]
    room = PrintRoom(Slips(town.bureau, *family(town.world.house.bushehr, *members), now), said=SAID)
    with_portraits(room.members)
    stock_up(room)
    return room


def _at_every_stop(room: PrintRoom) -> Case:
    """Cards of one case: one waits, one is typeset, one is stuck, four are printed and farther on their way."""
    with pytest.MonkeyPatch.context() as patch:
        straight_way(patch)
        cards = room.issued(*room.members)
    _, checked, sent, there = room.printed(most=4)
    for item in (sent, there):
        room.scan(item)
    send_box(site_id=room.site, office_id=room.bureau.counter.pk, box="۱", actor=room.printer, now=room.now)
    arrived(item_ids=[there.pk], actor=room.clerk, now=room.now)
    room.scan(checked)
    room.batch("typeset", most=1)
    stuck = room.batch("stuck", most=1)
    PrintBatch.objects.filter(pk=stuck.pk).update(state="failed", trouble="OSError: \u0645")
    return cards[0].case


def _scanned(room: PrintRoom, batch: PrintBatch) -> Iterator[Form]:
    """The scanner's form as it is after the serial was read, with the code of the card in it."""
    printed = batch.items.filter(state="printed").select_related("blank", "document").first()
    if printed is not None and printed.blank is not None:
        read = {"kept-serial": str(printed.blank.serial), "kept-code": "", "code": code_of(printed.document)}
        offered = {name: [text] for name, text in read.items()}
        yield Form(f"/office/print/batches/{batch.pk}/scan/", "post", offered=offered)


def _blanks_on_the_way(room: PrintRoom) -> Office:
    """Some are spoiled and shall be destroyed, and some are sent to another directorate, which this gives."""
    elsewhere = open_office(
        parent=room.bureau.ministry, kind=OfficeKind.DIRECTORATE, code="fars", name="اداره کل اتباع فارس",
        province_code=Province.objects.get(slug="fars").pk, opened_on=LONG_AGO, now=BEFORE,
    )  # fmt: skip
    spoiled, moved = Range(KIND, 1090, 1091), Range(KIND, 1095, 1099)
    first, now = room.printer, room.now
    spoil_blanks(office_id=room.site, blanks=spoiled, reason="تر شد", actor=first, now=now)
    propose_destruction(office_id=room.site, blanks=spoiled, reason="تر شد", actor=first, now=now)
    send_blanks(from_id=room.site, to_id=elsewhere.pk, blanks=moved, note="۱۲", actor=first, now=now)
    return elsewhere
