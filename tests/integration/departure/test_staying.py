"""Saying that one stays, oneself or to whoever one comes to, at every place where it may still be said (S11, S12)."""

import pytest

from factories.bureau import actor_of
from factories.leaving import Way
from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.casework.operations import stay
from panah.casework.queries.staying import own_words
from panah.foundation.errors import Conflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(way: Way) -> Case:
    """Father, mother and a child; both parents think it over."""
    opened = way.open("پدر", "مادر", "کودک۱", present=["پدر", "مادر"])
    way.review(opened)
    for name in ("پدر", "مادر"):
        way.say(opened, name, "voluntary")
        way.say(opened, name, "signed")
    return opened


def herself(way: Way, name: str) -> Actor:
    return actor_of(way.account_of(name), now=way.now, persons=(way.people[name].pk,))


def names(way: Way, case: Case, actor: Actor) -> list[str]:
    by_name = {person.name: name for name, person in way.people.items()}
    return [by_name[one.name] for one in own_words(case.pk, actor=actor)]


def test_each_may_say_it_for_herself_and_a_counsellor_for_whoever_comes(way: Way, case: Case) -> None:
    assert names(way, case, herself(way, "مادر")) == ["مادر"]
    counsellor = way.bureau.actor("protection-counsellor", now=way.now)
    assert names(way, case, counsellor) == ["پدر", "مادر", "کودک۱"]
    clerk = way.bureau.actor("bureau-clerk", now=way.now)
    assert names(way, case, clerk) == ["پدر", "مادر"]
    expert = way.bureau.actor("bureau-expert", now=way.now)
    assert names(way, case, expert) == []


def test_she_knows_until_when_she_may_think(way: Way, case: Case) -> None:
    (word,) = own_words(case.pk, actor=herself(way, "مادر"))
    assert word.until is not None
    assert (word.until - way.now).total_seconds() == 72 * 3600


def test_her_word_is_hers_alone_and_counts_once(way: Way, case: Case) -> None:
    mother = herself(way, "مادر")
    husbands = way.subject(case, "پدر").pk
    with pytest.raises(Conflict, match="too-late"):
        stay(case_id=case.pk, subject=husbands, actor=mother, key="k", now=way.now)
    mine = way.subject(case, "مادر").pk
    assert stay(case_id=case.pk, subject=mine, actor=mother, key="mine", now=way.now).moved == 2
    assert (way.at(case, "مادر"), way.at(case, "کودک۱")) == ("withdrawn", "talk/child")
    assert stay(case_id=case.pk, subject=mine, actor=mother, key="mine", now=way.now).moved
    with pytest.raises(Conflict, match="too-late"):
        stay(case_id=case.pk, subject=mine, actor=mother, key="again", now=way.now)


def test_on_the_way_to_the_border_it_still_may_be_said(way: Way) -> None:
    case = way.open("پدر")
    way.review(case)
    way.free(case, "پدر")
    way.to_exchange(case, "پدر")
    way.say(case, "پدر", "handed")
    way.deliver()
    father, subject = herself(way, "پدر"), way.subject(case, "پدر").pk
    assert stay(case_id=case.pk, subject=subject, actor=father, key="stay", now=way.now).moved == 1
    assert way.at(case, "پدر") == "give-back"
