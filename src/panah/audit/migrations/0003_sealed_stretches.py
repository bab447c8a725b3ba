"""Seals over stretches of consecutive events, in place of a row for each event; what was sealed is sealed anew."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from panah.audit.append_only import append_only


class Migration(migrations.Migration):
    """Begin the seals anew: their leaves are written otherwise, and cover where a payload lies."""

    dependencies = (("audit", "0002_append_only"),)

    operations = (
        migrations.DeleteModel("SealedEvent"),
        migrations.DeleteModel("Seal"),
        migrations.CreateModel(
            "Seal",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("root", models.BinaryField(max_length=32)),
                ("previous_root", models.BinaryField(max_length=32)),
                ("events", models.PositiveIntegerField()),
                ("floor", models.BigIntegerField()),
                ("sealed_at", models.DateTimeField()),
                ("key_id", models.CharField(max_length=32)),
                ("signature", models.BinaryField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            "SealedStretch",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_id", models.BigIntegerField(unique=True)),
                ("last_id", models.BigIntegerField(db_index=True)),
                ("leaves", models.BinaryField()),
                (
                    "seal",
                    models.ForeignKey(
                        "audit.seal", django.db.models.deletion.PROTECT, related_name="stretches"
                    ),
                ),
            ],
            {
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(last_id__gte=F("first_id")), name="audit_sealedstretch_some"
                    )
                ]
            },
        ),
        append_only("audit_seal", "audit_sealedstretch"),
    )
