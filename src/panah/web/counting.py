"""How often a question without a name may be asked: by one address, by its neighbours, by the whole world.

What is counted stands under a keyed digest that says nothing of the address, in the installation's cache, and is
gone after its hour. Two who ask in the same instant may be counted once: these are brakes, not locks.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

NEIGHBOURS = {4: 24, 6: 48}
"""How much of an address its neighbours share, by its version."""
EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Brake:
    """So many times within so long, counted in fixed spans; `name` keeps it apart from other brakes."""

    name: str
    most: int
    within: timedelta

    def press(self, who: str, *, now: datetime) -> bool:
        """Count once more for somebody; whether they are still within the measure."""
        key = self._key(who, now)
        if cache.add(key, 1, timeout=2 * self.within.total_seconds()):
            return self.most >= 1
        try:
            return int(cache.incr(key)) <= self.most
        except ValueError:  # the span ended between the two
            return True

    def counted(self, who: str, *, now: datetime) -> int:
        """How often it was pressed for somebody in this span."""
        return int(cache.get(self._key(who, now), 0))

    def is_free(self, who: str, *, now: datetime) -> bool:
        """Whether somebody may still press it in this span; nothing is counted."""
        return self.counted(who, now=now) < self.most

    def _key(self, who: str, now: datetime) -> str:
        span = int(now.timestamp() // self.within.total_seconds())
        digest = salted_hmac(f"panah.{self.name}", f"{span} {who}", algorithm="sha256").hexdigest()
        return f"{self.name}:{digest}"


def address_of(request: HttpRequest) -> str:
    """Who asks; a real installation stands behind a proxy, which writes the last address of the list itself."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if settings.PANAH_DEMO:
        return direct
    return str(request.META.get("HTTP_X_FORWARDED_FOR", direct)).rpartition(",")[2].strip()


def neighbourhood_of(address: str) -> str:
    """The range an address lies in, as providers hand them out: who has one has them all. Itself where it is none."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    mapped = None if isinstance(found, IPv4Address) else found.ipv4_mapped
    found = mapped or found
    return str(ip_network(f"{found}/{NEIGHBOURS[found.version]}", strict=False))
