"""Who may come to the pages of signing in: the door is open, what lies behind it needs an account."""

from typing import Final

from panah.web.policy import BOTH, READ, Row, Who

_OPEN: Final = (
    ("account_login", BOTH),
    ("account_inactive", READ),
    ("account_signup", BOTH),
    ("account_reset_password", BOTH),
    ("account_email", BOTH),
    ("account_set_password", BOTH),
    ("mfa_authenticate", BOTH),
    ("mfa_login_webauthn", BOTH),
    ("account_logout", BOTH),
)
_SIGNED_IN: Final = (
    ("arrive", READ),
    ("unsent", READ),
    ("account_reauthenticate", BOTH),
    ("account_change_password", BOTH),
    ("mfa_index", READ),
    ("mfa_reauthenticate", BOTH),
    ("mfa_activate_totp", BOTH),
    ("mfa_deactivate_totp", BOTH),
    ("mfa_view_recovery_codes", READ),
    ("mfa_generate_recovery_codes", BOTH),
    ("mfa_download_recovery_codes", READ),
    ("mfa_list_webauthn", READ),
    ("mfa_add_webauthn", BOTH),
    ("mfa_reauthenticate_webauthn", BOTH),
    ("mfa_remove_webauthn", BOTH),
    ("mfa_edit_webauthn", BOTH),
)

ROWS: Final[tuple[Row, ...]] = (
    *(Row(route=name, who=Who.ANYBODY, methods=methods) for name, methods in _OPEN),
    *(Row(route=name, who=Who.SIGNED_IN, methods=methods) for name, methods in _SIGNED_IN),
)
"""A key of somebody else answers as one that is not there: allauth looks among one's own (`<int:pk>`)."""
