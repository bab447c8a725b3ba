"""What operations are given: persons, names, papers and the entry of an event, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime

from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import PartialDate
from panah.foundation.name_key import skeleton
from panah.foundation.persian import clean, fold, sort_key
from panah.organisation.models import Office
from panah.registry.rules import compact
from panah.registry.words import IdentifierKind, PaperKind, Sex, StatusKind, ToldBy
from panah.workflow.form_options import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who records an event, when, and on what evidence.

    Attributes:
        on: the Gregorian day it happened.
        now: the moment of recording, UTC.
        actor_id: the account of the officer; None is the installation itself.
        role: the role acted in.
        reason: why, in Persian; a reversal needs one.
        evidence: what was shown, in Persian.
    """

    on: date
    now: datetime
    actor_id: int | None
    role: str = ""
    reason: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameInput:
    """One spelling of a name in Persian and, where known, Latin letters; cleaned when made.

    Raises InvalidInput("name-missing", "name-too-long").
    """

    given: str
    family: str = ""
    father: str = ""
    grandfather: str = ""
    latin_given: str = ""
    latin_family: str = ""

    def __post_init__(self) -> None:
        for part in self.__slots__:
            text = clean(getattr(self, part))
            if len(text) > 80:
                raise InvalidInput("name-too-long", part=part)
            object.__setattr__(self, part, text)
        if not self.given:
            raise InvalidInput("name-missing")

    @property
    def persian(self) -> str:
        """Given and family name as read."""
        return f"{self.given} {self.family}".strip()

    @property
    def latin(self) -> str:
        """The same in Latin letters, empty when not known."""
        return f"{self.latin_given} {self.latin_family}".strip()

    def keys(self) -> dict[str, str]:
        """Give the search and sorting keys we store beside a name."""
        return {
            "fold": fold(self.persian)[:200],
            "sort_key": sort_key(f"{self.family} {self.given}".strip())[:400],
            "skeleton": skeleton(self.persian)[:200],
        }


@dataclass(frozen=True, slots=True)
class PaperInput:
    """A paper as it lies on the counter; ``expires_on`` is the last day it is good for.

    Raises InvalidInput("paper-number-missing").
    """

    kind: PaperKind
    number: str
    issued_on: date
    expires_on: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", compact(self.number))
        if not self.number:
            raise InvalidInput("paper-number-missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInput:
    """A person to be entered: name, birth as far as known, and what they hold."""

    name: NameInput
    sex: Sex
    born: PartialDate
    nationality: str
    also_written: tuple[NameInput, ...] = ()
    birth_place: str = ""
    source: str = ""
    status: StatusKind | None = None
    identifiers: tuple[tuple[IdentifierKind, str], ...] = ()
    papers: tuple[PaperInput, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A job in the person's own words, the code of the workshop, and why there is none (a `NoWorkshop`, or nothing)."""

    title: str
    workshop: str = ""
    no_workshop: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHousehold:
    """A household to be formed by an event: its code, its bureau, and the number of its dossier."""

    household_code: str
    office: Office
    dossier_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How somebody wishes to be told; of whom nothing is recorded, this as it stands without arguments.

    `language` is a code of people's pages, empty where the account's own counts; `channel` a way, empty for the
    usual one. Raises InvalidInput("language-unknown", "channel-unknown").
    """

    language: str = ""
    channel: str = ""
    can_read: bool = True
    is_shared: bool = False
    is_quiet: bool = False

    def __post_init__(self) -> None:
        if self.language not in {"", "fa", *Language}:
            raise InvalidInput("language-unknown", field="language")
        if self.channel not in {"", *ToldBy}:
            raise InvalidInput("channel-unknown", field="channel")
