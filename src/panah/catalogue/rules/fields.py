"""The fields of a service (`forms.toml`): what opens a case, what is added later, what the office enters."""

from dataclasses import dataclass, field
from typing import Annotated

from panah.workflow.form_options import Option
from panah.workflow.form_text import Plain, Prose, Slug, TextRule

Place = Annotated[
    str,
    TextRule(
        pattern=r"(start|step|officer)(\.[a-z0-9-]+)+",
        meaning="another form, such as start.request",
    ),
]


class FieldType(Option):
    """What kind of answer a field takes, with the word an editor shows for it."""

    TEXT = "text", "یک سطر"
    LONG_TEXT = "long-text", "چند سطر"
    JALALI_DATE = "jalali-date", "تاریخ"
    COUNTY = "county", "شهرستان"
    MEMBERS = "members", "اعضای خانوار"
    CHOICE = "choice", "یکی از چند"
    EVIDENCE = "evidence", "عکس یا پی‌دی‌اف مدرک"


class ChoicesFrom(Option):
    """A list of choices that stands elsewhere."""

    REASONS = "reasons", "دلیل‌های همین گام"
    EXEMPTIONS = "exemptions", "معافیت‌های دستورالعمل"
    BORDERS = "borders", "مرزهای دستورالعمل"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a choice."""

    code: Slug
    label: Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When a field is asked: beside one answer of an earlier field, or beside outcome words of the step."""

    field: Slug | None = None
    equals: Slug | None = None
    outcome: tuple[Slug, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field. `max`: letters of a text, how many members, or days after the date named by `after`.

    `past` asks for a day that has come already; people are asked for coming days otherwise.
    """

    name: Slug
    label: Plain
    type: FieldType
    required: bool
    hint: Plain | None = None
    max: int | None = None
    after: Slug | None = None
    past: bool = False
    when: When | None = None
    choices: tuple[Choice, ...] = ()
    choices_from: ChoicesFrom | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedReason:
    """Why an officer says a word that is not a plain yes: what the person reads, and what can be done."""

    code: Slug
    outcomes: tuple[Slug, ...]
    text: Plain
    remedy: Plain
    rule: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldForm:
    """The fields of one start or step; `same_as` shows another form's fields before its own.

    `listed` names reasons that the directive says; `reasons` are those that stand in the form itself. `readers` are the
    roles that read the answers afterwards; without it, whoever may open the case.
    """

    title: Plain
    hint: Plain | None = None
    fields: tuple[Field, ...] = ()
    reasons: tuple[CodedReason, ...] = ()
    listed: tuple[Slug, ...] = ()
    same_as: Place | None = None
    readers: tuple[Slug, ...] = ()

    def named(self, name: str) -> Field | None:
        """Find a field."""
        return next((one for one in self.fields if one.name == name), None)


@dataclass(frozen=True, slots=True)
class FieldForms:
    """All forms of a service: by name of the start, and by path of the step (`travellers/look`)."""

    starts: dict[str, FieldForm] = field(default_factory=dict)
    steps: dict[str, FieldForm] = field(default_factory=dict)
    officer: dict[str, FieldForm] = field(default_factory=dict)

    def at(self, place: str) -> FieldForm | None:
        """Find a form by the name `same_as` uses for it: `start.request`, `officer.travellers.look`."""
        kind, _, rest = place.partition(".")
        tables = {"start": self.starts, "step": self.steps, "officer": self.officer}
        return tables.get(kind, {}).get(rest.replace(".", "/"))
