"""Where this installation is reached from outside."""

from django.conf import settings


def site() -> str:
    """The address people reach it by (`PANAH_SITE`), without a slash at its end."""
    found: object = getattr(settings, "PANAH_SITE", "")
    return str(found or "http://localhost:8000").rstrip("/")


def verify_page() -> str:
    """The address of the verifier's page, before whose `#` a printed code stands (`PANAH_VERIFY`).

    A short host of its own that leads to `/verify` makes a smaller code: `https://v.example.ir`.
    """
    found: object = getattr(settings, "PANAH_VERIFY", "")
    return str(found).rstrip("/") if found else f"{site()}/verify"


def status_address(shard: int) -> str:
    """The address of a shard of the status lists."""
    return f"{verify_page()}/s/{shard}"
