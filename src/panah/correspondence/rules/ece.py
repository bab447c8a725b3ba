"""A letter on its way between two secretariats («ECE»): written as XML, and read strictly.

TO BE VERIFIED WITH THE STANDARD. ECE was agreed between makers of office software; its text is not public to us. That
letters travel as XML is known, nothing below it: every name, code and form stands here as our own proposal, in `NAMES`,
`CODES` and `VERSION` and nowhere else. Before a line to another secretariat is opened, hold against the standard:
the names of elements and attributes and their order; the codes of urgency and classification; the calendar of dates;
how organisations are addressed; how files are carried; whether envelopes are signed, and receipts sent.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree import ElementTree as ET

from panah.correspondence.rules.words import Classification, Urgency
from panah.foundation.errors import InvalidInput
from panah.foundation.persian import clean

VERSION: Final = "panah-1"
NAMES: Final = {
    "root": "Letter",
    "version": "Version",
    "id": "Id",
    "sender": "Sender",
    "receiver": "Receiver",
    "organisation": "Organization",
    "code": "Code",
    "copy": "IsCopy",
    "number": "LetterNo",
    "date": "LetterDate",
    "subject": "Subject",
    "priority": "Priority",
    "classification": "Classification",
    "in_reply_to": "InReplyTo",
    "follows": "Follows",
    "annex": "Annex",
    "content": "Content",
    "type": "ContentType",
}
CODES: Final = {
    Urgency.NORMAL: "1",
    Urgency.URGENT: "2",
    Urgency.IMMEDIATE: "3",
    Classification.NORMAL: "1",
    Classification.CONFIDENTIAL: "2",
}
PDF: Final = "application/pdf"
MOST_BYTES: Final = 15 * 1024 * 1024
LONGEST: Final = {
    "id": 120, "number": 60, "subject": 200, "name": 200, "code": 40, "annex": 120,
}  # fmt: skip
_FORBIDDEN: Final = ("<!DOCTYPE", "<!ENTITY")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A secretariat as the exchange knows it."""

    name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One letter to one receiver; `id` is the sender's own and the same however often it is sent."""

    id: str
    sender: Organisation
    receiver: Organisation
    is_copy: bool
    number: str
    on: date
    subject: str
    urgency: Urgency
    classification: Classification
    in_reply_to: str
    follows: str
    annex: str
    content: bytes


def write_envelope(envelope: Envelope) -> str:
    """Write a letter as XML."""
    root = ET.Element(NAMES["root"], {NAMES["version"]: VERSION, NAMES["id"]: envelope.id})
    for name, who in (("sender", envelope.sender), ("receiver", envelope.receiver)):
        ET.SubElement(root, NAMES[name], {NAMES["organisation"]: who.name, NAMES["code"]: who.code})
    if envelope.is_copy:
        root.find(NAMES["receiver"]).set(NAMES["copy"], "true")  # type: ignore[union-attr]  # written above
    for name, text in (
        ("number", envelope.number),
        ("date", envelope.on.isoformat()),
        ("subject", envelope.subject),
        ("priority", CODES[envelope.urgency]),
        ("classification", CODES[envelope.classification]),
        ("in_reply_to", envelope.in_reply_to),
        ("follows", envelope.follows),
        ("annex", envelope.annex),
    ):
        ET.SubElement(root, NAMES[name]).text = text
    content = ET.SubElement(root, NAMES["content"], {NAMES["type"]: PDF})
    content.text = b64encode(envelope.content).decode()
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def read_envelope(data: bytes) -> Envelope:
    """Read the XML of a letter; whatever is not clearly one raises InvalidInput("envelope-unreadable")."""
    root = _root(data)
    sender, receiver = _organisation(root, "sender"), _organisation(root, "receiver")
    return Envelope(
        id=_attribute(root, "id"),
        sender=sender,
        receiver=receiver,
        is_copy=_child(root, "receiver").get(NAMES["copy"]) == "true",
        number=_text(root, "number", least=1),
        on=_day(_text(root, "date", least=1, longest=10)),
        subject=_text(root, "subject", least=1),
        urgency=_coded(Urgency, _text(root, "priority", longest=2)),
        classification=_coded(Classification, _text(root, "classification", longest=2)),
        in_reply_to=_text(root, "in_reply_to", longest=LONGEST["number"]),
        follows=_text(root, "follows", longest=LONGEST["number"]),
        annex=_text(root, "annex"),
        content=_content(root),
    )


def _root(data: bytes) -> ET.Element:
    if len(data) > MOST_BYTES:
        raise _unreadable("too-large")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable("not-utf-8") from error
    if any(word in text for word in _FORBIDDEN):
        raise _unreadable("declares-entities")
    try:
        root = ET.fromstring(text.encode())  # noqa: S314  # no entity is declared, looked for above
    except (ET.ParseError, ValueError, LookupError) as error:
        raise _unreadable("not-xml") from error
    if root.tag != NAMES["root"] or root.get(NAMES["version"]) != VERSION:
        raise _unreadable("another-version")
    return root


def _organisation(root: ET.Element, which: str) -> Organisation:
    found = _child(root, which)
    name, code = clean(found.get(NAMES["organisation"], "")), clean(found.get(NAMES["code"], ""))
    if not 0 < len(name) <= LONGEST["name"] or len(code) > LONGEST["code"]:
        raise _unreadable(which)
    return Organisation(name=name, code=code)


def _child(root: ET.Element, name: str) -> ET.Element:
    found = root.findall(NAMES[name])
    if len(found) != 1:
        raise _unreadable(name)
    return found[0]


def _attribute(root: ET.Element, name: str) -> str:
    found = root.get(NAMES[name], "")
    if not (found.isascii() and found.isprintable() and 0 < len(found) <= LONGEST["id"]):
        raise _unreadable(name)
    return found


def _text(root: ET.Element, name: str, *, least: int = 0, longest: int = 0) -> str:
    text = clean(_child(root, name).text or "")
    if not least <= len(text) <= (longest or LONGEST[name]):
        raise _unreadable(name)
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _unreadable("date") from error


def _coded[Word: (Urgency, Classification)](words: type[Word], code: str) -> Word:
    found = next((word for word in words if CODES[word] == code), None)
    if found is None:
        raise _unreadable(words.__name__.lower())
    return found


def _content(root: ET.Element) -> bytes:
    found = _child(root, "content")
    try:
        body = b64decode("".join((found.text or "").split()), validate=True)
    except (NotBase64, ValueError) as error:
        raise _unreadable("content") from error
    if found.get(NAMES["type"]) != PDF or not body:
        raise _unreadable("content")
    return body


def _unreadable(why: str) -> InvalidInput:
    return InvalidInput("envelope-unreadable", why=why)
