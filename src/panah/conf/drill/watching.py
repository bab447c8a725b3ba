"""What was started is watched until it answers; who ends by itself or stays silent is named with its last words."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from panah.conf.drill.processes import Breakable

STARTS_WITHIN = 90.0
MOMENT = 0.1


class StaysSilent(RuntimeError):
    """Something ended that nobody killed, or did not answer in time; the message holds what everybody wrote last."""


@dataclass(slots=True)
class Watch:
    """Start and kill by name; `took` keeps how many seconds passed from each start to the first answer."""

    targets: Mapping[str, Breakable]
    took: dict[str, list[float]] = field(default_factory=dict)
    _started: dict[str, float] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start it and measure until it answers."""
        self.targets[name].start()
        self._started[name] = time.monotonic()

    def kill(self, name: str) -> None:
        """Kill it, whether it answered already or not."""
        self._started.pop(name, None)
        self.targets[name].kill()

    def wait(self, name: str) -> None:
        """Wait until it answers; raises StaysSilent."""
        while name in self._started:
            self._look()
            time.sleep(MOMENT)

    def pause(self, seconds: float) -> None:
        """Let everything work for so long; raises StaysSilent."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._look()
            time.sleep(min(MOMENT, left))

    def _look(self) -> None:
        for name, target in self.targets.items():
            if target.has_ended():
                raise StaysSilent(self._complaint(f"{name} ended by itself"))
        for name, since in list(self._started.items()):
            if self.targets[name].answers():
                self.took.setdefault(name, []).append(round(time.monotonic() - since, 2))
                del self._started[name]
            elif time.monotonic() - since > STARTS_WITHIN:
                raise StaysSilent(
                    self._complaint(f"{name} did not answer within {STARTS_WITHIN:.0f} seconds")
                )

    def _complaint(self, what: str) -> str:
        words = (f"--- {name} ---\n{target.says()}" for name, target in self.targets.items())
        return "\n".join((what, *words))
