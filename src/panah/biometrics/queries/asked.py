"""What the directive of a case asks of a subject's age."""

from dataclasses import dataclass
from datetime import date, datetime

from panah.biometrics.rules.parts import Modality, Part, asked_at
from panah.casework.models import Case
from panah.catalogue.queries import directive_of
from panah.catalogue.rules.directive import limit
from panah.foundation.clock import local_date
from panah.foundation.errors import NotFound
from panah.registry.models import Person
from panah.registry.rules import age_on

BIOMETRIC_AGE, PORTRAIT_AGE = "biometric-age", "portrait-age"
"""Limits of a directive, in years: from which age fingers and eyes are read, and a live portrait is taken."""


@dataclass(frozen=True, slots=True)
class Ages:
    """The ages a directive names; None where it names none, and nothing is asked."""

    biometric: int | None
    portrait: int | None


def ages_of(case: Case) -> Ages:
    """Read the ages of the directive a case is bound to, on the day it was opened."""
    on = local_date(case.opened_at)
    return Ages(_limit(case, BIOMETRIC_AGE, on), _limit(case, PORTRAIT_AGE, on))


def asked_of(case: Case, person: Person, *, reads: frozenset[Modality], now: datetime) -> tuple[Part, ...]:
    """Say what is asked of a person today at a device that reads these; in doubt they are as young as they may be."""
    ages = ages_of(case)
    return asked_at(
        age_on(person.birth_last, local_date(now)),
        biometric_age=ages.biometric,
        portrait_age=ages.portrait,
        reads=reads,
    )


def _limit(case: Case, name: str, on: date) -> int | None:
    try:
        return limit(directive_of(case.directive_id), name=name, on=on, service=case.slug).number
    except NotFound:
        return None
