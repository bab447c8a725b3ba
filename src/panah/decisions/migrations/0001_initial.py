"""Reasoned decisions, one for each person, and the objections to them."""

from django.db import migrations, models
from django.db.models import PROTECT, Q

from panah.organisation.tables import KEY, AtOnce, check, to


class Migration(AtOnce):
    initial = True
    dependencies = [("casework", "0001_initial")]

    operations = [
        migrations.CreateModel(
            "Decision",
            [
                KEY,
                ("case", to("casework.case", "decisions")),
                ("subject", models.OneToOneField("casework.subject", PROTECT, related_name="decision")),
                ("step", models.CharField(max_length=120)),
                ("word", models.CharField(max_length=60)),
                ("end", models.CharField(max_length=60, db_column="end_name")),
                ("ground", models.CharField(max_length=60)),
                ("text", models.BinaryField()),
                ("letters", models.PositiveIntegerField()),
                ("rule", models.CharField(max_length=400)),
                ("decided_by", models.BigIntegerField()),
                ("decided_for", models.BigIntegerField(null=True)),
                ("decided_as", models.CharField(max_length=60)),
                ("decided_at", models.DateTimeField()),
                ("court", models.CharField(max_length=120)),
                ("state", models.CharField(max_length=10, default="in-force")),
                ("served_at", models.DateTimeField(null=True)),
                ("serve_how", models.CharField(max_length=10, default="")),
                ("objection_until", models.DateField(null=True)),
            ],
            {
                "indexes": [models.Index(fields=["state", "decided_at"], name="decision_by_state")],
                "constraints": [
                    check("decision_has_its_reasons", ~Q(ground="") & ~Q(rule="") & Q(letters__gte=1)),
                    check("decision_names_its_ways", ~Q(decided_as="") & ~Q(court="")),
                    check(
                        "decision_state_is_known",
                        Q(state__in=["in-force", "objected", "set-aside", "upheld", "final"]),
                    ),
                    check(
                        "decision_serving_is_whole",
                        Q(objection_until=None, serve_how="", served_at=None)
                        | Q(serve_how__in=["portal", "handed"], served_at__isnull=False),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "Objection",
            [
                KEY,
                ("decision", to("decisions.decision", "objections")),
                ("case", models.OneToOneField("casework.case", PROTECT, related_name="objection")),
                ("filed_at", models.DateTimeField()),
            ],
        ),
    ]
