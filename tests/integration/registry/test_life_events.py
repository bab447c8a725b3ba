"""What may be relied on when a life changes and the register follows."""

from datetime import UTC, date, datetime, timedelta

import pytest

from factories import people
from factories.people import TODAY, entry, family, person
from panah.foundation.errors import Conflict, InvalidInput
from panah.organisation.models import Office
from panah.registry import operations as ops
from panah.registry.models import Binding, Household, LifeEvent, Person, Relationship, ResidenceStatus
from panah.registry.queries import acting_head, custody_of, head_of, household_of, level_of, members_of
from panah.registry.rules import Level
from panah.registry.values import NewHousehold
from panah.registry.words import RelationKind, Sex, StatusKind

pytestmark = pytest.mark.django_db

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def house() -> people.House:
    return people.house()


def status_of(someone: Person) -> set[str]:
    return {
        s.kind for s in ResidenceStatus.objects.filter(person=someone, retracted_at=None, valid_until=None)
    }


def new_home(office: Office, code: str = "9000001") -> NewHousehold:
    return NewHousehold(household_code=code, office=office)


def test_a_registered_household_has_its_head_and_members(house: people.House) -> None:
    household, members = family(house.bushehr)
    assert household.head.person == members[0]
    assert members_of(household, on=TODAY) == members
    assert household.dossier.number == household.household_code


def test_a_newborn_belongs_to_the_household_from_the_day_of_birth(house: people.House) -> None:
    household, (father, mother, *_) = family(house.bushehr)
    _, child = ops.record_birth(
        entry=entry(),
        household=household,
        child=person("نرگس", born="2026-11-10"),
        mother=mother,
        father=father,
    )
    assert household_of(child, on=date(2026, 11, 9)) is None
    assert household_of(child, on=date(2026, 11, 10)) == household
    parents = Relationship.objects.filter(other=child, kind=RelationKind.PARENT, retracted_at=None)
    assert {tie.person_id for tie in parents} == {father.pk, mother.pk}


def test_a_bride_from_another_household_leaves_it_the_day_she_joins_her_husband(house: people.House) -> None:
    home, (groom, *_) = family(house.bushehr, person("حبیب", born="2000-01-01"))
    parents, (_, bride) = family(
        house.borazjan, person("نجیب"), person("شکیلا", born="2003-03-03", sex=Sex.FEMALE)
    )
    ops.record_marriage(entry=entry(), husband=groom, wife=bride, home=home)
    assert household_of(bride, on=YESTERDAY) == parents
    assert household_of(bride, on=TODAY) == home
    assert status_of(bride) == {StatusKind.AMAYESH}


def test_a_man_with_two_wives_is_married_in_two_households(house: people.House) -> None:
    _, (husband, first) = family(house.bushehr, person("نظر"), person("گلثوم", sex=Sex.FEMALE))
    second_home, (second, _) = family(
        house.borazjan, person("مرضیه", sex=Sex.FEMALE), person("ادریس", born="2015-01-01")
    )
    ops.record_marriage(entry=entry(), husband=husband, wife=first, home=None)
    ops.record_marriage(entry=entry(), husband=husband, wife=second, home=None)
    assert head_of(second_home, on=TODAY) == second
    with pytest.raises(Conflict, match="already-married"):
        ops.record_marriage(entry=entry(), husband=husband, wife=second, home=None)


def test_a_divorced_couple_may_stay_in_one_house(house: people.House) -> None:
    household, (husband, wife, *_) = family(house.bushehr)
    ops.record_marriage(entry=entry(YESTERDAY), husband=husband, wife=wife, home=None)
    ops.record_divorce(entry=entry(), husband=husband, wife=wife)
    assert len(members_of(household, on=TODAY)) == 4
    with pytest.raises(Conflict, match="not-married"):
        ops.record_divorce(entry=entry(), husband=husband, wife=wife)


def test_a_divorced_wife_forms_a_household_with_her_children(house: people.House) -> None:
    household, (husband, wife, son, daughter) = family(house.bushehr)
    ops.record_marriage(entry=entry(YESTERDAY), husband=husband, wife=wife, home=None)
    ops.record_divorce(
        entry=entry(), husband=husband, wife=wife, leavers=[wife, daughter], home=new_home(house.bushehr)
    )
    formed = household_of(wife, on=TODAY)
    assert formed is not None
    assert formed.head.person == wife
    assert members_of(formed, on=TODAY) == [wife, daughter]
    assert members_of(household, on=TODAY) == [husband, son]


