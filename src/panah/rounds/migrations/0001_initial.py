"""Rounds, to whom each was communicated, and the households in them."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, Q

from panah.organisation.tables import KEY, AtOnce, check, to


class Migration(AtOnce):
    initial = True
    dependencies = [
        ("casework", "0001_initial"),
        ("catalogue", "0001_initial"),
        ("registry", "0001_initial"),
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "RegistrationRound",
            [
                KEY,
                ("slug", models.SlugField(max_length=60)),
                ("province", to("organisation.province")),
                ("directorate", to("organisation.office")),
                ("directive", to("catalogue.directive")),
                ("version", to("catalogue.serviceversion")),
                ("course", models.CharField(max_length=10, default="announced")),
                ("announced_by", to(settings.AUTH_USER_MODEL)),
                ("announced_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["slug", "province"], name="rounds_round_once"),
                    check(
                        "rounds_round_course",
                        Q(course="announced", opened_at=None, closed_at=None)
                        | Q(course="open", opened_at__isnull=False, closed_at=None)
                        | Q(course="closed", opened_at__isnull=False, closed_at__isnull=False),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "Communication",
            [
                KEY,
                ("round", to("rounds.registrationround", "communications")),
                ("office", to("organisation.office")),
                ("told_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("acknowledged_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("briefed_on", models.DateField(null=True)),
                ("minutes", models.TextField(default="", db_default="")),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["round", "office"], name="rounds_communication_once"),
                    check(
                        "rounds_communication_answered",
                        Q(acknowledged_at=None, acknowledged_by=None)
                        | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "PersonInRound",
            [
                KEY,
                ("round", to("rounds.registrationround", "judged")),
                ("household", to("registry.household")),
                ("person", to("registry.person")),
                ("rule", models.CharField(max_length=24)),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["round", "person"], name="rounds_person_once"),
                    check(
                        "rounds_person_rule",
                        Q(
                            rule__in=[
                                "own-paper",
                                "with-parents",
                                "under-way",
                                "parent-without-paper",
                                "paper-too-old",
                                "no-paper",
                            ]
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "CalledHousehold",
            [
                KEY,
                ("round", to("rounds.registrationround", "called")),
                ("household", to("registry.household")),
                (
                    "case",
                    models.OneToOneField(on_delete=PROTECT, related_name="called", to="casework.case"),
                ),
                ("people", models.PositiveSmallIntegerField()),
                ("first_expiry", models.DateField(null=True)),
                ("is_late", models.BooleanField(default=False, db_default=False)),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["round", "household"], name="rounds_called_once")
                ],
            },
        ),
    ]
