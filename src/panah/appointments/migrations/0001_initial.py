"""Times of offices, the draws that share them out, who is expected when, and earlier times on offer."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, F, Q

from panah.organisation.tables import KEY, AtOnce, check, to


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
            "Slot",
            [
                KEY,
                ("office", to("organisation.office", "slots")),
                ("starts_at", models.DateTimeField()),
                ("day", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("places", models.PositiveIntegerField()),
                ("taken", models.PositiveIntegerField(default=0, db_default=0)),
                ("offers", models.PositiveSmallIntegerField(default=0, db_default=0)),
                ("shut_at", models.DateTimeField(null=True)),
                ("shut_because", models.CharField(max_length=200, default="", db_default="")),
            ],
            {
                "indexes": [
                    models.Index(fields=["office", "day", "starts_at"], name="appointments_slot_day")
                ],
                "constraints": [
                    check("appointments_slot_is_not_overbooked", Q(taken__lte=F("places"), taken__gte=0)),
                    check("appointments_slot_has_room", Q(minutes__gt=0, places__gt=0)),
                    check("appointments_slot_offers", Q(offers__lte=15)),
                    check(
                        "appointments_slot_shut_says_why",
                        Q(shut_at=None, shut_because="") | (Q(shut_at__isnull=False) & ~Q(shut_because="")),
                    ),
                    models.UniqueConstraint(
                        fields=["office", "starts_at", "minutes", "offers"], name="appointments_slot_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "AnnouncedDraw",
            [
                KEY,
                ("purpose", models.CharField(max_length=80, unique=True)),
                ("commitment", models.CharField(max_length=64)),
                ("announced_at", models.DateTimeField()),
                ("announced_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("listed", models.TextField(default="", db_default="")),
                ("list_digest", models.CharField(max_length=64, default="", db_default="")),
                ("witness", models.CharField(max_length=200, default="", db_default="")),
                ("seed", models.BinaryField(null=True)),
                ("called", models.PositiveIntegerField(default=0, db_default=0)),
                ("drawn_at", models.DateTimeField(null=True)),
            ],
            {
                "constraints": [
                    check(
                        "appointments_draw_is_shown_whole",
                        Q(drawn_at=None, seed=None)
                        | (Q(drawn_at__isnull=False, seed__isnull=False) & ~Q(list_digest="")),
                    )
                ]
            },
        ),
        migrations.CreateModel(
            "Appointment",
            [
                KEY,
                ("purpose", models.CharField(max_length=80)),
                ("household", to("registry.household", "appointments")),
                ("person", to("registry.person", null=True)),
                ("case", to("casework.case", "appointments", null=True)),
                ("slot", to("appointments.slot", "appointments")),
                ("minutes", models.PositiveSmallIntegerField()),
                ("needs", models.PositiveSmallIntegerField(default=0, db_default=0)),
                ("state", models.CharField(max_length=10, default="booked")),
                (
                    "draw",
                    models.ForeignKey(
                        "appointments.announceddraw", PROTECT, null=True, related_name="appointments"
                    ),
                ),
                ("ticket", models.CharField(max_length=64, default="", db_default="")),
                ("code", models.CharField(max_length=20, default="", db_default="")),
                ("booked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ver", models.PositiveIntegerField(default=1)),
            ],
            {
                "indexes": [models.Index(fields=["slot", "state"], name="appointments_by_slot")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["household", "purpose"],
                        condition=Q(state__in=["booked", "waiting"], person=None),
                        name="appointments_one_standing",
                    ),
                    models.UniqueConstraint(
                        fields=["person", "purpose"],
                        condition=Q(state__in=["booked", "waiting"], person__isnull=False),
                        name="appointments_one_of_ones_own",
                    ),
                    models.UniqueConstraint(
                        fields=["code"], condition=~Q(code=""), name="appointments_code_once"
                    ),
                    check(
                        "appointments_state",
                        Q(state__in=["booked", "waiting"], ended_at=None)
                        | Q(state__in=["came", "cancelled", "missed"], ended_at__isnull=False),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "EarlierOffer",
            [
                KEY,
                ("appointment", to("appointments.appointment", "offers")),
                ("slot", to("appointments.slot", "offers_made")),
                ("offered_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("state", models.CharField(max_length=10, default="open")),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["slot", "until"], condition=Q(state="open"), name="appointments_offer_open"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["appointment", "slot"], name="appointments_offered_once"),
                    check("appointments_offer_state", Q(state__in=["open", "taken", "closed"])),
                    check("appointments_offer_lasts", Q(until__gt=F("offered_at"))),
                ],
            },
        ),
        migrations.CreateModel(
            "SaidNeeds",
            [
                KEY,
                ("household", to("registry.household", null=True)),
                ("person", to("registry.person", null=True)),
                ("needs", models.PositiveSmallIntegerField()),
                ("said_at", models.DateTimeField()),
                ("said_by", to(settings.AUTH_USER_MODEL, null=True)),
            ],
            {
                "indexes": [
                    models.Index(fields=["household", "-id"], name="appointments_needs_house"),
                    models.Index(fields=["person", "-id"], name="appointments_needs_person"),
                ],
                "constraints": [
                    check(
                        "appointments_needs_of_somebody",
                        Q(household=None, person__isnull=False) | Q(household__isnull=False, person=None),
                    ),
                    check("appointments_needs_known", Q(needs__lte=15)),
                ],
            },
        ),
    ]
