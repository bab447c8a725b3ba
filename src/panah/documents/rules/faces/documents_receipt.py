"""What stands on «رسید تحویل مدارک»: the papers an office took in, from whom, why, and when they come back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from panah.documents.rules.codes import show_number
from panah.documents.rules.faces.paper import Fact, Letter, Sheet, fact_rows, letter_data
from panah.foundation.clock import TEHRAN, local_date
from panah.foundation.digits import to_persian_digits
from panah.foundation.jalali import format_short

TITLE: Final = "رسید تحویل مدارک"
TITLE_LATIN: Final = "RECEIPT FOR DOCUMENTS"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """One paper: what it is, its number, whose, and whether the original was taken or a copy."""

    paper: str
    number: str = ""
    of: str
    is_original: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsReceipt(Letter):
    """One visit (moment in UTC); `back` says when and where originals come back."""

    giver: str
    giver_latin: str = ""
    case_number: str
    service: str
    papers: tuple[HandedIn, ...]
    at: datetime
    counter: str
    back: str


def documents_receipt_sheet(receipt: DocumentsReceipt) -> Sheet:
    """Write the receipt as the data of its face `documents-receipt`."""
    moment = receipt.at.astimezone(TEHRAN)
    when = f"{format_short(local_date(receipt.at))}، ساعت {moment.hour}:{moment.minute:02d}"
    return {
        **letter_data(receipt, title=TITLE, title_latin=TITLE_LATIN),
        "facts": fact_rows(
            [
                Fact("تحویل‌دهنده", receipt.giver, receipt.giver_latin.upper()),
                Fact("پرونده", receipt.case_number),
                Fact("برای", receipt.service),
                Fact("روز", when),
                Fact("نزد", receipt.counter),
            ]
        ),
        "papers": [
            {
                "n": to_persian_digits(str(n)),
                "paper": to_persian_digits(one.paper),
                "number": show_number(one.number),
                "of": one.of,
                "kind": "اصل" if one.is_original else "رونوشت",
            }
            for n, one in enumerate(receipt.papers, start=1)
        ],
        "count": to_persian_digits(str(len(receipt.papers))),
        "back": to_persian_digits(receipt.back),
        "signers": ["تحویل‌دهنده، امضا یا اثر انگشت", receipt.heading.signer],
    }
