"""Writing the registry: every change is a life event that can be read back and taken back."""

from panah.registry.operations.access import bind_account, end_binding, open_household_account
from panah.registry.operations.families import record_birth, record_death, record_divorce, record_marriage
from panah.registry.operations.households import (
    appoint_temporary_head,
    change_head,
    end_temporary_head,
    merge_households,
    register_household,
    register_person,
    split_household,
    transfer_dossier,
)
from panah.registry.operations.persons import (
    correct_name,
    correct_particulars,
    end_paper,
    end_relationship,
    record_address,
    record_identifier,
    record_paper,
    record_phone,
    record_relationship,
    record_status,
)
from panah.registry.operations.reversal import reverse_event
from panah.registry.operations.vocabulary import rebuild_vocabulary

__all__ = [
    "appoint_temporary_head",
    "bind_account",
    "change_head",
    "correct_name",
    "correct_particulars",
    "end_binding",
    "end_paper",
    "end_relationship",
    "end_temporary_head",
    "merge_households",
    "open_household_account",
    "rebuild_vocabulary",
    "record_address",
    "record_birth",
    "record_death",
    "record_divorce",
    "record_identifier",
    "record_marriage",
    "record_paper",
    "record_phone",
    "record_relationship",
    "record_status",
    "register_household",
    "register_person",
    "reverse_event",
    "split_household",
    "transfer_dossier",
]
