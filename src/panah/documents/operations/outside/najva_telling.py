"""What Najva is told of people: who they are, what they hold and what it is worth, whose decision it was."""

from collections.abc import Sequence
from datetime import datetime

from panah.casework.models import Case
from panah.catalogue.queries import definition_of
from panah.foundation.canonical import Canonical
from panah.foundation.clock import local_date
from panah.registry.models import Person
from panah.registry.queries import HeldPaper, ended_statuses, held_papers, unique_codes
from panah.registry.words import RESIDENCE_PAPERS


def told_about(case: Case, persons: Sequence[int], *, now: datetime) -> dict[int, dict[str, Canonical]]:
    """Gather what is told of each of these people today; days are ISO text. A constant number of queries."""
    today = local_date(now)
    codes = unique_codes(persons, on=today)
    causes = ended_statuses(persons, on=today)
    papers = held_papers(persons, on=today, kinds=RESIDENCE_PAPERS)
    about_case: dict[str, Canonical] = {
        "case": case.number,
        "service": definition_of(case.version_id).title,
        "office": case.office.name,
        "household_code": case.household.household_code if case.household else "",
        "decided_on": today.isoformat(),
    }
    return {
        person.pk: {
            **about_case,
            "name": person.name,
            "latin_name": person.latin_name,
            "father_name": person.father_name,
            "born_first": person.birth_first.isoformat(),
            "born_last": person.birth_last.isoformat(),
            "birth_precision": person.birth_precision,
            "nationality": person.nationality,
            "unique_code": codes.get(person.pk, ""),
            "status_ended": causes[person.pk].value if person.pk in causes else "",
            "papers": [_paper(one) for one in papers if one.person_id == person.pk],
        }
        for person in Person.objects.filter(pk__in=persons)
    }


def _paper(paper: HeldPaper) -> Canonical:
    return {"kind": paper.kind.value, "number": paper.number, "state": paper.state.value}
