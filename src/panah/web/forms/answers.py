"""What was asked for, as its own people read it back."""

from datetime import date

from panah.casework.queries.applicant import CasePage
from panah.casework.queries.asking import start_asked
from panah.casework.queries.family import Member
from panah.foundation.canonical import Canonical
from panah.web.forms.pages import Answered, answers_of, pages_of


def request_lines(page: CasePage, today: date) -> list[Answered]:
    """Read back the request of a case; who it is about stands beside it, and the phone is for its own people."""
    asking = start_asked(page.version_id, page.directive_id, page.start, on=today)
    kept = {name: _plain(value) for name, value in page.request.items()}
    shown = [one for one in pages_of(asking) if one.asking.questions[0].type != "members"]
    people: list[Member] = []
    return [one for one in answers_of(shown, kept, people) if one.page in kept]


def _plain(value: object) -> Canonical:
    return value if isinstance(value, str | int | list) else None
