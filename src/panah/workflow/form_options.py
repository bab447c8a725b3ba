"""The boxes of the official service form: every choice, its printed Persian label, in the printed order."""

from enum import StrEnum
from typing import Self


class Option(StrEnum):
    """A choice of the service form; the value is written in `form.toml`, the label is printed."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make the member carry its printed label beside its value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Kind(Option):
    """«نوع خدمت»: whom the state serves (section 4)."""

    CITIZENS = "G2C", "خدمت به شهروندان (G2C)"
    BUSINESS = "G2B", "خدمت به کسب و کار (G2B)"
    GOVERNMENT = "G2G", "خدمت به دیگر دستگاه های دولتی (G2G)"


class Nature(Option):
    """«ماهیت خدمت»: sovereign act or agency (section 4)."""

    SOVEREIGN = "sovereign", "حاکمیتی"
    AGENCY = "agency", "تصدی گری"


class Level(Option):
    """«سطح خدمت»: how far the service reaches (section 4)."""

    NATIONAL = "national", "ملی"
    REGIONAL = "regional", "منطقه ای"
    PROVINCIAL = "provincial", "استانی"
    URBAN = "urban", "شهری"
    RURAL = "rural", "روستایی"


class LifeEvent(Option):
    """«رویداد مرتبط با»: the event of life the service belongs to (section 4)."""

    BIRTH = "birth", "تولد"
    EDUCATION = "education", "آموزش"
    HEALTH = "health", "سلامت"
    TAX = "tax", "مالیات"
    BUSINESS = "business", "کسب و کار"
    SOCIAL_SECURITY = "social-security", "تامین اجتماعی"
    PROPERTY = "property", "ثبت مالکیت"
    CITY_FACILITIES = "city-facilities", "تاسیسات شهری"
    INSURANCE = "insurance", "بیمه"
    MARRIAGE = "marriage", "ازدواج"
    RETIREMENT = "retirement", "بازنشستگی"
    DOCUMENTS = "documents", "مدارک و گواهینامه ها"
    DEATH = "death", "وفات"
    OTHER = "other", "سایر"


class Start(Option):
    """«نحوه آغاز خدمت»: what sets the service going (section 4)."""

    REQUEST = "request", "تقاضای گیرنده خدمت"
    SET_TIME = "set-time", "فرارسیدن زمانی مشخص"
    EVENT = "event", "رخداد رویدادی مشخص"
    OFFICE_FINDING = "office-finding", "تشخیص دستگاه"
    OTHER = "other", "سایر"


class Period(Option):
    """The span a number of recipients or a frequency is counted over (section 5)."""

    MONTH = "month", "ماه"
    QUARTER = "quarter", "فصل"
    YEAR = "year", "سال"


class Channel(Option):
    """«رسانه ارتباطی خدمت»: a channel of one stage (section 6)."""

    INTERNET = "internet", "اینترنتی (مانند وبگاه دستگاه)"
    MOBILE_APP = "mobile-app", "تلفن همراه (برنامه کاربردی)"
    EMAIL = "email", "پست الکترونیک"
    POST = "post", "ارسال پستی"
    PHONE = "phone", "تلفن گویا یا مرکز تماس"
    SMS = "sms", "پیام کوتاه"
    COUNTER = "counter", "دفاتر پیشخوان"
    SIMILAR_COUNTER = "similar-counter", "عناوین مشابه دفاتر پیشخوان"
    OTHER = "other", "سایر (با ذکر نحوه دسترسی)"


class InPerson(Option):
    """Why somebody has to come to the office (section 6)."""

    PERSON_CHECK = "person-check", "جهت احراز اصالت فرد"
    DOCUMENT_CHECK = "document-check", "جهت احراز اصالت مدرک"
    NO_INFRASTRUCTURE = "no-infrastructure", "نبود زیرساخت ارتباطی مناسب"
    OTHER = "other", "سایر"


class OfficeLevel(Option):
    """«مراجعه به دستگاه»: the level of the office one comes to (section 6)."""

    NATIONAL = "national", "ملی"
    PROVINCIAL = "provincial", "استانی"
    COUNTY = "county", "شهرستانی"


class Stage(Option):
    """A stage of section 6; the last one keeps ticks whose row can no longer be read in the source."""

    INFORMATION = "information", "در مرحله اطلاع رسانی خدمت"
    REQUEST = "request", "در مرحله درخواست خدمت"
    PRODUCTION = "production", "مرحله تولید خدمت (فرایند داخل دستگاه یا ارتباط با دیگر دستگاه ها)"
    DELIVERY = "delivery", "در مرحله ارائه خدمت"
    UNREADABLE = "unreadable", "مرحله ای که نام آن خوانا نیست"

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels printed for this stage: counters are offered from the request on."""
        if self is Stage.INFORMATION:
            return tuple(c for c in Channel if c not in {Channel.COUNTER, Channel.SIMILAR_COUNTER})
        return tuple(Channel)


class InquiredBy(Option):
    """Who carries a question on paper to another agency (section 8); `unknown` leaves both boxes empty."""

    OFFICE = "office", "دستگاه"
    CLIENT = "client", "مراجعه کننده"
    UNKNOWN = "unknown", "نامشخص"


class ChargedPer(Option):
    """What one fee is taken for."""

    PERSON = "person", "هر نفر"
    HOUSEHOLD = "household", "هر خانوار"
    CASE = "case", "هر پرونده"


class Situation(Option):
    """The situation of life under which people look for the service."""

    CARD = "card", "کارت و اقامت"
    FAMILY = "family", "تولد، ازدواج، جدایی، درگذشت"
    TRAVEL = "travel", "سفر و جابه‌جایی"
    SCHOOL = "school", "مدرسه و دانشگاه"
    HEALTH = "health", "درمان و بیمه"
    MOTHER = "mother", "مادر ایرانی و تابعیت"
    RETURN = "return", "بازگشت و تغییر وضعیت"
    ASSOCIATIONS = "associations", "انجمن‌ها و برنامه‌ها"


class Holder(Option):
    """Who holds the case during a step of the process (section 9 and the diagram)."""

    APPLICANT = "applicant", "متقاضی"
    SERVICE_OFFICE = "service-office", "دفتر خدمات"
    CONTRACTOR = "contractor", "پیمانکار"
    BUREAU = "bureau", "ادارهٔ کل"
    GOVERNORATE = "governorate", "استانداری"
    MINISTRY = "ministry", "وزارت کشور"
    WORKING_GROUP = "working-group", "کارگروه"
    AGENCY = "agency", "دستگاه دیگر"
    POLICE = "police", "پلیس"
    COURT = "court", "دادگاه"
    CARD_OFFICE = "card-office", "واحد چاپ کارت"


class Language(Option):
    """A language of people's pages beside Persian; the label is its own name in its own script."""

    DARI = "prs", "دری"
    ARABIC = "ar", "العربية"
    PASHTO = "ps", "پښتو"
    ENGLISH = "en", "English"
