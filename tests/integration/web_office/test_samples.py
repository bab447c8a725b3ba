"""Before many files move together their officer opens and judges a sample of them, through the pages (S24)."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from factories.bureau import Bureau
from factories.definitions import definition
from factories.samples import drawn
from integration.web_office.conftest import SLIP, OpenCase
from panah.casework.models import Item, Sample
from panah.casework.queries import broken_invariants
from panah.catalogue.queries import versions
from panah.organisation.models import Account

pytestmark = pytest.mark.django_db
FIRST = "پیش از تأیید گروهی، این پرونده‌ها را یک‌به‌یک ببینید"
STEP = "travellers/look"


@pytest.fixture
def signed_in() -> Callable[[Account], Client]:
    def made(account: Account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return made


@pytest.fixture
def expert(bureau: Bureau, signed_in: Callable[[Account], Client]) -> Client:
    return signed_in(bureau.hire("bureau-expert"))


@pytest.fixture
def many(opened: OpenCase) -> list[int]:
    """Eight files of a slip whose first look opens to many after a sample."""
    cases = [opened().pk for _ in range(8)]
    marked = SLIP.replace('by = "bureau-expert"', 'by = "bureau-expert"\nbulk = "after-sample"')
    kept = versions._STORE._kept
    for version, content in list(kept.items()):
        kept[version] = replace(content, definition=definition(marked))
    return cases


def waiting() -> list[str]:
    items = Item.objects.filter(step=STEP, state="open").order_by("pk")
    return [f"{pk}:{ver}" for pk, ver in items.values_list("pk", "ver")]


def confirmed(client: Client, values: list[str]) -> str:
    answer = client.post("/office/worklist/confirm/", {"item": values})
    assert answer.status_code == 200
    return answer.content.decode()


def hidden(html: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]*)"', html)


def judged(client: Client, item: Item, word: str = "approved", **fields: str) -> str:
    """Open a file from the page, decide, and give where the answer leads."""
    page = client.get(f"/office/cases/{item.case_id}/?item={item.pk}").content.decode()
    part = page[page.index("data-decide") :]
    sent = {name: hidden(part, name)[0] for name in ("item", "step", "key")} | {"word": word} | fields
    answer = client.post(f"/office/cases/{item.case_id}/decide/", sent)
    assert answer.status_code == 302
    return answer["Location"]


def test_many_are_approved_after_each_of_the_sample_was_opened_and_decided(
    expert: Client, many: list[int]
) -> None:
    page = confirmed(expert, waiting())
    assert FIRST in page
    assert "تأیید، هر" not in page
    sample = Sample.objects.get()
    own = f"/office/worklist/samples/{sample.pk}/"
    for item in drawn(sample.pk):
        assert f"/office/cases/{item.case_id}/?item={item.pk}" in page
        assert judged(expert, item) == own
    page = expert.get(own).content.decode()
    assert FIRST not in page
    sent = {
        "item": hidden(page, "item"),
        "key": hidden(page, "key")[0],
        "step": hidden(page, "step")[0],
        "word": "approved",
    }
    answer = expert.post("/office/worklist/act/", sent, follow=True).content.decode()
    assert "پرونده پیش رفت" in answer
    assert Item.objects.filter(step="hand-over", state="open").count() == 8
    assert broken_invariants() == []


def test_what_is_sent_around_the_page_moves_nothing_and_says_what_comes_first(
    expert: Client, many: list[int]
) -> None:
    sent = {"item": waiting(), "key": "k1", "step": STEP, "word": "approved"}
    answer = expert.post("/office/worklist/act/", sent)
    assert answer.status_code == 422
    assert "یک‌به‌یک ببینید" in answer.content.decode()
    assert len(waiting()) == 8


def test_a_file_of_the_sample_that_came_back_stays_so(expert: Client, many: list[int]) -> None:
    confirmed(expert, waiting())
    sample = Sample.objects.get()
    back, *others = drawn(sample.pk)
    reason = {"refused-reason-code": "court-order", "refused-reason-text": "دادگاه منع کرده است."}
    judged(expert, back, "refused", **reason)
    for item in others:
        judged(expert, item)
    page = confirmed(expert, waiting())
    assert "دیدید: refused" in page
    assert "تأیید، هر" in page
    assert len(hidden(page, "item")) == 5


def test_a_file_that_a_colleague_took_is_drawn_anew(
    expert: Client, many: list[int], bureau: Bureau, signed_in: Callable[[Account], Client]
) -> None:
    confirmed(expert, waiting())
    sample = Sample.objects.get()
    first, *_ = drawn(sample.pk)
    colleague = signed_in(bureau.hire("bureau-expert", name="colleague"))
    judged(colleague, first)
    page = expert.get(f"/office/worklist/samples/{sample.pk}/").content.decode()
    assert "همکار دیگری تصمیم گرفت" in page
    assert "کشیدن پروندهٔ دیگر" in page
    page = confirmed(expert, hidden(page, "item"))
    assert "کشیدن پروندهٔ دیگر" not in page
    assert len(drawn(sample.pk)) == 4


def test_ones_sample_is_nobody_elses_page(
    expert: Client, many: list[int], bureau: Bureau, signed_in: Callable[[Account], Client]
) -> None:
    confirmed(expert, waiting())
    own = f"/office/worklist/samples/{Sample.objects.get().pk}/"
    colleague = signed_in(bureau.hire("bureau-expert", name="colleague"))
    assert (expert.get(own).status_code, colleague.get(own).status_code) == (200, 404)
    assert expert.get("/office/worklist/samples/999999/").status_code == 404


def test_where_few_are_chosen_each_is_opened(expert: Client, many: list[int]) -> None:
    page = confirmed(expert, waiting()[:2])
    assert FIRST in page
    assert "چیزی برای تأیید گروهی نمانده است" in page
    page = confirmed(expert, waiting()[2:3])
    assert FIRST not in page
