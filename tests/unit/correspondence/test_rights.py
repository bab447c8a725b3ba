"""Who may sign, held against a naive reading of the same words."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from panah.correspondence.rules.rights import Right, signer_of
from panah.organisation.rules import Holding, Scope

TODAY = date(2026, 11, 22)
PATHS = ("/1/", "/1/2/", "/1/2/3/", "/1/4/")
ROLES = ("bureau-expert", "bureau-director")
KINDS = ("answer", "covering")
DAYS = st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days))

rights = st.builds(
    Right,
    id=st.integers(1, 9),
    holder=st.integers(1, 3),
    role=st.sampled_from(ROLES),
    office_path=st.sampled_from(PATHS),
    kinds=st.frozensets(st.sampled_from(KINDS), min_size=1),
    behalf_role=st.sampled_from(("", "governor")),
    since=DAYS,
    until=st.none() | DAYS,
)
holdings = st.builds(
    Holding,
    role=st.sampled_from(ROLES),
    office_id=st.just(1),
    office_path=st.sampled_from(PATHS),
    for_account=st.integers(1, 3),
)


@given(
    st.lists(rights, max_size=4),
    st.lists(holdings, max_size=4),
    st.sampled_from(KINDS),
    st.sampled_from(PATHS),
)
def test_one_signs_by_a_right_in_force_in_a_role_held_today_and_not_otherwise(
    given_rights: list[Right], held: list[Holding], kind: str, office: str
) -> None:
    able = [
        right
        for right in given_rights
        if right.since <= TODAY
        and (right.until is None or right.until > TODAY)
        and kind in right.kinds
        and office.startswith(right.office_path)
        and any(
            one.role == right.role and one.for_account == right.holder and office.startswith(one.office_path)
            for one in held
        )
    ]
    found = signer_of(given_rights, Scope(1, tuple(held)), kind=kind, office_path=office, on=TODAY)
    assert (found is None) == (not able)
    if found is not None:
        assert found.right in able
        assert found.on_behalf_of == (None if found.right.holder == 1 else found.right.holder)
        assert found.right.holder == 1 or all(one.holder != 1 for one in able)
