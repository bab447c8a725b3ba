"""What somebody works at is sealed, stands once, and is closed to whoever decides on status or removal."""

from datetime import timedelta

import pytest

from factories.people import NOW, TODAY, account, entry, family, house, person
from panah.foundation.errors import InvalidInput
from panah.registry.models import Occupation, Person
from panah.registry.operations import record_occupation
from panah.registry.queries import occupations_of
from panah.registry.rules import Reading
from panah.registry.values import Work
from panah.registry.words import NoWorkshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(db: None) -> Person:
    return family(house().bushehr, person())[1][0]


def look(purpose: str) -> Reading:
    return Reading(actor_id=account().pk, role="service-clerk", purpose=purpose, at=NOW)


def test_a_job_is_recorded_once_and_the_one_before_stays_in_its_days(worker: Person) -> None:
    earlier = TODAY - timedelta(days=9)
    first, then = Work("بنّا", "", NoWorkshop.DAY_LABOUR), Work("جوشکار", "۱۲۳۴۵")
    assert record_occupation(entry=entry(earlier), person=worker, work=first) is not None
    assert record_occupation(entry=entry(earlier), person=worker, work=first) is None
    record_occupation(entry=entry(TODAY), person=worker, work=then)
    now = occupations_of([worker.pk], reading=look("service"), on=TODAY)
    before = occupations_of([worker.pk], reading=look("service"), on=TODAY - timedelta(days=1))
    assert (now[worker.pk].title, now[worker.pk].no_workshop) == ("جوشکار", "")
    assert before[worker.pk] == first
    assert "جوشکار".encode() not in bytes(Occupation.objects.latest("pk").sealed)


@pytest.mark.parametrize("purpose", ["removal", "revocation", "enquiry"])
def test_nobody_who_decides_on_removal_reads_where_somebody_works(worker: Person, purpose: str) -> None:
    record_occupation(entry=entry(TODAY), person=worker, work=Work("بنّا", "4411"))
    assert occupations_of([worker.pk], reading=look(purpose), on=TODAY) == {}


@pytest.mark.parametrize(
    ("work", "code"), [(Work(" "), "job-missing"), (Work("بنّا", "؟؟"), "workshop-unreadable")]
)
def test_what_cannot_be_read_is_told(worker: Person, work: Work, code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        record_occupation(entry=entry(TODAY), person=worker, work=work)
