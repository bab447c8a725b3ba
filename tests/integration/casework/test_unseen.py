"""What the household's account shows while each decides for herself: the shared part, and nothing of who goes (S29)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from factories.bureau import Bureau, actor_of, people, public_account
from factories.definitions import publish
from integration.casework.withdrawals import OWN
from panah.casework import registrations
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, Subject
from panah.casework.operations import NewSubject, Opening, act, open_case, say
from panah.casework.queries import applicant
from panah.casework.queries.applicant import CasePage, case_page, status_of
from panah.casework.queries.own_cases import CaseLine, case_lines
from panah.casework.rules import Selected
from panah.catalogue.queries import versions

pytestmark = pytest.mark.django_db
type Look = tuple[CasePage, list[CaseLine], CasePage | None]


@pytest.fixture
def case(bureau: Bureau, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Three adults in one household's case, past the shared review."""
    version = publish(OWN)
    kept = versions._STORE._kept
    form = SimpleNamespace(plain_title="خواست", slug="own")
    kept[version] = replace(kept[version], form=form)  # type: ignore[arg-type]  # pages read no more of it
    monkeypatch.setattr(applicant, "_reasons_of", lambda *_: {})
    monkeypatch.setattr(registrations, "_groups", {"minors-of": lambda _: []})
    account = public_account("head")
    opening = Opening(
        slug="own",
        start="request",
        office_id=bureau.counter.pk,
        subjects=[NewSubject("leaver", party) for party in people(3)],
        applicant_id=account.pk,
    )
    opened = open_case(opening=opening, actor=actor_of(account, now=now), key="o", form={}, now=now)
    go_on(opened, bureau, now, "review", "bureau-expert")
    return opened


def go_on(
    case: Case,
    bureau: Bureau,
    now: datetime,
    step: str,
    role: str,
    *,
    who: Iterable[Subject] = (),
    word: str = "then",
) -> None:
    found = Item.objects.filter(case=case, state="open", step=step)
    wanted = list(who)
    for item in found.filter(subject__in=wanted) if wanted else found:
        chosen = [Selected(item.pk, item.ver)]
        actor = bureau.actor(role, now=now)
        assert act(chosen=chosen, step=step, word=word, actor=actor, key=f"{item.pk}", now=now).moved == 1


def looked(case: Case, actor: Actor, now: datetime) -> Look:
    """Everything an account of the case's people can read of it, the running numbers of the case aside."""
    page = replace(case_page(case.pk, actor=actor, now=now), ver=0)
    year = 1400 + int(case.number.split("/")[1])
    status = status_of(case.number, year, now=now)
    lines = case_lines(Case.objects.filter(pk=case.pk), actor=actor)
    return page, lines, replace(status, ver=0) if status else None


def withdraw(case: Case, who: Subject, now: datetime) -> None:
    person = actor_of(public_account(f"own-{who.pk}"), now=now, persons=(who.party_id,))
    say(case_id=case.pk, message="withdrawn", subjects=[who.pk], actor=person, key=f"w{who.pk}", now=now)


@pytest.fixture
def head(case: Case, now: datetime) -> Callable[[], Look]:
    """What the shared account shows now."""
    assert case.applicant is not None
    actor = actor_of(case.applicant, now=now)
    return lambda: looked(case, actor, now + timedelta(days=2))


def subjects(case: Case) -> list[Subject]:
    return list(case.subjects.order_by("pk"))


def test_the_shared_account_looks_the_same_before_and_after_one_withdraws(
    case: Case, head: Callable[[], Look], now: datetime
) -> None:
    before = head()
    withdraw(case, subjects(case)[1], now + timedelta(hours=71))
    assert head() == before
    assert {one.state for one in before[0].people} == {"apart"}
    assert [line.step for line in before[1]] == ["هر نفر"]


def test_nor_does_it_change_when_one_goes_on_and_another_waits(
    case: Case, head: Callable[[], Look], bureau: Bureau, now: datetime
) -> None:
    before = head()
    first, second, _ = subjects(case)
    go_on(case, bureau, now, "people/hear", "bureau-clerk", who=[first])
    assert head() == before
    go_on(case, bureau, now, "people/approve", "bureau-officer", who=[first])
    withdraw(case, second, now)
    assert head() == before


def test_the_shared_part_goes_on_and_is_shown(
    case: Case, head: Callable[[], Look], bureau: Bureau, now: datetime
) -> None:
    first, second, third = subjects(case)
    withdraw(case, second, now)
    go_on(case, bureau, now, "people/hear", "bureau-clerk", who=[first, third])
    go_on(case, bureau, now, "people/approve", "bureau-officer", who=[first, third])
    page, lines, _ = head()
    assert [holding.title for holding in page.holdings] == ["تحویل"]
    assert [line.step for line in lines] == ["تحویل"]
    assert {one.state for one in page.people} == {"apart"}
    assert page.bearers == ()


def test_each_sees_her_own_matter_and_no_other(case: Case, bureau: Bureau, now: datetime) -> None:
    first, second, third = subjects(case)
    actor = actor_of(public_account("her"), now=now, persons=(first.party_id,))
    page = looked(case, actor, now)[0]
    assert [one.state for one in page.people] == ["in-hand", "apart", "apart"]
    assert page.may_withdraw
    withdraw(case, second, now)
    assert looked(case, actor, now)[0] == page
    withdraw(case, first, now)
    page = looked(case, actor, now)[0]
    assert [one.state for one in page.people] == ["withdrawn", "apart", "apart"]
    assert not page.may_withdraw
    assert page.own == frozenset({first.pk})
    go_on(case, bureau, now, "people/hear", "bureau-clerk", who=[third])
    assert [holding.title for holding in looked(case, actor, now)[0].holdings] == ["هر نفر"]


def test_the_household_cannot_withdraw_for_anybody(case: Case, head: Callable[[], Look]) -> None:
    assert not head()[0].may_withdraw


def test_staff_see_where_each_stands(case: Case, bureau: Bureau, now: datetime) -> None:
    withdraw(case, subjects(case)[1], now)
    page = looked(case, bureau.actor("bureau-clerk", now=now), now)[0]
    assert [one.state for one in page.people] == ["in-hand", "withdrawn", "in-hand"]
