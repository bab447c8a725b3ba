"""The slips and passes people carry."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from panah.documents.gallery.people import (
    BEARERS,
    ISSUED,
    SOME_PORTRAIT,
    Size,
    day,
    family,
    heading,
    proof,
)
from panah.documents.rules.data import Data
from panah.documents.rules.exit_pass import ExitPass, exit_pass_sheet
from panah.documents.rules.faces.documents_receipt import DocumentsReceipt, HandedIn, documents_receipt_sheet
from panah.documents.rules.faces.in_progress import InProgress, in_progress_sheet
from panah.documents.rules.faces.ninety_day_slip import NinetyDaySlip, ninety_day_slip_sheet
from panah.documents.rules.slip import Journey, Place, Receipt, Slip, Traveller, slip_sheet

LATER: Final = ISSUED + timedelta(days=90)


def _ninety_day(size: Size) -> Data:
    return ninety_day_slip_sheet(
        NinetyDaySlip(
            heading=heading(size),
            proof=proof("ninety-day-slip", size),
            bearer=BEARERS[size],
            members=family(size),
            province="چهارمحال و بختیاری" if size is Size.EXTREME else "بوشهر",
            since=ISSUED,
            until=LATER,
            reason="" if size is Size.SMALL else "تغییر خانوار پس از ازدواج، تا مرحلهٔ بعدی آمایش",
            replaces="301/1405/6120" if size is Size.EXTREME else "",
            portrait="" if size is Size.SMALL else SOME_PORTRAIT,
        )
    )


def _travellers(size: Size) -> tuple[Traveller, ...]:
    bearer = BEARERS[size]
    return tuple(
        Traveller(
            name=one.name,
            latin=one.latin,
            born=one.born or day(ISSUED),
            nationality="افغانستان",
            card=one.number,
            card_kind="کارت آمایش",
        )
        for one in family(size)
    ) or (
        Traveller(
            name=bearer.name,
            latin=bearer.latin,
            born=bearer.born or day(ISSUED),
            nationality=bearer.nationality,
            card="",
            card_kind="",
        ),
    )


def _intercity(size: Size) -> Data:
    drawn = proof("intercity-slip", size)
    slip = Slip(
        title="برگهٔ مسافرتی بین‌شهری",
        heading=heading(size),
        journey=Journey(
            origin=Place("دشتستان", "بوشهر", "Dashtestan, Bushehr"),
            destination=Place("شیراز", "فارس", "Shiraz, Fars"),
            reason="پزشکی و درمان",
            since=ISSUED,
            until=ISSUED + timedelta(days=15),
        ),
        travellers=_travellers(size),
        household_code="3010074126",
        receipts=(Receipt(150_000, "784512369", ISSUED),),
        replaces="",
        code=drawn.code,
        square=drawn.square,
    )
    return slip_sheet(slip)


def _exit_pass(size: Size) -> Data:
    drawn = proof("exit-pass", size)
    bearer = BEARERS[size]
    paper = ExitPass(
        title="برگهٔ تردد خروجی",
        heading=heading(size),
        traveller=_travellers(size)[0],
        father=bearer.father,
        nationality_code=bearer.nationality_code,
        household_code=bearer.household_code,
        border="مرز دوغارون",
        border_code="dogharoun",
        since=ISSUED,
        until=ISSUED + timedelta(days=15),
        portrait="" if size is Size.SMALL else SOME_PORTRAIT,
        replaces="",
        code=drawn.code,
        square=drawn.square,
    )
    return exit_pass_sheet(paper)


def _in_progress(size: Size) -> Data:
    return in_progress_sheet(
        InProgress(
            heading=heading(size),
            proof=proof("in-progress", size),
            bearer=BEARERS[size],
            request="تجدید کارت شناسایی پناهندگان"
            if size is not Size.EXTREME
            else "صدور مجوز جابه‌جایی محل سکونت و انتقال پروندهٔ شناسایی به استان دیگر",
            case_number="301/05/4821",
            opened_on=ISSUED,
            holder_of_case="کارشناس مدارک ادارهٔ کل",
            given_up="" if size is Size.SMALL else "کارت آمایش 2044180971",
            receipt="" if size is Size.SMALL else "301/1405/7741",
            stands_in=size is not Size.SMALL,
            since=ISSUED,
            until=LATER,
            portrait="" if size is Size.SMALL else SOME_PORTRAIT,
        )
    )


_PAPERS: Final = (
    HandedIn(paper="کارت آمایش", number="2044180971", of="ملیحه صادقی", is_original=True),
    HandedIn(paper="فیش واریز هزینه", number="784512369", of="ملیحه صادقی", is_original=True),
    HandedIn(paper="سند ازدواج", number="14/203", of="ملیحه صادقی و نصرالله رحیمی", is_original=False),
)


def _documents_receipt(size: Size) -> Data:
    return documents_receipt_sheet(
        DocumentsReceipt(
            heading=heading(size),
            proof=proof("documents-receipt", size),
            giver=BEARERS[size].name,
            giver_latin=BEARERS[size].latin,
            case_number="301/05/4821",
            service="تجدید کارت شناسایی پناهندگان",
            papers={Size.SMALL: _PAPERS[:1], Size.TYPICAL: _PAPERS, Size.EXTREME: _PAPERS * 4}[size],
            at=datetime(2026, 11, 22, 6, 12, tzinfo=UTC),
            counter="دفتر خدمات اقامت و اشتغال 301، بوشهر، پیشخوان 2",
            back=(
                "اصل کارت روز تحویل کارت نو، و اصل دیگر مدارک همان روز پس از برابری با رونوشت، در همین دفتر "
                "پس داده می‌شود."
            ),
        )
    )


FACES: Final[Mapping[str, Callable[[Size], Data]]] = {
    "ninety-day-slip": _ninety_day,
    "intercity-slip": _intercity,
    "exit-pass": _exit_pass,
    "in-progress": _in_progress,
    "documents-receipt": _documents_receipt,
}
