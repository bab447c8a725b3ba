"""What people are told at each step, in which language and on which way: texts of services, and those of the house.

A service writes its own where the house's do not say enough; what neither says is not told. No text knows a name, a
ground or a reason: its variables are the case number, the title of the service, the day something is due, and of an
appointment its day, hour and office.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final

from panah.workflow.form_options import Option

LANGUAGES: Final = ("fa", "prs", "ps", "ar", "en")
FALLBACK: Final = "fa"
TABLE: Final = "messages"
"""The list of a file that holds them."""


class News(Option):
    """What there is to tell, with the words officers read; no text says more than that something waits, and where."""

    OPENED = "opened", "درخواست ثبت شد"
    YOUR_TURN = "your-turn", "کاری از شخص می‌خواهد"
    TO_PAY = "to-pay", "به پرداخت رسیده است"
    PAID = "paid", "پرداخت رسید"
    READY = "ready", "برگه آماده است"
    GRANTED = "granted", "موافقت شد"
    LETTER = "letter", "نامه‌ای دارد"
    ENDED = "ended", "پایان یافت"
    DEADLINE = "deadline", "مهلت نزدیک است"
    CALLED = "called", "فراخوان"
    APPOINTMENT = "appointment", "نوبت"
    EARLIER = "earlier", "وقت زودتر خالی شد"
    POSTPONED = "postponed", "دفتر بسته است و نوبت عقب افتاد"
    UNDELIVERED = "undelivered", "پیام نرسید"


class Channel(Option):
    """On which way a message goes: a text, a call that is read out, the person's own pages, or paper."""

    SMS = "sms", "پیامک"
    VOICE = "voice", "تماس گویا"
    PORTAL = "portal", "صفحهٔ خود شخص"
    PAPER = "paper", "نامهٔ کاغذی"


VARIABLES: Final = frozenset({"number", "service"})
DAY: Final = "day"
"""Known of what has a day it is due, and of what names an appointment."""
TIME: Final = "time"
PLACE: Final = "place"
TIMED: Final = frozenset({News.CALLED, News.APPOINTMENT, News.EARLIER})
"""What names a day, an hour and an office; a caller says all three in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence in every language."""

    fa: str
    prs: str
    ps: str
    ar: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageText:
    """One text: of an event, at one step or any, on one way or any; Persian always, other languages where written."""

    event: News
    fa: str
    step: str = ""
    channel: Channel | None = None
    prs: str | None = None
    ps: str | None = None
    ar: str | None = None
    en: str | None = None


@dataclass(frozen=True, slots=True)
class Messages:
    """The texts of one file."""

    texts: tuple[MessageText, ...] = ()

    def find(self, news: News, *, step: str, channel: Channel, language: str) -> str | None:
        """Give the text that fits most closely: the step's before any step's, the way's before any way's."""
        for wanted in ((step, channel), (step, None), ("", channel), ("", None)):
            for text in self.texts:
                said = in_language(text, language)
                if text.event is news and (text.step, text.channel) == wanted and said:
                    return said
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The texts shared by all services, in every language, and what is said where others may hear it (S29).

    `quiet` names the case and nothing else; `quiet_alone`, for what concerns one person alone, not even that.
    `greeting` begins a call.
    """

    messages: tuple[MessageText, ...]
    quiet: Sentence
    quiet_alone: Sentence
    greeting: Sentence

    def find(self, news: News, *, channel: Channel, language: str) -> str:
        """Give the house's text; a language it does not have is answered in Persian."""
        known = known_language(language)
        found = Messages(self.messages).find(news, step="", channel=channel, language=known)
        if found is None:
            raise LookupError(f"the house says nothing of {news} in {known}")
        return found


def known_language(language: str) -> str:
    """Give the language, or Persian for one we do not have."""
    return language if language in LANGUAGES else FALLBACK


def in_language(text: MessageText | Sentence, language: str) -> str | None:
    """Give what a text says in a language; None where it was not written."""
    said: str | None = getattr(text, known_language(language))
    return said


def languages_of(text: MessageText | Sentence) -> Iterator[tuple[str, str]]:
    """Give every language a text is written in, with what it says."""
    written: Mapping[str, str | None] = {
        one.name: getattr(text, one.name) for one in fields(text) if one.name in LANGUAGES
    }
    yield from ((language, said) for language, said in written.items() if said is not None)
