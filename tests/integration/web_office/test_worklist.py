"""The worklist: the oldest promise first, whole, without doubles, at a cost that does not grow."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.bureau import Bureau
from integration.web_office.conftest import OpenCase
from panah.casework.models import Item
from panah.casework.operations import act, claim, sweep
from panah.casework.queries.desk import Desk, desk_of
from panah.casework.queries.worklist import Filters, Horizon, Tab, tally, worklist
from panah.casework.rules import Selected
from panah.foundation.errors import InvalidInput
from panah.organisation.queries import scope_of


@pytest.fixture
def desk(bureau: Bureau, opened: OpenCase, now: datetime) -> Desk:
    opened()
    return desk_of(scope_of(bureau.hire("bureau-expert").pk, at=now), now=now)


def all_pages(desk: Desk, tab: Tab, size: int) -> list[int]:
    found: list[int] = []
    after = ""
    while True:
        page = worklist(desk=desk, tab=tab, after=after, size=size)
        found += [row.item for row in page.rows]
        after = page.after
        if not after:
            return found


def test_the_oldest_promise_comes_first_and_no_page_loses_or_repeats_a_line(
    desk: Desk, opened: OpenCase, now: datetime
) -> None:
    for day in (9, 3, 7, 1, 3, 5):
        opened(travellers=2, at=now - timedelta(days=day))
    Item.objects.filter(pk__in=Item.objects.order_by("pk").values("pk")[:3]).update(due_at=None)
    every = list(Item.objects.filter(state="open", queue="bureau-expert"))
    last = datetime.max.replace(tzinfo=UTC)
    expected = [item.pk for item in sorted(every, key=lambda item: (item.due_at or last, item.pk))]
    for size in (1, 2, 3, 5, 50):
        assert all_pages(desk, Tab.UNCLAIMED, size) == expected


def test_an_officer_of_another_province_sees_none_of_it(
    bureau: Bureau, opened: OpenCase, now: datetime
) -> None:
    opened()
    afar = bureau.hire("bureau-expert", office=bureau.elsewhere, name="afar")
    assert worklist(desk=desk_of(scope_of(afar.pk, at=now), now=now), tab=Tab.UNCLAIMED).rows == ()


def test_what_one_takes_leaves_the_common_list_and_stands_in_ones_own(
    bureau: Bureau, desk: Desk, now: datetime
) -> None:
    row = worklist(desk=desk, tab=Tab.UNCLAIMED).rows[0]
    claim(chosen=Selected(row.item, row.ver), actor=bureau.actor("bureau-expert", now=now), now=now)
    assert worklist(desk=desk, tab=Tab.UNCLAIMED).rows == ()
    assert [one.item for one in worklist(desk=desk, tab=Tab.MINE).rows] == [row.item]


def test_what_was_returned_waits_for_others_and_comes_back_marked(
    bureau: Bureau, desk: Desk, now: datetime
) -> None:
    row = worklist(desk=desk, tab=Tab.UNCLAIMED).rows[0]
    expert = bureau.actor("bureau-expert", now=now)
    form = {"reason_code": "data-missing", "reason_text": "تاریخ بازگشت را بنویسید."}
    act(
        chosen=[Selected(row.item, row.ver)],
        step=row.step,
        word="returned",
        actor=expert,
        key="1",
        now=now,
        form=form,
    )
    waiting = worklist(desk=desk, tab=Tab.OTHERS).rows
    assert [(one.case, one.holders) for one in waiting] == [(row.case, ("person", "applicant"))]
    assert worklist(desk=desk, tab=Tab.RETURNED).rows == ()
    Item.objects.filter(pk=waiting[0].item).update(due_at=now - timedelta(hours=1))
    sweep(now=now)
    assert [one.round for one in worklist(desk=desk, tab=Tab.RETURNED).rows] == [2]


def test_filters_narrow_a_tab(bureau: Bureau, desk: Desk, opened: OpenCase) -> None:
    opened(office=bureau.other_counter.pk)
    by_office = worklist(desk=desk, tab=Tab.UNCLAIMED, filters=Filters(office=bureau.other_counter.pk))
    assert [row.office for row in by_office.rows] == ["دفتر 302"]
    nothing = worklist(desk=desk, tab=Tab.UNCLAIMED, filters=Filters(slug="slip", step="hand-over"))
    assert nothing.rows == ()
    assert len(worklist(desk=desk, tab=Tab.UNCLAIMED, filters=Filters(slug="slip")).rows) == 2


def test_an_unreadable_mark_is_refused_by_name(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="mark-unreadable"):
        worklist(desk=desk, tab=Tab.MINE, after="tomorrow_x")


def test_the_number_of_queries_does_not_depend_on_the_rows(
    desk: Desk, opened: OpenCase, now: datetime
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            worklist(desk=desk, tab=Tab.UNCLAIMED)
            tally(desk=desk, tab=Tab.UNCLAIMED, now=now, horizon=Horizon(now, now))
        return len(seen)

    before = cost()
    for _ in range(12):
        opened(travellers=3)
    assert cost() == before


def test_counts_say_what_is_late_today_and_this_week_and_stop_at_the_cap(
    desk: Desk, opened: OpenCase, now: datetime
) -> None:
    for _ in range(5):
        opened()
    items = list(Item.objects.filter(state="open").order_by("pk"))
    dues = [
        now - timedelta(days=1),
        now + timedelta(hours=1),
        now + timedelta(days=2),
        now + timedelta(days=20),
    ]
    for item, due in zip(items, [*dues, None], strict=False):
        Item.objects.filter(pk=item.pk).update(due_at=due)
    horizon = Horizon(now + timedelta(hours=9), now + timedelta(days=6))
    counted = tally(desk=desk, tab=Tab.UNCLAIMED, now=now, horizon=horizon)
    assert (counted.late, counted.today, counted.total, counted.capped) == (1, 1, 6, False)
    assert counted.steps == (("slip", "travellers/look", 6),)
    assert tally(desk=desk, tab=Tab.UNCLAIMED, now=now, horizon=horizon, cap=3).capped


def test_the_walk_uses_the_index_of_the_queue(desk: Desk, now: datetime) -> None:
    with CaptureQueriesContext(connection) as seen:
        worklist(desk=desk, tab=Tab.UNCLAIMED)
    union = next(
        query["sql"] for query in seen if "UNION ALL" in query["sql"] or "casework_item i" in query["sql"]
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + union)
        plan = "\n".join(str(line) for line in cursor.fetchall())
    assert "casework_item_queue" in plan
    assert "SCAN i" not in plan
