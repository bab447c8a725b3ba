"""What the border is told, as a letter an officer prints and sends where there is no line."""

from datetime import date, datetime

from panah.documents.models import OutsideEntry
from panah.documents.rules.border_notice import BorderNotice, notice_sheet
from panah.documents.rules.outside import TELL_BORDER, VOID
from panah.documents.sealing import open_entry
from panah.documents.typesetting import typeset
from panah.foundation.clock import local_date
from panah.foundation.errors import NotFound
from panah.foundation.jalali import PartialDate
from panah.registry.words import NATIONALITIES, Precision


def notice_pdf(entry_id: int, *, now: datetime) -> bytes:
    """Typeset the letter of one entry for the border (A5). Raises NotFound("entry-unknown")."""
    entries = OutsideEntry.objects.filter(what=TELL_BORDER).select_related("office", "corrects")
    entry = entries.filter(pk=entry_id).first()
    if entry is None:
        raise NotFound("entry-unknown")
    told = {name: str(value) for name, value in open_entry(entry.key, entry.sealed).items()}
    notice = BorderNotice(
        is_void=VOID in entry.acts.split(),
        withdraws=entry.corrects.receipt if entry.corrects else "",
        on=local_date(now),
        office=entry.office.name,
        enquiries=entry.office.phone,
        border=told["border_name"],
        number=told["number"],
        name=told["name"],
        latin=told["latin_name"],
        father=told["father_name"],
        born=PartialDate(
            date.fromisoformat(told["born_first"]),
            date.fromisoformat(told["born_last"]),
            Precision(told["birth_precision"]).value,
        ),
        nationality=NATIONALITIES.get(told["nationality"], told["nationality"]),
        since=date.fromisoformat(told["valid_from"]),
        until=date.fromisoformat(told["valid_until"]) if told["valid_until"] else None,
    )
    return typeset("border-notice", notice_sheet(notice))
