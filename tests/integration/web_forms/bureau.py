"""Pages of the bureau beside the desk: who stands in, what is handed out, who is phoned or written to, who is one."""

import re
from collections.abc import Iterator
from datetime import timedelta

from django.test import Client

from factories.duplicates import compare_all
from factories.forms import Form
from factories.people import family, person
from integration.web_forms.conftest import Place, Town
from panah.casework.models import Batch, Case, Item, OutboxMessage
from panah.casework.models.outbox import FAILED
from panah.casework.rules import MOST_ATTEMPTS
from panah.foundation.clock import local_date
from panah.foundation.jalali import to_jalali
from panah.notifications.models import Message
from panah.notifications.operations import send_messages
from panah.organisation.models import Account, RoleHolding
from panah.registry.models import DuplicateProposal
from panah.registry.words import Sex

CALL = re.compile(r"/office/calls/\d+/")


def of_the_bureau(town: Town) -> Iterator[Place]:
    """What a director, an expert and a clerk may fill in there."""
    world = town.world
    case, head = town.looked_at(), world.client(world.staff("bureau-director"))
    expert, other = world.staff("bureau-expert"), world.staff("bureau-expert")
    desk = world.client(expert)
    yield from _standing_in(town, expert, other, head)
    items = [f"{one.pk}:{one.ver}" for one in Item.objects.filter(case=case, state="open")]
    out = _form("/office/worklist/hand-out/", item=items[0])
    yield Place(head, "/office/worklist/?tab=others", known=(out,))
    yield Place(head, "/office/worklist/hand-out/", {"item": items})
    yield from _phoned_and_written_to(town, desk)
    clerk = world.client(world.staff("service-clerk"))
    yield Place(clerk, f"/counter/households/{world.household.pk}/telling/")
    yield _compared(town, desk)
    typed = _form("/office/outside/typed/", **{"line": "1", "receipt-1": "12", "on-1": "1405/09/01"})
    looked = _form("/office/outside/1/look/", matches="no", reason="نیست")
    outside = (typed, looked, _form("/office/outside/1/mend/", what="by-hand"))
    operator = world.client(world.staff("operator"))
    yield Place(operator, "/office/outside/", known=outside)
    _came_to_nothing(case)
    yield Place(operator, "/office/jobs/")
    batch = Batch.objects.latest("pk").pk
    yield Place(desk, "/office/motions/", known=(_form(f"/office/motions/{batch}/", key="k" * 20),))


def _form(action: str, **fields: str) -> Form:
    return Form(action, "post", offered={name: [value] for name, value in fields.items()})


def _standing_in(town: Town, expert: Account, other: Account, head: Client) -> Iterator[Place]:
    """Two days away from tomorrow, with a colleague in one's place."""
    first = local_date(town.world.now) + timedelta(days=1)
    said = {"ground": "مرخصی", "is_away": "on"}
    for name, day in (("first", first), ("last", first + timedelta(days=1))):
        at = to_jalali(day)
        said |= {f"{name}_day": str(at.day), f"{name}_month": str(at.month), f"{name}_year": str(at.year)}
    said[f"role-{RoleHolding.objects.get(staff__account=expert).pk}"] = str(other.staff.pk)
    desk = town.world.client(expert)
    assert desk.post("/office/stand-in/", said).status_code == 302
    yield Place(desk, "/office/stand-in/")
    yield Place(head, f"/office/stand-in/{other.staff.pk}/")


def _phoned_and_written_to(town: Town, desk: Client) -> Iterator[Place]:
    """Whom no message reached, and a letter that waits for the post."""
    town.returned()
    town.world.deliver()
    send_messages(now=town.world.now)
    entry = CALL.search(desk.get("/office/calls/").content.decode())
    assert entry
    yield Place(desk, entry[0])
    letter = str(Message.objects.latest("pk").pk)
    letters = (
        _form("/office/letters/print/", letter=letter),
        _form(f"/office/letters/{letter}/", means="posted"),
    )
    yield Place(desk, "/office/letters/", known=letters)


def _came_to_nothing(case: Case) -> None:
    """A job behind the pages that was tried as often as anything is."""
    OutboxMessage.objects.create(
        topic="issue", key="issue:never", case=case, state=FAILED, attempts=MOST_ATTEMPTS,
        error="KeyRefused: key-missing", created_at=case.opened_at, next_at=case.opened_at,
    )  # fmt: skip


def _compared(town: Town, desk: Client) -> Place:
    """Two records that may be one person's."""
    house = town.world.house
    family(house.bushehr, person(father="نورمحمد"))
    family(
        house.borazjan,
        person("گل احمد", father="نورمحمد", latin=("Gul Ahmad", "Rahimi")),
        person("بی‌بی‌حور", born="1955-03-03", sex=Sex.FEMALE),
    )
    compare_all()
    return Place(desk, f"/office/duplicates/{DuplicateProposal.objects.latest('pk').pk}/")
