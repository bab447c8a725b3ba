"""Pages of a round: ordered, answered, called up, and received at a counter; each as it is at its hour."""

from collections.abc import Iterator
from datetime import timedelta

from django.test import Client

from factories.calling import Calling
from factories.forms import Form
from factories.rounds import SLUG, Round
from factories.slips import Slips
from factories.visits import Visiting, come_to_visit
from integration.web_forms.conftest import Place, Town
from panah.appointments.models import Appointment, Slot
from panah.appointments.operations import cancel, offer_earlier, swap
from panah.biometrics.operations import note_excuse
from panah.biometrics.queries import Modality, Reason
from panah.catalogue.operations import publish
from panah.catalogue.shipped import shipped_files
from panah.rounds.models import RegistrationRound
from panah.rounds.operations import announce_round

SERVICE = "residence-documents"
ROUNDS = "/office/rounds/"


def of_the_rounds(town: Town) -> Iterator[Place]:
    """What the ministry, the bureau, a household and a clerk may fill in, from the order to the counter."""
    now = town.world.now
    publish(slug=SERVICE, files=shipped_files(SERVICE), now=now, published_by="test")
    ministry = town.world.client(town.bureau.hire("ministry-officer", office=town.bureau.ministry))
    bureau = town.world.client(town.bureau.hire("bureau-officer"))
    yield Place(ministry, ROUNDS)
    announcer = town.bureau.actor("ministry-officer", now=now, office=town.bureau.ministry)
    one = announce_round(slug=SLUG, province="bushehr", actor=announcer, now=now)
    slips = Slips(town.bureau, town.world.household, town.world.members, now)
    yield Place(ministry, f"{ROUNDS}{one.pk}/")
    yield Place(bureau, f"{ROUNDS}{one.pk}/")
    visiting = come_to_visit(Round(slips, one))
    yield Place(ministry, f"{ROUNDS}{one.pk}/")
    yield from _called_up(town, visiting, one, bureau)
    yield from _at_the_counter(town, visiting, bureau)


def _called_up(town: Town, visiting: Visiting, one: RegistrationRound, bureau: Client) -> Iterator[Place]:
    calling, page = Calling(visiting.round), f"{ROUNDS}{one.pk}/calling/"
    yield Place(bureau, page)
    calling.open()
    calling.promise()
    yield Place(bureau, page)
    calling.call()
    yield Place(bureau, page)
    case = visiting.round.case()
    own = f"/my/cases/{case.pk}/appointment/"
    time = Appointment.objects.get(case=case, ended_at=None)
    yield Place(bureau, f"{ROUNDS}appointments/?office={time.slot.office_id}&day={time.slot.day.isoformat()}")
    yield Place(bureau, f"{ROUNDS}appointments/{time.pk}/")
    yield Place(bureau, f"{ROUNDS}cases/{visiting.case.pk}/visit/")
    door = town.world.client()
    for asked in ("change/", "cancel/", "needs/"):
        yield Place(door, f"{own}{asked}")
    _offer_what_was_left(time, visiting)
    yield Place(door, own)
    cancel(appointment_id=time.pk, actor=visiting.clerk, now=town.world.now)
    yield Place(bureau, page)


def _offer_what_was_left(time: Appointment, visiting: Visiting) -> None:
    """The household takes a later time, and is offered the one it left."""
    now, office = visiting.round.now, time.slot.office
    left = time.slot
    later = Slot.objects.filter(office=office, minutes__gte=time.minutes, starts_at__gt=left.starts_at)
    swap(appointment_id=time.pk, slot_id=later.latest("starts_at").pk, actor=visiting.clerk, now=now)
    offer_earlier(slot_id=left.pk, until=now + timedelta(days=1), actor=visiting.clerk, now=now)


def _at_the_counter(town: Town, visiting: Visiting, bureau: Client) -> Iterator[Place]:
    clerk = town.world.client(town.bureau.hire("service-clerk"))
    screen = f"/counter/round/{visiting.case.pk}/"
    yield Place(clerk, screen)
    visiting.come(0, 1, 2)
    yield Place(clerk, f"{screen}alone/{visiting.subject(1)}/")
    visiting.ask()
    pulse = Form(f"{screen}pulse/", "post", offered={"device": [visiting.device.code]})
    yield Place(clerk, screen, known=(pulse,))
    excused = visiting.subject(0)
    note_excuse(
        subject_id=excused,
        modality=Modality.FINGER,
        reason=Reason.INJURED,
        actor=visiting.clerk,
        now=visiting.round.now,
    )
    yield Place(clerk, screen)
    yield Place(bureau, f"{ROUNDS}excuses/")
    visiting.read("somebody")
    visiting.photo(0)
    visiting.send()
    yield Place(bureau, f"{ROUNDS}excuses/")
    yield Place(clerk, screen)
