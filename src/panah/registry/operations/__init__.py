"""Writing the registry: every change is a life event that can be read back and taken back."""

from panah.registry.operations.access import bind_account, end_binding, open_household_account
from panah.registry.operations.due import mark_everybody_due
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
from panah.registry.operations.motion import Matter
from panah.registry.operations.occupations import record_occupation
from panah.registry.operations.papers import invalidate_papers, reinstate_papers, suspend_papers
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
from panah.registry.operations.portraits import record_portrait
from panah.registry.operations.proposing import propose_duplicates
from panah.registry.operations.reversal import reverse_event
from panah.registry.operations.reviewing import (
    Reviewer,
    ask_same,
    confirm_same,
    part,
    say_different,
    send_back,
)
from panah.registry.operations.statuses import end_statuses, restore_statuses
from panah.registry.operations.vocabulary import rebuild_vocabulary
from panah.registry.operations.wishes import record_wish

__all__ = [
    "Matter",
    "Reviewer",
    "appoint_temporary_head",
    "ask_same",
    "bind_account",
    "change_head",
    "confirm_same",
    "correct_name",
    "correct_particulars",
    "end_binding",
    "end_paper",
    "end_relationship",
    "end_statuses",
    "end_temporary_head",
    "invalidate_papers",
    "mark_everybody_due",
    "merge_households",
    "open_household_account",
    "part",
    "propose_duplicates",
    "rebuild_vocabulary",
    "record_address",
    "record_birth",
    "record_death",
    "record_divorce",
    "record_identifier",
    "record_marriage",
    "record_occupation",
    "record_paper",
    "record_phone",
    "record_portrait",
    "record_relationship",
    "record_status",
    "record_wish",
    "register_household",
    "register_person",
    "reinstate_papers",
    "restore_statuses",
    "reverse_event",
    "say_different",
    "send_back",
    "split_household",
    "suspend_papers",
    "transfer_dossier",
]
