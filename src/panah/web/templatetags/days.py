"""What a page says that comes from elsewhere: days as bare text, sentences of a service in the reader's language."""

from datetime import date, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from panah.foundation.clock import utc_now
from panah.foundation.jalali import to_jalali
from panah.web.dates import local_day, long_date
from panah.web.templatetags.panah import digits, num
from panah.web.tongues import in_digits_of, tongue_of

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
def jalali_near(value: date | datetime) -> SafeString:
    """Write «۲۹ آبان», with its year only where that is not this year."""
    return num(_near(value, weekday=False))


@register.filter
def weekday_near_plain(value: date | datetime) -> str:
    """Write «جمعه ۲۹ آبان», with its year only where that is not this year."""
    return _near(value, weekday=True)


@register.filter
def clock_plain(value: datetime) -> str:
    """Write the hour of a moment in Tehran: «۹:۳۰»."""
    moment = timezone.localtime(value)
    return digits(f"{moment.hour}:{moment:%M}")


@register.filter
def ends_a_day(value: datetime) -> date | None:
    """Give the local day that is over at this moment; None where none is: a last day is said, not its midnight."""
    moment = timezone.localtime(value)
    return (moment - timedelta(days=1)).date() if (moment.hour, moment.minute) == (0, 0) else None


def _near(value: date | datetime, *, weekday: bool) -> str:
    tongue = tongue_of(get_language())
    day = local_day(value)
    year = to_jalali(day).year
    said = long_date(day, tongue, weekday=weekday)
    near = year == to_jalali(local_day(utc_now())).year and not tongue.second_calendar
    return said.removesuffix(f" {in_digits_of(tongue, str(year))}") if near else said


@register.filter
def told(value: object) -> SafeString:
    """Write a sentence of a service in the reader's language where it is translated, its digits isolated."""
    return num(gettext(str(value)) if value else "")


@register.filter
def told_plain(value: object) -> str:
    """Write the same as bare text, for `<title>`, attributes and sentences it is put into."""
    return digits(gettext(str(value)) if value else "")
