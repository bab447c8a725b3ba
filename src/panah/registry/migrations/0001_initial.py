"""Persons, households, organisations, and every fact of them with the event that made it so."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import CASCADE, PROTECT, F, Q

from panah.organisation.tables import KEY, AtOnce, check, to

EVENTS = [
    "registration",
    "birth",
    "marriage",
    "divorce",
    "death",
    "split",
    "merge",
    "change_of_head",
    "temporary_head",
    "correction",
    "transfer",
    "whereabouts",
    "status",
    "paper",
    "portrait",
    "joining",
    "reversal",
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
TIES = ["parent", "spouse", "natural_guardian", "appointed_guardian", "trustee", "caregiver"]
IDENTIFIERS = ["unique_code", "fida", "tazkira", "passport", "national_code", "birth_certificate", "other"]
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


def fact(*fields):
    return [
        KEY,
        ("valid_from", models.DateField()),
        ("valid_until", models.DateField(null=True)),
        ("recorded_at", models.DateTimeField()),
        ("retracted_at", models.DateTimeField(null=True)),
        ("event", to("registry.lifeevent")),
        ("retracted_by", to("registry.lifeevent", null=True)),
        *fields,
    ]


def dated(name):
    return [
        check(f"{name}_lasts", Q(valid_until=None) | Q(valid_until__gt=F("valid_from"))),
        check(
            f"{name}_retraction_has_its_event",
            Q(retracted_at=None, retracted_by=None)
            | Q(retracted_at__isnull=False, retracted_by__isnull=False),
        ),
    ]


class Migration(AtOnce):
    initial = True
    dependencies = [
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "LifeEvent",
            [
                KEY,
                ("kind", models.CharField(max_length=20)),
                ("occurred_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("household", to("registry.household", "events", null=True)),
                ("reason", models.CharField(max_length=300, blank=True)),
                ("evidence", models.CharField(max_length=300, blank=True)),
                (
                    "reverses",
                    models.OneToOneField(
                        "registry.lifeevent", PROTECT, null=True, related_name="reversed_by"
                    ),
                ),
            ],
            {
                "constraints": [
                    check("event_kind_is_known", Q(kind__in=EVENTS)),
                    check(
                        "event_reversal_has_object_and_reason",
                        (Q(kind="reversal", reverses__isnull=False) & ~Q(reason=""))
                        | (~Q(kind="reversal") & Q(reverses=None)),
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "Party",
            [KEY, ("kind", models.CharField(max_length=12))],
            {"constraints": [check("party_kind_is_known", Q(kind__in=["person", "organisation"]))]},
        ),
        migrations.CreateModel(
            "Person",
            [
                (
                    "party",
                    models.OneToOneField(
                        "registry.party", PROTECT, primary_key=True, serialize=False, related_name="person"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("latin_name", models.CharField(max_length=160, blank=True)),
                ("father_name", models.CharField(max_length=80, blank=True)),
                ("sort_key", models.CharField(max_length=400)),
                ("sex", models.CharField(max_length=6)),
                ("birth_first", models.DateField()),
                ("birth_last", models.DateField()),
                ("birth_precision", models.CharField(max_length=5)),
                ("nationality", models.CharField(max_length=3)),
                ("died_on", models.DateField(null=True)),
            ],
            {
                "indexes": [models.Index(fields=["sort_key"], name="person_alphabetical")],
                "constraints": [
                    check("person_birth_span", Q(birth_last__gte=F("birth_first"))),
                    check("person_birth_precision", Q(birth_precision__in=["year", "month", "day"])),
                    check("person_sex_is_known", Q(sex__in=["female", "male"])),
                ],
            },
        ),
        migrations.CreateModel(
            "LifeEventSubject",
            [
                KEY,
                ("event", models.ForeignKey("registry.lifeevent", CASCADE, related_name="subjects")),
                ("person", to("registry.person", "life_events")),
                ("role", models.CharField(max_length=20)),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["event", "person", "role"], name="event_subject_once")
                ]
            },
        ),
        migrations.CreateModel(
            "Organisation",
            [
                (
                    "party",
                    models.OneToOneField(
                        "registry.party",
                        PROTECT,
                        primary_key=True,
                        serialize=False,
                        related_name="organisation",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("sort_key", models.CharField(max_length=400)),
                ("registration_number", models.CharField(max_length=30, blank=True)),
                ("national_id", models.CharField(max_length=20, blank=True)),
            ],
        ),
        migrations.CreateModel(
            "Membership",
            fact(
                ("household", to("registry.household", "memberships")),
                ("person", to("registry.person", "memberships")),
            ),
            {"constraints": dated("membership")},
        ),
        migrations.CreateModel(
            "Household",
            [
                KEY,
                ("household_code", models.CharField(max_length=20, unique=True)),
                ("head", to("registry.membership")),
                ("office", to("organisation.office")),
                ("formed_on", models.DateField()),
                ("dissolved_on", models.DateField(null=True)),
            ],
            {
                "constraints": [
                    check("household_span", Q(dissolved_on=None) | Q(dissolved_on__gte=F("formed_on")))
                ]
            },
        ),
        migrations.CreateModel(
            "Headship",
            fact(
                ("household", to("registry.household", "headships")),
                ("person", to("registry.person", "headships")),
                ("kind", models.CharField(max_length=10)),
            ),
            {
                "constraints": [
                    *dated("headship"),
                    check("headship_kind_is_known", Q(kind__in=["head", "temporary"])),
                ]
            },
        ),
        migrations.CreateModel(
            "Dossier",
            [
                KEY,
                ("household", models.OneToOneField("registry.household", PROTECT, related_name="dossier")),
                ("number", models.CharField(max_length=40, unique=True)),
                ("opened_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            "DossierCustody",
            fact(("dossier", to("registry.dossier", "custodies")), ("office", to("organisation.office"))),
            {"constraints": dated("dossiercustody")},
        ),
        migrations.CreateModel(
            "HouseholdAccount",
            [
                KEY,
                (
                    "account",
                    models.OneToOneField(settings.AUTH_USER_MODEL, PROTECT, related_name="household_account"),
                ),
                ("household", to("registry.household", "accounts")),
                ("opened_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            "Binding",
            [
                KEY,
                ("account", to(settings.AUTH_USER_MODEL, "bindings")),
                ("person", to("registry.person", "bindings")),
                ("bound_by", to(settings.AUTH_USER_MODEL)),
                ("bound_at", models.DateTimeField()),
                ("proof", models.CharField(max_length=120)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            {
                "constraints": [
                    check("nobody_binds_themselves", ~Q(account=F("bound_by"))),
                    models.UniqueConstraint(
                        fields=["account"], condition=Q(ended_at=None), name="account_bound_once"
                    ),
                    models.UniqueConstraint(
                        fields=["person"], condition=Q(ended_at=None), name="person_bound_once"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "SamePerson",
            fact(("person", to("registry.person", "same_as")), ("kept", to("registry.person", "aliases"))),
            {"constraints": [*dated("sameperson"), check("sameperson_takes_two", ~Q(person=F("kept")))]},
        ),
        migrations.CreateModel(
            "DuplicateProposal",
            [
                KEY,
                ("first", to("registry.person")),
                ("second", to("registry.person")),
                ("reasons", models.JSONField(default=list)),
                ("score", models.PositiveSmallIntegerField()),
                ("office", to("organisation.office")),
                ("proposed_at", models.DateTimeField()),
                ("state", models.CharField(max_length=10, default="open")),
                ("keep", to("registry.person", null=True)),
                ("asked_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("asked_for", to(settings.AUTH_USER_MODEL, null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("asked_ground", models.CharField(max_length=300, default="")),
                ("decided_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("ground", models.CharField(max_length=300, default="")),
                ("event", to("registry.lifeevent", null=True)),
            ],
            {
                "indexes": [
                    models.Index(fields=["state", "-score", "proposed_at", "id"], name="duplicate_queue")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
                    check("duplicate_pair_is_ordered", Q(first__lt=F("second"))),
                    check(
                        "duplicate_keeps_one_of_two", Q(keep=None) | Q(keep=F("first")) | Q(keep=F("second"))
                    ),
                    check("duplicate_state_is_known", Q(state__in=["open", "asked", "different", "same"])),
                    check(
                        "duplicate_asked_is_whole",
                        ~Q(state="asked")
                        | (
                            Q(asked_at__isnull=False, asked_by__isnull=False, keep__isnull=False)
                            & ~Q(asked_ground="")
                        ),
                    ),
                    check(
                        "duplicate_decided_is_whole",
                        (
                            Q(state__in=["different", "same"])
                            & Q(decided_at__isnull=False)
                            & Q(decided_by__isnull=False)
                            & ~Q(ground="")
                        )
                        | (
                            ~Q(state__in=["different", "same"])
                            & Q(decided_at=None, decided_by=None, ground="")
                        ),
                    ),
                    check(
                        "duplicate_four_eyes",
                        ~Q(state="same")
                        | (
                            Q(asked_by__isnull=False, asked_for__isnull=False, event__isnull=False)
                            & ~Q(asked_by=F("decided_by"))
                            & ~Q(asked_for=F("decided_by"))
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "DuplicateKey",
            [
                KEY,
                ("key", models.CharField(max_length=24)),
                ("person", models.ForeignKey("registry.person", CASCADE, related_name="+")),
            ],
            {"constraints": [models.UniqueConstraint(fields=["key", "person"], name="duplicate_key_once")]},
        ),
        migrations.CreateModel(
            "DuplicateDue",
            [
                (
                    "person",
                    models.OneToOneField(
                        "registry.person", CASCADE, primary_key=True, serialize=False, related_name="+"
                    ),
                )
            ],
        ),
        migrations.CreateModel(
            "PersonName",
            fact(
                ("person", to("registry.person", "names")),
                ("use", models.CharField(max_length=10)),
                ("given", models.CharField(max_length=80)),
                ("family", models.CharField(max_length=80, blank=True)),
                ("father", models.CharField(max_length=80, blank=True)),
                ("grandfather", models.CharField(max_length=80, blank=True)),
                ("latin_given", models.CharField(max_length=80, blank=True)),
                ("latin_family", models.CharField(max_length=80, blank=True)),
                ("fold", models.CharField(max_length=200)),
                ("sort_key", models.CharField(max_length=400)),
                ("skeleton", models.CharField(max_length=200)),
            ),
            {
                "constraints": [
                    *dated("personname"),
                    check("name_use_is_known", Q(use__in=["official", "also"])),
                ]
            },
        ),
        migrations.CreateModel(
            "NameToken",
            [
                KEY,
                ("token", models.CharField(max_length=60)),
                ("person", models.ForeignKey("registry.person", CASCADE, related_name="tokens")),
            ],
            {"constraints": [models.UniqueConstraint(fields=["token", "person"], name="name_token_once")]},
        ),
        migrations.CreateModel(
            "NameVocabulary",
            [
                ("token", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("persons", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            "VocabularyVersion", [KEY, ("number", models.PositiveIntegerField(default=0))]
        ),
        migrations.CreateModel(
            "Particulars",
            fact(
                ("person", to("registry.person", "particulars")),
                ("sex", models.CharField(max_length=6)),
                ("birth_first", models.DateField()),
                ("birth_last", models.DateField()),
                ("birth_precision", models.CharField(max_length=5)),
                ("birth_place", models.CharField(max_length=80, blank=True)),
                ("nationality", models.CharField(max_length=3)),
                ("died_on", models.DateField(null=True)),
                ("source", models.CharField(max_length=120, blank=True)),
            ),
            {
                "constraints": [
                    *dated("particulars"),
                    check("particulars_birth_span", Q(birth_last__gte=F("birth_first"))),
                    check("particulars_precision", Q(birth_precision__in=["year", "month", "day"])),
                ]
            },
        ),
        migrations.CreateModel(
            "ResidenceStatus",
            fact(
                ("person", to("registry.person", "statuses")),
                ("kind", models.CharField(max_length=20)),
                ("ground", models.CharField(max_length=120, blank=True)),
            ),
            {"constraints": [*dated("residencestatus"), check("status_kind_is_known", Q(kind__in=STATUSES))]},
        ),
        migrations.CreateModel(
            "Relationship",
            fact(
                ("person", to("registry.person", "relations")),
                ("other", to("registry.person", "relations_to")),
                ("kind", models.CharField(max_length=20)),
                ("evidence", models.CharField(max_length=200, blank=True)),
            ),
            {
                "constraints": [
                    *dated("relationship"),
                    check("relationship_takes_two", ~Q(person=F("other"))),
                    check("relationship_kind_is_known", Q(kind__in=TIES)),
                ]
            },
        ),
        migrations.CreateModel(
            "Identifier",
            fact(
                ("person", to("registry.person", "identifiers")),
                ("kind", models.CharField(max_length=20)),
                ("sealed", models.BinaryField()),
                ("index", models.CharField(max_length=64)),
                ("issuer", models.CharField(max_length=80, blank=True)),
            ),
            {
                "indexes": [models.Index(fields=["index"], name="identifier_blind_index")],
                "constraints": [
                    *dated("identifier"),
                    check("identifier_kind_is_known", Q(kind__in=IDENTIFIERS)),
                ],
            },
        ),
        migrations.CreateModel(
            "PaperHeld",
            fact(
                ("person", to("registry.person", "papers")),
                ("kind", models.CharField(max_length=20)),
                ("number", models.CharField(max_length=40)),
                ("expires_on", models.DateField(null=True)),
            ),
            {
                "indexes": [models.Index(fields=["number"], name="paper_number")],
                "constraints": [*dated("paperheld"), check("paper_kind_is_known", Q(kind__in=PAPERS))],
            },
        ),
        migrations.CreateModel(
            "Portrait",
            fact(
                ("person", to("registry.person", "portraits")),
                ("place", models.CharField(max_length=80)),
                ("sha256", models.CharField(max_length=64)),
            ),
            {"constraints": dated("portrait")},
        ),
        migrations.CreateModel(
            "PaperStanding",
            fact(
                ("person", to("registry.person", "paper_standings")),
                ("kind", models.CharField(max_length=20)),
                ("number", models.CharField(max_length=40)),
                ("state", models.CharField(max_length=12)),
                ("reason", models.CharField(max_length=120)),
                ("case_number", models.CharField(max_length=40)),
                ("decided_by", to(settings.AUTH_USER_MODEL)),
            ),
            {
                "constraints": [
                    *dated("paperstanding"),
                    check("standing_paper_is_known", Q(kind__in=PAPERS)),
                    check("standing_state_is_known", Q(state__in=("suspended", "invalidated"))),
                    check("standing_has_its_reason", ~Q(reason="")),
                ]
            },
        ),
        migrations.CreateModel(
            "StatusEnd",
            fact(
                ("person", to("registry.person", "status_ends")),
                ("kind", models.CharField(max_length=20)),
                ("cause", models.CharField(max_length=12)),
                ("case_number", models.CharField(max_length=40)),
                ("decided_by", to(settings.AUTH_USER_MODEL)),
                ("confirmed_by", to(settings.AUTH_USER_MODEL)),
            ),
            {
                "constraints": [
                    *dated("statusend"),
                    check("status_end_kind_is_known", Q(kind__in=STATUSES)),
                    check(
                        "status_end_cause_is_known",
                        Q(cause__in=["renounced", "revoked", "ceased", "annulled"]),
                    ),
                    check("status_end_takes_two_officers", ~Q(decided_by=F("confirmed_by"))),
                ]
            },
        ),
        migrations.CreateModel(
            "Address",
            fact(
                ("household", to("registry.household", "addresses", null=True)),
                ("person", to("registry.person", "addresses", null=True)),
                ("county", to("organisation.county")),
                ("sealed", models.BinaryField()),
                ("is_confidential", models.BooleanField(default=False)),
            ),
            {
                "constraints": [
                    *dated("address"),
                    check(
                        "address_of_one",
                        Q(household__isnull=False, person=None) | Q(household=None, person__isnull=False),
                    ),
                    check(
                        "confidential_address_of_a_person", Q(is_confidential=False) | Q(person__isnull=False)
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "Contact",
            fact(
                ("household", to("registry.household", "contacts", null=True)),
                ("person", to("registry.person", "contacts", null=True)),
                ("kind", models.CharField(max_length=10)),
                ("sealed", models.BinaryField()),
                ("index", models.CharField(max_length=64)),
                ("is_confidential", models.BooleanField(default=False)),
            ),
            {
                "indexes": [models.Index(fields=["index"], name="contact_blind_index")],
                "constraints": [
                    *dated("contact"),
                    check(
                        "contact_of_one",
                        Q(household__isnull=False, person=None) | Q(household=None, person__isnull=False),
                    ),
                    check(
                        "confidential_contact_of_a_person", Q(is_confidential=False) | Q(person__isnull=False)
                    ),
                    check("contact_kind_is_known", Q(kind__in=["mobile", "phone", "email"])),
                ],
            },
        ),
        migrations.CreateModel(
            "ContactWish",
            fact(
                ("household", to("registry.household", "wishes", null=True)),
                ("person", to("registry.person", "wishes", null=True)),
                ("language", models.CharField(max_length=5, default="")),
                ("channel", models.CharField(max_length=6, default="")),
                ("can_read", models.BooleanField(default=True)),
                ("is_shared", models.BooleanField(default=False)),
                ("is_quiet", models.BooleanField(default=False)),
            ),
            {
                "constraints": [
                    *dated("contactwish"),
                    check(
                        "contactwish_of_one",
                        Q(household__isnull=False, person=None) | Q(household=None, person__isnull=False),
                    ),
                    check("contactwish_channel_is_known", Q(channel__in=["", "sms", "voice", "paper"])),
                ]
            },
        ),
    ]
