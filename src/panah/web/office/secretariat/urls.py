"""Addresses of the secretariat, below /office/secretariat/."""

from django.urls import path

from panah.web.office.secretariat import (
    acting,
    addresses,
    exchange,
    incoming,
    letter,
    lists,
    rights,
    scans,
    signing,
    waiting,
    writing,
)

urlpatterns = [
    path("", waiting.waiting, name="secretariat"),
    path("letters/", lists.letters, name="register"),
    path("letters/<int:letter>/", letter.letter, name="letter"),
    path("letters/<int:letter>/letter.pdf", letter.pdf, name="letter-pdf"),
    path("letters/<int:letter>/refer/", acting.refer_letter, name="letter-refer"),
    path("letters/<int:letter>/fact/", acting.fact, name="letter-fact"),
    path("letters/<int:letter>/void/", acting.void, name="letter-void"),
    path("referrals/<int:referral>/", acting.done, name="referral-done"),
    path("new/", writing.new, name="letter-new"),
    path("drafts/<int:draft>/", signing.draft, name="draft"),
    path("drafts/<int:draft>/draft.pdf", signing.pdf, name="draft-pdf"),
    path("drafts/<int:draft>/edit/", writing.edit, name="draft-edit"),
    path("drafts/<int:draft>/sign/", signing.sign, name="draft-sign"),
    path("drafts/<int:draft>/pass/", signing.pass_on, name="draft-pass"),
    path("in/", incoming.register, name="letter-in"),
    path("arrivals/<int:arrival>/", incoming.from_exchange, name="arrival"),
    path("arrivals/<int:arrival>/letter.pdf", exchange.arrival_pdf, name="arrival-pdf"),
    path("arrivals/<int:arrival>/refuse/", exchange.refuse, name="arrival-refuse"),
    path("arrivals/bring/", exchange.bring, name="arrival-bring"),
    path("dispatches/<int:dispatch>/letter.xml", exchange.envelope, name="dispatch-file"),
    path("dispatches/<int:dispatch>/", exchange.dispatch_acted, name="dispatch-act"),
    path("scans/", scans.scans, name="scans"),
    path("scans/<int:scan>/", scans.scan, name="scan"),
    path("scans/<int:scan>/match/", scans.match, name="scan-match"),
    path("scans/matches/<int:match>/", scans.look, name="scan-look"),
    path("rights/", rights.rights, name="signing-rights"),
    path("rights/tokens/", rights.token, name="signing-token"),
    path("rights/<int:right>/", rights.take_back, name="right-back"),
    path("addresses/", addresses.addresses, name="addresses"),
]
