"""What the verifier says on its reader's device, in the language of the page: every reason has its own sentences."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from panah.foundation.jalali import MONTHS
from panah.web.dates import GREGORIAN_MONTHS
from panah.web.tongues import tongue_of

type Word = str | Promise
type Said = Word | tuple[Word, ...] | Mapping[str, Said]

NO_GROUND: Final = _("این صفحه دلیل بازداشت یا گرفتن برگه از کسی نیست.")
CALL_US: Final = _("اگر باز همین بود، به ما زنگ بزنید؛ شماره پایین همین صفحه است.")
AGAIN: Final = _("وقتی اینترنت دارید دوباره بخوانید.")
NO_FAULT: Final = _("بی‌خبری عیب مدرک نیست.")
NEWS: Final = _("آخرین خبر: %(day)s، ساعت %(time)s")
UNKNOWN_TODAY: Final = _("وضع امروز دانسته نیست")
NOT_GENUINE: Final = _("اصل بودن آن دانسته نشد")

AUTHENTIC: Final[Mapping[str, tuple[Word, Word]]] = {
    "green": (_("اصل است"), _("امضای ادارهٔ کل روی آن درست است.")),
    "amber": (NOT_GENUINE, _("فهرست امضاها این‌جا نیست.")),
    "amber compromised-key": (
        _("امضا به‌تنهایی بس نیست"),
        _("کلید این امضا از %(day)s امن نیست؛ برگه تاریخ پیش از آن را دارد."),
    ),
    "number-only": (_("رمز درست است"), _("از رمز پیدا نیست که این کاغذ همان برگه باشد.")),
    "letter number-only": (_("رمز درست است"), _("از رمز پیدا نیست که این کاغذ همان نامه باشد.")),
    "list-old": (NOT_GENUINE, _("فهرست رمزهای این گوشی کهنه است: %(day)s")),
    "list-rolled-back": (NOT_GENUINE, _("فهرستی کهنه‌تر از پیش رسید و پذیرفته نشد.")),
    "not-readable-here": (NOT_GENUINE, _("این مرورگر این امضا را نمی‌تواند بسنجد.")),
    "red": (_("اصل نیست"), _("این کد پذیرفته نشد.")),
    "foreign-code": (_("کد پناه نیست"), _("کد دیگری است، نه کد برگه‌های ما.")),
    "malformed": (_("کد کامل نیست"), _("کد با برگه‌های ما آغاز می‌شود و درست به پایان نمی‌رسد.")),
    "unknown-key": (_("امضاکننده شناخته نیست"), _("این کلید در فهرست امضاها نیست.")),
    "wrong-purpose": (
        _("امضا از آنِ این برگه نیست"),
        _("با این کلید، چنین برگه‌ای یا در این روز داده نمی‌شود."),
    ),
    "red compromised-key": (
        _("کلید امضا از دست رفته بود"),
        _("برگه پس از روزی امضا شده که کلید آن دیگر دست اداره نبود."),
    ),
    "bad-signature": (_("امضا درست نیست"), _("آن‌چه در کد نوشته شده با امضا نمی‌خواند.")),
    "unknown-number": (_("چنین رمزی نیست"), NEWS),
}
IN_DATE: Final[Mapping[str, tuple[Word, Word]]] = {
    "green": (_("در تاریخ است"), _("تا پایان %(day)s")),
    "not-yet": (_("هنوز آغاز نشده"), _("از %(day)s")),
    "expired": (_("تاریخش گذشته است"), _("تا پایان %(day)s")),
}
STATUS: Final[Mapping[str, tuple[Word, Word]]] = {
    "green": (_("هنوز برقرار است"), NEWS),
    "amber": (UNKNOWN_TODAY, _("فهرستی رسید که امضای آن پذیرفته نشد.")),
    "list-old": (UNKNOWN_TODAY, _("آخرین خبر: %(day)s، ساعت %(time)s؛ آن روز برقرار بود.")),
    "list-missing": (UNKNOWN_TODAY, _("این گوشی هنوز فهرست را نگرفته است.")),
    "list-rolled-back": (UNKNOWN_TODAY, _("فهرستی کهنه‌تر از پیش رسید و پذیرفته نشد.")),
    "revoked": (_("باطل است"), NEWS),
    "suspended": (_("فعلاً بی‌اعتبار است"), NEWS),
    "used": (_("به کار رفته است"), NEWS),
}
BANDS: Final[Mapping[str, tuple[Word, Word]]] = {
    "green": (_("معتبر است"), ""),
    "amber": (_("اصل است، خبر امروز نیست"), ""),
    "doubted": (NOT_GENUINE, ""),
    "amber compromised-key": (_("امضا به‌تنهایی بس نیست"), ""),
    "number-only": (_("رمز درست است، کد را هم بخوانید"), ""),
    "letter number-only": (_("رمز درست است، نامه را هم بسنجید"), ""),
    "not-readable-here": (NOT_GENUINE, _("این مرورگر کهنه است")),
    "red": (_("اصل نیست"), _("این کد پذیرفته نشد.")),
    "foreign-code": (_("کد پناه نیست"), _("کد دیگری خوانده شد")),
    "malformed": (_("کد کامل نیست"), _("دوباره بخوانید")),
    "unknown-key": (_("معتبر نیست"), _("امضاکننده شناخته نیست")),
    "wrong-purpose": (_("معتبر نیست"), _("امضا از آنِ این برگه نیست")),
    "red compromised-key": (_("معتبر نیست"), _("کلید امضا از دست رفته بود")),
    "bad-signature": (_("معتبر نیست"), _("امضا درست نیست")),
    "unknown-number": (_("چنین رمزی نیست"), _("رمز را دوباره بنویسید")),
    "not-yet": (_("هنوز آغاز نشده"), ""),
    "expired": (_("تاریخش گذشته است"), ""),
    "revoked": (_("معتبر نیست"), _("این برگه باطل شده است")),
    "letter revoked": (_("معتبر نیست"), _("این نامه باطل شده است")),
    "suspended": (_("فعلاً معتبر نیست"), _("این برگه را نگه داشته‌اند تا روشن شود")),
    "used": (_("به کار رفته است"), ""),
}
ADVICE: Final[Mapping[str, tuple[Word, ...]]] = {
    "amber": (AGAIN, NO_FAULT),
    "doubted": (
        _("اگر رمز نوشته‌اید، یک بار دیگر به آن نگاه کنید، یا کد را با دوربین بخوانید."),
        AGAIN,
        NO_FAULT,
    ),
    "amber compromised-key": (
        _("اگر چراغ سوم سبز است، برگه برقرار است. دارندهٔ آن می‌تواند در ادارهٔ اتباع برگهٔ تازه بگیرد."),
    ),
    "number-only": (_("کد چهارگوش برگه را با دوربین بخوانید تا اصل بودن آن هم دانسته شود."),),
    "letter number-only": (
        _("اداره نامه‌ای با این رمز داده است. شماره و تاریخ بالای نامه باید همان باشد که اداره می‌گوید."),
    ),
    "other-root": (
        _("این صفحه کلید دیگری آورد و پذیرفته نشد. به این پاسخ تکیه نکنید و به ما زنگ بزنید."),
        NO_FAULT,
    ),
    "list-rolled-back": (_("این گوشی را به اینترنت دیگری وصل کنید و دوباره بخوانید."), CALL_US, NO_FAULT),
    "not-readable-here": (_("با گوشی یا مرورگر تازه‌تری بخوانید. این عیب مدرک نیست."),),
    "foreign-code": (
        _("کدی را بخوانید که کنار شمارهٔ برگه چاپ شده است."),
        _("این صفحه برگه‌های دستگاه‌های دیگر را نمی‌شناسد و دربارهٔ آن‌ها چیزی نمی‌گوید."),
    ),
    "malformed": (
        _("گوشی را راست و نزدیک بگیرید و دوباره بخوانید؛ یا رمز ده‌حرفی زیر کد را بنویسید."),
        CALL_US,
    ),
    "unknown-key": (
        _("این گوشی را به اینترنت وصل کنید و دوباره بخوانید؛ شاید کلید تازه‌ای آمده باشد."),
        CALL_US,
    ),
    "wrong-purpose": (_("برگه را نزد ادارهٔ اتباع ببرید یا به ما زنگ بزنید تا روشن شود."),),
    "red compromised-key": (
        _("شاید برگه‌ای است که باید عوض می‌شد. دارندهٔ آن در ادارهٔ اتباع برگهٔ تازه می‌گیرد."),
    ),
    "bad-signature": (_("یک بار دیگر بخوانید. اگر باز همین بود، برگه را ادارهٔ اتباع باید ببیند."),),
    "unknown-number": (
        _("رمز ده‌حرفی زیر کد را دوباره بنویسید، یا کد را با دوربین بخوانید."),
        _("برگه‌ای که چند دقیقه پیش داده شده شاید هنوز در فهرست رمزها نباشد."),
    ),
    "not-yet": (_("این برگه درست است و از نخستین روز خود به کار می‌آید."),),
    "expired": (
        _("تاریخ این برگه گذشته است. دارندهٔ آن می‌تواند در همین شهر، در ادارهٔ اتباع، تمدید بخواهد."),
        _("گذشتن تاریخ برگه، حق اقامت کسی را از میان نمی‌برد."),
    ),
    "revoked": (_("بیشتر برگه‌های باطل گم یا عوض شده‌اند. بپرسید برگهٔ تازه دارد و آن را بسنجید."),),
    "letter revoked": (
        _("این نامه دیگر به کار نمی‌آید. از اداره بپرسید که نامهٔ دیگری به جای آن آمده است یا نه."),
    ),
    "suspended": (_("شاید فردا دوباره برقرار شود. دارندهٔ آن از ادارهٔ اتباع بپرسد."),),
    "used": (_("این برگه برای یک بار گذشتن از مرز بود و با آن گذشته‌اند؛ بار دیگر به کار نمی‌آید."),),
}
COMPARE: Final[Mapping[str, Said]] = {
    "title": _("عکس روی برگه را با چهره بسنجید"),
    "lines": (
        _(
            "نام، شماره و تاریخ‌های روی برگه باید با این‌جا یکی باشد. اگر عکس ندارد، نام را با کارت هر کس بسنجید."
        ),
        _("این سنجش جایی ثبت نمی‌شود."),
    ),
    "short": _("عکس و نام روی برگه را با خود شخص بسنجید."),
}
FACTS: Final[Mapping[str, Word]] = {
    "name": _("نام"),
    "latin": _("نام لاتین"),
    "others": _("همراهان"),
    "birth": _("زاده"),
    "type": _("مدرک"),
    "number": _("شماره"),
    "since": _("از"),
    "until": _("تا پایان"),
    "border": _("مرز"),
    "route": _("مسیر سفر"),
}
TYPES: Final[Mapping[str, Word]] = {
    "amayesh-card": _("کارت آمایش"),
    "hoviat-card": _("کارت هویت"),
    "smart-id": _("کارت هوشمند یکپارچه"),
    "ninety-day-slip": _("برگهٔ تردد ۹۰ روزه"),
    "corrections-slip": _("برگهٔ اصلاحات"),
    "transfer-slip": _("برگهٔ انتقال"),
    "intercity-slip": _("برگهٔ مسافرتی بین شهری"),
    "exit-pass": _("برگهٔ خروج"),
    "student-exit": _("برگهٔ خروج دانشجویی"),
    "education-slip": _("برگهٔ حمایت تحصیلی"),
    "work-card": _("کارت کار موقت"),
    "insurance-booklet": _("دفترچهٔ بیمه"),
    "passport": _("گذرنامه"),
    "pending-proof": _("گواهی در دست اقدام"),
    "letter": _("نامهٔ اداره"),
}
"""What papers are called; one of a type that is newer than this page is shown by its code."""
BORDERS: Final[Mapping[str, Word]] = {
    "dogharoun": _("دوغارون"),
    "mahirud": _("ماهیرود"),
    "milak": _("میلک"),
    "shalamcheh": _("شلمچه"),
    "mehran": _("مهران"),
}
"""Border posts people leave by; another is shown by its code in Latin letters, as on the paper."""
TROUBLE: Final[Mapping[str, Word]] = {
    "notAllowed": _("دوربین باز نشد چون اجازه ندارد. در تنظیمات مرورگر اجازه بدهید، یا از کد عکس بگیرید."),
    "noCamera": _("دوربین باز نشد. از کد عکس بگیرید یا رمز را بنویسید."),
    "noCode": _("در این عکس کدی خوانده نشد. نزدیک‌تر و روشن‌تر بگیرید؛ همهٔ چهارگوش در عکس باشد."),
}
STATE: Final[Mapping[str, Word]] = {
    "none": _("این گوشی هنوز فهرستی نگرفته است؛ یک بار با اینترنت باز شود."),
    "asOf": _("فهرست‌های این گوشی از %(day)s، ساعت %(time)s"),
}
POST: Final[Mapping[str, Said]] = {
    "here": _("گذر با این برگه را همین گوشی ثبت کرد: %(day)s، ساعت %(time)s"),
    "waiting": _("%(count)s گذر ثبت شده و هنوز فرستاده نشده است؛ با اینترنت فرستاده می‌شود."),
    "states": {
        "waiting": _("گذر ثبت شد و با اینترنت فرستاده می‌شود."),
        "recorded": _("گذر ثبت و فرستاده شد."),
        "repeated": _("گذر ثبت و فرستاده شد."),
        "used-before": _("فرستاده شد؛ پیش از این هم با این برگه گذری ثبت شده بود. به فرماندهٔ پاسگاه بگویید."),
        "unknown": _("فرستاده شد، ولی اداره چنین برگهٔ خروجی نمی‌شناسد. به اداره زنگ بزنید."),
        "key-used": _("فرستاده نشد. به اداره زنگ بزنید."),
    },
}


def words() -> dict[str, object]:
    """Everything the page's code says, as plain data in the language of this moment."""
    tongue = tongue_of(get_language())
    said: Mapping[str, Said] = {
        "title": _("درستی مدرک"),
        "types": TYPES,
        "borders": BORDERS,
        "lights": {"authentic": AUTHENTIC, "inDate": IN_DATE, "status": STATUS},
        "bands": BANDS,
        "advice": ADVICE,
        "compare": COMPARE,
        "facts": FACTS,
        "trouble": TROUBLE,
        "state": STATE,
        "post": POST,
        "whatToDo": _("چه کنید؟"),
        "noGround": NO_GROUND,
        "offline": _("این گوشی به اینترنت وصل نیست."),
        "noEnd": _("تاریخ پایان ندارد."),
        "untilDay": _("%(what)s، تا پایان %(day)s"),
        "route": _("از %(from)s به %(to)s"),
        "comma": _("، "),
    }
    return {
        "tongue": {
            "digits": tongue.digits,
            "months": MONTHS[tongue.months],
            "gregorian": GREGORIAN_MONTHS[tongue.code] if tongue.second_calendar else None,
            "direction": tongue.direction,
        }
    } | {name: _plain(one) for name, one in said.items()}


def _plain(said: Said) -> object:
    if isinstance(said, Mapping):
        return {name: _plain(one) for name, one in said.items()}
    return [str(one) for one in said] if isinstance(said, tuple) else str(said)
