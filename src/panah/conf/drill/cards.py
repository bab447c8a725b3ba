"""Cards for the drill «print»: issued for made-up people, and read back from the files the printer was given."""

from collections import Counter
from datetime import datetime
from io import BytesIO
from itertools import islice
from random import Random

import pikepdf
from django.db import transaction

from panah.audit.models import Event
from panah.audit.sealed_files import take_out
from panah.casework.engine.authority import Actor
from panah.casework.operations import NewSubject, Opening, locked_case, open_case
from panah.conf import demo_trips
from panah.documents.models import Document, PrintItem, PrintSheet
from panah.documents.operations import Issuing, issue
from panah.documents.operations.cards import ready_for_card
from panah.documents.operations.print_room import Delivery, Range, receive_delivery
from panah.documents.place import verify_page
from panah.documents.rules.data import TOKEN
from panah.documents.rules.proof import printed
from panah.documents.rules.slip import Heading
from panah.documents.sealing import open_sheet
from panah.foundation.clock import local_date
from panah.organisation.models import Account, Office
from panah.organisation.queries import scope_of
from panah.registry.models import Person, ResidenceStatus
from panah.registry.models.base import STANDING
from panah.registry.operations import record_portrait
from panah.registry.synthetic.faces import draw_face
from panah.registry.values import Entry
from panah.registry.words import PaperKind, StatusKind

SLUG = "residence-documents"
KIND = PaperKind.AMAYESH_CARD.value


def deliver_blanks(printer: Actor, *, first: int, pieces: int, now: datetime) -> None:
    """Let blanks come to where the printer sits."""
    scope = printer.scope
    office = Office.objects.get(pk=scope.holdings[0].office_id) if scope else Office.objects.all()[0]
    blanks = Range(KIND, first, first + pieces - 1)
    receive_delivery(delivery=Delivery(office=office.pk, blanks=blanks, note="حواله"), actor=printer, now=now)


def issue_cards(most: int, *, now: datetime) -> int:
    """Issue an Amayesh card each to so many people, or as many as there are; gives how many."""
    made = 0
    for household, members in demo_trips.families(Random(most)):  # noqa: S311  # no secret is drawn
        if made >= most:
            break
        clerk = _actor(f"service-clerk-{household.office.code}", now)
        for person in islice(_bearers(members, now), most - made):
            opening = Opening(
                slug=SLUG,
                start="replacement",
                office_id=household.office_id,
                subjects=[NewSubject("holder", person)],
                household_id=household.pk,
            )
            case = open_case(
                opening=opening, actor=clerk, key=f"card:{person}", form={"cause": "damaged"}, now=now
            )
            made += 1
            _issue(case.pk, made, now)
    return made


def code_of(document: Document) -> str:
    """What a scanner reads from the back of a card."""
    token = open_sheet(document.number, document.sealed)[TOKEN]
    return printed.address(token if isinstance(token, bytes) else b"", page=verify_page())


def pages_in_files() -> list[str]:
    """What the files of all sheets hold too much or too little: two pages a card; and what was noted twice."""
    found = []
    for sheet in PrintSheet.objects.order_by("pk"):
        cards = sheet.items.count()
        with pikepdf.open(BytesIO(take_out(sheet.place))) as pdf:
            if len(pdf.pages) != 2 * cards:
                found.append(f"sheet {sheet.pk} has {len(pdf.pages)} pages for {cards} cards")
    attempts = Counter(PrintItem.objects.values_list("document_id", flat=True))
    noted = Counter(
        Event.objects.filter(stream__startswith="document:", kind="printed").values_list("stream", flat=True)
    )
    found += [
        f"card {document} was printed {noted[f'document:{document}']} times in {several} attempts"
        for document, several in attempts.items()
        if noted[f"document:{document}"] != several
    ]
    return found


def _bearers(members: list[int], now: datetime) -> list[int]:
    """Members with a status that gives the card; each gets a drawn portrait."""
    on = local_date(now)
    statuses = ResidenceStatus.objects.filter(STANDING, person__in=members, kind=StatusKind.AMAYESH)
    for person in Person.objects.filter(pk__in=statuses.values("person")):
        entry = Entry(on=on, now=now, actor_id=None)
        record_portrait(entry=entry, person=person, data=draw_face(seed=person.pk, sex=person.sex))
    ready = ready_for_card(members, on=on)
    return [one for one in statuses.order_by("person").values_list("person", flat=True) if one in ready]


def _issue(case_id: int, number: int, now: datetime) -> None:
    heading = Heading(
        number=f"18/1405/{number}",
        on=local_date(now),
        annex="",
        letterhead="ادارهٔ کل",
        office="ادارهٔ کل",
        signer="مدیرکل",
    )
    with transaction.atomic():
        case = locked_case(case_id)
        issuing = Issuing(case=case, name="card", key=f"drill:{case_id}", subject=case.subjects.get())
        issue(issuing=issuing, heading=heading, now=now)


def _actor(username: str, now: datetime) -> Actor:
    account = Account.objects.get(username=username).pk
    return Actor(sender=f"account:{account}", account_id=account, scope=scope_of(account, at=now))
