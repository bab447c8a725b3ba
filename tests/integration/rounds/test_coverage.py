"""The order says of each person, by one rule that is kept, whether they are called; no status turns on it."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest

from factories.bureau import actor_of, public_account
from factories.people import entry, family, person
from factories.rounds import Round, announced
from panah.casework.models import Case, Item, Subject
from panah.casework.operations import NewSubject, Opening, act, open_case, say
from panah.casework.rules import Selected
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.organisation.models import Account
from panah.registry.models import Household, Person, ResidenceStatus
from panah.registry.operations import open_household_account, record_paper, record_relationship
from panah.registry.values import PaperInput
from panah.registry.words import PaperKind, RelationKind
from panah.rounds.models import CalledHousehold, PersonInRound
from panah.rounds.operations import Latecomer, admit_latecomer, close_round

pytestmark = pytest.mark.django_db
ISSUED = date(2020, 3, 21)
GOOD, TOO_OLD = date(2027, 6, 21), date(2021, 3, 20)


@pytest.fixture
def one(db: None, now: datetime) -> Round:
    return announced(now)


def card(one: Round, who: Person, until: date) -> None:
    paper = PaperInput(PaperKind.AMAYESH_CARD, f"7-{who.pk}", ISSUED, until)
    record_paper(entry=entry(ISSUED, now=one.now), person=who, paper=paper)


def home(one: Round) -> tuple[Household, list[Person]]:
    """A father, a mother and their child; nobody has a paper yet."""
    household, members = family(
        one.bureau.directorate,
        person("کریم", born="1980-01-01"),
        person("مریم", born="1985-01-01"),
        person("نرگس", born="2020-01-01"),
        on=ISSUED,
    )
    for parent in members[:2]:
        record_relationship(
            entry=entry(ISSUED, now=one.now), person=parent, other=members[2], kind=RelationKind.PARENT
        )
    return household, members


def rules(household: Household) -> list[str]:
    rows = PersonInRound.objects.filter(household=household).order_by("person__birth_first", "person")
    return list(rows.values_list("rule", flat=True))


def test_a_child_without_a_card_comes_with_both_parents(one: Round) -> None:
    household, (father, mother, _) = home(one)
    card(one, father, GOOD)
    card(one, mother, GOOD)
    one.open()
    assert rules(household) == ["own-paper", "own-paper", "with-parents"]
    assert CalledHousehold.objects.get(household=household).people == len(rules(household))


def test_a_child_one_of_whose_parents_is_not_covered_is_studied_and_holds_nobody(one: Round) -> None:
    household, (father, *_) = home(one)
    card(one, father, GOOD)
    one.open()
    assert rules(household) == ["own-paper", "no-paper", "parent-without-paper"]
    assert Subject.objects.filter(case__household=household).count() == 1


def test_a_card_of_long_ago_is_named_as_such_and_takes_no_status(one: Round) -> None:
    household, (father, *_) = home(one)
    card(one, father, TOO_OLD)
    before = list(ResidenceStatus.objects.filter(person=father).values_list("pk", "kind"))
    one.open()
    assert rules(household)[0] == "paper-too-old"
    assert not Case.objects.filter(household=household).exists()
    assert list(ResidenceStatus.objects.filter(person=father).values_list("pk", "kind")) == before


def test_who_was_left_out_is_let_in_at_a_counter_once(one: Round) -> None:
    household, (father, *_) = home(one)
    one.open()
    clerk = one.bureau.actor("bureau-clerk", now=one.now)
    late = Latecomer(household_id=household.pk, people=[father.pk])
    ask = partial(admit_latecomer, round_id=one.one.pk, latecomer=late, actor=clerk, now=one.now)
    case = ask(key="late")
    assert ask(key="late") == case
    assert CalledHousehold.objects.get(case=case).is_late
    with pytest.raises(Conflict, match="already-in-round"):
        ask(key="late again")


def test_nobody_lets_in_a_household_that_is_not_theirs_nor_a_stranger_into_one(one: Round) -> None:
    household, (father, *_) = home(one)
    one.open()
    stranger = public_account("stranger")
    theirs = Latecomer(household_id=household.pk, people=[father.pk], applicant_id=stranger.pk)
    ask = partial(admit_latecomer, round_id=one.one.pk, now=one.now)
    with pytest.raises(NotAllowed):
        ask(latecomer=theirs, actor=actor_of(stranger, now=one.now), key="stranger")
    mixed = Latecomer(household_id=household.pk, people=[father.pk, one.slips.members[0].pk])
    with pytest.raises(NotFound):
        ask(latecomer=mixed, actor=one.bureau.actor("bureau-clerk", now=one.now), key="mixed")
    assert not Case.objects.filter(household=household).exists()


def test_a_households_phone_withdraws_nobody_from_a_round(one: Round) -> None:
    door = public_account("door")
    open_household_account(account=door, household=one.slips.household, now=one.now)
    one.open()
    item = Item.objects.get(case=one.case(), state="open")
    clerk = one.bureau.actor("bureau-clerk", now=one.now)
    chosen = [Selected(item.pk, item.ver)]
    act(chosen=chosen, step="visit", word="unchanged", actor=clerk, key="came", now=one.now)
    subject = one.case().subjects.earliest("pk")
    with pytest.raises(InvalidInput, match="message-unknown"):
        say(
            case_id=one.case().pk,
            message="withdrawn",
            subjects=[subject.pk],
            actor=actor_of(door, now=one.now),
            key="withdraw",
            now=one.now,
        )
    subject.refresh_from_db()
    assert subject.state == "open"


def test_an_open_file_of_the_same_service_goes_on_and_gets_no_second_one(one: Round) -> None:
    account = Account.objects.create(username="before", kind="public")
    opening = Opening(
        slug="residence-documents",
        start="replacement",
        office_id=one.bureau.directorate.pk,
        subjects=[NewSubject("holder", one.slips.members[0].pk)],
        household_id=one.slips.household.pk,
        applicant_id=account.pk,
    )
    open_case(opening=opening, actor=actor_of(account, now=one.now), key="before", form={}, now=one.now)
    one.open()
    assert rules(one.slips.household).count("under-way") == 1
    assert one.case().subjects.count() == len(one.slips.members) - 1


def test_closing_a_round_touches_no_file(one: Round) -> None:
    one.open()
    before = list(Case.objects.values_list("pk", "state", "ver"))
    actor = one.bureau.actor("ministry-officer", now=one.now, office=one.bureau.ministry)
    close_round(round_id=one.one.pk, actor=actor, now=one.now + timedelta(days=1))
    assert list(Case.objects.values_list("pk", "state", "ver")) == before
