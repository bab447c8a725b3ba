"""Numbers of letters have no gap and no double, whoever signs at the same time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from factories.bureau import Bureau, open_bureau
from panah.correspondence.models import Letter, Register, Secretariat
from panah.correspondence.operations import LetterText, number_letter, open_secretariat
from panah.correspondence.queries import registers_with_gaps
from panah.foundation.errors import Conflict, InvalidInput
from panah.organisation.models import Office

TEXT = LetterText(kind="notice", subject="اعلام کتبی", signed_by_role="bureau-officer")


@pytest.fixture
def bureau(db: None) -> Bureau:
    return open_bureau()


def numbers(office: Office, now: datetime, count: int) -> list[str]:
    return [number_letter(office=office, text=TEXT, now=now).number for _ in range(count)]


@pytest.mark.django_db
def test_letters_of_a_bureau_and_of_the_offices_below_it_share_one_register(
    bureau: Bureau, now: datetime
) -> None:
    given = [*numbers(bureau.directorate, now, 2), *numbers(bureau.counter, now, 1)]
    assert given == ["18/1405/1", "18/1405/2", "18/1405/3"]
    assert Secretariat.objects.get().office == bureau.directorate


@pytest.mark.django_db
def test_another_bureau_has_numbers_of_its_own(bureau: Bureau, now: datetime) -> None:
    assert numbers(bureau.directorate, now, 1) != numbers(bureau.elsewhere, now, 1)
    assert Secretariat.objects.count() == 2


@pytest.mark.django_db
def test_a_bureau_may_open_its_secretariat_under_a_code_of_its_own(bureau: Bureau, now: datetime) -> None:
    open_secretariat(office=bureau.directorate, code="44", now=now)
    assert numbers(bureau.other_counter, now, 1) == ["44/1405/1"]
    with pytest.raises(Conflict, match="secretariat-exists"):
        open_secretariat(office=bureau.elsewhere, code="44", now=now)
    with pytest.raises(InvalidInput, match="secretariat-code"):
        open_secretariat(office=bureau.elsewhere, code="4/4", now=now)


@pytest.mark.django_db
def test_a_new_year_begins_at_one_on_its_first_day_in_iran(bureau: Bureau) -> None:
    eve = datetime(2027, 3, 20, 20, 29, tzinfo=UTC)
    given = [
        number_letter(office=bureau.directorate, text=TEXT, now=moment).number
        for moment in (eve, eve + timedelta(minutes=2))
    ]
    assert given == ["18/1405/1", "18/1406/1"]


@pytest.mark.django_db
def test_a_letter_that_is_not_finished_leaves_no_gap(bureau: Bureau, now: datetime) -> None:
    numbers(bureau.directorate, now, 1)

    def breaks(_: object) -> int:
        raise RuntimeError("the printer is on fire")

    with pytest.raises(RuntimeError):
        number_letter(office=bureau.directorate, text=TEXT, now=now, paper=breaks)
    with transaction.atomic():
        numbers(bureau.directorate, now, 3)
        transaction.set_rollback(True)
    assert numbers(bureau.directorate, now, 1) == ["18/1405/2"]
    assert registers_with_gaps() == []


@pytest.mark.django_db
def test_a_letter_is_never_rewritten_nor_taken_out(bureau: Bureau, now: datetime) -> None:
    numbers(bureau.directorate, now, 1)
    for tamper in (lambda: Letter.objects.update(subject="دیگر"), lambda: Letter.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            tamper()
    assert Letter.objects.get().subject == TEXT.subject


@pytest.mark.django_db
def test_a_number_taken_out_of_order_is_found(bureau: Bureau, now: datetime) -> None:
    numbers(bureau.directorate, now, 2)
    Register.objects.update(last=3)
    assert registers_with_gaps() == ["18/1405"]
