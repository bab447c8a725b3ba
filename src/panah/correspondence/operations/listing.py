"""Letters in the published lists: a letter proves itself by its code, as papers do, from when it counts as signed."""

from typing import Final

from panah.correspondence.models import Letter
from panah.documents.operations import give_place

TYPE: Final = "letter"
"""What every letter is called in the lists, whatever it says and whoever it goes to."""


def stand_in_lists(letter: Letter) -> None:
    """Give a letter that counts as signed its place, in the transaction of its signature.

    Its row names nobody: the code, the one type, and no end. That it was voided is noted by the database itself.
    """
    if letter.verify_code:
        give_place(paper=letter.stream, code=letter.verify_code, kind=TYPE)
