"""A naive token interpreter that walks a definition one subject at a time: an oracle for all that is set-based."""

from dataclasses import dataclass, field
from random import Random

from panah.workflow.definition import Done, ServiceDefinition, Step, Target, ToEnd, ToStep

DONE = "done"


@dataclass
class Case:
    """An open case: one place for all, or one for each subject inside a block; and how each subject ended."""

    definition: ServiceDefinition
    subjects: dict[str, str]
    start: str
    place: str | None = None
    block: str | None = None
    places: dict[str, str] = field(default_factory=dict)
    ended: dict[str, str] = field(default_factory=dict)
    passed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def open(self) -> list[str]:
        return [name for name in self.subjects if name not in self.ended]

    def begin(self) -> None:
        self._go_together(ToStep(self.definition.starts[self.start].at))

    def positions(self) -> list[tuple[str, str | None]]:
        """Where something can happen: (step, the subject it concerns or none)."""
        if self.place is not None:
            return [(self.place, None)]
        return [(place, name) for name, place in self.places.items() if place != DONE]

    def act(self, path: str, subject: str | None, word: str) -> None:
        self.passed.append((path, word))
        target = self.definition.target(path, word)
        if subject is None:
            self._go_together(target)
        else:
            self._go_alone(subject, target)
            self._join_if_all_done()

    def say(self, message: str, subject: str) -> None:
        """Say a message that may be said at any time, where it is allowed."""
        on = self.definition.ons[message]
        if self.block is not None or isinstance(on.go, ToEnd):
            self._leave(subject, on.go)
        else:
            self._go_together(on.go)

    def _leave(self, subject: str, target: Target) -> None:
        if isinstance(target, ToStep) and self.definition.steps[target.path].block is None:
            self.places.clear()
            self._go_together(target)
            return
        if self.block is None and isinstance(target, ToEnd):
            self.ended[subject] = target.end
            self.place = self.place if self.open else None
        else:
            self._go_alone(subject, target)
            self._join_if_all_done()

    def _go_together(self, target: Target) -> None:
        self.place, self.block = None, None
        if isinstance(target, ToEnd):
            self.ended.update(dict.fromkeys(self.open, target.end))
        elif isinstance(target, ToStep) and self.definition.steps[target.path].kind == "each":
            self._open_block(self.definition.steps[target.path])
        elif isinstance(target, ToStep):
            self.place = target.path

    def _open_block(self, block: Step) -> None:
        self.block = block.path
        first = block.ways[0].target
        assert isinstance(first, ToStep)
        concerned = {
            name for name in self.open if not block.subjects or self.subjects[name] in block.subjects
        }
        self.places = {name: first.path if name in concerned else DONE for name in self.open}
        self._join_if_all_done()

    def _go_alone(self, subject: str, target: Target) -> None:
        if isinstance(target, ToEnd):
            self.ended[subject] = target.end
            del self.places[subject]
        elif isinstance(target, Done):
            self.places[subject] = DONE
        else:
            self.places[subject] = target.path

    def _join_if_all_done(self) -> None:
        if self.block is None or any(place != DONE for place in self.places.values()):
            return
        target = self.definition.join(self.block)
        self.places, self.block = {}, None
        if self.open:
            assert target is not None, "a block without a join holds nobody who is done"
            self._go_together(target)


def open_case(definition: ServiceDefinition, start: str, random: Random) -> Case:
    """Open a case with a random number of subjects for each role."""
    subjects = {}
    for role, subject in definition.subjects.items():
        most = {"1": (1, 1), "1+": (1, 4), "0+": (0, 3)}[subject.count]
        for number in range(random.randint(*most)):
            subjects[f"{role}-{number}"] = role
    case = Case(definition, subjects, start)
    case.begin()
    return case


def walk(case: Case, random: Random, *, limit: int) -> int:
    """Act at random until the case is closed; returns the number of acts, at most the limit."""
    for acts in range(limit):
        positions = case.positions()
        if not positions:
            return acts
        path, subject = random.choice(positions)
        ways = case.definition.steps[path].ways
        case.act(path, subject, random.choice(ways).word)
    return limit
