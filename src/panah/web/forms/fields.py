"""Fields that take what people type: any digits, any yeh, a county by its name, several people at once."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from panah.casework.queries.places import CountyName, counties, county_named, find_counties
from panah.foundation.errors import InvalidInput
from panah.foundation.persian import clean, clean_lines
from panah.foundation.phones import format_phone, parse_phone
from panah.organisation.place_names import PERSIAN
from panah.web.files.fields import MISSING
from panah.web.tongues import in_digits_of, tongue_of

REQUIRED: Final = {
    "text": _("این را هم بنویسید."),
    "long-text": _("این را هم بنویسید."),
    "jalali-date": _("روز، ماه و سال را بنویسید، مثل ۵ آذر ۱۴۰۵."),
    "county": _("نام شهرستان را بنویسید، مثل شیراز."),
    "members": _("دست‌کم یک نفر را نشان کنید."),
    "choice": _("یکی را برگزینید."),
    "evidence": MISSING,
}
TOO_LONG: Final = _("کوتاه‌تر بنویسید: تا %(limit_value)d حرف.")
PHONE_UNREADABLE: Final = _("شماره را با ۱۱ رقم بنویسید، مثل ۰۹۱۷۱۲۳۴۵۶۷.")
COUNTY_UNKNOWN: Final = _("این شهرستان را نشناختیم. استانش را هم بنویسید، مثل «مرودشت، فارس».")
NOT_OFFERED: Final = _("یکی از همین‌ها را برگزینید.")
SHOWN_AT_ONCE: Final = 3


class PlainText(forms.CharField):
    """One line: NUL, direction marks and stray spaces go before anything is checked."""

    def to_python(self, value: Any) -> str:
        """Clean what was typed."""
        return clean(super().to_python(value) or "")


class Lines(forms.CharField):
    """Several lines, each cleaned."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> str:
        """Clean what was typed, line by line."""
        return clean_lines(super().to_python(value) or "")


class Phone(PlainText):
    """A telephone number in any digits; cleans to E.164."""

    def clean(self, value: Any) -> str:
        """Read the number; empty stays empty."""
        typed: str = super().clean(value)
        if not typed:
            return ""
        try:
            return parse_phone(typed)
        except InvalidInput as wrong:
            raise ValidationError(PHONE_UNREADABLE, code=wrong.code) from wrong

    def prepare_value(self, value: Any) -> Any:
        """Show a known number as people say it."""
        if not str(value).startswith("+"):
            return value
        return in_digits_of(tongue_of(get_language()), format_phone(value).replace("\u00a0", " "))


class CountyInput(forms.TextInput):
    """A line with the counties to choose from beside it; without any script it is a line to type in."""

    template_name = "panah/forms/county.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the list of counties."""
        context = super().get_context(name, value, attrs)
        language = get_language() or PERSIAN
        context["counties"] = [one.label_in(language) for one in counties()]
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_list"
        return context


class County(PlainText):
    """A county by name, with or without its province; cleans to what forms keep, `fars/shiraz`."""

    widget = CountyInput

    def clean(self, value: Any) -> str:
        """Find the county; where two bear the name, ask which."""
        typed: str = super().clean(value)
        if not typed:
            return ""
        found = find_counties(typed)
        if len(found) == 1:
            return found[0].code
        raise ValidationError(_which(found) if found else COUNTY_UNKNOWN, code="county-unclear")

    def prepare_value(self, value: Any) -> Any:
        """Show a known county by its name."""
        known = county_named(str(value)) if value else None
        return known.label_in(get_language() or PERSIAN) if known else value


class Dots(forms.RadioSelect):
    """All answers on the page, one to choose."""

    template_name = "panah/forms/choices.html"


class Boxes(forms.CheckboxSelectMultiple):
    """All answers on the page, any number to choose."""

    template_name = "panah/forms/choices.html"


class OneOf(forms.ChoiceField):
    """One answer of a list, every one of them on the page."""

    widget = Dots


class People(forms.TypedMultipleChoiceField):
    """Some of the members, each with a box; cleans to their numbers in order."""

    widget = Boxes

    def __init__(self, *, most: int | None = None, **kwargs: Any) -> None:
        self.most = most
        super().__init__(coerce=int, **kwargs)

    def clean(self, value: Any) -> list[int]:
        """Read who was chosen."""
        people: list[int] = sorted(set(super().clean(value) or []))
        if self.most is not None and len(people) > self.most:
            raise ValidationError(_most_people(self.most), code="too-many")
        return people


def _most_people(most: int) -> str:
    return gettext("بیش از %(count)d نفر را نمی‌شود نشان کرد.") % {"count": most}


def _which(found: Sequence[CountyName]) -> str:
    names = gettext(" یا ").join(f"«{one.label}»" for one in found[:SHOWN_AT_ONCE])
    return gettext("کدام؟ %(names)s. نام را کامل بنویسید.") % {"names": names}
