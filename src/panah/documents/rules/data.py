"""What a face is filled with: plain values in tables and lists."""

from collections.abc import Mapping, Sequence
from typing import Final

type Data = Mapping[str, Value]
"""The data of a face, or a part of it."""
type Value = str | int | bool | Sequence[Value] | Data | None
"""One value of the data."""

PORTRAIT: Final = "portrait"
"""Where a sheet names the place of the bearer's portrait in the file storage; it is drawn, never written."""
