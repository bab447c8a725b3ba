"""What shows that status is given up freely: one's own hearing, one's own hand, a child's interest (S12, S13).

The shared part `renounce-freely` asks it of whoever hears, of the person, and of the officer for children. It is
checked where the word is said, so that no page, bulk act or program moves anybody on without it. Pure.
"""

from collections.abc import Callable, Mapping
from typing import Final

type Form = Mapping[str, object]

WISH: Final = "woman"
"""The question of a request by which somebody wishes to be heard by a woman; `yes` is the wish."""
NOTARY: Final = ("notary-number", "notary-date", "notary-place")
WITNESSES: Final = ("witness-1", "witness-2")
MARKS: Final = frozenset({"signature", "thumbprint"})
CONSENTS: Final = frozenset({"both", "one-alone", "court", "welfare"})


def missing_in_hearing(form: Form, wish: Form) -> str:
    """Name what a hearing lacks before it may be called voluntary; empty where nothing does.

    Heard alone, in a language of one's own, by a woman where that was wished; told of the country, of UNHCR and of what
    is lost; and in one's own words. Nobody answers a wish for a woman with «not wished».
    """
    if any(form.get(name) != "yes" for name in ("alone", "country", "unhcr", "losses")):
        return next(name for name in ("alone", "country", "unhcr", "losses") if form.get(name) != "yes")
    enough = {"given"} if wish.get(WISH) == "yes" else {"given", "not-wished"}
    if form.get("heard-by-woman") not in enough:
        return "heard-by-woman"
    return _first_blank(form, ("language", "own-words"))


def missing_in_undertaking(form: Form, _: Form) -> str:
    """Name what an undertaking lacks: a notary's number, day and place, or two witnesses and the person's own mark."""
    if not _first_blank(form, NOTARY):
        return ""
    if not any(_said(form, name) for name in WITNESSES):
        return _first_blank(form, NOTARY)
    if blank := _first_blank(form, WITNESSES):
        return blank
    if _said(form, WITNESSES[0]) == _said(form, WITNESSES[1]):
        return WITNESSES[1]
    return "" if form.get("mark") in MARKS else "mark"


def missing_for_child(form: Form, _: Form) -> str:
    """Name what is lacking before a child may go: its interests in writing, and who consents."""
    if form.get("consent") not in CONSENTS:
        return "consent"
    needed = ("interests",) if form["consent"] == "both" else ("interests", "ruling")
    return _first_blank(form, needed)


NEEDED: Final[Mapping[tuple[str, str], Callable[[Form, Form], str]]] = {
    ("hear", "voluntary"): missing_in_hearing,
    ("undertake", "signed"): missing_in_undertaking,
    ("child", "in-their-interest"): missing_for_child,
}
"""By the step of the part and the word that leads towards leaving; every other word needs nothing of this."""


def _said(form: Form, name: str) -> str:
    return "".join(letter for letter in str(form.get(name) or "") if letter.isalnum())


def _first_blank(form: Form, names: tuple[str, ...]) -> str:
    return next((name for name in names if not _said(form, name)), "")
