"""A portrait has one size, one stands at a time, and the earlier ones stay in the record with their days."""

import io
from datetime import date, timedelta

import pytest
from PIL import Image

from factories import people
from factories.people import NOW, TODAY, family
from panah.audit.sealed_files import take_out
from panah.foundation.envelope import SealError
from panah.foundation.errors import InvalidInput
from panah.registry.models import LifeEvent, Person, Portrait
from panah.registry.operations import record_portrait, reverse_event
from panah.registry.queries import portrait_of, with_portrait
from panah.registry.synthetic.faces import draw_face
from panah.registry.values import Entry

pytestmark = pytest.mark.django_db
FACE = draw_face(seed=1, sex="female")


@pytest.fixture
def person() -> Person:
    return family(people.house().bushehr)[1][0]


def entry(on: date = TODAY, reason: str = "") -> Entry:
    return Entry(on=on, now=NOW, actor_id=None, reason=reason)


def wide(width: int, height: int) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), "#8899aa").save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize("given", [wide(4000, 3000), wide(700, 2000), FACE])
def test_whatever_a_camera_gives_becomes_three_by_four(person: Person, given: bytes) -> None:
    record_portrait(entry=entry(), person=person, data=given)
    with Image.open(io.BytesIO(portrait_of(person.pk, on=TODAY) or b"")) as kept:
        assert (kept.size, kept.format) == ((480, 640), "JPEG")


def test_a_new_portrait_takes_the_place_of_the_old_and_the_old_keeps_its_days(person: Person) -> None:
    yesterday = TODAY - timedelta(days=1)
    record_portrait(entry=entry(yesterday), person=person, data=FACE)
    record_portrait(entry=entry(), person=person, data=draw_face(seed=2, sex="female"))
    assert portrait_of(person.pk, on=yesterday) != portrait_of(person.pk, on=TODAY)
    assert with_portrait([person.pk], on=TODAY) == {person.pk: TODAY}


def test_a_portrait_taken_by_mistake_is_taken_back(person: Person) -> None:
    event = record_portrait(entry=entry(), person=person, data=FACE)
    assert isinstance(event, LifeEvent)
    reverse_event(entry=entry(reason="عکس کس دیگری بود"), event=event)
    assert portrait_of(person.pk, on=TODAY) is None


def test_the_same_picture_again_changes_nothing(person: Person) -> None:
    record_portrait(entry=entry(), person=person, data=FACE)
    assert record_portrait(entry=entry(), person=person, data=FACE) is None


@pytest.mark.parametrize(
    ("given", "code"),
    [(b"", "upload-empty"), (wide(200, 900), "portrait-too-small"), (b"%PDF-1.7", "upload-kind-unknown")],
)
def test_what_is_no_portrait_is_refused_and_the_one_before_stays(
    person: Person, given: bytes, code: str
) -> None:
    record_portrait(entry=entry(), person=person, data=FACE)
    with pytest.raises(InvalidInput) as refused:
        record_portrait(entry=entry(), person=person, data=given)
    assert refused.value.code == code
    assert portrait_of(person.pk, on=TODAY) is not None


def test_a_portrait_in_the_storage_opens_for_nobody_without_the_keys_and_in_no_other_place(
    person: Person,
) -> None:
    record_portrait(entry=entry(), person=person, data=FACE)
    first = Portrait.objects.get()
    record_portrait(entry=entry(), person=person, data=draw_face(seed=3, sex="male"))
    second = Portrait.objects.exclude(pk=first.pk).get(retracted_at=None)
    from django.core.files.storage import default_storage  # noqa: PLC0415  # beside its use

    with default_storage.open(first.place) as sealed:
        body = sealed.read()
    assert b"JFIF" not in body
    default_storage.delete(second.place)
    with default_storage.open(second.place, "wb") as put:
        put.write(body)
    with pytest.raises(SealError):
        take_out(second.place)
