"""Letters signed and stamped by hand: numbered first, signed only when another looked at the matched scan."""

import io

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from factories.files import photo
from factories.letters import Desk
from factories.pictures import page_of
from panah.correspondence.models import Draft, Letter, ScanLook, ScanMatch
from panah.correspondence.operations import (
    Fact,
    add_originals,
    letter_pdf,
    look_at_match,
    look_at_scan,
    match_scan,
    void_letter,
    write_fact,
)
from panah.correspondence.queries import Wanted, letters_page, matches_to_look_at, scans_to_match
from panah.correspondence.queries.page import letter_file
from panah.correspondence.rules.words import Happened, Way
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.registry.rules import Reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def numbered(desk: Desk) -> Letter:
    """A letter for paper, written by the expert, put before the director, numbered by the secretariat."""
    desk.may_sign(desk.director, "stamped")
    draft = desk.submit(desk.draft(desk.expert, "stamped"), desk.expert, desk.director)
    return desk.sign(draft, desk.clerk)


def printed(desk: Desk, letter: Letter, *, turn: float = 2.0) -> bytes:
    """The letter as it comes back from the scanner: printed, a little askew."""
    look = Reading(actor_id=desk.clerk.account_id or 0, role="secretariat", purpose="service", at=desk.now)
    _, sheet = letter_pdf(letter_id=letter.pk, actor=desk.clerk, look=look)
    assert sheet is not None
    return page_of(sheet, turn=turn)


def standing(desk: Desk, letter: Letter) -> str:
    return letter_file(letter.pk, actor=desk.clerk).line.standing


def test_the_secretariat_numbers_it_for_the_hand_of_whoever_was_asked(desk: Desk, numbered: Letter) -> None:
    assert (numbered.number, numbered.level) == ("18/1405/1", "paper")
    assert (numbered.signed_by_id, numbered.on_behalf_of_id) == (desk.director.account_id, None)
    assert standing(desk, numbered) == "to-scan"
    assert [one.number for one in letters_page(desk.clerk, Wanted(state="to-scan")).lines] == [
        numbered.number
    ]


def test_it_does_not_count_as_signed_and_is_not_sent_before_its_scan_was_looked_at(
    desk: Desk, numbered: Letter
) -> None:
    sent = Fact(kind=Happened.SENT, way=Way.POST)
    with pytest.raises(Conflict, match="letter-not-signed"):
        write_fact(letter_id=numbered.pk, fact=sent, actor=desk.clerk, now=desk.now)
    add_originals(files=[printed(desk, numbered)], actor=desk.clerk, now=desk.now)
    with pytest.raises(Conflict, match="letter-not-signed"):
        write_fact(letter_id=numbered.pk, fact=sent, actor=desk.clerk, now=desk.now)
    (match,) = matches_to_look_at(desk.officer)
    look_at_match(match_id=match.id, holds=True, reason="", actor=desk.officer, now=desk.now)
    assert standing(desk, numbered) == "unsent"
    write_fact(letter_id=numbered.pk, fact=sent, actor=desk.clerk, now=desk.now)


def test_nobody_numbers_for_a_hand_that_may_not_sign(desk: Desk) -> None:
    desk.may_sign(desk.director, "stamped")
    draft = desk.submit(desk.draft(desk.expert, "stamped"), desk.expert, desk.director)
    Draft.objects.filter(pk=draft.pk).update(signer=desk.officer.account_id)
    with pytest.raises(NotAllowed, match="no-right-to-sign"):
        desk.sign(draft, desk.clerk)
    with pytest.raises(NotFound, match="draft-unknown"):
        desk.sign(draft, desk.actor("bureau-approver"))


@pytest.mark.parametrize("turn", [-8.0, 0.0, 2.0, 90.0])
def test_the_square_of_the_scan_says_which_letter_it_is(desk: Desk, numbered: Letter, turn: float) -> None:
    (scan,) = add_originals(files=[printed(desk, numbered, turn=turn)], actor=desk.clerk, now=desk.now)
    match = ScanMatch.objects.get(scan=scan)
    assert (match.letter_id, match.how) == (numbered.pk, "square")
    assert (scans_to_match(desk.clerk), standing(desk, numbered)) == ([], "to-look")


def test_a_scan_that_came_as_a_pdf_is_read_too(desk: Desk, numbered: Letter) -> None:
    made = io.BytesIO()
    with Image.open(io.BytesIO(printed(desk, numbered))) as picture:
        picture.convert("L").save(made, "PDF", resolution=150)
    with pikepdf.open(io.BytesIO(made.getvalue())) as kept:
        assert len(kept.pages) == 1
    (scan,) = add_originals(files=[made.getvalue()], actor=desk.clerk, now=desk.now)
    assert ScanMatch.objects.get(scan=scan).letter_id == numbered.pk


