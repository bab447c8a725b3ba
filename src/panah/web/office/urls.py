"""Addresses of staff pages."""

from django.urls import path

from panah.web.office import bulk, case, find, handing, household, money, today, work

app_name = "office"

urlpatterns = [
    path("", today.today, name="today"),
    path("worklist/", work.work, name="work"),
    path("worklist/confirm/", bulk.confirm, name="confirm"),
    path("worklist/act/", bulk.act_on_many, name="act"),
    path("cases/<int:case>/", case.case, name="case"),
    path("cases/<int:case>/decide/", case.decide, name="decide"),
    path("cases/<int:case>/claim/", handing.claim_item, name="claim"),
    path("cases/<int:case>/assign/", handing.assign_item, name="assign"),
    path("households/<str:household>/", household.household, name="household"),
    path("find/", find.find, name="find"),
    path("money/", money.money, name="money"),
    path("money/payments/<int:payment>/", money.check, name="check"),
    path("money/exemptions/<int:exemption>/", money.waive, name="waive"),
]
