"""What one can do with one's own case: see where it lies, put right, leave somebody out, pay, take, object."""

from datetime import date, timedelta

import pytest
from pytest_django import Settings

from factories.simulators import simulators
from integration.web_account.conftest import Apply, World, hidden
from panah.casework.models import Case, Item, Subject
from panah.casework.queries import broken_invariants
from panah.casework.queries.forms import request_of
from panah.decisions.models import Decision, Objection
from panah.documents.models import Document, HandOver
from panah.documents.operations import sign_files
from panah.payments.models import FeeExemption, Payment

pytestmark = pytest.mark.django_db
BARRED = {"destination": "گناوه"}


@pytest.fixture(autouse=True)
def books_agree() -> object:
    yield
    assert not list(broken_invariants())


def shown(world: World, case: Case) -> str:
    return world.client().get(f"/my/cases/{case.pk}/").content.decode()


def test_the_page_says_who_holds_it_and_since_when(world: World, apply: Apply) -> None:
    page = shown(world, apply(destination=BARRED))
    assert "کارشناس اداره کل" in page
    assert "امروز روز" in page
    assert 'aria-current="step"' in page


def test_a_file_that_goes_straight_through_asks_for_money_only(world: World, apply: Apply) -> None:
    case = apply()
    assert "یک کار مانده: پرداخت هزینه" in shown(world, case)


def test_a_return_asks_only_for_what_came_back_and_its_days_rule_the_paper(
    world: World, apply: Apply
) -> None:
    case = apply(destination=BARRED, people=world.members[:1])
    world.say(case, "returned", reason="dates-too-long")
    item = Item.objects.get(case=case, state="open")
    client, address = world.client(), f"/my/cases/{case.pk}/amend/{item.pk}/"
    page = client.get(address).content.decode()
    assert "نزدیک‌تر بنویسید" in page
    assert 'name="trip-ends_day"' in page
    assert 'name="destination"' not in page
    days = {"trip-starts_day": "5", "trip-starts_month": "9", "trip-starts_year": "1405"}
    days |= {"trip-ends_day": "8", "trip-ends_month": "9", "trip-ends_year": "1405", "answer": "کوتاه کردم"}
    assert client.post(address, {**hidden(page), **days}).status_code == 302
    assert request_of(case.pk)["trip-ends"] == "1405/09/08"
    assert case.anchors.filter(name="trip-ends", day=date(2026, 11, 29)).exists()
    again = client.post(address, {**hidden(page), **days})
    assert again.status_code == 409
    assert "چیزی عوض نشد" in again.content.decode()


def test_a_page_of_yesterday_moves_nothing_and_shows_the_fresh_case(world: World, apply: Apply) -> None:
    case = apply(destination=BARRED, people=world.members[:1])
    world.say(case, "returned", reason="paper-unreadable")
    item = Item.objects.get(case=case, state="open")
    client, address = world.client(), f"/my/cases/{case.pk}/amend/{item.pk}/"
    page = client.get(address).content.decode()
    Item.objects.filter(pk=item.pk).update(ver=item.ver + 1)
    answer = client.post(address, {**hidden(page), "answer": "آوردم"})
    assert answer.status_code == 409
    assert "همین حالا جلوتر رفت" in answer.content.decode()
    assert Item.objects.get(pk=item.pk).state == "open"


def test_one_traveller_is_left_out_and_the_others_go(world: World, apply: Apply) -> None:
    case = apply(destination=BARRED)
    subjects = list(case.subjects.order_by("pk"))
    client, address = world.client(), f"/my/cases/{case.pk}/leave-out/{subjects[2].pk}/"
    page = client.get(address).content.decode()
    assert client.post(address, hidden(page)).status_code == 302
    assert client.post(address, hidden(page)).status_code == 302
    world.say(case, "approved")
    world.say(case, "approved")
    assert Subject.objects.get(pk=subjects[2].pk).end == "left-out"
    assert Item.objects.filter(case=case, state="open", kind="pay").exists()


def test_a_request_is_withdrawn_and_closed(world: World, apply: Apply) -> None:
    case = apply()
    client, address = world.client(), f"/my/cases/{case.pk}/withdraw/"
    page = client.get(address).content.decode()
    assert client.post(address, hidden(page)).status_code == 302
    case.refresh_from_db()
    assert case.state == "closed"
    assert "انصراف" in shown(world, case)


