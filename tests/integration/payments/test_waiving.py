"""Who cannot pay is heard, and silence alone refuses nobody (S10, S18)."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from factories.bureau import Bureau
from integration.payments.conftest import Matter, begin
from panah.casework.operations import act, deliver_outbox
from panah.casework.queries import broken_invariants
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.payments.models import FeeExemption
from panah.payments.operations import ask_exemption, decide_exemption, exempt
from panah.payments.queries import bill_of, exemptions_asked

pytestmark = pytest.mark.django_db


def ask(matter: Matter) -> FeeExemption:
    return ask_exemption(
        charge_id=matter.charge.pk, ground="hardship", text="از کار افتاده‌ام", actor=matter.applicant,
        now=matter.now,
    )  # fmt: skip


def decide(matter: Matter, wish: FeeExemption, *, granted: bool, reason: str = "") -> FeeExemption:
    return decide_exemption(
        exemption_id=wish.pk, granted=granted, reason=reason, actor=matter.officer("bureau-expert"), key="d",
        now=matter.now,
    )  # fmt: skip


def test_a_granted_wish_lets_the_case_go_on_without_paying(matter: Matter) -> None:
    decide(matter, ask(matter), granted=True)
    assert (matter.charge.state, matter.step) == ("exempt", "check")
    assert bill_of(matter.case.pk).outstanding == 0
    assert broken_invariants() == []


def test_a_refused_wish_says_why_and_leaves_the_case_where_it_was(matter: Matter) -> None:
    wish = ask(matter)
    with pytest.raises(InvalidInput, match="reason-needed"):
        decide(matter, wish, granted=False)
    decide(matter, wish, granted=False, reason="زیر پوشش بهزیستی نیست")
    assert (matter.charge.state, matter.step) == ("due", "pay")
    with pytest.raises(Conflict, match="exemption-decided"):
        decide(matter, wish, granted=True)
    assert ask(matter).pk != wish.pk


def test_asked_twice_it_is_one_wish(matter: Matter) -> None:
    assert ask(matter).pk == ask(matter).pk


def test_a_ground_no_directive_names_is_not_taken(matter: Matter) -> None:
    with pytest.raises(InvalidInput, match="ground-unknown"):
        ask_exemption(
            charge_id=matter.charge.pk, ground="friend", text="", actor=matter.applicant, now=matter.now
        )


def test_who_asked_for_somebody_does_not_decide_it(matter: Matter) -> None:
    expert = matter.officer("bureau-expert")
    wish = ask_exemption(charge_id=matter.charge.pk, ground="hardship", text="", actor=expert, now=matter.now)
    with pytest.raises(NotAllowed, match="same-person"):
        decide(matter, wish, granted=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        FeeExemption.objects.filter(pk=wish.pk).update(
            state="granted", decided_by=expert.account_id, decided_at=matter.now
        )


def test_only_an_expert_of_the_bureau_waives(matter: Matter) -> None:
    wish = ask(matter)
    for role in ("service-clerk", "payment-checker"):
        with pytest.raises(NotAllowed, match="not-yours-to-waive"):
            decide_exemption(
                exemption_id=wish.pk, granted=True, reason="", actor=matter.officer(role), key="d",
                now=matter.now,
            )  # fmt: skip


def test_granted_where_the_deadline_had_passed_it_is_the_step_s_own_word(
    matter: Matter, given: list[int]
) -> None:
    wish = ask(matter)
    matter.let_the_deadline_pass()
    decide(matter, wish, granted=True)
    assert (matter.charge.state, matter.step) == ("exempt", "issue")
    assert deliver_outbox(now=matter.now) == 1
    assert (given, matter.step) == ([matter.case.pk], "hand")
    assert broken_invariants() == []


def test_an_expert_waives_in_one_motion_on_what_is_said_at_the_step(matter: Matter) -> None:
    matter.let_the_deadline_pass()
    expert, chosen = matter.officer("bureau-expert"), matter.chosen
    for _ in range(2):
        result = exempt(
            chosen=chosen, ground="hardship", text="بیکار است", actor=expert, key="x", now=matter.now
        )
        assert result.moved == 1
    assert (matter.charge.state, matter.step) == ("exempt", "issue")
    wish = FeeExemption.objects.get(charge=matter.charge)
    assert (wish.ground, wish.text, wish.decided_by_id) == ("hardship", "بیکار است", expert.account_id)
    assert broken_invariants() == []


def test_the_bare_word_exempt_never_leaves_a_waived_fee_standing(matter: Matter) -> None:
    matter.let_the_deadline_pass()
    expert = matter.officer("bureau-expert")
    form = {"exemption": "hardship"}
    act(chosen=[matter.chosen], step="help", word="exempt", actor=expert, key="x", form=form, now=matter.now)
    deliver_outbox(now=matter.now)
    assert (matter.charge.state, matter.step) == ("exempt", "hand")
    wish = FeeExemption.objects.get(charge=matter.charge)
    assert (wish.ground, wish.decided_by_id) == ("hardship", expert.account_id)
    assert broken_invariants() == []


def test_the_wishes_that_wait_are_listed_for_experts_of_the_office_only(
    matter: Matter, bureau: Bureau, now: datetime
) -> None:
    ask(matter)
    begin(bureau, now, slug="intercity-travel", name="silent")
    scopes = [
        matter.officer("bureau-expert").scope,
        matter.officer("payment-checker").scope,
        bureau.actor("bureau-expert", now=now, office=bureau.elsewhere).scope,
    ]
    assert [len(exemptions_asked(scope)) for scope in scopes if scope is not None] == [1, 0, 0]
