"""Pages of a household some of whom leave: what each says for herself, what the bureau says, who follows a head."""

from collections.abc import Iterator

import pytest
from django.test import Client

from factories.forms import Form
from factories.leaving import Way, all_is_taken, begin_way
from integration.web_forms.conftest import Place, Town
from panah.casework.models import Case, Item

BOTH = ("پدر", "مادر")
ANSWERS = {
    "border": "milak",
    "wished-day_day": "20",
    "wished-day_month": "10",
    "wished-day_year": "1405",
    "language": "prs",
    "woman": "no",
}


def of_leavers(town: Town) -> Iterator[Place]:
    """Whom the counter asks, who signs, who thinks, who comes to a counsellor, and whose head has gone."""
    way = begin_way(town.bureau, town.world.now)
    case = way.open(*BOTH, present=BOTH)
    way.review(case)
    for name in BOTH:
        way.say(case, name, "voluntary")
    hers = town.world.client(way.account_of("مادر"))
    item = Item.objects.get(case=case, subject=way.subject(case, "مادر"), state="open")
    yield Place(hers, f"/my/cases/{case.pk}/items/{item.pk}/signed/")
    yield Place(hers, f"/my/cases/{case.pk}/stay/{way.subject(case, 'مادر').pk}/")
    yield Place(_desk(town, way, "protection-counsellor"), f"/office/cases/{case.pk}/")
    clerk = _desk(town, way, "bureau-clerk")
    asking = f"/counter/households/{way.household.pk}/ask/voluntary-departure/"
    yield Place(clerk, asking)
    son = [str(way.people["پسر"].pk)]
    assert clerk.post(asking, {**ANSWERS, "leavers": son, "present": son}).status_code == 302
    yield Place(clerk, f"{asking}check/")
    gone = _on_the_way(way)
    heir = {"person": [str(way.people["مادر"].pk)], "key": ["k" * 20]}
    follow = Form(f"/office/cases/{gone.pk}/head/", "post", offered=heir)
    yield Place(_desk(town, way, "bureau-expert"), f"/office/cases/{gone.pk}/", known=(follow,))


def _desk(town: Town, way: Way, role: str) -> Client:
    return town.world.client(way.bureau.hire(role))


def _on_the_way(way: Way) -> Case:
    """A case whose leaver has the exit paper, and whose card is kept."""
    with pytest.MonkeyPatch.context() as patch:
        all_is_taken(patch)
        case = way.open("پدر")
        way.review(case)
        way.free(case, "پدر")
        way.to_exchange(case, "پدر")
        way.say(case, "پدر", "handed")
        way.deliver()
    return case
