"""Addresses of rounds."""

from django.urls import path

from panah.web.office.rounds import calling, control, day_list, excuses, visits

urlpatterns = [
    path("", control.rounds, name="rounds"),
    path("announce/", control.announced, name="round-announced"),
    path("excuses/", excuses.excuses, name="round-excuses"),
    path("excuses/confirmed/", excuses.seconded, name="round-seconded"),
    path("<int:number>/", control.round_page, name="round"),
    path("<int:number>/acknowledge/", control.acknowledged, name="round-acknowledged"),
    path("<int:number>/open/", control.opened, name="round-opened"),
    path("<int:number>/close/", control.closed, name="round-closed"),
    path("<int:number>/calling/", calling.calling, name="round-calls"),
    path("<int:number>/calling/times/", calling.times, name="round-times"),
    path("<int:number>/calling/promise/", calling.promised, name="round-promise"),
    path("<int:number>/calling/draw/", calling.drawn, name="round-draw"),
    path("<int:number>/calling/rest/", calling.rest, name="round-rest"),
    path("appointments/", day_list.appointments, name="appointments"),
    path("appointments/closed/", day_list.closed, name="appointments-closed"),
    path("appointments/<int:number>/", visits.appointment, name="appointment"),
    path("appointments/<int:number>/act/", visits.acted, name="appointment-act"),
    path("cases/<int:case>/visit/", visits.visit, name="visit"),
]
