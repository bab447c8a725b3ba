"""Writing to evidence: one file per thing somebody does."""

from panah.evidence.operations.handing_in import hand_in, hand_in_held
from panah.evidence.operations.holding import adopt, forget_held, hold, let_go
from panah.evidence.operations.looking import Opened, look_at, look_at_held

__all__ = [
    "Opened",
    "adopt",
    "forget_held",
    "hand_in",
    "hand_in_held",
    "hold",
    "let_go",
    "look_at",
    "look_at_held",
]
