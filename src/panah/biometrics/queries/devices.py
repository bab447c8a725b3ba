"""Devices as their messages meet them."""

from django.conf import settings

from panah.biometrics.models import Device
from panah.biometrics.rules.tickets import device_secret


def secret_of(code: str) -> str:
    """Give what the device of a code signs with, whether there is one or not; empty where the installation has none."""
    return device_secret(settings.PANAH_GATEWAY_SECRET, code) if settings.PANAH_GATEWAY_SECRET else ""


def is_in_use(code: str) -> bool:
    """Whether a device of this code is registered and not retired."""
    return Device.objects.filter(code=code, retired_at=None).exists()