def test_a_widow_heads_the_household_the_same_day_and_nobody_loses_status(house: people.House) -> None:
    household, (husband, wife, son, daughter) = family(house.bushehr)
    ops.record_marriage(entry=entry(YESTERDAY), husband=husband, wife=wife, home=None)
    ops.record_death(entry=entry(), person=husband)
    household.refresh_from_db()
    assert household.head.person == wife
    assert all(status_of(someone) == {StatusKind.AMAYESH} for someone in (wife, son, daughter))
    assert status_of(husband) == set()
    assert Person.objects.get(pk=husband.pk).died_on == TODAY


def test_orphans_keep_a_household_and_an_uncle_may_act_for_them(house: people.House) -> None:
    household, (father, elder, younger) = family(
        house.bushehr, person("قاسم"), person("سهراب", born="2011-01-01"), person("شیما", born="2014-01-01")
    )
    _, (uncle,) = family(house.borazjan, person("کریم", born="1975-01-01"))
    ops.record_death(entry=entry(YESTERDAY), person=father)
    ops.appoint_temporary_head(entry=entry(), household=household, person=uncle)
    assert head_of(household, on=TODAY) == elder
    assert acting_head(household, on=TODAY) == uncle
    with pytest.raises(Conflict, match="head-is-minor"):
        ops.appoint_temporary_head(entry=entry(), household=household, person=younger)


def test_the_last_members_death_dissolves_the_household(house: people.House) -> None:
    household, (alone,) = family(house.bushehr, person("عبدالله", born="1940-01-01"))
    ops.record_death(entry=entry(), person=alone)
    household.refresh_from_db()
    assert household.dissolved_on == TODAY + timedelta(days=1)


def test_the_dead_sign_in_no_more(house: people.House) -> None:
    _, (head, *_) = family(house.bushehr)
    account = people.account()
    clerk = people.officer("service-clerk", house.bushehr)
    ops.bind_account(account=account, person=head, by=clerk, proof="کارت آمایش و عکس", now=people.NOW)
    assert level_of(account.pk) is Level.PERSON
    ops.record_death(entry=entry(), person=head)
    assert level_of(account.pk) is Level.ANYBODY
    assert not Binding.objects.filter(ended_at=None).exists()


def test_a_jailed_heads_wife_acts_for_the_household_and_the_head_stays_head(house: people.House) -> None:
    household, (husband, wife, *_) = family(house.bushehr)
    ops.appoint_temporary_head(entry=entry(YESTERDAY), household=household, person=wife)
    assert acting_head(household, on=TODAY) == wife
    assert head_of(household, on=TODAY) == husband
    ops.end_temporary_head(entry=entry(), household=household)
    assert acting_head(household, on=TODAY) == husband
    assert acting_head(household, on=YESTERDAY) == wife


def test_a_grown_son_forms_a_household_of_his_own(house: people.House) -> None:
    household, (*_, son, _) = family(house.bushehr)
    formed = ops.split_household(
        entry=entry(), household=household, leavers=[son], into=new_home(house.bushehr), head=son
    )
    assert formed.head.person == son
    assert son not in members_of(household, on=TODAY)


def test_when_the_head_splits_off_those_who_stay_have_a_head_at_once(house: people.House) -> None:
    household, (head, wife, *_) = family(house.bushehr)
    ops.split_household(
        entry=entry(), household=household, leavers=[head], into=new_home(house.bushehr), head=head
    )
    household.refresh_from_db()
    assert household.head.person == wife


def test_a_whole_household_does_not_split_from_itself(house: people.House) -> None:
    household, members = family(house.bushehr)
    with pytest.raises(Conflict, match="nobody-stays"):
        ops.split_household(
            entry=entry(), household=household, leavers=members, into=new_home(house.bushehr), head=members[0]
        )


def test_merged_households_live_under_one_head(house: people.House) -> None:
    one, first = family(house.bushehr)
    other, second = family(house.borazjan)
    ops.merge_households(entry=entry(), household=other, into=one)
    one.refresh_from_db()
    other.refresh_from_db()
    assert {p.pk for p in members_of(one, on=TODAY)} == {p.pk for p in [*first, *second]}
    assert one.head.person == first[0]
    assert other.dissolved_on == TODAY


