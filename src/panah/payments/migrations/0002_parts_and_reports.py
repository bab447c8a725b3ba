"""Paying in parts, and reports of having paid too much."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from panah.organisation.tables import KEY, AtOnce, check, to


class Migration(AtOnce):
    dependencies = [
        ("payments", "0001_initial"),
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "InstalmentPlan",
            [
                KEY,
                ("charge", to("payments.charge", "plans")),
                ("agreed_by", to(settings.AUTH_USER_MODEL)),
                ("agreed_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=300)),
                ("stands", models.BooleanField(default=True)),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(
                        fields=["charge"], condition=Q(stands=True), name="payments_plan_one_stands"
                    ),
                    check("payments_plan_says_why", ~Q(reason="")),
                ]
            },
        ),
        migrations.CreateModel(
            "Instalment",
            [
                KEY,
                ("plan", to("payments.instalmentplan", "parts")),
                ("due_on", models.DateField()),
                ("rial", models.BigIntegerField()),
                ("reminded_at", models.DateTimeField(null=True)),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["due_on"], condition=Q(reminded_at=None), name="payments_part_to_remind"
                    )
                ],
                "constraints": [
                    check("payments_part_is_money", Q(rial__gt=0)),
                    models.UniqueConstraint(fields=["plan", "due_on"], name="payments_part_once_a_day"),
                ],
            },
        ),
        migrations.CreateModel(
            "HeldList",
            [
                KEY,
                ("token", models.CharField(max_length=43, unique=True)),
                ("account", to(settings.AUTH_USER_MODEL)),
                ("name", models.CharField(max_length=120, default="", db_default="")),
                ("sealed", models.BinaryField()),
                ("held_at", models.DateTimeField()),
            ],
            {"indexes": [models.Index(fields=["held_at"], name="payments_held_age")]},
        ),
        migrations.CreateModel(
            "OverchargeReport",
            [
                KEY,
                ("reference", models.CharField(max_length=16, unique=True)),
                ("office", to("organisation.office", null=True)),
                ("service", models.CharField(max_length=80, default="", db_default="")),
                ("happened_on", models.DateField()),
                ("rial", models.BigIntegerField()),
                ("words", models.BinaryField(default=bytes)),
                ("contact", models.BinaryField(default=bytes)),
                ("at", models.DateTimeField()),
                ("answer", models.CharField(max_length=1000, default="", db_default="")),
                ("answered_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["at"], condition=Q(answered_at=None), name="payments_report_to_answer"
                    )
                ],
                "constraints": [
                    check("payments_report_is_money", Q(rial__gt=0)),
                    check(
                        "payments_report_answered",
                        Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                    ),
                ],
            },
        ),
    ]
