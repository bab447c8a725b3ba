"""What a name in a service file means where it stands; an unknown one is noted with the nearest known."""

from collections.abc import Collection, Mapping

from panah.foundation.durations import Duration
from panah.workflow.definition import DONE, Effect, Target, ToEnd
from panah.workflow.glossary import Glossary
from panah.workflow.outline import Outline, Scope
from panah.workflow.problems import Notes, Place
from panah.workflow.reading import Table, names, text
from panah.workflow.registry import OPEN_CASE, Registry
from panah.workflow.times import Anchor, Time, UnreadableTime, Until, parse_length, parse_time


class Names:
    """The names of one file together with those the whole product knows."""

    def __init__(
        self,
        outline: Outline,
        own: Mapping[str, Collection[str]],
        registry: Registry,
        glossary: Glossary,
        notes: Notes,
        *,
        case_documents: Collection[str] = (),
    ) -> None:
        self.outline = outline
        self.subjects = own["subject"]
        self.documents = own["document"]
        self.case_documents = case_documents
        self.fees = own["fee"]
        self.starts = own["start"]
        self.ends = own["end"]
        self._ends = {f"end:{end}": ToEnd(end) for end in self.ends}
        self.conditions = registry.conditions.union(self.subjects)
        self.registry = registry
        self.glossary = glossary
        self.notes = notes

    def known(self, place: Place, what: str, name: str, among: Collection[str]) -> bool:
        """Say whether a name is known, and note it when it is not."""
        if name in among:
            return True
        self.notes.unknown(place, what, name, among)
        return False

    def listed(
        self, table: Table, key: str, place: Place, what: str, among: Collection[str]
    ) -> tuple[str, ...]:
        """Read the names under a key of the table at a place, and check that all are known."""
        if key not in table:
            return ()
        found = names(table, key)
        for name in found:
            if name not in among:
                self.notes.unknown(place / key, what, name, among)
        return found

    def roles(self, table: Table, place: Place) -> tuple[str, ...]:
        """Read the roles under `by`."""
        return self.listed(table, "by", place, "role", self.registry.roles)

    def target(self, written: str, scope: Scope, place: Place, key: str) -> Target:
        """Resolve a target from where it is written: under a key of the table at a place."""
        door = scope.doors.get(written)
        if door is not None:
            return door
        if scope.part is not None:
            return self._exit(written, scope, place)
        end = self._ends.get(written)
        if end is not None:
            return end
        if written == "done" and scope.joins:
            return DONE
        self._note_dangling(written, scope, place / key)
        return DONE

    def _exit(self, written: str, scope: Scope, place: Place) -> Target:
        covering = scope.covered.get(written.removeprefix("exit:"))
        if covering is None or scope.outer is None:
            return DONE
        return self.target(covering, scope.outer, scope.used_at or place, f"outcomes.{written[5:]}")

    def _note_dangling(self, written: str, scope: Scope, place: Place) -> None:
        blocks = [name for name, block in self.outline.blocks.items() if written in block.doors]
        if written.startswith("end:"):
            self.notes.unknown(place, "end", written[4:], self.ends)
        elif written == "done" and scope.block is None:
            self.notes.add(place, "done-outside-block", "only a step inside a block can be 'done'")
        elif written == "done":
            self.notes.add(place, "done-without-join", f"block {scope.block!r} has no 'then' to wait for")
        elif written.startswith("exit:"):
            self.notes.add(place, "exit-outside-part", f"{written!r} has a meaning only inside a shared part")
        elif scope.block is not None and written in self.outline.case.doors:
            self.notes.add(place, "jumps-out-of-block", f"{written!r} is outside the block {scope.block!r}")
        elif blocks:
            self.notes.add(place, "jumps-into-block", f"{written!r} is inside the block {blocks[0]!r}")
        else:
            ends = [f"end:{end}" for end in self.ends]
            self.notes.unknown(place, "step", written, (*scope.doors, *ends, "done"))

    def step(self, written: str, scope: Scope, place: Place) -> str:
        """Resolve a step that is spoken of, not gone to: near by, in its block, then in the case."""
        seen: Scope | None = scope
        while seen is not None:
            if seen.prefix + written in self.outline.drafts:
                return seen.prefix + written
            seen = seen.outer
        inside = [
            f"{block}/{written}"
            for block in self.outline.blocks
            if f"{block}/{written}" in self.outline.drafts
        ]
        if len(inside) == 1:
            return inside[0]
        if inside:
            self.notes.add(
                place, "ambiguous-step", f"{written!r} stands in several blocks; write one of {inside}"
            )
        else:
            drafts = self.outline.drafts
            inner = [path.rpartition("/")[2] for path in drafts]
            self.notes.unknown(place, "step", written, (*scope.doors, *inner, *drafts))
        return written

    def time(self, table: Table, key: str, scope: Scope, place: Place) -> Time | None:
        """Read the time under a key; an unreadable one, or one that counts from nothing, is noted."""
        if key not in table:
            return None
        written = text(table, key)
        try:
            found = parse_time(written, lambda name: self._anchor(name, scope))
        except UnreadableTime:
            message = f"{written!r} is not a time such as '3 working-days'"
            self.notes.add(place / key, "unreadable-time", message)
            return None
        if not isinstance(found, str):
            return found
        moments = (*scope.doors, *self.registry.dates, *(f"{name}.expiry" for name in self.documents))
        self.notes.unknown(place / key, "moment", found, moments)
        return None

    def _anchor(self, name: str, scope: Scope) -> Anchor | None:
        document, dot, expiry = name.partition(".")
        if dot:
            return Anchor("expiry", document) if expiry == "expiry" and document in self.documents else None
        seen: Scope | None = scope
        while seen is not None:
            draft = self.outline.drafts.get(seen.prefix + name)
            if draft is not None:
                return Anchor("step", draft.path)
            seen = seen.outer
        return Anchor("date", name) if name in self.registry.dates else None

    def length(self, written: str, place: Place) -> Duration | None:
        """Resolve a length of time."""
        try:
            return parse_length(written)
        except UnreadableTime:
            self.notes.add(place, "unreadable-time", f"{written!r} is not a length such as '10 days'")
            return None

    def wait(self, table: Table, scope: Scope, place: Place) -> Time | Until | None:
        """Read what a `wait` waits for."""
        written = text(table, "wait")
        if not written.startswith("until "):
            return self.time(table, "wait", scope, place)
        condition = written.removeprefix("until ").strip()
        self.known(place / "wait", "condition", condition, self.conditions)
        return Until(condition)

    def office(self, written: str, place: Place) -> str | None:
        """Resolve another office than the case's: a known one, or the office or province of a subject."""
        role, _, where = written.partition(".")
        if not (role in self.subjects and where in {"office", "province"}):
            self.known(place, "office", written, self.registry.offices)
        return written

    def effect(self, written: str, place: Place) -> Effect | None:
        """Resolve an effect, or a verb and the document (for `open`, the service) it is done to."""
        verb, colon, thing = written.partition(":")
        if not colon:
            entry = self.registry.effects.get(verb)
            among = (*self.registry.effects, *(f"{name}:" for name in self.registry.verbs))
            if entry is None:
                self.notes.unknown(place, "effect", verb, among)
            return Effect(written, entry, entry.scope) if entry else None
        entry = self.registry.verbs.get(verb)
        if entry is None:
            self.notes.unknown(place, "verb", verb, self.registry.verbs)
        elif verb == OPEN_CASE:
            self.known(place, "service", thing, self.registry.services)
        else:
            self.known(place, "document", thing, self.documents)
        if entry is None:
            return None
        return Effect(written, entry, "case" if thing in self.case_documents else entry.scope, thing)

    def effects(self, table: Table, place: Place) -> tuple[Effect, ...]:
        """Read the effects under `do`."""
        at = place / "do"
        found = [self.effect(name, at) for name in names(table, "do")]
        return tuple(effect for effect in found if effect is not None)
