"""Devices, tickets and what came under them, excuses of four eyes, and templates apart from whose they are."""

import uuid

from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, F, Q

from panah.organisation.tables import KEY, AtOnce, check, to

LIVE = ["open", "taken"]
PART = [
    ("modality", models.CharField(max_length=10)),
    ("position", models.CharField(max_length=20)),
]


class Migration(AtOnce):
    initial = True
    dependencies = [
        ("casework", "0001_initial"),
        ("registry", "0001_initial"),
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "Device",
            [
                KEY,
                ("office", to("organisation.office", "capture_devices")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("reads", models.CharField(max_length=40)),
                ("registered_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("registered_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            "Session",
            [
                (
                    "subject",
                    models.OneToOneField(
                        on_delete=PROTECT,
                        primary_key=True,
                        related_name="identity_check",
                        serialize=False,
                        to="casework.subject",
                    ),
                ),
                ("verdict", models.CharField(max_length=12, default="unfinished")),
                ("is_confirmed", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField()),
                ("ver", models.PositiveIntegerField(default=0)),
            ],
            {
                "indexes": [
                    models.Index(fields=["verdict", "is_confirmed"], name="biometrics_by_verdict")
                ],
                "constraints": [
                    check(
                        "biometrics_verdict",
                        Q(verdict__in=["excused", "identified", "mismatch", "not-asked", "unfinished"]),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            "CaptureTicket",
            [
                KEY,
                ("session", to("biometrics.session", "tickets")),
                ("office", to("organisation.office")),
                ("device", to("biometrics.device", "tickets", null=True)),
                ("purpose", models.CharField(max_length=10)),
                ("asked", models.CharField(max_length=400)),
                ("nonce", models.CharField(max_length=64, unique=True)),
                ("key", models.CharField(max_length=80)),
                ("asked_by", to(settings.AUTH_USER_MODEL)),
                ("asked_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("state", models.CharField(max_length=10, default="open")),
                ("taken_at", models.DateTimeField(null=True)),
                ("taken_by_message", models.CharField(max_length=100, default="", db_default="")),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["asked_by", "key"], name="biometrics_ticket_once"),
                    models.UniqueConstraint(
                        fields=["session"], condition=Q(state__in=LIVE), name="biometrics_one_live_of_subject"
                    ),
                    models.UniqueConstraint(
                        fields=["device"], condition=Q(state__in=LIVE), name="biometrics_one_live_at_device"
                    ),
                    check("biometrics_ticket_purpose", Q(purpose__in=["enrol", "verify"])),
                    check("biometrics_ticket_state", Q(state__in=["closed", "open", "taken"])),
                    check(
                        "biometrics_ticket_taken_once",
                        (Q(taken_at=None, taken_by_message="") & ~Q(state="taken"))
                        | (Q(taken_at__isnull=False, device__isnull=False) & ~Q(taken_by_message="")),
                    ),
                    check("biometrics_ticket_lasts", Q(expires_at__gt=F("asked_at"))),
                ]
            },
        ),
        migrations.CreateModel(
            "Attempt",
            [
                KEY,
                ("device", to("biometrics.device", "attempts")),
                ("message", models.CharField(max_length=100)),
                ("said", models.CharField(max_length=64)),
                ("ticket", to("biometrics.captureticket", "attempts")),
                *PART,
                ("quality", models.PositiveSmallIntegerField()),
                ("told", models.CharField(max_length=12)),
                ("is_compared", models.BooleanField(default=True)),
                ("at", models.DateTimeField()),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["device", "message"], name="biometrics_message_once"),
                    models.UniqueConstraint(
                        fields=["ticket", "modality", "position"],
                        condition=Q(told="taken"),
                        name="biometrics_part_once",
                    ),
                    check("biometrics_attempt_told", Q(told__in=["again", "give-up", "taken"])),
                ]
            },
        ),
        migrations.CreateModel(
            "Check",
            [
                KEY,
                ("ticket", to("biometrics.captureticket", "checks")),
                *PART,
                ("score", models.IntegerField()),
                ("threshold", models.IntegerField()),
                ("is_match", models.BooleanField()),
                ("engine", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(
                        fields=["ticket", "modality", "position"], name="biometrics_compared_once"
                    ),
                    check(
                        "biometrics_match_is_at_threshold",
                        Q(is_match=True, score__gte=F("threshold"))
                        | Q(is_match=False, score__lt=F("threshold")),
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "Excuse",
            [
                KEY,
                ("session", to("biometrics.session", "excuses")),
                ("ticket", to("biometrics.captureticket", "excuses", null=True)),
                ("modality", models.CharField(max_length=10, default="", db_default="")),
                ("position", models.CharField(max_length=20, default="", db_default="")),
                ("reason", models.CharField(max_length=20)),
                ("paper", to("registry.paperheld", null=True)),
                ("noted_by", to(settings.AUTH_USER_MODEL)),
                ("noted_at", models.DateTimeField()),
                ("confirmed_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["noted_at"], condition=Q(confirmed_by=None), name="biometrics_excuse_waiting"
                    )
                ],
                "constraints": [
                    check(
                        "biometrics_excuse_has_four_eyes",
                        Q(confirmed_by=None, confirmed_at=None)
                        | (
                            Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                            & ~Q(confirmed_by=F("noted_by"))
                        ),
                    ),
                    check(
                        "biometrics_excuse_reason",
                        Q(
                            reason__in=[
                                "by-sight",
                                "declined-to-say",
                                "eye-disease",
                                "injured",
                                "missing",
                                "worn",
                            ]
                        ),
                    ),
                    check(
                        "biometrics_excuse_is_of_a_part_or_by_sight",
                        Q(reason="by-sight", modality="", position="", paper__isnull=False)
                        | (Q(modality__in=["face", "finger", "iris"], paper=None) & ~Q(reason="by-sight")),
                    ),
                    models.UniqueConstraint(
                        fields=["session", "modality", "position"],
                        condition=~Q(modality=""),
                        name="biometrics_part_excused_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "Gallery",
            [
                KEY,
                (
                    "person",
                    models.OneToOneField(on_delete=PROTECT, related_name="+", to="registry.person"),
                ),
                ("ref", models.UUIDField(default=uuid.uuid4, unique=True)),
            ],
        ),
        migrations.CreateModel(
            "GalleryKey",
            [KEY, ("ref", models.UUIDField(unique=True)), ("wrapped", models.BinaryField())],
        ),
        migrations.CreateModel(
            "Reading",
            [
                KEY,
                ("ref", models.UUIDField()),
                *PART,
                ("format", models.CharField(max_length=30)),
                ("encoder", models.CharField(max_length=60)),
                ("encoder_version", models.CharField(max_length=30)),
                ("quality", models.PositiveSmallIntegerField()),
                ("captured_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("device", to("biometrics.device")),
                ("ciphertext", models.BinaryField()),
            ],
            {
                "indexes": [
                    models.Index(fields=["ref", "modality", "position"], name="biometrics_reading_of")
                ]
            },
        ),
        migrations.CreateModel(
            "Tombstone",
            [
                KEY,
                ("ref", models.UUIDField(unique=True)),
                ("readings", models.PositiveIntegerField()),
                ("ground", models.CharField(max_length=20)),
                ("forgotten_at", models.DateTimeField()),
            ],
            {
                "constraints": [
                    check(
                        "biometrics_forgotten_why",
                        Q(
                            ground__in=[
                                "departed",
                                "died",
                                "naturalised",
                                "new-encoder",
                                "ordered",
                                "wrong-enrolment",
                            ]
                        ),
                    )
                ]
            },
        ),
    ]
