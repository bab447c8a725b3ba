"""The files of one form: what just came is made safe and held, what was held before stays, what is wrong is said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from panah.evidence.operations import adopt, hold, let_go
from panah.evidence.queries import Held, held_for, refuse_size
from panah.foundation.errors import InvalidInput
from panah.web.files.arriving import cut_off_at
from panah.web.forms.told import sentence
from panah.web.identity import visitor_of

type Wrong = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Handed:
    """What is held of a form by question, what was wrong with what just came, and the route that shows a held one."""

    held: Mapping[str, Held] = field(default_factory=dict)
    wrong: Wrong = field(default_factory=dict)
    route: str = ""


NOTHING: Final = Handed()
UNSENT: Final = "unsent"
"""What a form says that its writer sends again after signing in: its files came with the first sending."""


def files_of(
    request: HttpRequest, form: str, questions: Iterable[str], *, typed: QueryDict | None = None
) -> Handed:
    """Take in the files that came with a form, and give all that is held for it.

    `typed` is what its writer had sent when the session ended: the files of that time come back with it.
    """
    account, wrong = visitor_of(request).account_id or 0, {}
    if request.method == "POST":
        if UNSENT in request.POST:
            adopt(account_id=account, came_as=aside(request), form=form)
        wrong = _taken_in(request, account, form, tuple(questions))
    elif typed is not None:
        adopt(account_id=account, came_as=aside(request), form=form)
    return Handed(held_for(account_id=account, form=form), wrong, f"{_face(request)}:held")


def waiting_files(request: HttpRequest, form: str) -> Handed:
    """Give what is held for a form, where none comes in."""
    held = held_for(account_id=visitor_of(request).account_id or 0, form=form)
    return Handed(held, {}, f"{_face(request)}:held")


def aside(request: HttpRequest) -> str:
    """Name the form of a page for files that came when its writer's session was over."""
    return f"aside:{request.path}"[:160]


def dropping(question: str) -> str:
    """Name the box beside a held file that says it shall not be sent."""
    return f"{question}-drop"


def take_in(request: HttpRequest, account_id: int, form: str, question: str) -> None:
    """Make the file of one question safe and hold it; raises InvalidInput as evidence does."""
    file = request.FILES[question]
    if not isinstance(file, UploadedFile):
        raise InvalidInput("upload-broken")
    refuse_size(file.size or 0)
    hold(account_id=account_id, form=form, question=question, data=file.read(), now=visitor_of(request).now)


def _taken_in(request: HttpRequest, account: int, form: str, questions: tuple[str, ...]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    for question in questions:
        if question in request.FILES:
            try:
                take_in(request, account, form, question)
            except InvalidInput as refused:
                wrong[question] = sentence(refused)
        elif question == cut_off_at(request):
            wrong[question] = sentence(InvalidInput("upload-broken"))
        elif request.POST.get(dropping(question)):
            let_go(account_id=account, form=form, question=question)
    strays = set(request.FILES) - set(questions)
    if strays and questions and not set(questions) & set(request.FILES):
        wrong.setdefault(questions[0], sentence(InvalidInput("upload-misplaced")))
    return wrong


def _face(request: HttpRequest) -> str:
    return request.resolver_match.namespace if request.resolver_match else ""
