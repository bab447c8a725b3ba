"""Messages on their way to a person, and the calls made where a message does not suffice."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from panah.organisation.tables import KEY, AtOnce, check, to

STATES = ["queued", "sent", "delivered", "failed", "undeliverable", "called", "passed-on"]


class Migration(AtOnce):
    initial = True
    dependencies = [
        ("casework", "0001_initial"),
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "Message",
            [
                KEY,
                ("key", models.CharField(max_length=200, unique=True)),
                ("case", to("casework.case", "told", null=True)),
                ("about", to("casework.subject", null=True)),
                ("account", to(settings.AUTH_USER_MODEL, null=True)),
                ("channel", models.CharField(max_length=6)),
                ("news", models.CharField(max_length=20)),
                ("step", models.CharField(max_length=120, default="", db_default="")),
                ("language", models.CharField(max_length=5)),
                ("is_quiet", models.BooleanField(default=False)),
                ("is_shared", models.BooleanField(default=False, db_default=False)),
                ("text", models.BinaryField()),
                ("phone", models.BinaryField(default=b"")),
                ("phone_index", models.CharField(max_length=64, default="", db_default="")),
                ("then", models.CharField(max_length=20, default="", db_default="")),
                ("state", models.CharField(max_length=14, default="queued")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("rounds", models.PositiveSmallIntegerField(default=1, db_default=1)),
                ("calls", models.PositiveSmallIntegerField(default=0)),
                ("provider_id", models.CharField(max_length=120, default="", db_default="")),
                ("trouble", models.CharField(max_length=60, default="", db_default="")),
                ("means", models.CharField(max_length=6, default="", db_default="")),
                ("created_at", models.DateTimeField()),
                ("next_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("call_at", models.DateTimeField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("meets_at", models.DateTimeField(null=True)),
                ("meets_office", to("organisation.office", null=True)),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["state", "next_at", "id"],
                        condition=Q(next_at__isnull=False),
                        name="notifications_message_due",
                    ),
                    models.Index(
                        fields=["created_at"],
                        condition=Q(state__in=("failed", "undeliverable")),
                        name="notifications_message_to_call",
                    ),
                    models.Index(
                        fields=["state", "created_at"],
                        condition=Q(channel="paper"),
                        name="notifications_message_paper",
                    ),
                    models.Index(fields=["case", "-id"], name="notifications_message_case"),
                    models.Index(fields=["account", "-id"], name="notifications_message_account"),
                ],
                "constraints": [
                    check("notifications_message_state", Q(state__in=STATES)),
                    check("notifications_message_means", Q(means__in=["", "handed", "posted"])),
                    check(
                        "notifications_message_goes_somewhere",
                        (Q(channel__in=("sms", "voice")) & ~Q(phone_index=""))
                        | Q(account__isnull=False, channel="portal", phone_index="")
                        | Q(case__isnull=False, channel="paper", phone_index=""),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "PhoneCall",
            [
                KEY,
                ("case", to("casework.case", "calls")),
                ("about", to("casework.subject", null=True)),
                ("message", to("notifications.message", "phone_calls", null=True)),
                ("result", models.CharField(max_length=14)),
                ("phone_index", models.CharField(max_length=64, default="", db_default="")),
                ("payload_id", models.BigIntegerField(null=True)),
                ("called_at", models.DateTimeField()),
                ("called_by", to(settings.AUTH_USER_MODEL)),
                ("call_again_at", models.DateTimeField(null=True)),
            ],
            {
                "indexes": [
                    models.Index(fields=["case", "-id"], name="notifications_call_case"),
                    models.Index(
                        fields=["phone_index", "called_at"],
                        condition=Q(result="wrong-number"),
                        name="notifications_call_wrong",
                    ),
                ],
                "constraints": [
                    check(
                        "notifications_call_result",
                        Q(result__in=["reached", "no-answer", "left-word", "wrong-number", "came-in"]),
                    )
                ],
            },
        ),
    ]
