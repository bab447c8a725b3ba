"""Who may reach the pages of the print room."""

from typing import Final

from panah.documents.queries.print_room import PRINTERS, RECEIVERS
from panah.web.policy import WRITE, Row, Who

HERE: Final = PRINTERS
AT_OFFICE: Final = RECEIVERS

ROWS: Final = (
    *(
        Row(route=f"office:{route}", who=Who.STAFF, roles=HERE, purpose="service")
        for route in ("print", "print-batch", "print-sheet", "print-stock")
    ),
    *(
        Row(route=f"office:{route}", who=Who.STAFF, roles=HERE, methods=WRITE, purpose="service")
        for route in (
            "print-made",
            "print-retry",
            "print-printed",
            "print-scan",
            "print-send",
            "print-stock-done",
        )
    ),
    Row(route="office:print-arrivals", who=Who.STAFF, roles=AT_OFFICE, purpose="service"),
    Row(route="office:print-arrived", who=Who.STAFF, roles=AT_OFFICE, methods=WRITE, purpose="service"),
    Row(route="office:print-returned", who=Who.STAFF, roles=AT_OFFICE, methods=WRITE, purpose="service"),
    Row(route="office:print-spoil", who=Who.STAFF, roles=AT_OFFICE, methods=WRITE, purpose="service"),
)
