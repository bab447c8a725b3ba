"""A longer journey is asked for a day that can be: after the paper's last, no further than the directive says."""

from datetime import date, timedelta

import pytest

from factories.slips import ENDS, Slips, open_slips, straight_way
from panah.casework.models import Case
from panah.casework.queries import broken_invariants
from panah.catalogue.operations import publish_directive
from panah.catalogue.shipped import shipped_directives
from panah.documents.models import Document
from panah.documents.operations import void
from panah.foundation.errors import InvalidInput

pytestmark = pytest.mark.django_db


@pytest.fixture
def slips(db: None, now: object, monkeypatch: pytest.MonkeyPatch) -> Slips:
    straight_way(monkeypatch)
    return open_slips(now)  # type: ignore[arg-type]  # the moment of all tests


@pytest.fixture
def first(slips: Slips) -> Case:
    case = slips.open()
    slips.issued(case)
    return case


def ask(slips: Slips, first: Case | None, *, until: date | None) -> Case:
    dates = {"trip-ends": until} if until else {}
    return slips.open("extend", follows=first, dates=dates, cause="illness")


def refuses(slips: Slips, first: Case | None, *, until: date | None) -> bool:
    before = Case.objects.count()
    with pytest.raises(InvalidInput, match="start-not-met") as refused:
        ask(slips, first, until=until)
    assert refused.value.params["condition"] == "later-return"
    return Case.objects.count() == before and broken_invariants() == []


def test_a_day_within_the_directives_limit_is_asked_of_an_officer(slips: Slips, first: Case) -> None:
    for days in (1, 30):
        assert ask(slips, first, until=ENDS + timedelta(days=days)).items.get().step == "extension"


@pytest.mark.parametrize("days", [-1, 0, 31, 4_000])
def test_a_day_that_cannot_be_right_opens_nothing(slips: Slips, first: Case, days: int) -> None:
    assert refuses(slips, first, until=ENDS + timedelta(days=days))


def test_without_a_day_or_a_paper_that_stands_nothing_is_extended(slips: Slips, first: Case) -> None:
    soon = ENDS + timedelta(days=3)
    assert refuses(slips, first, until=None)
    assert refuses(slips, None, until=soon)
    officer = slips.bureau.actor("bureau-officer", now=slips.now)
    void(document_id=Document.objects.get().pk, reason="x", actor=officer, now=slips.now)
    assert refuses(slips, first, until=soon)


def test_a_second_extension_counts_from_the_paper_in_hand(slips: Slips, first: Case) -> None:
    again = ENDS + timedelta(days=25)
    extension = ask(slips, first, until=again)
    slips.say(extension, "extension", "extended", "bureau-expert")
    slips.issued(extension)
    assert refuses(slips, first, until=again)
    assert ask(slips, first, until=again + timedelta(days=30)).start == "extend"


def test_next_years_directive_sets_another_limit(slips: Slips, first: Case) -> None:
    (text,) = shipped_directives().values()
    shorter = text.replace('name = "extension-length"\nservice = "intercity-travel"\nnumber = 30',
                           'name = "extension-length"\nservice = "intercity-travel"\nnumber = 7')  # fmt: skip
    publish_directive(text=shorter, now=slips.now, published_by="test")
    assert refuses(slips, first, until=ENDS + timedelta(days=8))
    assert ask(slips, first, until=ENDS + timedelta(days=7)).start == "extend"
