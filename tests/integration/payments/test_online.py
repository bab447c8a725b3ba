"""Paying at the bank: prompt, slow, silent, garbled, refusing, gone; and a browser that may never come back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from pytest_django import Settings

from factories.simulators import Running, simulators
from integration.payments.conftest import Matter
from panah.audit.models import Event
from panah.casework.operations import deliver_outbox
from panah.casework.queries import broken_invariants
from panah.conf.simulators.speech import Behaviour
from panah.foundation.errors import Conflict, InvalidInput, NotFound
from panah.payments.gateways import BankUnavailable
from panah.payments.models import OnlineAttempt, Payment
from panah.payments.operations import confirm_payment, recheck_attempts, start_online, verify_online
from panah.payments.queries import bill_of, money_to_return, unclear_attempts

pytestmark = pytest.mark.django_db
RETURN = "http://testserver/my/paid"


def start(matter: Matter, *, minutes: int = 0) -> str:
    return start_online(
        charge_id=matter.charge.pk,
        return_url=RETURN,
        actor=matter.applicant,
        now=matter.now + timedelta(minutes=minutes),
    )


def at_the_bank(address: str, what: str) -> str:
    """Do something on the bank's page; returns where the browser is sent."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    try:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", parts.path, body=urlencode({"what": what}), headers=form)
        return connection.getresponse().getheader("Location") or ""
    finally:
        connection.close()


def attempt_of(matter: Matter) -> OnlineAttempt:
    return OnlineAttempt.objects.filter(charge=matter.charge).latest("pk")


def come_back(matter: Matter) -> str:
    return verify_online(token=attempt_of(matter).token, now=matter.now)


@contextmanager
def behaving(bank: Running, behaviour: Behaviour) -> Iterator[None]:
    bank.both.bank.manners.behaviour = behaviour
    yield
    bank.both.bank.manners.behaviour = Behaviour.PROMPT


def test_who_pays_at_the_bank_and_comes_back_goes_on(matter: Matter, bank: Running) -> None:
    back = at_the_bank(start(matter), "pay")
    assert parse_qs(urlsplit(back).query) == {"attempt": [attempt_of(matter).token]}
    assert come_back(matter) == "verified"
    assert (matter.charge.state, matter.step) == ("paid", "check")
    assert broken_invariants() == []


def test_coming_back_twice_or_reloading_counts_once(matter: Matter, bank: Running) -> None:
    at_the_bank(start(matter), "pay")
    for _ in range(3):
        assert come_back(matter) == "verified"
    assert Payment.objects.filter(charge=matter.charge).count() == 1


def test_a_browser_that_never_comes_back_loses_nobody_their_money(matter: Matter, bank: Running) -> None:
    at_the_bank(start(matter), "vanish")
    assert recheck_attempts(now=matter.now) == 0
    assert recheck_attempts(now=matter.now + timedelta(minutes=3)) == 1
    assert (matter.charge.state, matter.step) == ("paid", "check")


def test_a_forged_return_moves_nothing(matter: Matter, bank: Running) -> None:
    start(matter)
    assert come_back(matter) == "started"
    assert matter.charge.state == "due"
    with pytest.raises(NotFound, match="attempt-unknown"):
        verify_online(token="made-up", now=matter.now)


def test_who_gives_up_at_the_bank_still_owes_and_may_try_again(matter: Matter, bank: Running) -> None:
    at_the_bank(start(matter), "cancel")
    assert come_back(matter) == "failed"
    assert matter.step == "pay"
    at_the_bank(start(matter), "pay")
    assert come_back(matter) == "verified"


def test_a_second_try_first_asks_about_the_first_so_that_nobody_pays_twice(
    matter: Matter, bank: Running
) -> None:
    at_the_bank(start(matter), "vanish")
    with pytest.raises(Conflict, match="charge-not-due"):
        start(matter, minutes=1)
    assert matter.step == "check"


