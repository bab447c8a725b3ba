"""Open cases go over to another version by a map: whole, with their promises, and never past a safeguard."""

import dataclasses
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.bureau import Bureau, actor_of, people, public_account
from factories.definitions import publish
from integration.casework.processes import EACH, SHORT
from integration.casework.test_walks import rows_of
from panah.audit.models import Event
from panah.audit.queries import read_payloads
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item
from panah.casework.operations import (
    ActResult,
    NewSubject,
    Opening,
    Selected,
    act,
    claim,
    migrate_cases,
    open_case,
    plan_migration,
)
from panah.casework.queries import broken_invariants
from panah.casework.queries.crossing import Which
from panah.conf.cli import main
from panah.conf.commands import cases as command
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.workflow.mapping import VersionMap

pytestmark = pytest.mark.django_db
REASON = {"reason_code": "photo", "reason_text": "عکس روشن نیست"}
PAIRS = {"look": "study", "second": "confirm"}


def renamed(text: str, pairs: dict[str, str]) -> str:
    """The same process with some steps called otherwise."""
    for old, new in pairs.items():
        text = text.replace(f".{old}]", f".{new}]").replace(f'"{old}"', f'"{new}"')
    return text


RENAMED = renamed(SHORT, PAIRS)
SAFER = (
    RENAMED.replace(
        'outcomes = { approved = "confirm", returned = "amend", refused = "end:refused" }',
        'outcomes = { approved = "hear" }',
    )
    .replace(
        "[step.confirm]",
        '[step.hear]\ntitle = "شنیدن"\nby = "bureau-clerk"\n'
        'outcomes = { approved = "confirm", returned = "amend", refused = "end:refused" }\n\n[step.confirm]',
    )
    .replace('not_the_same_as = ["study"]', 'not_the_same_as = ["study", "hear"]')
)
"""A version in which a third officer hears people before anything is refused or confirmed."""


@pytest.fixture
def boss(bureau: Bureau, now: datetime) -> Actor:
    return bureau.actor("administrator", office=bureau.ministry, now=now)


def opened(
    bureau: Bureau, sizes: list[int], now: datetime, *, slug: str = "short", parties: list[int] | None = None,
    name: str = "a", role: str = "traveller",
) -> list[Case]:  # fmt: skip
    found = []
    for number, size in enumerate(sizes):
        account = public_account(f"{name}{number}")
        meant = (parties or people(size))[:size]
        opening = Opening(
            slug=slug,
            start="request",
            office_id=bureau.counter.pk,
            subjects=[NewSubject(role, party) for party in meant],
            applicant_id=account.pk,
        )
        actor = actor_of(account, now=now)
        found.append(open_case(opening=opening, actor=actor, key="o", form={"reason": "x"}, now=now))
    return found


def say(found: list[Case], step: str, word: str, actor: Actor, now: datetime) -> None:
    for item in Item.objects.filter(case__in=found, state="open", step=step):
        chosen = [Selected(item.pk, item.ver)]
        key = f"{item.pk}:{item.ver}"
        assert (
            act(
                chosen=chosen,
                step=step,
                word=word,
                actor=actor,
                key=key,
                form=REASON if word == "returned" else {},
                now=now,
            ).moved
            == 1
        )


def go(
    pairs: dict[str, str], boss: Actor, now: datetime, *, slug: str = "short", only: list[int] | None = None,
    key: str = "k", ground: str = "متن تازهٔ خدمت",
) -> ActResult:  # fmt: skip
    return migrate_cases(
        which=Which(slug, 1, 2),
        chosen=VersionMap(pairs),
        ground=ground,
        actor=boss,
        key=key,
        now=now,
        only=only,
    )


def steps(found: list[Case]) -> list[str]:
    items = Item.objects.filter(case__in=found, state="open").order_by("case")
    return list(items.values_list("step", flat=True))


