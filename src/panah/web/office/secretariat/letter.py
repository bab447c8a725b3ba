"""A letter's page: what it says of itself, its file, what became of it, its thread and chain; every look is logged."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from panah.correspondence.operations import letter_pdf, look_at_letter
from panah.correspondence.queries import receivers_for
from panah.correspondence.queries.page import LetterFile
from panah.correspondence.queries.words import (
    CLASSIFICATION_TITLES,
    DIRECTION_TITLES,
    LEVEL_TITLES,
    URGENCY_TITLES,
    WAY_TITLES,
    Classification,
    Urgency,
    Way,
)
from panah.correspondence.roles import WRITERS
from panah.foundation.errors import NotFound
from panah.web.files.papers import sent_file
from panah.web.identity import actor_of, now_of, visitor_of
from panah.web.office.frame import look_of
from panah.web.office.secretariat.desk import shown
from panah.web.office.secretariat.words import DISPATCHES, ENDS, FACTS, STANDINGS, trouble_of
from panah.web.rail import KeyHint

FOR_ACTION: Final = "جهت بررسی و اقدام"


def letter(request: HttpRequest, letter: int) -> HttpResponse:
    """Show a letter."""
    return letter_page(request, letter)


def pdf(request: HttpRequest, letter: int) -> HttpResponse:
    """Send a letter's sheet, as it was sealed, to be read or printed."""
    try:
        number, body = letter_pdf(letter_id=letter, actor=actor_of(request), look=look_of(request))
    except NotFound as missing:
        raise Http404 from missing
    return sent_file(request, body, number)


def letter_page(
    request: HttpRequest, letter_id: int, *, notice: str = "", typed: str = "", status: int = 200
) -> HttpResponse:
    """Draw a letter's page as it stands now, with what was typed and why it did not go."""
    try:
        file, holds = look_at_letter(letter_id=letter_id, actor=actor_of(request), look=look_of(request))
    except NotFound as missing:
        raise Http404 from missing
    writes = bool(visitor_of(request).roles & WRITERS)
    context = {
        **_words(file, holds=holds),
        "facts": [(one, FACTS[one.kind], WAY_TITLES[Way(one.way)] if one.way else "") for one in file.facts],
        "dispatches": [(one, *DISPATCHES[one.state], trouble_of(one.trouble)) for one in file.dispatches],
        "referrals": [(one, ENDS.get(one.end, "")) for one in file.referrals],
        "chain": _chain(file),
        "receivers": _receivers(request, file) if writes and not file.is_void else [],
        "writes": writes,
        "reply_url": f"{reverse('office:letter-new')}?reply={letter_id}",
        "follow_url": f"{reverse('office:letter-new')}?follows={letter_id}",
        "for_action": typed or FOR_ACTION,
        "notice": notice,
    }
    return shown(request, "letter", context, status=status, keys=_keys(file, writes=writes))


def _words(file: LetterFile, *, holds: bool | None) -> dict[str, object]:
    tag, said = STANDINGS[file.line.standing]
    urgency = Urgency(file.line.urgency)
    classification = Classification(file.classification)
    return {
        "file": file,
        "direction": DIRECTION_TITLES[file.line.direction],
        "tag": tag,
        "tag_text": said,
        "urgency": URGENCY_TITLES[urgency] if urgency is not Urgency.NORMAL else "",
        "classification": CLASSIFICATION_TITLES[classification] if file.line.is_confidential else "",
        "level": {one.value: title for one, title in LEVEL_TITLES.items()}.get(file.level, ""),
        "token_holds": holds,
    }


def _chain(file: LetterFile) -> list[tuple[str, object, str]]:
    """The letters it hangs together with: how, which, and its day in words."""
    related = [
        ("عطف به", file.answers),
        ("پیرو", file.follows),
        *(("پاسخ یا پیرو", one) for one in file.replies),
    ]
    return [(how, one, STANDINGS[one.standing][1]) for how, one in related if one is not None]


def _receivers(request: HttpRequest, file: LetterFile) -> list[tuple[str, str]]:
    found = receivers_for(
        actor_of(request), office_id=file.office_id, about_case=file.case_id is not None, at=now_of(request)
    )
    return [(f"{one.office_id}:{one.role}:{one.holding_id or ''}", one.label) for one in found]


def _keys(file: LetterFile, *, writes: bool) -> tuple[KeyHint, ...]:
    if not writes:
        return ()
    is_out = file.line.direction == "outgoing"
    answers = (KeyHint(("ی",), "پیرو"),) if is_out else (KeyHint(("پ",), "پاسخ"),)
    prints = (KeyHint(("چ",), "چاپ"),) if file.has_sheet else ()
    return (*answers, *prints, KeyHint(("ر",), "ارجاع"))
