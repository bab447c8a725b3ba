"""Addresses of rounds."""

from django.urls import path

from panah.web.office.rounds import control

urlpatterns = [
    path("", control.rounds, name="rounds"),
    path("announce/", control.announced, name="round-announced"),
    path("<int:number>/", control.round_page, name="round"),
    path("<int:number>/acknowledge/", control.acknowledged, name="round-acknowledged"),
    path("<int:number>/open/", control.opened, name="round-opened"),
    path("<int:number>/close/", control.closed, name="round-closed"),
]
