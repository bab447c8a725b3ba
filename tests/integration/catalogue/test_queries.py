"""What people and offices read of the catalogue."""

import csv
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from panah.catalogue.queries import (
    SITUATIONS,
    cards_of,
    catalogue_table,
    find_services,
    published_service,
    service_cards,
)
from panah.foundation.clock import local_date
from panah.foundation.errors import NotFound
from panah.foundation.persian import to_latin_digits

SEED_0 = Path(__file__).parents[2] / "fixtures" / "seed0.tsv"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_for_reading")]


def _seed_0() -> list[dict[str, str]]:
    with SEED_0.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_the_table_is_the_ministrys_own_cell_by_cell() -> None:
    ours = [
        {
            "row": str(line.row or ""),
            "title": line.title,
            "id": line.id,
            "owner": line.owner_printed,
            "recipients": line.recipients_printed,
        }
        for line in catalogue_table()
    ]
    theirs = [
        {**line, "row": to_latin_digits(line["row"]), "id": to_latin_digits(line["id"])} for line in _seed_0()
    ]
    assert ours == theirs


def test_a_blank_cell_still_tells_who_owns_the_service() -> None:
    table = catalogue_table()
    assert all(line.owner and line.recipients for line in table)
    assert any(not line.owner_printed for line in table)


def test_all_33_services_are_listed_in_two_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(2):
        cards = service_cards(language="fa")
    assert len(cards) == 33
    assert cards[0].row == 1
    assert cards[2].slug == "refugee-id-card"
    assert (cards[-1].slug, cards[-1].id) == ("voluntary-departure", None)


def test_every_service_stands_under_a_situation_of_life() -> None:
    assert {card.situation for card in service_cards(language="fa")} == set(SITUATIONS)


def test_the_slip_the_card_and_voluntary_departure_are_open() -> None:
    open_ones = [card.slug for card in service_cards(language="fa") if card.is_open]
    assert open_ones == ["residence-documents", "intercity-travel", "voluntary-departure"]


def test_the_title_in_persian_is_the_official_one_and_elsewhere_the_translation() -> None:
    (persian,) = cards_of(["intercity-travel"], language="fa")
    (english,) = cards_of(["intercity-travel"], language="en")
    assert persian.title == "صدور برگه مسافرتی بین شهری اتباع خارجی"
    assert persian.plain_title == "برگهٔ سفر بین‌شهری"
    assert english.title.isascii()
    assert english.plain_title == english.title


def test_a_service_page_has_what_it_needs_in_few_queries(
    now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(5):
        service = published_service("residence-documents", language="en", today=local_date(now))
    assert service.version == 1
    assert service.texts is not None
    assert service.part_of is not None
    assert service.part_of.slug == "refugee-id-card"
    assert service.part_of.title.isascii()
    assert [card.slug for card in service.related] == list(service.form.related)


def test_the_amount_that_decides_today_stands_on_the_page(now: datetime) -> None:
    service = published_service("refugee-id-card", language="fa", today=local_date(now))
    assert [(line.fee, line.rial, line.source) for line in service.tariffs] == [("card", 500_000, "seed 1")]
    before = published_service("intercity-travel", language="fa", today=local_date(now)).tariffs[0]
    assert (before.rial, before.per, before.confirmed) == (150_000, "case", False)


def test_a_service_nobody_offers_is_not_found(now: datetime) -> None:
    with pytest.raises(NotFound, match="service-not-published"):
        published_service("moon-landing", language="fa", today=local_date(now))


def test_the_day_before_publication_nothing_is_offered(now: datetime) -> None:
    yesterday = local_date(now) - timedelta(days=1)
    assert service_cards(language="fa", today=yesterday) == []
    with pytest.raises(NotFound):
        published_service("exit-paper", language="fa", today=yesterday)


def test_a_search_costs_few_queries_and_after_the_first_hardly_any(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(4):
        find_services("طلاق", language="fa")
    with django_assert_max_num_queries(2):
        assert len(find_services("کارت", language="fa", limit=3)) == 3


def test_a_search_gives_no_more_than_was_asked_for() -> None:
    assert len(find_services("اتباع خارجی", language="fa", limit=5)) == 5
