"""The drill «kill»: web, worker and PostgreSQL end at random in the middle of the work of a bureau."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from panah.conf.drill.processes import Breakable, Process
from panah.conf.drill.simulated import simulated
from panah.conf.drill.watching import Watch
from panah.conf.throwaway_postgres import HERE, Server, free_port, throwaway_server

if TYPE_CHECKING:
    from panah.conf.drill.load import Load
    from panah.conf.simulators.server import Simulators

PEOPLE, PEOPLE_A_TRIP = 900, 7
TRIPS_A_SECOND, MOST_TRIPS = 3, 500
SHORTEST, LONGEST = 0.3, 3.0
"""How long what works is left alone, in seconds."""


@dataclass(slots=True)
class Outcome:
    """What was killed how often, what was done meanwhile, and everything that was lost or doubled.

    `starts` keeps how many seconds it took from each start until it answered; the worker has no address to ask.
    """

    database: str
    kills: dict[str, int]
    starts: dict[str, list[float]] = field(default_factory=dict)
    deeds: int = 0
    sent_again: int = 0
    papers: int = 0
    messages: int = 0
    problems: list[str] = field(default_factory=list)


def drill(*, seconds: float, database: str, seed: int) -> Outcome:
    """Break things for so many seconds on a database of its own; raises PostgresMissing, StaysSilent."""
    with ExitStack() as stack:
        home = Path(tempfile.mkdtemp(prefix="panah-drill-"))
        stack.callback(shutil.rmtree, home, ignore_errors=True)
        server = stack.enter_context(throwaway_server()) if database == "postgresql" else None
        address, systems = stack.enter_context(simulated(HERE))
        _surroundings(home, server, address)
        load = _prepare(min(MOST_TRIPS, int(seconds * TRIPS_A_SECOND) + 12))
        web, worker = _web(load.address, home), Process(["worker"], home)
        for process in (web, worker):
            stack.callback(process.stop)
        ours: dict[str, Breakable] = {"web": web, "worker": worker}
        watch = Watch(ours | ({"postgresql": server} if server else {}))
        for name in ours:
            watch.start(name)
            watch.wait(name)
        kills = _kill(watch, load, Random(seed), seconds)  # noqa: S311  # no secret is drawn
        starts = {name: times for name, times in watch.took.items() if name != "worker"}
        return _look(load, systems, Outcome(database, kills, starts), [web, worker])


def _surroundings(home: Path, server: Server | None, simulators: str) -> None:
    """Set what all processes read; nothing of it outlives this one."""
    from panah.conf import environment

    os.environ |= {
        "PANAH_DATA": str(home),
        "DATABASE_URL": server.url if server else "",
        "PANAH_MODE": environment.DEMO,
        **{
            f"PANAH_{system.upper()}_URL": f"{simulators}/{system}"
            for system in ("bank", "sms", "voice", "najva", "border")
        },
    }
    environment.make_secrets(home)


def _prepare(trips: int) -> "Load":
    """Set up a small province in which so many trips have been asked for."""
    import django

    django.setup()
    from panah.audit import keys
    from panah.conf import demo
    from panah.conf.commands import migrate, services
    from panah.conf.drill.load import Load, open_trips
    from panah.foundation.clock import utc_now
    from panah.registry.synthetic.offices import hire_staff
    from panah.registry.synthetic.province import create_province

    keys.make_seal_key()
    migrate.migrate()
    services.publish(now=demo.opened_at())
    made = create_province(now=utc_now(), people=max(PEOPLE, PEOPLE_A_TRIP * trips))
    hire_staff(made.offices, now=utc_now())
    open_trips(trips, now=utc_now())
    return Load(f"http://{HERE}:{free_port()}", list(made.offices.counters))


def _web(address: str, logs: Path) -> Process:
    return Process(["serve", "--port", address.rpartition(":")[2]], logs, f"{address}/healthz")


def _kill(watch: Watch, load: "Load", random: Random, seconds: float) -> dict[str, int]:
    """Let the load begin, kill one after the other, each as often as the others, and start it again at once."""
    kills = dict.fromkeys(watch.targets, 0)
    with load.working():
        until = time.monotonic() + seconds
        for name in _turns(list(kills), random):
            watch.wait(name)
            watch.pause(random.uniform(SHORTEST, LONGEST))
            if time.monotonic() > until and all(kills.values()):
                break
            watch.kill(name)
            kills[name] += 1
            watch.start(name)
        for name in kills:
            watch.wait(name)
    return kills


def _turns(names: list[str], random: Random) -> Iterator[str]:
    while True:
        yield from random.sample(names, len(names))


def _look(load: "Load", systems: "Simulators", outcome: Outcome, processes: list[Process]) -> Outcome:
    """Stop everything, finish what a worker would finish, and count."""
    from django.db import connections

    from panah.conf.drill import checking
    from panah.documents.models import Document
    from panah.foundation.clock import utc_now
    from panah.notifications.models import Message

    for process in processes:
        process.stop()
    connections.close_all()
    checking.come_to_rest(utc_now())
    outcome.problems = checking.problems(load.officers, systems.sms, now=utc_now())
    outcome.deeds = sum(len(officer.answers) for officer in load.officers.values())
    outcome.sent_again = sum(officer.again for officer in load.officers.values())
    outcome.papers, outcome.messages = Document.objects.count(), Message.objects.count()
    return outcome
