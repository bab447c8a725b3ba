"""What people may rely on in the forms that are shipped: the state's own words, ids, numbers and ticks."""

from pathlib import Path

import pytest

from panah.workflow.form_boxes import boxes
from panah.workflow.form_options import Holder, Language
from panah.workflow.form_sections import Fact, Fee
from panah.workflow.form_text import BLAME
from panah.workflow.service_form import ServiceForm, read_form, read_texts

ROOT = Path(__file__).parents[3]
SERVICES = ROOT / "src" / "panah" / "services"
FOLDERS = sorted(path.parent for path in SERVICES.glob("*/form.toml"))
DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
SEED_0 = [
    line.split("\t")
    for line in (ROOT / "tests/fixtures/seed0.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


def form_of(slug: str) -> ServiceForm:
    path = SERVICES / slug / "form.toml"
    return read_form(path.read_text(encoding="utf-8"), file=str(path))


FORMS = {folder.name: form_of(folder.name) for folder in FOLDERS}
BY_ID = {form.id: form for form in FORMS.values() if form.id is not None}


def test_there_are_33_services() -> None:
    assert len(FORMS) == 33


@pytest.mark.parametrize("slug", FORMS)
def test_every_service_stands_in_the_folder_of_its_slug(slug: str) -> None:
    assert FORMS[slug].slug == slug


@pytest.mark.parametrize("slug", FORMS)
def test_every_service_can_be_read_in_four_other_languages(slug: str) -> None:
    path = SERVICES / slug / "texts.toml"
    texts = read_texts(path.read_text(encoding="utf-8"), FORMS[slug], file=str(path))
    assert set(texts) == {str(language) for language in Language}


@pytest.mark.parametrize(("row", "title", "number", "owner", "recipients"), SEED_0)
def test_title_id_and_columns_are_those_of_the_catalogue(
    row: str, title: str, number: str, owner: str, recipients: str
) -> None:
    form = BY_ID[number.translate(DIGITS)]
    assert form.title == title
    assert form.row == (int(row) if row else None)
    assert (form.catalogue.owner_printed, form.catalogue.recipients_printed) == (owner, recipients)
    assert form.catalogue.owner
    assert form.catalogue.recipients


def test_only_voluntary_departure_has_no_official_id() -> None:
    assert [slug for slug, form in FORMS.items() if form.id is None] == ["voluntary-departure"]
    departure = FORMS["voluntary-departure"]
    assert (departure.title, departure.row) == ("خروج داوطلبانه اتباع خارجی از کشور", None)
    assert departure.inferred_id == "12012154116"


@pytest.mark.parametrize("slug", FORMS)
def test_every_service_points_only_to_services_that_exist(slug: str) -> None:
    form = FORMS[slug]
    pointed = {*form.related, *form.requires, *([form.part_of] if form.part_of else [])}
    assert pointed <= set(FORMS) - {slug}


def test_the_second_leg_of_a_process_is_part_of_the_first() -> None:
    legs = {slug: form.part_of for slug, form in FORMS.items() if form.part_of}
    assert legs == {
        "residence-documents": "refugee-id-card",
        "marriage-licence-iranian-woman": "marriage-licence-iranian-woman-hq",
    }


@pytest.mark.parametrize("slug", FORMS)
def test_every_service_is_found_by_several_everyday_words(slug: str) -> None:
    words = FORMS[slug].words
    assert 6 <= len(words) <= 15
    assert len(set(words)) == len(words)


def told_to_people(form: ServiceForm) -> list[str]:
    public = form.public
    facts: list[Fact | None] = [*public.eligibility, *public.bring, *public.contact]
    facts += [public.apply_at, public.answer_at, public.time, public.cost, public.visits_short]
    texts = [text for fact in facts if fact for text in (fact.text, fact.note) if text]
    path = SERVICES / form.slug / "texts.toml"
    return [*texts, *(one.note for one in form.processes if one.note), path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("slug", FORMS)
def test_no_word_of_blame_stands_on_a_page_for_people_in_any_language(slug: str) -> None:
    assert [found[0] for text in told_to_people(FORMS[slug]) if (found := BLAME.search(text))] == []


@pytest.mark.parametrize("slug", FORMS)
def test_every_refusal_is_promised_with_a_reason_and_an_objection(slug: str) -> None:
    refusal = FORMS[slug].public.refusal
    assert "دلیل" in refusal
    assert "اعتراض" in refusal


@pytest.mark.parametrize(
    ("slug", "ticks"), [("residence-documents", 10), ("revocation", 9), ("voluntary-departure", 19)]
)
def test_every_tick_of_the_official_form_is_printed_again(slug: str, ticks: int) -> None:
    assert sum(box.ticked for box in boxes(FORMS[slug])) == ticks


TICKS_OF_RESIDENCE = [
    ("kinds", "خدمت به شهروندان (G2C)"),
    ("nature", "حاکمیتی"),
    ("levels", "استانی"),
    ("life_events", "مدارک و گواهینامه ها"),
    ("starts", "فرارسیدن زمانی مشخص"),
    ("recipients_count", "سال"),
    ("frequency", "سال"),
    ("information", "الکترونیکی"),
    ("information", "تلفن همراه (برنامه کاربردی)"),
    ("information", "پیام کوتاه"),
]
TICKS_OF_REVOCATION = [
    ("kinds", "خدمت به شهروندان (G2C)"),
    ("kinds", "خدمت به دیگر دستگاه های دولتی (G2G)"),
    ("nature", "حاکمیتی"),
    ("levels", "استانی"),
    ("starts", "تقاضای گیرنده خدمت"),
    ("starts", "تشخیص دستگاه"),
    ("recipients_count", "سال"),
    ("frequency", "یکبار برای همیشه"),
    ("unreadable", "ارسال پستی"),
]
TICKS_OF_DEPARTURE = [
    ("kinds", "خدمت به شهروندان (G2C)"),
    ("kinds", "خدمت به دیگر دستگاه های دولتی (G2G)"),
    ("nature", "حاکمیتی"),
    ("levels", "استانی"),
    ("life_events", "سایر"),
    ("starts", "تقاضای گیرنده خدمت"),
    ("recipients_count", "سال"),
    ("frequency", "یکبار برای همیشه"),
    ("information", "سایر"),
    ("information", "استانی"),
    ("request", "الکترونیکی"),
    ("request", "سایر (با ذکر نحوه دسترسی)"),
    ("request", "سایر"),
    ("request", "استانی"),
    ("production", "سایر"),
    ("production", "استانی"),
    ("delivery", "الکترونیکی"),
    ("delivery", "سایر"),
    ("delivery", "استانی"),
]


@pytest.mark.parametrize(
    ("slug", "ticks"),
    [
        ("residence-documents", TICKS_OF_RESIDENCE),
        ("revocation", TICKS_OF_REVOCATION),
        ("voluntary-departure", TICKS_OF_DEPARTURE),
    ],
)
def test_the_ticks_are_the_ones_of_the_official_form(slug: str, ticks: list[tuple[str, str]]) -> None:
    assert [(box.field, box.label) for box in boxes(FORMS[slug]) if box.ticked] == ticks


def test_a_stage_whose_text_is_lost_still_prints_its_empty_boxes() -> None:
    empty = [box for box in boxes(FORMS["residence-documents"]) if box.field == "delivery"]
    assert len(empty) == 18
    assert not any(box.ticked for box in empty)


def fees(slug: str) -> list[tuple[int, str | None, bool]]:
    return [(fee.rial, fee.account, fee.electronic) for fee in FORMS[slug].details.fees]


def test_amounts_and_accounts_are_those_of_the_sources() -> None:
    assert fees("refugee-id-card") == [(500_000, None, False)]
    assert fees("residence-documents") == [(300_000, "2171134756001", False)]
    assert fees("revocation") == []
    assert fees("voluntary-departure") == [(150_000, "2171134756001", False)]


def test_volumes_are_those_of_the_sources() -> None:
    counts = {slug: form.details.recipients_count for slug, form in FORMS.items()}
    printed = {slug: count.number for slug, count in counts.items() if count and "seed" in count.source}
    assert printed == {"residence-documents": 12_000, "revocation": 20, "voluntary-departure": 20}


def test_a_fee_is_never_shown_without_its_source() -> None:
    every: list[Fee] = [fee for form in FORMS.values() for fee in form.details.fees]
    assert every
    assert all(fee.source for fee in every)


def test_section_9_prints_the_titles_of_the_source_and_the_page_adds_the_safeguards() -> None:
    printed = {slug: [one.title for one in FORMS[slug].official_processes] for slug in FORMS}
    assert len(printed["residence-documents"]) == 7
    assert len(printed["revocation"]) == 7
    assert printed["revocation"][-1] == "اخراج (طرد) تبعه از کشور"
    assert printed["voluntary-departure"] == [
        "وصول درخواست بازگشت داوطلبانه",
        "اخذ تعهد محضری مبنی بر خروج از پناهندگی",
        "ارائه مدارک مورد نیاز",
        "ابطال مدرک شناسایی و ثبت در نرم افزار نجوا",
        "صدور برگه تردد خروجی عادی",
        "تحویل برگه تردد به متقاضی",
    ]
    added = {one.title for one in FORMS["revocation"].processes} - set(printed["revocation"])
    assert "شنیدن توضیح شخص" in added


def test_a_service_without_a_printed_process_prints_ours() -> None:
    form = FORMS["party-licence"]
    assert form.official_processes == form.processes


def test_the_card_page_keeps_both_offices_the_phone_and_the_address_of_the_source() -> None:
    contact = "\n".join(fact.text for fact in FORMS["refugee-id-card"].public.contact)
    told = ["۰۷۷-۳۳۳۳۰۶۹۶", "۰۷۷-۳۳۳۳۰۶۹۷", "Atbaboushehr1@yahoo.com", "دفتر ۳۰۱", "دفتر ۳۰۲", "پلاک ۱۹"]
    assert [words for words in told if words not in contact] == []


def test_the_parent_service_keeps_the_id_as_printed_beside_the_true_one() -> None:
    parent = FORMS["refugee-id-card"].parent_service
    assert parent is not None
    assert (parent.title, parent.id, parent.printed_id) == (
        "خدمات امور اتباع و مهاجرین خارجی",
        "10031076000",
        "1003107600",
    )


def test_where_sources_disagree_both_figures_stand_with_their_source() -> None:
    for slug in ("refugee-id-card", "residence-documents"):
        told = {conflict.what: conflict for conflict in FORMS[slug].conflicts}
        assert {"۵۰۰٬۰۰۰ ریال", "۳۰۰٬۰۰۰ ریال"} <= {fact.text.split("،")[0] for fact in told["هزینه"].values}
        assert {fact.source for fact in told["زمان"].values} == {"seed 1", "seed 2"}


def test_a_detour_lies_off_the_main_line_and_is_held_by_the_bureau() -> None:
    detours = [one for one in FORMS["refugee-id-card"].processes if one.detour]
    assert [(one.title, one.holder) for one in detours] == [
        ("ثبت تغییرات خانوار در واحد مجازین", Holder.BUREAU)
    ]
