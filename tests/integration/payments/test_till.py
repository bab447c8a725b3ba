"""Money over the counter: by the office's card reader, or in cash against a numbered receipt."""

from datetime import datetime
from typing import Any

import pytest

from factories.bureau import Bureau
from integration.payments.conftest import Matter, begin
from panah.casework.engine.authority import Actor
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.payments.models import Charge, Payment, Terminal
from panah.payments.operations import (
    claim_bill,
    claim_payment,
    confirm_terminal_day,
    register_book,
    register_terminal,
    void_receipt,
)
from panah.payments.queries import bill_of
from panah.payments.queries.till import takings

pytestmark = pytest.mark.django_db


def _clerk(matter: Matter) -> Actor:
    return matter.officer("service-clerk")


def _terminal(matter: Matter) -> Terminal:
    return register_terminal(
        office_id=matter.case.office_id, number="۷۷۰۰۱", into="217", actor=matter.officer(), now=matter.now
    )


def _pay(matter: Matter, channel: str, reference: str, **more: Any) -> Payment:
    return claim_payment(
        charge_id=matter.charge.pk,
        channel=channel,
        reference=reference,
        paid_on=matter.now.date(),
        rial=matter.charge.rial,
        actor=more.pop("actor", None) or _clerk(matter),
        key=f"{reference}:{matter.charge.pk}",
        now=matter.now,
        **more,
    )


def _book(matter: Matter, first: int = 101, last: int = 110) -> None:
    register_book(
        office_id=matter.case.office_id,
        series="الف",
        first=first,
        last=last,
        actor=matter.officer(),
        now=matter.now,
    )


def test_a_card_reader_of_the_office_is_written_down_and_waits_for_the_evening(matter: Matter) -> None:
    terminal = _terminal(matter)
    assert _pay(matter, "pos", "9001", terminal="77001").state == "claimed"
    assert matter.step == "pay"
    with pytest.raises(Conflict, match="totals-differ") as refused:
        confirm_terminal_day(
            terminal_id=terminal.pk, day=matter.now.date(), rial=1, actor=matter.officer(), now=matter.now
        )
    assert refused.value.params == {"ours": 150_000}
    assert matter.step == "pay"
    done = confirm_terminal_day(
        terminal_id=terminal.pk, day=matter.now.date(), rial=150_000, actor=matter.officer(), now=matter.now
    )
    assert (done, matter.step, matter.charge.state) == (1, "check", "paid")


def test_who_entered_a_receipt_does_not_confirm_the_evening(matter: Matter) -> None:
    terminal, expert = _terminal(matter), matter.officer("bureau-expert")
    _pay(matter, "pos", "9001", terminal="77001", actor=expert)
    with pytest.raises(NotAllowed, match="same-person"):
        confirm_terminal_day(
            terminal_id=terminal.pk, day=matter.now.date(), rial=150_000, actor=expert, now=matter.now
        )
    assert matter.charge.state == "due"


def test_a_card_reader_nobody_registered_for_this_office_is_refused(matter: Matter) -> None:
    register_terminal(
        office_id=matter.bureau.other_counter.pk,
        number="77001",
        into="",
        actor=matter.officer(),
        now=matter.now,
    )
    with pytest.raises(InvalidInput, match="terminal-unknown"):
        _pay(matter, "pos", "9001", terminal="77001")


def test_where_the_directive_trusts_card_readers_their_receipt_counts_at_once(
    bureau: Bureau, now: datetime
) -> None:
    matter = begin(bureau, now, slug="transfer-province", count=3)
    _terminal(matter)
    payment = _pay(matter, "pos", "9001", terminal="77001")
    assert (payment.state, payment.checked_by_id, matter.step) == ("confirmed", None, "check")


def test_people_themselves_pay_neither_cash_nor_by_the_offices_card_reader(matter: Matter) -> None:
    _terminal(matter)
    for channel in ("pos", "cash"):
        with pytest.raises(InvalidInput, match="channel-unknown"):
            _pay(matter, channel, "101", terminal="77001", actor=matter.applicant)


