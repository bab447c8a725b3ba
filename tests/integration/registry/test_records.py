"""Looking at records: what is shown, to which purpose, and that it is logged."""

from datetime import date

import pytest

from factories import people
from factories.people import LONG_AGO, NOW, TODAY, entry, family, person, reading
from panah.audit.models import Event
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.organisation.models import County
from panah.organisation.rules import Scope
from panah.registry import operations as ops
from panah.registry.models import Address, Contact, Household, Identifier, Person
from panah.registry.queries import (
    find_persons,
    household_in_scope,
    household_of_account,
    household_record,
    level_of,
    person_in_scope,
    person_of,
    person_record,
    persons_of,
)
from panah.registry.rules import Level
from panah.registry.values import NameInput, PaperInput
from panah.registry.words import IdentifierKind, PaperKind, RelationKind, StatusKind

pytestmark = pytest.mark.django_db

Home = tuple[Household, list[Person]]
ADDRESS, SECRET = "بوشهر، خیابان نمونهٔ ۱، پلاک ۲", "برازجان، خانهٔ خواهر"


@pytest.fixture
def house() -> people.House:
    return people.house()


@pytest.fixture
def expert(house: people.House) -> Scope:
    return people.officer("bureau-expert", house.bureau)


@pytest.fixture
def home(house: people.House) -> Home:
    household, members = family(house.bushehr)
    county = County.objects.get(slug="bushehr")
    ops.record_address(entry=entry(), household=household, county=county, text=ADDRESS)
    ops.record_address(entry=entry(), household=household, county=county, text=SECRET, person=members[1])
    ops.record_phone(entry=entry(), household=household, text="۰۹۹۹۹۰۰۰۰۰۱")
    ops.record_phone(entry=entry(), household=household, text="0999 900 0002", person=members[1])
    return household, members


def test_every_look_at_a_record_is_logged_with_its_purpose(home: Home, expert: Scope) -> None:
    household, members = home
    household_record(household.pk, reading=reading(expert, "call-up"), on=TODAY)
    looked = Event.objects.filter(kind="read", actor_id=expert.account_id, word="call-up")
    assert set(looked.values_list("stream", flat=True)) == {
        f"household:{household.pk}",
        *(f"person:{member.pk}" for member in members),
    }


def test_revocation_does_not_learn_where_people_live(home: Home, expert: Scope) -> None:
    _, (_, wife, *_) = home
    shown = person_record(wife.pk, reading=reading(expert, "revocation"), on=TODAY, sees_alone=True)
    assert (shown.phones, shown.addresses) == ((), ())


def test_a_confidential_address_is_the_persons_alone(home: Home, expert: Scope) -> None:
    household, (_, wife, *_) = home
    shared = household_record(household.pk, reading=reading(expert), on=TODAY)
    assert [address.text for address in shared.addresses] == [ADDRESS]
    assert person_record(wife.pk, reading=reading(expert), on=TODAY).addresses == ()
    own = person_record(wife.pk, reading=reading(expert, "own-record"), on=TODAY, sees_alone=True)
    assert [address.text for address in own.addresses] == [SECRET]
    assert [phone.text for phone in own.phones] == ["+989999000002"]


def test_a_phone_finds_its_household_in_any_digits_but_never_a_confidential_one(
    home: Home, expert: Scope
) -> None:
    _, members = home
    for typed in ("09999000001", "٠٩٩٩٩٠٠٠٠٠١", "+98 999 900 0001"):
        assert {find.person.pk for find in find_persons(typed, scope=expert)} == {m.pk for m in members}
    assert find_persons("09999000002", scope=expert) == []


def test_phones_addresses_and_numbers_are_not_stored_in_clear(home: Home) -> None:
    _, (head, *_) = home
    ops.record_identifier(entry=entry(), person=head, kind=IdentifierKind.TAZKIRA, number="1399-0001-12345")
    stored = b"".join(
        bytes(row.sealed) for model in (Address, Contact, Identifier) for row in model.objects.all()
    )
    assert b"1399" not in stored
    assert b"9000001" not in stored
    assert "خیابان".encode() not in stored


def test_any_number_finds_its_person(home: Home, expert: Scope) -> None:
    household, (head, *_) = home
    ops.record_identifier(entry=entry(), person=head, kind=IdentifierKind.TAZKIRA, number="1399-0001-12345")
    ops.record_paper(
        entry=entry(),
        person=head,
        paper=PaperInput(PaperKind.AMAYESH_CARD, "a-12345678", LONG_AGO, date(2027, 3, 20)),
    )
    for typed in ("1399000112345", "۱۳۹۹-۰۰۰۱-۱۲۳۴۵", "A12345678", "a ۱۲۳۴۵۶۷۸"):
        assert [find.person for find in find_persons(typed, scope=expert)] == [head], typed
    assert len(find_persons(household.household_code, scope=expert)) == 4


def test_a_record_shows_what_was_true_on_a_day_as_known_at_a_moment(home: Home, expert: Scope) -> None:
    _, (head, *_) = home
    before = NOW.replace(hour=1)
    ops.correct_name(entry=entry(), person=head, name=NameInput(given="گل‌احمد", family="رحیم‌زاده"))
    now = person_record(head.pk, reading=reading(expert), on=TODAY)
    then = person_record(head.pk, reading=reading(expert), on=TODAY, known_at=before)
    assert {(n.use, n.family) for n in now.names} == {("official", "رحیم‌زاده"), ("also", "رحیمی")}
    assert {(n.use, n.family) for n in then.names} == {("official", "رحیمی")}


