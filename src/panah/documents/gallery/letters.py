"""Permit, licence, and the introduction letters."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Final

from panah.documents.gallery.people import (
    BEARERS,
    ISSUED,
    SOME_PORTRAIT,
    UNTIL,
    Size,
    family,
    heading,
    long_words,
    proof,
)
from panah.documents.rules.data import Data
from panah.documents.rules.faces.introduction_letter import (
    Addressee,
    IntroductionLetter,
    introduction_letter_sheet,
)
from panah.documents.rules.faces.licence import Licence, licence_sheet
from panah.documents.rules.faces.paper import Fact
from panah.documents.rules.faces.permit_letter import PermitLetter, permit_letter_sheet

_PERMIT_FACTS: Final = (
    Fact("برنامه", "جشن نوروز و نمایشگاه دست‌سازهای زنان"),
    Fact("جا", "فرهنگسرای امید، بوشهر، خیابان عاشوری"),
    Fact("ساعت", "16:00 تا 20:00"),
    Fact("شمار شرکت‌کنندگان", "تا 300 نفر"),
    Fact("مسئول برنامه", "فرشته احمدی"),
    Fact("تلفن", "0917-000-2280"),
    Fact("پروندهٔ درخواست", "301/05/5102"),
)
_CONDITIONS: Final = (
    "برنامه در همان جا و ساعت نوشته‌شده برگزار شود؛ هر تغییر را تا 48 ساعت پیش به این اداره بنویسید.",
    "راه‌های خروج و کپسول آتش‌نشانی در دسترس باشد.",
    "یک نسخه از این مجوز در محل برنامه همراه مسئول آن باشد.",
)
ADDRESSEES: Final = {
    Addressee.BANK: "بانک ملی ایران، شعبهٔ مرکزی بوشهر",
    Addressee.SCHOOL: "مدیر محترم دبستان شهید چمران، آموزش و پرورش شهرستان دشتستان",
    Addressee.HOSPITAL: "بیمارستان شهدای خلیج فارس بوشهر، واحد پذیرش",
    Addressee.WORK: "ادارهٔ کل تعاون، کار و رفاه اجتماعی استان بوشهر",
    Addressee.LICENCE_OFFICE: "پلیس راهنمایی و رانندگی استان بوشهر، واحد گواهینامه",
}


def _permit(size: Size) -> Data:
    return permit_letter_sheet(
        PermitLetter(
            heading=heading(size),
            proof=proof("permit-letter", size),
            title="مجوز برگزاری برنامهٔ فرهنگی",
            title_latin="" if size is Size.SMALL else "PERMIT FOR A CULTURAL EVENT",
            to="انجمن زنان هنرمند مهاجر",
            to_latin="" if size is Size.SMALL else "Association of Migrant Women Artists",
            about="موافقت با برگزاری برنامهٔ فرهنگی، پاسخ به نامهٔ 412 روز 1405/08/12",
            words=long_words(
                size,
                [
                    "با سلام، با درخواست شما برای برگزاری برنامهٔ زیر موافقت شد.",
                    (
                        "این مجوز به نام همان انجمن است و به دیگری واگذار نمی‌شود. اگر برنامه برگزار نشد، تا ده روز "
                        "خبر دهید تا جای آن در تقویم شهر باز شود."
                    ),
                ],
            ),
            facts=_PERMIT_FACTS[: 2 if size is Size.SMALL else 7],
            conditions=() if size is Size.SMALL else long_words(size, _CONDITIONS),
            basis=""
            if size is Size.SMALL
            else "آیین‌نامهٔ برنامه‌های فرهنگی، ورزشی و اجتماعی اتباع خارجی، مادهٔ 5",
            since=ISSUED,
            until=ISSUED + timedelta(days=1),
            copies=()
            if size is Size.SMALL
            else ("فرماندهی انتظامی شهرستان بوشهر، برای آگاهی", "شهرداری بوشهر"),
        )
    )


def _licence(size: Size) -> Data:
    is_long = size is Size.EXTREME
    return licence_sheet(
        Licence(
            heading=heading(size),
            proof=proof("licence", size),
            title="پروانهٔ فعالیت سازمان غیردولتی بین‌المللی در امور پناهندگان" if is_long else "پروانهٔ فعالیت",
            title_latin="" if size is Size.SMALL else "LICENCE OF A NON-GOVERNMENTAL ORGANISATION",
            holder="بنیاد جهانی همیاری پزشکی و آموزشی برای کودکان و خانواده‌های جابه‌جاشده (شعبهٔ ایران)"
            if is_long
            else "مؤسسهٔ نیکوکاری مهر ماندگار",
            holder_latin=""
            if size is Size.SMALL
            else "Mehr-e Mandegar Charity Foundation"
            if not is_long
            else "World Foundation for Medical and Educational Aid to Displaced Children and Families (Iran Branch)",
            words=(
                "این پروانه به موجب قانون و پس از رأی هیئت نظارت داده می‌شود و دارندهٔ آن می‌تواند در زمینه "
                "و محدودهٔ زیر فعالیت کند."
            ),
            facts=(
                Fact("زمینهٔ فعالیت", "آموزش و درمان پناهندگان"),
                Fact("محدوده", "استان‌های بوشهر و فارس"),
                Fact("شمارهٔ ثبت", "41207"),
                Fact("شناسهٔ ملی", "14009876543"),
                Fact("نشانی", "بوشهر، خیابان عاشوری، انتهای بهارستان 30، پلاک 12"),
            )[: 2 if size is Size.SMALL else 5],
            people=()
            if size is Size.SMALL
            else (("فرشته احمدی", "مدیرعامل"), ("نصرالله رحیمی", "رئیس هیئت مدیره")) * (3 if is_long else 1),
            conditions=()
            if size is Size.SMALL
            else long_words(size, _CONDITIONS[:1] if not is_long else _CONDITIONS[:2]),
            basis="رأی شمارهٔ 218 هیئت نظارت، روز 1405/08/20",
            since=ISSUED,
            until=None if size is Size.SMALL else UNTIL + timedelta(days=730),
        )
    )


def _introduction(addressee: Addressee, size: Size) -> Data:
    with_members = addressee in {Addressee.SCHOOL, Addressee.HOSPITAL}
    return introduction_letter_sheet(
        IntroductionLetter(
            heading=heading(size),
            proof=proof(f"introduction-{addressee}", size),
            addressee=addressee,
            to=ADDRESSEES[addressee],
            bearer=BEARERS[size],
            members=family(size) if with_members or size is Size.EXTREME else (),
            until=ISSUED + timedelta(days=30),
            portrait="" if size is Size.SMALL else SOME_PORTRAIT,
        )
    )


FACES: Final[Mapping[str, Callable[[Size], Data]]] = {
    "permit-letter": _permit,
    "licence": _licence,
    **{f"introduction-letter={one}": partial(_introduction, one) for one in Addressee},
}