def test_cash_is_refused_where_the_directive_does_not_take_it(matter: Matter) -> None:
    _book(matter)
    with pytest.raises(Conflict, match="cash-refused"):
        _pay(matter, "cash", "101")
    assert Payment.objects.count() == 0


def test_cash_is_taken_only_against_a_receipt_of_the_offices_book_and_each_once(
    bureau: Bureau, now: datetime
) -> None:
    one = begin(bureau, now, slug="transfer-province", name="one")
    other = begin(bureau, now, slug="transfer-province", name="other")
    with pytest.raises(InvalidInput, match="receipt-not-of-office"):
        _pay(one, "cash", "101")
    _book(one)
    assert _pay(one, "cash", "۱۰۱", payer="عموی او").payer == "عموی او"
    with pytest.raises(Conflict, match="receipt-used") as refused:
        _pay(other, "cash", "101")
    assert refused.value.params == {"field": "reference"}
    with pytest.raises(InvalidInput, match="receipt-not-of-office"):
        _pay(other, "cash", "111")


def test_a_spoilt_receipt_is_written_down_with_its_reason_and_never_used(
    bureau: Bureau, now: datetime
) -> None:
    matter = begin(bureau, now, slug="transfer-province")
    _book(matter)
    with pytest.raises(InvalidInput, match="reason-needed"):
        void_receipt(office_id=matter.case.office_id, number=101, reason=" ", actor=_clerk(matter), now=now)
    void_receipt(office_id=matter.case.office_id, number=101, reason="پاره شد", actor=_clerk(matter), now=now)
    with pytest.raises(Conflict, match="receipt-used"):
        _pay(matter, "cash", "101")


def test_two_books_never_share_a_receipt(matter: Matter) -> None:
    _book(matter)
    with pytest.raises(Conflict, match="book-overlaps"):
        _book(matter, 110, 120)
    with pytest.raises(InvalidInput, match="book-numbers"):
        _book(matter, 500, 499)


def test_one_receipt_pays_a_whole_bill(bureau: Bureau, now: datetime) -> None:
    family = begin(bureau, now, slug="refugee-id-card", count=4)
    _terminal(family)
    due = {line.charge_id: line.balance.outstanding for line in bill_of(family.case.pk).open_lines}
    made = claim_bill(
        case_id=family.case.pk, charges=due, channel="pos", reference="9002", terminal="77001",
        paid_on=now.date(), actor=_clerk(family), key="bill", now=now,
    )  # fmt: skip
    assert len(made) == 4
    assert bill_of(family.case.pk).waiting == 4 * 300_000
    assert Charge.objects.filter(case=family.case, state="due").count() == 4


def test_the_evening_knows_what_was_taken_by_each_way_and_which_receipts_are_missing(
    bureau: Bureau, now: datetime
) -> None:
    cash = begin(bureau, now, slug="transfer-province", name="cash")
    card = begin(bureau, now, slug="transfer-province", count=3, name="card")
    _book(cash)
    _terminal(cash)
    _pay(cash, "cash", "101")
    _pay(card, "pos", "9001", terminal="77001")
    void_receipt(office_id=cash.case.office_id, number=104, reason="خط خورد", actor=_clerk(cash), now=now)
    evening = takings(cash.case.office_id, now.date())
    assert {(one.channel, one.count, one.rial, one.confirmed) for one in evening.channels} == {
        ("cash", 1, 1_500_000, 0),
        ("pos", 1, 2_000_000, 2_000_000),
    }
    assert evening.rial == 3_500_000
    (book,) = evening.books
    assert (book.given, book.voided, book.missing) == ((101,), (104,), (102, 103))
    (terminal,) = evening.terminals
    assert (terminal.number, terminal.count, terminal.rial) == ("77001", 1, 2_000_000)
    assert takings(bureau.other_counter.pk, now.date()).channels == ()
