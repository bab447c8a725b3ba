"""Saying that one stays, oneself or to whoever one comes to, at every place where it may still be said (S11, S12)."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from factories.bureau import actor_of
from factories.leaving import Way
from panah.casework.engine.authority import Actor, outside
from panah.casework.models import Case, Item
from panah.casework.operations import Selected, claim, receive, stay
from panah.casework.queries import broken_invariants
from panah.casework.queries.staying import own_words
from panah.documents.models import Document, Keeping
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, NotAllowed
from panah.registry.models import PaperStanding
from panah.registry.queries import ended_statuses, held_papers
from panah.registry.words import PaperKind, PaperState
from panah.web import identity

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


def at_exchange(way: Way, *names: str) -> Case:
    """People whose exit papers are made and wait at the counter."""
    case = way.open(*names, present=list(names))
    way.review(case)
    way.free(case, *names)
    way.to_exchange(case, *names)
    assert {way.at(case, name) for name in names} == {"exchange"}
    return case


def card(way: Way, name: str) -> list[PaperState]:
    held = held_papers([way.people[name].pk], on=local_date(way.now))
    return [paper.state for paper in held if paper.kind == PaperKind.AMAYESH_CARD]


def taken_by_a_clerk(way: Way, case: Case, name: str) -> None:
    item = Item.objects.get(case=case, subject=way.subject(case, name), state="open")
    clerk = way.bureau.actor("bureau-clerk", now=way.now)
    claim(chosen=Selected(item.pk, item.ver), actor=clerk, now=way.now)


def test_before_the_exchange_she_may_say_it_herself_though_a_clerk_has_the_work_in_hand(way: Way) -> None:
    case = at_exchange(way, "پدر", "مادر")
    taken_by_a_clerk(way, case, "مادر")
    mother, subject = herself(way, "مادر"), way.subject(case, "مادر").pk
    assert names(way, case, mother) == ["مادر"]
    (word,) = own_words(case.pk, actor=mother)
    assert word.until is None
    assert stay(case_id=case.pk, subject=subject, actor=mother, key="stay", now=way.now).moved == 1
    way.deliver()
    assert (way.at(case, "مادر"), way.at(case, "پدر")) == ("stayed", "exchange")
    papers = Document.objects.filter(name="exit-paper")
    assert dict(papers.values_list("bearer", "state")) == {
        way.people["مادر"].pk: "void",
        way.people["پدر"].pk: "valid",
    }
    assert card(way, "مادر") == [PaperState.VALID]
    assert not Keeping.objects.exists()
    assert not PaperStanding.objects.exists()
    assert ended_statuses([way.people["مادر"].pk], on=local_date(way.now)) == {}
    assert stay(case_id=case.pk, subject=subject, actor=mother, key="stay", now=way.now).moved
    assert broken_invariants() == []


def test_before_the_exchange_whoever_she_comes_to_may_take_her_word(way: Way) -> None:
    case = at_exchange(way, "پدر", "مادر")
    counsellor, clerk, expert = (
        way.bureau.actor(role, now=way.now)
        for role in ("protection-counsellor", "bureau-clerk", "bureau-expert")
    )
    assert names(way, case, counsellor) == names(way, case, clerk) == ["پدر", "مادر"]
    assert names(way, case, expert) == []
    taken_by_a_clerk(way, case, "مادر")
    for name, actor in (("مادر", counsellor), ("پدر", clerk)):
        subject = way.subject(case, name).pk
        assert stay(case_id=case.pk, subject=subject, actor=actor, key=name, now=way.now).moved == 1
    way.deliver()
    case.refresh_from_db()
    assert (case.state, {way.at(case, name) for name in ("پدر", "مادر")}) == ("closed", {"stayed"})


def test_before_the_exchange_nobody_says_it_for_another(way: Way) -> None:
    case = at_exchange(way, "پدر", "مادر")
    mother = way.subject(case, "مادر").pk
    expert = way.bureau.actor("bureau-expert", now=way.now)
    stranger = way.bureau.actor("protection-counsellor", now=way.now, office=way.bureau.elsewhere)
    for turn, actor in enumerate((herself(way, "پدر"), expert, stranger)):
        with pytest.raises(Conflict, match="too-late"):
            stay(case_id=case.pk, subject=mother, actor=actor, key=f"{turn}", now=way.now)
        with pytest.raises(NotAllowed, match="not-yours-to-say"):
            receive(
                case_id=case.pk, message="stays", subjects=[mother], actor=actor, key=f"r{turn}", now=way.now
            )
    assert way.at(case, "مادر") == "exchange"


def test_no_outside_system_says_what_a_human_says_at_a_desk(way: Way) -> None:
    case = at_exchange(way, "مادر")
    subject = way.subject(case, "مادر").pk
    border = outside("border-police")
    told = receive(case_id=case.pk, message="stays", subjects=[subject], actor=border, key="m", now=way.now)
    assert (told.moved, way.at(case, "مادر")) == (0, "exchange")


def test_whoever_missed_the_counter_or_never_left_may_still_say_it(way: Way) -> None:
    case = at_exchange(way, "پدر", "مادر")
    way.say(case, "پدر", "missed")
    way.say(case, "مادر", "handed")
    way.deliver()
    way.wait_for(case, "مادر")
    assert (way.at(case, "پدر"), way.at(case, "مادر")) == ("remind", "confirm")
    for name, ends in (("پدر", "stayed"), ("مادر", "give-back")):
        actor, subject = herself(way, name), way.subject(case, name).pk
        assert stay(case_id=case.pk, subject=subject, actor=actor, key=name, now=way.now).moved == 1
        way.deliver()
        assert way.at(case, name) == ends
        assert card(way, name) == [PaperState.VALID]


def test_before_the_exchange_her_own_page_offers_it_and_takes_it(
    way: Way, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = at_exchange(way, "مادر")
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(identity, "utc_now", lambda: way.now)
    client.force_login(way.account_of("مادر"))
    address = reverse("account:stay", args=[case.pk, way.subject(case, "مادر").pk])
    assert address in client.get(reverse("account:case", args=[case.pk])).content.decode()
    page = client.get(address).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key is not None
    assert client.post(address, {"key": key[1]}).status_code == 302
    way.deliver()
    assert way.at(case, "مادر") == "stayed"
    assert address not in client.get(reverse("account:case", args=[case.pk])).content.decode()
