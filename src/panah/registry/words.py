"""The closed vocabularies of the registry, with the Persian people read."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class EventKind(StrEnum):
    """What happened in a life or a household."""

    REGISTRATION = "registration"
    BIRTH = "birth"
    MARRIAGE = "marriage"
    DIVORCE = "divorce"
    DEATH = "death"
    SPLIT = "split"
    MERGE = "merge"
    CHANGE_OF_HEAD = "change_of_head"
    TEMPORARY_HEAD = "temporary_head"
    CORRECTION = "correction"
    TRANSFER = "transfer"
    WHEREABOUTS = "whereabouts"
    STATUS = "status"
    PAPER = "paper"
    PORTRAIT = "portrait"
    JOINING = "joining"
    REVERSAL = "reversal"


class NoWorkshop(StrEnum):
    """Why somebody who works has no workshop code (کد کارگاه); a normal answer, never a reproach."""

    AT_HOME = "at-home"
    DAY_LABOUR = "day-labour"
    OWN_WORK = "own-work"
    NOT_GIVEN = "not-given"


class StatusKind(StrEnum):
    """By what right somebody stays; the words say nothing against anybody."""

    AMAYESH = "amayesh"
    HOVIAT = "hoviat"
    NINETY_DAY = "ninety_day"
    PASSPORT = "passport"
    STUDENT = "student"
    IRANIAN_MOTHER = "iranian_mother"
    IRANIAN = "iranian"
    UNDOCUMENTED = "undocumented"
    DEPARTED = "departed"


class RelationKind(StrEnum):
    """How one person stands to another: «``person`` is the … of ``other``»."""

    PARENT = "parent"
    SPOUSE = "spouse"
    NATURAL_GUARDIAN = "natural_guardian"
    APPOINTED_GUARDIAN = "appointed_guardian"
    TRUSTEE = "trustee"
    CAREGIVER = "caregiver"


class IdentifierKind(StrEnum):
    """Numbers other authorities gave; no assumption about their length."""

    UNIQUE_CODE = "unique_code"
    FIDA = "fida"
    TAZKIRA = "tazkira"
    PASSPORT = "passport"
    NATIONAL_CODE = "national_code"
    BIRTH_CERTIFICATE = "birth_certificate"
    OTHER = "other"


class PaperKind(StrEnum):
    """Papers a person holds, whoever issued them."""

    AMAYESH_CARD = "amayesh_card"
    HOVIAT_CARD = "hoviat_card"
    SMART_ID = "smart_id"
    NINETY_DAY_SLIP = "ninety_day_slip"
    CORRECTIONS_SLIP = "corrections_slip"
    TRANSFER_SLIP = "transfer_slip"
    INTERCITY_SLIP = "intercity_slip"
    EXIT_PASS = "exit_pass"  # noqa: S105 - a paper, not a password
    STUDENT_EXIT = "student_exit"
    EDUCATION_SLIP = "education_slip"
    WORK_CARD = "work_card"
    INSURANCE_BOOKLET = "insurance_booklet"
    PASSPORT = "passport"
    PENDING_PROOF = "pending_proof"


class PaperState(StrEnum):
    """What a paper somebody holds is worth, whatever its date; only officers change it."""

    VALID = "valid"
    SUSPENDED = "suspended"
    INVALIDATED = "invalidated"


class StatusCause(StrEnum):
    """Why a status ended: never one word for what is not the same."""

    RENOUNCED = "renounced"
    """By the person's own free act."""
    REVOKED = "revoked"
    """For what the person did later."""
    CEASED = "ceased"
    """Its reasons are no more."""
    ANNULLED = "annulled"
    """It should never have been given."""


class ContactKind(StrEnum):
    """Ways to reach somebody."""

    MOBILE = "mobile"
    PHONE = "phone"
    EMAIL = "email"


class ToldBy(StrEnum):
    """By which way somebody wishes to be told."""

    SMS = "sms"
    VOICE = "voice"
    PAPER = "paper"


class NameUse(StrEnum):
    """Whether a spelling is the one of record or one that also occurs on papers."""

    OFFICIAL = "official"
    ALSO = "also"


class HeadshipKind(StrEnum):
    """The head, or who stands in while the head is absent (S30)."""

    HEAD = "head"
    TEMPORARY = "temporary"


class ProposalState(StrEnum):
    """How far two records that look alike have been judged."""

    OPEN = "open"
    ASKED = "asked"
    """One officer holds them for one person; another has to confirm it."""
    DIFFERENT = "different"
    SAME = "same"


