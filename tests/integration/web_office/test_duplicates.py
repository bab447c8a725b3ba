"""The pages on which two records are held side by side: found, compared, joined by two officers, parted."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.bureau import Bureau
from factories.duplicates import compare_all
from factories.people import entry, family, person
from integration.web_office.conftest import OpenCase
from panah.audit.queries import timeline
from panah.foundation.persian import to_persian_digits
from panah.registry.models import DuplicateProposal, Person, SamePerson
from panah.registry.operations import record_phone, register_person
from panah.registry.words import Sex

WHY = "تذکرهٔ هر دو را دیدم"


@pytest.fixture
def two(bureau: Bureau) -> tuple[Person, Person]:
    """A man entered twice: with his household at one office, and again with his mother at the other."""
    home, (first, *_) = family(bureau.counter, person(father="نورمحمد"))
    _, (second, *_) = family(
        bureau.other_counter,
        person("گل احمد", father="نورمحمد", latin=("Gul Ahmad", "Rahimi")),
        person("بی‌بی‌حور", born="1955-03-03", sex=Sex.FEMALE),
    )
    record_phone(entry=entry(), household=home, text="09170000001")
    compare_all()
    return first, second


@pytest.fixture
def pair(two: tuple[Person, Person]) -> int:
    return DuplicateProposal.objects.get(first=two[0], second=two[1]).pk


def as_role(bureau: Bureau, role: str, name: str = "") -> Client:
    client = Client()
    client.force_login(bureau.hire(role, name=name))
    return client


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def say(client: Client, pair: int, word: str, **more: object) -> tuple[int, str]:
    answer = client.post(f"/office/duplicates/{pair}/settle/", {"word": word, "ground": WHY, **more})
    return answer.status_code, answer.content.decode()


def test_the_queue_says_who_and_why_and_today_counts_it(bureau: Bureau, pair: int) -> None:
    expert = as_role(bureau, "bureau-expert")
    queue = text_of(expert, "/office/duplicates/")
    assert f"/office/duplicates/{pair}/" in queue
    assert "نام نزدیک، روز تولد یکسان، نام پدر یکسان" in queue
    assert "ثبت‌های تکراری</a></dt><dd>" in text_of(expert, "/office/")


def test_who_does_not_judge_sees_no_way_there(bureau: Bureau, pair: int) -> None:
    clerk = as_role(bureau, "bureau-clerk")
    assert "/office/duplicates/" not in text_of(clerk, "/office/")
    assert clerk.get("/office/duplicates/").status_code == 403
    assert clerk.get(f"/office/duplicates/{pair}/").status_code == 403


def test_what_differs_is_said_in_words_and_no_phone_is_shown(
    bureau: Bureau, pair: int, two: tuple[Person, Person]
) -> None:
    page = text_of(as_role(bureau, "bureau-expert"), f"/office/duplicates/{pair}/")
    for word in ("یکسان", "نزدیک", "متفاوت", "تنها یکی دارد"):
        assert f'<span class="mark">{word}</span>' in page
    assert "Gul Ahmad" in page
    assert "۰۹۱۷" not in page
    for one in two:
        look = timeline(stream=f"person:{one.pk}")[0]
        assert (look.kind, look.role, look.word) == ("read", "bureau-expert", "duplicates")


def test_two_persons_leave_the_queue(bureau: Bureau, pair: int) -> None:
    expert = as_role(bureau, "bureau-expert")
    assert say(expert, pair, "different")[0] == 302
    assert "جفتی برای بررسی نیست" in text_of(expert, "/office/duplicates/")
    assert "تنها به دلیل تازه‌ای" in text_of(expert, f"/office/duplicates/{pair}/")


def test_one_person_takes_two_officers_and_can_be_parted(
    bureau: Bureau, pair: int, two: tuple[Person, Person]
) -> None:
    first, second = as_role(bureau, "bureau-expert"), as_role(bureau, "bureau-officer")
    assert say(first, pair, "same", keep=two[0].pk)[0] == 302
    mine = text_of(first, f"/office/duplicates/{pair}/")
    assert "نظرم را پس می‌گیرم" in mine
    assert "تأیید می‌کنم" not in mine
    status, page = say(first, pair, "confirm")
    assert (status, "همکار دیگری تأیید می‌کند" in page) == (403, True)
    assert "منتظر تأیید همکار دوم" in text_of(second, "/office/duplicates/")
    assert say(second, pair, "confirm")[0] == 302
    assert SamePerson.objects.get().kept == two[0]
    assert "اکنون از آنِ ثبت دیگر است" in text_of(second, f"/office/duplicates/{pair}/")
    assert say(first, pair, "part")[0] == 302
    assert not SamePerson.objects.filter(retracted_at=None).exists()


def test_an_open_case_is_named_and_what_was_typed_is_kept(
    bureau: Bureau, pair: int, two: tuple[Person, Person], opened: OpenCase
) -> None:
    case = opened(parties=[two[1].pk])
    say(as_role(bureau, "bureau-expert"), pair, "same", keep=two[0].pk)
    status, page = say(as_role(bureau, "bureau-officer"), pair, "confirm")
    assert status == 409
    assert to_persian_digits(case.number) in page
    assert WHY in page
    assert not SamePerson.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"word": "different", "ground": "  "}, "دلیل را بنویسید"),
        ({"word": "same", "ground": WHY, "keep": "0"}, "کدام یک بماند"),
        ({"word": "joined", "ground": WHY}, "یک شخص هستند یا دو شخص"),
    ],
)
def test_what_cannot_be_taken_says_what_is_missing(
    bureau: Bureau, pair: int, sent: dict[str, str], said: str
) -> None:
    answer = as_role(bureau, "bureau-expert").post(f"/office/duplicates/{pair}/settle/", sent)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_a_colleague_who_was_quicker_is_not_overruled(bureau: Bureau, pair: int) -> None:
    say(as_role(bureau, "bureau-expert"), pair, "different")
    status, page = say(as_role(bureau, "bureau-officer"), pair, "same", keep=1)
    assert (status, "همکارتان پیش از شما" in page) == (409, True)


def test_a_long_queue_costs_no_more_than_a_short_one(bureau: Bureau, pair: int) -> None:
    expert = as_role(bureau, "bureau-expert")

    def reads() -> int:
        with CaptureQueriesContext(connection) as seen:
            text_of(expert, "/office/duplicates/")
        return len(seen)

    reads()
    few = reads()
    for number in range(6):
        for _ in range(2):
            register_person(
                entry=entry(),
                person=person("نسیم", "زاهدی", father="رحمت", born=f"19{60 + 3 * number}-02-02"),
            )
    compare_all()
    DuplicateProposal.objects.update(office=bureau.directorate)
    assert DuplicateProposal.objects.count() > 6
    assert reads() <= few
