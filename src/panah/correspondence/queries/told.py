"""What anybody may ask of a letter by its code or number: that it stands in the register, of which day, and no more."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from panah.correspondence.models import Letter, LetterFact, ScanLook
from panah.correspondence.rules.codes import typed_letter
from panah.correspondence.rules.words import Happened, Level


@dataclass(frozen=True, slots=True)
class LetterTold:
    """A letter of ours as the world may know it: its number and local day, and when (UTC) it was voided."""

    number: str
    dated: date
    voided_at: datetime | None


def letter_told(typed: str) -> LetterTold | None:
    """Say what is known of a signed letter by its code or number, however typed; None for an unknown one.

    Neither its subject nor whom it goes to is told. Nothing is written. Two queries at most.
    """
    found = typed_letter(typed)
    if found is None:
        return None
    field, value = found
    by = {"verify_code": value} if field == "code" else {"number__iexact": value}
    seen = Exists(ScanLook.objects.filter(letter=OuterRef("pk"), holds=True))
    signed = Letter.objects.filter(~Q(level=Level.PAPER) | seen, verify_code__isnull=False)
    letter = signed.filter(**by).first()
    if letter is None:
        return None
    voids = LetterFact.objects.filter(letter=letter, kind=Happened.VOIDED)
    return LetterTold(letter.number, letter.dated, voids.values_list("at", flat=True).first())
