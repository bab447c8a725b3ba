"""What a person may rely on: every event is sealed as itself and no other, and none is passed over."""

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from panah.audit.rules import EVENT_FIELDS, holes, leaf, stretches

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
NULLABLE = {"actor_id", "on_behalf_of", "batch", "payload_id"}
tricky = st.text(st.sampled_from('\\\t",0a\x00\nآ'), max_size=4)
numbers = st.integers(0, 12)


def field(name: str) -> st.SearchStrategy[object]:
    match name:
        case "at":
            return st.integers(0, 3).map(lambda n: NOW + timedelta(microseconds=n))
        case "payload_digest":
            return st.none() | st.binary(max_size=2)
        case "seq":
            return numbers
        case _ if name in NULLABLE:
            return st.none() | numbers
        case _:
            return tricky


events = st.fixed_dictionaries({name: field(name) for name in EVENT_FIELDS})


@given(numbers, events, numbers, events)
def test_two_events_share_a_leaf_only_if_they_are_the_same(
    one_id: int, one: dict[str, object], other_id: int, other: dict[str, object]
) -> None:
    assert (leaf(one_id, one) == leaf(other_id, other)) == ((one_id, one) == (other_id, other))


@given(events, st.data())
def test_a_change_of_any_field_changes_the_leaf(event: dict[str, object], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(EVENT_FIELDS))
    changed = {**event, name: data.draw(field(name))}
    assert (leaf(1, changed) == leaf(1, event)) == (changed == event)


@given(events, st.sampled_from(['","', "\t", "\\", '"', ","]))
def test_text_cannot_be_moved_from_one_field_to_the_next(event: dict[str, object], mark: str) -> None:
    moved = {**event, "role": f"{event['role']}{mark}{event['office']}", "office": ""}
    assert leaf(1, moved) != leaf(1, event)


def test_the_text_of_an_event_is_fixed_for_all_time() -> None:
    event = dict.fromkeys(EVENT_FIELDS) | {
        "stream": "case:1", "seq": 7, "kind": "acted", "at": NOW, "actor_id": 5, "role": "کارشناس", "office": "",
        "case_number": "B/05/1", "step": "people/approve", "word": "a\tb\\c", "about": "", "payload_digest": b"\x0f",
    }  # fmt: skip
    assert leaf(3, event) == (
        '[3,"case:1",7,"acted","2026-11-20T12:00:00.000000Z",5,null,"کارشناس","","B/05/1","people/approve",'
        '"a\\tb\\\\c","",null,null,"0f"]'
    )


@given(st.sets(st.integers(1, 40)))
def test_stretches_are_as_few_and_as_long_as_can_be_and_hold_every_number(chosen: set[int]) -> None:
    rising = sorted(chosen)
    cut = [rising[start:stop] for start, stop in stretches(rising)]
    assert [number for part in cut for number in part] == rising
    assert all(part == list(range(part[0], part[-1] + 1)) for part in cut)
    assert all(after[0] > before[-1] + 1 for before, after in itertools.pairwise(cut))


@given(st.sets(st.integers(1, 40)), st.integers(0, 40))
def test_what_is_not_sealed_lies_in_a_hole_or_behind_the_last(chosen: set[int], above: int) -> None:
    rising = sorted(chosen)
    sealed = [(rising[start], rising[stop - 1]) for start, stop in stretches(rising)]
    between, last = holes([one for one in sealed if one[1] > above], above=above)
    open_numbers = {number for low, high in between for number in range(low, high + 1)}
    open_numbers |= set(range(last + 1, 42))
    assert open_numbers == {number for number in range(above + 1, 42) if number not in chosen}
