"""A text comes into force by being published, whole and once; what is published never changes."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from panah.audit.models import Event
from panah.catalogue.models import Directive, ServiceVersion
from panah.catalogue.operations import publish, publish_directive, publish_shipped
from panah.catalogue.queries import (
    content_of,
    definition_of,
    directive_in_force,
    directive_of,
    fields_of,
    find_services,
    service_cards,
    version_in_force,
)
from panah.catalogue.rules.bundle import FIELDS, FORM, PROCESS, BundleRefused, decode
from panah.catalogue.rules.directive import tariff
from panah.catalogue.shipped import shipped_directives, shipped_files
from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput, NotFound
from panah.workflow.form_reading import FormRefused

SLUG = "intercity-travel"


def _changed(slug: str = SLUG) -> dict[str, str]:
    files = shipped_files(slug)
    return files | {FORM: files[FORM].replace("برگهٔ سفر بین‌شهری", "شترسواری در راه", 1)}


def test_the_first_publication_brings_33_services_the_procedure_and_the_directive(
    published: list[str],
) -> None:
    assert len(published) == 35
    assert published[-2:] == ["objection", "bushehr"]


def test_a_procedure_of_no_service_is_neither_listed_nor_found(published: list[str], now: datetime) -> None:
    version = version_in_force("objection", province=None, on=local_date(now))
    assert definition_of(version.id).slug == "objection"
    assert "objection" not in [card.slug for card in service_cards(language="fa")]
    assert "objection" not in [card.slug for card in find_services("رسیدگی به اعتراض", language="fa")]


def test_publishing_what_has_not_changed_publishes_nothing(published: list[str], now: datetime) -> None:
    assert publish_shipped(now=now + timedelta(days=1), published_by="test") == []
    assert publish(slug=SLUG, files=shipped_files(SLUG), now=now, published_by="test").n == 1


def test_a_version_keeps_the_exact_files(published: list[str]) -> None:
    row = ServiceVersion.objects.get(slug=SLUG)
    assert decode(row.files) == shipped_files(SLUG)


def test_a_changed_text_is_a_new_version_and_the_old_one_still_says_what_it_said(
    published: list[str], now: datetime
) -> None:
    old = version_in_force(SLUG, province=None, on=local_date(now))
    new = publish(slug=SLUG, files=_changed(), now=now, published_by="test")
    assert (old.n, new.n) == (1, 2)
    assert version_in_force(SLUG, province=None, on=local_date(now)).id == new.pk
    assert content_of(old.id).form.plain_title == "برگهٔ سفر بین‌شهری"
    assert content_of(new.pk).form.plain_title == "شترسواری در راه"


def test_a_version_of_next_month_waits_for_its_day(published: list[str], now: datetime) -> None:
    today = local_date(now)
    later = today + timedelta(days=30)
    publish(slug=SLUG, files=_changed(), now=now, published_by="test", valid_from=later)
    assert version_in_force(SLUG, province=None, on=today).n == 1
    assert version_in_force(SLUG, province=None, on=later - timedelta(days=1)).n == 1
    assert version_in_force(SLUG, province=None, on=later).n == 2


def test_a_version_never_begins_before_the_one_before_it(published: list[str], now: datetime) -> None:
    with pytest.raises(InvalidInput, match="valid-from-goes-back"):
        publish(slug=SLUG, files=_changed(), now=now, published_by="test", valid_from=date(2020, 1, 1))


def test_a_province_may_publish_its_own_and_no_other_province_sees_it(
    published: list[str], now: datetime
) -> None:
    own = publish(slug=SLUG, files=_changed(), now=now, published_by="test", province="bushehr")
    today = local_date(now)
    assert own.n == 1
    assert version_in_force(SLUG, province="bushehr", on=today).id == own.pk
    assert version_in_force(SLUG, province="fars", on=today).province is None
    assert version_in_force(SLUG, province=None, on=today).province is None


def test_a_province_nobody_knows_is_refused(published: list[str], now: datetime) -> None:
    with pytest.raises(NotFound, match="province-unknown"):
        publish(slug=SLUG, files=_changed(), now=now, published_by="test", province="atlantis")


@pytest.mark.django_db
def test_files_with_problems_are_refused_and_leave_nothing(now: datetime) -> None:
    files = shipped_files(SLUG)
    files[PROCESS] = files[PROCESS].replace('by = "bureau-expert"', 'by = "bureau-export"', 1)
    with pytest.raises(BundleRefused) as refused:
        publish(slug=SLUG, files=files, now=now, published_by="test")
    assert any("did you mean 'bureau-expert'" in problem for problem in refused.value.problems)
    assert not ServiceVersion.objects.exists()


@pytest.mark.django_db
def test_what_is_not_published_is_not_in_force() -> None:
    with pytest.raises(NotFound, match="service-not-published"):
        version_in_force(SLUG, province=None, on=date(2026, 11, 22))
    with pytest.raises(NotFound, match="directive-not-published"):
        directive_in_force(province="bushehr", on=date(2026, 11, 22))
    with pytest.raises(NotFound, match="version-unknown"):
        definition_of(1)
    with pytest.raises(NotFound, match="directive-unknown"):
        directive_of(1)


def test_a_service_that_is_not_open_has_no_process(published: list[str], now: datetime) -> None:
    version = version_in_force("exit-paper", province=None, on=local_date(now))
    with pytest.raises(NotFound, match="service-not-open"):
        definition_of(version.id)
    assert fields_of(version.id).starts == {}


def test_an_open_service_gives_its_process_and_its_fields(published: list[str], now: datetime) -> None:
    version = version_in_force(SLUG, province="bushehr", on=local_date(now))
    assert definition_of(version.id).slug == SLUG
    assert definition_of(version.id) is definition_of(version.id)
    assert "request" in fields_of(version.id).starts


@pytest.mark.parametrize("model", [ServiceVersion, Directive])
def test_the_database_refuses_to_change_or_delete_what_is_published(
    published: list[str], model: type[ServiceVersion] | type[Directive]
) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(published_by="somebody else")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete(using="default")
    assert model.objects.exists()


def test_each_publication_stands_in_the_journal(published: list[str], now: datetime) -> None:
    publish(slug=SLUG, files=_changed(), now=now, published_by="administrator", actor_id=7)
    rows = list(Event.objects.filter(stream=f"service:{SLUG}").order_by("seq"))
    assert [(row.seq, row.kind, row.word, row.actor_id) for row in rows] == [
        (1, "published", "test", None),
        (2, "published", "administrator", 7),
    ]
    assert rows[1].about.startswith("everywhere 2 ")
    assert Event.objects.filter(stream="directive:bushehr", kind="published").count() == 1


def test_a_new_word_is_found_as_soon_as_it_is_published(published: list[str], now: datetime) -> None:
    assert find_services("شترسواری", language="fa") == []
    publish(slug=SLUG, files=_changed(), now=now, published_by="test")
    assert find_services("شترسواری", language="fa")[0].slug == SLUG


def test_a_new_directive_changes_the_amount_and_the_old_one_still_says_the_old(
    published: list[str], now: datetime
) -> None:
    today = local_date(now)
    old = directive_in_force(province="bushehr", on=today)
    (text,) = shipped_directives().values()
    new = publish_directive(text=text.replace("rial = 150000", "rial = 900000"), now=now, published_by="test")
    assert (old.n, new.n) == (1, 2)
    assert directive_in_force(province="bushehr", on=today).id == new.pk
    amounts = [
        tariff(directive_of(number), service=SLUG, fee="trip", on=today).rial for number in (old.id, new.pk)
    ]
    assert amounts == [150_000, 900_000]


def test_a_directive_for_a_county_the_bureau_does_not_know_is_refused(
    published: list[str], now: datetime
) -> None:
    (text,) = shipped_directives().values()
    with pytest.raises(FormRefused, match="did you mean 'ganaveh'"):
        publish_directive(text=text.replace('"ganaveh"', '"ganave"'), now=now, published_by="test")


def test_a_directive_without_a_reason_that_a_service_names_is_refused_whole(
    published: list[str], now: datetime
) -> None:
    (text,) = shipped_directives().values()
    silent = text.replace('code = "no-go-area"', 'code = "closed-area"')
    before = directive_in_force(province="bushehr", on=local_date(now))
    with pytest.raises(BundleRefused, match="no reason 'no-go-area'"):
        publish_directive(text=silent, now=now, published_by="test")
    assert directive_in_force(province="bushehr", on=local_date(now)) == before
    assert publish_directive(text=text.replace("150000", "160000"), now=now, published_by="test").n == 2


def test_a_service_that_names_a_reason_no_directive_says_is_refused_whole(
    published: list[str], now: datetime
) -> None:
    files = shipped_files(SLUG)
    files[FIELDS] = files[FIELDS].replace('"no-go-area"', '"closed-area"')
    with pytest.raises(BundleRefused, match="no reason 'closed-area'"):
        publish(slug=SLUG, files=files, now=now, published_by="test")
    assert ServiceVersion.objects.filter(slug=SLUG).count() == 1


def test_another_provinces_directive_rules_nobody_here(published: list[str], now: datetime) -> None:
    with pytest.raises(NotFound, match="directive-not-published"):
        directive_in_force(province="fars", on=local_date(now))
