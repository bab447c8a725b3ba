"""A case opened again goes on as if it were the first: same law, same moments, other hands."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from factories.bureau import Bureau, actor_of, people, public_account
from factories.definitions import publish
from panah.audit.models import Event
from panah.casework.engine.authority import SYSTEM, Actor
from panah.casework.models import Case, Item, Subject
from panah.casework.operations import NewSubject, Opening, act, open_case, reopen_case
from panah.casework.queries import broken_invariants
from panah.casework.queries.eyes import barred
from panah.casework.rules import Selected
from panah.foundation.errors import InvalidInput

pytestmark = pytest.mark.django_db
REASON = {"reason_code": "x", "reason_text": "روشن نیست"}
TWO_EYES = """
slug = "eyes"
title = "دو نفر"
[subject.traveller]
title = "مسافر"
count = "1+"
[start.request]
title = "درخواست"
kind = "request"
by = ["applicant"]
at = "look"
[step.look]
title = "بررسی"
by = "bureau-expert"
outcomes = { approved = "second" }
[step.second]
title = "تأیید"
by = ["bureau-expert", "bureau-officer"]
bulk = "no"
not_the_same_as = ["look"]
due = "3 days after look"
outcomes = { approved = "end:given", refused = "end:refused" }
[end.given]
title = "داده شد"
kind = "granted"
[end.refused]
title = "داده نشد"
kind = "adverse"
reopen = "second"
"""
TWO_ROLES = """
slug = "roles"
title = "دو نقش"
[subject.traveller]
title = "مسافر"
count = "1+"
[subject.helper]
title = "همراه"
count = "0+"
[start.request]
title = "درخواست"
kind = "request"
by = ["applicant"]
at = "people"
[step.people]
title = "هر مسافر"
each = ["traveller"]
first = "look"
then = "check"
[step.people.look]
title = "نگاه"
by = "bureau-expert"
outcomes = { approved = "done", refused = "end:refused" }
[step.check]
title = "همه با هم"
by = "bureau-officer"
outcomes = { approved = "end:given", refused = "end:refused" }
[end.given]
title = "داده شد"
kind = "granted"
[end.refused]
title = "داده نشد"
kind = "adverse"
reopen = "look"
"""


def open_one(bureau: Bureau, now: datetime, slug: str, *roles: str) -> Case:
    account = public_account("ap")
    opening = Opening(
        slug=slug,
        start="request",
        office_id=bureau.counter.pk,
        subjects=[NewSubject(role, party) for role, party in zip(roles, people(len(roles)), strict=True)],
        applicant_id=account.pk,
    )
    return open_case(opening=opening, actor=actor_of(account, now=now), key="o", form={}, now=now)


def decide(case: Case, step: str, word: str, actor: Actor, now: datetime) -> int:
    items = [Selected(one.pk, one.ver) for one in Item.objects.filter(case=case, step=step, state="open")]
    form = {**REASON} if word == "refused" else {}
    return act(
        chosen=items, step=step, word=word, actor=actor, key=f"{case.pk}{step}", form=form, now=now
    ).moved


@pytest.fixture
def refused(bureau: Bureau, now: datetime) -> Case:
    """Approved by the first expert, refused by the second."""
    publish(TWO_EYES)
    case = open_one(bureau, now, "eyes", "traveller")
    for name, step, word in (("first", "look", "approved"), ("second", "second", "refused")):
        decide(case, step, word, bureau.actor("bureau-expert", now=now, name=name), now)
    return case


def again(case: Case, now: datetime, *subjects: int, at: str = "second", key: str = "k") -> Case:
    chosen = subjects or tuple(case.subjects.values_list("pk", flat=True))
    return reopen_case(first_id=case.pk, subjects=chosen, at=at, actor=SYSTEM, key=key, now=now)


def test_the_times_of_a_reopened_case_count_from_the_moments_of_the_first(
    refused: Case, now: datetime
) -> None:
    first = Item.objects.get(case=refused, step="second")
    later = now + timedelta(days=30)
    reopened = Item.objects.get(case=again(refused, later), state="open")
    assert reopened.due_at == first.due_at
    assert reopened.opened_at == later


@pytest.mark.parametrize(("name", "moved"), [("first", 0), ("second", 0), ("third", 1)])
def test_whoever_had_a_hand_in_the_first_case_does_not_decide_where_other_eyes_are_asked_for(
    name: str, moved: int, refused: Case, bureau: Bureau, now: datetime
) -> None:
    case = again(refused, now)
    assert decide(case, "second", "approved", bureau.actor("bureau-expert", now=now, name=name), now) == moved
    assert broken_invariants() == []


def test_whoever_decided_first_decides_in_no_later_reopening(
    refused: Case, bureau: Bureau, now: datetime
) -> None:
    once = again(refused, now)
    third = bureau.actor("bureau-expert", now=now, name="third")
    assert decide(once, "second", "refused", third, now) == 1
    twice = again(once, now, key="twice")
    for name in ("second", "third"):
        actor = bureau.actor("bureau-expert", now=now, name=name)
        chosen = [Selected(one.pk, one.ver) for one in Item.objects.filter(case=twice, state="open")]
        key = f"{twice.pk}{name}"
        assert act(chosen=chosen, step="second", word="approved", actor=actor, key=key, now=now).moved == 0
    fourth = bureau.actor("bureau-expert", now=now, name="fourth")
    assert decide(twice, "second", "approved", fourth, now) == 1


def test_a_page_offers_no_decision_that_the_engine_would_not_take(
    refused: Case, bureau: Bureau, now: datetime
) -> None:
    once = again(refused, now)
    decide(once, "second", "refused", bureau.actor("bureau-expert", now=now, name="third"), now)
    (item,) = Item.objects.select_related("case", "office").filter(
        case=again(once, now, key="2"), state="open"
    )
    said, moved = {}, {}
    for name in ("first", "second", "third", "fourth"):
        actor = bureau.actor("bureau-expert", now=now, name=name)
        said[name] = barred([item], actor=actor)[item.pk]
        with transaction.atomic():
            chosen = [Selected(item.pk, item.ver)]
            result = act(chosen=chosen, step="second", word="approved", actor=actor, key=name, now=now)
            moved[name] = result.moved
            transaction.set_rollback(True)
    assert said == {**dict.fromkeys(("first", "second", "third"), "same-officer"), "fourth": ""}
    assert moved == {name: int(not why) for name, why in said.items()}


def test_a_page_says_why_a_file_is_not_ones_to_decide(bureau: Bureau, now: datetime) -> None:
    publish(TWO_EYES)
    clerk, away = bureau.actor("bureau-clerk", now=now), bureau.elsewhere
    account = bureau.hire("bureau-expert", name="asks")
    opening = Opening(
        slug="eyes",
        start="request",
        office_id=bureau.counter.pk,
        subjects=[NewSubject("traveller", party) for party in people(1)],
        applicant_id=account.pk,
    )
    case = open_case(opening=opening, actor=actor_of(account, now=now), key="o", form={}, now=now)
    (item,) = Item.objects.select_related("case", "office").filter(case=case)
    party = case.subjects.get().party_id
    for actor, why in (
        (clerk, "not-your-queue"),
        (bureau.actor("bureau-expert", now=now, office=away), "not-your-queue"),
        (actor_of(account, now=now), "own-matter"),
        (replace(bureau.actor("bureau-expert", now=now, name="kin"), persons=(party,)), "own-matter"),
        (bureau.actor("bureau-expert", now=now), ""),
    ):
        assert barred([item], actor=actor)[item.pk] == why


def test_both_cases_tell_of_it_in_their_journals(refused: Case, now: datetime) -> None:
    case = again(refused, now)
    told = Event.objects.filter(word="reopened").order_by("stream")
    assert {(one.stream, one.kind, one.about) for one in told} == {
        (refused.stream, "linked", case.number),
        (case.stream, "opened", refused.number),
    }
    assert broken_invariants() == []


def test_the_same_news_twice_is_one_case_and_another_under_its_key_is_refused(
    refused: Case, now: datetime
) -> None:
    assert again(refused, now).pk == again(refused, now).pk
    with pytest.raises(InvalidInput, match="key-used"):
        again(refused, now, at="look")


def test_inside_a_block_each_goes_alone_and_whom_it_is_not_about_waits_at_the_join(
    bureau: Bureau, now: datetime
) -> None:
    publish(TWO_ROLES)
    first = open_one(bureau, now, "roles", "traveller", "traveller", "helper")
    expert, officer = bureau.actor("bureau-expert", now=now), bureau.actor("bureau-officer", now=now)
    decide(first, "people/look", "approved", expert, now)
    decide(first, "check", "refused", officer, now)
    case = again(first, now, at="people/look")
    assert Item.objects.filter(case=case, state="open", step="people/look").count() == 2
    assert Subject.objects.get(case=case, role="helper").waiting_at == "people"
    other = bureau.actor("bureau-expert", now=now, name="other")
    assert decide(case, "people/look", "approved", expert, now) == 0
    items = Item.objects.filter(case=case, state="open").order_by("pk")
    chosen = [Selected(one.pk, one.ver) for one in items]
    act(chosen=chosen, step="people/look", word="approved", actor=other, key="o", now=now)
    assert Item.objects.get(case=case, state="open").step == "check"
    assert broken_invariants() == []