def test_a_scan_whose_square_cannot_be_read_is_matched_by_its_typed_number(
    desk: Desk, numbered: Letter
) -> None:
    (scan,) = add_originals(files=[photo()], actor=desk.clerk, now=desk.now)
    assert [one.id for one in scans_to_match(desk.clerk)] == [scan.pk]
    with pytest.raises(InvalidInput, match="number-unreadable"):
        match_scan(scan_id=scan.pk, typed="؟", actor=desk.clerk, now=desk.now)
    with pytest.raises(InvalidInput, match="letter-unknown"):
        match_scan(scan_id=scan.pk, typed="18/1405/77", actor=desk.clerk, now=desk.now)
    match = match_scan(scan_id=scan.pk, typed="۱۸ / ۱۴۰۵ / ۱", actor=desk.clerk, now=desk.now)
    assert (match.how, match.letter_id) == ("typed", numbered.pk)
    with pytest.raises(Conflict, match="scan-matched"):
        match_scan(scan_id=scan.pk, typed="18/1405/1", actor=desk.clerk, now=desk.now)


def test_neither_who_scanned_nor_who_matched_it_looks_a_second_time(desk: Desk, numbered: Letter) -> None:
    (scan,) = add_originals(files=[photo()], actor=desk.expert, now=desk.now)
    match = match_scan(scan_id=scan.pk, typed=numbered.number, actor=desk.clerk, now=desk.now)
    with pytest.raises(NotAllowed, match="same-person"):
        look_at_match(match_id=match.pk, holds=True, reason="", actor=desk.clerk, now=desk.now)
    with pytest.raises(NotAllowed, match="not-yours-to-look"):
        look_at_match(match_id=match.pk, holds=True, reason="", actor=desk.expert, now=desk.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScanLook.objects.create(
            match=match,
            letter=numbered,
            matched_by=desk.account("secretariat"),
            by=desk.account("secretariat"),
            holds=True,
            at=desk.now,
        )
    look_at_match(match_id=match.pk, holds=True, reason="", actor=desk.officer, now=desk.now)
    assert standing(desk, numbered) == "unsent"


def test_a_scan_that_does_not_belong_says_why_and_waits_to_be_matched_again(
    desk: Desk, numbered: Letter
) -> None:
    (scan,) = add_originals(files=[printed(desk, numbered)], actor=desk.clerk, now=desk.now)
    match = ScanMatch.objects.get(scan=scan)
    with pytest.raises(InvalidInput, match="reason-needed"):
        look_at_match(match_id=match.pk, holds=False, reason="", actor=desk.officer, now=desk.now)
    look_at_match(match_id=match.pk, holds=False, reason="مهر ندارد", actor=desk.officer, now=desk.now)
    assert standing(desk, numbered) == "to-scan"
    assert [one.id for one in scans_to_match(desk.clerk)] == [scan.pk]
    (again,) = add_originals(files=[printed(desk, numbered, turn=0)], actor=desk.clerk, now=desk.now)
    assert ScanMatch.objects.get(scan=again).letter_id == numbered.pk


def test_a_letter_has_one_original(desk: Desk, numbered: Letter) -> None:
    first, second = add_originals(
        files=[printed(desk, numbered), printed(desk, numbered, turn=0)], actor=desk.clerk, now=desk.now
    )
    assert [one.id for one in scans_to_match(desk.clerk)] == [second.pk]
    look_at_match(
        match_id=ScanMatch.objects.get(scan=first).pk, holds=True, reason="", actor=desk.officer, now=desk.now
    )
    with pytest.raises(Conflict, match="letter-signed"):
        match_scan(scan_id=second.pk, typed=numbered.number, actor=desk.clerk, now=desk.now)


def test_a_voided_letter_is_not_signed_by_a_late_scan(desk: Desk, numbered: Letter) -> None:
    scan = printed(desk, numbered)
    void_letter(letter_id=numbered.pk, reason="دیگر لازم نیست", actor=desk.director, now=desk.now)
    (kept,) = add_originals(files=[scan], actor=desk.clerk, now=desk.now)
    assert [one.id for one in scans_to_match(desk.clerk)] == [kept.pk]


def test_a_scan_belongs_to_no_letter_that_is_not_for_paper(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    letter = desk.letter(desk.expert)
    (scan,) = add_originals(files=[photo()], actor=desk.clerk, now=desk.now)
    with pytest.raises(Conflict, match="letter-not-for-paper"):
        match_scan(scan_id=scan.pk, typed=letter.number, actor=desk.clerk, now=desk.now)


def test_an_unmatched_scan_opens_to_its_scanner_and_the_secretariat_alone(desk: Desk) -> None:
    (scan,) = add_originals(files=[photo()], actor=desk.expert, now=desk.now)
    look = Reading(actor_id=1, role="bureau-expert", purpose="service", at=desk.now)
    for who in (desk.expert, desk.clerk):
        assert look_at_scan(scan_id=scan.pk, actor=who, look=look).kind == "picture"
    with pytest.raises(NotFound, match="scan-unknown"):
        look_at_scan(scan_id=scan.pk, actor=desk.officer, look=look)
