"""Form fields that take what people type: Jalali dates in three fields, of which two may stay empty."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import PartialDate, from_fields, to_jalali
from panah.web.tongues import in_digits_of, tongue_of

DATE_SENTENCES: Final = {
    "date-year-missing": _("سال را بنویسید، با ۴ رقم، مثل ۱۳۷۱."),
    "date-month-missing": _("ماه را هم بنویسید، یا روز را خالی بگذارید."),
    "date-year-unreadable": _("سال را با ۴ رقم بنویسید، مثل ۱۳۷۱."),
    "jalali-year-out-of-range": _("سال را با ۴ رقم بنویسید، مثل ۱۳۷۱."),
    "year-looks-gregorian": _("این سال میلادی است؛ سال خورشیدی را بنویسید، مثل ۱۳۷۱."),
    "date-month-unreadable": _("ماه را با عدد ۱ تا ۱۲ یا با نامش بنویسید."),
    "jalali-month-out-of-range": _("ماه را با عدد ۱ تا ۱۲ یا با نامش بنویسید."),
    "date-day-unreadable": _("روز را با عدد ۱ تا ۳۱ بنویسید."),
    "jalali-not-a-leap-year": _("اسفند آن سال ۲۹ روز داشت؛ روز را دوباره ببینید."),
}
DATE_UNKNOWN: Final = _("این روز در تقویم نیست؛ روز و ماه را دوباره ببینید.")


class DateFields(forms.MultiWidget):
    """Day, month and year side by side, each with its own label."""

    template_name = "panah/parts/date_fields.html"
    use_fieldset = True

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        shared = {"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput({**shared, "class": "w-2", "maxlength": "2"}),
            "month": forms.TextInput({**shared, "class": "w-2", "maxlength": "12", "inputmode": "text"}),
            "year": forms.TextInput({**shared, "class": "w-4", "maxlength": "4"}),
        }
        super().__init__(widgets, dict(attrs or {}))

    def id_for_label(self, id_: str) -> str:
        """Lead a link of the error summary to the first of the three."""
        return f"{id_}_0" if id_ else id_

    def decompress(self, value: PartialDate | None) -> list[str]:
        """Return what the three fields show for a date already known."""
        if value is None:
            return ["", "", ""]
        at = to_jalali(value.first)
        day = str(at.day) if value.precision == "day" else ""
        month = str(at.month) if value.precision != "year" else ""
        tongue = tongue_of(get_language())
        return [in_digits_of(tongue, part) for part in (day, month, str(at.year))]


class JalaliDateField(forms.MultiValueField):
    """A Jalali date of three fields; cleans to a `PartialDate`, for a birth date is often only a year.

    With `whole=True` the day must be known too.
    """

    widget = DateFields

    def __init__(self, *, whole: bool = False, **kwargs: Any) -> None:
        self.whole = whole
        fields = [forms.CharField(required=False) for _part in range(3)]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[str]) -> PartialDate | None:
        """Read day, month and year; every way of being wrong has its own sentence."""
        day, month, year = (*data_list, "", "", "")[:3]
        if not (day or month or year):
            return None
        try:
            read = from_fields(year, month, day)
        except InvalidInput as wrong:
            raise ValidationError(DATE_SENTENCES.get(wrong.code, DATE_UNKNOWN), code=wrong.code) from wrong
        if self.whole and read.precision != "day":
            raise ValidationError(_("روز و ماه را هم بنویسید."), code="date-not-whole")
        return read
