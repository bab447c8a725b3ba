"""Every route, by everybody, about everything: the policy table held against expectations written apart from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from panah.casework import registrations
from panah.organisation.models import Account
from panah.web import policy
from panah.web.access import TABLE
from panah.web.identity import Visitor
from panah.web.policy import GUARDS, Asked, Guard, Names, Refusal, Relation, Row, Who
from safeguards.access_expected import CASES, HOUSEHOLDS, PAIRS, ROUTES, Expected, Somebody, Thing
from safeguards.world import World, make_world

METHODS = ("GET", "POST", "PUT")
WORDS = {
    Refusal.METHOD: "method",
    Refusal.SIGN_IN: "sign-in",
    Refusal.LEVEL: "level",
    Refusal.ROLE: "role",
    Refusal.ABSENT: "absent",
    Refusal.STATE: "state",
    Refusal.SECOND_FACTOR: "second factor",
}
PARTS = {
    "slug": "intercity-travel", "province": "bushehr", "page": "travellers", "start": "lost", "word": "signed",
    "pk": 1, "subject": 1,
    "item": 1, "paper": 1, "decision": 1, "payment": 1, "exemption": 1, "upload": 1, "held": 1, "message": 1,
    "channel": "sms", "person": 1, "shard": 0, "staff": 1, "absence": 1, "lent": 1, "batch": 1, "entry": 1,
    "kept": 1, "sheet": 1, "sample": 1, "letter": 1, "draft": 1, "referral": 1, "arrival": 1, "dispatch": 1,
    "scan": 1, "match": 1, "right": 1, "job": 1, "key": "0", "tongue": "fa", "number": 1,
    "returning": 999_999, "charge": 1, "listed": 1, "report": 1, "reference": "0", "device": "desk-1",
}  # fmt: skip


def names_of_routes(
    patterns: list[URLPattern | URLResolver], space: str = ""
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every route of the product by its full name, with the parts its address captures."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names_of_routes(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}", tuple(pattern.pattern.converters)


ALL_ROUTES = dict(names_of_routes(get_resolver().url_patterns))


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert set(TABLE) == set(ALL_ROUTES)


def test_every_route_says_who_it_is_for_in_the_expectations() -> None:
    assert set(ROUTES) == set(ALL_ROUTES)


@pytest.fixture
def world(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(registrations, "_after_end", [])
    monkeypatch.setattr(registrations, "_after_open", [])
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    return make_world(now)


type What = tuple[str, Thing | None]
"""A method, and what the address names."""


@dataclass(slots=True)
class Walk:
    """One walk over the table, asking the guards; answers of the database are asked for once."""

    world: World
    now: datetime
    answers: dict[tuple[str, int | None, str], bool]
    visitors: dict[Somebody, Visitor]

    @classmethod
    def begun(cls, world: World, now: datetime) -> "Walk":
        """Begin a walk with a visitor for everybody."""
        visitors = {
            one: Visitor(account_id=account, is_staff=one.kind == "staff", now=now)
            for one, account in world.accounts.items()
        }
        return cls(world, now, {}, visitors)

    def mismatches(
        self, routes: Mapping[str, Row], guards: tuple[Guard, ...] = GUARDS, *, role: str = ""
    ) -> tuple[int, list[str]]:
        """Ask everything of these rows; return how much was asked and where the answer is not the expected one.

        With a role, only those who hold it ask: nobody else's answer can depend on it.
        """
        asking = [(one, visitor) for one, visitor in self.visitors.items() if role in {"", one.role}]
        asked, wrong = 0, []
        for route, row in routes.items():
            for what in product(METHODS, things_of(route)):
                for one, visitor in asking:
                    asked += 1
                    said = self.said(row, route, what, visitor, guards)
                    if said != ROUTES[route].verdict(one, *what):
                        wrong.append(
                            f"{what[0]} {route} {what[1].name if what[1] else ''} by {one.name}: {said}"
                        )
        return asked, wrong

    def said(self, row: Row, route: str, what: What, visitor: Visitor, guards: tuple[Guard, ...]) -> str:
        """What the guards say of one request, in the words of the expectations."""
        method, thing = what
        names = self.names(route, thing)
        known = replace(row, relation=self.remembered(route, row.relation)) if row.relation else row
        asked = Asked(visitor, method, known, names)
        refused = next((no for guard in guards if (no := guard(asked))), None)
        return WORDS[refused] if refused else "open"

    def names(self, route: str, thing: Thing | None) -> dict[str, object]:
        """The captured parts of a route about one thing."""
        return {part: self.value(part, thing) for part in ALL_ROUTES[route]}

    def value(self, part: str, thing: Thing | None) -> object:
        """One captured part."""
        name = thing.name if thing else ""
        if part in {"case", "case_id"}:
            return self.world.cases[name]
        if part in {"household", "household_id"}:
            home = self.world.households[name]
            absent: object = "0000000" if part == "household" else 999_999
            return absent if home is None else home.household_code if part == "household" else home.pk
        if part == "pair":
            return self.world.pairs[name]
        return PARTS[part]

    def remembered(self, route: str, relation: Relation) -> Relation:
        """The same relation, asking the database once for each visitor and thing."""

        def holds(visitor: Visitor, row: Row, names: Names) -> bool:
            about = next((str(names[part]) for part in names if part not in PARTS), "")
            place = (f"{route.partition(':')[0]} {id(relation.holds)}", visitor.account_id, about)
            if place not in self.answers:
                self.answers[place] = relation.holds(visitor, row, names)
            return self.answers[place]

        return replace(relation, holds=holds)


def things_of(route: str) -> tuple[Thing | None, ...]:
    """What the address of a route may name."""
    parts = set(ALL_ROUTES[route])
    if parts & {"case", "case_id"}:
        return CASES
    if "pair" in parts:
        return PAIRS
    return HOUSEHOLDS if parts & {"household", "household_id"} else (None,)


def test_everybody_comes_exactly_where_they_may(world: World, now: datetime) -> None:
    asked, wrong = Walk.begun(world, now).mismatches(TABLE)
    assert wrong == []
    assert asked >= 50_000


def test_the_walk_notices_every_guard_that_is_taken_away(world: World, now: datetime) -> None:
    walk = Walk.begun(world, now)
    unnoticed = []
    for guard in GUARDS:
        if guard in {policy.has_second_factor, policy.is_in_state}:
            continue
        rest = tuple(one for one in GUARDS if one is not guard)
        if not walk.mismatches(TABLE, rest)[1]:
            unnoticed.append(guard.__name__)
    assert unnoticed == []


def weakened(row: Row) -> Iterator[tuple[str, str, Row]]:
    """Each way a row could be written too weakly or too strictly, and the role it is about."""
    yield "methods", "", replace(row, methods=frozenset({*row.methods, "PUT"}))
    if row.who is not Who.ANYBODY:
        yield "who", "", replace(row, who=Who.ANYBODY, relation=None)
    if row.relation is not None:
        yield "relation", "", replace(row, relation=None)
    if row.who is Who.STAFF:
        for role in sorted(policy_roles() - row.roles):
            yield "more", role, replace(row, roles=row.roles | {role})
        for role in sorted(row.roles):
            yield "fewer", role, replace(row, roles=row.roles - {role})


def policy_roles() -> frozenset[str]:
    """Every role any row names."""
    return frozenset(role for row in TABLE.values() for role in row.roles)


def test_the_walk_notices_every_row_that_is_written_too_weakly_or_too_strictly(
    world: World, now: datetime
) -> None:
    walk = Walk.begun(world, now)
    unnoticed = [
        f"{route}: {how} {role}"
        for route, row in TABLE.items()
        for how, role, weak in weakened(row)
        if not walk.mismatches({route: weak}, role=role)[1]
    ]
    assert unnoticed == []


STATUS = {"method": 405, "sign-in": 302, "level": 403, "role": 403, "absent": 404}
SEEN = (
    "nobody", "loose account", "family a", "family b", "person p", "person q", "bureau-expert at bushehr",
    "bureau-expert at fars", "bureau-clerk at bushehr", "service-clerk at 301", "service-clerk at 302",
    "ministry-officer at ministry", "political-expert at political", "political-expert at ministry",
    "auditor at bushehr", "administrator at bushehr", "police at police", "payment-checker at fars",
)  # fmt: skip


def client_of(account: int | None) -> Client:
    """A browser signed in to an account, or to none."""
    client = Client()
    if account is not None:
        client.force_login(Account.objects.get(pk=account))
    return client


@pytest.mark.any_database
def test_a_refusal_of_the_table_is_a_refusal_of_the_page(world: World, now: datetime) -> None:
    walk = Walk.begun(world, now)
    wrong = []
    for one in (somebody for somebody in world.accounts if somebody.name in SEEN):
        client = client_of(world.accounts[one])
        for route in ALL_ROUTES:
            for method, thing in product(("GET", "POST"), things_of(route)):
                said = ROUTES[route].verdict(one, method, thing)
                if said == "open":
                    continue
                answer = client.generic(method, reverse(route, kwargs=walk.names(route, thing)))
                if answer.status_code != STATUS[said]:
                    wrong.append(f"{method} {route} by {one.name}: {answer.status_code}, not {said}")
    assert wrong == []


@pytest.mark.parametrize("route", ["office:case", "office:household"])
def test_what_is_anothers_answers_exactly_as_what_is_not_there(
    world: World, now: datetime, route: str
) -> None:
    walk = Walk.begun(world, now)
    expert = next(
        account for one, account in world.accounts.items() if one.name == "bureau-expert at bushehr"
    )
    client = client_of(expert)
    things = {thing.name: thing for thing in things_of(route) if thing}
    bodies = []
    for name in ("far", "absent"):
        address = reverse(route, kwargs=walk.names(route, things[name]))
        answer = client.get(address)
        bodies.append((answer.status_code, answer.content.decode().replace(address, "ADDRESS")))
    assert bodies[0] == bodies[1]
    assert bodies[0][0] == 404


def test_a_route_without_a_row_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    del world
    monkeypatch.delitem(TABLE, "public:help")
    assert Client().get("/help/").status_code == 403


def test_in_real_mode_staff_work_only_with_a_second_factor(
    world: World, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PANAH_STAFF_SECOND_FACTOR", True)
    walk = Walk.begun(world, now)
    for one, visitor in walk.visitors.items():
        said = walk.said(TABLE["office:today"], "office:today", ("GET", None), visitor, GUARDS)
        assert said == {"anonymous": "sign-in", "staff": "second factor"}.get(one.kind, "role")


def test_a_row_with_states_lets_nothing_pass_in_another_state(world: World, now: datetime) -> None:
    walk = Walk.begun(world, now)
    relation = Relation("any", lambda *_: True, state=lambda _: "closed")
    row = Row(route="office:today", who=Who.ANYBODY, relation=relation, states=frozenset({"open"}))
    visitor = next(iter(walk.visitors.values()))
    assert policy.refusal(Asked(visitor, "GET", row, {})) is Refusal.STATE
    assert policy.refusal(Asked(visitor, "GET", replace(row, states=frozenset({"closed"})), {})) is None


def test_a_route_cannot_have_two_rows() -> None:
    row = Row(route="x", who=Who.ANYBODY)
    with pytest.raises(ValueError, match="two rows"):
        policy.rows_by_route((row,), (row,))


def test_the_expectations_know_every_kind_of_visitor(world: World) -> None:
    kinds = {one.kind for one in world.accounts}
    assert kinds == {"anonymous", "loose", "household", "person", "staff"}
    assert isinstance(ROUTES["office:case"], Expected)
