"""What the installed product gives the engine."""

from panah.casework import registrations
from panah.notifications import operations as notifications
from panah.payments import operations as payments


def test_the_engine_asks_payments_for_charges_and_tells_both_what_happened() -> None:
    assert registrations.charging() is payments.raise_charges
    assert {payments.honour_exempt_words, notifications.news_of_items} <= set(registrations.after_open())
    assert {payments.close_charges, notifications.news_of_ends} <= set(registrations.after_end())
    assert registrations.job("told") is notifications.deliver_news


def test_everything_a_departure_asks_for_is_given() -> None:
    for name in (
        "suspend",
        "reinstate",
        "invalidate",
        "hold",
        "release",
        "hand",
        "end-status",
        "restore-status",
    ):
        assert callable(registrations.effect(name))
    for name in ("issue", "record-in-najva", "correct-in-najva", "tell-border"):
        assert callable(registrations.job(name))
    for name in ("minor", "guardians-decided", "guardians-ready"):
        assert callable(registrations.condition(name))
    assert callable(registrations.group("minors-of"))
