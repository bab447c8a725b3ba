"""The enquiry desk's box and the page of a household: one safe sentence, nothing confidential, every look logged."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.bureau import BEFORE, LONG_AGO, Bureau
from factories.people import entry, family, person
from integration.web_office.conftest import OpenCase
from panah.audit.queries import timeline
from panah.casework.models import Case
from panah.foundation.digits import to_persian_digits
from panah.organisation.operations import open_office
from panah.organisation.roles import OfficeKind
from panah.registry.models import Household, Person
from panah.registry.operations import record_paper
from panah.registry.values import PaperInput
from panah.registry.words import PaperKind, Sex

type AsRole = Callable[[str], Client]


@pytest.fixture
def as_role(bureau: Bureau) -> AsRole:
    def signed_in(role: str) -> Client:
        client = Client()
        client.force_login(bureau.hire(role))
        return client

    return signed_in


@pytest.fixture
def home(bureau: Bureau) -> tuple[Household, list[Person]]:
    return family(bureau.counter)


@pytest.fixture
def case(home: tuple[Household, list[Person]], opened: OpenCase) -> Case:
    household, members = home
    return opened(household_id=household.pk, parties=[member.pk for member in members])


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("typed", ["گل احمد رحیمی", "گلاحمد رحیمى", "گل‌احمد"])
def test_a_person_is_found_however_the_name_was_typed(as_role: AsRole, home: object, typed: str) -> None:
    assert "گل‌احمد رحیمی" in text_of(as_role("enquiry-desk"), f"/office/find/?q={typed}")


def test_a_card_number_typed_in_persian_digits_is_found(
    as_role: AsRole, home: tuple[Household, list[Person]], now: datetime
) -> None:
    paper = PaperInput(PaperKind.AMAYESH_CARD, "A37391027", date(2025, 3, 21), date(2027, 3, 20))
    record_paper(person=home[1][0], paper=paper, entry=entry(date(2025, 3, 21)))
    assert "گل‌احمد رحیمی" in text_of(as_role("enquiry-desk"), "/office/find/?q=a۳۷۳۹۱۰۲۷")


def test_the_sentence_says_the_step_the_role_and_since_when_and_no_ground(
    as_role: AsRole, case: Case, home: tuple[Household, list[Person]]
) -> None:
    said = text_of(as_role("enquiry-desk"), f"/office/find/?q={home[0].household_code}")
    assert "در گام «بررسی کارشناس» است، نزد کارشناس اداره کل، دفتر" in said
    assert to_persian_digits(case.number) in said
    assert f"/office/cases/{case.pk}/" not in said


def test_a_case_is_found_by_its_number_and_opens_for_whom_it_may(as_role: AsRole, case: Case) -> None:
    typed = to_persian_digits(case.number)
    assert f"/office/cases/{case.pk}/" in text_of(as_role("bureau-expert"), f"/office/find/?q={typed}")
    assert f"/office/cases/{case.pk}/" not in text_of(as_role("enquiry-desk"), f"/office/find/?q={typed}")


def test_what_somebody_asked_alone_is_told_to_no_desk(
    as_role: AsRole, home: tuple[Household, list[Person]], opened: OpenCase
) -> None:
    case = opened(household_id=home[0].pk, parties=[home[1][1].pk], alone=True)
    desk = as_role("enquiry-desk")
    assert to_persian_digits(case.number) not in text_of(desk, f"/office/find/?q={home[0].household_code}")
    assert "چیزی پیدا نشد" in text_of(desk, f"/office/find/?q={case.number}")


def test_what_lies_with_the_political_office_is_told_to_no_desk_of_the_bureau(
    bureau: Bureau, home: tuple[Household, list[Person]], case: Case
) -> None:
    political = open_office(
        parent=bureau.ministry, kind=OfficeKind.POLITICAL_OFFICE, code="political", name="دفتر سیاسی",
        opened_on=LONG_AGO, now=BEFORE,
    )  # fmt: skip
    desk = Client()
    desk.force_login(bureau.hire("ministry-officer", office=bureau.ministry))
    asked = (case.number, home[0].household_code)
    assert all(to_persian_digits(case.number) in text_of(desk, f"/office/find/?q={typed}") for typed in asked)
    Case.objects.filter(pk=case.pk).update(office=political)
    for typed in asked:
        assert (
            to_persian_digits(case.number)
            not in text_of(desk, f"/office/find/?q={typed}").partition("<main")[2]
        )


def test_another_provinces_people_are_not_found(as_role: AsRole, bureau: Bureau) -> None:
    family(bureau.elsewhere, person("خدیجه", "انوری", sex=Sex.FEMALE))
    assert "چیزی پیدا نشد" in text_of(as_role("enquiry-desk"), "/office/find/?q=خدیجه انوری")


def test_every_person_shown_was_looked_at_and_it_is_written_down(
    as_role: AsRole, home: tuple[Household, list[Person]]
) -> None:
    text_of(as_role("enquiry-desk"), f"/office/find/?q={home[0].household_code}")
    for member in home[1]:
        look = timeline(stream=f"person:{member.pk}")[0]
        assert (look.kind, look.role, look.word) == ("read", "enquiry-desk", "enquiry")


def test_the_box_forgives_whatever_is_typed(as_role: AsRole, home: object) -> None:
    desk = as_role("enquiry-desk")
    for typed in ("", " ", "%00", "'--", "۱", "9" * 400, "<b>", "%E2%80%AE", "a/b", "/"):
        text_of(desk, f"/office/find/?q={typed}&father=%00&year=abcd")


def test_a_household_is_shown_as_of_a_day_with_papers_ties_and_history(
    as_role: AsRole, home: tuple[Household, list[Person]], case: Case
) -> None:
    household, members = home
    path = f"/office/households/{household.household_code}/"
    today = text_of(as_role("bureau-expert"), path)
    assert all(member.name in today for member in members)
    assert "سرپرست" in today
    assert "ثبت خانوار" in today
    assert to_persian_digits(case.number) in today
    before = text_of(as_role("bureau-expert"), f"{path}?on_day=1&on_month=1&on_year=1390")
    assert "در این روز عضوی نداشته است" in before
    odd = text_of(as_role("bureau-expert"), f"{path}?on_day=30&on_month=12&on_year=1402")
    assert "اسفند آن سال" in odd


def test_the_look_at_a_household_is_logged_for_it_and_for_each_member(
    as_role: AsRole, home: tuple[Household, list[Person]]
) -> None:
    household, members = home
    text_of(as_role("bureau-expert"), f"/office/households/{household.household_code}/")
    for stream in (f"household:{household.pk}", *(f"person:{member.pk}" for member in members)):
        look = timeline(stream=stream)[0]
        assert (look.kind, look.role, look.word) == ("read", "bureau-expert", "service")


def test_a_search_costs_no_more_when_more_is_found(
    as_role: AsRole, bureau: Bureau, home: tuple[Household, list[Person]]
) -> None:
    desk = as_role("enquiry-desk")

    def reads() -> int:
        with CaptureQueriesContext(connection) as seen:
            text_of(desk, "/office/find/?q=رحیمی")
        logged = sum("audit_event" in query["sql"] or "SAVEPOINT" in query["sql"] for query in seen)
        return len(seen) - logged

    before = reads()
    for _ in range(3):
        family(bureau.counter)
    assert reads() <= before
