"""Pure rules of the secretariat: numbers, the words of letters, who may sign, what is exchanged."""

from panah.correspondence.rules.numbers import (
    CODE,
    Annex,
    Direction,
    Numbered,
    letter_number,
    read_secretariat_code,
    register_year,
)

__all__ = [
    "CODE",
    "Annex",
    "Direction",
    "Numbered",
    "letter_number",
    "read_secretariat_code",
    "register_year",
]
