"""Addresses of signing in; allauth's views under allauth's names, and only those there is a use for."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import path

from panah.web.signin import key_views, unsent, views

urlpatterns = [
    path("", account.login, name="account_login"),
    path("arrive/", views.arrive, name="arrive"),
    path("unsent/", unsent.unsent, name="unsent"),
    path("out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("no-sign-up/", views.nothing_here, name="account_signup"),
    path("no-reset/", views.nothing_here, name="account_reset_password"),
    path("no-email/", views.nothing_here, name="account_email"),
    path("no-password/", views.nothing_here, name="account_set_password"),
    path("second/", mfa.index, name="mfa_index"),
    path("second/code/", mfa.authenticate, name="mfa_authenticate"),
    path("second/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("second/app/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("second/keys/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("second/keys/add/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("second/keys/again/", key_views.say_again_by_key, name="mfa_reauthenticate_webauthn"),
    path("second/keys/login/", key_views.enter_by_key, name="mfa_login_webauthn"),
    path("second/keys/<int:pk>/off/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("second/keys/<int:pk>/name/", keys.edit_webauthn, name="mfa_edit_webauthn"),
]
