"""What the verifier answers: every reason its own plain sentence, on a phone, in every language, for everybody."""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import segno
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import LazySettings
from playwright.sync_api import Browser, expect

from factories.letters import Desk
from factories.slips import open_slips, straight_way
from journeys.checkpoint import DURING, STILL, Checkpoint, checkpoint_at, is_kept, lights_of, word_of
from journeys.conftest import Visit
from journeys.hands import is_clean, static_folder, tables_may_be_emptied
from panah.correspondence.operations import void_letter
from panah.documents.models import Document, DocumentKey, PublishedList
from panah.documents.operations import void
from panah.documents.operations.keys import declare_compromised
from panah.documents.rules.proof import claims, cose, trust_list
from panah.documents.rules.proof.claims import decode
from panah.documents.rules.proof.cose import read
from panah.documents.rules.proof.number_index import hashed
from panah.documents.rules.proof.trust_list import Purpose
from unit.documents.rules.proof.made import STRANGER, TRUST

__all__ = ["static_folder", "tables_may_be_emptied"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]
LETTERS = str.maketrans("0123456789", "23456789AB")
NO_GROUND = "این صفحه دلیل بازداشت یا گرفتن برگه از کسی نیست."
LANGUAGES = {"": "معتبر است", "/prs": "معتبر است", "/ar": "سارية", "/ps": "د اعتبار وړ ده", "/en": "Valid"}


@pytest.fixture
def point(now: datetime, db: None, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Checkpoint]:
    straight_way(monkeypatch)
    with checkpoint_at(open_slips(now), browser) as made:
        yield made


@pytest.fixture
def paper(point: Checkpoint) -> Document:
    """A paper in its days, with the lists of this hour."""
    made = point.issue()
    point.slips.now += DURING
    point.publish()
    return made


def advice(visit: Visit) -> str:
    return visit.page.locator("[data-part=advice]").inner_text()


def pictured(visit: Visit, name: str) -> None:
    """Keep a picture, and see that everybody can read it."""
    visit.complaints[:] = [said for said in visit.complaints if not re.search("ERR_|404", said)]
    is_clean(visit, f"verify-{name}-390")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_good_paper_has_three_green_lights_in_every_language(
    point: Checkpoint, paper: Document, language: str
) -> None:
    visit = point.phone(point.address(point.token(paper), language=language))
    assert word_of(visit.page) == LANGUAGES[language]
    assert lights_of(visit.page) == ["green", "green", "green"]
    facts = visit.page.locator("[data-part=facts]").inner_text()
    told = decode(read(point.token(paper)).payload)
    assert [name for name in (told.name, told.name_latin, *told.others) if name not in facts] == []
    pictured(visit, f"valid{language.replace('/', '-')}")
    visit.at_width(320)
    assert not visit.slides_sideways()
    if not language:
        visit.at_width(1280)
        visit.photograph("verify-valid-1280")


def test_days_and_hours_are_those_of_the_country(point: Checkpoint, paper: Document) -> None:
    visit = point.phone(point.address(point.token(paper)))
    word_of(visit.page)
    status = visit.page.locator("[data-part=lights] > li").nth(2)
    expect(status).to_contain_text("آخرین خبر: ۱۰ آذر ۱۴۰۵، ساعت ۹:۱۲")
    expect(visit.page.locator("[data-part=facts]")).to_contain_text("۲۰ آذر ۱۴۰۵")
    english = point.phone(point.address(point.token(paper), language="/en"))
    word_of(english.page)
    expect(english.page.locator("[data-part=lights] > li").nth(2)).to_contain_text(
        "1\u00a0December\u00a02026"
    )


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_paper_that_was_ended_is_red_and_no_ground_to_hold_anybody(
    point: Checkpoint, paper: Document, language: str
) -> None:
    officer = point.slips.bureau.actor("bureau-officer", now=point.now)
    void(document_id=paper.pk, reason="lost", actor=officer, now=point.now)
    point.publish()
    visit = point.phone(point.address(point.token(paper), language=language))
    word_of(visit.page)
    assert lights_of(visit.page) == ["green", "green", "red"]
    if not language:
        assert NO_GROUND in advice(visit)
    pictured(visit, f"revoked{language.replace('/', '-')}")