def test_paid_in_two_windows_the_second_payment_is_kept_and_listed_to_return(
    matter: Matter, bank: Running
) -> None:
    first, second = start(matter), start(matter)
    at_the_bank(first, "pay")
    at_the_bank(second, "pay")
    for attempt in OnlineAttempt.objects.filter(charge=matter.charge):
        verify_online(token=attempt.token, now=matter.now)
    scope = matter.officer().scope
    assert scope is not None
    assert [row.rial for row in money_to_return(scope)] == [150_000]
    assert broken_invariants() == []


def test_a_slow_bank_is_waited_for(matter: Matter, bank: Running) -> None:
    with behaving(bank, Behaviour.SLOW):
        at_the_bank(start(matter), "pay")
        assert come_back(matter) == "verified"


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        (Behaviour.SILENT, "bank-silent"),
        (Behaviour.GARBLED, "bank-garbled"),
        (Behaviour.REFUSING, "bank-refused"),
    ],
)
def test_when_no_page_can_be_opened_the_payer_is_told_and_owes_what_they_owed(
    matter: Matter, bank: Running, behaviour: Behaviour, code: str
) -> None:
    with behaving(bank, behaviour), pytest.raises(BankUnavailable, match=code):
        start(matter)
    assert (attempt_of(matter).state, matter.charge.state, matter.step) == ("failed", "due", "pay")
    assert start(matter).startswith(bank.bank_url)


@pytest.mark.parametrize("behaviour", [Behaviour.SILENT, Behaviour.GARBLED, Behaviour.REFUSING])
def test_a_bank_that_does_not_say_clearly_is_asked_again_and_never_believed(
    matter: Matter, bank: Running, behaviour: Behaviour
) -> None:
    at_the_bank(start(matter), "pay")
    with behaving(bank, behaviour):
        assert come_back(matter) == "unknown"
        assert (matter.charge.state, matter.step) == ("due", "pay")
    assert recheck_attempts(now=matter.now + timedelta(minutes=10)) == 1
    assert (attempt_of(matter).state, matter.step) == ("verified", "check")


def test_a_garbled_answer_about_an_unpaid_order_is_not_taken_for_paid(matter: Matter, bank: Running) -> None:
    start(matter)
    with behaving(bank, Behaviour.GARBLED):
        assert come_back(matter) == "unknown"
    assert Payment.objects.count() == 0


def test_a_bank_that_is_down_holds_up_nothing_else(matter: Matter, settings: Settings) -> None:
    settings.PANAH_BANK_URL = "http://127.0.0.1:9/bank"
    with pytest.raises(BankUnavailable, match="bank-silent"):
        start(matter)
    assert deliver_outbox(now=matter.now) == 0
    assert matter.step == "pay"


def test_a_bank_that_stays_silent_for_days_is_left_to_an_officer(matter: Matter, bank: Running) -> None:
    start(matter)
    much_later = matter.now + timedelta(days=4)
    with behaving(bank, Behaviour.SILENT):
        assert recheck_attempts(now=much_later) == 0
    assert recheck_attempts(now=much_later + timedelta(days=1)) == 0
    scope = matter.officer().scope
    assert scope is not None
    assert [row.state for row in unclear_attempts(scope, now=much_later)] == ["unknown"]
    assert verify_online(token=attempt_of(matter).token, now=much_later) == "failed"


def test_when_one_question_is_met_with_silence_the_others_wait(matter: Matter, bank: Running) -> None:
    start(matter)
    start(matter)
    with behaving(bank, Behaviour.SILENT):
        recheck_attempts(now=matter.now + timedelta(minutes=5))
    assert sorted(OnlineAttempt.objects.values_list("state", flat=True)) == ["started", "unknown"]


