"""How an officer must stand to what an address of the office names."""

from typing import Final

from panah.casework.queries.household_page import household_exists
from panah.casework.queries.reach import is_case_of_office
from panah.registry.queries import is_pair_of
from panah.web.identity import Visitor
from panah.web.policy import Names, Relation, Row


def _case_is_theirs(visitor: Visitor, row: Row, names: Names) -> bool:
    del row
    actor = visitor.actor
    return is_case_of_office(int(str(names["case"])), actor.scope, persons=actor.persons)


def _household_is_theirs(visitor: Visitor, row: Row, names: Names) -> bool:
    del row
    scope = visitor.actor.scope
    return scope is not None and household_exists(str(names["household"]), scope=scope)


def _pair_is_theirs(visitor: Visitor, row: Row, names: Names) -> bool:
    del row
    actor = visitor.actor
    return actor.scope is not None and is_pair_of(int(str(names["pair"])), actor.scope, persons=actor.persons)


PAIR: Final = Relation("office-subtree", _pair_is_theirs)
"""Two records that look alike, both at or below an office of the officer; never when one of them is the officer."""

CASE: Final = Relation("office-subtree", _case_is_theirs)
"""A case overseen by the officer, or waiting in or gone through their queue; never their own matter."""

HOUSEHOLD: Final = Relation("office-subtree", _household_is_theirs)
"""A household whose dossier lies at or below an office of the officer."""
