"""Who may come to the pages that need no account: everybody, to read; and the border post to say who crossed."""

from typing import Final

from panah.web.policy import BOTH, Row, Who

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
    "lists:root-certificate",
    "lists:certificate",
    "lists:trust",
    "lists:status",
    "lists:numbers",
    "lists:worker",
    "lists:app",
    "public:track",
    "public:prices",
    "public:overcharge",
    "public:draw",
    "public:draw-list",
    "public:help",
    "public:rights",
    "public:accessibility",
    "public:kit",
    "public:kit-office",
)

_BORDER: Final = frozenset({"border"})

ROWS: Final[tuple[Row, ...]] = (
    *(Row(route=name, who=Who.ANYBODY) for name in _PAGES),
    Row(route="public:overcharged", who=Who.ANYBODY, methods=BOTH),
    Row(route="lists:border", who=Who.STAFF, roles=_BORDER),
    Row(route="lists:crossings", who=Who.STAFF, roles=_BORDER, methods=BOTH),
)
