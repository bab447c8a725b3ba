import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from panah.organisation.database import no_overlap

LIVE = "{row}retracted_at IS NULL"
KEPT = {"on_delete": django.db.models.deletion.PROTECT}


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_dated_facts")]

    operations = [
        migrations.CreateModel(
            name="ContactWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("retracted_at", models.DateTimeField(null=True)),
                ("language", models.CharField(default="", max_length=5)),
                ("channel", models.CharField(default="", max_length=6)),
                ("can_read", models.BooleanField(default=True)),
                ("is_shared", models.BooleanField(default=False)),
                ("is_quiet", models.BooleanField(default=False)),
                ("event", models.ForeignKey(related_name="+", to="registry.lifeevent", **KEPT)),
                ("household", models.ForeignKey(null=True, related_name="wishes", to="registry.household", **KEPT)),
                ("person", models.ForeignKey(null=True, related_name="wishes", to="registry.person", **KEPT)),
                ("retracted_by", models.ForeignKey(null=True, related_name="+", to="registry.lifeevent", **KEPT)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="contactwish_lasts"
                    ),
                    models.CheckConstraint(
                        condition=Q(retracted_at=None, retracted_by=None)
                        | Q(retracted_at__isnull=False, retracted_by__isnull=False),
                        name="contactwish_retraction_has_its_event",
                    ),
                    models.CheckConstraint(
                        condition=Q(household__isnull=False, person=None) | Q(household=None, person__isnull=False),
                        name="contactwish_of_one",
                    ),
                    models.CheckConstraint(
                        condition=Q(channel__in=["", "sms", "voice", "paper"]), name="contactwish_channel_is_known"
                    ),
                ],
            },
        ),
        no_overlap(table="registry_contactwish", same=["person_id"], name="one_wish_of_a_person", live=LIVE),
        no_overlap(table="registry_contactwish", same=["household_id"], name="one_wish_of_a_household", live=LIVE),
    ]
