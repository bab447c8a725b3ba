"""What is owed and why not, what was paid and who checked it, and what was given back."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, F, Q

from panah.organisation.tables import KEY, AtOnce, check, to
from panah.payments.migrations._tables import LISTS, TILL

CHARGE_STATES = ["due", "agreed", "paid", "exempt", "dropped", "returnable", "refunded"]
STANDING = ["due", "paid", "exempt", "agreed"]


class Migration(AtOnce):
    initial = True
    dependencies = [
        ("casework", "0001_initial"),
        ("evidence", "0001_initial"),
        ("organisation", "0001_initial"),
        ("registry", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *TILL,
        *LISTS,
        migrations.CreateModel(
            "Charge",
            [
                KEY,
                ("case", to("casework.case", "charges")),
                ("subject", to("casework.subject", null=True)),
                ("step", models.CharField(max_length=120)),
                ("fee", models.CharField(max_length=60)),
                ("what", models.CharField(max_length=300)),
                ("rial", models.BigIntegerField()),
                ("payee", models.CharField(max_length=200, default="", db_default="")),
                (
                    "payee_kind",
                    models.CharField(max_length=12, default="treasury", db_default="treasury"),
                ),
                ("account", models.CharField(max_length=60, default="", db_default="")),
                ("tariff", models.CharField(max_length=300, default="", db_default="")),
                ("state", models.CharField(max_length=10, default="due")),
                ("raised_at", models.DateTimeField()),
                ("batch", models.BigIntegerField()),
            ],
            {
                "indexes": [
                    models.Index(fields=["case", "state"], name="payments_charge_case"),
                    models.Index(fields=["batch"], name="payments_charge_batch"),
                ],
                "constraints": [
                    check("payments_charge_asks_something", Q(rial__gt=0)),
                    check("payments_charge_state", Q(state__in=CHARGE_STATES)),
                    models.UniqueConstraint(
                        fields=["case", "step", "fee"],
                        condition=Q(state__in=STANDING, subject=None),
                        name="payments_charge_once",
                    ),
                    models.UniqueConstraint(
                        fields=["subject", "step", "fee"],
                        condition=Q(state__in=STANDING, subject__isnull=False),
                        name="payments_charge_once_each",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "FeeExemption",
            [
                KEY,
                ("charge", to("payments.charge", "exemptions")),
                ("ground", models.CharField(max_length=60)),
                ("text", models.CharField(max_length=500, default="", db_default="")),
                ("proof", to("evidence.upload", null=True)),
                ("state", models.CharField(max_length=10, default="asked")),
                ("asked_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("asked_at", models.DateTimeField()),
                ("decided_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=500, default="", db_default="")),
                ("listed", to("payments.listedexemption", null=True)),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(
                        fields=["charge"], condition=Q(state="asked"), name="payments_exemption_open"
                    ),
                    models.UniqueConstraint(
                        fields=["charge"], condition=Q(state="granted"), name="payments_exemption_granted"
                    ),
                    check(
                        "payments_exemption_four_eyes",
                        Q(decided_by=None) | Q(asked_by=None) | ~Q(asked_by=F("decided_by")),
                    ),
                    check(
                        "payments_exemption_state",
                        Q(decided_at=None, state="asked")
                        | Q(decided_at__isnull=False, state__in=["granted", "refused"]),
                    ),
                    check("payments_exemption_refusal_says_why", ~Q(state="refused") | ~Q(reason="")),
                ]
            },
        ),
        migrations.CreateModel(
            "DepositSlip",
            [
                KEY,
                ("channel", models.CharField(max_length=12)),
                ("into", models.CharField(max_length=200)),
                ("reference", models.CharField(max_length=40)),
                ("case", to("casework.case")),
                ("is_live", models.BooleanField(default=True)),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(
                        fields=["into", "channel", "reference"],
                        condition=Q(is_live=True),
                        name="payments_slip_used_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            "Payment",
            [
                KEY,
                ("charge", to("payments.charge", "payments")),
                ("channel", models.CharField(max_length=12)),
                ("rial", models.BigIntegerField()),
                ("reference", models.CharField(max_length=80)),
                ("proof", to("evidence.upload", null=True)),
                ("slip", to("payments.depositslip", "payments", null=True)),
                ("paid_on", models.DateField()),
                ("state", models.CharField(max_length=10, default="claimed")),
                ("claimed_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("claimed_at", models.DateTimeField()),
                ("checked_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=500, default="", db_default="")),
                ("sender", models.CharField(max_length=80)),
                ("key", models.CharField(max_length=120)),
                ("request_sha", models.CharField(max_length=64)),
                ("terminal", to("payments.terminal", "payments", null=True)),
                ("receipt", to("payments.cashreceipt", "payments", null=True)),
                ("payer", models.CharField(max_length=160, default="", db_default="")),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["claimed_at", "id"],
                        condition=Q(state="claimed"),
                        name="payments_payment_to_check",
                    ),
                    models.Index(fields=["claimed_at"], name="payments_payment_day"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["sender", "key"], name="payments_payment_key"),
                    check("payments_payment_is_money", Q(rial__gt=0)),
                    check(
                        "payments_payment_words",
                        Q(
                            channel__in=["online", "card-receipt", "deposit-slip", "pos", "cash"],
                            state__in=["claimed", "confirmed", "rejected"],
                        ),
                    ),
                    check(
                        "payments_payment_four_eyes",
                        Q(checked_by=None) | Q(claimed_by=None) | ~Q(checked_by=F("claimed_by")),
                    ),
                    check(
                        "payments_payment_is_checked_by_somebody",
                        Q(checked_at=None, state="claimed")
                        | (
                            ~Q(state="claimed")
                            & Q(checked_at__isnull=False)
                            & (Q(channel__in=["online", "pos"]) | Q(checked_by__isnull=False))
                        ),
                    ),
                    check("payments_payment_rejection_says_why", ~Q(state="rejected") | ~Q(reason="")),
                    check(
                        "payments_payment_has_its_source",
                        (~Q(channel="cash") | Q(receipt__isnull=False))
                        & (~Q(channel="pos") | Q(terminal__isnull=False)),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "OnlineAttempt",
            [
                KEY,
                ("charge", to("payments.charge", "attempts")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("rial", models.BigIntegerField()),
                ("state", models.CharField(max_length=10, default="started")),
                ("gateway_ref", models.CharField(max_length=120, default="", db_default="")),
                ("started_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("next_at", models.DateTimeField(null=True)),
                ("asked", models.PositiveSmallIntegerField(default=0)),
                (
                    "payment",
                    models.OneToOneField("payments.payment", PROTECT, null=True, related_name="attempt"),
                ),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["next_at"], condition=Q(next_at__isnull=False), name="payments_attempt_to_ask"
                    )
                ],
                "constraints": [
                    check(
                        "payments_attempt_state",
                        Q(state__in=["started", "verified", "failed", "unknown", "differs"]),
                    ),
                    check(
                        "payments_attempt_has_its_payment",
                        ~Q(state__in=["verified", "differs"]) | Q(payment__isnull=False),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "Refund",
            [
                KEY,
                ("charge", to("payments.charge", "refunds")),
                ("rial", models.BigIntegerField()),
                ("reason", models.CharField(max_length=500)),
                ("decided_by", to(settings.AUTH_USER_MODEL)),
                ("at", models.DateTimeField()),
                ("sender", models.CharField(max_length=80)),
                ("key", models.CharField(max_length=120)),
                ("request_sha", models.CharField(max_length=64)),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["sender", "key"], name="payments_refund_key"),
                    check("payments_refund_says_why", Q(rial__gt=0) & ~Q(reason="")),
                ]
            },
        ),
    ]
