"""Portraits as dated facts, and the event that records one."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from panah.organisation.database import no_overlap

LIVE = "{row}retracted_at IS NULL"
KEPT = {"on_delete": django.db.models.deletion.PROTECT}
EVENTS = [
    "registration",
    "birth",
    "marriage",
    "divorce",
    "death",
    "split",
    "merge",
    "change_of_head",
    "temporary_head",
    "correction",
    "transfer",
    "whereabouts",
    "status",
    "paper",
    "portrait",
    "joining",
    "reversal",
]


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_standing")]

    operations = [
        migrations.RemoveConstraint(model_name="lifeevent", name="event_kind_is_known"),
        migrations.AddConstraint(
            model_name="lifeevent",
            constraint=models.CheckConstraint(condition=Q(kind__in=EVENTS), name="event_kind_is_known"),
        ),
        migrations.CreateModel(
            name="Portrait",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("retracted_at", models.DateTimeField(null=True)),
                ("place", models.CharField(max_length=80)),
                ("sha256", models.CharField(max_length=64)),
                ("event", models.ForeignKey(related_name="+", to="registry.lifeevent", **KEPT)),
                ("person", models.ForeignKey(related_name="portraits", to="registry.person", **KEPT)),
                ("retracted_by", models.ForeignKey(null=True, related_name="+", to="registry.lifeevent", **KEPT)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="portrait_lasts"
                    ),
                    models.CheckConstraint(
                        condition=Q(retracted_at=None, retracted_by=None)
                        | Q(retracted_at__isnull=False, retracted_by__isnull=False),
                        name="portrait_retraction_has_its_event",
                    ),
                ],
            },
        ),
        no_overlap(table="registry_portrait", same=["person_id"], name="one_portrait_of_a_person", live=LIVE),
    ]
