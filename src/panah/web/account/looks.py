"""Who saw my record: roles, offices, days and reasons; never an officer's name (S20)."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.casework.queries.looks import SHOWN, office_names, who_looked
from panah.web.identity import PERSON, visitor_of

PURPOSES: Final[dict[str, Promise]] = {
    "service": _("برای انجام کار شما"),
    "call-up": _("برای فراخوان و نوبت"),
    "enquiry": _("برای پاسخ به پرسش"),
    "own-record": _("برای دیدن پروندهٔ خود"),
    "life-event": _("برای ثبت رویداد زندگی"),
    "revocation": _("برای رسیدگی به وضعیت پناهندگی"),
    "removal": _("برای رسیدگی به اخراج (طرد)"),
    "inquiry": _("برای پاسخ به استعلام"),
    "protection": _("برای حمایت"),
    "inspection": _("برای بازرسی"),
    "duplicates": _("برای بررسی ثبت تکراری"),
}
WHAT: Final[dict[str, Promise]] = {
    "person": _("پروندهٔ شناسایی شما"),
    "household": _("پروندهٔ خانوار"),
}
WHO: Final[dict[str, Promise]] = {
    "self": _("با همین حساب"),
    "household": _("با حساب خانوار"),
    "office": _("کارمند اداره"),
}


def looks(request: HttpRequest) -> HttpResponse:
    """List the looks at what lies behind one's door, newest first; this list itself opens no record."""
    visitor = visitor_of(request)
    found = who_looked(
        account_id=visitor.account_id or 0,
        persons=visitor.actor.persons,
        household_id=visitor.household_id,
    )
    offices = office_names(found)
    context = {
        "looks": [
            {
                "day": one.day,
                "who": one.role or WHO[one.who],
                "office": offices.get(one.office or 0, ""),
                "purpose": PURPOSES.get(one.purpose, one.purpose),
                "what": WHAT.get(one.what, ""),
                "number": one.case_number,
            }
            for one in found
        ],
        "most": SHOWN if len(found) == SHOWN else 0,
        "is_person": visitor.level >= PERSON,
    }
    return render(request, "panah/account/looks.html", context)
