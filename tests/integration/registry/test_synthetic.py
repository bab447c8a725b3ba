"""What may be relied on in the made-up province and the twenty hard families."""

from datetime import date

import pytest

from factories import people
from factories.people import NOW, TODAY
from panah.organisation.models import Office
from panah.organisation.operations import open_office
from panah.organisation.roles import OfficeKind
from panah.registry.models import Household, Membership, NameToken, PaperHeld, Person, Relationship
from panah.registry.models.base import STANDING
from panah.registry.queries import acting_head, find_persons, head_of, household_of, members_of
from panah.registry.synthetic.cast import Family, Stage
from panah.registry.synthetic.hard_families import HARD_FAMILIES, enter_hard_families
from panah.registry.synthetic.offices import hire_staff
from panah.registry.synthetic.population import draw_homes
from panah.registry.synthetic.province import MadeUpProvince, create_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    house = people.house()
    fars = open_office(
        parent=house.ministry,
        kind=OfficeKind.DIRECTORATE,
        code="fars",
        name="اداره کل امور اتباع و مهاجرین خارجی استان فارس",
        province_code="07",
        opened_on=people.LONG_AGO,
        now=NOW,
    )
    return Stage(bushehr=house.bushehr, fars=fars, now=NOW)


@pytest.fixture
def families(stage: Stage) -> dict[str, Family]:
    return enter_hard_families(stage)


@pytest.fixture
def province() -> MadeUpProvince:
    return create_province(now=NOW, people=250)


def test_there_are_twenty_hard_families(families: dict[str, Family]) -> None:
    assert len(families) == len(HARD_FAMILIES) == 20
    assert len(members_of(families["nine_with_two_pupils_absent"].household, on=TODAY)) == 9


def test_the_widow_is_head_and_the_brother_in_law_is_not(families: dict[str, Family]) -> None:
    family = families["widow_and_brother_in_law"]
    assert head_of(family.household, on=TODAY) == family.people["widow"]


def test_wives_of_absent_heads_act_for_their_households(families: dict[str, Family]) -> None:
    for key in ("husband_left_unseen", "jailed_head"):
        assert acting_head(families[key].household, on=TODAY) == families[key].people["wife"]


def test_a_name_spelled_three_ways_is_found_by_each(families: dict[str, Family]) -> None:
    man = families["spelled_three_ways"].people["man"]
    for typed in (
        "ذبیح الله صدیقی",
        "ضبیح اله صديقي",
        "زبیح‌الله صدیقی",
        "Zabihullah Sediqi",
        "Zabiullah Seddiqi",
    ):
        assert [find.person for find in find_persons(typed, scope=None)][:1] == [man], typed


def test_the_year_on_the_card_was_wrong_and_only_the_year_is_known(families: dict[str, Family]) -> None:
    man = Person.objects.get(pk=families["birth_year_only_and_wrong"].people["man"].pk)
    assert (man.birth_first, man.birth_last) == (date(1955, 3, 22), date(1956, 3, 20))
    assert man.birth_precision == "year"


def test_an_iranian_mother_belongs_to_no_household_here(families: dict[str, Family]) -> None:
    family = families["child_of_an_iranian_mother"]
    assert household_of(family.people["mother"], on=TODAY) is None
    parents = Relationship.objects.filter(STANDING, kind="parent", other=family.people["child"])
    assert {tie.person for tie in parents} == {family.people["mother"], family.people["father"]}


def test_a_lost_card_is_in_nobodys_hand(families: dict[str, Family]) -> None:
    patient = families["card_lost_before_hospital"].people["patient"]
    assert not PaperHeld.objects.filter(STANDING, person=patient).exists()
    assert [find.person for find in find_persons("A۹۰۰۰۰۰۱۰", scope=None)] == [patient]


def test_the_made_up_province_has_exactly_as_many_living_people_as_asked(province: MadeUpProvince) -> None:
    assert Person.objects.filter(died_on=None).count() == 250
    assert Household.objects.count() == province.households
    assert set(Office.objects.filter(kind="service_office").values_list("code", flat=True)) == {"301", "302"}


def test_every_made_up_household_has_a_living_head_of_its_own(province: MadeUpProvince) -> None:
    for household in Household.objects.select_related("head__person"):
        assert household.head.household_id == household.pk
        assert household.head.person.died_on is None
        assert head_of(household, on=TODAY) == household.head.person


def test_no_living_person_is_without_household_or_name_index(province: MadeUpProvince) -> None:
    housed = Membership.objects.filter(STANDING).values("person")
    assert not Person.objects.filter(died_on=None).exclude(pk__in=housed).exists()
    assert not Person.objects.exclude(pk__in=NameToken.objects.values("person")).exists()


def test_a_made_up_person_is_found_by_name_in_either_script(province: MadeUpProvince) -> None:
    someone = Person.objects.filter(died_on=None).order_by("pk")[100]
    for typed in (someone.name, someone.latin_name):
        assert someone in [find.person for find in find_persons(typed, scope=None, limit=50)]


def test_the_same_seed_draws_the_same_people() -> None:
    first, second = (draw_homes(seed=7, people=300, today=TODAY) for _ in range(2))
    assert first == second
    assert first != draw_homes(seed=8, people=300, today=TODAY)
    assert sum(soul.died_on is None for home in first for soul in home.souls) == 300


def test_every_role_of_the_house_has_somebody(province: MadeUpProvince) -> None:
    hired = hire_staff(province.offices, now=NOW)
    assert {"bureau-expert", "ministry-officer", "service-clerk-301", "service-clerk-302", "border"} <= set(
        hired
    )
