"""Writing the organisation: places, offices, contracts, calendars, staff and the roles they hold."""

from panah.organisation.operations.calendar import import_holidays, record_closure, set_hours
from panah.organisation.operations.offices import close_office, open_office, sign_contract
from panah.organisation.operations.places import (
    ImportReport,
    RowProblem,
    import_counties,
    import_shipped_places,
)
from panah.organisation.operations.staff import (
    appoint,
    delegate,
    end_holding,
    enrol_staff,
    open_public_account,
)

__all__ = [
    "ImportReport",
    "RowProblem",
    "appoint",
    "close_office",
    "delegate",
    "end_holding",
    "enrol_staff",
    "import_counties",
    "import_holidays",
    "import_shipped_places",
    "open_office",
    "open_public_account",
    "record_closure",
    "set_hours",
    "sign_contract",
]
