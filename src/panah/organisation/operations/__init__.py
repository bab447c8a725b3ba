"""Writing the organisation: places, offices, contracts, calendars, staff and the roles they hold, agencies' keys."""

from panah.organisation.operations.agency_keys import end_agency_keys, make_agency_key
from panah.organisation.operations.arranging import (
    Arrangement,
    arrange,
    end_absence_number,
    take_back_number,
)
from panah.organisation.operations.calendar import import_holidays, record_closure, set_hours
from panah.organisation.operations.offices import close_office, open_office, sign_contract
from panah.organisation.operations.places import (
    ImportReport,
    RowProblem,
    import_counties,
    import_places,
    import_shipped_places,
)
from panah.organisation.operations.staff import (
    appoint,
    end_holding,
    enrol_staff,
    open_public_account,
)
from panah.organisation.operations.standing_in import declare_absence, delegate, end_absence, take_back

__all__ = [
    "Arrangement",
    "ImportReport",
    "RowProblem",
    "appoint",
    "arrange",
    "close_office",
    "declare_absence",
    "delegate",
    "end_absence",
    "end_absence_number",
    "end_agency_keys",
    "end_holding",
    "enrol_staff",
    "import_counties",
    "import_holidays",
    "import_places",
    "import_shipped_places",
    "make_agency_key",
    "open_office",
    "open_public_account",
    "record_closure",
    "set_hours",
    "sign_contract",
    "take_back",
    "take_back_number",
]