def test_cases_go_over_with_their_items_promises_and_history(
    bureau: Bureau, boss: Actor, now: datetime
) -> None:
    publish(SHORT)
    found = opened(bureau, [1, 2, 1], now)
    expert = bureau.actor("bureau-expert", now=now)
    say(found[:1], "look", "approved", expert, now)
    say(found[1:2], "look", "returned", expert, now)
    held = Item.objects.get(case=found[2], state="open")
    claim(chosen=Selected(held.pk, held.ver), actor=expert, now=now)
    before = dict(Item.objects.filter(state="open").values_list("pk", "due_at"))
    second = publish(RENAMED, n=2)
    result = go(PAIRS, boss, now + timedelta(hours=1))
    assert (result.selected, result.moved, result.skipped) == (3, 3, ())
    assert steps(found) == ["confirm", "amend", "study"]
    assert dict(Item.objects.filter(state="open").values_list("pk", "due_at")) == before
    assert Item.objects.get(pk=held.pk).assignee_id == expert.account_id
    assert set(Item.objects.values_list("step", flat=True)) == {"study", "confirm", "amend"}
    assert set(Case.objects.values_list("version", flat=True)) == {second}
    assert broken_invariants() == []


def test_the_journal_keeps_both_versions_and_the_map(bureau: Bureau, boss: Actor, now: datetime) -> None:
    publish(SHORT)
    (case,) = opened(bureau, [1], now)
    say([case], "look", "approved", bureau.actor("bureau-expert", now=now), now)
    publish(RENAMED, n=2)
    go(PAIRS, boss, now)
    event = Event.objects.get(stream=case.stream, kind="migrated")
    digest = VersionMap(PAIRS).digest("short", 1, 2)
    assert (event.word, event.about, event.actor_id, event.role) == (
        "1>2", f"map {digest}", boss.account_id, "administrator",
    )  # fmt: skip
    assert event.payload_id is not None
    said = read_payloads(ids=[event.payload_id])[event.payload_id]
    assert said == {
        "service": "short", "from": 1, "to": 2, "steps": PAIRS, "ground": "متن تازهٔ خدمت",
    }  # fmt: skip
    assert Event.objects.filter(stream=case.stream, kind="acted", step="look").exists()


def test_the_second_officer_is_still_another_after_the_steps_were_renamed(
    bureau: Bureau, boss: Actor, now: datetime
) -> None:
    publish(SHORT)
    (case,) = opened(bureau, [1], now)
    both = bureau.actor("bureau-expert", "bureau-officer", now=now, name="both")
    say([case], "look", "approved", both, now)
    publish(RENAMED, n=2)
    go(PAIRS, boss, now)
    item = Item.objects.get(case=case, state="open")
    chosen = [Selected(item.pk, item.ver)]
    refused = act(chosen=chosen, step="confirm", word="approved", actor=both, key="b", now=now)
    assert (refused.moved, [one.reason for one in refused.skipped]) == (0, ["not-yours"])
    other = bureau.actor("bureau-officer", now=now)
    assert act(chosen=chosen, step="confirm", word="approved", actor=other, key="o", now=now).moved == 1


def test_a_dry_run_counts_the_places_and_changes_nothing(bureau: Bureau, boss: Actor, now: datetime) -> None:
    publish(SHORT)
    found = opened(bureau, [1, 1, 1], now)
    say(found[:1], "look", "approved", bureau.actor("bureau-expert", now=now), now)
    publish(RENAMED, n=2)
    events = Event.objects.count()
    plan = plan_migration(which=Which("short", 1, 2), chosen=VersionMap(PAIRS), actor=boss)
    assert plan.counts == (("look", "study", 2), ("second", "confirm", 1))
    assert (plan.problems, plan.kept, len(plan.going)) == ((), (), 3)
    assert steps(found) == ["second", "look", "look"]
    assert Event.objects.count() == events


def test_a_place_without_an_image_refuses_the_whole(bureau: Bureau, boss: Actor, now: datetime) -> None:
    publish(SHORT)
    found = opened(bureau, [1], now)
    publish(RENAMED, n=2)
    with pytest.raises(Conflict, match="map-refused"):
        go({}, boss, now)
    assert steps(found) == ["look"]
    assert broken_invariants() == []


