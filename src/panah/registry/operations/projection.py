"""Today's reading of the dated facts, written beside persons and households for lists and predicates."""

from collections.abc import Sequence

from django.db.models import Max

from panah.foundation.errors import Conflict
from panah.registry.models import (
    DossierCustody,
    Headship,
    Household,
    Membership,
    Particulars,
    Person,
    PersonName,
)
from panah.registry.models.base import STANDING
from panah.registry.words import HeadshipKind, NameUse

PROJECTED = (
    "name",
    "latin_name",
    "father_name",
    "sort_key",
    "sex",
    "birth_first",
    "birth_last",
    "birth_precision",
    "nationality",
    "died_on",
)


def project_households(ids: Sequence[int]) -> None:
    """Write each household's head, office and end from its facts.

    A household without members is dissolved from the day the last one left. Raises
    Conflict("household-without-head") when members remain and none of them is head (S30).
    """
    for household in Household.objects.filter(pk__in=ids):
        members = {m.person_id: m.pk for m in Membership.objects.filter(STANDING, household=household)}
        if members:
            head = Headship.objects.filter(STANDING, household=household, kind=HeadshipKind.HEAD).first()
            if head is None or head.person_id not in members:
                raise Conflict("household-without-head", household_code=household.household_code)
            household.head_id, household.dissolved_on = members[head.person_id], None
        else:
            _dissolve(household)
        custody = DossierCustody.objects.filter(STANDING, dossier__household=household).first()
        if custody is not None:
            household.office_id = custody.office_id
        household.save(update_fields=["head", "office", "dissolved_on"])


def _dissolve(household: Household) -> None:
    ever = Membership.objects.filter(household=household)
    last = ever.filter(retracted_at=None).aggregate(day=Max("valid_until"))["day"]
    household.dissolved_on = max(last or household.formed_on, household.formed_on)
    household.head_id = ever.order_by("-pk").values_list("pk", flat=True)[0]


def project_persons(ids: Sequence[int]) -> None:
    """Write each person's name and particulars from the facts that stand; one without any keeps the last."""
    names = {
        n.person_id: n for n in PersonName.objects.filter(STANDING, person__in=ids, use=NameUse.OFFICIAL)
    }
    particulars = {p.person_id: p for p in Particulars.objects.filter(STANDING, person__in=ids)}
    changed = []
    for person in Person.objects.filter(pk__in=ids):
        if (name := names.get(person.pk)) is not None:
            person.name = f"{name.given} {name.family}".strip()
            person.latin_name = f"{name.latin_given} {name.latin_family}".strip()
            person.father_name, person.sort_key = name.father, name.sort_key
        if (found := particulars.get(person.pk)) is not None:
            person.sex, person.nationality, person.died_on = found.sex, found.nationality, found.died_on
            person.birth_first, person.birth_last = found.birth_first, found.birth_last
            person.birth_precision = found.birth_precision
        changed.append(person)
    Person.objects.bulk_update(changed, PROJECTED)
