"""Giving a letter its number at signing: dense per register, in the transaction of what bears it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from panah.audit.operations import Act, record
from panah.casework.models import Case
from panah.correspondence.models import Letter, Register, Secretariat
from panah.correspondence.queries import office_with_a_secretariat, secretariat_above
from panah.correspondence.rules import (
    Annex,
    Direction,
    Numbered,
    letter_number,
    read_secretariat_code,
    register_year,
)
from panah.correspondence.rules.searching import search_text
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict
from panah.organisation.models import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """What a letter is and about what; `kind` is `slip`, `notice`, `decision`, `inquiry`… and `subject` one line."""

    kind: str
    subject: str
    signed_by_role: str
    direction: Direction = "outgoing"
    annex: Annex = field(default_factory=Annex)
    case: Case | None = None
    in_reply_to: Letter | None = None


def open_secretariat(*, office: Office, code: str, now: datetime, actor_id: int | None = None) -> Secretariat:
    """Open the secretariat of an office under its code, which stands first in each of its numbers.

    Raises InvalidInput("secretariat-code"), Conflict("secretariat-exists") for an office that has one or a code in use.
    """
    read_secretariat_code(code)
    with transaction.atomic():
        if (
            Secretariat.objects.filter(office=office).exists()
            or Secretariat.objects.filter(code=code).exists()
        ):
            raise Conflict("secretariat-exists", office=office.code, code=code)
        opened = Secretariat.objects.create(office=office, code=code, opened_at=now)
        record(
            acts=[
                Act(
                    stream=f"secretariat:{opened.pk}",
                    kind="secretariat-opened",
                    actor_id=actor_id,
                    office=office.path,
                    word=code,
                )
            ],
            at=now,
        )
    return opened


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a register that is taken just now; the register stays locked until the transaction ends."""

    register: Register
    n: int
    numbered: Numbered


def take_place(*, office: Office, now: datetime, annex: str = "") -> Place:
    """Take the next place in the register of an office's secretariat; the caller is in a transaction.

    What is rolled back leaves no gap, and no two letters share a number. An office of state whose secretariat nobody
    has opened gets one with its first letter, under its province's code.
    """
    secretariat = secretariat_above(office) or _open_for(office_with_a_secretariat(office), now)
    on = local_date(now)
    register = _locked(secretariat, register_year(on))
    n = register.last + 1
    Register.objects.filter(pk=register.pk).update(last=n)
    number = letter_number(secretariat.code, register.year, n)
    return Place(register, n, Numbered(number=number, on=on, annex=annex))


def number_letter(
    *, office: Office, text: LetterText, now: datetime, paper: Callable[[Numbered], int] | None = None
) -> Letter:
    """Give a paper the next number of its office's secretariat, and make what bears it.

    `paper` is called with the number and gives the paper's id.
    """
    with transaction.atomic():
        place = take_place(office=office, now=now, annex=text.annex.text)
        return Letter.objects.create(
            register=place.register,
            n=place.n,
            number=place.numbered.number,
            dated=place.numbered.on,
            annex_count=text.annex.count,
            annex_text=text.annex.text,
            direction=text.direction,
            kind=text.kind,
            subject=text.subject,
            search=search_text(text.subject),
            case=text.case,
            office=office,
            document_id=paper(place.numbered) if paper else None,
            in_reply_to=text.in_reply_to,
            signed_by_role=text.signed_by_role,
            signed_at=now,
        )


def _locked(secretariat: Secretariat, year: int) -> Register:
    """Lock the register of a year, opened by its first letter."""
    Register.objects.get_or_create(secretariat=secretariat, year=year)
    return Register.objects.select_for_update().get(secretariat=secretariat, year=year)


def _open_for(office: Office, now: datetime) -> Secretariat:
    """Open an office's secretariat with its first letter; of two at once one opens it and the other finds it."""
    code = office.province_id or "".join(filter(str.isalnum, office.code))[:12]
    if Secretariat.objects.filter(code=code).exclude(office=office).exists():
        code = f"{code}{office.pk}"
    found, _ = Secretariat.objects.get_or_create(office=office, defaults={"code": code, "opened_at": now})
    return found