def test_a_child_does_not_head_a_household_with_adults(house: people.House) -> None:
    household, (_, wife, _, daughter) = family(house.bushehr)
    with pytest.raises(Conflict, match="head-is-minor"):
        ops.change_head(entry=entry(), household=household, head=daughter)
    ops.change_head(entry=entry(), household=household, head=wife)
    assert head_of(household, on=TODAY) == wife


def test_a_dossier_moves_to_another_office(house: people.House) -> None:
    household, _ = family(house.bushehr)
    ops.transfer_dossier(entry=entry(), household=household, office=house.borazjan)
    household.refresh_from_db()
    assert household.office == house.borazjan
    assert custody_of(household, on=YESTERDAY) == house.bushehr.pk


def test_nothing_is_recorded_for_a_day_to_come(house: people.House) -> None:
    household, (_, wife, *_) = family(house.bushehr)
    with pytest.raises(InvalidInput, match="date-in-future"):
        ops.change_head(entry=entry(TODAY + timedelta(days=1)), household=household, head=wife)


def test_a_household_code_is_given_once(house: people.House) -> None:
    household, _ = family(house.bushehr)
    with pytest.raises(Conflict, match="household-code-taken"):
        family(house.bushehr, code=household.household_code)


class TestReversal:
    def reverse(self, event: LifeEvent) -> LifeEvent:
        later = datetime(2026, 11, 22, 9, tzinfo=UTC)
        return ops.reverse_event(entry=entry(now=later, reason="در ثبت اشتباه شد"), event=event)

    def test_a_death_recorded_by_mistake_is_taken_back_whole(self, house: people.House) -> None:
        household, (husband, wife, *_) = family(house.bushehr)
        ops.record_marriage(entry=entry(YESTERDAY), husband=husband, wife=wife, home=None)
        event = ops.record_death(entry=entry(), person=husband)
        self.reverse(event)
        household.refresh_from_db()
        husband.refresh_from_db()
        assert household.head.person == husband
        assert husband.died_on is None
        assert status_of(husband) == {StatusKind.AMAYESH}
        assert Relationship.objects.filter(
            kind=RelationKind.SPOUSE, retracted_at=None, valid_until=None
        ).exists()

    def test_what_was_known_before_a_reversal_can_still_be_read(self, house: people.House) -> None:
        household, (husband, wife, *_) = family(house.bushehr)
        event = ops.record_death(entry=entry(), person=husband, new_head=wife)
        self.reverse(event)
        tomorrow = TODAY + timedelta(days=1)
        noon = datetime(2026, 11, 22, 8, tzinfo=UTC)
        assert head_of(household, on=tomorrow, known_at=noon) == wife
        assert head_of(household, on=tomorrow) == husband

    def test_a_split_taken_back_leaves_one_household(self, house: people.House) -> None:
        household, (*_, son, _) = family(house.bushehr)
        formed = ops.split_household(
            entry=entry(), household=household, leavers=[son], into=new_home(house.bushehr), head=son
        )
        self.reverse(household.events.get(kind="split"))
        assert son in members_of(household, on=TODAY)
        assert Household.objects.get(pk=formed.pk).dissolved_on == TODAY

    def test_an_event_with_later_ones_upon_it_is_not_taken_back(self, house: people.House) -> None:
        household, (husband, wife, *_) = family(house.bushehr)
        event = ops.change_head(entry=entry(YESTERDAY), household=household, head=wife)
        later = ops.change_head(entry=entry(), household=household, head=husband)
        with pytest.raises(Conflict, match="later-events") as refused:
            self.reverse(event)
        assert refused.value.params["events"] == [later.pk]

    def test_an_event_is_taken_back_once_and_with_a_reason(self, house: people.House) -> None:
        household, (_, wife, *_) = family(house.bushehr)
        event = ops.change_head(entry=entry(), household=household, head=wife)
        with pytest.raises(InvalidInput, match="reason-missing"):
            ops.reverse_event(entry=entry(), event=event)
        undone = self.reverse(event)
        with pytest.raises(Conflict, match="already-reversed"):
            self.reverse(event)
        with pytest.raises(InvalidInput, match="reversal-of-reversal"):
            self.reverse(undone)
