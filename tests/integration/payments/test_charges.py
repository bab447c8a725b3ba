"""What is asked, of whom, and when nothing is."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.bureau import Bureau
from integration.payments.conftest import Matter, begin
from panah.audit.models import Event
from panah.casework.models import Item, Subject
from panah.casework.operations import act, say
from panah.casework.queries import broken_invariants
from panah.payments.models import Charge
from panah.payments.operations import claim_payment, confirm_payment
from panah.payments.queries import bill_of, money_to_return

pytestmark = pytest.mark.django_db


def test_a_case_is_charged_by_the_directive_it_is_bound_to(matter: Matter) -> None:
    line = bill_of(matter.case.pk).lines[0]
    assert (line.balance.rial, line.account, line.tariff) == (150_000, "2171134756001", "seed 3")
    assert bill_of(matter.case.pk).outstanding_in_words == "۱۵۰٬۰۰۰ ریال (۱۵٬۰۰۰ تومان)"
    event = Event.objects.get(stream=matter.case.stream, kind="charged")
    assert (event.step, event.word, event.about) == ("pay", "trip", "150000 rial")
    assert broken_invariants() == []


def test_a_fee_per_person_is_asked_of_each_person_by_itself(bureau: Bureau, now: datetime) -> None:
    family = begin(bureau, now, slug="refugee-id-card", count=4)
    bill = bill_of(family.case.pk)
    people = set(Subject.objects.filter(case=family.case).values_list("pk", flat=True))
    assert {line.subject_id for line in bill.lines} == people
    assert bill.total == 4 * 300_000


@pytest.mark.parametrize("slug", ["exit-paper", "insurance-booklet"])
def test_what_costs_nothing_or_is_in_no_directive_is_not_asked_and_the_case_goes_on(
    bureau: Bureau, now: datetime, slug: str
) -> None:
    free = begin(bureau, now, slug=slug)
    assert bill_of(free.case.pk).lines == ()
    assert free.step == "check"
    assert broken_invariants() == []


def test_more_time_to_pay_asks_nothing_a_second_time(matter: Matter) -> None:
    matter.let_the_deadline_pass()
    expert = matter.officer("bureau-expert")
    act(chosen=[matter.chosen], step="help", word="more-time", actor=expert, key="m", now=matter.now)
    assert matter.step == "pay"
    assert Charge.objects.filter(case=matter.case).count() == 1


def test_who_withdraws_before_paying_owes_nothing(matter: Matter) -> None:
    subjects = list(Subject.objects.filter(case=matter.case).values_list("pk", flat=True))
    say(
        case_id=matter.case.pk, message="withdrawn", subjects=subjects, actor=matter.applicant, key="w",
        now=matter.now,
    )  # fmt: skip
    assert matter.charge.state == "dropped"
    assert bill_of(matter.case.pk).outstanding == 0
    assert Event.objects.filter(stream=matter.case.stream, kind="charge-closed", word="dropped").exists()
    assert broken_invariants() == []


def test_who_paid_and_withdraws_before_the_paper_is_owed_the_money(matter: Matter) -> None:
    payment = claim_payment(
        charge_id=matter.charge.pk, channel="card-receipt", reference="123456", paid_on=matter.now.date(),
        rial=150_000, actor=matter.applicant, key="c", now=matter.now,
    )  # fmt: skip
    confirm_payment(payment_id=payment.pk, actor=matter.officer(), now=matter.now)
    subjects = list(Subject.objects.filter(case=matter.case).values_list("pk", flat=True))
    say(
        case_id=matter.case.pk, message="withdrawn", subjects=subjects, actor=matter.applicant, key="w",
        now=matter.now,
    )  # fmt: skip
    scope = matter.officer().scope
    assert scope is not None
    assert [(row.state, row.rial) for row in money_to_return(scope)] == [("returnable", 150_000)]


def test_one_member_who_ends_leaves_the_charges_of_the_others_standing(bureau: Bureau, now: datetime) -> None:
    family = begin(bureau, now, slug="residence-documents", count=3)
    first, *others = Subject.objects.filter(case=family.case).order_by("pk")
    say(
        case_id=family.case.pk, message="withdrawn", subjects=[first.pk], actor=family.applicant, key="w",
        now=now,
    )  # fmt: skip
    states = dict(Charge.objects.filter(case=family.case).values_list("subject", "state"))
    assert states == {first.pk: "dropped"} | {other.pk: "due" for other in others}
    assert broken_invariants() == []


def test_each_member_goes_on_as_soon_as_their_own_charge_is_paid(bureau: Bureau, now: datetime) -> None:
    family = begin(bureau, now, slug="residence-documents", count=2)
    first = Charge.objects.filter(case=family.case).order_by("pk")[0]
    payment = claim_payment(
        charge_id=first.pk, channel="deposit-slip", reference="778899", paid_on=now.date(), rial=first.rial,
        actor=family.applicant, key="c", now=now,
    )  # fmt: skip
    confirm_payment(payment_id=payment.pk, actor=family.officer(), now=now)
    open_items = Item.objects.filter(case=family.case, state="open")
    assert open_items.get(subject=first.subject_id).step == "people/look"
    assert open_items.exclude(subject=first.subject_id).get().step == "people/pay"
    assert broken_invariants() == []


def test_the_statements_of_charging_do_not_grow_with_the_people(bureau: Bureau, now: datetime) -> None:
    begin(bureau, now, slug="refugee-id-card", name="warm")
    counts = []
    for name, size in (("one", 1), ("many", 30)):
        with CaptureQueriesContext(connection) as captured:
            begin(bureau, now, slug="refugee-id-card", count=size, name=name)
        counts.append(len([q for q in captured if "payments_charge" in q["sql"]]))
    assert counts[0] == counts[1]
