"""What a writer typed of a letter: read, held against its kind, sealed and opened again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from panah.casework.engine.authority import Actor
from panah.correspondence.models import Draft, Letter
from panah.correspondence.queries.reach import readable
from panah.correspondence.rules.sheet import Related, Wording, paragraphs
from panah.correspondence.rules.templates import GAP, Template
from panah.correspondence.rules.words import Classification, Urgency, annex_in_words
from panah.correspondence.sealing import open_draft
from panah.correspondence.shelf import template
from panah.foundation.canonical import Canonical
from panah.foundation.errors import InvalidInput, NotFound
from panah.organisation.models import Office

LONGEST_BODY: Final = 6_000
LONGEST_LINE: Final = 200
LONGEST_ANNEX: Final = 100
MOST_COPIES: Final = 12
MOST_SHEETS: Final = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A letter as its writer typed it; letters and the office it goes to by their numbers in the database."""

    kind: str
    subject: str
    body: str
    to: str = ""
    annex_count: int = 0
    annex_text: str = ""
    copies: tuple[str, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    classification: Classification = Classification.NORMAL
    in_reply_to: int | None = None
    follows: int | None = None
    to_office: int | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """The same, held against its kind, with the rows it names."""

    written: Written
    template: Template
    to: str
    in_reply_to: Letter | None
    follows: Letter | None
    to_office: Office | None
    sealed: Mapping[str, Canonical] = field(repr=False)


def read_written(written: Written, *, actor: Actor) -> Read:
    """Hold what was typed against its kind and against what the writer may see.

    Raises InvalidInput (`subject-missing`, `subject-too-long`, `to-missing`, `to-too-long`, `body-missing`,
    `body-too-long`, `places-left`, `annex-too-long`, `copies-too-many`, `office-missing`), NotFound
    (`template-unknown`, `letter-unknown`).
    """
    kind = template(written.kind)
    office = _office(written, kind)
    to = office.name if office else written.to
    _refuse_lengths(written, to)
    return Read(
        written=written,
        template=kind,
        to=to,
        in_reply_to=_letter(written.in_reply_to, actor),
        follows=_letter(written.follows, actor),
        to_office=office,
        sealed={
            "to": to,
            "body": written.body,
            "annex_count": written.annex_count,
            "annex_text": written.annex_text,
            "copies": list[Canonical](written.copies),
        },
    )


def written_in(draft: Draft) -> Written:
    """Open a draft as it was typed. Raises foundation.envelope.SealError."""
    said = open_draft(draft.key, draft.sealed)
    return Written(
        kind=draft.kind,
        subject=draft.subject,
        body=str(said["body"]),
        to=str(said["to"]),
        annex_count=cast("int", said["annex_count"]),
        annex_text=str(said["annex_text"]),
        copies=tuple(str(one) for one in cast("list[str]", said["copies"])),
        urgency=Urgency(draft.urgency),
        classification=Classification(draft.classification),
        in_reply_to=draft.in_reply_to_id,
        follows=draft.follows_id,
        to_office=draft.to_office_id,
    )


def wording_of(draft: Draft, written: Written) -> Wording:
    """Say a draft as it is printed."""
    return Wording(
        to=written.to,
        subject=written.subject,
        body=written.body,
        annex=annex_in_words(written.annex_count, written.annex_text),
        copies=written.copies,
        urgency=written.urgency,
        classification=written.classification,
        size=template(draft.kind).size,
        in_reply_to=_related(draft.in_reply_to),
        follows=_related(draft.follows),
    )


def _related(letter: Letter | None) -> Related | None:
    """A letter by the number its reader knows it by: the sender's own for one that came in."""
    if letter is None:
        return None
    if letter.sender_number:
        return Related(number=letter.sender_number, on=letter.sender_dated)
    return Related(number=letter.number, on=letter.dated)


def _letter(letter_id: int | None, actor: Actor) -> Letter | None:
    if letter_id is None:
        return None
    found = readable(actor).filter(pk=letter_id).first()
    if found is None:
        raise NotFound("letter-unknown")
    return found


def _office(written: Written, kind: Template) -> Office | None:
    if kind.direction != "internal":
        return None
    office = Office.objects.filter(pk=written.to_office or 0, closed_on=None).first()
    if office is None:
        raise InvalidInput("office-missing")
    return office


def _refuse_lengths(written: Written, to: str) -> None:
    for text, name, longest in (
        (written.subject, "subject", LONGEST_LINE),
        (to, "to", LONGEST_LINE),
        ("\n".join(paragraphs(written.body)), "body", LONGEST_BODY),
    ):
        if not text.strip():
            raise InvalidInput(f"{name}-missing")
        if len(text) > longest:
            raise InvalidInput(f"{name}-too-long", most=longest)
    if any(GAP in text for text in (written.subject, to, written.body, written.annex_text)):
        raise InvalidInput("places-left")
    if len(written.annex_text) > LONGEST_ANNEX or not 0 <= written.annex_count <= MOST_SHEETS:
        raise InvalidInput("annex-too-long", most=LONGEST_ANNEX)
    if len(written.copies) > MOST_COPIES or any(len(one) > LONGEST_LINE for one in written.copies):
        raise InvalidInput("copies-too-many", most=MOST_COPIES)
