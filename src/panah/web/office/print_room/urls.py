"""Addresses of the print room."""

from django.urls import path

from panah.web.office.print_room import arrivals, batch, room, stock

urlpatterns = [
    path("", room.room, name="print"),
    path("batches/", room.made, name="print-made"),
    path("batches/<int:batch>/", batch.batch, name="print-batch"),
    path("batches/<int:batch>/retry/", batch.retried, name="print-retry"),
    path("batches/<int:batch>/scan/", batch.scan, name="print-scan"),
    path("batches/<int:batch>/sheets/<int:sheet>/printed/", batch.printed, name="print-printed"),
    path("sheets/<int:sheet>.pdf", batch.sheet, name="print-sheet"),
    path("cards/<int:item>/spoiled/", room.spoiled, name="print-spoil"),
    path("cards/<int:item>/returned/", arrivals.returned, name="print-returned"),
    path("boxes/", room.sent, name="print-send"),
    path("arrivals/", arrivals.arrivals, name="print-arrivals"),
    path("arrivals/taken-in/", arrivals.taken_in, name="print-arrived"),
    path("stock/", stock.stock, name="print-stock"),
    path("stock/done/", stock.done, name="print-stock-done"),
]
