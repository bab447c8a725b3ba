"""What a page says that comes from elsewhere: days as bare text, sentences of a service in the reader's language."""

from datetime import date, datetime

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from panah.web.dates import long_date
from panah.web.templatetags.panah import num
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


@register.filter
def told(value: object) -> SafeString:
    """Write a sentence of a service in the reader's language where it is translated, its digits isolated."""
    return num(gettext(str(value)) if value else "")
