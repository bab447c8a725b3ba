"""The job `issue`: a paper of a case gets its number and its face in one transaction with the message it answers."""

from datetime import datetime

from panah.casework.models import Case, OutboxMessage
from panah.casework.operations import locked_case
from panah.catalogue.queries import definition_of
from panah.correspondence.models import Letter
from panah.correspondence.operations.numbering import LetterText, number_letter
from panah.correspondence.queries import office_with_a_secretariat, secretariat_above
from panah.correspondence.rules import Numbered
from panah.documents.kinds import face_of
from panah.documents.models import Document
from panah.documents.operations import Issuing, issue, title_of
from panah.documents.operations.certificates import is_wanted
from panah.documents.rules.slip import Heading
from panah.foundation.errors import InvalidInput
from panah.organisation.models import Office
from panah.organisation.roles import ROLES


def issue_paper(message: OutboxMessage, now: datetime) -> None:
    """Number and issue the paper a message names (`slip`) for its case or subject.

    Delivered twice, by one worker after another or by two at once, it gives one number and one paper: the case is
    locked, and the paper knows its message. Raises InvalidInput("message-without-case") and what `issue` raises.
    """
    if message.case_id is None:
        raise InvalidInput("message-without-case", key=message.key)
    case = locked_case(message.case_id)
    if Document.objects.filter(key=message.key).exists() or not is_wanted(message):
        return
    issuing = Issuing(
        case=case,
        name=message.body,
        key=message.key,
        subject=message.subject,
        replaces=_replaces(message, case),
    )
    _sign(issuing, now)


def _sign(issuing: Issuing, now: datetime) -> Letter:
    case, signer = issuing.case, face_of(issuing.case.slug, issuing.name).signed_by
    title = title_of(case, issuing.name)
    text = LetterText(kind=issuing.name, subject=title, signed_by_role=signer, case=case)

    def paper(numbered: Numbered) -> int:
        return issue(issuing=issuing, heading=_heading(case.office, signer, numbered), now=now).pk

    return number_letter(office=case.office, text=text, now=now, paper=paper)


def _heading(office: Office, signer: str, numbered: Numbered) -> Heading:
    secretariat = secretariat_above(office)
    head = secretariat.office if secretariat else office_with_a_secretariat(office)
    return Heading(
        number=numbered.number,
        on=numbered.on,
        annex=numbered.annex,
        letterhead=head.name,
        office=office.name,
        signer=ROLES[signer].title,
        enquiries=office.phone or head.phone,
    )


def _replaces(message: OutboxMessage, case: Case) -> bool:
    """Whether the step that issues the paper also ends the one before it."""
    if message.item is None:
        return False
    effects = definition_of(case.version_id).step(message.item.step).effects
    return any(one.entry.name in {"invalidate", "void"} and one.object == message.body for one in effects)
