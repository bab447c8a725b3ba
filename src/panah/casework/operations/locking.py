"""Holding a case, so that what several people do to it happens one after the other."""

from panah.casework.models import Case


def locked_case(case_id: int, *beside: str) -> Case:
    """Give a case with its office, and what else is named, locked until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).select_related("office", *beside).get(pk=case_id)
