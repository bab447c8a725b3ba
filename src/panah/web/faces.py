"""The rows of every face, in one place."""

from typing import Final

from panah.web.account.policy import ROWS as ACCOUNT
from panah.web.api.policy import ROWS as API
from panah.web.counter.policy import ROWS as COUNTER
from panah.web.gateways.policy import ROWS as GATEWAYS
from panah.web.office.policy import ROWS as OFFICE
from panah.web.policy import Row
from panah.web.public.policy import ROWS as PUBLIC
from panah.web.signin.policy import ROWS as SIGNIN

ROWS: Final[tuple[tuple[Row, ...], ...]] = (PUBLIC, SIGNIN, ACCOUNT, OFFICE, COUNTER, GATEWAYS, API)
"""Each face names its own routes; a new face adds its rows here."""
