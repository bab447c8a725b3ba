"""The print room: a card exists once, and each blank is answered for (S8, S19)."""

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from factories.cards import KIND, STOCK, PrintRoom, code_of, open_print_room, second_printer
from panah.casework.engine.authority import Actor
from panah.documents.models import (
    Blank,
    BlankDestruction,
    BlankMove,
    Document,
    PrintBatch,
    PrintItem,
    PrintSheet,
    StockCount,
)
from panah.documents.operations import void
from panah.documents.operations.print_room import (
    Asked,
    Counted,
    Delivery,
    Range,
    arrived,
    confirm_destruction,
    count_stock,
    make_batch,
    propose_destruction,
    receive_blanks,
    receive_delivery,
    retry_batch,
    return_card,
    scan_back,
    send_blanks,
    send_box,
    sheet_pdf,
    sheet_printed,
    spoil,
    spoil_blanks,
    typeset_batches,
    typesetting,
)
from panah.documents.queries import print_room as reading
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, PanahError

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> PrintRoom:
    return open_print_room(now, monkeypatch)


def states() -> dict[str, int]:
    found: dict[str, int] = {}
    for state in Blank.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def test_asking_twice_for_a_batch_makes_one(room: PrintRoom) -> None:
    room.issued(*room.members)
    asked = Asked(site=room.site, kind=KIND, most=2)
    first = make_batch(asked=asked, actor=room.printer, key="k", now=room.now)
    assert make_batch(asked=asked, actor=room.printer, key="k", now=room.now).pk == first.pk
    assert (first.size, PrintBatch.objects.count()) == (2, 1)
    second = make_batch(asked=asked, actor=room.printer, key="k2", now=room.now)
    assert second.size == 1
    with pytest.raises(Conflict, match="nothing-waits"):
        make_batch(asked=asked, actor=room.printer, key="k3", now=room.now)


def test_only_the_print_room_of_the_site_prints(room: PrintRoom) -> None:
    room.issued()
    asked = Asked(site=room.site, kind=KIND)
    elsewhere = room.bureau.actor("card-office", now=room.now, office=room.bureau.elsewhere)
    for actor in (room.clerk, room.officer("bureau-director"), elsewhere):
        with pytest.raises(NotAllowed, match="not-yours-to-print"):
            make_batch(asked=asked, actor=actor, key="k", now=room.now)


def test_the_file_for_the_printer_has_two_sides_of_every_card(room: PrintRoom) -> None:
    from io import BytesIO  # noqa: PLC0415  # used here alone

    import pikepdf  # noqa: PLC0415  # the same

    room.issued(*room.members)
    batch = room.batch()
    assert batch.state == "ready"
    sheet = PrintSheet.objects.get()
    body = sheet_pdf(sheet_id=sheet.pk, actor=room.printer, now=room.now)
    with pikepdf.open(BytesIO(body)) as pdf:
        assert len(pdf.pages) == 6


