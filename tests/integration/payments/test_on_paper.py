"""Slips and receipts: said by one, found on the account by another (S8, S18, S19)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from factories.bureau import Bureau, actor_of, public_account
from integration.payments.conftest import Matter, begin
from panah.audit.models import Event
from panah.casework.engine.authority import Actor
from panah.casework.operations import act
from panah.casework.queries import broken_invariants
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.payments.models import Charge, Payment
from panah.payments.operations import claim_payment, confirm_payment, refund, reject_payment
from panah.payments.queries import bill_of, money_to_return, payments_of, payments_to_check

pytestmark = pytest.mark.django_db


def claim(
    matter: Matter,
    *,
    reference: str = "۱۲۳ ۴۵۶",
    rial: int = 150_000,
    key: str = "c",
    actor: Actor | None = None,
) -> Payment:
    return claim_payment(
        charge_id=matter.charge.pk,
        channel="deposit-slip",
        reference=reference,
        paid_on=matter.now.date(),
        rial=rial,
        actor=actor or matter.applicant,
        key=key,
        now=matter.now,
    )


def confirm(matter: Matter, payment: Payment, *, by: Actor | None = None) -> Payment:
    return confirm_payment(payment_id=payment.pk, actor=by or matter.officer(), now=matter.now)


def test_a_confirmed_slip_lets_the_case_go_on_by_itself(matter: Matter) -> None:
    payment = claim(matter)
    assert (matter.step, bill_of(matter.case.pk).waiting) == ("pay", 150_000)
    confirm(matter, payment)
    assert (matter.charge.state, matter.step) == ("paid", "check")
    kinds = list(
        Event.objects.filter(stream=matter.case.stream).order_by("seq").values_list("kind", flat=True)
    )
    assert kinds[-3:] == ["payment-claimed", "payment-confirmed", "acted"]
    assert broken_invariants() == []


def test_what_is_only_said_moves_nothing(matter: Matter) -> None:
    claim(matter)
    assert (matter.charge.state, bill_of(matter.case.pk).outstanding) == ("due", 150_000)


def test_a_part_of_the_amount_leaves_the_rest_due(matter: Matter) -> None:
    confirm(matter, claim(matter, rial=100_000))
    assert (matter.step, bill_of(matter.case.pk).outstanding) == ("pay", 50_000)
    confirm(matter, claim(matter, reference="999", rial=50_000, key="d"))
    assert (matter.step, matter.charge.state) == ("check", "paid")


def test_confirming_twice_counts_once(matter: Matter) -> None:
    payment = claim(matter)
    for _ in range(2):
        assert confirm(matter, payment).state == "confirmed"
    assert Event.objects.filter(stream=matter.case.stream, kind="payment-confirmed").count() == 1


def test_the_same_claim_sent_twice_is_one_payment(matter: Matter) -> None:
    assert claim(matter).pk == claim(matter).pk
    with pytest.raises(InvalidInput, match="key-used"):
        claim(matter, rial=140_000)


def test_a_slip_used_for_another_case_is_refused_and_nobody_learns_whose_it_is(
    matter: Matter, bureau: Bureau, now: datetime
) -> None:
    claim(matter)
    other = begin(bureau, now, slug="intercity-travel", name="other")
    for reference in ("123456", "١٢٣٤٥٦", "123-456"):
        with pytest.raises(Conflict) as caught:
            claim(other, reference=reference)
        assert (caught.value.code, caught.value.params) == ("slip-used", {"field": "reference"})


def test_one_slip_may_cover_the_whole_family(bureau: Bureau, now: datetime) -> None:
    family = begin(bureau, now, slug="refugee-id-card", count=3)
    for charge in Charge.objects.filter(case=family.case):
        payment = claim_payment(
            charge_id=charge.pk, channel="deposit-slip", reference="4455", paid_on=now.date(), rial=300_000,
            actor=family.applicant, key=f"{charge.pk}", now=now,
        )  # fmt: skip
        confirm(family, payment)
    assert (bill_of(family.case.pk).outstanding, family.step) == (0, "check")


def test_a_slip_does_not_pay_the_same_charge_twice(matter: Matter) -> None:
    claim(matter)
    with pytest.raises(Conflict, match="slip-used"):
        claim(matter, key="again")


def test_a_rejected_slip_is_free_for_whoever_truly_holds_it(
    matter: Matter, bureau: Bureau, now: datetime
) -> None:
    payment = claim(matter)
    reject_payment(payment_id=payment.pk, reason="در حساب نبود", actor=matter.officer(), now=now)
    assert (matter.step, matter.charge.state) == ("pay", "due")
    other = begin(bureau, now, slug="intercity-travel", name="other")
    assert claim(other).state == "claimed"
    assert payments_of(matter.case.pk)[0].reason == "در حساب نبود"


def test_a_rejection_says_why(matter: Matter) -> None:
    payment = claim(matter)
    with pytest.raises(InvalidInput, match="reason-needed"):
        reject_payment(payment_id=payment.pk, reason="  ", actor=matter.officer(), now=matter.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(state="rejected", checked_at=matter.now)


def test_what_was_rejected_is_not_confirmed_afterwards(matter: Matter) -> None:
    payment = claim(matter)
    reject_payment(payment_id=payment.pk, reason="در حساب نبود", actor=matter.officer(), now=matter.now)
    with pytest.raises(Conflict, match="payment-checked"):
        confirm(matter, payment)


def test_a_clerk_of_a_service_office_takes_a_slip_and_never_confirms_one(matter: Matter) -> None:
    clerk = matter.officer("service-clerk")
    payment = claim(matter, actor=clerk)
    for somebody in (clerk, matter.officer("service-clerk", name="second")):
        with pytest.raises(NotAllowed, match="not-yours-to-check"):
            confirm(matter, payment, by=somebody)


def test_who_entered_a_payment_never_confirms_it_nor_lets_a_stand_in_do_it(matter: Matter) -> None:
    expert = matter.officer("bureau-expert")
    payment = claim(matter, actor=expert)
    with pytest.raises(NotAllowed, match="same-person"):
        confirm(matter, payment, by=expert)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(
            state="confirmed", checked_by=expert.account_id, checked_at=matter.now
        )
    assert expert.scope is not None
    other = matter.officer("bureau-expert", name="other")
    assert other.scope is not None
    lent = replace(other.scope, holdings=expert.scope.holdings)
    with pytest.raises(NotAllowed, match="same-person"):
        confirm(matter, payment, by=replace(other, scope=lent))


def test_nobody_confirms_money_of_their_own_matter(matter: Matter) -> None:
    payment = claim(matter, actor=matter.officer("service-clerk"))
    party = matter.case.subjects.get().party_id
    with pytest.raises(NotAllowed, match="own-matter"):
        confirm(matter, payment, by=replace(matter.officer(), persons=(party,)))


def test_strangers_cannot_tell_a_charge_from_one_that_does_not_exist(matter: Matter, bureau: Bureau) -> None:
    payment = claim(matter)
    stranger = actor_of(public_account("stranger"), now=matter.now)
    elsewhere = bureau.actor("payment-checker", now=matter.now, office=bureau.elsewhere)
    with pytest.raises(NotFound, match="charge-unknown"):
        claim(matter, actor=stranger, key="s", reference="777")
    answers = []
    for number in (payment.pk, 10**9):
        with pytest.raises(NotFound) as caught:
            confirm_payment(payment_id=number, actor=elsewhere, now=matter.now)
        answers.append(str(caught.value))
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"channel": "online"}, "channel-unknown"),
        ({"channel": "cash"}, "channel-unknown"),
        ({"rial": 0}, "amount-unreadable"),
        ({"rial": 10**14}, "amount-unreadable"),
        ({"reference": "؟!"}, "reference-unreadable"),
    ],
)
def test_what_cannot_be_a_payment_is_said_plainly(
    matter: Matter, changed: dict[str, object], code: str
) -> None:
    said: dict[str, object] = {
        "charge_id": matter.charge.pk, "channel": "deposit-slip", "reference": "123", "rial": 1000,
        "paid_on": matter.now.date(), "actor": matter.applicant, "key": "c", "now": matter.now,
    }  # fmt: skip
    with pytest.raises(InvalidInput, match=code):
        claim_payment(**(said | changed))  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(InvalidInput, match="paid-in-future"):
        claim_payment(**(said | {"paid_on": matter.now.date() + timedelta(days=1)}))  # type: ignore[arg-type]  # the same


def test_money_that_comes_after_the_deadline_is_kept_shown_and_counts(matter: Matter) -> None:
    payment = claim(matter)
    matter.let_the_deadline_pass()
    assert matter.step == "help"
    confirm(matter, payment)
    assert (matter.step, matter.charge.state) == ("help", "paid")
    assert payments_of(matter.case.pk)[0].state == "confirmed"
    expert = matter.officer("bureau-expert")
    act(chosen=[matter.chosen], step="help", word="more-time", actor=expert, key="m", now=matter.now)
    assert matter.step == "check"
    assert broken_invariants() == []


def test_money_for_a_matter_that_ended_is_listed_to_be_returned(matter: Matter) -> None:
    payment = claim(matter)
    matter.let_the_deadline_pass()
    expert = matter.officer("bureau-expert")
    act(chosen=[matter.chosen], step="help", word="again", actor=expert, key="e", now=matter.now)
    assert matter.charge.state == "dropped"
    confirm(matter, payment)
    checker = matter.officer()
    assert checker.scope is not None
    assert [row.rial for row in money_to_return(checker.scope)] == [150_000]
    refund(
        charge_id=matter.charge.pk, rial=150_000, reason="پس از پایان کار رسید", actor=checker, key="r",
        now=matter.now,
    )  # fmt: skip
    assert money_to_return(checker.scope) == ()
    assert broken_invariants() == []


def test_a_paid_charge_is_given_back_whole_and_never_more_than_came(matter: Matter) -> None:
    confirm(matter, claim(matter))
    give = {"reason": "دو بار گرفته شده بود", "actor": matter.officer(), "now": matter.now}
    for rial in (0, -5, 149_999, 150_001):
        with pytest.raises(InvalidInput, match="refund-too-much"):
            refund(charge_id=matter.charge.pk, rial=rial, key=f"{rial}", **give)  # type: ignore[arg-type]  # one of each
    refund(charge_id=matter.charge.pk, rial=150_000, key="r", **give)  # type: ignore[arg-type]  # the same
    refund(charge_id=matter.charge.pk, rial=150_000, key="r", **give)  # type: ignore[arg-type]  # the same
    assert matter.charge.state == "refunded"
    assert bill_of(matter.case.pk).to_return == 0


def test_the_list_to_check_shows_ones_own_offices_and_never_ones_own_entries(
    matter: Matter, bureau: Bureau
) -> None:
    expert = matter.officer("bureau-expert")
    claim(matter, actor=expert)
    checker = matter.officer()
    elsewhere = bureau.actor("payment-checker", now=matter.now, office=bureau.elsewhere)
    clerk = matter.officer("service-clerk")
    seen = {
        actor.account_id: len(payments_to_check(actor.scope))
        for actor in (expert, checker, elsewhere, clerk)
        if actor.scope is not None
    }
    assert list(seen.values()) == [0, 1, 0, 0]
