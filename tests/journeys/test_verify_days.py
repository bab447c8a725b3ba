"""Days and numbers as the verifier writes them on a phone are those the other pages write."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import translation
from playwright.sync_api import Browser, Page

from journeys.browser_verifier import modules
from panah.foundation.isolate import isolate_html
from panah.web.dates import long_date
from panah.web.public.verify_words import words
from panah.web.tongues import TONGUES, in_digits_of

FIRST, DAYS = date(1930, 1, 1), 62_000
EPOCH = date(1970, 1, 1)
TEXTS = [
    "شمارهٔ ۱۸/۱۴۰۵/۲۳۴۵ و کارت 20-4418-0001", "K7M4P-2XW9Q", "بی‌عدد", "", "از ۹:۱۲ تا 10:30", "panah@example.org 5",
    "<b>1</b> & 2", "۱\u202e۲ ٣", "abc", "سال ۱۴۰۵.",
]  # fmt: skip


@pytest.fixture(params=TONGUES)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, str]]:
    with modules(browser) as opened, translation.override(request.param):
        opened.set_content(
            f'<script id="verify-words" type="application/json">{json.dumps(words())}</script><p></p>'
        )
        yield opened, request.param


def test_every_day_of_a_long_life_has_the_same_name(page: tuple[Page, str]) -> None:
    opened, code = page
    start = (FIRST - EPOCH).days
    said = opened.evaluate(
        """async ([start, count]) => {
          const {inDigits, longDay} = await import("/panah/js/verify/words.js");
          return Array.from({length: count}, (_, at) => inDigits(longDay(start + at)));
        }""",
        [start, DAYS],
    )
    days = [FIRST + timedelta(days=at) for at in range(DAYS)]
    assert [one.replace("\u00a0", " ") for one in said] == [long_date(day, TONGUES[code]) for day in days]


def test_numbers_are_set_apart_as_on_other_pages(page: tuple[Page, str]) -> None:
    opened, code = page
    for text in TEXTS:
        shown = opened.evaluate(
            """async (text) => {
              const {write} = await import("/panah/js/verify/words.js");
              const place = document.querySelector("p");
              write(place, text);
              for (const persian of place.querySelectorAll("bdi[lang]")) persian.replaceWith(...persian.childNodes);
              return place.innerHTML;
            }""",
            text,
        )
        assert shown == isolate_html(in_digits_of(TONGUES[code], text)).replace("&#x27;", "'"), text


@pytest.mark.parametrize(
    ("born", "said"),
    [
        ([19880102, 19880102], "۱۲ دی ۱۳۶۶"),
        ([19870321, 19880320], "۱۳۶۶"),
        ([19870321, 19870420], "فروردین ۱۳۶۶"),
        ([19870321, 19870322], "۱ فروردین ۱۳۶۶ – ۲ فروردین ۱۳۶۶"),
    ],
)
def test_a_birth_is_said_as_far_as_it_is_known(browser: Browser, born: list[int], said: str) -> None:
    with modules(browser) as opened, translation.override("fa"):
        opened.set_content(
            f'<script id="verify-words" type="application/json">{json.dumps(words())}</script>'
        )
        told = opened.evaluate(
            """async (born) => {
              const {birth, inDigits} = await import("/panah/js/verify/words.js");
              return inDigits(birth(born));
            }""",
            born,
        )
    assert told == said
