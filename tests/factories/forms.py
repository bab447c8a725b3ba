"""The forms of a page as a browser reads them, to be filled in with anything."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

CHOSEN = {"radio", "checkbox"}
PRESSED = {"submit", "button", "reset"}
FILE, SECRET = "file", "password"


@dataclass(slots=True)
class Form:
    """One form: where it goes, and the names in it with what they begin with and what they offer.

    `written` are the names one writes into by hand, `files` those that take a file, `secret`
    those whose letters nobody shall see.
    """

    action: str
    method: str
    given: dict[str, list[str]] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    secret: set[str] = field(default_factory=set)

    def put(self, name: str, value: str, *, chosen: bool = True) -> None:
        """Note a field; what is only offered is taken where nothing is chosen."""
        self.offered.setdefault(name, []).append(value)
        if chosen:
            self.given.setdefault(name, []).append(value)

    def filled(self) -> dict[str, list[str]]:
        """The form as somebody sends it who chooses the first of everything."""
        first = {name: [next(filter(None, values), "")] for name, values in self.offered.items()}
        return {**first, **{name: values for name, values in self.given.items() if any(values)}}


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.named: dict[str, Form] = {}
        self.open: Form | None = None
        self.select = ""
        self.area = ""
        self.buttons: list[tuple[Form, str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = given.get("action") or self.address
            self.open = Form(action, given.get("method", "get").lower())
            self.forms.append(self.open)
            self.named[given.get("id", "")] = self.open
            return
        form = self.named.get(given["form"]) if "form" in given else self.open
        name = given.get("name", "")
        if form is not None and "formaction" in given:
            self.buttons.append((form, given["formaction"], name, given.get("value", "")))
            return
        if form is None or (not name and tag != "option"):
            return
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            form.put(self.select, given.get("value", ""), chosen="selected" in given)
        elif tag == "textarea":
            form.put(name, "")
            form.written.add(name)
        elif tag in {"input", "button"}:
            self._input(form, name, given)

    def _input(self, form: Form, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in CHOSEN:
            form.put(name, given.get("value", "on"), chosen="checked" in given)
        elif kind == FILE:
            form.files.add(name)
        else:
            form.put(name, given.get("value", ""), chosen=kind not in PRESSED)
            if kind == "text":
                form.written.add(name)
            elif kind == SECRET:
                form.secret.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""


def forms_of(html: str, address: str) -> list[Form]:
    """Read the forms of a page; one without an action goes to the page's own address."""
    reader = _Reader(address)
    reader.feed(html)
    return [*reader.forms, *(_pressed(*button) for button in reader.buttons)]


def _pressed(form: Form, action: str, name: str, value: str) -> Form:
    """The form as a button of it sends it elsewhere, with what the button says itself."""
    said = {name: [value]} if name else {}
    return replace(form, action=action, given=form.given | said, offered=form.offered | said)