def test_a_receipt_waits_for_the_bureau_and_the_same_one_counts_once(world: World, apply: Apply) -> None:
    case = apply()
    client, address = world.client(), f"/my/cases/{case.pk}/pay/"
    page = client.get(address).content.decode()
    given = {"channel": "deposit-slip", "reference": "۱۲۳-۴۵۶", "paid_on_day": "۱", "paid_on_month": "آذر"}
    given |= {"paid_on_year": "1405", **hidden(page)}
    assert client.post(address, {**given, "paid_on_day": "30"}).status_code == 422
    assert client.post(address, given).status_code == 302
    assert client.post(address, given).status_code == 302
    assert Payment.objects.get().reference == "123456"
    assert "منتظر دیدن اداره" in shown(world, case)


def test_who_cannot_pay_asks_not_to(world: World, apply: Apply) -> None:
    case = apply()
    address = f"/my/cases/{case.pk}/exempt/"
    assert world.client().post(address, {"ground": "unheard-of"}).status_code == 422
    assert world.client().post(address, {"ground": "hardship", "text": ""}).status_code == 302
    assert FeeExemption.objects.get().ground == "hardship"


def test_a_payment_at_the_bank_sends_the_case_on(world: World, apply: Apply, settings: Settings) -> None:
    case = apply()
    with simulators() as running:
        settings.PANAH_BANK_URL = running.bank_url
        client = world.client()
        page = client.post(f"/my/cases/{case.pk}/pay/online/")
        assert page.status_code == 200
        assert running.bank_url in page.content.decode()
        order = next(iter(running.both.bank.orders.values()))
        order.state, order.receipt = "paid", "000123456789"
        back = client.get(f"/my/cases/{case.pk}/pay/back/", {"attempt": order.order})
    assert "پرداخت شد" in back.content.decode()
    assert not Item.objects.filter(case=case, state="open", kind="pay").exists()


def test_a_bank_that_is_not_there_takes_nothing(world: World, apply: Apply) -> None:
    case = apply()
    page = world.client().post(f"/my/cases/{case.pk}/pay/online/")
    assert page.status_code == 503
    assert "با فیش" in page.content.decode()


@pytest.fixture
def issued(world: World, apply: Apply) -> Case:
    case = apply()
    world.pay(case)
    world.deliver()
    return case


def test_the_paper_is_taken_once_and_the_case_ends(world: World, issued: Case) -> None:
    client = world.client()
    sign_files(now=world.now)
    page = shown(world, issued)
    answer = client.post(f"/my/cases/{issued.pk}/collect/", hidden(page))
    assert answer.status_code == 302
    assert client.get(answer["Location"]).content.startswith(b"%PDF")
    assert client.post(f"/my/cases/{issued.pk}/collect/", hidden(page))["Location"] == answer["Location"]
    issued.refresh_from_db()
    assert issued.state == "closed"
    assert HandOver.objects.count() == 1


def test_a_paper_of_another_case_is_not_there(world: World, issued: Case, apply: Apply) -> None:
    other = apply()
    paper = Document.objects.get(case=issued)
    assert world.client().get(f"/my/cases/{other.pk}/paper/{paper.pk}.pdf").status_code == 404


def test_what_follows_a_paper_needs_the_person_and_nothing_is_typed_twice(world: World, issued: Case) -> None:
    world.client().post(f"/my/cases/{issued.pk}/collect/", hidden(shown(world, issued)))
    assert (
        "باید بدانیم خود شما هستید"
        in world.client().get(f"/my/cases/{issued.pk}/again/lost/").content.decode()
    )
    own = world.client(world.own_door(world.members[0]))
    page = own.get(f"/my/cases/{issued.pk}/again/lost/").content.decode()
    assert "۰۹۱۷ ۱۲۳ ۴۵۶۷" in page
    given = {**hidden(page), "cause": "stolen", "phone": ""}
    first = own.post(f"/my/cases/{issued.pk}/again/lost/", given)
    assert first.status_code == 302
    assert own.post(f"/my/cases/{issued.pk}/again/lost/", given)["Location"] == first["Location"]
    world.deliver()
    papers = Document.objects.order_by("pk")
    assert [one.state for one in papers] == ["replaced", "valid"]


