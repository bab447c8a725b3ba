"""Thousands of cases moved in one motion, against the same rows as raw SQL; the sweep and the sealer beside."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import count, islice
from statistics import median

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from panah.audit.keys import seal_key
from panah.audit.models import Event
from panah.audit.operations import seal
from panah.casework.engine import sql
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, SampledItem, Subject
from panah.casework.operations import Selected, act, draw_sample, sweep
from panah.casework.queries.reading import log_case_reading, reading
from panah.casework.rules import sample_size
from panah.catalogue.queries import definition_of, version_in_force
from panah.conf.bench import peer
from panah.conf.bench.cases import Shape, make_cases
from panah.conf.bench.measuring import TIMES, Figure, alternate, backend_pid, cpu_seconds
from panah.foundation.clock import local_date
from panah.organisation.models import Account
from panah.organisation.queries import scope_of
from panah.workflow.definition import ServiceDefinition

APPROVAL = Shape(slug="voluntary-departure", role="leaver", step="people/approve", queue="bureau-officer")
NEXT, NEXT_QUEUE = "people/approve-second", "bureau-approver"
CASES = 12_000
BULK_LIMIT, SEALING_LEAST = 2.5, 10.0
NOTHING = bytes(32)

keys = count(1)


type Peers = Callable[[ServiceDefinition, str], peer.Peer]
"""Another engine that runs a service and stands at a step of it."""


def figures(*, now: datetime, peers: Peers | None = None, cases: int = CASES) -> Iterator[Figure]:
    """Give the figure of the bulk act, then of sealing what it wrote, and of the same step in another engine.

    The step moves many only after a sample was judged one by one (S24); that is done before anything is measured.
    """
    drawn = _drawn(cases)
    make_cases((2 * cases + drawn) * (TIMES + 1) + cases, now=now, shape=APPROVAL)
    officer = _officer(now)
    waiting = iter(_waiting())
    judged = iter([_judged(islice(waiting, cases + drawn), officer, now) for _ in range(TIMES + 1)])
    _seal_all(now)

    def ours() -> None:
        chosen = next(judged)
        done = act(
            chosen=chosen, step=APPROVAL.step, word="approved", actor=officer, key=f"{next(keys)}", now=now
        )
        if done.moved != cases:
            raise AssertionError(f"moved {done.moved} of {cases}: {done.skipped[:3]}")

    def floor() -> None:
        _as_raw_sql([one.item for one in islice(waiting, cases)], officer, now)

    below, above = alternate(_same_rows(floor, cases), _same_rows(ours, cases))
    name = f"{cases} cases moved one step, CPU s"
    yield Figure(name, connection.vendor, above, below, BULK_LIMIT)
    yield _sealing(cases, above, now=now)
    if peers is not None:
        version = version_in_force(APPROVAL.slug, province="bushehr", on=local_date(now)).id
        other = peers(definition_of(version), APPROVAL.step)
        yield peer.figure(other, ours=above / cases, cases=cases, step=APPROVAL.step, now=now)


def _officer(now: datetime) -> Actor:
    account = Account.objects.get(username=APPROVAL.queue)
    return Actor(sender=f"account:{account.pk}", account_id=account.pk, scope=scope_of(account.pk, at=now))


def _drawn(cases: int) -> int:
    """How many are drawn where so many are left for the motion itself."""
    return next(size for size in count(1) if size >= sample_size(cases + size))


def _judged(files: Iterable[Selected], officer: Actor, now: datetime) -> list[Selected]:
    """Draw a sample of these files and judge it one by one; returns the rest, which may move together now."""
    chosen = {one.item: one for one in files}
    draw_sample(chosen=list(chosen.values()), step=APPROVAL.step, actor=officer, now=now)
    drawn = SampledItem.objects.filter(item__in=chosen, drawn_at__isnull=False)
    for item, case in list(drawn.values_list("item", "item__case")):
        look = reading(actor_id=officer.account_id or 0, role=APPROVAL.queue, purpose="service", at=now)
        log_case_reading(case, look)
        act(
            chosen=[chosen.pop(item)], step=APPROVAL.step, word="approved", actor=officer,
            key=f"{next(keys)}", now=now,
        )  # fmt: skip
    return list(chosen.values())


def _waiting() -> list[Selected]:
    """The first of each case's people."""
    earlier = Subject.objects.filter(case=OuterRef("case"), pk__lt=OuterRef("subject"))
    found = Item.objects.filter(~Exists(earlier), state="open", step=APPROVAL.step).order_by("pk")
    return [Selected(item, ver) for item, ver in found.values_list("pk", "ver")]