@pytest.mark.parametrize(
    ("days", "word", "lights"),
    [(-7, "هنوز آغاز نشده", ["green", "red", "amber"]), (20, "تاریخش گذشته است", ["green", "red", "amber"])],
)
def test_before_and_after_its_days_it_says_so(
    point: Checkpoint, paper: Document, days: int, word: str, lights: list[str]
) -> None:
    if days > 0:
        visit = point.phone(point.address(point.token(paper)), at=point.now + timedelta(days=days))
    else:
        point.slips.now += timedelta(days=days)
        PublishedList.objects.exclude(name="root").delete()
        point.publish()
        visit = point.phone(point.address(point.token(paper)))
        lights = ["green", "red", "green"]
    assert word_of(visit.page) == word
    expect(visit.page.locator("[data-part=lights] > li")).to_have_count(3)
    assert lights_of(visit.page) == lights
    assert NO_GROUND in advice(visit)
    pictured(visit, "expired" if days > 0 else "not-yet")


def test_an_old_list_is_amber_and_what_it_says_against_a_paper_counts(
    point: Checkpoint, paper: Document
) -> None:
    visit = point.phone(point.address(point.token(paper)), at=point.now + timedelta(days=3))
    assert word_of(visit.page) == "اصل است، خبر امروز نیست"
    assert lights_of(visit.page) == ["green", "green", "amber"]
    assert "بی‌خبری عیب مدرک نیست" in advice(visit)
    pictured(visit, "list-old")


def test_without_any_list_it_is_amber_and_never_green(point: Checkpoint, paper: Document) -> None:
    PublishedList.objects.filter(name__startswith="s/").delete()
    visit = point.phone(point.address(point.token(paper)))
    word_of(visit.page)
    assert lights_of(visit.page) == ["green", "green", "amber"]
    pictured(visit, "list-missing")


def test_a_list_older_than_one_seen_is_refused(point: Checkpoint, paper: Document) -> None:
    older = PublishedList.objects.get(name="s/0")
    point.slips.now += timedelta(hours=7)
    point.publish()
    visit = point.phone(point.address(point.token(paper)))
    word_of(visit.page)
    assert lights_of(visit.page) == ["green", "green", "green"]
    with STILL:
        PublishedList.objects.filter(name="s/0").update(body=older.body, etag=older.etag)
    expect(visit.page.locator("[data-part=lights] > li").nth(2)).to_have_class(
        "light-triangle", timeout=8_000
    )
    expect(visit.page.locator("[data-part=lights] > li").nth(2)).to_contain_text("کهنه‌تر")
    pictured(visit, "rolled-back")


def test_a_trust_list_older_than_one_seen_is_refused(point: Checkpoint, paper: Document) -> None:
    older = PublishedList.objects.get(name="trust")
    lost = DocumentKey.objects.get(purpose=Purpose.PAPER)
    declare_compromised(name=lost.name, since=point.now - timedelta(days=30), now=point.now)
    point.publish()
    visit = point.phone(point.address(point.token(paper)))
    word_of(visit.page)
    assert lights_of(visit.page) == ["red"]
    with STILL:
        PublishedList.objects.filter(name="trust").update(body=older.body, etag=older.etag)
    visit.page.wait_for_timeout(4_500)
    assert lights_of(visit.page) == ["red"]
    fresh = point.phone(point.address(point.token(paper)))
    word_of(fresh.page)
    assert lights_of(fresh.page)[0] == "green", "who never saw the newer one cannot know"


