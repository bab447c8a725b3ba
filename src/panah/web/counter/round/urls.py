"""Addresses of the counter of a round."""

from django.urls import path

from panah.web.counter.round import alone, capturing, excusing, money, screen, sending

urlpatterns = [
    path("<int:case_id>/", screen.household, name="round"),
    path("<int:case_id>/keep/", sending.keep, name="round-keep"),
    path("<int:case_id>/send/", sending.send, name="round-send"),
    path("<int:case_id>/changed/", sending.changed, name="round-changed"),
    path("<int:case_id>/fault/", sending.fault, name="round-fault"),
    path("<int:case_id>/capture/", capturing.capture, name="round-capture"),
    path("<int:case_id>/pulse/", capturing.pulse, name="round-pulse"),
    path("<int:case_id>/portrait/", capturing.portrait, name="round-portrait"),
    path("<int:case_id>/photo/<int:person>/", capturing.photo, name="round-photo"),
    path("<int:case_id>/excuse/", excusing.excuse, name="round-excuse"),
    path("<int:case_id>/alone/<int:subject>/", alone.alone, name="round-alone"),
    path("<int:case_id>/pay/", money.pay, name="round-pay"),
]
