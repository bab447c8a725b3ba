"""The official service form (شناسنامه خدمت) as it is printed: nine sections, every box, and apart what we add."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.documents.rules.data import Data
from panah.documents.rules.sources import Sources
from panah.foundation.jalali import format_short
from panah.foundation.money import Rial, format_rial
from panah.foundation.persian import to_persian_digits
from panah.workflow.form_boxes import Box, boxes
from panah.workflow.form_options import Stage
from panah.workflow.form_sections import Conflict, Fact, Fee
from panah.workflow.service_form import ServiceForm

OURS: Final = frozenset({"proposed", "inferred", "known"})
"""Sources that are no document: what rests on them alone is marked as ours."""
SAFEGUARD: Final = re.compile(r" ?\((?:S[0-9]+(?:، | و |, )?)+\)")
"""A safeguard's number, which tells a reader of the paper nothing."""


@dataclass(frozen=True, slots=True)
class Charged:
    """One dated tariff that decides on the day of printing; the amount in rial."""

    what: str
    rial: int
    account: str | None
    valid_from: date
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Imprint:
    """Which version of the form is printed."""

    version: int
    published_on: date
    sha256: str


def service_sheet(form: ServiceForm, *, imprint: Imprint, charged: Sequence[Charged]) -> Data:
    """Lay out a form for its face: the nine official sections, then our additions, then the sources."""
    printer = _Printer(form)
    sections = printer.sections()
    additions = printer.additions(charged)
    return {
        "title": form.title,
        "id": _digits(form.id or ""),
        "imprint": {
            "version": _digits(imprint.version),
            "date": format_short(imprint.published_on),
            "digest": imprint.sha256[:16],
        },
        **sections,
        "additions": additions,
        "sources": printer.sources.listed(),
    }


def _digits(text: object) -> str:
    return to_persian_digits(str(text))


