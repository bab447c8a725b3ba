"""Who may come to the pages that need no account: everybody, to read."""

from typing import Final

from panah.web.policy import Row, Who

_PAGES: Final = (
    "healthz",
    "public:home",
    "public:services",
    "public:service",
    "public:service-form",
    "public:service-process",
    "public:catalogue",
    "public:verify",
    "lists:root",
    "lists:trust",
    "lists:status",
    "lists:numbers",
    "public:track",
    "public:help",
    "public:rights",
    "public:accessibility",
    "public:kit",
    "public:kit-office",
)

ROWS: Final[tuple[Row, ...]] = tuple(Row(route=name, who=Who.ANYBODY) for name in _PAGES)
