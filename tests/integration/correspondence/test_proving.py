"""A letter proves itself: whoever has it finds out that it was given and still stands; nobody else finds anything."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client

from factories.letters import AGENCY, Desk
from factories.pictures import page_of
from panah.correspondence.models import Letter, LetterFact, ScanMatch
from panah.correspondence.operations import add_originals, letter_pdf, look_at_match, void_letter
from panah.documents.models import NumberDue, PublishedList, StatusDue, StatusPlace
from panah.documents.operations.publishing import publish_numbers, publish_status, publish_trust_of_demo
from panah.documents.place import status_address, verify_page
from panah.documents.queries import judged
from panah.documents.queries.lists import root_of
from panah.documents.rules.codes import show_code
from panah.documents.rules.proof import number_index, status_list, trust_list
from panah.documents.rules.proof.status_list import SHARD, Status
from panah.registry.rules import Reading

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_fresh_minute(db: None) -> None:
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    cache.clear()


@pytest.fixture
def letter(desk: Desk) -> Letter:
    """A letter to another agency, signed by the expert."""
    desk.may_sign(desk.expert)
    return desk.letter(desk.expert)


def publish(desk: Desk) -> None:
    """One round of the worker, a while later."""
    desk.now += timedelta(minutes=2)
    publish_status(now=desk.now)
    publish_numbers(now=desk.now)
    publish_trust_of_demo(now=desk.now)


def lights(desk: Desk, text: str) -> list[tuple[str, str | None]]:
    said = judged(text, now=desk.now)
    found = [said[name] for name in ("authentic", "in_date", "status")]
    return [(str(one["light"]), one["reason"]) for one in found if isinstance(one, dict)]  # type: ignore[misc]  # plain


def void(desk: Desk, letter: Letter) -> None:
    void_letter(letter_id=letter.pk, reason="اشتباه در متن", actor=desk.expert, now=desk.now)


STANDS = [("amber", "number-only"), ("green", None), ("green", None)]
VOID = [("amber", "number-only"), ("green", None), ("red", "revoked")]


def test_a_signed_letter_is_known_by_its_code_typed_or_scanned(desk: Desk, letter: Letter) -> None:
    publish(desk)
    assert letter.verify_code is not None
    for text in (show_code(letter.verify_code).lower(), f"{verify_page()}?n={letter.verify_code}"):
        assert lights(desk, text) == STANDS
        assert judged(text, now=desk.now)["type"] == "letter"


def test_a_voided_letter_is_red_one_round_later(desk: Desk, letter: Letter) -> None:
    publish(desk)
    void(desk, letter)
    assert StatusDue.objects.count() == 1
    assert publish_status(now=desk.now) == 1
    assert lights(desk, letter.verify_code or "") == VOID


def test_whoever_voids_a_letter_past_every_operation_is_published_too(desk: Desk, letter: Letter) -> None:
    publish(desk)
    LetterFact.objects.create(letter=letter, kind="voided", reason="x", at=desk.now)
    publish_status(now=desk.now)
    assert lights(desk, letter.verify_code or "") == VOID


def test_what_goes_on_with_a_letter_otherwise_changes_no_list(desk: Desk, letter: Letter) -> None:
    LetterFact.objects.create(letter=letter, kind="sent-back", reason="x", at=desk.now)
    assert not StatusDue.objects.exists()
    assert not StatusPlace.objects.get(paper=letter.stream).is_ended


def test_a_letter_signed_by_hand_is_known_once_its_original_was_seen(desk: Desk) -> None:
    desk.may_sign(desk.director, "stamped")
    letter = desk.sign(
        desk.submit(desk.draft(desk.expert, "stamped"), desk.expert, desk.director), desk.clerk
    )
    assert not StatusPlace.objects.exists()
    assert "چنین شماره‌ای نیست" in asked(letter.number)
    look = Reading(actor_id=desk.clerk.account_id or 0, role="secretariat", purpose="service", at=desk.now)
    _, sheet = letter_pdf(letter_id=letter.pk, actor=desk.clerk, look=look)
    assert sheet is not None
    add_originals(files=[page_of(sheet, turn=1.0)], actor=desk.clerk, now=desk.now)
    second = desk.actor("secretariat", name="دومی")
    look_at_match(match_id=ScanMatch.objects.get().pk, holds=True, reason="", actor=second, now=desk.now)
    publish(desk)
    assert lights(desk, letter.verify_code or "") == STANDS


def test_what_came_in_and_bears_no_code_stands_in_no_list(desk: Desk) -> None:
    desk.came()
    assert not StatusPlace.objects.exists()


def test_the_lists_hold_one_entry_for_each_letter_and_name_nobody(desk: Desk, letter: Letter) -> None:
    other = desk.letter(desk.expert, classification="confidential", subject="محرمانه")
    void(desk, other)
    publish(desk)
    trust = trust_list.read(fetched("trust"), root=root_of())
    entries = []
    for code in (letter.verify_code or "", other.verify_code or ""):
        shard, _ = number_index.hashed(code)
        entry = number_index.read(fetched(f"n/{shard:02x}"), trust=trust, shard=shard).find(code)
        assert entry is not None
        entries.append(entry)
    assert {(one.type, one.expires_at) for one in entries} == {("letter", None)}
    states = []
    for entry in entries:
        uri = status_address(entry.place // SHARD)
        read = status_list.read(fetched(f"s/{entry.place // SHARD}"), trust=trust, uri=uri)
        states.append(read.status(entry.place % SHARD))
    assert states == [Status.VALID, Status.REVOKED]
    assert (StatusPlace.objects.count(), NumberDue.objects.count(), StatusDue.objects.count()) == (2, 0, 0)
    whole = b"".join(bytes(body) for body in PublishedList.objects.values_list("body", flat=True))
    for said in (AGENCY, letter.subject, letter.number, letter.verify_code or "", "محرمانه"):
        assert said.encode() not in whole


def fetched(name: str) -> bytes:
    answer = Client().get(f"/verify/{name}")
    assert answer.status_code == 200
    return bytes(answer.content)


def asked(typed: str, language: str = "") -> str:
    answer = Client().get(f"{language}/verify", {"n": typed})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_office_tells_number_and_day_of_a_letter_and_neither_its_subject_nor_whom_it_is_for(
    desk: Desk, letter: Letter
) -> None:
    for typed in (letter.verify_code or "", letter.number):
        said = asked(typed)
        assert '<h1 id="verdict">چنین نامه‌ای هست</h1>' in said
        assert "verdict-triangle" in said
        assert "۱۸/۱۴۰۵/۱" in said
        assert "آذر" in said
        assert AGENCY not in said
        assert letter.subject not in said
    assert "There is such a letter" in asked(letter.number, "/en")
    void(desk, letter)
    said = asked(letter.verify_code or "")
    assert '<h1 id="verdict">باطل</h1>' in said
    assert "verdict-octagon" in said
