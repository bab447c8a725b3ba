"""Writing letters: giving numbers, and the papers that bear them."""

from panah.correspondence.operations.numbering import LetterText, number_letter, open_secretariat

__all__ = ["LetterText", "number_letter", "open_secretariat"]
