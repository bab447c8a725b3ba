"""Writing letters: numbered, drafted, signed, registered, sent on, scanned, exchanged; one file per act."""

from panah.correspondence.gateways.tokens import TokenTrouble
from panah.correspondence.operations.addresses import keep_correspondent
from panah.correspondence.operations.arriving import (
    bring_file,
    fetch_letters,
    look_at_arrival,
    refuse_arrival,
)
from panah.correspondence.operations.dispatching import carried, send_letters, try_again
from panah.correspondence.operations.drafting import (
    begin_draft,
    change_draft,
    drop_draft,
    give_back_draft,
    submit_draft,
)
from panah.correspondence.operations.enveloping import envelope_file
from panah.correspondence.operations.facts import Fact, void_letter, write_fact
from panah.correspondence.operations.numbering import LetterText, number_letter, open_secretariat
from panah.correspondence.operations.printing import OpenedScan, draft_pdf, letter_pdf, look_at_scan
from panah.correspondence.operations.referring import Sending, finish, refer
from panah.correspondence.operations.registering import Received, register_letter
from panah.correspondence.operations.rights import NewRight, enter_token, give_right, take_right_back
from panah.correspondence.operations.scanning import add_originals, look_at_match, match_scan
from panah.correspondence.operations.showing import DraftFile, draft_file, look_at_letter
from panah.correspondence.operations.signers import FRESH
from panah.correspondence.operations.signing import Proof, sign_letter
from panah.correspondence.operations.writing import Written

__all__ = [
    "FRESH",
    "DraftFile",
    "Fact",
    "LetterText",
    "NewRight",
    "OpenedScan",
    "Proof",
    "Received",
    "Sending",
    "TokenTrouble",
    "Written",
    "add_originals",
    "begin_draft",
    "bring_file",
    "carried",
    "change_draft",
    "draft_file",
    "draft_pdf",
    "drop_draft",
    "enter_token",
    "envelope_file",
    "fetch_letters",
    "finish",
    "give_back_draft",
    "give_right",
    "keep_correspondent",
    "letter_pdf",
    "look_at_arrival",
    "look_at_letter",
    "look_at_match",
    "look_at_scan",
    "match_scan",
    "number_letter",
    "open_secretariat",
    "refer",
    "refuse_arrival",
    "register_letter",
    "send_letters",
    "sign_letter",
    "submit_draft",
    "take_right_back",
    "try_again",
    "void_letter",
    "write_fact",
]
