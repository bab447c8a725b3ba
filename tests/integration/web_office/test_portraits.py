"""The desk takes a portrait; who may, whose, and who looked stand in the journal."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories.bureau import Bureau
from factories.people import family
from panah.audit.queries import timeline
from panah.registry.models import Household, Person, Portrait
from panah.registry.synthetic.faces import draw_face

type AsRole = Callable[[str], Client]
FACE = draw_face(seed=1, sex="female")


@pytest.fixture
def as_role(bureau: Bureau) -> AsRole:
    def signed_in(role: str) -> Client:
        client = Client()
        client.force_login(bureau.hire(role))
        return client

    return signed_in


@pytest.fixture
def home(bureau: Bureau) -> tuple[Household, list[Person]]:
    return family(bureau.counter)


def take(client: Client, home: tuple[Household, list[Person]], data: bytes = FACE) -> tuple[int, str]:
    household, members = home
    answer = client.post(
        f"/office/households/{household.household_code}/people/{members[0].pk}/portrait/",
        {"portrait": SimpleUploadedFile("x.jpg", data)},
        follow=True,
    )
    return answer.status_code, answer.content.decode()


def look(client: Client, home: tuple[Household, list[Person]]) -> int:
    household, members = home
    answer = client.get(f"/office/households/{household.household_code}/people/{members[0].pk}/portrait.jpg")
    return int(answer.status_code)


def test_a_clerk_takes_a_portrait_and_the_page_shows_it(
    as_role: AsRole, home: tuple[Household, list[Person]]
) -> None:
    clerk = as_role("bureau-clerk")
    assert look(clerk, home) == 404
    assert take(clerk, home)[0] == 200
    assert look(clerk, home) == 200


def test_a_look_at_a_portrait_stands_in_the_journal_of_the_person(
    as_role: AsRole, home: tuple[Household, list[Person]]
) -> None:
    clerk = as_role("bureau-clerk")
    take(clerk, home)
    looked = [event.kind for event in timeline(stream=f"person:{home[1][0].pk}")].count("read")
    look(clerk, home)
    kinds = [event.kind for event in timeline(stream=f"person:{home[1][0].pk}")]
    assert kinds.count("read") == looked + 1


def test_what_cannot_be_used_is_said_and_the_portrait_before_stays(
    as_role: AsRole, home: tuple[Household, list[Person]]
) -> None:
    clerk = as_role("bureau-clerk")
    take(clerk, home)
    assert "فایل نه عکس است" in take(clerk, home, b"not a picture")[1]
    assert Portrait.objects.filter(retracted_at=None).count() == 1


@pytest.mark.parametrize("role", ["service-clerk", "auditor", "payment-checker", "administrator"])
def test_nobody_else_takes_portraits(
    as_role: AsRole, home: tuple[Household, list[Person]], role: str
) -> None:
    assert take(as_role(role), home)[0] in {403, 404}
    assert not Portrait.objects.exists()
