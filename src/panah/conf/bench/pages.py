"""Pages and acts of an officer: CPU of one act against its floor, and of pages as the province grows."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count

from django.db import connection
from django.db.models import Exists, OuterRef
from django.test import Client, override_settings

from panah.audit.models import Event
from panah.casework.models import Batch, Item, Subject
from panah.conf.bench.cases import SLIP, make_cases
from panah.conf.bench.measuring import TIMES, Figure, alternate, backend_pid, cpu_seconds
from panah.organisation.models import Account
from panah.registry.models import Household, Person
from panah.web.access import TABLE
from panah.web.office.policy import WORKERS
from panah.web.policy import WRITE, Row, Who

FEW, MANY = 12_000, 300_000
ACT_LIMIT, GROWTH_LIMIT = 3.0, 1.3
ACTS, VISITS = 20, 15
OFFICER = "bureau-expert"

keys = count(1)


def figures(*, now: datetime, few: int = FEW, many: int = MANY) -> Iterator[Figure]:
    """Give the figure of an act, then of each page at both sizes."""
    TABLE["bench-act"] = Row(route="bench-act", who=Who.STAFF, roles=WORKERS, methods=WRITE)
    with override_settings(ROOT_URLCONF="panah.conf.bench.floor"):
        make_cases(few, now=now)
        officer = _sign_in()
        yield _an_act(officer)
        small = _pages(officer)
        make_cases(many, now=now)
        large = _pages(officer)
    for name, cpu in large.items():
        yield Figure(
            f"{name}, CPU s at {many} cases against {few}", connection.vendor, cpu, small[name], GROWTH_LIMIT
        )


def _sign_in() -> Client:
    client = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
    client.force_login(Account.objects.get(username=OFFICER))
    client.get("/accounts/login/")
    client.get(f"/office/cases/{Item.objects.filter(state='open', queue=SLIP.queue)[0].case_id}/")
    return client


def _an_act(officer: Client) -> Figure:
    first_of_case = Subject.objects.filter(case=OuterRef("case"), pk__lt=OuterRef("subject"))
    ours = Item.objects.filter(case__number__startswith="B/05/")
    waiting = ours.filter(~Exists(first_of_case), state="open", queue=SLIP.queue)
    items = iter(list(waiting.order_by("due_at", "pk")[: ACTS * (TIMES + 1) * 2]))
    token = officer.cookies["panah_csrf"].value

    def said(address: Callable[[Item], str]) -> Callable[[], None]:
        def run() -> None:
            before = Event.objects.count(), Batch.objects.count(), Item.objects.count()
            for _ in range(ACTS):
                item = next(items)
                form = {
                    "item": f"{item.pk}:{item.ver}",
                    "step": SLIP.step,
                    "word": "approved",
                    "key": f"bench-{next(keys)}",
                    "csrfmiddlewaretoken": token,
                }
                answer = officer.post(address(item), form)
                if answer.status_code != 302:
                    raise AssertionError(f"{address(item)}: {answer.status_code}")
            after = Event.objects.count(), Batch.objects.count(), Item.objects.count()
            if after != (before[0] + ACTS, before[1] + ACTS, before[2]):
                raise AssertionError(f"{ACTS} acts wrote other rows than they should: {before} then {after}")

        return run

    floor, subject = alternate(
        said(lambda item: f"/bench/{item.pk}/"), said(lambda item: f"/office/cases/{item.case_id}/decide/")
    )
    return Figure("an act through the web, CPU s", connection.vendor, subject / ACTS, floor / ACTS, ACT_LIMIT)


def _pages(officer: Client) -> dict[str, float]:
    item = Item.objects.filter(state="open", queue=SLIP.queue).order_by("due_at", "pk")[0]
    household = Household.objects.filter(dissolved_on=None).order_by("pk")[7]
    person = Person.objects.order_by("pk")[40]
    addresses = {
        "worklist": "/office/worklist/?tab=unclaimed",
        "case page": f"/office/cases/{item.case_id}/",
        "household page": f"/office/households/{household.household_code}/",
        "search": f"/office/find/?q={person.name}",
    }
    return {name: _visit(officer, address) for name, address in addresses.items()}


def _visit(officer: Client, address: str) -> float:
    backend = backend_pid()
    for _ in range(3):
        answer = officer.get(address)
        if answer.status_code != 200:
            raise AssertionError(f"{address}: {answer.status_code}")
    begun = cpu_seconds(backend)
    for _ in range(VISITS):
        officer.get(address)
    return (cpu_seconds(backend) - begun) / VISITS
