"""What the installed product gives the engine."""

from panah.casework import registrations
from panah.notifications import operations as notifications
from panah.payments import operations as payments


def test_the_engine_asks_payments_for_charges_and_tells_both_what_happened() -> None:
    assert registrations.charging() is payments.raise_charges
    assert {payments.honour_exempt_words, notifications.news_of_items} <= set(registrations.after_open())
    assert {payments.close_charges, notifications.news_of_ends} <= set(registrations.after_end())
    assert registrations.job("told") is notifications.deliver_news
