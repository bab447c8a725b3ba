"""The timeline in sentences."""

from dataclasses import replace
from datetime import datetime, timedelta

from panah.casework.queries.case_page import Moment
from panah.foundation.errors import Conflict, InvalidInput
from panah.web.office.bulk import selection
from panah.web.office.moments import events_of
from panah.web.office.words import ERRORS, SKIPPED, UNKNOWN, act_label, sentence_of

LOOK = {"kind": "read", "role": "کارشناس", "step": "", "word": "service", "about": "", "said": ""}


def test_looks_of_one_role_on_one_day_are_told_once_and_acts_between_them_are_kept(now: datetime) -> None:
    look = Moment(at=now, **LOOK)
    act = replace(look, kind="acted", step="بررسی", word="تأیید شد", about="رضا")
    again = replace(look, at=now - timedelta(minutes=5))
    told = events_of([look, again, act, again, replace(again, at=now - timedelta(days=2))])
    assert [event.kind for event in told] == ["read", "done", "read", "read"]
    assert told[0].title == "پرونده دیده شد، برای «ارائهٔ خدمت»"
    assert told[1].title == "بررسی: تأیید شد، رضا"
    assert told[0].when == "۱ آذر ۱۴۰۵، ۹:۱۲، کارشناس"


def test_an_event_of_another_package_is_told_even_when_its_kind_is_new(now: datetime) -> None:
    moment = Moment(at=now, **LOOK | {"kind": "something-new"})
    assert events_of([moment])[0].title == "در پرونده ثبت شد"


def test_every_error_has_a_sentence_and_an_unknown_one_says_nothing_was_lost() -> None:
    assert sentence_of(InvalidInput("reason-needed")) == ERRORS["reason-needed"]
    assert sentence_of(Conflict("never-heard-of")) == UNKNOWN
    assert all(text.endswith(".") for text in ERRORS.values())
    assert SKIPPED.keys() >= {"moved-on", "changed", "assigned", "not-yours", "not-found"}


def test_a_word_without_an_act_of_its_own_is_read_as_the_glossary_has_it() -> None:
    assert act_label("approved", "تأیید شد") == "تأیید"
    assert act_label("heard", "شنیده شد") == "شنیده شد"


def test_only_numbers_a_row_can_have_are_taken_from_a_form() -> None:
    sent = ["7:2", "x:1", "1", "", "۷:۱", "-1:1", "9" * 30 + ":1", "1:2:3"]
    assert [(one.item, one.ver) for one in selection(sent)] == [(7, 2)]


def test_what_was_done_of_several_people_in_one_minute_is_one_line_that_names_them(now: datetime) -> None:
    one = Moment(kind="acted", at=now, role="کارشناس", step="بررسی", word="کامل است", about="مریم", said="")
    other, told = replace(one, about="یوسف"), replace(one, kind="effect", word="issue")
    later, reasoned = replace(one, at=now - timedelta(minutes=2)), replace(one, said="چون چنین گفت.")
    lines = events_of([one, told, other, reasoned, later])
    assert [line.title for line in lines].count("بررسی: کامل است، مریم") == 2
    assert lines[0].title == "بررسی: کامل است، یوسف، مریم"
    assert len(lines) == 4
