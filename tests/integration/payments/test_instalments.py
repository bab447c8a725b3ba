"""Paying in parts: nothing waits for the money, and a part not paid costs nobody anything but the part (S10, S18)."""

from datetime import datetime, timedelta

import pytest

from factories.bureau import Bureau
from integration.payments.conftest import Matter, begin
from panah.audit.models import Event
from panah.casework.models import Case, Item, Subject
from panah.casework.operations import act, say, sweep
from panah.casework.queries import broken_invariants
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.payments.models import Charge, Instalment, InstalmentPlan
from panah.payments.operations import (
    Part,
    agree_instalments,
    claim_payment,
    confirm_payment,
    refund_bill,
    remind_instalments,
)
from panah.payments.queries import bill_of, money_to_return

pytestmark = pytest.mark.django_db


def _agree(matter: Matter, *rial: int) -> InstalmentPlan:
    day = matter.now.date()
    parts = [Part(day + timedelta(days=30 * (place + 1)), one) for place, one in enumerate(rial)]
    expert = matter.officer("bureau-expert")
    return agree_instalments(
        charge_id=matter.charge.pk, parts=parts, reason="خودش خواست", actor=expert, key="a", now=matter.now
    )


def _pay(matter: Matter, rial: int, reference: str) -> None:
    paid = claim_payment(
        charge_id=matter.charge.pk, channel="deposit-slip", reference=reference, paid_on=matter.now.date(), rial=rial,
        actor=matter.applicant, key=reference, now=matter.now,
    )  # fmt: skip
    confirm_payment(payment_id=paid.pk, actor=matter.officer(), now=matter.now)


def test_once_parts_are_agreed_the_case_goes_on_and_the_parts_stay_owed(matter: Matter) -> None:
    _agree(matter, 100_000, 50_000)
    assert (matter.step, matter.charge.state) == ("check", "agreed")
    assert bill_of(matter.case.pk).outstanding == 150_000
    assert Event.objects.filter(stream=matter.case.stream, kind="instalments-agreed").exists()
    assert broken_invariants() == []


def test_after_the_deadline_too_the_agreement_lets_the_case_go_on(matter: Matter) -> None:
    matter.let_the_deadline_pass()
    _agree(matter, 150_000)
    assert matter.step == "check"
    assert Charge.objects.filter(case=matter.case).count() == 1


def test_parts_that_are_never_paid_touch_neither_the_matter_nor_its_paper(
    matter: Matter, given: list[int]
) -> None:
    _agree(matter, 100_000, 50_000)
    expert = matter.officer("bureau-expert", "other")
    act(chosen=[matter.chosen], step="check", word="approved", actor=expert, key="ok", now=matter.now)
    later = matter.now + timedelta(days=400)
    sweep(now=later)
    remind_instalments(now=later)
    sweep(now=later)
    case = Case.objects.get(pk=matter.case.pk)
    assert (case.state, matter.charge.state) == ("open", "agreed")
    assert list(Subject.objects.filter(case=case).values_list("state", "end")) == [("open", "")]
    assert Item.objects.get(case=case, state="open").step in {"issue", "hand"}
    assert broken_invariants() == []


def test_the_last_part_paid_makes_the_charge_paid(matter: Matter) -> None:
    _agree(matter, 100_000, 50_000)
    _pay(matter, 100_000, "111")
    assert (matter.charge.state, bill_of(matter.case.pk).outstanding) == ("agreed", 50_000)
    _pay(matter, 50_000, "222")
    assert (matter.charge.state, bill_of(matter.case.pk).outstanding) == ("paid", 0)


def test_the_bill_asks_for_the_next_part_and_for_what_is_left_of_it(matter: Matter) -> None:
    _agree(matter, 100_000, 50_000)
    assert bill_of(matter.case.pk).lines[0].asked_now == 100_000
    _pay(matter, 60_000, "111")
    assert bill_of(matter.case.pk).lines[0].asked_now == 40_000
    _pay(matter, 40_000, "222")
    (line,) = bill_of(matter.case.pk).in_parts
    assert (line.asked_now, line.balance.outstanding) == (50_000, 50_000)


