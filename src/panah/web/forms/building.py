"""A page of questions as a Django form, and its answers as they are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.casework.queries.asking import Asking, Question
from panah.casework.queries.family import Member
from panah.foundation.canonical import Canonical
from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import PartialDate, parse, to_jalali
from panah.web.fields import JalaliDateField
from panah.web.files.fields import Evidence
from panah.web.files.holding import NOTHING, Handed
from panah.web.forms.fields import (
    NOT_OFFERED,
    REQUIRED,
    TOO_LONG,
    County,
    Lines,
    OneOf,
    People,
    Phone,
    PlainText,
)

PHONE: Final = "phone"
"""A question of this name asks for a telephone number."""
BEFORE_TODAY: Final = _("این روز گذشته است. از امروز به بعد را بنویسید.")
STILL_TO_COME: Final = _("این روز هنوز نرسیده است. روزی را بنویسید که این کار انجام شد.")
ENDS_FIRST: Final = _("روز برگشت پیش از روز رفتن است. یکی از دو روز را درست کنید.")
LONGEST_TEXT: Final = 200
LONGEST_LINES: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What questions are asked on: who may be chosen, the local day, answers of other pages, and the files held."""

    members: Sequence[Member]
    today: date
    before: Mapping[str, Canonical]
    files: Handed = NOTHING


class AskedForm(forms.Form):
    """A form of questions; what is asked only beside another answer is neither wanted nor kept without it."""

    asking: Asking
    ground: Ground

    def clean(self) -> dict[str, Any]:
        """Check the questions against each other."""
        given: dict[str, Any] = dict(super().clean() or self.cleaned_data)
        for question in self.asking.questions:
            if question.beside and given.get(question.beside[0]) != question.beside[1]:
                given[question.name] = ""
                self.errors.pop(question.name, None)
            elif question.beside and question.required and not given.get(question.name):
                if question.name not in self.errors:
                    self.add_error(question.name, REQUIRED[question.type])
            elif question.type == "jalali-date" and isinstance(given.get(question.name), PartialDate):
                self._check_day(question, given)
        return given

    def _check_day(self, question: Question, given: Mapping[str, Any]) -> None:
        start = self._day(question.after, given)
        problem = day_problem(question, given[question.name].first, start, self.ground.today)
        if problem:
            self.add_error(question.name, problem)

    def _day(self, name: str | None, given: Mapping[str, Any]) -> date | None:
        value = given.get(name or "")
        return value.first if isinstance(value, PartialDate) else kept_day(self.ground.before.get(name or ""))

    def kept(self) -> dict[str, Canonical]:
        """Give the answers as they are kept: days as `1405/09/05`, people as numbers, counties by code."""
        return {one.name: keep(self.cleaned_data.get(one.name)) for one in self.asking.questions}


def form_of(
    asking: Asking,
    ground: Ground,
    *,
    data: Mapping[str, Any] | None = None,
    kept: Mapping[str, Canonical] | None = None,
) -> AskedForm:
    """Build the form of some questions, empty, filled from what was kept, or bound to what was sent."""
    fields: dict[str, Any] = {one.name: _field(one, ground) for one in asking.questions}
    made: type[AskedForm] = type("Asked", (AskedForm,), {**fields, "asking": asking, "ground": ground})
    initial = {one.name: shown(one, (kept or {}).get(one.name)) for one in asking.questions}
    return made(data, initial=initial, label_suffix="")


def day_problem(question: Question, day: date, start: date | None, today: date) -> str | None:
    """Say what is wrong with a day: past or still to come against its question, before the one it follows, too far."""
    if question.past:
        return str(STILL_TO_COME) if day > today else None
    if day < today:
        return str(BEFORE_TODAY)
    if start and day < start:
        return str(ENDS_FIRST)
    if start and question.max is not None and day > start + timedelta(days=question.max):
        return gettext("تا %(days)d روز پس از رفتن. اگر سفر طول کشید، در راه تمدید می‌کنید.") % {
            "days": question.max
        }
    return None


def keep(value: object) -> Canonical:
    """Write one cleaned answer as it is kept."""
    if isinstance(value, PartialDate):
        at = to_jalali(value.first)
        return f"{at.year:04d}/{at.month:02d}/{at.day:02d}"
    if isinstance(value, list):
        return [int(one) for one in value]
    return str(value or "")


def shown(question: Question, kept: Canonical) -> object:
    """Turn a kept answer into what its field starts with."""
    if question.type == "jalali-date":
        day = kept_day(kept)
        return PartialDate(day, day, "day") if day else None
    return kept


def kept_day(kept: Canonical) -> date | None:
    """Read a kept day; None for anything else."""
    try:
        return parse(kept) if isinstance(kept, str) and kept else None
    except InvalidInput:
        return None


def _field(question: Question, ground: Ground) -> forms.Field:
    required = question.required and question.beside is None
    said: dict[str, Any] = {
        "label": gettext(question.label),
        "help_text": gettext(question.hint) if question.hint else "",
        "required": required,
        "error_messages": {"required": REQUIRED[question.type], "invalid_choice": NOT_OFFERED},
    }
    made: forms.Field
    match question.type:
        case "jalali-date":
            made = JalaliDateField(whole=True, **said)
        case "county":
            made = County(**said)
        case "members":
            people = [(str(one.id), _member(one)) for one in ground.members]
            made = People(most=question.max, choices=people, **said)
        case "choice":
            made = OneOf(choices=[(code, gettext(label)) for code, label in question.choices], **said)
        case "evidence":
            made = Evidence(**said).handed(question.name, ground.files)
        case "long-text":
            made = _limited(Lines(**said), question.max or LONGEST_LINES)
        case _:
            made = _phone(said) if question.name == PHONE else _limited(PlainText(**said), question.max)
    return made


def _phone(said: dict[str, Any]) -> Phone:
    attrs = {"inputmode": "tel", "autocomplete": "tel", "dir": "ltr", "class": "w-20"}
    return Phone(widget=forms.TextInput(attrs=attrs), max_length=40, **said)


def _limited(field: forms.CharField, most: int | None) -> forms.CharField:
    """Let a little more in than is kept, so that a long answer gets a sentence and is not cut."""
    field.validators.append(MaxLengthValidator(most or LONGEST_TEXT, message=TOO_LONG))
    return field


def _member(member: Member) -> str:
    return gettext("%(name)s، %(age)d ساله") % {"name": member.name, "age": member.age}
