"""Writing to cases: one file per thing a person or the system does."""

from panah.casework.operations.acting import act, act_as_system
from panah.casework.operations.assigning import assign, claim
from panah.casework.operations.delivering import deliver_outbox
from panah.casework.operations.following import follow_head
from panah.casework.operations.forgetting import forget_batches
from panah.casework.operations.locking import locked_case
from panah.casework.operations.migrating import migrate_cases, plan_migration
from panah.casework.operations.noting import note
from panah.casework.operations.opening import NewSubject, Opening, open_case
from panah.casework.operations.opening_many import open_cases
from panah.casework.operations.portraits import TAKERS, look_at_portrait, take_portrait
from panah.casework.operations.reassigning import reassign
from panah.casework.operations.recalling import recall
from panah.casework.operations.receiving import receive
from panah.casework.operations.reopening import reopen_case
from panah.casework.operations.retrying import retry_job
from panah.casework.operations.sampling import draw_sample
from panah.casework.operations.saying import say
from panah.casework.operations.staying import stay
from panah.casework.operations.sweeping import sweep
from panah.casework.rules import ActResult, Selected, Skipped

__all__ = [
    "TAKERS",
    "ActResult",
    "NewSubject",
    "Opening",
    "Selected",
    "Skipped",
    "act",
    "act_as_system",
    "assign",
    "claim",
    "deliver_outbox",
    "draw_sample",
    "follow_head",
    "forget_batches",
    "locked_case",
    "look_at_portrait",
    "migrate_cases",
    "note",
    "open_case",
    "open_cases",
    "plan_migration",
    "reassign",
    "recall",
    "receive",
    "reopen_case",
    "retry_job",
    "say",
    "stay",
    "sweep",
    "take_portrait",
]
