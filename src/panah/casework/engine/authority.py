"""Who may move which item: role, office subtree, not one's own case, four eyes; all inside the statement."""

from collections.abc import Collection
from dataclasses import dataclass

from panah.casework.engine import sql
from panah.casework.engine.run import Run
from panah.casework.engine.sql import Value
from panah.casework.rules import decides
from panah.organisation.rules import Scope
from panah.workflow.definition import ServiceDefinition, Step

MOVABLE = """
    b.batch_id = %s AND b.version_id = %s AND b.position = ''
    AND i.id = b.item_id AND i.ver = b.item_ver AND i.state = 'open' AND i.step = %s
    AND c.id = b.case_id AND c.state = 'open'
"""
SYSTEM_DESK = "system-desk"
EARLIER = """
    WITH RECURSIVE earlier (id) AS (
        SELECT c.linked_to_id
        UNION SELECT e.linked_to_id FROM casework_case e JOIN earlier ON earlier.id = e.id WHERE e.link = 'reopened')
    SELECT id FROM earlier
"""
"""The case a reopened one or an objection (`c`) is linked to, and all that one was reopened from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whoever acts: an account with its scope and the persons it is bound to, the system, or nobody who is known.

    `sender` names it for idempotency: `account:5`, `system`, `bank`. To have no account makes nobody the system: only
    our own clock and work, and an outside system whose message was proved, are.
    """

    sender: str
    account_id: int | None = None
    scope: Scope | None = None
    persons: tuple[int, ...] = ()
    is_system: bool = False


SYSTEM = Actor(sender="system", is_system=True)


def outside(sender: str) -> Actor:
    """Speak for an outside system whose message was proved to be its own (`border-police`)."""
    return Actor(sender=sender, is_system=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """One step of one version that is left by a word, who may say it there, and the place it leads to.

    `is_brought` says that the word comes as a message, also where a human step is open: then whose work that is does
    not matter, nor who has it in hand.
    """

    definition: ServiceDefinition
    version_id: int
    step: Step
    word: str
    place: str
    is_brought: bool = False

    @property
    def holders(self) -> Collection[str]:
        """The roles that may say it: those of a human step, or the messengers of what comes as a message."""
        if self.is_brought or self.word in self.step.messages:
            return self.definition.registry.messengers.get(self.word, ())
        return self.step.holders


def admit(run: Run, actor: Actor, going: Going) -> int:
    """Send on the selected items that this actor may move at this step; the others stay. Returns how many go."""
    step, place = going.step, going.place
    base: list[Value] = [run.batch, going.version_id, step.path]
    if actor.is_system:
        if going.word == step.clock:
            return _set_off(place, SYSTEM_DESK, None, f"{MOVABLE} AND i.due_at <= %s", [*base, run.now])
        return _set_off(place, SYSTEM_DESK, None, MOVABLE, base)
    gone = 0
    for role in going.holders:
        if party := _as_party(role, actor):
            condition, params = party
            gone += _set_off(place, role, None, f"{MOVABLE} AND {condition}", [*base, *params])
    return gone + _admit_staff(actor, going, base, has_links=run.has_links)


def _admit_staff(actor: Actor, going: Going, base: list[Value], *, has_links: bool) -> int:
    gone, step = 0, going.step
    if actor.scope is None or actor.account_id is None:
        return gone
    mine_first = sorted(actor.scope.holdings, key=lambda held: held.for_account != actor.account_id)
    is_decision = decides([going.definition.nature(word) for word in step.words])
    in_hand, hands = "(i.assignee_id IS NULL OR i.assignee_id = %s)", [actor.account_id]
    if going.is_brought:
        step, is_decision, in_hand, hands = step._replace(not_the_same_as=()), False, "true", []
    for held in mine_first:
        if held.role not in going.holders:
            continue
        both = {actor.account_id, held.for_account}
        where, params = other_eyes(step, both, actor.persons, is_decision=is_decision)
        if has_links:
            before, more = eyes_of_before(step, both, is_decision=is_decision)
            where, params = f"{where} AND {before}", [*params, *more]
        behalf = None if held.for_account == actor.account_id else held.for_account
        gone += _set_off(
            going.place,
            held.role,
            behalf,
            f"{MOVABLE} AND o.path LIKE %s AND {in_hand} AND {where}",
            [*base, held.office_path + "%", *hands, *params],
        )
    return gone


def other_eyes(
    step: Step, both: set[int], persons: tuple[int, ...], *, is_decision: bool
) -> tuple[str, list[Value]]:
    """The predicate that nobody decides on their own matter, nor twice where two must (S8).

    It is asked of the actor and of whoever they stand in for.
    """
    hands = sorted(both)
    marks = sql.places(len(hands))
    steps = sql.places(len(step.not_the_same_as))
    parts = [
        f"""NOT EXISTS (SELECT 1 FROM casework_item p WHERE p.case_id = b.case_id
                        AND p.step IN ({steps}) AND {_acted(marks)})""",
        f"(c.applicant_id IS NULL OR c.applicant_id NOT IN ({marks}))",
        f"""NOT EXISTS (SELECT 1 FROM casework_subject s
                        WHERE s.case_id = b.case_id AND s.party_id IN ({sql.places(len(persons))}))""",
    ]
    params: list[Value] = [*step.not_the_same_as, *hands, *hands, *hands, *persons]
    if is_decision:
        parts.append(f"(c.helper_id IS NULL OR c.helper_id NOT IN ({marks}))")
        params += hands
    return " AND ".join(parts), params


def eyes_of_before(step: Step, both: set[int], *, is_decision: bool) -> tuple[str, list[Value]]:
    """The same predicate for cases linked to another: an objection is heard by nobody who acted in the first case.

    In a reopened case the steps of the first count as if they were its own, the step that is decided anew included;
    however often a case was opened again, all that went before it count.
    """
    hands = sorted(both)
    marks = sql.places(len(hands))
    alike = [*step.not_the_same_as, *([step.path] if is_decision else [])]
    where = f"""
        NOT (c.link = 'objection' AND EXISTS (
            SELECT 1 FROM casework_item p WHERE p.case_id IN ({EARLIER}) AND {_acted(marks)}))
        AND NOT (c.link = 'reopened' AND EXISTS (
            SELECT 1 FROM casework_item p WHERE p.case_id IN ({EARLIER})
            AND p.step IN ({sql.places(len(alike))}) AND {_acted(marks)}))
    """
    return where, [*hands, *hands, *alike, *hands, *hands]


def _acted(marks: str) -> str:
    return f"(p.closed_by IN ({marks}) OR p.closed_for IN ({marks}))"


def _as_party(role: str, actor: Actor) -> tuple[str, list[Value]] | None:
    """The predicate of being a party to the case oneself; None for a role one is appointed to."""
    if role == "applicant":
        return "c.applicant_id = %s", [actor.account_id]
    if role == "person":
        found = (
            "EXISTS (SELECT 1 FROM casework_subject s WHERE s.case_id = b.case_id AND s.state = 'open' "
            f"AND (b.subject_id IS NULL OR s.id = b.subject_id) AND s.party_id IN ({sql.places(len(actor.persons))}))"
        )
        return found, list(actor.persons)
    return None


def _set_off(place: str, role: str, behalf: int | None, where: str, params: list[Value]) -> int:
    return sql.run(
        f"""
        UPDATE casework_batchitem AS b SET position = %s, role = %s, on_behalf_of = %s
        FROM casework_item i, casework_case c, organisation_office o
        WHERE {where} AND o.id = i.office_id
        """,
        [place, role, behalf, *params],
    )
