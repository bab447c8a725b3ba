"""The one table of roles: the names services may use, what people call them, and where they sit."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class OfficeKind(StrEnum):
    """What an office is in the tree of offices."""

    MINISTRY = "ministry"
    GOVERNORATE = "governorate"
    DIRECTORATE = "directorate"
    POLITICAL_OFFICE = "political_office"
    SERVICE_OFFICE = "service_office"
    BORDER = "border"
    AGENCY = "agency"


class Standing(StrEnum):
    """By what right someone acts in a role."""

    PARTY = "party"
    """The person the case is about, or who speaks for them."""
    STAFF = "staff"
    """An appointment to an office."""
    BODY = "body"
    """A working group or commission, whose act is a resolution."""
    AGENCY = "agency"
    """Another authority that answers or acts in its own name."""


@dataclass(frozen=True, slots=True)
class Role:
    """One role of the loader's vocabulary.

    Attributes:
        name: the word used in service definitions.
        title: the Persian label people read instead of an officer's name.
        standing: by what right one acts in it.
        held_at: the kinds of office it may be appointed to; empty for a party and a body.
    """

    name: str
    title: str
    standing: Standing
    held_at: frozenset[OfficeKind] = frozenset()


_BUREAU = frozenset({OfficeKind.DIRECTORATE})
_COUNTER = frozenset({OfficeKind.SERVICE_OFFICE})
_MINISTRY = frozenset({OfficeKind.MINISTRY})
_POLITICAL = frozenset({OfficeKind.POLITICAL_OFFICE, OfficeKind.MINISTRY})
_PUBLIC_OFFICES = frozenset(OfficeKind) - _COUNTER - {OfficeKind.AGENCY}
_AGENCY = frozenset({OfficeKind.AGENCY})


def _party(name: str, title: str) -> Role:
    return Role(name, title, Standing.PARTY)


def _body(name: str, title: str) -> Role:
    return Role(name, title, Standing.BODY)


def _staff(name: str, title: str, held_at: frozenset[OfficeKind]) -> Role:
    return Role(name, title, Standing.STAFF, held_at)


def _agency(name: str, title: str, held_at: frozenset[OfficeKind] = _AGENCY) -> Role:
    return Role(name, title, Standing.AGENCY, held_at)


_TABLE = (
    _party("applicant", "متقاضی"),
    _party("person", "خود شخص"),
    _party("head", "سرپرست خانوار"),
    _party("guardian", "ولی یا سرپرست قانونی"),
    _staff("service-clerk", "متصدی دفتر خدمات", _COUNTER),
    _staff("bureau-clerk", "متصدی پذیرش اداره کل", _BUREAU),
    _staff("bureau-expert", "کارشناس اداره کل", _BUREAU),
    _staff("bureau-officer", "مسئول واحد مجازین", _BUREAU),
    _staff("bureau-approver", "مقام تأییدکننده اداره کل", _BUREAU),
    _staff("bureau-director", "مدیرکل امور اتباع و مهاجرین خارجی استان", _BUREAU),
    _staff("protection-counsellor", "مشاور حمایت از پناهندگان", _BUREAU),
    _staff("protection-officer", "مسئول حمایت از پناهندگان", _BUREAU | _MINISTRY),
    _staff("hearing-officer", "مسئول شنیدن سخن شخص", _BUREAU),
    _staff("objection-officer", "رسیدگی‌کننده به اعتراض", _BUREAU | _MINISTRY),
    _staff("child-officer", "کارشناس امور کودکان", _BUREAU),
    _staff("notice-server", "مأمور ابلاغ", _BUREAU),
    _staff("card-office", "واحد چاپ کارت", _BUREAU | _COUNTER),
    _staff("operator", "متصدی سامانه‌های وزارت کشور", _BUREAU | _MINISTRY),
    _staff("secretariat", "دبیرخانه", _PUBLIC_OFFICES),
    _staff("group-secretary", "دبیر کارگروه", _BUREAU | _MINISTRY | _POLITICAL),
    _staff("group-member", "عضو کارگروه", _PUBLIC_OFFICES | _AGENCY),
    _staff("enquiry-desk", "مسئول پاسخگویی", _BUREAU | _MINISTRY),
    _staff("payment-checker", "مسئول تطبیق واریزی‌ها", _BUREAU),
    _staff("political-expert", "کارشناس سیاسی", _POLITICAL),
    _staff("political-director", "مدیرکل سیاسی", _POLITICAL),
    _staff("crisis-expert", "کارشناس مدیریت بحران", frozenset({OfficeKind.GOVERNORATE})),
    _staff("ministry-intake", "پذیرش ستاد وزارت کشور", _MINISTRY),
    _staff("ministry-officer", "مسئول کارتابل وزارت کشور", _MINISTRY),
    _staff("ministry-expert", "کارشناس ستاد وزارت کشور", _MINISTRY),
    _staff("ministry-director", "مدیرکل ستاد وزارت کشور", _MINISTRY),
    _staff("governor", "استاندار", frozenset({OfficeKind.GOVERNORATE})),
    _staff("minister", "وزیر کشور", _MINISTRY),
    _staff("system-desk", "میز پشتیبانی سامانه", _BUREAU | _MINISTRY),
    _staff("administrator", "مدیر سامانه", _BUREAU | _MINISTRY),
    _staff("auditor", "بازرس", _BUREAU | _MINISTRY),
    _body("provincial-group", "کارگروه استانی"),
    _body("standing-group", "کارگروه دائمی کشوری"),
    _body("parties-commission", "کمیسیون احزاب"),
    _agency("agency-officer", "کارشناس دستگاه همکار"),
    _agency("police", "پلیس مهاجرت و گذرنامه"),
    _agency("border", "مرزبانی", frozenset({OfficeKind.BORDER})),
    _agency("court", "دادگاه"),
)

ROLES: Mapping[str, Role] = MappingProxyType({role.name: role for role in _TABLE})
"""Every role by its name; the loader takes its vocabulary of roles from here."""

CONTRACTOR_ROLES: frozenset[str] = frozenset(
    role.name for role in _TABLE if OfficeKind.SERVICE_OFFICE in role.held_at
)
"""The roles a private contractor's office may hold: it enters, takes money, prints, hands over (S19)."""

APPOINTED_ROLES: frozenset[str] = frozenset(role.name for role in _TABLE if role.held_at)
"""The roles that begin with an appointment to an office."""


def may_be_held_at(role: str, kind: OfficeKind) -> bool:
    """Whether an appointment to ``role`` is possible at an office of ``kind``."""
    entry = ROLES.get(role)
    return entry is not None and kind in entry.held_at
