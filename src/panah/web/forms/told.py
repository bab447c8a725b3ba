"""What went wrong, in a sentence that says what to do; nobody is blamed and nothing is lost."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from panah.foundation.errors import PanahError

TEXT_MISSING: Final = _("بنویسید با چه چیز موافق نیستید؛ یک جمله بس است.")
SENTENCES: Final[Mapping[str, object]] = {
    "too-late": _("برگه در دست صدور است و از این‌جا نمی‌شود پس گرفت. پس از صدور می‌توانید آن را پس بدهید."),
    "subject-not-open": _("این کار برای این مسافر پیش از این تمام شده است."),
    "not-yours-to-say": _("این درخواست به نام حساب دیگری است. همان حساب، یا باجهٔ دفتر، این کار را می‌کند."),
    "moved-on": _("این پرونده همین حالا جلوتر رفت و چیزی عوض نشد. وضع تازه را این پایین ببینید."),
    "key-used": _("این فرم پیش از این با پاسخ دیگری فرستاده شده است. یک بار دیگر از پرونده آغاز کنید."),
    "slip-used": _("این شماره پیش از این برای پروندهٔ دیگری ثبت شده است. شماره را یک بار دیگر ببینید."),
    "reference-unreadable": _("شمارهٔ پیگیری را همان‌طور که روی رسید است بنویسید."),
    "paid-in-future": _("روز پرداخت هنوز نیامده است. روزی را که روی رسید است بنویسید."),
    "charge-not-due": _("این مبلغ دیگر بدهی نیست. وضع پرونده را ببینید."),
    "online-not-offered": _("پرداخت برخط این‌جا باز نیست. با فیش یا در باجه بپردازید."),
    "bank-silent": _("بانک پاسخ نداد و پولی برداشته نشد. چند دقیقهٔ دیگر، یا با فیش بپردازید."),
    "bank-garbled": _("بانک پاسخ روشنی نداد. چند دقیقهٔ دیگر، یا با فیش بپردازید."),
    "bank-refused": _("بانک این پرداخت را نپذیرفت. با فیش یا در باجه بپردازید."),
    "ground-unknown": _("یکی از همین سبب‌ها را برگزینید."),
    "objection-too-late": _("مهلت اعتراض گذشته است. راه دیوان عدالت اداری باز است."),
    "objection-not-open": _("به این تصمیم پیش از این اعتراض شده، یا تصمیم برداشته شده است."),
    "objection-text-missing": TEXT_MISSING,
    "subject-count": _("دست‌کم یک نفر باید در درخواست باشد."),
    "paper-not-standing": _("این برگه دیگر معتبر نیست. برگهٔ تازه را ببینید."),
}
OTHERWISE: Final = _("این بار نشد و چیزی از دست نرفت. چند دقیقهٔ دیگر دوباره بفرستید یا زنگ بزنید.")


def sentence(wrong: PanahError) -> str:
    """Put an error into words."""
    return str(SENTENCES.get(wrong.code, OTHERWISE))
