"""Who may come to applicants' pages."""

from typing import Final

from panah.web.policy import Row

ROWS: Final[tuple[Row, ...]] = ()
