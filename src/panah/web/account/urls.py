"""Addresses of applicants' pages."""

from django.urls import path

from panah.web.account import (
    acts,
    again,
    apply,
    case,
    evidence,
    home,
    looks,
    news,
    objecting,
    paying,
    staying,
    wallet,
    words,
)

app_name = "account"
urlpatterns = [
    path("", home.home, name="home"),
    path("messages/", news.messages, name="messages"),
    path("looks/", looks.looks, name="looks"),
    path("apply/<slug:slug>/", apply.begin, name="apply"),
    path("apply/<slug:slug>/check/", apply.check, name="apply-check"),
    path("apply/<slug:slug>/<slug:page>/", apply.page, name="apply-page"),
    path("cases/<int:case_id>/", case.case, name="case"),
    path("cases/<int:case_id>/sent/", case.sent, name="sent"),
    path("cases/<int:case_id>/withdraw/", acts.withdraw, name="withdraw"),
    path("cases/<int:case_id>/leave-out/<int:subject>/", acts.leave_out, name="leave-out"),
    path("cases/<int:case_id>/amend/<int:item>/", acts.amend, name="amend"),
    path("cases/<int:case_id>/items/<int:item>/<slug:word>/", words.say, name="word"),
    path("cases/<int:case_id>/stay/<int:subject>/", staying.staying, name="stay"),
    path("cases/<int:case_id>/certificate/", acts.certificate, name="certificate"),
    path("cases/<int:case_id>/collect/", acts.collect, name="collect"),
    path("cases/<int:case_id>/paper/<int:paper>/", wallet.wallet, name="wallet"),
    path("cases/<int:case_id>/paper/<int:paper>.pdf", case.paper, name="paper"),
    path("cases/<int:case_id>/kept/<int:kept>.pdf", case.receipt, name="receipt"),
    path("cases/<int:case_id>/evidence/<int:upload>/", evidence.evidence, name="evidence"),
    path("held/<int:held>/", evidence.held, name="held"),
    path("cases/<int:case_id>/pay/", paying.pay, name="pay"),
    path("cases/<int:case_id>/pay/online/", paying.pay_online, name="pay-online"),
    path("cases/<int:case_id>/pay/back/", paying.paid, name="paid"),
    path("cases/<int:case_id>/exempt/", paying.exempt, name="exempt"),
    path("cases/<int:case_id>/object/<int:decision>/", objecting.object_to, name="object"),
    path("cases/<int:case_id>/again/<slug:start>/", again.again, name="again"),
]
