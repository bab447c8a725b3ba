"""The errors the core may raise: a stable code with parameters, put into words only at the edge."""


class PanahError(Exception):
    """Something a person may be told: `code` is stable and hyphenated, `params` fill in its sentence."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code} ({told})" if told else self.code

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (type(self), self.code, self.params)


class InvalidInput(PanahError):
    """What was typed or sent cannot be read or cannot be right."""


class NotAllowed(PanahError):
    """The actor has no authority for this act on this object."""


class NotFound(PanahError):
    """There is no such thing within what the actor may see."""


class Stale(PanahError):
    """Somebody else has acted since this was read; nothing was overwritten."""


class Conflict(PanahError):
    """The act contradicts what already stands, such as a second use of the same key for another request."""


def _rebuilt(kind: type[PanahError], code: str, params: dict[str, object]) -> PanahError:
    return kind(code, **params)
