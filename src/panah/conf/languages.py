"""The five languages of people's pages; Dari and Pashto are added to those Django knows."""

from django.conf.locale import LANG_INFO

LANGUAGES = [
    ("fa", "فارسی"),
    ("prs", "دری"),
    ("ar", "العربية"),
    ("ps", "پښتو"),
    ("en", "English"),
]
RIGHT_TO_LEFT = ["fa", "prs", "ar", "ps"]


def teach_django() -> None:
    """Tell Django the names of the languages it does not ship."""
    for code, english, local in [("prs", "Dari", "دری"), ("ps", "Pashto", "پښتو")]:
        LANG_INFO.setdefault(
            code, {"bidi": True, "code": code, "name": english, "name_local": local, "fallback": ["fa"]}
        )
