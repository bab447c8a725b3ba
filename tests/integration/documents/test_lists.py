"""What is published of papers: whole lists, signed, soon, and the same for everybody."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.slips import Slips, open_slips, straight_way
from panah.documents.gateways.signers import key_holder
from panah.documents.keys import register, ring
from panah.documents.keys.port import KeyRefused
from panah.documents.models import Document, PublishedList, StatusDue, StatusPlace
from panah.documents.operations import reinstate, void
from panah.documents.operations.publishing import publish_numbers, publish_status, publish_trust_of_demo
from panah.documents.place import status_address
from panah.documents.queries.lists import root_of
from panah.documents.rules.data import TOKEN
from panah.documents.rules.proof import number_index, status_list, trust_list
from panah.documents.rules.proof.judging import Judgement, Light, judge
from panah.documents.rules.proof.status_list import shard_of
from panah.documents.rules.proof.trust_list import Purpose, TrustList
from panah.documents.sealing import open_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def folder_of_static_files() -> None:
    """The server of static files warns of a folder that is not there; in tests nothing was gathered into it."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def slips(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Slips:
    straight_way(monkeypatch)
    return open_slips(now)


@pytest.fixture
def paper(slips: Slips) -> Document:
    return slips.issued(slips.open())


def place_of(paper: Document) -> int:
    return int(StatusPlace.objects.values_list("place", flat=True).get(paper=paper.stream))


def fetch(name: str) -> bytes:
    answer = Client().get(f"/verify/{name}")
    assert answer.status_code == 200
    return bytes(answer.content)


def trusted() -> TrustList:
    return trust_list.read(fetch("trust"), root=root_of())


def judged(paper: Document, now: datetime) -> Judgement:
    """What a stranger with a phone finds out, who fetched what anybody may fetch."""
    then = now + timedelta(days=8)
    publish_status(now=then)
    publish_trust_of_demo(now=now)
    trust, shard = trusted(), shard_of(place_of(paper))[0]
    uri = status_address(shard)
    lists = {uri: status_list.read(fetch(f"s/{shard}"), trust=trust, uri=uri)}
    token = open_sheet(paper.number, paper.sealed)[TOKEN]
    assert isinstance(token, bytes)
    return judge(token, trust=trust, lists=lists, now=int(then.timestamp()))


def test_a_stranger_finds_out_from_the_paper_and_the_lists_that_it_is_good(
    paper: Document, slips: Slips
) -> None:
    found = judged(paper, slips.now)
    assert (found.authentic.light, found.in_date and found.in_date.light) == (Light.GREEN, Light.GREEN)
    assert found.paper is not None
    assert found.paper.name == slips.members[0].name
    assert found.paper.number == paper.number


def test_a_paper_that_was_ended_is_red_and_green_again_when_it_has_its_force_back(
    paper: Document, slips: Slips
) -> None:
    officer = slips.bureau.actor("bureau-officer", now=slips.now)
    void(document_id=paper.pk, reason="x", actor=officer, now=slips.now)
    assert judged(paper, slips.now).status.light is Light.RED  # type: ignore[union-attr]  # a known paper has all lights
    reinstate(document_id=paper.pk, reason="x", actor=officer, now=slips.now)
    assert judged(paper, slips.now).status.light is Light.GREEN  # type: ignore[union-attr]  # the same


def test_whoever_changes_a_paper_past_every_operation_is_published_too(paper: Document, slips: Slips) -> None:
    publish_status(now=slips.now)
    Document.objects.filter(pk=paper.pk).update(state="void", void_reason="x", voided_at=slips.now)
    assert StatusDue.objects.filter(place=place_of(paper)).exists()
    assert judged(paper, slips.now).status.light is Light.RED  # type: ignore[union-attr]  # a known paper has all lights


def test_a_list_nobody_changed_is_signed_again_before_it_grows_old(paper: Document, slips: Slips) -> None:
    publish_status(now=slips.now)
    shard = shard_of(StatusPlace.objects.get().place)[0]
    before = PublishedList.objects.get(name=f"s/{shard}").sequence
    publish_status(now=slips.now + timedelta(hours=5))
    assert PublishedList.objects.get(name=f"s/{shard}").sequence == before
    publish_status(now=slips.now + timedelta(hours=7))
    assert PublishedList.objects.get(name=f"s/{shard}").sequence > before


def test_a_number_is_found_in_its_shard_and_no_smaller_part_can_be_asked_for(
    paper: Document, slips: Slips
) -> None:
    publish_numbers(now=slips.now)
    publish_trust_of_demo(now=slips.now)
    shard, _ = number_index.hashed(paper.verify_code)
    index = number_index.read(fetch(f"n/{shard:02x}"), trust=trusted(), shard=shard)
    found = index.find(paper.verify_code)
    assert found is not None
    assert found.place == StatusPlace.objects.get().place
    assert Client().get(f"/verify/n/{shard:02x}0").status_code == 404


def test_what_has_not_changed_is_not_sent_again(paper: Document, slips: Slips) -> None:
    publish_status(now=slips.now)
    shard = shard_of(place_of(paper))[0]
    first = Client().get(f"/verify/s/{shard}")
    again = Client().get(f"/verify/s/{shard}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert not first.cookies


def test_asking_for_a_list_opens_no_session_and_asks_the_database_twice_at_most(
    paper: Document, slips: Slips
) -> None:
    publish_status(now=slips.now)
    shard = shard_of(place_of(paper))[0]
    with CaptureQueriesContext(connection) as asked:
        fetch(f"s/{shard}")
    assert len(asked) <= 2


def test_places_are_not_given_in_the_order_of_issue(slips: Slips) -> None:
    for _ in range(6):
        slips.issued(slips.open())
    places = list(StatusPlace.objects.order_by("pk").values_list("place", flat=True))
    assert max(places) - min(places) > len(places)


def test_a_process_that_serves_pages_signs_nothing(
    slips: Slips, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANAH_SERVES_PAGES", "1")
    with pytest.raises(KeyRefused, match="key-in-web-process"):
        ring.signer(Purpose.PAPER, now=now, kind="intercity-slip")


def test_without_a_key_a_real_installation_issues_nothing_and_the_paper_waits(
    slips: Slips, settings: pytest.FixtureRequest
) -> None:
    settings.PANAH_DEMO = False  # type: ignore[attr-defined]  # pytest-django's settings take any name
    case = slips.open()
    slips.deliver()
    assert not Document.objects.filter(case=case).exists()
    settings.PANAH_DEMO = True  # type: ignore[attr-defined]  # the same
    slips.now += timedelta(minutes=1)
    assert slips.issued(case).state == "valid"


def test_a_key_signs_for_its_year_and_the_newest_is_chosen(now: datetime) -> None:
    holder = key_holder()
    first = register.make_key(holder=holder, purpose=Purpose.CARD, types=["amayesh-card"], now=now)
    later = now + timedelta(days=200)
    second = register.make_key(holder=holder, purpose=Purpose.CARD, types=["amayesh-card"], now=later)
    assert register.key_for(Purpose.CARD, now=now, kind="amayesh-card") == first
    assert register.key_for(Purpose.CARD, now=later, kind="amayesh-card") == second
    with pytest.raises(KeyRefused, match="key-missing"):
        register.key_for(Purpose.CARD, now=later + timedelta(days=400), kind="amayesh-card")
    with pytest.raises(KeyRefused, match="key-missing"):
        register.key_for(Purpose.CARD, now=later, kind="exit-pass")