class Precision(StrEnum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class Sex(StrEnum):
    """As papers say it."""

    FEMALE = "female"
    MALE = "male"


EVENT_TITLES: Mapping[str, str] = MappingProxyType(
    {
        EventKind.REGISTRATION: "ثبت خانوار",
        EventKind.BIRTH: "ثبت ولادت",
        EventKind.MARRIAGE: "ثبت ازدواج",
        EventKind.DIVORCE: "ثبت طلاق",
        EventKind.DEATH: "ثبت فوت",
        EventKind.SPLIT: "تفکیک خانوار",
        EventKind.MERGE: "ادغام خانوار",
        EventKind.CHANGE_OF_HEAD: "تغییر سرپرست",
        EventKind.TEMPORARY_HEAD: "سرپرست موقت",
        EventKind.CORRECTION: "اصلاح مشخصات",
        EventKind.TRANSFER: "انتقال پروندهٔ شناسایی",
        EventKind.WHEREABOUTS: "ثبت نشانی یا شمارهٔ تماس",
        EventKind.STATUS: "ثبت وضعیت اقامت",
        EventKind.PAPER: "ثبت مدرک",
        EventKind.PORTRAIT: "ثبت عکس",
        EventKind.JOINING: "یکی شدن دو ثبت از یک شخص",
        EventKind.REVERSAL: "برگرداندن یک ثبت",
    }
)

STATUS_TITLES: Mapping[str, str] = MappingProxyType(
    {
        StatusKind.AMAYESH: "دارندهٔ کارت آمایش",
        StatusKind.HOVIAT: "دارندهٔ کارت هویت",
        StatusKind.NINETY_DAY: "دارندهٔ برگهٔ تردد ۹۰ روزه",
        StatusKind.PASSPORT: "مقیم با گذرنامه",
        StatusKind.STUDENT: "دانشجو",
        StatusKind.IRANIAN_MOTHER: "فرزند مادر ایرانی",
        StatusKind.IRANIAN: "ایرانی",
        StatusKind.UNDOCUMENTED: "بدون مدرک اقامت",
        StatusKind.DEPARTED: "از کشور رفته",
    }
)

RELATION_TITLES: Mapping[str, str] = MappingProxyType(
    {
        RelationKind.PARENT: "پدر یا مادر",
        RelationKind.SPOUSE: "همسر",
        RelationKind.NATURAL_GUARDIAN: "ولی قهری",
        RelationKind.APPOINTED_GUARDIAN: "قیم",
        RelationKind.TRUSTEE: "امین",
        RelationKind.CAREGIVER: "نگهدارنده",
    }
)

PAPER_TITLES: Mapping[str, str] = MappingProxyType(
    {
        PaperKind.AMAYESH_CARD: "کارت آمایش",
        PaperKind.HOVIAT_CARD: "کارت هویت",
        PaperKind.SMART_ID: "کارت هوشمند یکپارچه",
        PaperKind.NINETY_DAY_SLIP: "برگهٔ تردد ۹۰ روزه",
        PaperKind.CORRECTIONS_SLIP: "برگهٔ اصلاحات",
        PaperKind.TRANSFER_SLIP: "برگهٔ انتقال",
        PaperKind.INTERCITY_SLIP: "برگهٔ مسافرتی بین شهری",
        PaperKind.EXIT_PASS: "برگهٔ خروج",
        PaperKind.STUDENT_EXIT: "برگهٔ خروج دانشجویی",
        PaperKind.EDUCATION_SLIP: "برگهٔ حمایت تحصیلی",
        PaperKind.WORK_CARD: "کارت کار موقت",
        PaperKind.INSURANCE_BOOKLET: "دفترچهٔ بیمه",
        PaperKind.PASSPORT: "گذرنامه",
        PaperKind.PENDING_PROOF: "گواهی در دست اقدام",
    }
)

RESIDENCE_PAPERS = frozenset(
    {PaperKind.AMAYESH_CARD, PaperKind.HOVIAT_CARD, PaperKind.SMART_ID, PaperKind.NINETY_DAY_SLIP}
)
"""The papers a refugee lives here by: what a service calls the card, whichever of them somebody holds."""

LEGAL_GUARDIANS = frozenset(
    {RelationKind.PARENT, RelationKind.NATURAL_GUARDIAN, RelationKind.APPOINTED_GUARDIAN}
)
"""Whose word counts for a child; whoever merely keeps it, or its property, decides nothing for it (S13)."""

PAPER_STATE_TITLES: Mapping[str, str] = MappingProxyType(
    {
        PaperState.VALID: "معتبر",
        PaperState.SUSPENDED: "متوقف",
        PaperState.INVALIDATED: "باطل‌شده",
    }
)

CAUSE_TITLES: Mapping[str, str] = MappingProxyType(
    {
        StatusCause.RENOUNCED: "خروج از پناهندگی",
        StatusCause.REVOKED: "لغو",
        StatusCause.CEASED: "خاتمه",
        StatusCause.ANNULLED: "ابطال از ابتدا",
    }
)

IDENTIFIER_TITLES: Mapping[str, str] = MappingProxyType(
    {
        IdentifierKind.UNIQUE_CODE: "کد یکتا",
        IdentifierKind.FIDA: "شناسهٔ فیدا",
        IdentifierKind.TAZKIRA: "شمارهٔ تذکره",
        IdentifierKind.PASSPORT: "شمارهٔ گذرنامه",
        IdentifierKind.NATIONAL_CODE: "کد ملی",
        IdentifierKind.BIRTH_CERTIFICATE: "شمارهٔ شناسنامه",
        IdentifierKind.OTHER: "شناسهٔ دیگر",
    }
)

NATIONALITIES: Mapping[str, str] = MappingProxyType(
    {
        "AFG": "تبعهٔ افغانستان",
        "IRQ": "تبعهٔ عراق",
        "IRN": "ایرانی",
        "PAK": "تبعهٔ پاکستان",
        "SYR": "تبعهٔ سوریه",
        "XXA": "بدون تابعیت",
        "XXX": "تابعیت نامعلوم",
    }
)
"""ICAO Doc 9303 codes: XXA is a stateless person, XXX one whose nationality is not known."""