class _Printer:
    """Turns one form into rows, numbering its sources as they are met."""

    def __init__(self, form: ServiceForm) -> None:
        self.form = form
        self.boxes = boxes(form)
        self.sources = Sources()

    def sections(self) -> Data:
        """Sections 3 to 9 in printed order."""
        return {
            "provider": self._provider(),
            "description": self._description(),
            "details": self._details(),
            "access": self._access(),
            "systems": self._systems(),
            "agencies": self._agencies(),
            "processes": self._processes(),
        }

    def _provider(self) -> list[Data]:
        provider = self.form.provider
        return [
            self._row("نام دستگاه اجرایی", [provider.organisation]),
            self._row("نام دستگاه مادر", [provider.parent]),
        ]

    def _description(self) -> list[Data]:
        told = self.form.description
        ticks = self.sources.mark(told.ticks_source)
        return [
            self._row("شرح خدمت", [told.text]),
            self._choice("نوع خدمت", "kinds", mark=ticks),
            self._row("نوع مخاطبین", [told.audience] if told.audience else []),
            self._choice("ماهیت خدمت", "nature", mark=ticks),
            self._choice("سطح خدمت", "levels", mark=ticks),
            self._choice("رویداد مرتبط با", "life_events", mark=ticks),
            self._choice("نحوه آغاز خدمت", "starts", mark=ticks),
            self._row("مدارک لازم برای انجام خدمت", told.evidence),
            self._row("قوانین و مقررات بالادستی", told.rules),
        ]

    def _details(self) -> Data:
        told = self.form.details
        count, frequency = told.recipients_count, told.frequency
        return {
            "rows": [
                self._choice(
                    "آمار تعداد خدمت گیرندگان",
                    "recipients_count",
                    before=f"{_digits(count.number)} خدمت گیرنده در:" if count else "خدمت گیرندگان در:",
                    note=count.note if count else None,
                    mark=self.sources.mark(count.source) if count else "",
                ),
                self._row("متوسط مدت زمان ارایه خدمت", told.average_time),
                self._choice(
                    "تواتر",
                    "frequency",
                    after=_times(frequency.times if frequency else None),
                    note=frequency.text if frequency else None,
                    mark=self.sources.mark(frequency.source) if frequency else "",
                ),
                self._row("تعداد بار مراجعه حضوری", [told.visits] if told.visits else []),
            ],
            "fees": [self._fee(fee, box) for fee, box in zip(told.fees, self._of_field("fees"), strict=True)],
        }

    def _of_field(self, field: str) -> list[Box]:
        return [box for box in self.boxes if box.field == field]

    def _fee(self, fee: Fee, box: Box) -> Data:
        dated = f"به تاریخ {fee.dated}" if fee.dated else None
        return {
            "amount": _amount(fee.rial),
            "what": fee.what if fee.per.label in fee.what else f"{fee.what}، {fee.per.label}",
            "note": "؛ ".join(filter(None, (dated, fee.note))),
            "account": _digits(fee.account or ""),
            "electronic": {"label": "", "ticked": box.ticked},
            "mark": self.sources.mark(fee.source),
        }

    def _access(self) -> list[Data]:
        return [
            self._stage(stage)
            for stage in Stage
            if stage is not Stage.UNREADABLE or self.form.access.unreadable is not None
        ]

    def _stage(self, stage: Stage) -> Data:
        """One stage: its box, its channels; the other box, why in person, and the office one comes to."""
        told = self.form.access.stage(stage)
        found = [_ticked(box) for box in self._of_field(stage)]
        channels = 1 + len(stage.channels)
        in_person = channels + 1 + 4
        text = told.in_person_text if told else None
        return {
            "title": stage.label,
            "electronic": found[0],
            "channels": found[1:channels],
            "non_electronic": found[channels],
            "in_person": found[channels + 1 : in_person],
            "in_person_text": text.text if text else "",
            "offices": found[in_person:],
            "note": told.note if told and told.note else "",
            "mark": self.sources.mark(told.source) if told else "",
        }

    def _systems(self) -> list[Data]:
        found = self._of_field("systems")
        return [
            {
                "name": system.name,
                "fields": system.fields or "",
                "electronic": _ticked(box),
                "mark": self.sources.mark(system.source),
            }
            for system, box in zip(self.form.systems, found, strict=True)
        ]

    def _agencies(self) -> list[Data]:
        found = self._of_field("agencies")
        return [
            {
                "name": agency.name,
                "note": agency.note or "",
                "electronic": _ticked(found[3 * place]),
                "carriers": [_ticked(box) for box in found[3 * place + 1 : 3 * place + 3]],
                "mark": self.sources.mark(agency.source),
            }
            for place, agency in enumerate(self.form.agencies)
        ]

    def _processes(self) -> list[Data]:
        return [
            {
                "number": _digits(number),
                "title": process.title,
                "holder": process.holder.label,
                "note": process.note or "",
                "ours": OURS.issuperset(process.source.split("; ")),
                "mark": self.sources.mark(process.source),
            }
            for number, process in enumerate(self.form.processes, start=1)
        ]

    def additions(self, charged: Sequence[Charged]) -> Data:
        """What the official form has no place for, kept apart from it."""
        form, details = self.form, self.form.details
        aliases: list[Data] = [{"text": alias, "mark": ""} for alias in form.aliases]
        facts = [
            ("خدمت مادر", self._parent()),
            ("خروجی خدمت", self._lines([details.output] if details.output else [])),
            ("مدت اعتبار", self._lines([details.validity] if details.validity else [])),
            ("عنوان‌های دیگر", aliases),
        ]
        return {
            "facts": [{"label": label, "lines": lines} for label, lines in facts if lines],
            "order": SAFEGUARD.sub("", form.public.seed_order_note or ""),
            "tariffs": [self._tariff(one) for one in charged],
            "conflicts": [self._conflict(one) for one in form.conflicts],
        }

    def _parent(self) -> list[Data]:
        parent = self.form.parent_service
        if parent is None:
            return []
        text = f"{parent.title}، شناسه {_digits(parent.id)}"
        if parent.printed_id != parent.id:
            text += f" (در منبع {_digits(parent.printed_id)} چاپ شده)"
        return [{"text": text, "note": parent.note or "", "mark": self.sources.mark(parent.source)}]

    def _tariff(self, one: Charged) -> Data:
        return {
            "what": one.what,
            "amount": _amount(one.rial),
            "account": _digits(one.account or ""),
            "since": format_short(one.valid_from),
            "confirmed": one.confirmed,
            "mark": self.sources.mark(one.source),
        }

    def _conflict(self, one: Conflict) -> Data:
        return {"what": one.what, "values": self._lines(one.values), "decides": one.decides}

    def _row(self, label: str, facts: Iterable[Fact]) -> Data:
        return {"label": label, "lines": self._lines(facts)}

    def _lines(self, facts: Iterable[Fact]) -> list[Data]:
        return [
            {"text": fact.text, "note": fact.note or "", "mark": self.sources.mark(fact.source)}
            for fact in facts
        ]

    def _choice(
        self,
        label: str,
        field: str,
        *,
        before: str = "",
        after: str = "",
        note: str | None = None,
        mark: str = "",
    ) -> Data:
        """A row of boxes; `after` stands before the last three, which share it («یک بار در»)."""
        return {
            "label": label,
            "before": before,
            "after": after,
            "boxes": [_ticked(box) for box in self._of_field(field)],
            "note": note or "",
            "mark": mark,
        }


def _amount(rial: int) -> str:
    return format_rial(Rial(rial)) if rial else "رایگان"


def _times(times: int | None) -> str:
    return f"{_digits(times)} بار در:" if times else "… بار در:"


def _ticked(box: Box) -> Data:
    return {"label": box.label, "ticked": box.ticked}
