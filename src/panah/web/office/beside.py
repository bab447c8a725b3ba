"""What stands beside a case: the household it is in, its bill, its papers."""

from django.http import HttpRequest

from panah.casework.queries.case_page import CaseFile
from panah.casework.queries.household_page import household_cases
from panah.casework.queries.reach import HOUSEHOLD_READERS
from panah.foundation.clock import local_date
from panah.web.identity import now_of, visitor_of
from panah.web.office.frame import scope_of


def context(request: HttpRequest, file: CaseFile) -> dict[str, object]:
    """Gather it; the household's other cases are shown only as far as they are the officer's to open."""
    cases = household_cases(file.household, scope=scope_of(request)) if file.household else ()
    return {
        "cases": [one for one in cases if one.id != file.id],
        "may_open_household": bool(visitor_of(request).roles & HOUSEHOLD_READERS)
        and bool(file.household_code),
        "today": local_date(now_of(request)),
    }
