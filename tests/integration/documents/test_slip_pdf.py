"""The inter-city slip as it lies on the counter: all that was asked, in order, once, and provable."""

import io
import json
from collections.abc import Callable, Sequence
from datetime import date, datetime

import pikepdf
import pytest
import typst
from django.conf import settings
from PIL import Image

from factories.people import entry
from factories.slips import Slips, open_slips, straight_way
from factories.squares import squares_in
from panah.documents import registrations, typesetting
from panah.documents.models import Document
from panah.documents.operations import slip_pdf
from panah.documents.rules.data import TOKEN, Data
from panah.documents.rules.proof import printed
from panah.documents.rules.slip import Receipt
from panah.documents.sealing import open_sheet
from panah.foundation.errors import NotFound
from panah.registry.operations import correct_name
from panah.registry.values import NameInput

pytestmark = pytest.mark.django_db
POINT = 25.4 / 72
EXEMPT = "سرپرست خانوار بیمار است"


@pytest.fixture
def slips(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Slips:
    straight_way(monkeypatch)
    return open_slips(now)


def sheet_of(paper: Document) -> Data:
    return open_sheet(paper.number, paper.sealed)


def picture(sheet: Data) -> Image.Image:
    """The face as a printer without colour shows it, 150 dots an inch."""
    page = typst.compile(
        str(typesetting.FACES / "intercity-slip.typ"),
        root=str(typesetting.FACES),
        font_paths=[str(typesetting.FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(typesetting.isolated(sheet))},
        format="png",
        ppi=150,
    )
    return Image.open(io.BytesIO(page)).convert("L")


def test_the_slip_says_what_was_asked_with_every_number_upright(
    slips: Slips, seen: Callable[[bytes], str]
) -> None:
    paper = slips.issued(slips.open())
    text = seen(slip_pdf(paper.pk)).replace("\u200c", "")
    for number in ("۱۸/۱۴۰۵/۱", "۱۴۰۵/۰۹/۰۱", "۱۴۰۵/۰۹/۰۵", "۱۴۰۵/۰۹/۲۰", "۱۳۵۹/۰۵/۱۴", "۲۰۴۴۱۸۰۰۰۱"):
        assert number in text
    for latin in ("INTER-CITY TRAVEL SLIP", "NASRULLAH RAHIMI", "Ganaveh, Bushehr"):
        assert latin in text
    for persian in ("دشتستان", "گناوه", "پزشکی و درمان", "یوسف رحیمی", "افغانستان"):
        assert persian[::-1] in text
    assert "ندارد"[::-1] in text


def test_a_reader_aloud_meets_it_from_the_head_down(slips: Slips, seen: Callable[[bytes], str]) -> None:
    text = seen(slip_pdf(slips.issued(slips.open()).pk)).replace("\u200c", "")
    pieces = [
        "۱۸/۱۴۰۵/۱",
        "INTER-CITY",
        "دشتستان"[::-1],
        "گناوه"[::-1],
        "NASRULLAH",
        "۲۰۴۴۱۸۰۰۰۳",
        "پزشکی"[::-1],
    ]
    places = [text.index(piece) for piece in pieces]
    assert places == sorted(places)


def test_travellers_stand_in_the_order_they_were_named(slips: Slips) -> None:
    paper = slips.issued(slips.open(members=slips.members[::-1]))
    travellers = sheet_of(paper)["travellers"]
    assert isinstance(travellers, list)
    assert [one["name"] for one in travellers] == [one.name for one in slips.members[::-1]]


def test_it_is_one_a5_sheet_even_for_a_family_of_twelve(slips: Slips) -> None:
    sheet = dict(sheet_of(slips.issued(slips.open())))
    travellers = sheet["travellers"]
    assert isinstance(travellers, Sequence)
    for count, dense in ((1, False), (4, False), (9, True), (12, True)):
        many = sheet | {"travellers": (list(travellers) * 4)[:count], "is_dense": dense}
        with pikepdf.open(io.BytesIO(typesetting.typeset("intercity-slip", many))) as pdf:
            (page,) = pdf.pages
            width, height = (float(side) * POINT for side in page.mediabox[2:])
        assert (round(width), round(height)) == (148, 210)


def test_any_phone_reads_the_square_on_a_black_and_white_copy(slips: Slips) -> None:
    paper = slips.issued(slips.open())
    (read,) = squares_in(picture(sheet_of(paper)))
    assert read.text.startswith(f"{settings.PANAH_SITE}/verify#")
    token = printed.read(read.text)
    assert token == open_sheet(paper.number, paper.sealed)[TOKEN]


def test_the_square_stands_in_a_white_field_and_is_wide_enough(slips: Slips) -> None:
    copy = picture(sheet_of(slips.issued(slips.open())))
    (read,) = squares_in(copy)
    place = read.position
    millimetres = (place.top_right.x - place.top_left.x) / 150 * 25.4
    assert millimetres >= 27.5
    module = (place.top_right.x - place.top_left.x) // 33
    field = copy.crop(
        (
            place.top_left.x - 3 * module,
            place.top_left.y - 3 * module,
            place.top_left.x - 2,
            place.bottom_left.y,
        )
    )
    assert field.getextrema() == (255, 255)


def test_a_reprint_is_the_same_even_after_the_registry_changed(slips: Slips) -> None:
    paper = slips.issued(slips.open())
    before = slip_pdf(paper.pk)
    correct_name(
        entry=entry(date(2026, 11, 22), now=slips.now),
        person=slips.members[0],
        name=NameInput(given="ناصر", family="رحیمی"),
    )
    assert slip_pdf(paper.pk) == before


def test_a_replacement_names_the_paper_it_replaces(slips: Slips) -> None:
    case = slips.open()
    old = slips.issued(case)
    slips.say(case, "hand-over", "spoilt", "bureau-clerk")
    assert sheet_of(slips.issued(case))["replaces"] == "۱۸/۱۴۰۵/۱"
    assert sheet_of(old)["replaces"] == ""


def test_what_was_paid_or_waived_is_printed(slips: Slips, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Sequence[int]] = []

    def receipts(cases: Sequence[int]) -> list[Receipt]:
        asked.append(cases)
        return [Receipt(150_000, "784512369", date(2026, 11, 22)), Receipt(0, exemption=EXEMPT)]

    monkeypatch.setattr(registrations, "_receipts", [receipts])
    case = slips.open()
    assert sheet_of(slips.issued(case))["receipts"] == [
        "۱۵۰٬۰۰۰ ریال، شمارهٔ پیگیری ۷۸۴۵۱۲۳۶۹، ۱۴۰۵/۰۹/۰۱",
        f"معاف از هزینه ({EXEMPT})",
    ]
    assert asked == [[case.pk]]


def test_another_reason_is_printed_in_the_persons_own_words(slips: Slips) -> None:
    case = slips.open(reason="other", reason_other="جشن عروسی")
    assert sheet_of(slips.issued(case))["reason"] == "جشن عروسی"


@pytest.mark.parametrize(
    ("destination", "county", "province", "latin"),
    [
        ("fars/shiraz", "شیراز", "فارس", "Shiraz, Fars"),
        ("bushehr/bushehr", "بوشهر", "بوشهر", "Bushehr"),
        ("fars/مرودشت", "مرودشت", "فارس", "Fars"),
        ("جایی دور", "جایی دور", "", ""),
    ],
)
def test_a_place_is_named_as_far_as_it_is_known(
    slips: Slips, destination: str, county: str, province: str, latin: str
) -> None:
    place = sheet_of(slips.issued(slips.open(destination=destination)))["destination"]
    assert place == {"county": county, "province": province, "latin": latin}


def test_a_birth_known_by_its_year_prints_the_year_alone(slips: Slips) -> None:
    year = {"birth_first": date(1984, 3, 21), "birth_last": date(1985, 3, 20), "birth_precision": "year"}
    type(slips.members[1]).objects.filter(pk=slips.members[1].pk).update(**year)
    travellers = sheet_of(slips.issued(slips.open()))["travellers"]
    assert isinstance(travellers, list)
    assert (travellers[1]["born"], travellers[1]["born_latin"]) == ("۱۳۶۳", "1984/85")


def test_what_is_printed_cannot_be_read_in_the_table(slips: Slips) -> None:
    paper = slips.issued(slips.open())
    assert "رحیمی".encode() not in bytes(paper.sealed)
    assert b"RAHIMI" not in bytes(paper.sealed)


def test_a_paper_that_is_not_there_is_not_printed(db: None) -> None:
    with pytest.raises(NotFound, match="paper-unknown"):
        slip_pdf(1)
