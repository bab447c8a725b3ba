"""What a held paper is worth, and that a status ended, as dated facts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from panah.organisation.database import no_overlap

LIVE = "{row}retracted_at IS NULL"
KEPT = {"on_delete": django.db.models.deletion.PROTECT}
PAPERS = [
    "amayesh_card",
    "hoviat_card",
    "smart_id",
    "ninety_day_slip",
    "corrections_slip",
    "transfer_slip",
    "intercity_slip",
    "exit_pass",
    "student_exit",
    "education_slip",
    "work_card",
    "insurance_booklet",
    "passport",
    "pending_proof",
]
STATUSES = [
    "amayesh",
    "hoviat",
    "ninety_day",
    "passport",
    "student",
    "iranian_mother",
    "iranian",
    "undocumented",
    "departed",
]


def officer() -> models.ForeignKey:
    return models.ForeignKey(related_name="+", to=settings.AUTH_USER_MODEL, **KEPT)


def fact(related_name: str, *fields: tuple[str, models.Field]) -> list[tuple[str, models.Field]]:
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("valid_from", models.DateField()),
        ("valid_until", models.DateField(null=True)),
        ("recorded_at", models.DateTimeField()),
        ("retracted_at", models.DateTimeField(null=True)),
        *fields,
        ("event", models.ForeignKey(related_name="+", to="registry.lifeevent", **KEPT)),
        ("person", models.ForeignKey(related_name=related_name, to="registry.person", **KEPT)),
        ("retracted_by", models.ForeignKey(null=True, related_name="+", to="registry.lifeevent", **KEPT)),
        ("decided_by", officer()),
    ]


def dated(name: str) -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name=f"{name}_lasts"
        ),
        models.CheckConstraint(
            condition=Q(retracted_at=None, retracted_by=None)
            | Q(retracted_at__isnull=False, retracted_by__isnull=False),
            name=f"{name}_retraction_has_its_event",
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("registry", "0004_duplicates"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperStanding",
            fields=fact(
                "paper_standings",
                ("kind", models.CharField(max_length=20)),
                ("number", models.CharField(max_length=40)),
                ("state", models.CharField(max_length=12)),
                ("reason", models.CharField(max_length=120)),
                ("case_number", models.CharField(max_length=40)),
            ),
            options={
                "abstract": False,
                "constraints": [
                    *dated("paperstanding"),
                    models.CheckConstraint(condition=Q(kind__in=PAPERS), name="standing_paper_is_known"),
                    models.CheckConstraint(
                        condition=Q(state__in=("suspended", "invalidated")), name="standing_state_is_known"
                    ),
                    models.CheckConstraint(condition=~Q(reason=""), name="standing_has_its_reason"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusEnd",
            fields=[
                *fact(
                    "status_ends",
                    ("kind", models.CharField(max_length=20)),
                    ("cause", models.CharField(max_length=12)),
                    ("case_number", models.CharField(max_length=40)),
                ),
                ("confirmed_by", officer()),
            ],
            options={
                "abstract": False,
                "constraints": [
                    *dated("statusend"),
                    models.CheckConstraint(condition=Q(kind__in=STATUSES), name="status_end_kind_is_known"),
                    models.CheckConstraint(
                        condition=Q(cause__in=["renounced", "revoked", "ceased", "annulled"]),
                        name="status_end_cause_is_known",
                    ),
                    models.CheckConstraint(
                        condition=~Q(decided_by=F("confirmed_by")), name="status_end_takes_two_officers"
                    ),
                ],
            },
        ),
        no_overlap(
            table="registry_paperstanding",
            same=["person_id", "kind", "number", "case_number"],
            name="one_standing_of_a_matter",
            live=LIVE,
        ),
        no_overlap(table="registry_statusend", same=["person_id"], name="one_status_end_at_a_time", live=LIVE),
    ]
