"""Who may come to these addresses: whoever shows a key, which the view asks for."""

from typing import Final

from panah.web.policy import WRITE, Row, Who

ROWS: Final[tuple[Row, ...]] = (Row(route="api:verify", who=Who.ANYBODY, methods=WRITE),)
