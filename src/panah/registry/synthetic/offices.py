"""The bureau of Bushehr and its service offices as the official page gives them, with made-up staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from panah.organisation.models import Contractor, County, Office, Staff
from panah.organisation.operations import (
    appoint,
    enrol_staff,
    import_shipped_places,
    open_office,
    set_hours,
    sign_contract,
)
from panah.organisation.roles import ROLES, OfficeKind, may_be_held_at

SINCE: Final = date(2013, 3, 21)
PHONE: Final = "077-33330696-7"
WEEK: Final = dict.fromkeys((5, 6, 0, 1, 2), (7 * 60 + 30, 14 * 60 + 30)) | {3: (7 * 60 + 30, 12 * 60)}
"""Saturday to Wednesday until half past two, Thursday until noon; Monday is 0."""

SERVICE_OFFICES: Final = (
    (
        "301",
        "bushehr",
        "دفتر خدمات اقامت و اشتغال اتباع خارجی ۳۰۱ بوشهر",
        "بوشهر، خیابان عاشوری، انتهای بهارستان ۳۰، روبه‌روی پارکینگ ادارهٔ ثبت اسناد",
    ),
    (
        "302",
        "dashtestan",
        "دفتر خدمات اقامت و اشتغال اتباع خارجی ۳۰۲ برازجان",
        "برازجان، خیابان طالقانی (سازمانی)، خیابان مطهری، جنب کوچهٔ ۲، روبه‌روی تصفیهٔ آب، پلاک ۱۹",
    ),
)


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices of the made-up province."""

    ministry: Office
    governorate: Office
    bureau: Office
    political: Office
    border: Office
    counters: Mapping[str, Office]

    def all(self) -> list[Office]:
        """Every office, from the top down."""
        return [
            self.ministry,
            self.governorate,
            self.bureau,
            self.political,
            self.border,
            *self.counters.values(),
        ]


def open_bushehr(*, now: datetime) -> Offices:
    """Open the ministry, the governorate with its bureau and political office, a border post, offices 301 and 302.

    The bureau keeps the hours of an office; a made-up contractor runs the two service offices.
    """
    import_shipped_places()
    counties = {county.slug: county for county in County.objects.filter(province__slug="bushehr")}
    ministry = _open(None, OfficeKind.MINISTRY, "ministry", "وزارت کشور", now=now)
    governorate = _open(ministry, OfficeKind.GOVERNORATE, "bushehr", "استانداری بوشهر", now=now)
    bureau = _open(
        governorate,
        OfficeKind.DIRECTORATE,
        "bushehr-atba",
        "اداره کل امور اتباع و مهاجرین خارجی استانداری بوشهر",
        phone=PHONE,
        now=now,
    )
    political = _open(
        governorate,
        OfficeKind.POLITICAL_OFFICE,
        "bushehr-political",
        "دفتر امور سیاسی استانداری بوشهر",
        now=now,
    )
    border = _open(ministry, OfficeKind.BORDER, "dogharoun", "پایانهٔ مرزی دوغارون", now=now)
    set_hours(office=ministry, week=WEEK, valid_from=SINCE, now=now)
    contractor = Contractor.objects.create(name="شرکت خدماتی نمونه", registration_number="99999")
    counters = {}
    for code, county, name, address in SERVICE_OFFICES:
        counters[code] = _open(
            bureau, OfficeKind.SERVICE_OFFICE, code, name, county=counties[county], address=address, now=now
        )
        sign_contract(office=counters[code], contractor=contractor, number=code, valid_from=SINCE, now=now)
    return Offices(ministry, governorate, bureau, political, border, counters)


def hire_staff(offices: Offices, *, now: datetime, password: str | None = None) -> dict[str, Staff]:
    """Appoint one member of staff per role and office; the login is ``role`` or, say, ``role-301``.

    Without a password nobody can sign in as them. No person's name is made up: staff show by their role.
    """
    hired: dict[str, Staff] = {}
    for office in offices.all():
        for role in ROLES.values():
            if not may_be_held_at(role.name, OfficeKind(office.kind)):
                continue
            username = role.name if role.name not in hired else f"{role.name}-{office.code}"
            if office.kind == OfficeKind.SERVICE_OFFICE:
                username = f"{role.name}-{office.code}"
            staff = enrol_staff(
                username=username,
                label=role.title,
                personnel_number=str(100_000 + len(hired)),
                sex="female" if len(hired) % 2 else "male",
                password=password,
                now=now,
            )
            appoint(staff=staff, role=role.name, office=office, valid_from=SINCE, now=now, by=None)
            hired[username] = staff
    return hired


def _open(
    parent: Office | None,
    kind: OfficeKind,
    code: str,
    name: str,
    *,
    now: datetime,
    county: County | None = None,
    address: str = "",
    phone: str = "",
) -> Office:
    return open_office(
        parent=parent,
        kind=kind,
        code=code,
        name=name,
        county=county,
        province_code=None if kind in {OfficeKind.MINISTRY, OfficeKind.BORDER} else "18",
        address=address,
        phone=phone,
        opened_on=SINCE,
        now=now,
    )
