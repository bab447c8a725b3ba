"""Files of a case, and files that wait for their form to be sent."""

from django.conf import settings
from django.db import migrations, models

from panah.organisation.tables import KEY, AtOnce, to


class Migration(AtOnce):
    initial = True
    dependencies = [("casework", "0001_initial"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            "Upload",
            [
                KEY,
                ("case", to("casework.case", "uploads")),
                ("subject", to("casework.subject", null=True)),
                ("title", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=10)),
                ("pages", models.PositiveSmallIntegerField()),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("place", models.CharField(max_length=80, unique=True)),
                ("uploaded_by", models.BigIntegerField()),
                ("uploaded_at", models.DateTimeField()),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["case", "sha256"], name="evidence_upload_once")
                ]
            },
        ),
        migrations.CreateModel(
            "HeldFile",
            [
                KEY,
                ("account", to(settings.AUTH_USER_MODEL)),
                ("form", models.CharField(max_length=160)),
                ("question", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=10)),
                ("pages", models.PositiveSmallIntegerField()),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("place", models.CharField(max_length=80, unique=True)),
                ("held_at", models.DateTimeField()),
            ],
            {
                "indexes": [models.Index(fields=["held_at"], name="evidence_held_at")],
                "constraints": [
                    models.UniqueConstraint(fields=["account", "form", "question"], name="evidence_held_once")
                ],
            },
        ),
    ]
