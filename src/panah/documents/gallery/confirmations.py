"""What is confirmed about somebody: certificate, identity, exemption."""

from collections.abc import Callable, Mapping
from typing import Final

from panah.documents.gallery.people import BEARERS, ISSUED, SOME_PORTRAIT, UNTIL, Size, family, heading, proof
from panah.documents.rules.data import Data
from panah.documents.rules.faces.certificate import Certificate, certificate_sheet
from panah.documents.rules.faces.exemption_confirmation import (
    Exempted,
    ExemptionConfirmation,
    exemption_confirmation_sheet,
)
from panah.documents.rules.faces.identity_confirmation import (
    IdentityConfirmation,
    identity_confirmation_sheet,
)
from panah.documents.rules.faces.paper import Fact

_CHARGES: Final = (
    Exempted("هزینهٔ صدور کارت آمایش", "بیماری خاص سرپرست خانوار", 500_000),
    Exempted("عوارض شهرداری سال 1405", "خانوار آسیب‌پذیر، فهرست ادارهٔ کل بهزیستی"),
    Exempted("هزینهٔ خدمات دفتر", "سالمند بالای 65 سال", 300_000),
    Exempted("شهریهٔ مدرسه", "مادر سرپرست خانوار"),
)


def _certificate(size: Size) -> Data:
    is_small = size is Size.SMALL
    return certificate_sheet(
        Certificate(
            heading=heading(size),
            proof=proof("certificate", size),
            title="گواهی ثبت تغییر سرپرست خانوار و صدور کد خانوار تازه"
            if size is Size.EXTREME
            else "گواهی اقامت",
            title_latin="CERTIFICATE OF RESIDENCE",
            to="" if is_small else "هر مرجعی که بخواهد",
            bearer=BEARERS[size],
            words=(
                (
                    "گواهی می‌شود نام‌برده از پناهندگان ثبت‌شده در این استان است و از سال 1392 در شهرستان "
                    "دشتستان زندگی می‌کند."
                ),
            )
            * (2 if size is Size.EXTREME else 1),
            words_latin=""
            if is_small
            else "This is to certify that the bearer is a registered refugee and has lived in Dashtestan since 2013.",
            facts=() if is_small else (Fact("شمارهٔ پرونده", "301/05/4821"),),
            purpose="" if is_small else "ارائه به دانشگاه",
            until=None if is_small else UNTIL,
            portrait=SOME_PORTRAIT,
        )
    )


def _identity(size: Size) -> Data:
    is_long = size is Size.EXTREME
    return identity_confirmation_sheet(
        IdentityConfirmation(
            heading=heading(size),
            proof=proof("identity-confirmation", size),
            to="" if size is Size.SMALL else "بانک ملی ایران، شعبهٔ مرکزی بوشهر",
            purpose="" if size is Size.SMALL else "گشودن حساب",
            bearer=BEARERS[size],
            also_written=("ملیحه صادقی", "ملیحه سادقی", "Malihe Sadeghi", "Maliha Sadiqi") if is_long else (),
            confirmed_by="پروندهٔ شناسایی، اثر انگشت و عکس زندهٔ 1405/08/29"
            if not is_long
            else "پروندهٔ شناسایی، تذکرهٔ 44120-1371، اثر انگشت، عنبیه و عکس زندهٔ 1405/08/29 در دفتر 302",
            until=UNTIL,
            portrait=SOME_PORTRAIT,
        )
    )


def _exemption(size: Size) -> Data:
    return exemption_confirmation_sheet(
        ExemptionConfirmation(
            heading=heading(size),
            proof=proof("exemption-confirmation", size),
            to="" if size is Size.SMALL else "دفتر خدمات 301 و شهرداری بوشهر",
            bearer=BEARERS[size],
            members=family(size, most=8),
            charges=_CHARGES[: {Size.SMALL: 1, Size.TYPICAL: 2, Size.EXTREME: 4}[size]],
            basis="دستورالعمل آمایش سال 1405، بخش معافیت‌ها، بند 4",
            since=ISSUED,
            until=UNTIL,
        )
    )


FACES: Final[Mapping[str, Callable[[Size], Data]]] = {
    "certificate": _certificate,
    "identity-confirmation": _identity,
    "exemption-confirmation": _exemption,
}