def _same_rows(run: Callable[[], None], cases: int) -> Callable[[], None]:
    """Both sides write as many events and open as many successors as they move."""

    def checked() -> None:
        before = Event.objects.count(), Item.objects.filter(step=NEXT).count()
        run()
        after = Event.objects.count(), Item.objects.filter(step=NEXT).count()
        if after != (before[0] + cases, before[1] + cases):
            raise AssertionError(f"{cases} cases wrote other rows than they should: {before} then {after}")

    return checked


def _as_raw_sql(chosen: list[int], officer: Actor, now: datetime) -> None:
    """Write what the act writes, one statement per table, and check nothing."""
    selected = f"SELECT s.item FROM {sql.table(item='int')} s"
    items = sql.parameter((one,) for one in chosen)
    with transaction.atomic():
        sql.run(
            f"""
            INSERT INTO audit_event (stream, seq, kind, at, actor_id, role, office, case_number, step, word, about,
                                     payload_digest)
            SELECT 'case:' || c.id, c.ver + 1, 'acted', %s, %s, %s, '', c.number, i.step, 'approved', '', %s
            FROM casework_item i JOIN casework_case c ON c.id = i.case_id WHERE i.id IN ({selected})
            """,
            [now, officer.account_id, APPROVAL.queue, NOTHING, items],
        )
        sql.run(
            f"""
            UPDATE casework_item SET state = 'done', word = 'approved', ver = ver + 1, closed_at = %s, closed_by = %s
            WHERE id IN ({selected})
            """,
            [now, officer.account_id, items],
        )
        sql.run(
            f"""
            UPDATE casework_case SET ver = ver + 1
            WHERE id IN (SELECT case_id FROM casework_item WHERE id IN ({selected}))
            """,
            [items],
        )
        sql.run(
            f"""
            INSERT INTO casework_item (case_id, subject_id, step, kind, queue, office_id, state, round, ver, opened_at,
                                       due_at, clock, word)
            SELECT i.case_id, i.subject_id, %s, 'by', %s, i.office_id, 'open', 1, 1, %s, %s, '', ''
            FROM casework_item i WHERE i.id IN ({selected})
            """,
            [NEXT, NEXT_QUEUE, now, now + timedelta(days=1), items],
        )


def _seal_all(now: datetime) -> None:
    key = seal_key()
    while seal(now=now, key=key):
        pass


def _sealing(cases: int, bulk: float, *, now: datetime) -> Figure:
    """Events that the sealer seals in a CPU second, against those that the bulk act writes in one.

    What is sealed is what the acts just wrote, as many at once as one act moved; the CPU of the database counts on
    both sides, and that of the bulk act counts whole.
    """
    key, backend, taken = seal_key(), backend_pid(), []
    for _ in range(TIMES):
        begun = cpu_seconds(backend)
        if seal(now=now, key=key, most=cases) != cases:
            raise AssertionError("fewer events were left to seal than the acts wrote")
        taken.append(cpu_seconds(backend) - begun)
    name = f"events sealed a CPU s against events written in bulk a CPU s, {cases} at once"
    return Figure(name, connection.vendor, cases / median(taken), cases / bulk, SEALING_LEAST, at_least=True)


TIMERS = Shape(
    slug="voluntary-departure",
    role="leaver",
    step="people/talk/think",
    kind="wait",
    queue="",
    clock="then",
    days=60,
)
DUE, FEW, MANY, SWEEP_LIMIT = 100, 12_000, 300_000, 2.0


def sweeps(*, now: datetime, few: int = FEW, many: int = MANY) -> Iterator[Figure]:
    """Give the figure of a sweep that finds a hundred due timers among many, against one among few."""
    taken = []
    for armed in (few, many):
        make_cases(armed // 2, now=now, shape=TIMERS)
        while sweep(now=now):
            pass
        taken.append(_sweep(now))
    name = f"sweep of {DUE} due among {many} timers against {few}, CPU s"
    yield Figure(name, connection.vendor, taken[1], taken[0], SWEEP_LIMIT)


def _sweep(now: datetime) -> float:
    backend, taken = backend_pid(), []
    for turn in range(TIMES + 1):
        moment = now + timedelta(seconds=turn)
        Item.objects.filter(pk__in=_armed()).update(due_at=moment)
        begun = cpu_seconds(backend)
        if sweep(now=moment) != DUE:
            raise AssertionError("the sweep moved another number than was due")
        taken.append(cpu_seconds(backend) - begun)
    return median(taken[1:])


def _armed() -> list[int]:
    found = Item.objects.filter(state="open", step=TIMERS.step, case__in=Case.objects.filter(state="open"))
    return list(found.order_by("-pk").values_list("pk", flat=True)[:DUE])