def test_whoever_was_not_heard_stays_and_is_named(bureau: Bureau, boss: Actor, now: datetime) -> None:
    publish(SHORT)
    found = opened(bureau, [1, 1], now)
    say(found[:1], "look", "approved", bureau.actor("bureau-expert", now=now), now)
    publish(SAFER, n=2)
    result = go(PAIRS, boss, now)
    assert (result.selected, result.moved) == (2, 1)
    assert [one.reason for one in result.skipped] == [f"{found[0].number}: not-heard"]
    assert steps(found) == ["second", "study"]
    assert broken_invariants() == []


def test_what_came_back_for_another_look_is_not_taken_past_it(
    bureau: Bureau, boss: Actor, now: datetime
) -> None:
    publish(SHORT)
    (case,) = opened(bureau, [1], now)
    expert, officer = bureau.actor("bureau-expert", now=now), bureau.actor("bureau-officer", now=now)
    say([case], "look", "approved", expert, now)
    say([case], "second", "returned", officer, now)
    publish(RENAMED, n=2)
    result = go({"look": "confirm", "second": "confirm"}, boss, now)
    assert [one.reason for one in result.skipped] == [f"{case.number}: not-heard"]
    assert steps([case]) == ["look"]


def test_what_was_returned_is_not_taken_past_whoever_returned_it(
    bureau: Bureau, boss: Actor, now: datetime
) -> None:
    publish(SHORT)
    (case,) = opened(bureau, [1], now)
    say([case], "look", "returned", bureau.actor("bureau-expert", now=now), now)
    publish(renamed(SHORT, {"look": "study", "amend": "complete"}), n=2)
    result = go({"look": "study", "amend": "second"}, boss, now)
    assert [one.reason for one in result.skipped] == [f"{case.number}: not-heard"]


def test_people_in_a_block_and_at_its_join_go_over_each_to_their_place(
    bureau: Bureau, boss: Actor, now: datetime
) -> None:
    publish(EACH)
    (case,) = opened(bureau, [4], now, slug="each")
    expert = bureau.actor("bureau-expert", now=now)
    item = Item.objects.filter(case=case, state="open").order_by("pk")[0]
    act(
        chosen=[Selected(item.pk, item.ver)],
        step="people/look",
        word="approved",
        actor=expert,
        key="1",
        now=now,
    )
    new = EACH.replace("[step.people", "[step.travellers").replace('at = "people"', 'at = "travellers"')
    publish(new, n=2)
    result = go({"people": "travellers", "people/look": "travellers/look"}, boss, now, slug="each")
    assert result.moved == 1
    assert set(steps([case])) == {"travellers/look"}
    assert set(case.subjects.values_list("waiting_at", flat=True)) == {"", "travellers"}
    assert broken_invariants() == []
    say([case], "travellers/look", "approved", expert, now)
    assert steps([case]) == ["pay"]
    assert broken_invariants() == []


def test_only_an_administrator_moves_only_what_they_reach_and_says_why(
    bureau: Bureau, boss: Actor, now: datetime
) -> None:
    publish(SHORT)
    found = opened(bureau, [1], now)
    publish(RENAMED, n=2)
    with pytest.raises(NotAllowed, match="not-an-administrator"):
        go(PAIRS, bureau.actor("bureau-director", now=now), now)
    with pytest.raises(InvalidInput, match="ground-needed"):
        go(PAIRS, boss, now, ground=" - ")
    afar = bureau.actor("administrator", office=bureau.elsewhere, now=now)
    assert go(PAIRS, afar, now).moved == 0
    with pytest.raises(NotFound, match="version-unknown"):
        migrate_cases(
            which=Which("short", 1, 9), chosen=VersionMap({}), ground="م", actor=boss, key="k", now=now
        )
    assert steps(found) == ["look"]


