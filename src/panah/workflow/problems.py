"""What is wrong in a file, said so that its author can mend it: file, line, key, the nearest right name."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from panah.foundation.errors import PanahError
from panah.workflow.lines import line_of


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file under the name it is spoken of."""

    file: str
    text: str


class Place(NamedTuple):
    """A key of a file, dotted as TOML dots it (`step.people.pay.late`); empty for the file itself."""

    source: Source
    key: str = ""

    def __truediv__(self, key: str) -> "Place":
        """The place one level deeper."""
        return Place(self.source, f"{self.key}.{key}" if self.key else key)

    @property
    def parent(self) -> "Place":
        """The place one level up."""
        return Place(self.source, self.key.rpartition(".")[0])

    @property
    def last(self) -> str:
        """The name of the key itself."""
        return self.key.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason to refuse a file; `nearest` is the right name the author may have meant."""

    file: str
    line: int
    key: str
    code: str
    message: str
    nearest: str | None = None

    def __str__(self) -> str:
        """The problem as one line, the way compilers speak."""
        hint = f"; did you mean {self.nearest!r}?" if self.nearest else ""
        return f"{self.file}:{self.line}: {self.key or 'file'}: {self.message}{hint} [{self.code}]"


class DefinitionRefused(PanahError):
    """A service file that may not be published, with every problem found (grammar §4)."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("definition-refused", problems=[str(problem) for problem in self.problems])

    def __reduce__(self) -> tuple[object, ...]:
        return DefinitionRefused, (self.problems,)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def problem_at(place: Place, code: str, message: str, nearest: str | None = None) -> Problem:
    """Say what is wrong at a place, with the line it stands on."""
    source = place.source
    return Problem(source.file, line_of(source.text, place.key), place.key, code, message, nearest)


class Notes:
    """The problems found so far in one reading; the same one is kept once."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, place: Place, code: str, message: str) -> None:
        """Note a problem."""
        self._found[problem_at(place, code, message)] = None

    def unknown(self, place: Place, what: str, name: str, among: Iterable[str]) -> None:
        """Note a name nobody knows, with the nearest one that somebody does."""
        nearest = nearest_name(name, among)
        self._found[problem_at(place, f"unknown-{what}", f"unknown {what} {name!r}", nearest)] = None

    def choice(self, place: Place, value: str, choices: tuple[str, ...]) -> None:
        """Note a value that is not one of the few it may be."""
        message = f"{value!r} is not one of {', '.join(choices)}"
        self._found[problem_at(place, "wrong-value", message, nearest_name(value, choices))] = None

    def at_line(self, source: Source, line: int, code: str, message: str) -> None:
        """Note a problem of the file at a line known beforehand."""
        self._found[Problem(source.file, line, "", code, message)] = None

    def extend(self, problems: Iterable[Problem]) -> None:
        """Note what another check found."""
        self._found.update(dict.fromkeys(problems))

    def refuse_if_any(self) -> None:
        """Raise `DefinitionRefused` with all problems, in the order of the lines, when there are any."""
        if self._found:
            raise DefinitionRefused(sorted(self._found, key=lambda problem: (problem.file, problem.line)))


def nearest_name(name: str, among: Iterable[str]) -> str | None:
    """Find the right name closest to a wrong one, or none when nothing resembles it."""
    close = get_close_matches(name, list(among), n=1, cutoff=0.55)
    return close[0] if close else None
