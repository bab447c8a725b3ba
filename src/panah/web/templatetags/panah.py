"""The filters through which every number, date and amount reaches a page, and the small drawn parts.

Each digit run is isolated from the direction of the text around it: without that `1990-08-05` is read
backwards. `num` writes isolated HTML; `digits` writes bare text for `<title>`, `<option>` and attributes.
"""

import re
from datetime import date, datetime
from typing import Final

from django import template
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, Resolver404, resolve, reverse, translate_url
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, override

from panah.foundation.isolate import isolate_html
from panah.foundation.phones import format_phone
from panah.organisation.place_names import name_in
from panah.web.dates import long_date, short_date
from panah.web.tongues import TONGUES, Tongue, in_digits_of, tongue_of

register = template.Library()

ICON_NAME: Final = re.compile(r"[a-z]+(-[a-z]+)*")
_WORD: Final = "[\u0621-\u065f\u0670-\u06d3]+"
PERSIAN_RUN: Final = re.compile(f"{_WORD}(?:[ \u200c]+{_WORD})*")
"""A name or word in Persian letters, as it stands in an English line."""


@register.simple_tag
def tongue() -> Tongue:
    """Return the language this page is written in."""
    return tongue_of(get_language())


@register.simple_tag
def comma() -> str:
    """Return what stands between two parts of a line in the page's language."""
    return gettext("، ")


@register.filter
def digits(value: object) -> str:
    """Write any digits in those of the page's language, as bare text."""
    return in_digits_of(tongue_of(get_language()), str(value))


@register.filter
def num(value: object) -> SafeString:
    """Write text with its digits in the page's language, each run isolated; HTML in it is escaped.

    Between Latin letters a Persian name is set apart too, so that a list of names is read in its own order.
    """
    written = isolate_html(digits(value))
    if tongue_of(get_language()).direction == "ltr":
        written = PERSIAN_RUN.sub(r'<bdi lang="fa" dir="rtl">\g<0></bdi>', written)
    return mark_safe(written)  # noqa: S308  # isolate_html escapes


@register.filter
def place(name: str) -> str:
    """Call an office or a province by its name in the page's language, as far as somebody translated it."""
    return name_in(tongue_of(get_language()).code, name)


@register.filter
def rial(amount: int) -> SafeString:
    """Write an amount as «۵۰۰٬۰۰۰ ریال» with the word of the page's language."""
    separator = "," if get_language() == "en" else "٬"
    return num(f"{amount:,}".replace(",", separator) + " " + gettext("ریال"))


@register.filter
def toman(amount: int) -> SafeString:
    """Write the same amount in tomans, a tenth of its rials, as people say it: «۵۰٬۰۰۰ تومان»."""
    separator = "," if get_language() == "en" else "٬"
    whole, tenth = divmod(amount, 10)
    written = f"{whole:,}".replace(",", separator) + (f".{tenth}" if tenth else "")
    return num(written + " " + gettext("تومان"))


@register.filter
def phone(e164: str) -> SafeString:
    """Write a telephone number as people say it: «۰۹۱۷ ۱۲۳ ۴۵۶۷»."""
    return num(format_phone(e164))


@register.filter
def jalali(value: date | datetime) -> SafeString:
    """Write a day in words: «۲۹ آبان ۱۴۰۵»."""
    return num(long_date(value, tongue_of(get_language())))


@register.filter
def jalali_weekday(value: date | datetime) -> SafeString:
    """Write a day in words with its weekday: «جمعه ۲۹ آبان ۱۴۰۵»."""
    return num(long_date(value, tongue_of(get_language()), weekday=True))


@register.filter
def jalali_short(value: date | datetime) -> SafeString:
    """Write a day in figures: «۱۴۰۵/۰۸/۲۹»."""
    return num(short_date(value, tongue_of(get_language())))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one pictogram of `panah/icons`; it is decoration, the word beside it speaks."""
    if not ICON_NAME.fullmatch(name):
        raise template.TemplateSyntaxError(f"no icon can be named {name!r}")
    return mark_safe(render_to_string(f"panah/icons/{name}.svg").strip())  # noqa: S308  # our own file


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[dict[str, str]]:
    """List the other languages with the address of this same page in each; the home page where there is none."""
    here = get_language()
    request = context.get("request")
    path = request.get_full_path() if request else "/"
    return [
        {
            "name": tongue.name,
            "tag": tongue.tag,
            "direction": tongue.direction,
            "url": _in_language(path, code),
        }
        for code, tongue in TONGUES.items()
        if code != here
    ]


def _in_language(path: str, code: str) -> str:
    try:
        resolve(path.partition("?")[0])
    except Resolver404:
        return _home(code)
    translated = translate_url(path, code)
    return translated if translated != path else _home(code)


def _home(code: str) -> str:
    with override(code):
        return reverse("public:home")


@register.simple_tag(takes_context=True)
def is_at(context: template.Context, *names: str) -> bool:
    """Tell whether the page being shown is one of these routes, for `aria-current`."""
    match = getattr(context.get("request"), "resolver_match", None)
    return match is not None and match.view_name in names


@register.simple_tag
def route(name: str) -> str:
    """Return the address of a route, or nothing while that page is not part of this installation."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("panah/parts/usual_time.html")
def usual_time(*, p50: int, p90: int, today: int) -> dict[str, object]:
    """Draw how long a step usually takes: half, nine in ten, and where this file is today.

    All three are days since the step began. Places are percent of the bar, counted from its starting side.
    """
    rtl = tongue_of(get_language()).direction == "rtl"
    full = max(p90 * 1.25, today * 1.05, 1)

    def place(days: float) -> float:
        share = round(100 * min(days, full) / full, 1)
        return round(100 - share, 1) if rtl else share

    def width(days: float) -> float:
        return round(100 * min(days, full) / full, 1)

    return {
        "p50": p50,
        "p90": p90,
        "today": today,
        "late": today > p90,
        "p50_at": place(p50),
        "p90_at": place(p90),
        "today_at": place(today),
        "p50_from": place(p50) if rtl else 0,
        "p90_from": place(p90) if rtl else 0,
        "p50_width": width(p50),
        "p90_width": width(p90),
    }
