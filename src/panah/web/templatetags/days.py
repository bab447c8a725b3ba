"""Days as bare text, for sentences that are isolated as a whole."""

from datetime import date, datetime

from django import template
from django.utils.translation import get_language

from panah.web.dates import long_date
from panah.web.tongues import tongue_of

register = template.Library()


@register.filter
def jalali_plain(value: date | datetime) -> str:
    """Write «۲۹ آبان ۱۴۰۵»."""
    return long_date(value, tongue_of(get_language()))


@register.filter
def jalali_weekday_plain(value: date | datetime) -> str:
    """Write «جمعه ۲۹ آبان ۱۴۰۵»."""
    return long_date(value, tongue_of(get_language()), weekday=True)
