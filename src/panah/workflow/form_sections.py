"""The nine sections of the official service form and its page for people, as frozen values.

Every fact keeps its source: `seed N` (a document the product was asked from), `public: key` (a page that
was read), `known`, `proposed` or `inferred`; several are joined by "; ". What a source leaves empty is None
or (). Amounts are rial; identifiers are text and never computed with.
"""

from dataclasses import dataclass

from panah.workflow.form_options import (
    Channel,
    ChargedPer,
    Holder,
    InPerson,
    InquiredBy,
    Kind,
    Level,
    LifeEvent,
    Nature,
    OfficeLevel,
    Period,
    Stage,
    Start,
)
from panah.workflow.form_text import (
    Account,
    Plain,
    Printed,
    PrintedId,
    Prose,
    ServiceId,
    Source,
    Title,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement and where it comes from."""

    text: Prose
    source: Source
    note: Prose | None = None


@dataclass(frozen=True, slots=True)
class ParentService:
    """The service this one is a part of, with its id as it is and as the source printed it."""

    title: Title
    id: ServiceId
    printed_id: PrintedId
    source: Source
    note: Prose | None = None


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """The columns of the ministry's catalogue: as printed ("" where blank), and what it inherits."""

    owner_printed: Printed
    owner: Prose
    recipients_printed: Printed
    recipients: Prose
    note: Prose | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """Section 3: who gives the service."""

    organisation: Fact
    parent: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """Section 4: what the service is; `ticks_source` says whose ticks these are."""

    text: Fact
    nature: Nature
    ticks_source: Source
    audience: Fact | None = None
    kinds: tuple[Kind, ...] = ()
    levels: tuple[Level, ...] = ()
    life_events: tuple[LifeEvent, ...] = ()
    starts: tuple[Start, ...] = ()
    evidence: tuple[Fact, ...] = ()
    rules: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class RecipientsCount:
    """How many are served in a span of time."""

    number: int
    per: Period
    source: Source
    note: Prose | None = None


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often one recipient comes: once for ever, or `times` in a span."""

    source: Source
    text: Prose | None = None
    once: bool = False
    times: int | None = None
    per: Period | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """One printed amount in rial; what is charged today is the dated tariff, not this line."""

    rial: int
    per: ChargedPer
    what: Prose
    source: Source
    account: Account | None = None
    electronic: bool = False
    dated: Prose | None = None
    note: Prose | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """Section 5: numbers, times and fees; where sources disagree all of them stand."""

    recipients_count: RecipientsCount | None = None
    average_time: tuple[Fact, ...] = ()
    frequency: Frequency | None = None
    visits: Fact | None = None
    validity: Fact | None = None
    output: Fact | None = None
    fees: tuple[Fee, ...] = ()


@dataclass(frozen=True, slots=True)
class StageAccess:
    """One stage of section 6: its channels, and why and where one comes in person."""

    source: Source
    electronic: tuple[Channel, ...] = ()
    electronic_ticked: bool = False
    non_electronic_ticked: bool = False
    in_person: tuple[InPerson, ...] = ()
    in_person_text: Fact | None = None
    office_levels: tuple[OfficeLevel, ...] = ()
    note: Prose | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """Section 6 by stage; None where the source has lost the text or never had it."""

    information: StageAccess | None = None
    request: StageAccess | None = None
    production: StageAccess | None = None
    delivery: StageAccess | None = None
    unreadable: StageAccess | None = None

    def stage(self, stage: Stage) -> StageAccess | None:
        """Return what is known about one stage."""
        known: dict[Stage, StageAccess | None] = {
            Stage.INFORMATION: self.information,
            Stage.REQUEST: self.request,
            Stage.PRODUCTION: self.production,
            Stage.DELIVERY: self.delivery,
            Stage.UNREADABLE: self.unreadable,
        }
        return known[stage]


@dataclass(frozen=True, slots=True)
class LinkedSystem:
    """Section 7: another system of the same body, and the fields exchanged."""

    name: Prose
    source: Source
    fields: Prose | None = None
    electronic: bool = False


@dataclass(frozen=True, slots=True)
class LinkedAgency:
    """Section 8: another agency that is asked, and who carries the question."""

    name: Prose
    how: InquiredBy
    source: Source
    electronic: bool = False
    note: Prose | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """Section 9: one step by its title; a detour lies off the main line."""

    title: Title
    holder: Holder
    source: Source
    note: Prose | None = None
    detour: bool = False


@dataclass(frozen=True, slots=True)
class Reassurance:
    """A short inset that takes a worry away."""

    title: Plain
    text: Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPage:
    """What the page for people says beside the official form, in plain words."""

    introduction: tuple[Plain, ...]
    eligibility: tuple[Fact, ...]
    bring: tuple[Fact, ...]
    refusal: Plain
    type: Fact | None = None
    electronic_status: Fact | None = None
    apply_at: Fact | None = None
    answer_at: Fact | None = None
    hours: Fact | None = None
    time: Fact | None = None
    cost: Fact | None = None
    visits_short: Fact | None = None
    reassure: Reassurance | None = None
    contact: tuple[Fact, ...] = ()
    seed_order_note: Prose | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A point on which sources disagree, every value with its source, and what decides."""

    what: Prose
    values: tuple[Fact, ...]
    decides: Prose
