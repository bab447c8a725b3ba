"""Who need not pay because welfare or the municipality says so: lists, and single answers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from factories.bureau import Bureau
from factories.departures import couple_with_child
from integration.payments.conftest import begin
from panah.audit.models import Event
from panah.casework.queries import broken_invariants
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.foundation.jalali import format_short
from panah.foundation.tabular import read_table, write_workbook
from panah.payments.models import Charge, ExemptionList, FeeExemption, ListedExemption
from panah.payments.operations import ListFile, bring_list, decide_list, record_inquiry, undo_list
from panah.payments.queries.lists import dry_run, known_columns, listed_for, lists_of
from panah.payments.rules.lists import Column, ListKind
from panah.registry.models import Household

pytestmark = pytest.mark.django_db

HEADER = ["ردیف", "شمارهٔ پرونده بهزیستی", "از تاریخ", "تا تاریخ"]
COLUMNS = {Column.HOUSEHOLD: 1, Column.FROM: 2, Column.UNTIL: 3}


@pytest.fixture
def household(bureau: Bureau) -> Household:
    return couple_with_child(bureau)[0]


def _file(*rows: Sequence[str]) -> ListFile:
    content = write_workbook(HEADER, [[str(place), *row] for place, row in enumerate(rows)])
    return ListFile(content=content, name="welfare.xlsx", columns=COLUMNS)


def _bring(bureau: Bureau, now: datetime, *rows: Sequence[str], letter: str = "۱۲/۳۴") -> ExemptionList:
    return bring_list(
        kind=ListKind.WELFARE, office_id=bureau.directorate.pk, letter=letter, file=_file(*rows),
        actor=bureau.actor("bureau-clerk", now=now), now=now,
    )  # fmt: skip


def _confirm(bureau: Bureau, now: datetime, listed: ExemptionList, name: str = "second") -> ExemptionList:
    expert = bureau.actor("bureau-expert", now=now, name=name)
    return decide_list(list_id=listed.pk, confirmed=True, reason="", actor=expert, now=now)


def test_a_household_in_a_confirmed_list_is_not_asked_at_all(
    bureau: Bureau, now: datetime, household: Household
) -> None:
    _confirm(bureau, now, _bring(bureau, now, [household.household_code, "", ""]))
    matter = begin(bureau, now, slug="refugee-id-card", count=3, household=household.pk)
    assert set(Charge.objects.filter(case=matter.case).values_list("state", flat=True)) == {"exempt"}
    assert matter.step == "check"
    granted = FeeExemption.objects.filter(charge__case=matter.case)
    assert {(one.ground, one.state, one.listed and one.listed.household_id) for one in granted} == {
        ("welfare", "granted", household.pk)
    }
    noted = Event.objects.filter(stream=matter.case.stream, kind="exemption-granted")
    assert [event.about for event in noted] == ["list 12/34"] * 3
    assert broken_invariants() == []


def test_before_a_second_person_confirmed_it_a_list_waives_nothing(
    bureau: Bureau, now: datetime, household: Household
) -> None:
    listed = _bring(bureau, now, [household.household_code, "", ""])
    assert begin(bureau, now, slug="refugee-id-card", household=household.pk).charge.state == "due"
    expert = bureau.actor("bureau-expert", now=now, name="first")
    own = bring_list(
        kind=ListKind.WELFARE, office_id=bureau.directorate.pk, letter="2",
        file=_file([household.household_code, "", "۱۴۰۶/۰۱/۰۱"]), actor=expert, now=now,
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="same-person"):
        decide_list(list_id=own.pk, confirmed=True, reason="", actor=expert, now=now)
    clerk = bureau.actor("bureau-clerk", now=now, name="other")
    with pytest.raises(NotAllowed, match="not-yours-to-waive"):
        decide_list(list_id=listed.pk, confirmed=True, reason="", actor=clerk, now=now)


def test_the_municipalitys_list_waives_its_levy_and_nothing_else(
    bureau: Bureau, now: datetime, household: Household
) -> None:
    told = record_inquiry(
        kind=ListKind.MUNICIPALITY, office_id=bureau.directorate.pk, household=household.household_code,
        ground="", valid_from=now.date(), valid_until=None, letter="۷", now=now,
        actor=bureau.actor("bureau-expert", now=now),
    )  # fmt: skip
    _confirm(bureau, now, told)
    levied = begin(bureau, now, slug="transfer-province", count=3, household=household.pk)
    carded = begin(bureau, now, slug="refugee-id-card", household=household.pk)
    assert (levied.charge.state, carded.charge.state) == ("exempt", "due")


def test_a_row_holds_from_its_first_day_to_its_last(
    bureau: Bureau, now: datetime, household: Household
) -> None:
    last = now.date() + timedelta(days=3)
    _confirm(bureau, now, _bring(bureau, now, [household.household_code, "", format_short(last)]))
    during = begin(bureau, now + timedelta(days=3), slug="refugee-id-card", household=household.pk, name="a")
    after = begin(bureau, now + timedelta(days=4), slug="refugee-id-card", household=household.pk, name="b")
    assert (during.charge.state, after.charge.state) == ("exempt", "due")


def test_a_dry_run_keeps_nothing_and_says_by_row_what_is_wrong(
    bureau: Bureau, now: datetime, household: Household
) -> None:
    file = _file(
        [household.household_code, "", ""],
        ["9999999", "", ""],
        [household.household_code, "۱۴۰۵/۱۳/۰۱", ""],
        ["", "", ""],
        [household.household_code, "", ""],
        [household.household_code, "۱۴۰۵/۰۹/۰۲", "۱۴۰۵/۰۹/۰۱"],
    )
    table = read_table(file.content)
    run = dry_run(table, COLUMNS, kind=ListKind.WELFARE, office=bureau.directorate, on=now.date())
    assert [(one.row, one.household_id) for one in run.ready] == [(2, household.pk)]
    assert [(one.row, one.code) for one in run.errors] == [
        (3, "household-unknown"),
        (4, "date-unreadable"),
        (5, "household-missing"),
        (6, "overlapping"),
        (7, "ends-before-it-begins"),
    ]
    assert not ExemptionList.objects.exists()


def test_a_household_is_found_by_the_card_of_a_member_too(
    bureau: Bureau, now: datetime, household: Household
) -> None:
    listed = _bring(bureau, now, ["A-2", "", ""])
    assert [row.household_id for row in listed.rows.all()] == [household.pk]


def test_a_household_of_another_province_is_unknown(
    bureau: Bureau, now: datetime, household: Household
) -> None:
    with pytest.raises(InvalidInput, match="household-unknown"):
        record_inquiry(
            kind=ListKind.WELFARE, office_id=bureau.elsewhere.pk, household=household.household_code, ground="",
            valid_from=now.date(), valid_until=None, letter="۷", now=now,
            actor=bureau.actor("bureau-expert", now=now, office=bureau.elsewhere),
        )  # fmt: skip


def test_what_the_columns_mean_is_remembered_by_their_header(
    bureau: Bureau, now: datetime, household: Household
) -> None:
    table = read_table(_file([household.household_code, "", ""]).content)
    assert Column.HOUSEHOLD not in known_columns(table, ListKind.WELFARE)
    _bring(bureau, now, [household.household_code, "", ""])
    assert known_columns(table, ListKind.WELFARE) == COLUMNS


def test_a_list_is_undone_as_a_whole_and_what_it_waived_stays_waived(
    bureau: Bureau, now: datetime, household: Household
) -> None:
    listed = _confirm(bureau, now, _bring(bureau, now, [household.household_code, "", ""]))
    before = begin(bureau, now, slug="refugee-id-card", household=household.pk, name="before")
    expert = bureau.actor("bureau-expert", now=now)
    with pytest.raises(InvalidInput, match="reason-needed"):
        undo_list(list_id=listed.pk, reason="", actor=expert, now=now)
    undo_list(list_id=listed.pk, reason="فهرست سال پیش بود", actor=expert, now=now)
    after = begin(bureau, now, slug="refugee-id-card", household=household.pk, name="after")
    assert (before.charge.state, after.charge.state) == ("exempt", "due")
    assert listed_for(household.pk, on=now.date()) == ()
    assert ListedExemption.objects.filter(list=listed).count() == 1
    kinds = Event.objects.filter(stream=f"exemption-list:{listed.pk}").order_by("pk")
    assert [event.kind for event in kinds] == ["list-brought", "list-confirmed", "list-undone"]


def test_two_lists_never_say_the_same_of_a_household_for_the_same_day(
    bureau: Bureau, now: datetime, household: Household
) -> None:
    one = _bring(bureau, now, [household.household_code, "", ""], letter="1")
    two = _bring(bureau, now, [household.household_code, "", "۱۴۰۶/۰۱/۰۱"], letter="2")
    _confirm(bureau, now, one)
    with pytest.raises(Conflict, match="list-overlaps") as refused:
        _confirm(bureau, now, two)
    assert refused.value.params == {"rows": [2]}


def test_a_list_that_came_twice_is_kept_once(bureau: Bureau, now: datetime, household: Household) -> None:
    clerk, file = bureau.actor("bureau-clerk", now=now), _file([household.household_code, "", ""])

    def bring() -> ExemptionList:
        return bring_list(
            kind=ListKind.WELFARE,
            office_id=bureau.directorate.pk,
            letter="1",
            file=file,
            actor=clerk,
            now=now,
        )

    bring()
    with pytest.raises(Conflict, match="list-known"):
        bring()


def test_lists_wait_for_the_second_person_of_their_own_office(
    bureau: Bureau, now: datetime, household: Household
) -> None:
    _bring(bureau, now, [household.household_code, "", ""], ["9999999", "", ""])
    seen = bureau.actor("bureau-expert", now=now).scope
    far = bureau.actor("bureau-expert", now=now, office=bureau.elsewhere).scope
    assert seen is not None
    assert far is not None
    (line,) = lists_of(seen)
    assert (line.rows, line.left_out, line.is_mine) == (1, ((3, "household-unknown"),), False)
    assert lists_of(far) == ()
