"""Papers in an office's keeping, and what is recorded in Najva."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from panah.audit.append_only import append_only

KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
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


def to(model: str, related_name: str = "+", **more: object) -> models.ForeignKey:
    return models.ForeignKey(to=model, related_name=related_name, on_delete=django.db.models.deletion.PROTECT, **more)


def same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} = OLD.{column}" for column in columns)


ONLY_ITS_RETURN = (
    same("id", "party_id", "kind", "number", "case_id", "against_id", "receipt", "taken_by_id", "taken_at")
    + " AND OLD.returned_at IS NULL"
)
ONLY_ITS_WAY = (
    same("id", "key", "message_id", "what", "acts", "case_id", "person_id", "sealed", "created_at")
    + " AND (OLD.state <> 'recorded' OR "
    + same("state", "receipt", "recorded_on")
    + ")"
)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("casework", "0001_initial"),
        ("documents", "0002_append_only"),
        ("organisation", "0002_no_overlaps"),
        ("registry", "0002_dated_facts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Keeping",
            fields=[
                KEY,
                ("kind", models.CharField(max_length=20)),
                ("number", models.CharField(max_length=40)),
                ("receipt", models.CharField(max_length=10, unique=True)),
                ("taken_at", models.DateTimeField()),
                ("return_receipt", models.CharField(blank=True, default="", max_length=10)),
                ("returned_at", models.DateTimeField(null=True)),
                ("against", to("documents.document")),
                ("case", to("casework.case", "keepings")),
                ("office", to("organisation.office")),
                ("party", to("registry.party", "keepings")),
                ("returned_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("taken_by", to(settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=Q(kind__in=PAPERS), name="keeping_kind_is_known"),
                    models.UniqueConstraint(
                        fields=["party", "kind", "number"],
                        condition=Q(returned_at=None),
                        name="keeping_in_one_place",
                    ),
                    models.CheckConstraint(
                        condition=Q(returned_at=None, returned_by=None, return_receipt="")
                        | (Q(returned_at__isnull=False, returned_by__isnull=False) & ~Q(return_receipt="")),
                        name="keeping_return_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NajvaEntry",
            fields=[
                KEY,
                ("key", models.CharField(max_length=200, unique=True)),
                ("what", models.CharField(max_length=20)),
                ("acts", models.CharField(max_length=300)),
                ("sealed", models.BinaryField()),
                ("state", models.CharField(max_length=10)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("was_sent", models.BooleanField(default=False)),
                ("next_at", models.DateTimeField()),
                ("trouble", models.CharField(blank=True, default="", max_length=300)),
                ("receipt", models.CharField(blank=True, default="", max_length=80)),
                ("other_receipt", models.CharField(blank=True, default="", max_length=80)),
                ("recorded_on", models.DateField(null=True)),
                ("typed_at", models.DateTimeField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("case", to("casework.case", "najva_entries")),
                ("checked_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("corrects", to("documents.najvaentry", "corrections", null=True)),
                ("message", to("casework.outboxmessage")),
                ("office", to("organisation.office")),
                ("person", to("registry.person", "najva_entries")),
                ("subject", to("casework.subject")),
                ("typed_by", to(settings.AUTH_USER_MODEL, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["next_at", "id"], condition=Q(state="queued"), name="najva_to_send"),
                    models.Index(
                        fields=["office", "state", "id"], condition=~Q(state="recorded"), name="najva_waiting"
                    ),
                    models.Index(fields=["case", "person"], name="najva_of_case"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(state__in=["queued", "to-type", "typed", "failed", "recorded"]),
                        name="najva_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=Q(what__in=["record-in-najva", "correct-in-najva"]), name="najva_what_is_known"
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="recorded") | (Q(recorded_on__isnull=False) & ~Q(receipt="")),
                        name="najva_recorded_has_its_receipt",
                    ),
                    models.CheckConstraint(
                        condition=Q(typed_by=None)
                        | ~Q(state="recorded")
                        | (Q(checked_by__isnull=False) & ~Q(checked_by=F("typed_by"))),
                        name="najva_four_eyes",
                    ),
                ],
            },
        ),
        append_only(
            "documents_keeping",
            "documents_najvaentry",
            unless={"documents_keeping": ONLY_ITS_RETURN, "documents_najvaentry": ONLY_ITS_WAY},
        ),
    ]
