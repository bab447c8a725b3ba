"""Addresses of the pages that need no account; they carry a language prefix except in Persian."""

from django.urls import path

from panah.web.public import (
    catalogue,
    draw,
    home,
    kit,
    papers,
    plain_pages,
    prices,
    service,
    services,
    track,
    verify,
)

app_name = "public"

urlpatterns = [
    path("", home.home, name="home"),
    path("services/", services.services, name="services"),
    path("services/<slug:slug>/", service.service, name="service"),
    path("services/<slug:slug>/form.pdf", papers.form_pdf, name="service-form"),
    path("services/<slug:slug>/process.bpmn", papers.process_bpmn, name="service-process"),
    path("permits/", catalogue.catalogue, name="catalogue"),
    path("verify", verify.verify, name="verify"),
    path("track/", track.track, name="track"),
    path("prices/", prices.prices, name="prices"),
    path("prices/overcharged/", prices.overcharged, name="overcharged"),
    path("prices/reports/<str:reference>/", prices.report, name="overcharge"),
    path("draws/<slug:slug>/<slug:province>/", draw.draw, name="draw"),
    path("draws/<slug:slug>/<slug:province>/list.txt", draw.draw_list, name="draw-list"),
    path("help/", plain_pages.help_page, name="help"),
    path("rights/", plain_pages.rights, name="rights"),
    path("accessibility/", plain_pages.accessibility, name="accessibility"),
    path("kit/", kit.kit, name="kit"),
    path("kit/office/", kit.office, name="kit-office"),
]