def test_a_new_status_ends_the_one_before_and_touches_nobody_else(home: Home, expert: Scope) -> None:
    _, (head, wife, *_) = home
    ops.record_status(entry=entry(), person=head, kind=StatusKind.PASSPORT, ground="نامهٔ پلیس")
    shown = person_record(head.pk, reading=reading(expert), on=TODAY)
    assert [status.kind for status in shown.statuses] == [StatusKind.PASSPORT]
    other = person_record(wife.pk, reading=reading(expert), on=TODAY)
    assert [status.kind for status in other.statuses] == [StatusKind.AMAYESH]


def test_a_paper_given_and_the_one_taken_back_change_hands_in_one_act(home: Home, expert: Scope) -> None:
    _, (head, *_) = home
    card = PaperInput(PaperKind.AMAYESH_CARD, "A1", LONG_AGO, date(2020, 3, 19))
    ops.record_paper(entry=entry(LONG_AGO), person=head, paper=card)
    held = person_record(head.pk, reading=reading(expert), on=TODAY).papers[0]
    slip = PaperInput(PaperKind.NINETY_DAY_SLIP, "S1", TODAY, date(2027, 2, 19))
    ops.record_paper(entry=entry(), person=head, paper=slip, replaces=held)
    assert [p.number for p in person_record(head.pk, reading=reading(expert), on=TODAY).papers] == ["S1"]


def test_a_guardianship_is_a_tie_and_not_a_membership(home: Home, expert: Scope) -> None:
    household, (_, _, son, _) = home
    uncle = ops.register_person(
        entry=entry(), person=person("کریم", nationality="IRN", status=StatusKind.IRANIAN)
    )
    ops.record_relationship(entry=entry(), person=uncle, other=son, kind=RelationKind.APPOINTED_GUARDIAN)
    shown = person_record(son.pk, reading=reading(expert), on=TODAY)
    assert [(tie.kind, tie.person) for tie in shown.relations] == [(RelationKind.APPOINTED_GUARDIAN, uncle)]
    assert person_record(uncle.pk, reading=reading(expert), on=TODAY).household is None
    tie = shown.relations[0]
    ops.end_relationship(entry=entry(), relationship=tie)
    assert person_record(son.pk, reading=reading(expert), on=TODAY).relations == ()
    assert household.pk


def test_outside_ones_offices_a_household_is_as_if_it_were_not_there(house: people.House, home: Home) -> None:
    household, members = home
    stranger = people.officer("service-clerk", house.borazjan)
    for code in (household.household_code, "1234567"):
        with pytest.raises(NotFound, match="household-unknown"):
            household_in_scope(code, scope=stranger)
    with pytest.raises(NotFound, match="person-unknown"):
        person_in_scope(members[0].pk, scope=stranger)
    assert find_persons(members[0].name, scope=stranger) == []
    clerk = people.officer("service-clerk", house.bushehr)
    assert household_in_scope(household.household_code, scope=clerk) == household


class TestAccounts:
    def test_a_household_account_opens_shared_work_and_proves_no_person(self, home: Home) -> None:
        household, members = home
        account = people.account()
        assert level_of(account.pk) is Level.ANYBODY
        ops.open_household_account(account=account, household=household, now=NOW)
        assert level_of(account.pk) is Level.HOUSEHOLD
        assert person_of(account.pk) is None
        assert set(persons_of(account.pk)) == set(members)

    def test_a_bound_account_is_one_person(self, house: people.House, home: Home) -> None:
        household, (_, wife, *_) = home
        account = people.account()
        clerk = people.officer("service-clerk", house.bushehr)
        binding = ops.bind_account(account=account, person=wife, by=clerk, proof="کارت و عکس", now=NOW)
        assert level_of(account.pk) is Level.PERSON
        assert person_of(account.pk) == wife
        assert household_of_account(account.pk) == household
        ops.end_binding(binding=binding, actor_id=clerk.account_id, now=NOW)
        assert level_of(account.pk) is Level.ANYBODY

    def test_nobody_binds_an_account_without_office_or_proof(self, house: people.House, home: Home) -> None:
        _, (head, *_) = home
        account = people.account()
        clerk = people.officer("service-clerk", house.bushehr)
        with pytest.raises(NotAllowed, match="may-not-bind"):
            ops.bind_account(account=account, person=head, by=Scope(account.pk), proof="خودم", now=NOW)
        with pytest.raises(InvalidInput, match="proof-missing"):
            ops.bind_account(account=account, person=head, by=clerk, proof=" ", now=NOW)

    def test_a_households_shared_account_never_becomes_one_persons(
        self, house: people.House, home: Home
    ) -> None:
        household, (_, wife, *_) = home
        account = people.account()
        ops.open_household_account(account=account, household=household, now=NOW)
        clerk = people.officer("service-clerk", house.bushehr)
        with pytest.raises(Conflict, match="account-is-shared"):
            ops.bind_account(account=account, person=wife, by=clerk, proof="کارت", now=NOW)

    def test_one_account_is_one_person_and_one_person_one_account(
        self, house: people.House, home: Home
    ) -> None:
        _, (head, wife, *_) = home
        clerk = people.officer("service-clerk", house.bushehr)
        account = people.account()
        ops.bind_account(account=account, person=head, by=clerk, proof="کارت", now=NOW)
        with pytest.raises(Conflict, match="account-already-bound"):
            ops.bind_account(account=account, person=wife, by=clerk, proof="کارت", now=NOW)
        with pytest.raises(Conflict, match="person-already-bound"):
            ops.bind_account(account=people.account(), person=head, by=clerk, proof="کارت", now=NOW)
