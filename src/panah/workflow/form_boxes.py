"""Every tick box of a service form in its printed order, so that the official paper shows ☑ and ☐ alike."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from panah.workflow.form_options import (
    InPerson,
    InquiredBy,
    Kind,
    Level,
    LifeEvent,
    Nature,
    OfficeLevel,
    Option,
    Period,
    Stage,
    Start,
)
from panah.workflow.form_sections import Access, Details, LinkedAgency, StageAccess
from panah.workflow.service_form import ServiceForm

ONCE = "یکبار برای همیشه"
ELECTRONIC_PAYMENT = "پرداخت بصورت الکترونیک"
ELECTRONIC = "الکترونیکی"
NOT_ELECTRONIC = "غیر الکترونیکی"
ELECTRONIC_INQUIRY = "استعلام الکترونیکی"


@dataclass(frozen=True, slots=True)
class Box:
    """One printed box: its section (4 to 8), the field and group it stands in, its label, and its tick."""

    section: int
    field: str
    group: str
    label: str
    ticked: bool


def boxes(form: ServiceForm) -> tuple[Box, ...]:
    """Return every box of the form in printed order, ticked or not."""
    return (
        *_description_boxes(form),
        *_detail_boxes(form.details),
        *_access_boxes(form.access),
        *_link_boxes(form),
    )


def _row(
    section: int, field: str, group: str, options: Collection[Option], ticked: Collection[Option]
) -> Iterator[Box]:
    for option in options:
        yield Box(section, field, group, option.label, option in ticked)


def _description_boxes(form: ServiceForm) -> Iterator[Box]:
    told = form.description
    yield from _row(4, "kinds", "نوع خدمت", tuple(Kind), told.kinds)
    yield from _row(4, "nature", "ماهیت خدمت", tuple(Nature), (told.nature,))
    yield from _row(4, "levels", "سطح خدمت", tuple(Level), told.levels)
    yield from _row(4, "life_events", "رویداد مرتبط با", tuple(LifeEvent), told.life_events)
    yield from _row(4, "starts", "نحوه آغاز خدمت", tuple(Start), told.starts)


def _detail_boxes(details: Details) -> Iterator[Box]:
    count, frequency = details.recipients_count, details.frequency
    spans = tuple(Period)
    counted = (count.per,) if count else ()
    repeated = (frequency.per,) if frequency and frequency.per else ()
    yield from _row(5, "recipients_count", "آمار تعداد خدمت گیرندگان", spans, counted)
    yield Box(5, "frequency", "تواتر", ONCE, ticked=bool(frequency and frequency.once))
    yield from _row(5, "frequency", "تواتر", spans, repeated)
    for fee in details.fees:
        yield Box(5, "fees", fee.what, ELECTRONIC_PAYMENT, fee.electronic)


def _access_boxes(access: Access) -> Iterator[Box]:
    for stage in Stage:
        told = access.stage(stage)
        if told is not None or stage is not Stage.UNREADABLE:
            yield from _stage_boxes(stage, told)


def _stage_boxes(stage: Stage, told: StageAccess | None) -> Iterator[Box]:
    known = told or StageAccess(source="inferred")
    yield Box(6, stage, stage.label, ELECTRONIC, known.electronic_ticked)
    yield from _row(6, stage, stage.label, stage.channels, known.electronic)
    yield Box(6, stage, stage.label, NOT_ELECTRONIC, known.non_electronic_ticked)
    yield from _row(6, stage, stage.label, tuple(InPerson), known.in_person)
    yield from _row(6, stage, stage.label, tuple(OfficeLevel), known.office_levels)


def _link_boxes(form: ServiceForm) -> Iterator[Box]:
    for system in form.systems:
        yield Box(7, "systems", system.name, ELECTRONIC_INQUIRY, system.electronic)
    for agency in form.agencies:
        yield from _agency_boxes(agency)


def _agency_boxes(agency: LinkedAgency) -> Iterator[Box]:
    yield Box(8, "agencies", agency.name, ELECTRONIC_INQUIRY, agency.electronic)
    carriers = (InquiredBy.OFFICE, InquiredBy.CLIENT)
    yield from _row(8, "agencies", agency.name, carriers, (agency.how,))
