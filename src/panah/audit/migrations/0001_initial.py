"""The journal: events, what they tell apart from them so that it can be erased, and the seals over both."""

from django.db import migrations, models
from django.db.models import PROTECT, F, Q

KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.CreateModel(
            "Payload",
            [
                KEY,
                ("salt", models.BinaryField(max_length=16)),
                ("body", models.BinaryField()),
                ("erased_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            "Event",
            [
                KEY,
                ("stream", models.CharField(max_length=64)),
                ("seq", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("on_behalf_of", models.BigIntegerField(null=True)),
                ("role", models.CharField(max_length=60, default="", db_default="")),
                ("office", models.CharField(max_length=120, default="", db_default="")),
                ("case_number", models.CharField(max_length=40, default="", db_default="")),
                ("step", models.CharField(max_length=120, default="", db_default="")),
                ("word", models.CharField(max_length=60, default="", db_default="")),
                ("about", models.CharField(max_length=120, default="", db_default="")),
                ("batch", models.BigIntegerField(null=True)),
                ("payload_id", models.BigIntegerField(null=True)),
                ("payload_digest", models.BinaryField(max_length=32, null=True)),
            ],
            {
                "indexes": [models.Index(fields=["actor_id", "at"], name="audit_event_actor")],
                "constraints": [
                    models.UniqueConstraint(fields=["stream", "seq"], name="audit_event_stream_seq"),
                    models.CheckConstraint(condition=Q(seq__gte=1), name="audit_event_seq_from_one"),
                ],
            },
        ),
        migrations.CreateModel(
            "Seal",
            [
                KEY,
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
                KEY,
                ("first_id", models.BigIntegerField(unique=True)),
                ("last_id", models.BigIntegerField(db_index=True)),
                ("seal", models.ForeignKey("audit.seal", PROTECT, related_name="stretches")),
                ("leaves", models.BinaryField()),
            ],
            {
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(last_id__gte=F("first_id")), name="audit_sealedstretch_some"
                    )
                ]
            },
        ),
    ]