def test_a_page_that_brings_another_root_is_not_believed(point: Checkpoint, paper: Document) -> None:
    address = point.address(point.token(paper))
    visit = point.phone(address, kept=False)
    assert word_of(visit.page) == "معتبر است"
    with STILL:
        others = STRANGER.public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        PublishedList.objects.filter(name="root").update(body=others, etag="other")
        trust = trust_list.make(TRUST, root=STRANGER.public, sign=STRANGER.sign)
        PublishedList.objects.filter(name="trust").update(body=trust, etag="other")
    visit.page.reload()
    expect(visit.page.locator("[data-part=advice]")).to_contain_text("کلید دیگری آورد")
    assert lights_of(visit.page) == ["green", "green", "amber"], "judged by the root that was seen first"
    visit.complaints.clear()
    pictured(visit, "other-root")


def test_what_a_lost_key_signed_after_it_was_lost_is_red_and_before_it_amber(
    point: Checkpoint, paper: Document
) -> None:
    key = DocumentKey.objects.get(purpose=Purpose.PAPER)
    declare_compromised(name=key.name, since=point.now - timedelta(days=1), now=point.now)
    point.publish()
    visit = point.phone(point.address(point.token(paper)))
    word_of(visit.page)
    assert lights_of(visit.page) == ["amber", "green", "green"]
    pictured(visit, "doubted-key")
    with STILL:
        declare_compromised(name=key.name, since=point.now - timedelta(days=30), now=point.now)
    point.publish()
    visit = point.phone(point.address(point.token(paper)))
    assert word_of(visit.page) == "معتبر نیست"
    assert lights_of(visit.page) == ["red"]
    pictured(visit, "compromised-key")


def test_a_forger_a_damaged_code_and_another_code_are_told_apart(point: Checkpoint, paper: Document) -> None:
    genuine = point.token(paper)
    told = replace(decode(read(genuine).payload), number="18/1405/99")
    forged = cose.sign(claims.encode(told), sign=STRANGER.sign, key_id=STRANGER.id)
    changed = genuine[:-1] + bytes([genuine[-1] ^ 1])
    visit = point.phone()
    words = {}
    for name, token in {"unknown-key": forged, "bad-signature": changed, "malformed": genuine[:-3]}.items():
        point.asked(visit, token)
        expect(visit.page.locator("[data-part=told]")).to_be_visible()
        visit.page.wait_for_timeout(700)
        words[name] = advice(visit)
        assert lights_of(visit.page) == ["red"]
        assert visit.page.locator("[data-part=facts] > div").count() == 0
        pictured(visit, name)
    foreign = segno.make("https://example.org/menu").png_data_uri(scale=8).partition(",")[2]
    visit.page.get_by_role("button", name="سنجش مدرک دیگر").click()
    show_picture(visit, foreign)
    assert word_of(visit.page) == "کد پناه نیست"
    words["foreign-code"] = advice(visit)
    pictured(visit, "foreign-code")
    assert len(set(words.values())) == len(words)
    assert all(NO_GROUND in said for said in words.values())


def show_picture(visit: Visit, in_base64: str) -> None:
    """Choose a picture from the phone."""
    file = {"name": "code.png", "mimeType": "image/png", "buffer": b64decode(in_base64)}
    visit.page.locator("[data-part=picture]").set_input_files(file)  # type: ignore[arg-type]  # a file in memory


def test_a_picture_without_a_code_says_what_to_do(point: Checkpoint, paper: Document) -> None:
    visit = point.phone()
    expect(visit.page.locator("[data-part=picture]")).to_be_enabled()
    show_picture(visit, segno.make("x").png_data_uri(scale=1, border=0).partition(",")[2][:120])
    expect(visit.page.locator("[data-part=trouble]")).to_contain_text("کدی خوانده نشد")
    pictured(visit, "no-code")


