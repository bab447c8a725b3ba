"""What a letter is worth now: whether it counts as signed, was voided, went on its way."""

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from panah.casework.engine.authority import Actor
from panah.correspondence.models import Letter, LetterFact, Referral, ScanLook, ScanMatch
from panah.correspondence.queries.reach import readable
from panah.correspondence.rules.words import Classification, Happened, Level


def is_void(letter_id: int) -> bool:
    """Whether a letter was voided."""
    return LetterFact.objects.filter(letter=letter_id, kind=Happened.VOIDED).exists()


def is_signed(letter: Letter) -> bool:
    """Whether a letter counts as signed: one for paper only once its scan was looked at a second time."""
    return letter.level != Level.PAPER or ScanLook.objects.filter(letter=letter, holds=True).exists()


def letter_stream() -> Concat:
    """The stream of the letter a row belongs to, for a question inside a question."""
    return Concat(Value("letter:"), Cast(OuterRef("letter_id"), CharField()), output_field=CharField())


def with_standing(letters: QuerySet[Letter], reader: Actor | None) -> QuerySet[Letter]:
    """Read with each letter what it is worth now: `voided`, `sent`, `confirmed`, `answered`, `waits_with_somebody`.

    An answer that the reader may not read is none to them.
    """
    ordinary = Letter.objects.filter(classification=Classification.NORMAL)
    answers = readable(reader) if reader is not None else ordinary
    facts = LetterFact.objects.filter(letter=OuterRef("pk"))
    return letters.annotate(
        voided=Exists(facts.filter(kind=Happened.VOIDED)),
        sent=Exists(facts.filter(kind=Happened.SENT)),
        confirmed=Exists(ScanLook.objects.filter(letter=OuterRef("pk"), holds=True)),
        matched=Exists(ScanMatch.objects.filter(letter=OuterRef("pk"), look=None)),
        answered=Exists(answers.filter(in_reply_to=OuterRef("pk"))),
        waits_with_somebody=Exists(Referral.objects.filter(letter=OuterRef("pk"), end=None)),
    )


def unsigned_on_paper() -> Q:
    """The letters, read with their standing, that wait for their stamped original."""
    return Q(level=Level.PAPER, confirmed=False, voided=False)
