"""Which letter somebody means by what they type of it."""

from panah.documents.rules.codes import read_code, read_number


def typed_letter(text: str) -> tuple[str, str] | None:
    """Read a typed code or letter number as ("code" | "number", value); None for what can be neither."""
    if code := read_code(text):
        return "code", code
    if number := read_number(text):
        return "number", number
    return None
