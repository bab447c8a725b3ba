"""What is handed in is kept once, encrypted, and told in the journal; what is refused leaves nothing behind."""

import io
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from factories.bureau import Bureau, actor_of, open_bureau, people, public_account
from factories.definitions import publish
from integration.casework.processes import SHORT
from panah.audit.queries import timeline
from panah.audit.sealed_files import take_out
from panah.casework.models import Case
from panah.casework.operations import NewSubject, Opening, open_case
from panah.casework.queries import miscounted_cases
from panah.evidence.models import Upload
from panah.evidence.operations import hand_in
from panah.evidence.queries import uploads_of
from panah.foundation.envelope import SealError
from panah.foundation.errors import InvalidInput

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(db: None) -> Bureau:
    return open_bureau()


@pytest.fixture
def case(bureau: Bureau, now: datetime, settings: Settings, tmp_path: Path) -> Case:
    settings.MEDIA_ROOT = tmp_path
    publish(SHORT)
    account = public_account("ap")
    opening = Opening(
        slug="short",
        start="request",
        office_id=bureau.counter.pk,
        subjects=[NewSubject("traveller", people(1)[0])],
        applicant_id=account.pk,
    )
    return open_case(opening=opening, actor=actor_of(account, now=now), key="o", form={}, now=now)


def picture(colour: str = "navy") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (80, 80), colour).save(made, "PNG")
    return made.getvalue()


def test_a_picture_comes_back_as_it_was_kept_and_stands_in_the_journal(case: Case, now: datetime) -> None:
    upload = hand_in(case_id=case.pk, title="فیش بانکی", data=picture(), actor_id=7, now=now)
    with Image.open(io.BytesIO(take_out(upload.place))) as kept:
        assert kept.size == (80, 80)
    assert timeline(stream=case.stream)[0].kind == "handed-in"
    assert miscounted_cases() == []


def test_the_stored_file_is_not_readable_and_does_not_tell_its_name(
    case: Case, now: datetime, tmp_path: Path
) -> None:
    upload = hand_in(case_id=case.pk, title="فیش بانکی", data=picture(), actor_id=7, now=now)
    stored = next(path for path in tmp_path.rglob("*") if path.is_file())
    assert b"JFIF" not in stored.read_bytes()
    assert upload.title not in str(stored)
    stored.write_bytes(stored.read_bytes()[:-1] + b"x")
    with pytest.raises(SealError):
        take_out(upload.place)


def test_the_same_picture_handed_in_twice_is_kept_once(case: Case, now: datetime) -> None:
    first = hand_in(case_id=case.pk, title="فیش", data=picture(), actor_id=7, now=now)
    assert hand_in(case_id=case.pk, title="فیش", data=picture(), actor_id=7, now=now).pk == first.pk
    hand_in(case_id=case.pk, title="فیش", data=picture("red"), actor_id=7, now=now)
    assert len(uploads_of(case_id=case.pk)) == 2


def test_a_refused_file_leaves_nothing(case: Case, now: datetime, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="upload-kind-unknown"):
        hand_in(case_id=case.pk, title="x", data=b"MZ not a picture", actor_id=7, now=now)
    assert not Upload.objects.exists()
    assert not list(tmp_path.rglob("evidence/*"))
