"""The confirmation that a household need not pay: a letter of the bureau, drafted from its lists, signed by another."""

from datetime import datetime
from typing import Final

from panah.casework.engine.authority import Actor
from panah.correspondence.operations import Written, begin_draft
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, NotFound
from panah.foundation.jalali import format_short
from panah.organisation.models import Office
from panah.payments.queries.lists import Listed, grounds_of, household_named, listed_for
from panah.payments.rules import reading_role
from panah.payments.rules.lists import BRINGERS, ListKind
from panah.registry.models import Household

KIND: Final = "plain"
SUBJECT: Final = "گواهی معافیت از هزینه و عوارض"
AGENCIES: Final = {ListKind.WELFARE: "بهزیستی", ListKind.MUNICIPALITY: "شهرداری"}


def issue_exemption_confirmation(*, household: str, to: str, actor: Actor, now: datetime) -> int:
    """Draft the confirmation of a household's exemptions in force, by ground and days, and return the draft's number.

    It becomes a paper with a number and a code once somebody who may sign it has. `household` is its code, or a number
    of a member. Drafted again to the same reader on the same rows it is the same draft. Raises
    NotFound("household-unknown") also for a household of another office, Conflict("nothing-to-confirm"), and what
    `begin_draft` raises.
    """
    today = local_date(now)
    found = household_named(household, on=today)
    if found is None or reading_role(actor.scope, BRINGERS, found.office.path) is None:
        raise NotFound("household-unknown")
    rows = listed_for(found.pk, on=today)
    if not rows:
        raise Conflict("nothing-to-confirm", field="household")
    written = Written(kind=KIND, subject=SUBJECT, to=to, body=_body(found, rows, _labels(found.office, now)))
    key = f"exemption:{found.pk}:{'-'.join(str(row.row_id) for row in rows)}:{to}"[:100]
    return begin_draft(written=written, key=key, actor=actor, now=now).pk


def _labels(office: Office, now: datetime) -> dict[str, str]:
    return {code: label for label, code in grounds_of(office, on=local_date(now)).items()}


def _body(household: Household, rows: tuple[Listed, ...], labels: dict[str, str]) -> str:
    lines = [_line(row, labels) for row in rows]
    head = household.head.person.name
    opening = (
        f"گواهی می‌شود خانوار {household.household_code} به سرپرستی {head} به این سبب‌ها از پرداخت معاف است:"
    )
    return "\n\n".join(["با سلام", opening, *lines])


def _line(row: Listed, labels: dict[str, str]) -> str:
    until = f" تا {format_short(row.valid_until)}" if row.valid_until else "، تا لغو آن"
    source = f"نامهٔ شمارهٔ {row.letter} {AGENCIES[ListKind(row.kind)]}"
    return (
        f"{labels.get(row.ground, row.ground)}، بر پایهٔ {source}، از {format_short(row.valid_from)}{until}."
    )
