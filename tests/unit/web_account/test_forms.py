"""The form engine without a database: pages, days, and what is stripped before it is kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.casework.queries.asking import Asking, Question
from panah.casework.queries.family import Member
from panah.evidence.queries import Held, read_mark
from panah.foundation.canonical import Canonical
from panah.foundation.jalali import PartialDate
from panah.web.files.holding import Handed
from panah.web.forms.building import Ground, day_problem, form_of, keep, kept_day
from panah.web.forms.pages import first_unanswered, pages_of, said

TODAY = date(2026, 11, 22)
PEOPLE = [
    Member(id=3, name="گل‌احمد", father="", age=46, is_minor=False, is_head=True),
    Member(id=4, name="یوسف", father="", age=12, is_minor=True, is_head=False),
]
GROUND = Ground(members=PEOPLE, today=TODAY, before={})
START = Question(name="starts", label="کی می‌روید؟", type="jalali-date", required=True)
END = Question(name="ends", label="کی برمی‌گردید؟", type="jalali-date", required=True, after="starts", max=30)
WHY = Question(
    name="why", label="چرا؟", type="choice", required=True, choices=(("work", "کار"), ("other", "دیگر"))
)
OTHER = Question(
    name="why-other", label="بنویسید", type="text", required=True, max=12, beside=("why", "other")
)
WHO = Question(name="who", label="چه کسانی؟", type="members", required=True, max=1)
PHONE = Question(name="phone", label="تلفن", type="text", required=False)
PAPER = Question(name="paper", label="نامه", type="evidence", required=False)
ALL = Asking("درخواست", "", (WHO, WHY, OTHER, START, END, PHONE))
DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@given(DAYS)
def test_a_day_is_kept_and_read_back_as_the_same_day(day: date) -> None:
    assert kept_day(keep(PartialDate(day, day, "day"))) == day


@given(DAYS, st.none() | DAYS)
def test_a_day_is_right_only_from_today_on_and_within_the_limit(day: date, start: date | None) -> None:
    right = day >= TODAY and (start is None or start <= day <= start + timedelta(days=30))
    assert (day_problem(END, day, start, TODAY) is None) is right


@given(st.permutations(ALL.questions))
def test_pages_hold_every_question_once_in_order(questions: list[Question]) -> None:
    pages = pages_of(Asking("", "", tuple(questions)))
    assert [one for page in pages for one in page.asking.questions] == questions


def test_a_question_stands_on_the_page_of_the_one_it_depends_on() -> None:
    assert [page.name for page in pages_of(ALL)] == ["who", "why", "starts", "phone"]


@given(st.text(max_size=12))
def test_nothing_invisible_is_kept(typed: str) -> None:
    form = form_of(
        ALL.named("why", "why-other"), GROUND, data={"why": "other", "why-other": f"\0\u202e{typed}\u2066"}
    )
    if form.is_valid():
        kept = str(form.kept()["why-other"])
        assert not set(kept) & set("\0\u202e\u2066")
        assert kept == kept.strip()


@pytest.mark.parametrize("typed", ["0917 123 4567", "۰۹۱۷-۱۲۳-۴۵۶۷", "٠٩١٧١٢٣٤٥٦٧", "+98 917 123 4567"])
def test_a_phone_typed_in_any_digits_is_one_number(typed: str) -> None:
    form = form_of(ALL.named("phone"), GROUND, data={"phone": typed})
    assert form.is_valid()
    assert form.kept() == {"phone": "+989171234567"}


@pytest.mark.parametrize(
    ("names", "data", "wrong"),
    [
        (("phone",), {"phone": "بی‌تلفن"}, "phone"),
        (("why", "why-other"), {"why": "other"}, "why-other"),
        (("why", "why-other"), {"why": "other", "why-other": "بسیار بسیار بلند"}, "why-other"),
        (("why",), {"why": "theft"}, "why"),
        (("who",), {"who": []}, "who"),
        (("who",), {"who": ["3", "4"]}, "who"),
        (("who",), {"who": ["9"]}, "who"),
    ],
)
def test_what_cannot_be_right_is_told_beside_its_question(
    names: tuple[str, ...], data: dict[str, object], wrong: str
) -> None:
    form = form_of(ALL.named(*names), GROUND, data=data)
    assert not form.is_valid()
    assert list(form.errors) == [wrong]


def test_an_answer_that_is_no_longer_right_is_asked_again() -> None:
    pages = pages_of(ALL)
    kept: dict[str, Canonical] = {
        "who": [3],
        "why": "work",
        "starts": "1405/09/02",
        "ends": "1405/09/05",
        "phone": "",
    }
    assert first_unanswered(pages, GROUND, kept) is None
    later = Ground(members=PEOPLE, today=TODAY + timedelta(days=9), before={})
    gone = Ground(members=PEOPLE[1:], today=TODAY, before={})
    for ground, name in ((later, "starts"), (gone, "who")):
        page = first_unanswered(pages, ground, kept)
        assert page is not None
        assert page.name == name


def test_answers_are_read_back_as_people_say_them() -> None:
    assert said(WHO, [3, 4], PEOPLE) == "گل‌احمد، یوسف"
    assert said(WHY, "work", PEOPLE) == "کار"
    assert said(START, "1405/09/05", PEOPLE) == "پنجشنبه ۵ آذر ۱۴۰۵"
    assert said(PHONE, "", PEOPLE) == "ننوشتید"
    assert said(PAPER, f"pdf:3:{'a' * 64}", PEOPLE) == "پی‌دی‌اف، 3 برگ"
    assert said(PAPER, f"picture:1:{'a' * 64}", PEOPLE) == "عکس"
    assert said(PAPER, "", PEOPLE) == "نفرستادید"


def test_a_file_that_is_not_held_any_more_is_asked_for_again() -> None:
    mark = f"picture:1:{'a' * 64}"
    pages = pages_of(Asking("", "", (PAPER,)))
    read = read_mark(mark)
    assert read is not None
    held = Ground(members=PEOPLE, today=TODAY, before={}, files=Handed({"paper": Held(1, "paper", read, 9)}))
    assert first_unanswered(pages, held, {"paper": mark}) is None
    assert first_unanswered(pages, GROUND, {"paper": mark}) == pages[0]
    assert first_unanswered(pages, GROUND, {"paper": ""}) is None
