"""What is asked of a household of this size, in this round, and to whom it goes."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.bureau import Bureau
from integration.payments.conftest import begin
from panah.casework.models import Case
from panah.casework.queries import broken_invariants
from panah.payments import registrations
from panah.payments.models import Charge
from panah.payments.queries import bill_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rounds() -> Iterator[None]:
    """A round `amayesh-18`, whose cases are those asked for by accounts that begin with `round`."""
    before = list(registrations._rounds)
    of_round = Case.objects.filter(applicant__username__startswith="round")
    registrations.register_rounds(
        lambda slug: (of_round if slug == "amayesh-18" else Case.objects.none()).values_list("pk", flat=True)
    )
    yield
    registrations._rounds[:] = before


@pytest.mark.parametrize(
    ("count", "rial"),
    [(1, 1_500_000), (2, 1_500_000), (3, 2_000_000), (4, 2_000_000), (5, 2_500_000), (9, 2_500_000)],
)
def test_a_levy_is_asked_by_the_size_of_the_household(
    bureau: Bureau, now: datetime, count: int, rial: int
) -> None:
    family = begin(bureau, now, slug="transfer-province", count=count)
    assert [line.balance.rial for line in bill_of(family.case.pk).lines] == [rial]
    assert broken_invariants() == []


@pytest.mark.usefixtures("rounds")
def test_what_a_round_asks_goes_before_what_is_asked_of_everybody(bureau: Bureau, now: datetime) -> None:
    for name in ("round", "outside"):
        begin(bureau, now, slug="transfer-province", count=5, name=name)
    asked = set(Charge.objects.values_list("case__applicant__username", "rial"))
    assert asked == {("outside-transfer-province", 2_500_000), ("round-transfer-province", 900_000)}


def test_while_nobody_knows_of_rounds_no_case_is_of_any(bureau: Bureau, now: datetime) -> None:
    matter = begin(bureau, now, slug="transfer-province", name="round")
    assert matter.charge.rial == 1_500_000


def test_the_statements_of_asking_a_levy_do_not_grow_with_the_household(
    bureau: Bureau, now: datetime
) -> None:
    begin(bureau, now, slug="transfer-province", count=1, name="warm")

    def charging(count: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            begin(bureau, now, slug="transfer-province", count=count, name=f"of-{count}")
        return sum("payments_charge" in one["sql"] for one in caught.captured_queries)

    assert charging(2) == charging(9)


def test_a_bill_says_what_goes_to_whom_with_a_sum_for_each_and_one_for_all(
    bureau: Bureau, now: datetime
) -> None:
    family = begin(bureau, now, slug="refugee-id-card", count=3)
    first = Charge.objects.filter(case=family.case).order_by("pk")[0]
    Charge.objects.filter(pk=first.pk).update(payee_kind="office", payee="دفتر", account="1")
    bill = bill_of(family.case.pk)
    assert [(share.kind.value, share.name, share.outstanding) for share in bill.payees] == [
        ("office", "دفتر", 300_000),
        ("treasury", "خزانهٔ استان", 600_000),
    ]
    assert sum(share.outstanding for share in bill.payees) == bill.outstanding == 900_000
