"""What the frame of every office page shows: the rail of places, who sits there, and the moment."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RailItem:
    """One place of the rail; `icon` names a pictogram, `count` what waits there."""

    label: str
    icon: str
    url: str
    count: int | str | None = None
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rail:
    """The rail of one officer: groups of places, the office, the role, whom they stand in for, and now."""

    office: str
    role: str
    now: str
    search_url: str
    groups: tuple[tuple[RailItem, ...], ...]
    standing_in: str = ""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """What the keys at the foot of an office page do."""

    keys: tuple[str, ...]
    does: str
