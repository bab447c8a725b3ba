"""Addresses of the counter."""

from django.urls import include, path

from panah.web.counter import again, case, evidence, find, objecting, paying, request, telling
from panah.web.counter.round import urls as round_urls

app_name = "counter"
urlpatterns = [
    path("", find.home, name="home"),
    path("households/<int:household_id>/", request.write_down, name="request"),
    path("households/<int:household_id>/check/", request.check, name="check"),
    path("households/<int:household_id>/ask/<slug:slug>/", request.write_down, name="request-of"),
    path("households/<int:household_id>/ask/<slug:slug>/check/", request.check, name="check-of"),
    path("households/<int:household_id>/telling/", telling.telling, name="telling"),
    path("cases/<int:case_id>/", case.case, name="case"),
    path("cases/<int:case_id>/pay/", paying.pay, name="pay"),
    path("cases/<int:case_id>/exempt/", paying.exempt, name="exempt"),
    path("cases/<int:case_id>/leave-out/", case.leave_out, name="leave-out"),
    path("cases/<int:case_id>/certificate/", case.certificate, name="certificate"),
    path("cases/<int:case_id>/hand/", case.hand, name="hand"),
    path("cases/<int:case_id>/take-back/", case.take_back, name="take-back"),
    path("cases/<int:case_id>/evidence/<int:upload>/", evidence.evidence, name="evidence"),
    path("held/<int:held>/", evidence.held, name="held"),
    path("cases/<int:case_id>/paper/<int:paper>.pdf", case.paper, name="paper"),
    path("cases/<int:case_id>/again/<slug:start>/", again.again, name="again"),
    path("cases/<int:case_id>/object/<int:decision>/", objecting.object_to, name="object"),
    path("round/", include(round_urls.urlpatterns)),
]
