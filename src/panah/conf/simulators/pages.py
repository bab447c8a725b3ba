"""The few pages of the simulators: Persian first, English beside it, nothing loaded from anywhere."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from panah.foundation.isolate import isolate_html
from panah.foundation.money import Rial, format_both

STYLE = """
body { font: 18px/1.85 Vazirmatn, Tahoma, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1.25rem;
       color: #161b33; background: #f6f7f7 }
h1 { font-size: 1.6rem; color: #18245c } .en { color: #4a5069; font-size: .9rem }
.sum { font-size: 1.4rem; font-weight: 650 }
button { font: inherit; padding: .5rem 1.5rem; border: 2px solid #00676c; border-radius: 3px; cursor: pointer;
         background: #fff; color: #00676c; min-height: 48px; margin-block: .25rem }
input { font: inherit; padding: .25rem .75rem; min-height: 48px; border: 2px solid #4a5069; border-radius: 3px }
button.first { background: #00676c; color: #fff }
button:focus-visible { outline: 3px solid #ffbf2e; outline-offset: 2px }
.note { border-inline-start: 6px solid #ffbf2e; padding-inline-start: 1rem; background: #fff }
li p { margin-block: .25rem } a { color: #243a8f }
li { background: #fff; margin-block: 1rem; padding: 1rem; list-style: none; border: 1px solid #d8dbe4 }
ol { padding: 0 } .to { color: #4a5069; font-size: .9rem }
"""
NOTE = (
    '<p class="note">این یک سامانهٔ آزمایشی است؛ هیچ پولی جابه‌جا نمی‌شود، هیچ پیامکی فرستاده نمی‌شود'
    " و هیچ تلفنی زنگ نمی‌خورد."
    '<br><span class="en" lang="en" dir="ltr">This is a simulator: no money moves, no message is sent'
    " and no phone rings.</span></p>"
)
STATES = {
    "delivered": "رسید",
    "undeliverable": "نرسید",
    "not-answered": "کسی برنداشت",
    "pending": "خبری نیامده",
}
SYSTEMS = {"sms": "پیامک", "voice": "تماس گویا"}
TOLD = {"paid": "این مبلغ پرداخت شده است.", "cancelled": "پرداخت لغو شده است."}


def payment(description: str, rial: int, state: str) -> str:
    """The page where a payer pays, gives up, or pays and closes the window."""
    what = f"<p>{isolate_html(description)}</p>" if description else ""
    amount = f'<p class="sum">{isolate_html(format_both(Rial(rial)))}</p>'
    if state in TOLD:
        return _page("درگاه آزمایشی بانک", f"{NOTE}{what}{amount}<p>{TOLD[state]}</p>")
    choices = (
        ("pay", "first", "پرداخت می‌کنم", "Pay"),
        ("cancel", "", "لغو", "Cancel"),
        ("vanish", "", "پرداخت می‌کنم و برنمی‌گردم", "Pay and never come back"),
    )
    buttons = "".join(
        f'<p><button class="{look}" name="what" value="{value}">{label}</button> '
        f'<span class="en" lang="en" dir="ltr">{english}</span></p>'
        for value, look, label, english in choices
    )
    return _page("درگاه آزمایشی بانک", f'{NOTE}{what}{amount}<form method="post">{buttons}</form>')


def vanished(receipt: str) -> str:
    """What the payer sees who does not come back."""
    said = isolate_html(f"پرداخت شد. شمارهٔ پیگیری {receipt}. این پنجره را می‌توانید ببندید.")
    return _page("درگاه آزمایشی بانک", f"{NOTE}<p>{said}</p>")


def messages(received: Sequence[tuple[str, str, str, str]]) -> str:
    """What the phones got and what was read out on them, the newest first: (system, number, text, state)."""
    rows = "".join(
        f'<li><div class="to">{SYSTEMS[system]} به <bdi dir="ltr">{escape(to)}</bdi> · '
        f"{STATES.get(state, escape(state))}</div>"
        f"{''.join(_line(line) for line in text.splitlines())}</li>"
        for system, to, text, state in received
    )
    inside = f"<ol>{rows}</ol>" if rows else "<p>هنوز پیامکی نیامده است و تماسی گرفته نشده است.</p>"
    return _page("پیامک‌ها و تماس‌های آزمایشی", f"{NOTE}{inside}", refresh=5)


class Entry(NamedTuple):
    """What stands in a simulated register: its receipt, whom it is about, what was told, and of which paper where."""

    receipt: str
    name: str
    what: str
    number: str
    border: str


def entries(title: str, recorded: Sequence[Entry], *, may_cross: bool) -> str:
    """What stands in a simulated register, the newest first; at a border its papers can be used."""
    rows = "".join(
        f'<li><div class="to"><bdi dir="ltr">{escape(one.receipt)}</bdi> · {isolate_html(one.name)}</div>'
        f'<p dir="ltr">{escape(" ".join(part for part in (one.what, one.number, one.border) if part))}</p>'
        f"{_crossing(one) if may_cross else ''}</li>"
        for one in recorded
    )
    inside = f"<ol>{rows}</ol>" if rows else "<p>هنوز چیزی ثبت نشده است.</p>"
    return _page(title, f"{NOTE}{inside}", refresh=5)


class ArrivedLetter(NamedTuple):
    """A letter that arrived by exchange: its name there, receipt, the sender's number, subject, for whom."""

    id: str
    receipt: str
    number: str
    subject: str
    to: str


def arrived(title: str, letters: Sequence[ArrivedLetter]) -> str:
    """What arrived at an exchange, the newest first, each with a button that answers it."""
    rows = "".join(
        f'<li><div class="to"><bdi dir="ltr">{escape(one.receipt)}</bdi> · {isolate_html(one.number)} ·'
        f" به {isolate_html(one.to)}</div><p>{isolate_html(one.subject)}</p>"
        f'<form method="post" action="/ece/answer"><input type="hidden" name="id" value="{escape(one.id)}">'
        '<button>پاسخ بده</button> <span class="en" lang="en" dir="ltr">Answer</span></form></li>'
        for one in letters
    )
    inside = f"<ol>{rows}</ol>" if rows else "<p>هنوز نامه‌ای نرسیده است.</p>"
    return _page(title, f"{NOTE}{inside}", refresh=5)


def capture(happened: Sequence[tuple[str, str]]) -> str:
    """A finger to put on a desk's device, and what became of the last ones, the newest first: (device, told)."""
    rows = "".join(
        f'<li><div class="to"><bdi dir="ltr">{escape(device)}</bdi></div><p dir="ltr">{escape(told)}</p></li>'
        for device, told in happened
    )
    form = (
        '<form method="post" action="/capture/read">'
        '<p><label>دستگاه <span class="en" lang="en" dir="ltr">Device</span><br>'
        '<input name="device" dir="ltr" required></label></p>'
        '<p><label>انگشت چه کسی <span class="en" lang="en" dir="ltr">Whose finger</span><br>'
        '<input name="who" required></label></p>'
        '<p><button class="first" name="how" value="good">خوب خوانده شد</button> '
        '<button name="how" value="poor">بد خوانده شد</button></p></form>'
    )
    return _page("دستگاه آزمایشی اثر انگشت", f"{NOTE}{form}<ol>{rows}</ol>")


def _crossing(one: Entry) -> str:
    return (
        '<form method="post" action="/border/cross">'
        f'<input type="hidden" name="number" value="{escape(one.number)}">'
        f'<input type="hidden" name="border" value="{escape(one.border)}">'
        '<button>از مرز گذشت</button> <span class="en" lang="en" dir="ltr">Crossed</span></form>'
    )


def _line(text: str) -> str:
    """One line of a message in its own direction; an address can be followed, as on a phone."""
    if text.startswith(("http://", "https://")):
        return f'<p dir="ltr"><a href="{escape(text)}">{escape(text)}</a></p>'
    return f'<p dir="auto">{isolate_html(text)}</p>'


def nothing_here() -> str:
    """An address that is not there."""
    return _page("این صفحه نیست", f'{NOTE}<p><a href="/messages">پیامک‌ها و تماس‌های آزمایشی</a></p>')


def _page(title: str, inside: str, *, refresh: int = 0) -> str:
    again = f'<meta http-equiv="refresh" content="{refresh}">' if refresh else ""
    return (
        f'<!doctype html><html lang="fa" dir="rtl"><head><meta charset="utf-8">{again}'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{title}</h1>{inside}</main></body></html>"
    )
