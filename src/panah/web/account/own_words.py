"""What a step asks whoever reads their own case to say: its words, and the form of the first as it was left."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.casework.queries.applicant import CasePage, Turn
from panah.casework.queries.asking import Asking, asked_with
from panah.casework.queries.drafts import draft_of
from panah.casework.queries.staying import STAYS
from panah.catalogue.queries import definition_of
from panah.foundation.clock import local_date
from panah.web.account.door import own_family
from panah.web.files.handing import evidence_in
from panah.web.files.holding import NOTHING, Handed, waiting_files
from panah.web.forms.building import AskedForm, Ground, form_of
from panah.web.identity import visitor_of

PAGES_OF_THEIR_OWN: Final = frozenset({"ready", "collected"})
"""Steps with a page of their own: putting right what came back, and taking a paper."""
SAID_ANYWHERE: Final = frozenset({STAYS})
"""What may be said wherever one is on the way, and so stands beside the steps (`account:stay`)."""
LABELS: Final[dict[str, Promise]] = {"signed": _("نوشته‌ام، می‌فرستم")}
"""Words as the person says them; any other is read as the glossary has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWord:
    """One word that may be said now, and the item it is said about as the page shows it."""

    word: str
    label: str
    item: int
    ver: int
    step: str
    name: str
    subject_id: int | None

    @property
    def place(self) -> str:
        """Name its form, for its draft and the files that wait with it."""
        return f"word/{self.item}/{self.word}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStep:
    """A step that asks somebody: what, of whom; its first word with its form, and the others a click away."""

    title: str
    name: str
    hint: str
    first: OwnWord
    form: AskedForm
    others: tuple[OwnWord, ...]


def own_steps(request: HttpRequest, page: CasePage) -> list[OwnStep]:
    """Lay out the steps that ask whoever reads, each with what they filled in so far."""
    found = []
    for first, *others in _words(page):
        asking = asking_of(request, page, first)
        step = OwnStep(
            title=asking.title,
            name=first.name,
            hint=asking.hint,
            first=first,
            form=begun(request, page, first, asking),
            others=tuple(others),
        )
        found.append(step)
    return found


def own_word(page: CasePage, item: int, word: str) -> OwnWord | None:
    """Find a word that may be said; None where the case went on meanwhile, or it is not theirs to say."""
    every = (one for words in _words(page) for one in words)
    return next((one for one in every if (one.item, one.word) == (item, word)), None)


def asking_of(request: HttpRequest, page: CasePage, own: OwnWord) -> Asking:
    """Give what a word asks."""
    today = local_date(visitor_of(request).now)
    return asked_with(page.version_id, page.directive_id, own.step, own.word, on=today)


def begun(request: HttpRequest, page: CasePage, own: OwnWord, asking: Asking) -> AskedForm:
    """Give the form of a word as it was left."""
    kept = draft_of(visitor_of(request).account_id or 0, own.place)
    files = waiting_files(request, own.place) if evidence_in(asking) else NOTHING
    return form_of(asking, ground_of(request, page, asking, files), kept=kept.values if kept else {})


def ground_of(request: HttpRequest, page: CasePage, asking: Asking, files: Handed) -> Ground:
    """Give what the questions of a word are asked on; people may be chosen among those of the case."""
    asks_people = any(one.type == "members" for one in asking.questions)
    family = own_family(request) if asks_people else None
    about = {one.party for one in page.people}
    members = [one for one in family.members if one.id in about] if family else []
    return Ground(members=members, today=local_date(visitor_of(request).now), before={}, files=files)


def _words(page: CasePage) -> list[list[OwnWord]]:
    """The words whoever asks may say on this page, step by step."""
    steps = [
        [_word(page, turn, word) for word in turn.words if word not in SAID_ANYWHERE]
        for turn in page.turns
        if not PAGES_OF_THEIR_OWN & set(turn.words)
    ]
    return [words for words in steps if words]


def _word(page: CasePage, turn: Turn, word: str) -> OwnWord:
    said = LABELS.get(word) or gettext(definition_of(page.version_id).glossary.word(word))
    return OwnWord(
        word=word,
        label=str(said),
        item=turn.item,
        ver=turn.ver,
        step=turn.step,
        name=turn.name,
        subject_id=turn.subject_id,
    )