def test_a_worker_killed_before_its_file_was_whole_leaves_nothing_double(
    room: PrintRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.issued(*room.members)
    make_batch(asked=Asked(site=room.site, kind=KIND), actor=room.printer, key="k", now=room.now)

    def dies(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(typesetting, "pages_of", dies)
        with pytest.raises(KeyboardInterrupt):
            typeset_batches(now=room.now)
    place = PrintSheet.objects.get().place
    while typeset_batches(now=room.now):
        pass
    assert PrintSheet.objects.get().place == place
    assert set(PrintItem.objects.values_list("state", "sheet__made_at")) == {("typeset", room.now)}


def test_what_cannot_be_typeset_waits_for_an_operator_and_goes_on_from_there(
    room: PrintRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.issued()
    make_batch(asked=Asked(site=room.site, kind=KIND), actor=room.printer, key="k", now=room.now)

    def refuses(*_: object, **__: object) -> bytes:
        raise ValueError("no such face")

    with monkeypatch.context() as patched:
        patched.setattr(typesetting, "pages_of", refuses)
        typeset_batches(now=room.now)
    batch = PrintBatch.objects.get()
    assert (batch.state, batch.trouble) == ("failed", "ValueError: no such face")
    assert typeset_batches(now=room.now) == 0
    retry_batch(batch_id=batch.pk, actor=room.printer, now=room.now)
    while typeset_batches(now=room.now):
        pass
    assert PrintItem.objects.get().state == "typeset"


def test_a_card_that_is_void_by_then_is_not_typeset(room: PrintRoom) -> None:
    cards = room.issued(*room.members)
    make_batch(asked=Asked(site=room.site, kind=KIND), actor=room.printer, key="k", now=room.now)
    void(document_id=cards[1].pk, reason="x", actor=room.officer("bureau-officer"), now=room.now)
    while typeset_batches(now=room.now):
        pass
    assert list(PrintItem.objects.order_by("place").values_list("state", flat=True)) == [
        "typeset",
        "withdrawn",
        "typeset",
    ]


def test_blanks_are_used_in_order_and_those_the_printer_spoiled_are_passed_over(room: PrintRoom) -> None:
    room.issued(*room.members)
    room.batch()
    sheet = PrintSheet.objects.get()
    said = {"sheet_id": sheet.pk, "actor": room.printer, "now": room.now}
    assert sheet_printed(**said, first_serial=1001, spoiled=[1002]) == 3  # type: ignore[arg-type]  # mixed values
    serials = PrintItem.objects.order_by("place").values_list("blank__serial", flat=True)
    assert list(serials) == [1001, 1003, 1004]
    assert states() == {"used": 3, "spoiled": 1, "in-stock": 96}
    assert sheet_printed(**said, first_serial=1001) == 0  # type: ignore[arg-type]  # mixed values
    with pytest.raises(Conflict, match="sheet-printed-before"):
        sheet_printed(**said, first_serial=1010)  # type: ignore[arg-type]  # mixed values
    assert reading.print_problems() == []


def test_nothing_is_printed_on_blanks_that_are_not_there(room: PrintRoom) -> None:
    room.issued(*room.members)
    room.batch()
    sheet = PrintSheet.objects.get()
    for first in (999, 1099, 5000):
        with pytest.raises(Conflict, match="blank-not-in-stock"):
            sheet_printed(sheet_id=sheet.pk, first_serial=first, actor=room.printer, now=room.now)
    assert states() == {"in-stock": 100}


def test_what_is_scanned_back_must_be_this_card_on_this_blank(room: PrintRoom) -> None:
    cards = room.issued(*room.members[:2])
    items = room.printed()
    batch = items[0].batch_id or 0
    other = room.issued(room.members[2])[0]
    stranger = room.printed(1003, key="b2")[0]
    code = code_of(cards[0])
    wrong: list[tuple[int, str, int, str]] = [
        (batch, "https://example.org/", 1001, "code-unreadable"),
        (batch, code[:-4], 1001, "code-unreadable"),
        (batch, code, 1002, "another-serial"),
        (batch, code_of(other), 1003, "another-batch"),
        (stranger.batch_id or 0, code, 1001, "another-batch"),
    ]
    for where, text, serial, refused in wrong:
        with pytest.raises(PanahError, match=refused):
            scan_back(batch_id=where, text=text, serial=serial, actor=room.printer, now=room.now)
    found = scan_back(batch_id=batch, text=code, serial=1001, actor=room.printer, now=room.now)
    assert (found.number, found.place, found.left) == (cards[0].number, 1, 1)
    with pytest.raises(Conflict, match="checked-before"):
        scan_back(batch_id=batch, text=code, serial=1001, actor=room.printer, now=room.now)
    void(document_id=cards[1].pk, reason="x", actor=room.officer("bureau-officer"), now=room.now)
    with pytest.raises(Conflict, match="paper-void"):
        scan_back(batch_id=batch, text=code_of(cards[1]), serial=1002, actor=room.printer, now=room.now)


def test_a_spoiled_print_is_made_anew_and_a_void_one_is_not(room: PrintRoom) -> None:
    cards = room.issued(*room.members[:2])
    first, second = room.printed()
    void(document_id=cards[1].pk, reason="x", actor=room.officer("bureau-officer"), now=room.now)
    with pytest.raises(InvalidInput, match="reason-needed"):
        spoil(item_id=first.pk, reason=" ", actor=room.printer, now=room.now)
    again = spoil(item_id=first.pk, reason="کم‌رنگ", actor=room.printer, now=room.now)
    assert again is not None
    assert (again.document_id, again.state) == (cards[0].pk, "waiting")
    assert spoil(item_id=second.pk, reason="باطل", actor=room.printer, now=room.now) is None
    assert states() == {"spoiled": 2, "in-stock": 98}
    with pytest.raises(Conflict, match="print-elsewhere"):
        spoil(item_id=first.pk, reason="باز", actor=room.printer, now=room.now)
    (item,) = room.printed(1003, key="b2")
    room.brought([item])
    assert room.hand(cards[0]) == 1
    assert reading.print_problems() == []


def test_the_database_itself_knows_a_card_once(room: PrintRoom) -> None:
    (card,) = room.issued()
    item = PrintItem.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        PrintItem.objects.create(
            document=card, site_id=item.site_id, office_id=item.office_id, made_at=room.now, since=room.now
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        PrintItem.objects.update(state="printed")
    with pytest.raises(DatabaseError), transaction.atomic():
        PrintItem.objects.all().delete()


def test_a_card_nobody_fetched_goes_back_and_comes_again(room: PrintRoom) -> None:
    (card,) = room.issued()
    (item,) = room.printed()
    room.brought([item])
    return_card(item_id=item.pk, reason="نیامد", actor=room.clerk, now=room.now)
    assert arrived_again(room, item) == 1
    assert room.hand(card) == 1


def arrived_again(room: PrintRoom, item: PrintItem) -> int:
    counter = room.bureau.counter.pk
    send_box(site_id=room.site, office_id=counter, box="۲", actor=room.printer, now=room.now)
    assert arrived(item_ids=[item.pk], actor=room.clerk, now=room.now) == 1
    assert arrived(item_ids=[item.pk], actor=room.clerk, now=room.now) == 0
    return 1


def test_only_the_office_it_was_sent_to_takes_a_card_in(room: PrintRoom) -> None:
    room.issued()
    (item,) = room.printed()
    room.scan(item)
    counter = room.bureau.counter.pk
    send_box(site_id=room.site, office_id=counter, box="۱", actor=room.printer, now=room.now)
    other = room.bureau.actor("service-clerk", now=room.now, office=room.bureau.other_counter)
    with pytest.raises(NotAllowed, match="not-yours-to-print"):
        arrived(item_ids=[item.pk], actor=other, now=room.now)


def test_blanks_move_from_hand_to_hand_between_two_people(room: PrintRoom) -> None:
    directorate, counter = room.site, room.bureau.counter.pk
    move = send_blanks(
        from_id=directorate,
        to_id=counter,
        blanks=Range(KIND, 1001, 1010),
        note="نامهٔ ۳",
        actor=room.printer,
        now=room.now,
    )
    assert states() == {"on-way": 10, "in-stock": 90}
    with pytest.raises(NotAllowed, match="same-person"):
        receive_blanks(move_id=move.pk, actor=room.printer, now=room.now)
    receive_blanks(move_id=move.pk, actor=second_printer(room), now=room.now)
    assert Blank.objects.filter(office=counter, state="in-stock").count() == 10
    with pytest.raises(Conflict, match="move-over"):
        receive_blanks(move_id=move.pk, actor=second_printer(room), now=room.now)
    with pytest.raises(DatabaseError), transaction.atomic():
        BlankMove.objects.filter(pk=move.pk).update(last=1020)


def test_a_serial_enters_the_stock_once(room: PrintRoom) -> None:
    delivery = Delivery(office=room.site, blanks=Range(KIND, 1090, 1120), note="حوالهٔ دوم")
    with pytest.raises(Conflict, match="serials-known"):
        receive_delivery(delivery=delivery, actor=room.printer, now=room.now)
    assert states() == {"in-stock": STOCK.pieces}


def test_two_people_destroy_what_is_spoiled_and_nothing_else(room: PrintRoom) -> None:
    some = Range(KIND, 1001, 1010)
    spoil_blanks(
        office_id=room.site, blanks=Range(KIND, 1003, 1005), reason="تر", actor=room.printer, now=room.now
    )
    proposed = propose_destruction(
        office_id=room.site, blanks=some, reason="خراب", actor=room.printer, now=room.now
    )
    assert proposed.pieces == 3
    with pytest.raises(NotAllowed, match="same-person"):
        confirm_destruction(destruction_id=proposed.pk, actor=room.printer, now=room.now)
    with pytest.raises(DatabaseError), transaction.atomic():
        BlankDestruction.objects.update(confirmed_by=proposed.proposed_by_id, confirmed_at=room.now)
    other = second_printer(room)
    assert confirm_destruction(destruction_id=proposed.pk, actor=other, now=room.now) == 3
    assert states() == {"destroyed": 3, "in-stock": 97}
    with pytest.raises(Conflict, match="destruction-over"):
        confirm_destruction(destruction_id=proposed.pk, actor=other, now=room.now)
    with pytest.raises(DatabaseError), transaction.atomic():
        Blank.objects.filter(state="destroyed").update(state="in-stock")


def test_a_count_that_differs_from_the_book_says_why(room: PrintRoom) -> None:
    with pytest.raises(InvalidInput, match="difference-unexplained"):
        count(room, room.printer, 99)
    row = count(room, room.printer, 99, note="یکی زیر میز")
    assert (row.expected, row.counted) == (100, 99)
    with pytest.raises(Conflict, match="counted-today"):
        count(room, second_printer(room), 100)
    (line,) = reading.stock(room.printer.scope, on=local_date(room.now))  # type: ignore[arg-type]  # staff have one
    assert (line.in_stock, line.counted, line.lowest) == (100, 99, 1001)


def count(room: PrintRoom, actor: Actor, pieces: int, note: str = "") -> StockCount:
    counted = Counted(office=room.site, kind=KIND, pieces=pieces, note=note)
    return count_stock(counted=counted, actor=actor, now=room.now)


def test_the_statements_of_a_sheet_and_a_box_do_not_grow_with_the_cards(room: PrintRoom) -> None:
    counts: list[list[int]] = []
    serial, scope = 1001, room.printer.scope
    assert scope is not None
    for key, members in (("b1", room.members[:1]), ("b2", room.members[1:])):
        room.issued(*members)
        batch = room.batch(key)
        sheet = PrintSheet.objects.get(batch=batch)
        seen: list[int] = []
        with CaptureQueriesContext(connection) as asked:
            serial += sheet_printed(sheet_id=sheet.pk, first_serial=serial, actor=room.printer, now=room.now)
        seen.append(len(asked))
        for item in PrintItem.objects.filter(batch=batch):
            room.scan(item)
        with CaptureQueriesContext(connection) as asked:
            counter = room.bureau.counter.pk
            send_box(site_id=room.site, office_id=counter, box=key, actor=room.printer, now=room.now)
        seen.append(len(asked))
        with CaptureQueriesContext(connection) as asked:
            reading.batch_line(batch.pk, scope)
            reading.prints_of(batch.pk)
            reading.sheets_of(batch.pk)
        seen.append(len(asked))
        counts.append(seen)
    assert counts[0] == counts[1]
    assert counts[0][2] == 3
    assert Document.objects.count() == 3
