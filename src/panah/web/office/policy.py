"""Who may come to office pages."""

from typing import Final

from panah.web.policy import Row

ROWS: Final[tuple[Row, ...]] = ()
