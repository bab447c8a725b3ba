"""Worker, database, bank or messages killed or silent in the middle: said in words, nothing half-done or lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from factories.flushing import let_written_once_be_emptied
from factories.simulators import Running, simulators
from integration.web_account.conftest import ANSWERS, APPLY, hidden
from integration.web_forms.conftest import Place, Town
from panah.casework import registrations
from panah.casework.models import Case, Item, OutboxMessage
from panah.casework.operations import deliver_outbox
from panah.casework.operations.delivering import LEASE
from panah.casework.queries import broken_invariants
from panah.conf.simulators.speech import Behaviour
from panah.documents.models import Document
from panah.notifications.operations import send_messages
from panah.payments.models import Payment

pytestmark = pytest.mark.django_db
REALLY = pytest.mark.django_db(transaction=True)
"""Transactions that are really begun and undone."""
UNCLEAR = (Behaviour.SILENT, Behaviour.GARBLED, Behaviour.REFUSING)
LONGEST_WAIT = 2.0
"""Seconds a page of people may take while an outside system is silent that it need not ask."""


@pytest.fixture(scope="module", autouse=True)
def tables_may_be_emptied() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        let_written_once_be_emptied(patch)
        yield


@pytest.fixture
def outside(settings: Settings) -> Iterator[Running]:
    with simulators() as running:
        settings.PANAH_BANK_URL, settings.PANAH_SMS_URL = running.bank_url, running.sms_url
        settings.PANAH_GATEWAY_PATIENCE = 0.3
        yield running


@contextmanager
def gone_after(statements: int) -> Iterator[None]:
    """The database goes away in the middle of what a page writes: after so many statements that change something."""
    left = statements

    def cut(execute: Callable[..., object], sql: str, *rest: object) -> object:
        nonlocal left
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "WITH")):
            left -= 1
        if left < 0:
            raise OperationalError("server closed the connection unexpectedly")
        return execute(sql, *rest)

    with connection.execute_wrapper(cut):
        yield


def filled_in(town: Town) -> Client:
    """A household that has answered every question."""
    door = town.world.client()
    everybody = {"travellers": [str(one.pk) for one in town.world.members]}
    for page, answer in {"travellers": everybody, **ANSWERS}.items():
        door.post(f"{APPLY}{page}/", answer)
    door.raise_request_exception = False
    return door


def said_plainly(html: str) -> bool:
    return "چیزی از دست نرفت" in html and "Traceback" not in html


@REALLY
@pytest.mark.parametrize("statements", [1, 6])
def test_a_database_that_goes_away_while_a_request_is_sent_leaves_no_half_of_it(
    town: Town, statements: int
) -> None:
    door = filled_in(town)
    form = hidden(door.get(f"{APPLY}check/").content.decode())
    with gone_after(statements):
        answer = door.post(f"{APPLY}check/", form)
    assert (answer.status_code, said_plainly(answer.content.decode())) == (503, True)
    assert not Case.objects.exists()
    assert not OutboxMessage.objects.exists()
    again = door.post(f"{APPLY}check/", form)
    assert again.status_code == 302
    assert door.post(f"{APPLY}check/", form)["Location"] == again["Location"]
    assert Case.objects.count() == 1
    assert list(broken_invariants()) == []


@REALLY
@pytest.mark.parametrize("statements", [2])
def test_a_database_that_goes_away_under_a_decision_decides_nothing(town: Town, statements: int) -> None:
    case = town.looked_at()
    expert = town.world.client(town.world.staff("bureau-expert"))
    place = Place(expert, f"/office/cases/{case.pk}/")
    form = next(one for one in place.forms() if one.action.endswith("/decide/"))
    refusal = {
        "word": ["refused"],
        "refused-reason-code": ["no-go-area"],
        "refused-reason-text": ["برای او."],
    }
    sent = {**form.filled(), **refusal}
    expert.raise_request_exception = False
    with gone_after(statements):
        answer = expert.post(form.action, sent)
    assert (answer.status_code, said_plainly(answer.content.decode())) == (503, True)
    assert not case.subjects.exclude(end="").exists()
    assert expert.post(form.action, sent).status_code == 302
    assert case.subjects.filter(end="refused").count() == 1
    assert list(broken_invariants()) == []


class Killed(BaseException):
    """The process is gone: nothing that follows in it is done."""


def test_a_worker_killed_while_a_paper_is_made_leaves_one_paper_and_a_page_that_says_where_it_is(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, now = town.to_pay(), town.world.now
    town.world.pay(case)
    real = registrations.job("issue")

    def killed(message: OutboxMessage, at: object) -> None:
        real(message, now)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setitem(registrations._jobs, "issue", killed)
        with pytest.raises(Killed):
            town.world.deliver()
    assert not Document.objects.exists()
    page = town.world.client().get(f"/my/cases/{case.pk}/")
    assert (page.status_code, "صدور برگه" in page.content.decode()) == (200, True)
    while deliver_outbox(now=now + LEASE + timedelta(seconds=1)):
        pass
    assert Document.objects.filter(case=case).count() == 1
    assert Item.objects.get(case=case, state="open").step == "hand-over"
    assert list(broken_invariants()) == []


@pytest.mark.parametrize("behaviour", UNCLEAR)
def test_no_page_waits_for_a_message_to_go_out(town: Town, outside: Running, behaviour: Behaviour) -> None:
    outside.both.sms.manners.behaviour = behaviour
    door = filled_in(town)
    form = hidden(door.get(f"{APPLY}check/").content.decode())
    began = monotonic()
    assert door.post(f"{APPLY}check/", form).status_code == 302
    assert monotonic() - began < LONGEST_WAIT
    assert not outside.both.sms.received
    town.world.deliver()
    send_messages(now=town.world.now)
    outside.both.sms.manners.behaviour = Behaviour.PROMPT
    for minutes in (10, 60, 240):
        send_messages(now=town.world.now + timedelta(minutes=minutes))
    arrived = [(one.to, one.text) for one in outside.both.sms.received.values()]
    assert arrived
    assert len(arrived) == len(set(arrived))


@pytest.mark.parametrize("behaviour", UNCLEAR)
def test_when_the_bank_opens_no_page_the_payer_is_told_and_may_pay_otherwise(
    town: Town, outside: Running, behaviour: Behaviour
) -> None:
    case, door = town.to_pay(), town.world.client()
    outside.both.bank.manners.behaviour = behaviour
    answer = door.post(f"/my/cases/{case.pk}/pay/online/")
    html = answer.content.decode()
    assert answer.status_code == 503
    assert "با فیش" in html
    assert 'name="reference"' in html
    assert not Payment.objects.exists()
    outside.both.bank.manners.behaviour = Behaviour.PROMPT
    assert door.post(f"/my/cases/{case.pk}/pay/online/").status_code == 200


@pytest.mark.parametrize("behaviour", UNCLEAR)
def test_who_comes_back_while_the_bank_is_unclear_is_told_not_to_pay_twice(
    town: Town, outside: Running, behaviour: Behaviour
) -> None:
    case, door = town.to_pay(), town.world.client()
    door.post(f"/my/cases/{case.pk}/pay/online/")
    order = next(iter(outside.both.bank.orders.values()))
    order.state, order.receipt = "paid", "000123456789"
    outside.both.bank.manners.behaviour = behaviour
    back = f"/my/cases/{case.pk}/pay/back/?attempt={order.order}"
    assert "دوباره نپردازید" in door.get(back).content.decode()
    assert not Payment.objects.exists()
    outside.both.bank.manners.behaviour = Behaviour.PROMPT
    assert "پرداخت شد" in door.get(back).content.decode()
    assert "پرداخت شد" in door.get(back).content.decode()
    assert Payment.objects.count() == 1


@REALLY
def test_the_page_of_signing_in_says_that_nothing_was_lost_when_the_database_is_away(town: Town) -> None:
    cache.clear()
    client = Client(raise_request_exception=False)
    with gone_after(0):
        answer = client.post("/enter/", {"login": "somebody", "password": "something"})
    assert (answer.status_code, said_plainly(answer.content.decode())) == (503, True)
