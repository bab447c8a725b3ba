"""The tree of offices and the scope of roles, without a database."""

from hypothesis import given
from hypothesis import strategies as st

from panah.organisation.roles import CONTRACTOR_ROLES, ROLES, OfficeKind, Standing, may_be_held_at
from panah.organisation.rules import Holding, Scope, ancestor_ids, child_path, covers, topmost

ids = st.lists(st.integers(1, 10**6), min_size=1, max_size=6)


def path_of(chain: list[int]) -> str:
    path = ""
    for office in chain:
        path = child_path(path, office)
    return path


@given(ids)
def test_a_path_names_every_office_from_the_root_down(chain: list[int]) -> None:
    assert ancestor_ids(path_of(chain)) == tuple(chain)


@given(ids, ids)
def test_an_office_covers_itself_and_what_is_below_it_only(upper: list[int], more: list[int]) -> None:
    assert covers(path_of(upper), path_of(upper))
    assert covers(path_of(upper), path_of(upper + more))
    assert not covers(path_of(upper + more), path_of(upper))


def test_office_17_does_not_cover_office_171() -> None:
    assert not covers("/1/17/", "/1/171/")


@given(st.lists(ids, max_size=8), ids)
def test_topmost_paths_reach_the_same_offices_and_none_twice(
    chains: list[list[int]], other: list[int]
) -> None:
    paths = [path_of(chain) for chain in chains]
    kept = topmost(paths)
    target = path_of(other)
    assert any(covers(p, target) for p in paths) == any(covers(p, target) for p in kept)
    assert all(not covers(a, b) for a in kept for b in kept if a != b)


def test_an_empty_scope_reaches_nothing() -> None:
    scope = Scope(1)
    assert scope.paths() == ()
    assert not scope.allows("bureau-expert", "/1/")
    assert scope.stands_in_for("bureau-expert", "/1/") is None


def test_a_role_reaches_its_own_subtree_and_no_other_role() -> None:
    scope = Scope(1, (Holding("bureau-expert", 17, "/1/17/", 1),))
    assert scope.allows("bureau-expert", "/1/17/301/")
    assert not scope.allows("bureau-director", "/1/17/301/")
    assert not scope.allows("bureau-expert", "/1/")


def test_ones_own_power_is_used_before_anothers() -> None:
    scope = Scope(1, (Holding("bureau-expert", 17, "/1/17/", 9), Holding("bureau-expert", 17, "/1/17/", 1)))
    assert scope.stands_in_for("bureau-expert", "/1/17/") == 1
    lent = Scope(1, (Holding("bureau-expert", 17, "/1/17/", 9),))
    assert lent.stands_in_for("bureau-expert", "/1/17/301/") == 9


def test_a_contractor_holds_no_role_that_decides() -> None:
    assert {"service-clerk", "card-office"} == CONTRACTOR_ROLES


def test_only_an_appointment_makes_staff() -> None:
    for role in ROLES.values():
        assert bool(role.held_at) == (role.standing in {Standing.STAFF, Standing.AGENCY}), role.name
        assert role.title


def test_an_unknown_role_is_held_nowhere() -> None:
    assert not any(may_be_held_at("superuser", kind) for kind in OfficeKind)