def test_a_longer_journey_is_asked_for_on_the_road(world: World, issued: Case) -> None:
    world.client().post(f"/my/cases/{issued.pk}/collect/", hidden(shown(world, issued)))
    own = world.client(world.own_door(world.members[0]))
    address = f"/my/cases/{issued.pk}/again/extend/"
    page = own.get(address).content.decode()
    given = {**hidden(page), "travellers": [str(world.members[0].pk)], "cause": "illness", "cause-other": ""}
    given |= {"trip-ends_day": "20", "trip-ends_month": "9", "trip-ends_year": "1405", "phone": ""}
    assert own.post(address, given).status_code == 302
    extension = Case.objects.latest("pk")
    assert (extension.start, extension.linked_to_id) == ("extend", issued.pk)
    assert extension.anchors.filter(name="trip-ends", day=date(2026, 12, 11)).exists()


def test_a_journey_that_cannot_be_that_long_is_told_and_what_was_typed_stays(
    world: World, issued: Case
) -> None:
    world.client().post(f"/my/cases/{issued.pk}/collect/", hidden(shown(world, issued)))
    own = world.client(world.own_door(world.members[0]))
    address = f"/my/cases/{issued.pk}/again/extend/"
    given = hidden(own.get(address).content.decode()) | {"travellers": [str(world.members[0].pk)]}
    given |= {"cause": "illness", "cause-other": "", "phone": "09171112233"}
    for day, month in (("12", "9"), ("13", "10")):
        days = {"trip-ends_day": day, "trip-ends_month": month, "trip-ends_year": "1405"}
        answer = own.post(address, given | days)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "از اندازهٔ یک تمدید دورتر نباشد" in page
        assert 'value="09171112233"' in page
    assert not Case.objects.filter(linked_to=issued).exists()


def test_who_was_left_out_comes_onto_no_later_paper_and_disposes_of_none(world: World, apply: Apply) -> None:
    case = apply(destination=BARRED)
    out = case.subjects.get(party=world.members[1].pk)
    page = world.client().get(f"/my/cases/{case.pk}/leave-out/{out.pk}/").content.decode()
    world.client().post(f"/my/cases/{case.pk}/leave-out/{out.pk}/", hidden(page))
    for _ in range(2):
        world.say(case, "approved")
    world.pay(case)
    world.deliver()
    world.client().post(f"/my/cases/{case.pk}/collect/", hidden(shown(world, case)))
    address = f"/my/cases/{case.pk}/again/extend/"
    own = world.client(world.own_door(world.members[0]))
    given = hidden(own.get(address).content.decode()) | {"cause": "illness", "cause-other": "", "phone": ""}
    given |= {"trip-ends_day": "20", "trip-ends_month": "9", "trip-ends_year": "1405"}
    assert own.post(address, {**given, "travellers": [str(world.members[1].pk)]}).status_code == 422
    left = world.client(world.own_door(world.members[1]))
    assert (
        left.post(f"/my/cases/{case.pk}/again/lost/", {"key": "l" * 24, "cause": "lost"}).status_code == 200
    )
    assert not Case.objects.filter(linked_to=case).exists()


def test_a_refusal_says_why_what_helps_and_how_to_object(world: World, apply: Apply) -> None:
    case = apply(destination=BARRED, people=world.members[:1])
    world.say(case, "refused", reason="no-go-area")
    client = world.client(world.own_door(world.members[0]))
    page = client.get(f"/my/cases/{case.pk}/").content.decode()
    assert "مقصد دیگری بنویسید" in page
    assert "اعتراض می‌کنم" in page
    decision = Decision.objects.get()
    address = f"/my/cases/{case.pk}/object/{decision.pk}/"
    form = hidden(client.get(address).content.decode())
    assert client.post(address, {**form, "text": " "}).status_code == 422
    sent = client.post(address, {**form, "text": "به بیمارستان گناوه می‌روم."})
    assert sent.status_code == 302
    assert client.post(address, {**form, "text": "به بیمارستان گناوه می‌روم."}).status_code in {302, 422}
    assert Objection.objects.count() == 1


def test_the_usual_time_is_told_once_enough_went_the_same_way(world: World, apply: Apply) -> None:
    case = apply(destination=BARRED, people=world.members[:1])
    made = Item.objects.get(case=case, state="open")
    others = [apply(destination=BARRED, people=world.members[:1]) for _ in range(10)]
    for place, other in enumerate(others):
        world.say(other, "approved")
        past = Item.objects.filter(case=other, step=made.step)
        past.update(opened_at=world.now - timedelta(days=place + 1), closed_at=world.now)
    page = shown(world, case)
    assert "برای نیمی از پرونده‌ها تا" in page
