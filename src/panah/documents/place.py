"""Where this installation is reached from outside."""

from django.conf import settings


def site() -> str:
    """The address people reach it by (`PANAH_SITE`), without a slash at its end."""
    found: object = getattr(settings, "PANAH_SITE", "")
    return str(found or "http://localhost:8000").rstrip("/")


def verify_address(code: str) -> str:
    """The address a paper's code square leads to."""
    return f"{site()}/verify?n={code}"
