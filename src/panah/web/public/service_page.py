"""What the page of one service says, gathered from its form, its translation and today's tariff."""

from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.catalogue.queries import PublishedService
from panah.web.public.sources import has_unconfirmed, said_by
from panah.web.tongues import PERSIAN_DIGITS, Tongue
from panah.workflow.diagram import PER_ROW, Stage, svg
from panah.workflow.form_sections import Fact
from panah.workflow.service_form import ServiceForm, ServiceTexts

HOLDERS: Final[dict[str, Promise]] = {
    "applicant": _("متقاضی"),
    "service-office": _("دفتر خدمات"),
    "contractor": _("پیمانکار"),
    "bureau": _("ادارهٔ کل"),
    "governorate": _("استانداری"),
    "ministry": _("وزارت کشور"),
    "working-group": _("کارگروه"),
    "agency": _("دستگاه دیگر"),
    "police": _("پلیس"),
    "court": _("دادگاه"),
    "card-office": _("واحد چاپ کارت"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A text with whether it is in the page's language, and where it comes from.

    `foreign` marks Persian text on a page of another language, so that it is read aloud as Persian.
    """

    text: str
    foreign: bool = False
    note: str = ""
    sources: list[Promise] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PageStep:
    """One step of the list: its title, who holds it, and the ways that lead off the main line there."""

    title: str
    note: str
    state: str = "ahead"
    detours: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage:
    """The four parts of the page, in the words of the reader's language where we have them."""

    title: str
    summary: str
    introduction: tuple[str, ...]
    eligibility: list[Said]
    bring: list[Said]
    steps: list[PageStep]
    diagram: str
    columns: int
    refusal: str
    reassure: tuple[str, str] | None
    time: Said | None
    cost: Said | None
    visits: Said | None
    where: list[tuple[Promise, Said]]
    contact: list[Said]
    unconfirmed: bool


def service_page(published: PublishedService, tongue: Tongue) -> ServicePage:
    """Gather the page of one service in one language."""
    form, texts = published.form, published.texts
    public, steps = form.public, page_steps(form, texts)
    return ServicePage(
        title=texts.title if texts else form.plain_title,
        summary=texts.summary if texts else form.summary,
        introduction=texts.introduction if texts else public.introduction,
        eligibility=_facts(public.eligibility, texts.eligibility if texts else None),
        bring=_facts(public.bring, texts.bring if texts else None),
        steps=steps,
        columns=min(len(steps), PER_ROW),
        diagram=_diagram(form, texts, tongue),
        refusal=texts.refusal if texts else public.refusal,
        reassure=_reassure(form, texts),
        time=_fact(public.time, texts.time if texts else None),
        cost=_fact(public.cost, texts.cost if texts else None),
        visits=_fact(public.visits_short, None, tongue),
        where=_where(form, tongue),
        contact=[said for fact in public.contact if (said := _fact(fact, None, tongue))],
        unconfirmed=has_unconfirmed(_sources(form)),
    )


def _facts(facts: tuple[Fact, ...], translated: tuple[str, ...] | None) -> list[Said]:
    if translated is None:
        return [Said(fact.text, sources=said_by(fact.source)) for fact in facts]
    pairs = zip(translated, facts, strict=True)
    return [Said(text, sources=said_by(fact.source)) for text, fact in pairs]


def _fact(fact: Fact | None, translated: str | None, tongue: Tongue | None = None) -> Said | None:
    """Say a fact: in its own translation, else in one shared by many services, else in Persian."""
    if fact is None:
        return None
    if translated:
        return Said(translated, sources=said_by(fact.source))
    text, note = gettext(fact.text), gettext(fact.note) if fact.note else ""
    foreign = tongue is not None and tongue.code != "fa" and text == fact.text
    return Said(text, foreign, note, said_by(fact.source))


def _reassure(form: ServiceForm, texts: ServiceTexts | None) -> tuple[str, str] | None:
    reassure = form.public.reassure
    if reassure is None:
        return None
    if texts is None:
        return reassure.title, reassure.text
    return texts.reassure_title or "", texts.reassure_text or ""


def _where(form: ServiceForm, tongue: Tongue) -> list[tuple[Promise, Said]]:
    public = form.public
    rows = [
        (_("کجا درخواست بدهید"), public.apply_at),
        (_("کجا جواب بگیرید"), public.answer_at),
        (_("ساعت کار"), public.hours),
    ]
    return [(label, said) for label, fact in rows if (said := _fact(fact, None, tongue))]


def page_steps(form: ServiceForm, texts: ServiceTexts | None) -> list[PageStep]:
    """List the main line of the process; each detour stands under the step it leaves from."""
    titles = texts.processes if texts else tuple(process.title for process in form.processes)
    steps: list[PageStep] = []
    for title, process in zip(titles, form.processes, strict=True):
        if process.detour and steps:
            steps[-1].detours.append(title)
            continue
        held_by = gettext("نزد %(holder)s") % {"holder": HOLDERS[process.holder]}
        note = f"{process.note}؛ {held_by}" if process.note and texts is None else held_by
        steps.append(PageStep(title, note))
    return steps


def _diagram(form: ServiceForm, texts: ServiceTexts | None, tongue: Tongue) -> str:
    titles = texts.processes if texts else tuple(process.title for process in form.processes)
    stages = [
        Stage(
            title=title,
            note=(process.note or "") if texts is None else "",
            holder=str(HOLDERS[process.holder]),
            state="detour" if process.detour else "ahead",
        )
        for title, process in zip(titles, form.processes, strict=True)
    ]
    drawn = svg(stages, direction=tongue.direction)
    return drawn.translate(str.maketrans(PERSIAN_DIGITS, tongue.digits))


def _sources(form: ServiceForm) -> list[str]:
    public = form.public
    facts = [
        *public.eligibility,
        *public.bring,
        public.time,
        public.cost,
        public.apply_at,
        public.visits_short,
    ]
    return [fact.source for fact in facts if fact] + [process.source for process in form.processes]
