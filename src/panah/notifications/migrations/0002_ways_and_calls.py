from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, Q

STATES = ["queued", "sent", "delivered", "failed", "undeliverable", "called", "passed-on"]
RESULTS = ["reached", "no-answer", "left-word", "wrong-number", "came-in"]
SOMEWHERE = (
    (Q(channel__in=("sms", "voice")) & ~Q(phone_index=""))
    | Q(channel="portal", account__isnull=False, phone_index="")
    | Q(channel="paper", case__isnull=False, phone_index="")
)


def to(model, related_name="+", **options):
    return models.ForeignKey(to=model, on_delete=PROTECT, related_name=related_name, **options)


def column(name, field):
    return migrations.AddField("message", name, field)


def check(name, condition):
    return migrations.AddConstraint("message", models.CheckConstraint(condition=condition, name=name))


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0002_draft"),
        ("notifications", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("message", "notifications_message_state"),
        migrations.RemoveConstraint("message", "notifications_message_goes_somewhere"),
        column("call_at", models.DateTimeField(null=True)),
        column("due_on", models.DateField(null=True)),
        column("is_shared", models.BooleanField(db_default=False, default=False)),
        column("means", models.CharField(db_default="", default="", max_length=6)),
        column("rounds", models.PositiveSmallIntegerField(db_default=1, default=1)),
        column("step", models.CharField(db_default="", default="", max_length=120)),
        column("then", models.CharField(db_default="", default="", max_length=20)),
        migrations.AddIndex(
            "message",
            models.Index(condition=Q(channel="paper"), fields=["state", "created_at"], name="notifications_message_paper"),
        ),
        check("notifications_message_state", Q(state__in=STATES)),
        check("notifications_message_means", Q(means__in=["", "handed", "posted"])),
        check("notifications_message_goes_somewhere", SOMEWHERE),
        migrations.CreateModel(
            name="PhoneCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("result", models.CharField(max_length=14)),
                ("phone_index", models.CharField(db_default="", default="", max_length=64)),
                ("payload_id", models.BigIntegerField(null=True)),
                ("called_at", models.DateTimeField()),
                ("call_again_at", models.DateTimeField(null=True)),
                ("about", to("casework.subject", null=True)),
                ("called_by", to(settings.AUTH_USER_MODEL)),
                ("case", to("casework.case", "calls")),
                ("message", to("notifications.message", "phone_calls", null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=Q(result__in=RESULTS), name="notifications_call_result")
                ],
                "indexes": [
                    models.Index(fields=["case", "-id"], name="notifications_call_case"),
                    models.Index(
                        condition=Q(result="wrong-number"),
                        fields=["phone_index", "called_at"],
                        name="notifications_call_wrong",
                    ),
                ],
            },
        ),
    ]
