"""Writing a message: the text of its event, step, language and way, with the number as it is read or said."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from panah.catalogue.queries import house_messages, messages_of, title_of
from panah.foundation.clock import TEHRAN
from panah.foundation.digits import to_latin_digits, to_persian_digits
from panah.foundation.isolate import isolate_text
from panah.foundation.jalali import format_long, format_short, to_jalali
from panah.notifications.rules.speech import CALENDARS, spoken, spoken_day, spoken_time, without_digits
from panah.organisation.place_names import name_in
from panah.workflow.messages import (
    DAY,
    PLACE,
    TIME,
    Channel,
    House,
    Messages,
    News,
    Sentence,
    known_language,
)
from panah.workflow.messages_reading import LONGEST_PLACE

_ARABIC_INDIC: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is to be said: of which case, event and step, on which way, in which language, how quietly.

    `is_alone` says that the matter is one person's alone: a quiet text then names no case either (S29). `due_on` is
    the local day something is due, `meets_at` (UTC) and `place` when and at which office somebody is expected.
    """

    news: News
    number: str
    channel: Channel
    language: str
    step: str = ""
    is_quiet: bool = False
    is_alone: bool = False
    due_on: date | None = None
    meets_at: datetime | None = None
    place: str = ""


def text_of_case(said: Said, *, version_id: int, address: str) -> str:
    """Write a message with the texts of a service's version; raises NotFound("version-unknown")."""
    own = messages_of(version_id)
    title = title_of(version_id, known_language(said.language)) if own.texts else ""
    return text_of(said, own=own, house=house_messages(), title=title, address=address)


def text_of(said: Said, *, own: Messages, house: House, title: str = "", address: str = "") -> str:
    """Write a message; `title` is the service's in its language, known to the texts of services only.

    The address of Panah stands on a line of its own, so that no direction mark touches it. A quiet text has none, nor
    has a call.
    """
    language = known_language(said.language)
    sentence = _sentence(said, language, own, house).format(
        number=_number(said.number, language, said.channel),
        service=title,
        **_when_and_where(said, language),
    )
    if said.channel is Channel.VOICE:
        return sentence if said.is_quiet else f"{_of(house.greeting, language)} {sentence}"
    with_address = address and said.channel is Channel.SMS and not said.is_quiet
    return f"{sentence}\n{address}/my/" if with_address else sentence


def _when_and_where(said: Said, language: str) -> dict[str, str]:
    """The day, hour and office of a text; a caller says them in words."""
    due = _number(format_short(said.due_on), language, said.channel) if said.due_on else ""
    if said.meets_at is None:
        return {DAY: due, TIME: "", PLACE: ""}
    local, name = said.meets_at.astimezone(TEHRAN), name_in(language, said.place)
    if said.channel is Channel.VOICE:
        return {
            DAY: spoken_day(local.date(), language),
            TIME: spoken_time(local.time(), language),
            PLACE: without_digits(name, language),
        }
    return {
        DAY: _weekday(local.date(), language),
        TIME: _number(f"{local.hour}:{local.minute:02}", language, said.channel),
        PLACE: _in_digits(_cut(name) if said.channel is Channel.SMS else name, language),
    }


def _weekday(day: date, language: str) -> str:
    """«سه‌شنبه ۳ آذر», in the digits of the language and without the year, which nobody asks of next month."""
    said, at = format_long(day, months=CALENDARS[language], weekday=True), to_jalali(day)
    return _in_digits(to_latin_digits(said).removesuffix(f" {at.year}"), language)


def _in_digits(text: str, language: str) -> str:
    plain = to_latin_digits(text)
    if language == "en":
        return plain
    return plain.translate(_ARABIC_INDIC) if language == "ar" else to_persian_digits(plain)


def _cut(name: str) -> str:
    """Cut a long name at a word, for a text message."""
    if len(name) <= LONGEST_PLACE:
        return name
    return name[:LONGEST_PLACE].rpartition(" ")[0].rstrip("،, ") or name[:LONGEST_PLACE]


def _sentence(said: Said, language: str, own: Messages, house: House) -> str:
    if said.is_quiet:
        return _of(house.quiet_alone if said.is_alone else house.quiet, language)
    found = own.find(said.news, step=said.step, channel=said.channel, language=language)
    return found or house.find(said.news, channel=said.channel, language=language)


def _of(sentence: Sentence, language: str) -> str:
    return str(getattr(sentence, language))


def _number(number: str, language: str, channel: Channel) -> str:
    """A number as it is said aloud, or as it is read in a language and kept in its own order."""
    if channel is Channel.VOICE:
        return spoken(number, language)
    plain = _in_digits(number, language)
    return plain if language == "en" else isolate_text(plain)