def test_a_typed_code_is_judged_here_and_a_number_only_by_the_office(
    point: Checkpoint, paper: Document
) -> None:
    point.slips.now += timedelta(minutes=5)
    point.publish()
    visit = point.phone()
    field = visit.page.locator("input[name=n]")
    field.fill(f"{paper.verify_code[:5].lower()}-{paper.verify_code[5:]}")
    field.press("Enter")
    assert word_of(visit.page) == "رمز درست است، کد را هم بخوانید"
    assert lights_of(visit.page) == ["amber", "green", "green"]
    pictured(visit, "number-only")
    visit.page.get_by_role("button", name="سنجش مدرک دیگر").click()
    expect(field).to_be_empty()
    field.fill(neighbour_of(paper.verify_code))
    field.press("Enter")
    expect(visit.page.locator("#band-word")).to_have_text("چنین رمزی نیست")
    pictured(visit, "unknown-number")
    visit.page.get_by_role("button", name="سنجش مدرک دیگر").click()
    field.fill(paper.number)
    field.press("Enter")
    expect(visit.page.get_by_role("link", name="از اداره بپرسید")).to_be_visible()
    pictured(visit, "by-number")
    assert paper.verify_code not in "\n".join(request.url for request in visit.requests)
    assert not [one.url for one in visit.requests if "n=" in one.url]
    visit.page.get_by_role("link", name="از اداره بپرسید").click()
    expect(visit.page.locator("#verdict")).to_be_visible()


def test_a_letter_is_known_by_its_square_and_red_where_one_looks_on_while_it_is_voided(
    point: Checkpoint, settings: LazySettings
) -> None:
    settings.PANAH_ECE_URL = ""
    with STILL:
        desk = Desk(point.slips.bureau, point.now)
        desk.may_sign(desk.expert)
        letter = desk.letter(desk.expert)
    point.slips.now += timedelta(minutes=5)
    point.publish()
    visit = point.phone()
    expect(visit.page.locator("[data-part=picture]")).to_be_enabled()
    square = segno.make_qr(f"{point.server.url}/verify?n={letter.verify_code}", error="m")
    show_picture(visit, square.png_data_uri(scale=6, border=4).partition(",")[2])
    assert word_of(visit.page) == "رمز درست است، نامه را هم بسنجید"
    assert lights_of(visit.page) == ["amber", "green", "green"]
    expect(visit.page.get_by_role("link", name="شماره و تاریخ نامه را از اداره بپرسید")).to_be_visible()
    pictured(visit, "letter")
    assert not [one.url for one in visit.requests if "n=" in one.url]
    with STILL:
        void_letter(letter_id=letter.pk, reason="اشتباه", actor=desk.expert, now=point.now)
    point.publish()
    expect(visit.page.locator("#band-word")).to_have_text("معتبر نیست")
    expect(visit.page.locator("[data-part=advice]")).to_contain_text("این نامه دیگر به کار نمی‌آید")
    pictured(visit, "letter-void")
    visit.page.get_by_role("link", name="شماره و تاریخ نامه را از اداره بپرسید").click()
    expect(visit.page.locator("#verdict")).to_have_text("باطل")
    visit.photograph("verify-letter-by-server-390")


def test_without_javascript_the_office_answers(point: Checkpoint, paper: Document, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{point.server.url}/verify")
    page.locator("input[name=n]").fill(paper.verify_code)
    page.get_by_role("button", name="بسنجید").click()
    expect(page.locator("#verdict")).to_be_visible()
    visit = Visit(page)
    visit.photograph("verify-by-server-390")
    context.close()


def neighbour_of(code: str) -> str:
    """Another code that would stand in the same list."""
    shard, _ = hashed(code)
    return next(
        one
        for one in (f"{turn:05}".translate(LETTERS) + "ZZZZZ" for turn in range(9_999))
        if hashed(one)[0] == shard
    )


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_first_page_is_open_to_everybody(point: Checkpoint, paper: Document, language: str) -> None:
    visit = point.phone(language=language)
    is_kept(visit.page)
    pictured(visit, f"ask{language.replace('/', '-')}")
    visit.at_width(320)
    assert not visit.slides_sideways()
