"""What each says for herself on her own page: signing, staying while time passes, withdrawing; unseen by the others."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from factories import files
from factories.leaving import Way, open_way
from integration.web_account.conftest import hidden
from panah.casework.models import Case, Item
from panah.evidence.models import Upload
from panah.organisation.models import Account
from panah.web import identity

pytestmark = pytest.mark.django_db
NOTARY = {
    "notary-number": "۱۲۳۴",
    "notary-date_day": "۱", "notary-date_month": "۹", "notary-date_year": "۱۴۰۵",
    "notary-place": "دفترخانهٔ ۷ بوشهر",
}  # fmt: skip


@pytest.fixture
def way(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Way:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    made = open_way(now)
    monkeypatch.setattr(identity, "utc_now", lambda: made.now)
    return made


@pytest.fixture
def case(way: Way) -> Case:
    """Two adults asked together, and were heard."""
    opened = way.open("پدر", "مادر", present=("پدر", "مادر"))
    way.review(opened)
    for name in ("پدر", "مادر"):
        way.say(opened, name, "voluntary")
    return opened


type Door = Callable[[str], Client]


@pytest.fixture
def door(way: Way) -> Door:
    doors: dict[str, Client] = {}

    def opened(name: str) -> Client:
        if name not in doors:
            doors[name] = Client()
            doors[name].force_login(way.account_of(name))
        return doors[name]

    return opened


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def word(way: Way, case: Case, name: str) -> str:
    """The address of what somebody says at the step that asks them."""
    item = Item.objects.get(case=case, subject=way.subject(case, name), state="open")
    return f"/my/cases/{case.pk}/items/{item.pk}/signed/"


def stay(way: Way, case: Case, name: str) -> str:
    """The address at which somebody says that they stay."""
    return f"/my/cases/{case.pk}/stay/{way.subject(case, name).pk}/"


def test_the_undertaking_is_written_on_ones_own_page_with_its_paper(way: Way, case: Case, door: Door) -> None:
    mother, here = door("مادر"), f"/my/cases/{case.pk}/"
    page = text(mother, here)
    assert 'name="notary-number"' in page
    answer = mother.post(
        word(way, case, "مادر"), {**hidden(page), **NOTARY, "paper": files.sent(files.photo())}
    )
    assert answer.status_code == 302, answer.content.decode()
    assert (way.at(case, "مادر"), way.at(case, "پدر")) == ("talk/think", "talk/undertake")
    assert Upload.objects.get(case=case).subject_id == way.subject(case, "مادر").pk


def test_what_is_wrong_gets_a_sentence_and_nothing_typed_or_sent_is_lost(
    way: Way, case: Case, door: Door
) -> None:
    mother = door("مادر")
    address = word(way, case, "مادر")
    sent = {
        **hidden(text(mother, f"/my/cases/{case.pk}/")),
        **NOTARY,
        "notary-number": "",
        "paper": files.sent(files.photo()),
    }
    answer = mother.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "دفترخانهٔ ۷ بوشهر" in page
    assert "نگه داشته شده است" in page
    assert way.at(case, "مادر") == "talk/undertake"
    again = {**hidden(page), **NOTARY}
    assert mother.post(address, again).status_code == 302
    assert way.at(case, "مادر") == "talk/think"


def test_a_form_half_filled_in_is_kept_for_its_writer_alone(way: Way, case: Case, door: Door) -> None:
    mother, here = door("مادر"), f"/my/cases/{case.pk}/"
    half = {**hidden(text(mother, here)), "notary-place": "دفترخانهٔ ۷ بوشهر", "save": "yes"}
    assert mother.post(word(way, case, "مادر"), half).status_code == 302
    assert "دفترخانهٔ ۷ بوشهر" in text(mother, here)
    assert "دفترخانهٔ ۷ بوشهر" not in text(door("پدر"), here)
    assert way.at(case, "مادر") == "talk/undertake"


def test_a_form_that_came_after_the_session_ended_waits_for_its_writer(
    way: Way, case: Case, door: Door
) -> None:
    address, here = word(way, case, "مادر"), f"/my/cases/{case.pk}/"
    page = text(door("مادر"), here)
    writer = page.partition('name="writer" value="')[2].partition('"')[0]
    stranger = Client()
    answer = stranger.post(
        address, {**hidden(page), **NOTARY, "writer": writer, "paper": files.sent(files.photo())}
    )
    assert answer.status_code == 302
    stranger.force_login(Account.objects.get(username="own-مادر"))
    waiting = text(stranger, address)
    assert "دفترخانهٔ ۷ بوشهر" in waiting
    assert "نگه داشته شده است" in waiting


def test_who_would_rather_stay_says_so_instead_of_signing(way: Way, case: Case, door: Door) -> None:
    mother, father, here = door("مادر"), door("پدر"), f"/my/cases/{case.pk}/"
    before, address = text(father, here), stay(way, case, "مادر")
    assert address in text(mother, here)
    page = text(mother, address)
    assert "می‌مانید؟" in page
    assert mother.post(address, hidden(page)).status_code == 302
    assert (way.at(case, "مادر"), way.at(case, "پدر")) == ("withdrawn", "talk/undertake")
    assert _told(text(father, here)) == _told(before)
    assert mother.post(address, {}).status_code == 409


def test_the_page_says_until_which_hour_one_may_stay_and_its_button_keeps_that(
    way: Way, case: Case, door: Door
) -> None:
    for name in ("پدر", "مادر"):
        way.say(case, name, "signed")
    way.wait(hours=71)
    mother, father, here = door("مادر"), door("پدر"), f"/my/cases/{case.pk}/"
    page, before, address = text(mother, here), text(father, here), stay(way, case, "مادر")
    assert "می‌توانید بی هیچ هزینه‌ای بمانید" in page
    assert address in page
    assert address not in before
    assert mother.post(address, hidden(text(mother, address))).status_code == 302
    assert (way.at(case, "مادر"), way.at(case, "پدر")) == ("withdrawn", "talk/think")
    assert _told(text(father, here)) == _told(before)


def test_nobody_signs_or_stays_in_place_of_another_adult(way: Way, case: Case, door: Door) -> None:
    signing = word(way, case, "پدر")
    assert door("مادر").post(signing, NOTARY).status_code == 409
    way.say(case, "پدر", "signed")
    for name in ("مادر", "پسر"):
        assert door(name).get(stay(way, case, "پدر")).status_code == 409
        assert door(name).post(stay(way, case, "پدر"), {}).status_code == 409
    assert way.at(case, "پدر") == "talk/think"


def test_withdrawing_for_all_is_nobodys_where_each_decides_for_herself(
    way: Way, case: Case, door: Door
) -> None:
    here = f"/my/cases/{case.pk}/"
    assert f"{here}withdraw/" not in text(door("مادر"), here)
    assert door("مادر").post(f"{here}withdraw/", {}).status_code == 302
    assert (way.at(case, "مادر"), way.at(case, "پدر")) == ("talk/undertake", "talk/undertake")


def test_when_a_mother_stays_her_child_is_looked_at_again(way: Way) -> None:
    mother = way.account_of("مادر")
    case = way.ask(mother, "مادر", "کودک۴")
    way.review(case)
    client = Client()
    client.force_login(mother)
    address = stay(way, case, "مادر")
    assert client.post(address, hidden(text(client, address))).status_code == 302
    assert (way.at(case, "مادر"), way.at(case, "کودک۴")) == ("withdrawn", "talk/child")


def _told(page: str) -> str:
    """A page without the keys of its forms."""
    return "".join(line for line in page.splitlines() if 'name="key"' not in line)
