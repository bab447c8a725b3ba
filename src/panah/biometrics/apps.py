"""Django's entry to the package."""

from django.apps import AppConfig
from django.conf import settings


class BiometricsConfig(AppConfig):
    """The application of biometrics."""

    name = "panah.biometrics"
    label = "biometrics"

    def ready(self) -> None:
        """Give the engine of cases the conditions of an identity check, and a demo the simulated encoder."""
        from panah.biometrics import conditions  # noqa: PLC0415  # models must be loaded first
        from panah.biometrics.engines import register_engine  # noqa: PLC0415  # the same
        from panah.biometrics.engines.simulator import SimulatedEngine  # noqa: PLC0415  # the same

        conditions.register()
        if settings.PANAH_DEMO:
            register_engine(SimulatedEngine())
