"""The engines that compare templates: which of those installed reads an encoder's.

An optional package gives its own by `register_engine` when its application is ready. An engine learns no name, no
case and no reference; it compares one with one, and nothing here searches through everybody.
"""

from panah.biometrics.engines.base import BiometricEngine, Sample

__all__ = ["BiometricEngine", "Sample", "engine_for", "register_engine"]

_engines: list[BiometricEngine] = []


def register_engine(engine: BiometricEngine) -> None:
    """Install an engine; one of the same name is replaced."""
    _engines[:] = [*(one for one in _engines if one.name != engine.name), engine]


def engine_for(sample: Sample) -> BiometricEngine | None:
    """Find the engine that reads a sample; None where nobody here does."""
    return next((one for one in _engines if one.reads(sample)), None)
