"""What belongs to a proceeding: notice, decision, dossier, minutes, the invalidation of a card."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from panah.documents.gallery.people import (
    BEARERS,
    ISSUED,
    SOME_PORTRAIT,
    Size,
    family,
    heading,
    long_words,
    proof,
)
from panah.documents.rules.data import Data
from panah.documents.rules.faces.card_invalidation import (
    Authority,
    CardInvalidation,
    NajvaEntry,
    card_invalidation_sheet,
)
from panah.documents.rules.faces.decision import Decision, Objection, decision_sheet
from panah.documents.rules.faces.dossier import Dossier, Section, dossier_sheet
from panah.documents.rules.faces.languages import Translation
from panah.documents.rules.faces.minutes import Attendant, Dissent, Minutes, Resolved, minutes_sheet
from panah.documents.rules.faces.notice import Ground, Notice, notice_sheet
from panah.documents.rules.faces.paper import Fact

_ADDRESS: Final = "بوشهر، خیابان عاشوری، انتهای بهارستان 30، کوچهٔ 4، پلاک 12، طبقهٔ 2، کد پستی 7514612345"
_ENGLISH: Final = Translation(
    "en",
    "Notice in writing and invitation to explain",
    (
        (
            "Nothing has been decided. You may answer until 12 December 2026, in writing or in person, "
            "in your own language."
        ),
        "You may see your file, ask for a free interpreter, and bring a lawyer or a companion.",
    ),
)
_ENGLISH_DECISION: Final = Translation(
    "en",
    "Decision on your request, and how to object",
    (
        "Your request to transfer the household file to Fars was not granted.",
        "You may object until the end of 12 December 2026; somebody other than the decider answers. It costs nothing.",
    ),
)
_PASHTO: Final = Translation(
    "ps",
    "لیکلی خبرتیا او د څرګندونې بلنه",
    (
        "تر اوسه هېڅ پرېکړه نه ده شوې. تاسو تر ۱۴۰۵/۰۹/۲۱ پورې په لیکلي یا شفاهي ډول ځواب ورکولی شئ.",
        "تاسو خپله دوسیه لیدلی شئ، وړیا ژباړن غوښتلی شئ او وکیل راوستلی شئ.",
    ),
)


_OBJECTION: Final = Objection(
    words=(
        "اگر این تصمیم را نادرست می‌دانید، از روزی که این برگه به دست شما برسد 20 روز برای اعتراض "
        "فرصت دارید؛ روز رسیدن شمرده نمی‌شود و اگر روز آخر تعطیل باشد، روز کاری پس از آن روز آخر "
        "است. کسی جز تصمیم‌گیرنده به آن رسیدگی می‌کند. اعتراض رایگان است."
    ),
    court=(
        "پس از پاسخ نهایی می‌توانید به دیوان عدالت اداری شکایت ببرید، از راه دفترهای خدمات "
        "الکترونیک قضایی. مهلت آن در کشور 3 ماه و از بیرون کشور 6 ماه پس از رسیدن پاسخ است."
    ),
    representative="می‌توانید وکیل بگیرید یا با وکالت‌نامه نماینده‌ای بفرستید.",
    help=(
        "در هر باجهٔ ادارهٔ اتباع یا دفتر خدمات، اعتراض را برایتان می‌خوانند و می‌نویسند.",
        "برای کمک حقوقی رایگان از کانون وکلا یا مرکز مشاورهٔ قوهٔ قضائیه بپرسید.",
    ),
)


def _notice(size: Size) -> Data:
    return notice_sheet(
        Notice(
            heading=heading(size),
            proof=proof("notice", size),
            bearer=BEARERS[size],
            address="" if size is Size.SMALL else _ADDRESS,
            about="رسیدگی به وضعیت پناهندگی",
            grounds=(
                Ground(
                    "گزارش شده است که شما از 1404/11/02 تا 1405/03/15 بدون برگهٔ خروج بیرون از کشور بوده‌اید.",
                    "دستورالعمل آمایش 1405، بند 7",
                ),
            )
            * {Size.SMALL: 1, Size.TYPICAL: 1, Size.EXTREME: 4}[size],
            evidence=long_words(
                size,
                ["گزارش مرزبانی دوغارون، شمارهٔ 1120 روز 1405/03/16", "گفتهٔ یک گواه دربارهٔ نبودن شما در خانه"],
            ),
            withheld=""
            if size is Size.SMALL
            else "نام گواه برای ایمنی او گفته نمی‌شود؛ این بخش را مدیرکل محرمانه دانسته و چکیدهٔ آن بالا آمده است.",
            answer_until=ISSUED + timedelta(days=20),
            answer_ways=long_words(
                size,
                [
                    "نوشته به هر باجهٔ ادارهٔ اتباع یا دفتر خدمات بدهید",
                    "در درگاه، زیر شمارهٔ پرونده، بنویسید یا صدای خود را بفرستید",
                ],
            ),
            hearing="" if size is Size.SMALL else "سه‌شنبه 1405/09/17، ساعت 10:30، ادارهٔ کل، اتاق 4",
            translation={Size.SMALL: None, Size.TYPICAL: _PASHTO, Size.EXTREME: _ENGLISH}[size],
        )
    )


def _decision(size: Size) -> Data:
    is_small = size is Size.SMALL
    return decision_sheet(
        Decision(
            heading=heading(size),
            proof=proof("decision", size),
            bearer=BEARERS[size],
            address="" if is_small else _ADDRESS,
            about="درخواست انتقال پروندهٔ شناسایی به استان فارس",
            case_number="301/05/4821",
            decided_by="مقام تأییدکنندهٔ ادارهٔ کل اتباع"
            if size is not Size.EXTREME
            else "کارگروه اتباع خارجی استان، نشست 14 روز 1405/08/29",
            decided_on=ISSUED,
            outcome="با درخواست شما موافقت شد." if is_small else "با درخواست شما موافقت نشد.",
            reasons=long_words(
                size,
                [
                    "استان فارس به‌سبب پربودن گنجایش شهرستان شیراز تا پایان سال 1405 خانوار تازه نمی‌پذیرد.",
                    "نزدیک‌بودن به خانوادهٔ همسر، بی سند درمان یا سرپرستی، از موردهای استثنا نیست.",
                ],
            ),
            rules=("دستورالعمل جابه‌جایی و انتقال پرونده، بند 3", "دستورالعمل آمایش سال 1405، بند 11")
            if not is_small
            else ("دستورالعمل جابه‌جایی، بند 3",),
            heard=""
            if is_small
            else (
                "در گفت‌وگوی 1405/08/20 گفتید مادر همسرتان بیمار است. سندی از درمان نیاوردید و مهلت سه‌روزه "
                "برای آوردن آن گذشت."
            ),
            remedy=""
            if is_small
            else (
                "سند درمان مادر همسر را بیاورید تا درخواست از نو دیده شود؛ یا شهرستان دیگری در فارس پیشنهاد "
                "کنید: مرودشت و کازرون جا دارند."
            ),
            objection=None
            if is_small
            else replace(_OBJECTION, until=ISSUED + timedelta(days=20) if size is Size.EXTREME else None),
            translation=_ENGLISH_DECISION if size is Size.EXTREME else None,
        )
    )


def _dossier(size: Size) -> Data:
    history = (
        ("1392/04/11", "ثبت خانوار در مرحلهٔ آمایش 9", "دفتر 301"),
        ("1399/12/02", "ثبت ولادت یوسف", "ادارهٔ کل بوشهر"),
        ("1403/10/20", "صدور کارت آمایش 18", "دفتر 301"),
    )
    section = Section(
        title="سابقهٔ وضعیت و مدرک‌ها",
        facts=(Fact("وضعیت", "دارندهٔ کارت آمایش"), Fact("نخستین ثبت", "1392/04/11")),
        columns=("روز", "رویداد", "جا"),
        rows=history * {Size.SMALL: 1, Size.TYPICAL: 2, Size.EXTREME: 12}[size],
    )
    words = Section(
        title="نظر کارشناس",
        words=long_words(
            size,
            [
                "خانوار از 1392 بی‌گسست در استان زندگی کرده و در همهٔ مرحله‌ها آمده است.",
                (
                    "دو گزارش دربارهٔ نبودن سرپرست رسیده که با هم نمی‌خوانند؛ پاسخ او شنیده و پیوست شد. "
                    "پیشنهاد: ماندن وضعیت."
                ),
            ],
        ),
    )
    return dossier_sheet(
        Dossier(
            heading=heading(size),
            proof=proof("dossier", size),
            title="پروندهٔ خانوار برای کارگروه استان",
            bearer=BEARERS[size],
            members=family(size),
            sections=(section, words) * (3 if size is Size.EXTREME else 1),
            made_for="دبیر کارگروه اتباع استان",
            purpose="نشست 14 کارگروه، روز 1405/09/03",
            portrait="" if size is Size.SMALL else SOME_PORTRAIT,
        )
    )


_BODIES: Final = (
    Attendant("نرگس باقری", "استانداری", "رئیس"),
    Attendant("حمید دشتی", "ادارهٔ کل امور اتباع", "دبیر"),
    Attendant("سعید موسوی", "فرماندهی انتظامی"),
    Attendant("لیلا کاظمی", "ادارهٔ کل بهزیستی"),
    Attendant("رضا تنگستانی", "دادگستری استان", is_present=False),
    Attendant("مهدی بحرینی", "ادارهٔ کل تعاون، کار و رفاه اجتماعی استان"),
    Attendant("زهرا جمالی", "آموزش و پرورش"),
    Attendant("کاوه رستمی", "دانشگاه علوم پزشکی"),
    Attendant("الهام شریفی", "شهرداری"),
)


def minutes(size: Size) -> Minutes:
    """The minutes of a sitting of three, six or nine."""
    many = Resolved(
        about="ملیحه صادقی",
        case_number="301/05/4821",
        text="وضعیت پناهندگی نام‌برده می‌ماند و رسیدگی پایان می‌یابد.",
        reason="دو گزارش با هم نمی‌خوانند و پاسخ او با سند درمان همراه است.",
        in_favour=5,
        against=1,
        abstained=1,
        recused=("حمید دشتی",),
        dissents=(
            Dissent("سعید موسوی (فرماندهی انتظامی)", "گزارش مرزبانی روشن است و باید استعلام دوباره می‌شد."),
        ),
    )
    few = Resolved(
        about="گل‌آغا",
        case_number="301/05/4790",
        text="برای استعلام بیشتر به نشست بعد ماند.",
        in_favour=3,
        against=0,
    )
    return Minutes(
        heading=replace(heading(size), signer="دبیر کارگروه"),
        proof=proof("minutes", size),
        group="کارگروه اتباع خارجی استان",
        sitting="14",
        begins=datetime(2026, 11, 24, 5, 30, tzinfo=UTC),
        ends=datetime(2026, 11, 24, 8, 0, tzinfo=UTC),
        place="استانداری بوشهر، سالن شهید رئیسعلی",
        quorum=2 if size is Size.SMALL else 5,
        attendants=_BODIES[: {Size.SMALL: 3, Size.TYPICAL: 6, Size.EXTREME: 9}[size]],
        resolutions={Size.SMALL: (few,), Size.TYPICAL: (many, few), Size.EXTREME: (many, few) * 4}[size],
    )


def _minutes(size: Size) -> Data:
    return minutes_sheet(minutes(size))


def _invalidation(size: Size) -> Data:
    is_small = size is Size.SMALL
    return card_invalidation_sheet(
        CardInvalidation(
            heading=heading(size),
            proof=proof("card-invalidation", size),
            bearer=BEARERS[size],
            card="کارت آمایش",
            card_number="2044180971",
            cause="خروج از پناهندگی، به خواست خود شخص",
            authority=Authority(
                number="301/1405/7702",
                on=ISSUED - timedelta(days=30),
                by="مقام تأییدکنندهٔ ادارهٔ کل اتباع",
                objection="مهلت در 1405/08/29 گذشت و اعتراضی نرسید",
            ),
            najva=None if is_small else NajvaEntry(number="N-140509-5521", on=ISSUED),
            is_card_here=not is_small,
            card_kept="" if is_small else "سوراخ شد و در بستهٔ 14-1405 بایگانی است",
            holds_now="برگهٔ تردد خروجی 301/1405/7740، تا پایان 1405/09/16",
            first_officer="کارشناس مدارک",
            second_officer="مسئول ادارهٔ مدارک و اقامت" if size is Size.EXTREME else "مسئول اداره",
            portrait="" if is_small else SOME_PORTRAIT,
        )
    )


FACES: Final[Mapping[str, Callable[[Size], Data]]] = {
    "notice": _notice,
    "decision": _decision,
    "dossier": _dossier,
    "minutes": _minutes,
    "card-invalidation": _invalidation,
}
