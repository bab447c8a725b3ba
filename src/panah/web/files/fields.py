"""The field of a file: what is held already stands beside it, and nothing is asked twice."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.evidence.queries import FileMark, read_mark
from panah.web.files.holding import NOTHING, Handed, dropping

ACCEPTED: Final = "image/*,application/pdf"
"""A phone offers its camera, its pictures and its files; `capture` would leave the camera alone."""
MISSING: Final = _("عکس یا پی‌دی‌اف آن را برگزینید.")


class FileInput(forms.FileInput):
    """Takes one picture or PDF; what is held is named, may be looked at, and may be dropped."""

    template_name = "panah/forms/evidence.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"accept": ACCEPTED, **(attrs or {})})
        self.handed: Handed = NOTHING

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add what is held."""
        context = super().get_context(name, value, attrs)
        held = self.handed.held.get(name)
        if held is not None:
            context["held"] = {
                "said": said_of(held.mark),
                "url": reverse(self.handed.route, args=[held.id]),
                "drop": dropping(name),
            }
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        """Answer with the mark of what is held, whenever it came."""
        del data, files
        held = self.handed.held.get(name)
        return str(held.mark) if held else ""

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Nothing of it is ever in what was typed."""
        del data, files, name
        return False


class Evidence(forms.Field):
    """One picture or PDF; cleans to its mark, and to nothing where none is held."""

    widget: FileInput | type[FileInput] = FileInput
    wrong = ""

    def handed(self, name: str, handed: Handed) -> "Evidence":
        """Tell the field what came and what is held."""
        self.wrong = handed.wrong.get(name, "")
        if isinstance(self.widget, FileInput):  # what Django made of the class
            self.widget.handed = handed
        return self

    def clean(self, value: Any) -> str:
        """Say what was wrong with what came; else that it is missing, where it must be there."""
        if self.wrong:
            raise ValidationError(self.wrong, code="upload")
        if not value and self.required:
            raise ValidationError(MISSING, code="required")
        return str(value or "")


def said_of(mark: FileMark) -> str:
    """Write a file as people read it back: «عکس» or «پی‌دی‌اف، ۳ برگ»."""
    if mark.kind == "picture":
        return gettext("عکس")
    return gettext("پی‌دی‌اف، %(pages)d برگ") % {"pages": mark.pages}


def said_of_answer(value: object) -> str:
    """Write the answer of a question that asks for a file."""
    mark = read_mark(value)
    return said_of(mark) if mark else ""