def test_another_amount_at_the_bank_is_kept_for_an_officer_and_pays_nothing_by_itself(
    matter: Matter, bank: Running
) -> None:
    at_the_bank(start(matter), "pay")
    order = next(iter(bank.both.bank.orders.values()))
    order.rial = 1_500
    assert come_back(matter) == "differs"
    assert (matter.charge.state, matter.step, bill_of(matter.case.pk).waiting) == ("due", "pay", 1_500)
    confirm_payment(payment_id=Payment.objects.get().pk, actor=matter.officer(), now=matter.now)
    assert bill_of(matter.case.pk).outstanding == 148_500


def test_an_order_nobody_paid_within_a_day_is_given_up(matter: Matter, bank: Running) -> None:
    start(matter)
    assert recheck_attempts(now=matter.now + timedelta(hours=25)) == 1
    assert attempt_of(matter).state == "failed"


def told(matter: Matter) -> list[tuple[str, str, str]]:
    """What the journal of the case says of journeys to the bank, oldest first."""
    events = Event.objects.filter(stream=matter.case.stream, kind__startswith="online-").order_by("seq")
    return list(events.values_list("kind", "word", "role"))


STARTED = ("online-started", "", "applicant")


def test_a_journey_that_came_to_nothing_stands_in_the_journal_once(matter: Matter, bank: Running) -> None:
    at_the_bank(start(matter), "cancel")
    for _ in range(3):
        assert come_back(matter) == "failed"
    assert told(matter) == [STARTED, ("online-failed", "cancelled", "bank")]
    start(matter, minutes=1)
    recheck_attempts(now=matter.now + timedelta(hours=26))
    assert told(matter)[2:] == [STARTED, ("online-failed", "unpaid", "bank")]
    assert broken_invariants() == []


def test_a_bank_that_could_not_be_reached_or_never_answered_stands_in_the_journal(
    matter: Matter, bank: Running
) -> None:
    with behaving(bank, Behaviour.REFUSING), pytest.raises(BankUnavailable):
        start(matter)
    assert told(matter) == [STARTED, ("online-failed", "bank-refused", "bank")]
    start(matter)
    with behaving(bank, Behaviour.SILENT):
        for days in (4, 5):
            verify_online(token=attempt_of(matter).token, now=matter.now + timedelta(days=days))
    assert told(matter)[2:] == [STARTED, ("online-unknown", "unknown", "bank")]
    assert broken_invariants() == []


def test_what_was_paid_after_it_was_given_up_still_counts_when_the_payer_comes_back(
    matter: Matter, bank: Running
) -> None:
    address = start(matter)
    recheck_attempts(now=matter.now + timedelta(hours=25))
    at_the_bank(address, "pay")
    assert come_back(matter) == "verified"
    assert matter.charge.state == "paid"


def test_paid_online_after_the_deadline_it_is_recorded_beside_the_step_of_the_expert(
    matter: Matter, bank: Running
) -> None:
    address = start(matter)
    matter.let_the_deadline_pass()
    at_the_bank(address, "pay")
    assert come_back(matter) == "verified"
    assert (matter.step, matter.charge.state) == ("help", "paid")


def test_a_bank_with_another_secret_is_not_listened_to(matter: Matter, settings: Settings) -> None:
    with simulators(secret="another") as foreign:
        settings.PANAH_BANK_URL = foreign.bank_url
        with pytest.raises(BankUnavailable, match="bank-garbled"):
            start(matter)


def test_a_real_installation_does_not_believe_a_simulator(
    matter: Matter, bank: Running, settings: Settings
) -> None:
    settings.PANAH_DEMO = False
    with pytest.raises(BankUnavailable, match="bank-garbled"):
        start(matter)


def test_without_a_bank_online_payment_is_not_offered(matter: Matter, settings: Settings) -> None:
    settings.PANAH_BANK_URL = ""
    with pytest.raises(BankUnavailable, match="online-not-offered"):
        start(matter)


def test_the_browser_is_only_ever_sent_back_to_a_page(matter: Matter, bank: Running) -> None:
    with pytest.raises(InvalidInput, match="return-url"):
        start_online(
            charge_id=matter.charge.pk, return_url="javascript:x", actor=matter.applicant, now=matter.now
        )
