"""The drill «print»: the worker that typesets and the officer who prints and scans end at random within a batch.

Each is a process of its own that is killed without a word and begun again; it knows nothing but what stands in the
database. Afterwards every card must be there once, on one blank, and the book of blanks must add up.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from panah.conf.throwaway_postgres import Server, throwaway_server

if TYPE_CHECKING:
    from panah.casework.engine.authority import Actor
    from panah.documents.models import PrintItem

CARDS: Final = 130
BLANKS: Final = 2_000
FIRST: Final = 70_001
KILLS: Final = 100
SHORTEST, LONGEST = 0.02, 1.2
"""How long whoever works is left alone, in seconds."""

ONE_SPOILED_IN: Final = 25
PRINTER: Final = "card-office"


@dataclass(slots=True)
class Outcome:
    """What was killed how often, what was printed, and everything that was lost or doubled."""

    database: str
    kills: dict[str, int]
    cards: int = 0
    sheets: int = 0
    prints: int = 0
    spoiled: int = 0
    problems: list[str] = field(default_factory=list)


def drill(*, seconds: float | None, database: str, seed: int) -> Outcome:
    """Kill a hundred times, or for so many seconds, on a database of its own; raises PostgresMissing."""
    with ExitStack() as stack:
        home = Path(tempfile.mkdtemp(prefix="panah-print-"))
        stack.callback(shutil.rmtree, home, ignore_errors=True)
        server = stack.enter_context(throwaway_server()) if database == "postgresql" else None
        _surroundings(home, server)
        cards = _prepare()
        kills = _kill(Random(seed), seconds)  # noqa: S311  # no secret is drawn
        for work in WORKS.values():
            _finish(work)
        return _look(Outcome(database, kills), cards)


def _surroundings(home: Path, server: Server | None) -> None:
    from panah.conf import environment

    os.environ |= {
        "PANAH_DATA": str(home),
        "DATABASE_URL": server.url if server else "",
        "PANAH_MODE": environment.DEMO,
    }
    environment.make_secrets(home)


def _prepare() -> int:
    """Set up a small province and issue so many cards; gives how many."""
    import django

    django.setup()
    from panah.audit import keys
    from panah.conf import demo
    from panah.conf.commands import migrate, services
    from panah.conf.drill.cards import deliver_blanks, issue_cards
    from panah.foundation.clock import utc_now
    from panah.registry.synthetic.offices import hire_staff
    from panah.registry.synthetic.province import create_province

    keys.make_seal_key()
    migrate.migrate()
    services.publish(now=demo.opened_at())
    made = create_province(now=utc_now(), people=6 * CARDS)
    hire_staff(made.offices, now=utc_now())
    deliver_blanks(_printer(), first=FIRST, pieces=BLANKS, now=utc_now())
    return issue_cards(CARDS, now=utc_now())


def _kill(random: Random, seconds: float | None) -> dict[str, int]:
    """Let one after the other work for a moment and kill it, in the order of a draw."""
    kills = dict.fromkeys(WORKS, 0)
    until = time.monotonic() + seconds if seconds else None
    while True:
        name = random.choice(list(WORKS))
        process = _begin(WORKS[name])
        time.sleep(random.uniform(SHORTEST, LONGEST))
        process.kill()
        process.join()
        kills[name] += 1
        is_late = until is not None and time.monotonic() > until and all(kills.values())
        if sum(kills.values()) >= KILLS or is_late:
            return kills


def _finish(work: Callable[[], bool]) -> None:
    """Let work go on until nothing is left of it."""
    while work():
        pass
    others = [one for one in WORKS.values() if one is not work]
    while sum(one() for one in (*others, work)):
        pass


def _begin(work: Callable[[], bool]) -> ForkProcess:
    from django.db import connections

    connections.close_all()
    process = get_context("fork").Process(target=_keep_on, args=(work,), daemon=True)
    process.start()
    return process


def _keep_on(work: Callable[[], bool]) -> None:
    """Work until killed; what another holds locked is tried again."""
    from django.db import Error

    while True:
        try:
            if not work():
                time.sleep(0.02)
        except Error:
            time.sleep(0.05)


def _typeset() -> bool:
    """What the worker does."""
    from panah.documents.operations.print_room import typeset_batches
    from panah.foundation.clock import utc_now

    return bool(typeset_batches(now=utc_now()))


def _print() -> bool:
    """What the officer of the print room does next: print a sheet, scan or spoil a card, begin a batch."""
    from panah.documents.models import PrintItem, PrintSheet
    from panah.documents.operations.print_room import sheet_printed
    from panah.foundation.clock import utc_now

    sheet = PrintSheet.objects.filter(made_at__isnull=False, printed_at=None, items__state="typeset").first()
    if sheet is not None:
        sheet_printed(sheet_id=sheet.pk, first_serial=_lowest(), actor=_printer(), now=utc_now())
        return True
    item = (
        PrintItem.objects.filter(state="printed").select_related("document", "blank").order_by("pk").first()
    )
    if item is not None:
        _scan_or_spoil(item)
        return True
    return _batch()


def _scan_or_spoil(item: "PrintItem") -> None:
    from panah.conf.drill.cards import code_of
    from panah.documents.operations.print_room import scan_back, spoil
    from panah.foundation.clock import utc_now

    actor, now = _printer(), utc_now()
    if item.pk % ONE_SPOILED_IN == 0:
        spoil(item_id=item.pk, reason="چاپ کم‌رنگ", actor=actor, now=now)
    elif item.blank is not None and item.batch_id is not None:
        text, serial = code_of(item.document), item.blank.serial
        scan_back(batch_id=item.batch_id, text=text, serial=serial, actor=actor, now=now)


def _batch() -> bool:
    """Ask for a batch of all that waits; somebody killed before the answer asks with the same key again."""
    from panah.documents.models import PrintBatch, PrintItem
    from panah.documents.operations.print_room import Asked, make_batch
    from panah.foundation.clock import utc_now

    waiting = PrintItem.objects.filter(state="waiting", batch=None).select_related("document").first()
    if waiting is None:
        return False
    asked = Asked(site=waiting.site_id, kind=waiting.document.kind)
    make_batch(asked=asked, actor=_printer(), key=f"drill-{PrintBatch.objects.count()}", now=utc_now())
    return True


def _lowest() -> int:
    from panah.documents.models import Blank

    return Blank.objects.filter(state="in-stock").order_by("serial").values_list("serial", flat=True)[0]


def _printer() -> "Actor":
    from panah.casework.engine.authority import Actor
    from panah.foundation.clock import utc_now
    from panah.organisation.models import Account
    from panah.organisation.queries import scope_of

    account = Account.objects.get(username=PRINTER).pk
    return Actor(sender=f"account:{account}", account_id=account, scope=scope_of(account, at=utc_now()))


def _look(outcome: Outcome, cards: int) -> Outcome:
    """Count what is there once everybody is done."""
    from panah.casework.queries import broken_invariants
    from panah.conf.drill.cards import pages_in_files
    from panah.documents.models import Blank, PrintItem, PrintSheet
    from panah.documents.queries.print_room import print_problems

    outcome.cards, outcome.sheets = cards, PrintSheet.objects.count()
    outcome.prints, outcome.spoiled = (
        PrintItem.objects.count(),
        PrintItem.objects.filter(state="spoiled").count(),
    )
    good = PrintItem.objects.filter(state="checked").values("document").distinct().count()
    blanks = {state: Blank.objects.filter(state=state).count() for state in ("in-stock", "used", "spoiled")}
    expected = {
        "in-stock": BLANKS - outcome.prints,
        "used": cards,
        "spoiled": outcome.spoiled,
    }
    outcome.problems = [
        *broken_invariants(),
        *print_problems(),
        *([f"{good} cards of {cards} were printed and scanned"] if good != cards else []),
        *([f"blanks: {blanks}, and should be {expected}"] if blanks != expected else []),
        *pages_in_files(),
    ]
    return outcome


WORKS: Final[dict[str, Callable[[], bool]]] = {"worker": _typeset, "print step": _print}
