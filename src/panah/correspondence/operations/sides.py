"""The political office and the foreigners' bureau do not read each other's applicants (S17), by letter either."""

from panah.foundation.errors import NotAllowed
from panah.organisation.models import Office
from panah.organisation.roles import OfficeKind
from panah.organisation.supervision import POLITICAL_SIDE


def refuse_other_side(*, about_case: bool, office: Office, to: Office, role: str = "") -> None:
    """Keep a letter about a case on its own side; raises NotAllowed("other-side")."""
    is_political = office.kind == OfficeKind.POLITICAL_OFFICE
    goes_political = to.kind == OfficeKind.POLITICAL_OFFICE or role in POLITICAL_SIDE
    if about_case and is_political != goes_political:
        raise NotAllowed("other-side")
