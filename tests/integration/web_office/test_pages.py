"""Office pages as an officer walks them: worklist, case, decision, stale pages, sent twice."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.bureau import Bureau
from integration.web_office.conftest import OpenCase
from panah.audit.queries import timeline
from panah.casework.models import Case, Item
from panah.casework.queries import broken_invariants
from panah.foundation.digits import to_persian_digits
from panah.organisation.models import Account

type SignIn = Callable[[Account], Client]


@pytest.fixture
def signed_in() -> SignIn:
    def made(account: Account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return made


@pytest.fixture
def expert(bureau: Bureau, signed_in: SignIn) -> Client:
    return signed_in(bureau.hire("bureau-expert"))


def shown(case: Case) -> str:
    """The number of a case as pages write it."""
    return to_persian_digits(case.number)


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, f"no {name} on the page"
    return found[1]


def decision(client: Client, case: Case, word: str, **fields: str) -> dict[str, str]:
    html = client.get(f"/office/cases/{case.pk}/").content.decode()
    part = html[html.index("data-decide") :]
    asked = {name: hidden(part, name) for name in ("item", "step", "key")}
    return {
        **asked,
        "word": word,
        **{f"{word}-{name.replace('_', '-')}": text for name, text in fields.items()},
    }


def test_every_page_answers_and_speaks_persian(expert: Client, opened: OpenCase) -> None:
    case = opened(travellers=3)
    for path in (
        "/office/",
        "/office/worklist/",
        f"/office/cases/{case.pk}/",
        "/office/find/",
        "/office/find/?q=شخص",
    ):
        answer = expert.get(path)
        assert answer.status_code == 200, path
        assert 'lang="fa"' in answer.content.decode()


def test_an_approved_file_goes_on_and_leaves_the_worklist(expert: Client, opened: OpenCase) -> None:
    case = opened()
    assert shown(case) in expert.get("/office/worklist/?tab=unclaimed").content.decode()
    sent = decision(expert, case, "approved")
    answer = expert.post(f"/office/cases/{case.pk}/decide/", sent, follow=True)
    assert "ثبت شد" in answer.content.decode()
    assert list(Item.objects.filter(case=case, state="open").values_list("step", flat=True)) == ["hand-over"]
    assert shown(case) not in expert.get("/office/worklist/?tab=unclaimed").content.decode()


def test_a_return_needs_a_reason_and_keeps_what_was_typed(expert: Client, opened: OpenCase) -> None:
    case = opened()
    sent = decision(expert, case, "returned", reason_text="تاریخ بازگشت ناخواناست.")
    answer = expert.post(f"/office/cases/{case.pk}/decide/", sent)
    assert answer.status_code == 422
    assert "تاریخ بازگشت ناخواناست." in answer.content.decode()
    assert Item.objects.get(case=case, state="open").step == "travellers/look"
    expert.post(f"/office/cases/{case.pk}/decide/", sent | {"returned-reason-code": "data-missing"})
    assert Item.objects.get(case=case, state="open").step == "travellers/amend"


def test_a_refusal_with_its_reason_ends_one_person_only(expert: Client, opened: OpenCase) -> None:
    case = opened(travellers=2)
    sent = decision(expert, case, "refused", reason_code="court-order", reason_text="دادگاه منع کرده است.")
    assert expert.post(f"/office/cases/{case.pk}/decide/", sent).status_code == 302
    assert sorted(case.subjects.values_list("end", flat=True)) == ["", "refused"]
    assert "دادگاه منع کرده است." in expert.get(f"/office/cases/{case.pk}/").content.decode()


def test_the_same_form_sent_twice_counts_once_and_answers_alike(expert: Client, opened: OpenCase) -> None:
    case = opened()
    sent = decision(expert, case, "approved")
    first = expert.post(f"/office/cases/{case.pk}/decide/", sent)
    second = expert.post(f"/office/cases/{case.pk}/decide/", sent)
    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])
    assert Item.objects.filter(case=case, step="hand-over").count() == 1
    assert broken_invariants() == []


def test_a_page_grown_old_is_answered_with_the_fresh_case(
    bureau: Bureau, expert: Client, signed_in: SignIn, opened: OpenCase
) -> None:
    case = opened()
    old = decision(expert, case, "refused", reason_code="x", reason_text="متن من")
    other = signed_in(bureau.hire("bureau-expert", name="second"))
    other.post(f"/office/cases/{case.pk}/decide/", decision(other, case, "approved"))
    answer = expert.post(f"/office/cases/{case.pk}/decide/", old)
    assert answer.status_code == 409
    assert "پیش از شما" in answer.content.decode()
    assert case.subjects.get().end == ""


def test_one_key_for_two_decisions_is_refused(expert: Client, opened: OpenCase) -> None:
    case, other = opened(), opened()
    sent = decision(expert, case, "approved")
    expert.post(f"/office/cases/{case.pk}/decide/", sent)
    again = decision(expert, other, "approved") | {"key": sent["key"]}
    answer = expert.post(f"/office/cases/{other.pk}/decide/", again)
    assert answer.status_code == 422
    assert Item.objects.get(case=other, state="open").step == "travellers/look"


def test_many_files_are_counted_on_a_page_before_they_move_at_once(expert: Client, opened: OpenCase) -> None:
    cases = [opened() for _ in range(4)]
    items = Item.objects.filter(state="open").order_by("pk")
    values = [f"{item.pk}:{item.ver}" for item in items]
    Item.objects.filter(pk=items[0].pk).update(ver=9)
    page = expert.post("/office/worklist/confirm/", {"item": values}).content.decode()
    assert "تأیید، هر" in page
    assert "رد درخواست، هر" not in page
    sent = {"item": values, "word": "approved", "step": "travellers/look", "key": hidden(page, "key")}
    answer = expert.post("/office/worklist/act/", sent, follow=True).content.decode()
    assert "پیش از شما تغییر کرد" in answer
    assert Item.objects.filter(case__in=cases, step="hand-over", state="open").count() == 3


def test_nothing_adverse_moves_in_bulk_even_when_it_is_sent(expert: Client, opened: OpenCase) -> None:
    opened(), opened()
    values = [f"{item.pk}:{item.ver}" for item in Item.objects.filter(state="open")]
    sent = {"item": values, "word": "refused", "step": "travellers/look", "key": "k1"}
    assert expert.post("/office/worklist/act/", sent).status_code == 422
    assert Item.objects.filter(step="travellers/look", state="open").count() == 2


def test_of_two_who_take_a_file_one_gets_it(
    bureau: Bureau, expert: Client, signed_in: SignIn, opened: OpenCase
) -> None:
    case = opened()
    html = expert.get(f"/office/cases/{case.pk}/").content.decode()
    item = hidden(html[html.index("data-decide") :], "item")
    assert expert.post(f"/office/cases/{case.pk}/claim/", {"item": item}).status_code == 302
    second = signed_in(bureau.hire("bureau-expert", name="second"))
    assert second.post(f"/office/cases/{case.pk}/claim/", {"item": item}).status_code == 409
    assert Item.objects.get(case=case, state="open").assignee == bureau.hire("bureau-expert")


def test_a_file_given_to_a_colleague_leaves_ones_own_list(
    bureau: Bureau, expert: Client, signed_in: SignIn, opened: OpenCase
) -> None:
    case = opened()
    second = bureau.hire("bureau-expert", name="second")
    html = expert.get(f"/office/cases/{case.pk}/").content.decode()
    item = hidden(html[html.index("data-decide") :], "item")
    expert.post(f"/office/cases/{case.pk}/assign/", {"item": item, "to": str(second.pk)})
    assert shown(case) in signed_in(second).get("/office/worklist/?tab=mine").content.decode()
    page = expert.get(f"/office/cases/{case.pk}/").content.decode()
    assert "همکار دیگری این کار را برداشته است" in page


def test_reading_a_case_is_written_into_its_journal_with_role_and_purpose(
    bureau: Bureau, expert: Client, opened: OpenCase
) -> None:
    case = opened()
    expert.get(f"/office/cases/{case.pk}/")
    look = timeline(stream=case.stream)[0]
    assert (look.kind, look.role, look.word) == ("read", "bureau-expert", "service")
    assert look.actor_id == bureau.hire("bureau-expert").pk
    assert broken_invariants() == []
    assert "پرونده دیده شد" in expert.get(f"/office/cases/{case.pk}/").content.decode()


def test_a_case_page_costs_the_same_for_one_person_and_for_nine(expert: Client, opened: OpenCase) -> None:
    def cost(case: Case) -> int:
        with CaptureQueriesContext(connection) as seen:
            expert.get(f"/office/cases/{case.pk}/")
        return len(seen)

    small, large = opened(travellers=1), opened(travellers=9)
    cost(small)
    assert cost(small) == cost(large)


STRANGE_ADDRESSES = [
    "?tab=x",
    "?after=z_z",
    "?office=abc",
    "?step=no:no",
    "?office=99999999999999999999",
    "?after=_9",
    "?tab=mine&office=99999999999999999999",
    "?after=2026-01-01_1",
]
STRANGE_FORMS: list[dict[str, str]] = [
    {},
    {"item": "x"},
    {"item": "1:1", "word": "approved"},
    {"item": "9" * 30 + ":1", "word": "approved"},
    {"item": "1:1", "word": "approved", "step": "travellers/look", "key": "k"},
]


@pytest.mark.parametrize("query", STRANGE_ADDRESSES)
def test_a_strange_address_of_the_worklist_is_no_error(expert: Client, opened: OpenCase, query: str) -> None:
    opened()
    assert expert.get(f"/office/worklist/{query}").status_code == 200


@pytest.mark.parametrize("sent", STRANGE_FORMS)
def test_a_strange_form_is_answered_in_words(expert: Client, opened: OpenCase, sent: dict[str, str]) -> None:
    case = opened()
    assert expert.post("/office/worklist/confirm/", sent).status_code == 200
    assert expert.post("/office/worklist/act/", sent | {"word": "no"}).status_code in {409, 422}
    assert expert.post(f"/office/cases/{case.pk}/decide/", sent | {"step": "no"}).status_code == 422


def test_what_one_finished_today_is_listed_with_its_word_and_for_nobody_else(
    expert: Client, opened: OpenCase, bureau: Bureau, signed_in: SignIn
) -> None:
    case = opened(travellers=1)
    assert "امروز هنوز کاری نبسته‌اید" in expert.get("/office/worklist/?tab=closed").content.decode()
    expert.post(f"/office/cases/{case.pk}/decide/", decision(expert, case, "approved"))
    page = expert.get("/office/worklist/?tab=closed").content.decode()
    assert shown(case) in page
    assert "بررسی کارشناس" in page
    other = signed_in(bureau.hire("bureau-expert", name="another"))
    assert shown(case) not in other.get("/office/worklist/?tab=closed").content.decode()


def test_a_case_says_how_long_its_step_usually_takes_once_enough_went_before(
    expert: Client, opened: OpenCase, now: datetime
) -> None:
    cases = [opened(travellers=1, at=now - timedelta(days=3)) for _ in range(11)]
    assert "این گام معمولاً" not in expert.get(f"/office/cases/{cases[-1].pk}/").content.decode()
    for case in cases[:10]:
        expert.post(f"/office/cases/{case.pk}/decide/", decision(expert, case, "approved"))
    assert "این گام معمولاً" in expert.get(f"/office/cases/{cases[-1].pk}/").content.decode()
