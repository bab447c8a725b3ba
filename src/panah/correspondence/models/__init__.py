"""The secretariat's rows: registers, letters and what became of them, drafts, referrals, rights, scans, exchange."""

from panah.correspondence.models.drafts import Draft, Initials
from panah.correspondence.models.exchange import Arrival, Correspondent, Dispatch
from panah.correspondence.models.letters import Copy, Letter, LetterFact, TokenSignature
from panah.correspondence.models.referrals import Referral, ReferralEnd
from panah.correspondence.models.registers import Register, Secretariat
from panah.correspondence.models.rights import SigningRight, TokenKey
from panah.correspondence.models.scans import Scan, ScanLook, ScanMatch

__all__ = [
    "Arrival",
    "Copy",
    "Correspondent",
    "Dispatch",
    "Draft",
    "Initials",
    "Letter",
    "LetterFact",
    "Referral",
    "ReferralEnd",
    "Register",
    "Scan",
    "ScanLook",
    "ScanMatch",
    "Secretariat",
    "SigningRight",
    "TokenKey",
    "TokenSignature",
]
