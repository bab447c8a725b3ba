"""What the proof that a request is open says: whose, which request, with whom it lies, what was given up for it."""

from panah.casework.models import Case, Item
from panah.catalogue.queries import definition_of
from panah.documents.models import Keeping
from panah.documents.operations.cards import bearer_of
from panah.documents.operations.handing import PARTIES
from panah.documents.operations.requests import Request
from panah.documents.operations.slip_data import Wording, household_code
from panah.documents.rules.codes import show_code
from panah.documents.rules.data import Data
from panah.documents.rules.faces.in_progress import InProgress, in_progress_sheet
from panah.documents.rules.faces.paper import Proof
from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput
from panah.organisation.roles import ROLES
from panah.registry.models import Person
from panah.registry.queries import portrait_place
from panah.registry.words import PAPER_TITLES


def certificate_sheet(request: Request, people: list[Person], wording: Wording) -> Data:
    """Write the proof of one person. Raises InvalidInput("paper-data-missing")."""
    if wording.until is None or len(people) != 1:
        raise InvalidInput("paper-data-missing", field="valid")
    (person,), case, on = people, request.cases[-1], wording.heading.on
    kept = Keeping.objects.filter(case=case, party=person.pk, returned_at=None).order_by("-pk").first()
    return in_progress_sheet(
        InProgress(
            heading=wording.heading,
            proof=Proof(wording.code, tuple(wording.square)),
            bearer=bearer_of(person, household_code(case), on),
            request=definition_of(case.version_id).title,
            case_number=case.number,
            opened_on=local_date(case.opened_at),
            holder_of_case=_holder(case, person.pk),
            given_up=f"{PAPER_TITLES[kept.kind]} {kept.number}" if kept else "",
            receipt=show_code(kept.receipt) if kept else "",
            since=wording.since,
            until=wording.until,
            portrait=portrait_place(person.pk, on=on),
        )
    )


def _holder(case: Case, party: int) -> str:
    """The role the request of a person lies with; an officer is never named, nor where another's request lies."""
    waiting = Item.objects.filter(case=case, state="open").order_by("-pk")
    item = waiting.filter(subject__party=party).first() or waiting.filter(subject=None).first()
    roles = item.queue.split("+") if item else []
    return next((ROLES[one].title for one in roles if one in ROLES and one not in PARTIES), case.office.name)
