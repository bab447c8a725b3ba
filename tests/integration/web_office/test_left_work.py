"""What lies with an absent colleague is shown to whoever can do it meanwhile, and stays theirs in the rows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.bureau import Bureau
from integration.web_office.conftest import OpenCase
from panah.casework.models import Item
from panah.casework.operations import assign
from panah.casework.queries.desk import desk_of
from panah.casework.queries.worklist import Tab, WorkRow, tally, worklist
from panah.casework.rules import Selected
from panah.foundation.clock import local_date
from panah.organisation.models import Absence, Account, RoleHolding
from panah.organisation.operations import declare_absence, delegate, end_absence
from panah.organisation.queries import scope_of
from panah.web.office.dues import horizon
from panah.web.office.lines import line_of


@dataclass(slots=True)
class Office:
    """An expert who is away with two pieces of work, a colleague, and the moment."""

    bureau: Bureau
    away: Account
    colleague: Account
    now: datetime

    def rows(self, account: Account, tab: Tab, *, later: timedelta = timedelta(0)) -> tuple[WorkRow, ...]:
        at = self.now + later
        return worklist(desk=desk_of(scope_of(account.pk, at=at), now=at), tab=tab).rows

    def leaves(self, *, days: int = 3) -> Absence:
        today = local_date(self.now)
        return declare_absence(
            staff=self.away.staff,
            valid_from=today,
            valid_until=today + timedelta(days=days),
            ground="مرخصی",
            now=self.now,
            by=scope_of(self.away.pk, at=self.now),
        )

    def lends(self, to: Account) -> None:
        today = local_date(self.now)
        delegate(
            holding=RoleHolding.objects.get(staff__account=self.away),
            stand_in=to.staff,
            valid_from=today,
            valid_until=today + timedelta(days=2),
            ground="مرخصی",
            now=self.now,
            by=scope_of(self.away.pk, at=self.now),
        )


@pytest.fixture
def office(bureau: Bureau, opened: OpenCase, now: datetime) -> Office:
    away = bureau.hire("bureau-expert", name="away")
    found = Office(bureau, away, bureau.hire("bureau-expert", name="colleague"), now)
    for _ in range(3):
        opened()
    actor = bureau.actor("bureau-expert", name="away", now=now)
    for item in Item.objects.filter(state="open").order_by("pk")[:2]:
        assign(chosen=Selected(item.pk, item.ver), to=away.pk, actor=actor, now=now)
    return found


def test_work_of_somebody_who_is_there_is_nobody_elses(office: Office) -> None:
    assert len(office.rows(office.colleague, Tab.UNCLAIMED)) == 1
    assert len(office.rows(office.away, Tab.MINE)) == 2


def test_work_of_somebody_away_stands_among_what_is_anybodys_and_says_why(office: Office) -> None:
    office.leaves()
    rows = office.rows(office.colleague, Tab.UNCLAIMED)
    assert len(rows) == 3
    left = [row for row in rows if row.assignee == office.away.pk]
    assert len(left) == 2
    assert {row.back_on for row in left} == {local_date(office.now) + timedelta(days=3)}
    line = line_of(left[0], now=office.now, account_id=office.colleague.pk)
    assert line.mark_text == "همکار غایب است، تا ۱۴۰۵/۰۹/۰۳"
    assert [row.item for row in rows] == sorted(row.item for row in rows)
    assert len(office.rows(office.away, Tab.MINE)) == 2


def test_it_is_theirs_again_when_they_are_back(office: Office) -> None:
    absence = office.leaves()
    assert len(office.rows(office.colleague, Tab.UNCLAIMED, later=timedelta(days=3))) == 1
    end_absence(absence=absence, now=office.now, by=scope_of(office.away.pk, at=office.now))
    assert len(office.rows(office.colleague, Tab.UNCLAIMED)) == 1


def test_where_somebody_stands_in_it_waits_for_them_and_for_nobody_else(office: Office) -> None:
    stand_in = office.bureau.hire("secretariat")
    office.leaves()
    office.lends(stand_in)
    assert [row.assignee for row in office.rows(stand_in, Tab.MINE)] == [office.away.pk] * 2
    assert len(office.rows(stand_in, Tab.UNCLAIMED)) == 1
    assert len(office.rows(office.colleague, Tab.UNCLAIMED)) == 1
    assert len(office.rows(office.colleague, Tab.UNCLAIMED, later=timedelta(days=2))) == 3


def test_an_absence_in_another_province_changes_no_worklist(office: Office) -> None:
    afar = office.bureau.hire("bureau-expert", office=office.bureau.elsewhere, name="afar")
    today = local_date(office.now)
    declare_absence(
        staff=afar.staff,
        valid_from=today,
        valid_until=today + timedelta(days=1),
        ground="بیماری",
        now=office.now,
        by=scope_of(afar.pk, at=office.now),
    )
    desk = desk_of(scope_of(office.colleague.pk, at=office.now), now=office.now)
    assert desk.left.away == {}


def test_counts_and_pages_agree_and_returned_work_is_among_it(office: Office) -> None:
    office.leaves()
    Item.objects.filter(assignee=office.away).update(round=2)
    desk = desk_of(scope_of(office.colleague.pk, at=office.now), now=office.now)
    for tab in (Tab.UNCLAIMED, Tab.RETURNED, Tab.MINE):
        counted = tally(desk=desk, tab=tab, now=office.now, horizon=horizon(office.now))
        assert counted.total == len(worklist(desk=desk, tab=tab).rows)
    assert len(worklist(desk=desk, tab=Tab.RETURNED).rows) == 2


def test_the_number_of_queries_depends_neither_on_the_absent_nor_on_their_work(
    office: Office, opened: OpenCase
) -> None:
    office.leaves()

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            office.rows(office.colleague, Tab.UNCLAIMED)
        return len(seen)

    before = cost()
    for number in range(6):
        opened()
        other = office.bureau.hire("bureau-expert", name=f"other-{number}")
        today = local_date(office.now)
        declare_absence(
            staff=other.staff,
            valid_from=today,
            valid_until=today + timedelta(days=1),
            ground="مرخصی",
            now=office.now,
            by=scope_of(other.pk, at=office.now),
        )
    assert cost() == before


def test_the_walk_of_left_work_uses_the_index_of_the_queue(office: Office) -> None:
    office.leaves()
    with CaptureQueriesContext(connection) as seen:
        office.rows(office.colleague, Tab.UNCLAIMED)
    walked = next(
        query["sql"] for query in seen if "assignee_id IN (" in query["sql"] and "due_at" in query["sql"]
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + walked)
        plan = "\n".join(str(line) for line in cursor.fetchall())
    assert "casework_item_queue" in plan
    assert "SCAN i" not in plan
