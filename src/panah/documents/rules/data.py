"""What a face is filled with: plain values in tables and lists."""

from collections.abc import Mapping, Sequence
from typing import Final

type Data = Mapping[str, Value]
"""The data of a face, or a part of it."""
type Value = str | int | bool | Sequence[Value] | Data | None
"""One value of the data."""

TOKEN: Final = "token"  # noqa: S105  # a word of a sheet, not a secret
"""Where a sheet keeps the signed token whose square it shows; it is compared and carried, never written."""
PORTRAIT: Final = "portrait"
"""Where a sheet names the place of the bearer's portrait in the file storage; it is drawn, never written."""
