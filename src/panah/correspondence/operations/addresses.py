"""The organisations letters are written to, and where the exchange reaches them."""

from datetime import datetime
from typing import Final

from panah.casework.engine.authority import Actor
from panah.correspondence.models import Correspondent
from panah.correspondence.roles import SECRETARIES
from panah.foundation.errors import InvalidInput, NotAllowed
from panah.foundation.persian import clean, fold

LONGEST_NAME: Final = 200
LONGEST_CODE: Final = 40


def keep_correspondent(*, name: str, code: str, actor: Actor, now: datetime) -> Correspondent:
    """Write down an organisation and its address in the exchange, or change it; a name in any spelling is one.

    Raises NotAllowed("not-yours-to-register"), InvalidInput (`name-missing`, `code-unreadable`).
    """
    if actor.scope is None or not actor.scope.roles & SECRETARIES:
        raise NotAllowed("not-yours-to-register")
    plain, address = clean(name), clean(code)
    if not 0 < len(plain) <= LONGEST_NAME:
        raise InvalidInput("name-missing", most=LONGEST_NAME)
    if len(address) > LONGEST_CODE or not address.isascii():
        raise InvalidInput("code-unreadable", most=LONGEST_CODE)
    made, _ = Correspondent.objects.update_or_create(
        folded=fold(plain),
        defaults={"name": plain, "code": address, "entered_by_id": actor.account_id, "entered_at": now},
    )
    return made
