"""The tables of the registry."""

from panah.registry.models.access import Binding, HouseholdAccount
from panah.registry.models.base import Fact
from panah.registry.models.duplicates import DuplicateDue, DuplicateKey, DuplicateProposal, SamePerson
from panah.registry.models.events import LifeEvent, LifeEventSubject
from panah.registry.models.households import Dossier, DossierCustody, Headship, Household, Membership
from panah.registry.models.names import NameToken, NameVocabulary, PersonName, VocabularyVersion
from panah.registry.models.occupation import Occupation
from panah.registry.models.particulars import (
    Identifier,
    PaperHeld,
    Particulars,
    Relationship,
    ResidenceStatus,
)
from panah.registry.models.parties import Organisation, Party, Person
from panah.registry.models.portraits import Portrait
from panah.registry.models.standing import PaperStanding, StatusEnd
from panah.registry.models.whereabouts import Address, Contact
from panah.registry.models.wishes import ContactWish

FACTS: tuple[type[Fact], ...] = (
    Membership,
    Headship,
    DossierCustody,
    PersonName,
    Particulars,
    ResidenceStatus,
    Relationship,
    Identifier,
    PaperHeld,
    PaperStanding,
    StatusEnd,
    Address,
    Contact,
    ContactWish,
    Occupation,
    Portrait,
    SamePerson,
)
"""Every table of dated facts; what a life event wrote is found, and can be taken back, through them."""

__all__ = [
    "FACTS",
    "Address",
    "Binding",
    "Contact",
    "ContactWish",
    "Dossier",
    "DossierCustody",
    "DuplicateDue",
    "DuplicateKey",
    "DuplicateProposal",
    "Fact",
    "Headship",
    "Household",
    "HouseholdAccount",
    "Identifier",
    "LifeEvent",
    "LifeEventSubject",
    "Membership",
    "NameToken",
    "NameVocabulary",
    "Occupation",
    "Organisation",
    "PaperHeld",
    "PaperStanding",
    "Particulars",
    "Party",
    "Person",
    "PersonName",
    "Portrait",
    "Relationship",
    "ResidenceStatus",
    "SamePerson",
    "StatusEnd",
    "VocabularyVersion",
]