def test_people_are_told_of_a_part_once_shortly_before_its_day(matter: Matter) -> None:
    _agree(matter, 100_000, 50_000)
    assert remind_instalments(now=matter.now) == 0
    near = matter.now + timedelta(days=28)
    assert (remind_instalments(now=near), remind_instalments(now=near)) == (1, 0)
    assert Instalment.objects.filter(reminded_at__isnull=False).count() == 1


def test_nobody_is_told_of_a_part_they_have_paid(matter: Matter) -> None:
    _agree(matter, 100_000, 50_000)
    _pay(matter, 100_000, "111")
    assert remind_instalments(now=matter.now + timedelta(days=28)) == 0


@pytest.mark.parametrize("rial", [(), (149_999,), (150_000, 0), (200_000, -50_000)])
def test_parts_are_together_what_is_owed(matter: Matter, rial: tuple[int, ...]) -> None:
    with pytest.raises(InvalidInput, match="parts-wrong"):
        _agree(matter, *rial)
    assert matter.step == "pay"


def test_parts_are_agreed_by_the_bureau_for_what_is_still_owed(matter: Matter) -> None:
    day = [Part(matter.now.date(), 150_000)]
    with pytest.raises(NotAllowed, match="not-yours-to-waive"):
        agree_instalments(
            charge_id=matter.charge.pk, parts=day, reason="x", actor=matter.officer("payment-checker"), key="k",
            now=matter.now,
        )  # fmt: skip
    _pay(matter, 150_000, "111")
    with pytest.raises(Conflict, match="charge-not-due"):
        _agree(matter, 150_000)


def test_agreed_anew_the_new_parts_take_the_place_of_the_old(matter: Matter) -> None:
    _agree(matter, 150_000)
    _agree(matter, 100_000, 50_000)
    assert list(InstalmentPlan.objects.order_by("pk").values_list("stands", flat=True)) == [False, True]


def test_who_withdraws_owes_no_part_and_gets_back_what_was_paid(matter: Matter) -> None:
    _agree(matter, 100_000, 50_000)
    _pay(matter, 100_000, "111")
    subjects = list(Subject.objects.filter(case=matter.case).values_list("pk", flat=True))
    say(
        case_id=matter.case.pk, message="withdrawn", subjects=subjects, actor=matter.applicant, key="w",
        now=matter.now,
    )  # fmt: skip
    assert (matter.charge.state, bill_of(matter.case.pk).outstanding) == ("dropped", 0)
    scope = matter.officer().scope
    assert scope is not None
    assert [row.rial for row in money_to_return(scope)] == [100_000]


def test_everything_that_is_to_go_back_of_a_case_goes_back_in_one_motion(
    bureau: Bureau, now: datetime
) -> None:
    family = begin(bureau, now, slug="refugee-id-card", count=3)
    for place, charge in enumerate(Charge.objects.filter(case=family.case).order_by("pk")[:2]):
        paid = claim_payment(
            charge_id=charge.pk, channel="deposit-slip", reference=f"55{place}", paid_on=now.date(),
            rial=charge.rial, actor=family.applicant, key=str(place), now=now,
        )  # fmt: skip
        confirm_payment(payment_id=paid.pk, actor=family.officer(), now=now)
    subjects = list(Subject.objects.filter(case=family.case).values_list("pk", flat=True))
    say(
        case_id=family.case.pk,
        message="withdrawn",
        subjects=subjects,
        actor=family.applicant,
        key="w",
        now=now,
    )
    officer = family.officer("payment-checker", "third")
    made = refund_bill(case_id=family.case.pk, reason="انصراف", actor=officer, key="r", now=now)
    again = refund_bill(case_id=family.case.pk, reason="انصراف", actor=officer, key="r", now=now)
    assert [one.rial for one in made] == [300_000, 300_000]
    assert again == made
    assert bill_of(family.case.pk).to_return == 0
    with pytest.raises(Conflict, match="nothing-to-return"):
        refund_bill(case_id=family.case.pk, reason="انصراف", actor=officer, key="r2", now=now)