def test_the_same_motion_twice_counts_once(bureau: Bureau, boss: Actor, now: datetime) -> None:
    publish(SHORT)
    opened(bureau, [1], now)
    publish(RENAMED, n=2)
    assert go(PAIRS, boss, now).moved == 1
    assert go(PAIRS, boss, now, key="again").moved == 0
    assert Event.objects.filter(kind="migrated").count() == 1


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("process", "slug"), [(SHORT, "short"), (EACH, "each")])
def test_many_at_once_end_in_the_same_rows_as_one_by_one(
    process: str, slug: str, seed: int, *, bureau: Bureau, boss: Actor, now: datetime
) -> None:
    random = Random(f"{slug}{seed}")
    publish(process)
    parties, sizes = people(4), [random.randint(1, 4) for _ in range(6)]
    together, singly = (opened(bureau, sizes, now, slug=slug, parties=parties, name=name) for name in "ts")
    expert = bureau.actor("bureau-expert", now=now)
    first = "look" if slug == "short" else "people/look"
    for place in range(len(sizes)):
        if random.random() < 0.5:
            say([together[place], singly[place]], first, "approved", expert, now)
    pairs = {"short": PAIRS, "each": {"people/look": "people/view"}}[slug]
    text = renamed(process, PAIRS if slug == "short" else {"look": "view"})
    publish(text, n=2)
    whole = go(pairs, boss, now, slug=slug, only=[case.pk for case in together])
    alone = sum(go(pairs, boss, now, slug=slug, only=[one.pk], key=f"{one.pk}").moved for one in singly)
    assert whole.moved == alone == sum(case.state == "open" for case in together)
    assert rows_of(together) == rows_of(singly)
    assert broken_invariants() == []


def test_a_thousand_cost_as_many_statements_as_one(bureau: Bureau, boss: Actor, now: datetime) -> None:
    publish(SHORT)
    found = opened(bureau, [1] * 9, now)
    publish(RENAMED, n=2)

    def cost(cases: list[Case]) -> int:
        with CaptureQueriesContext(connection) as captured:
            moved = go(PAIRS, boss, now, only=[one.pk for one in cases], key=f"{len(cases)}").moved
        assert moved == len(cases)
        return len(captured)

    assert cost(found[:1]) == cost(found[1:])


def test_plans_are_values(bureau: Bureau, boss: Actor, now: datetime) -> None:
    publish(SHORT)
    publish(RENAMED, n=2)
    plan = plan_migration(which=Which("short", 1, 2), chosen=VersionMap(PAIRS), actor=boss)
    assert dataclasses.asdict(plan)["going"] == ()


def test_the_command_line_says_what_would_go_and_then_lets_it_go(
    *,
    bureau: Bureau,
    boss: Actor,
    now: datetime,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command, "start_django", lambda _: None)
    publish(SHORT)
    found = opened(bureau, [1, 1], now)
    publish(RENAMED, n=2)
    chosen = tmp_path / "map.toml"
    chosen.write_text('[steps]\n"look" = "study"\n"second" = "confirm"\n', encoding="utf-8")
    said = [
        "cases",
        "migrate",
        "short",
        "--from",
        "1",
        "--to",
        "2",
        "--map",
        str(chosen),
        "--by",
        "moi-administrator",
    ]
    assert main([*said, "--dry-run"]) == 0
    assert "2  look -> study" in capsys.readouterr().out
    assert steps(found) == ["look", "look"]
    assert main(said) == 1
    assert "ground-needed" in capsys.readouterr().out
    assert main([*said, "--ground", "متن تازه"]) == 0
    assert "moved: 2, kept: 0" in capsys.readouterr().out
    assert steps(found) == ["study", "study"]
    assert main([*said[:-1], "nobody", "--dry-run"]) == 1
    chosen.write_text('[steps]\n"look" = "nowhere"\n', encoding="utf-8")
    assert main([*said, "--dry-run"]) == 1
    assert "unknown" in capsys.readouterr().out
