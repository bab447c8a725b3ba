"""Why a role was lent and when it was taken back; days on which somebody is away; neither twice at a time."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from panah.organisation.database import no_overlap


class Migration(migrations.Migration):
    dependencies = [("organisation", "0003_county_since")]

    operations = [
        migrations.AddField(
            "delegation", "ground", models.CharField(max_length=200, default="", db_default="")
        ),
        migrations.AddField("delegation", "taken_back_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField()),
                ("ground", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to="organisation.staff",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gt", models.F("valid_from"))), name="absence_lasts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground", ""), _negated=True), name="absence_says_why"
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["valid_until"],
                        name="absence_standing",
                    )
                ],
            },
        ),
        no_overlap(
            table="organisation_delegation",
            same=["holding_id"],
            name="one_stand_in_at_a_time",
            live="{row}taken_back_at IS NULL",
        ),
        no_overlap(
            table="organisation_absence",
            same=["staff_id"],
            name="one_absence_at_a_time",
            live="{row}ended_at IS NULL",
        ),
    ]
