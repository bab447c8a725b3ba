"""A form for each word an officer may say: its questions, read from the service's own definition."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from panah.casework.queries.deciding import Decision, Question, Saying
from panah.foundation.canonical import Canonical
from panah.foundation.digits import to_persian_digits
from panah.foundation.jalali import PartialDate
from panah.foundation.persian import clean
from panah.web.fields import JalaliDateField
from panah.web.forms.fields import Dots
from panah.web.office.words import KEYS, act_label

REASONS = {"reason-code": "reason_code", "reason-text": "reason_text"}
"""The engine's own names for the two fields of every reason."""

type People = tuple[tuple[int, str], ...]


class CleanText(forms.CharField):
    """A text without stray control and direction marks."""

    def to_python(self, value: Any) -> Any:
        """Clean what was typed before it is measured."""
        return super().to_python(clean(value) if isinstance(value, str) else value)


class SayingForm(forms.Form):
    """The questions of one word; its fields are named after the word, so that several stand on one page.

    Nothing is marked as required for the browser: it would hold back the form for the fields of words not chosen.
    """

    use_required_attribute = False

    def __init__(self, saying: Saying, people: People, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, prefix=saying.word)
        for question in saying.questions:
            self.fields[question.name] = _field(question, people)

    def said(self) -> dict[str, Canonical]:
        """Give the cleaned answers by name, dates as ISO text; empty ones are left out."""
        answers: dict[str, Canonical] = {}
        for name, value in self.cleaned_data.items():
            plain = value.first.isoformat() if isinstance(value, PartialDate) else value
            if plain not in (None, "", []):
                answers[REASONS.get(name, name)] = plain
        return answers


@dataclass(frozen=True, slots=True)
class Option:
    """One word on the page: its act, its key, its form, and whether it is the one chosen."""

    saying: Saying
    label: str
    key: str
    form: SayingForm
    chosen: bool


def options_of(
    decision: Decision, people: People, *, given: SayingForm | None = None, about: int | None = None
) -> tuple[Option, ...]:
    """Lay out the words of a decision; `given` is the form of the chosen word as it was sent.

    Where one person is asked for and the decision is `about` one, that one is marked already.
    """
    taken: set[str] = set()
    found = []
    for saying in decision.sayings:
        key = "" if saying.nature in taken else KEYS[saying.nature]
        taken.add(saying.nature)
        chosen = given is not None and given.prefix == saying.word
        form = given if chosen and given is not None else SayingForm(saying, people)
        if form is not given and about is not None:
            form.initial = {one.name: [about] for one in saying.questions if _asks_for_one(one)}
        found.append(Option(saying, act_label(saying.word, saying.label), key, form, chosen))
    return tuple(found)


def _asks_for_one(question: Question) -> bool:
    return question.type == "members" and question.max == 1


def _field(question: Question, people: People) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.label,
        "required": question.required,
        "help_text": question.hint,
        "error_messages": {"required": f"«{question.label}» را بنویسید."},
    }
    match question.type:
        case "choice":
            answers = [(one.code, to_persian_digits(one.label)) for one in question.answers]
            common["error_messages"] = {"required": f"«{question.label}» را برگزینید."}
            if len(answers) == 1:
                return forms.ChoiceField(choices=answers, widget=Dots, **common)
            return forms.ChoiceField(choices=[("", "برگزینید"), *answers], **common)
        case "members":
            return forms.MultipleChoiceField(choices=people, widget=forms.CheckboxSelectMultiple, **common)
        case "jalali-date":
            return JalaliDateField(whole=True, **common)
        case "long-text":
            return CleanText(widget=forms.Textarea({"rows": 4}), max_length=question.max, **common)
        case _:
            return CleanText(max_length=question.max, **common)
