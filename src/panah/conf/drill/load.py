"""Work as a bureau does it: trips are looked at, their fee is written down and found, until the time is over."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from random import Random
from threading import Event, Thread

from django.db import Error, close_old_connections, connection

from panah.casework.models import Item
from panah.conf import demo_trips
from panah.conf.drill.hands import Officer
from panah.foundation.clock import local_date
from panah.foundation.jalali import to_jalali
from panah.payments.models import Charge, Payment

EXPERT, CHECKER, CLERK = "bureau-expert", "payment-checker", "service-clerk-{}"


def open_trips(count: int, *, now: datetime) -> list[int]:
    """Let clerks ask for so many trips, or as many as there are families; gives the cases."""
    random = Random(count)  # noqa: S311  # made-up trips, not secrets
    families = islice(demo_trips.families(random), count)
    return [demo_trips.ask(random, *family, now).pk for family in families]


@dataclass(slots=True)
class Load:
    """Three people at work at once over the pages of `address`, until `over`."""

    address: str
    offices: list[str]
    over: Event = field(default_factory=Event)
    officers: dict[str, Officer] = field(default_factory=dict)
    threads: list[Thread] = field(default_factory=list)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Let everybody work until the end, and finish the page in hand."""
        self._begin()
        try:
            yield
        finally:
            self.over.set()
            for thread in self.threads:
                thread.join()

    def _begin(self) -> None:
        for username in (EXPERT, CHECKER, *(CLERK.format(code) for code in self.offices)):
            self.officers[username] = Officer(self.address, username, self.over)
            self.officers[username].sign_in()
        for work in (self._look, self._receive, self._find):
            self.threads.append(Thread(target=self._keep_on, args=(work,)))
        for thread in self.threads:
            thread.start()

    def _keep_on(self, work: Callable[[], Iterator[None]]) -> None:
        while not self.over.is_set():
            with suppress(Error):
                close_old_connections()
                for _ in work():
                    if self.over.is_set():
                        break
            connection.close()
            time.sleep(0.2)

    def _look(self) -> Iterator[None]:
        """The expert looks at each traveller and finds nothing against it."""
        items = Item.objects.filter(state="open", step=demo_trips.LOOK).order_by("pk")[:20]
        for item in list(items):
            form = {
                "item": f"{item.pk}:{item.ver}",
                "step": item.step,
                "word": "approved",
                "key": f"drill-look-{item.pk:08}",
            }
            self.officers[EXPERT].do(f"look {item.pk}", f"/office/cases/{item.case_id}/decide/", form)
            yield

    def _receive(self) -> Iterator[None]:
        """A clerk writes down the receipt of the card reader."""
        due = (
            Charge.objects.filter(state="due", payments__isnull=True)
            .select_related("case__office")
            .order_by("pk")[:20]
        )
        for charge in list(due):
            clerk = self.officers[CLERK.format(charge.case.office.code)]
            day = to_jalali(local_date(charge.raised_at))
            form = {
                "channel": "card-receipt",
                "reference": f"77{charge.pk:08}",
                "paid_on_day": str(day.day),
                "paid_on_month": str(day.month),
                "paid_on_year": str(day.year),
                "key": f"drill-receipt-{charge.pk:08}",
            }
            clerk.do(f"receipt {charge.pk}", f"/counter/cases/{charge.case_id}/pay/", form)
            yield

    def _find(self) -> Iterator[None]:
        """The bureau finds the money on the account."""
        for payment in list(Payment.objects.filter(state="claimed").order_by("pk")[:20]):
            self.officers[CHECKER].do(
                f"find {payment.pk}", f"/office/money/payments/{payment.pk}/", {"found": "yes"}
            )
            yield
