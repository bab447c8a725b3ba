"""Accounts, places, offices and who runs them, when they are open, and who sits there in which role."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, F, Q

from panah.organisation.tables import KEY, AtOnce, check, to

OFFICES = ["ministry", "governorate", "directorate", "political_office", "service_office", "border", "agency"]


class Migration(AtOnce):
    initial = True

    operations = [
        migrations.CreateModel(
            "Account",
            [
                KEY,
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(null=True, blank=True, verbose_name="last login")),
                ("username", models.CharField(max_length=80, unique=True)),
                (
                    "kind",
                    models.CharField(
                        max_length=10,
                        choices=[("staff", "کارکنان"), ("public", "مراجعان"), ("system", "سامانه")],
                    ),
                ),
                ("language", models.CharField(max_length=5, default="fa")),
                ("is_active", models.BooleanField(default=True)),
            ],
            {"constraints": [check("account_kind_is_known", Q(kind__in=["staff", "public", "system"]))]},
        ),
        migrations.CreateModel(
            "AgencyKey",
            [
                KEY,
                ("agency", models.CharField(max_length=160)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            "Province",
            [
                ("code", models.CharField(max_length=2, primary_key=True, serialize=False)),
                ("slug", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            "County",
            [
                KEY,
                ("province", to("organisation.province", "counties")),
                ("slug", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=60)),
                ("valid_from", models.DateField(null=True)),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["province", "slug"], name="county_once_in_province")
                ]
            },
        ),
        migrations.CreateModel(
            "Office",
            [
                KEY,
                ("parent", to("organisation.office", "children", null=True)),
                ("kind", models.CharField(max_length=20)),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=160)),
                ("path", models.CharField(max_length=160, unique=True)),
                ("province", to("organisation.province", null=True)),
                ("county", to("organisation.county", null=True)),
                ("address", models.CharField(max_length=300, blank=True)),
                ("phone", models.CharField(max_length=60, blank=True)),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
            ],
            {
                "constraints": [
                    check("office_kind_is_known", Q(kind__in=OFFICES)),
                    check(
                        "only_the_ministry_is_a_root",
                        Q(kind="ministry", parent=None) | (~Q(kind="ministry") & Q(parent__isnull=False)),
                    ),
                    check("service_office_has_a_county", ~Q(kind="service_office") | Q(county__isnull=False)),
                    check("office_closes_after_opening", Q(closed_on=None) | Q(closed_on__gt=F("opened_on"))),
                ]
            },
        ),
        migrations.CreateModel(
            "Contractor",
            [
                KEY,
                ("name", models.CharField(max_length=160)),
                ("registration_number", models.CharField(max_length=20, unique=True)),
            ],
        ),
        migrations.CreateModel(
            "Contract",
            [
                KEY,
                ("contractor", to("organisation.contractor", "contracts")),
                ("office", to("organisation.office", "contracts")),
                ("number", models.CharField(max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
            ],
            {
                "constraints": [
                    check("contract_lasts", Q(valid_until=None) | Q(valid_until__gt=F("valid_from")))
                ]
            },
        ),
        migrations.CreateModel(
            "OfficeHours",
            [
                KEY,
                ("office", to("organisation.office", "hours")),
                ("weekday", models.PositiveSmallIntegerField()),
                ("opens", models.PositiveSmallIntegerField()),
                ("closes", models.PositiveSmallIntegerField()),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
            ],
            {
                "constraints": [
                    check("hours_weekday_exists", Q(weekday__lte=6)),
                    check("hours_open_before_they_close", Q(closes__lte=1440, opens__lt=F("closes"))),
                    check("hours_last", Q(valid_until=None) | Q(valid_until__gt=F("valid_from"))),
                ]
            },
        ),
        migrations.CreateModel(
            "Closure",
            [
                KEY,
                ("office", to("organisation.office", "closures")),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                ("declared_at", models.DateTimeField()),
            ],
            {
                "constraints": [
                    check("closure_has_days", Q(last_day__gte=F("first_day"))),
                    check("closure_says_why", ~Q(reason="")),
                ]
            },
        ),
        migrations.CreateModel(
            "Holiday",
            [
                KEY,
                ("day", models.DateField(unique=True)),
                ("title", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("is_confirmed", models.BooleanField(default=True)),
                ("source", models.CharField(max_length=300, blank=True)),
            ],
        ),
        migrations.CreateModel(
            "Staff",
            [
                KEY,
                ("account", models.OneToOneField(settings.AUTH_USER_MODEL, PROTECT, related_name="staff")),
                ("label", models.CharField(max_length=120)),
                ("personnel_number", models.CharField(max_length=30, unique=True)),
                ("sex", models.CharField(max_length=6, blank=True)),
            ],
            {"constraints": [check("staff_sex_is_known", Q(sex__in=["", "female", "male"]))]},
        ),
        migrations.CreateModel(
            "RoleHolding",
            [
                KEY,
                ("staff", to("organisation.staff", "holdings")),
                ("role", models.CharField(max_length=40)),
                ("office", to("organisation.office", "holdings")),
                ("office_kind", models.CharField(max_length=20)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("granted_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            {
                "constraints": [
                    check("holding_lasts", Q(valid_until=None) | Q(valid_until__gt=F("valid_from"))),
                    check(
                        "contractor_holds_no_deciding_role",
                        ~Q(office_kind="service_office") | Q(role__in=["card-office", "service-clerk"]),
                    ),
                    check(
                        "service_clerk_sits_in_a_service_office",
                        ~Q(role="service-clerk") | Q(office_kind="service_office"),
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "Delegation",
            [
                KEY,
                ("holding", to("organisation.roleholding", "delegations")),
                ("stand_in", to("organisation.staff", "standing_in")),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField()),
                ("ground", models.CharField(max_length=200, default="", db_default="")),
                ("granted_by", to(settings.AUTH_USER_MODEL)),
                ("recorded_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
            ],
            {"constraints": [check("delegation_lasts", Q(valid_until__gt=F("valid_from")))]},
        ),
        migrations.CreateModel(
            "Absence",
            [
                KEY,
                ("staff", to("organisation.staff", "absences")),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField()),
                ("ground", models.CharField(max_length=200)),
                ("declared_by", to(settings.AUTH_USER_MODEL)),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            {
                "indexes": [
                    models.Index(fields=["valid_until"], condition=Q(ended_at=None), name="absence_standing")
                ],
                "constraints": [
                    check("absence_lasts", Q(valid_until__gt=F("valid_from"))),
                    check("absence_says_why", ~Q(ground="")),
                ],
            },
        ),
    ]
