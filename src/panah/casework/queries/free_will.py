"""Whether every status that somebody is said to have given up was given up freely, asked of the journal (S12, S13).

The journal cannot be rewritten; a row written by hand beside it has no hearing, no signature and no officers there.
"""

from panah.audit.queries import Deed, acts_on
from panah.casework.models import Case, Subject
from panah.casework.way_out import Word, lacking
from panah.catalogue.queries import definition_of
from panah.registry.queries import given_up


def unfree_ends() -> list[str]:
    """Name every standing end of a status by one's own act that its case does not bear out; empty when all is well."""
    found = []
    for number, person in given_up():
        case = Case.objects.filter(number=number).select_related("linked_to").first()
        lacks = lacking(definition_of(case.version_id), _words(case, person)) if case else "case"
        if lacks:
            found.append(f"{number}: a status given up, but there is no {lacks}")
    return found


def _words(case: Case, person: int) -> list[Word]:
    """What was said about one person in a case and those it decides anew, the oldest first."""
    line: list[Case | None] = [case]
    while (last := line[-1]) is not None and last.link == "reopened":
        line.append(last.linked_to)
    subjects = Subject.objects.filter(case__in=[one for one in line if one], party=person)
    about = {
        f"case:{case_id}": {"", f"{role} {pk}"}
        for case_id, role, pk in subjects.values_list("case_id", "role", "pk")
    }
    acts = acts_on(streams=list(about))
    return [Word(one.step, one.word, one.at, _hands(one)) for one in acts if one.about in about[one.stream]]


def _hands(deed: Deed) -> frozenset[int]:
    """Whose hands acted: one's own, and those of whoever one stood in for (S8)."""
    return frozenset(one for one in (deed.actor_id, deed.on_behalf_of) if one is not None)
