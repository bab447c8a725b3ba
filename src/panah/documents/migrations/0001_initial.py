"""Papers and who received them, keeping, other authorities, keys and lists, the print room, signed files."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, F, Q

from panah.organisation.tables import KEY, AtOnce, check, to

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
ON_ITS_WAY = [
    "waiting",
    "typeset",
    "printed",
    "checked",
    "sent",
    "arrived",
    "handed",
    "returned",
    "spoiled",
    "withdrawn",
]
HAS_A_BLANK = ["arrived", "checked", "handed", "printed", "returned", "sent"]


class Migration(AtOnce):
    initial = True
    dependencies = [
        ("casework", "0001_initial"),
        ("organisation", "0001_initial"),
        ("registry", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "Document",
            [
                KEY,
                ("number", models.CharField(max_length=40, unique=True)),
                ("kind", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=60)),
                ("case", to("casework.case", "papers")),
                ("office", to("organisation.office")),
                ("bearer", to("registry.party", null=True)),
                ("line", models.CharField(max_length=120)),
                ("key", models.CharField(max_length=160, unique=True)),
                ("title", models.CharField(max_length=160)),
                ("issued_at", models.DateTimeField()),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("verify_code", models.CharField(max_length=10, unique=True)),
                ("sealed", models.BinaryField()),
                (
                    "replaces",
                    models.OneToOneField(
                        "documents.document", PROTECT, null=True, related_name="replacement"
                    ),
                ),
                ("state", models.CharField(max_length=10, default="valid")),
                ("void_reason", models.CharField(max_length=120, blank=True, default="")),
                ("voided_at", models.DateTimeField(null=True)),
            ],
            {
                "indexes": [
                    models.Index(fields=["case", "name"], name="document_of_case"),
                    models.Index(fields=["office", "issued_at"], name="document_of_office"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["line"], condition=Q(state="valid"), name="document_one_stands"
                    ),
                    check(
                        "document_end_has_its_reason",
                        Q(state="valid", void_reason="", voided_at=None)
                        | (Q(state__in=["void", "replaced"], voided_at__isnull=False) & ~Q(void_reason="")),
                    ),
                    check("document_span", Q(valid_until=None) | Q(valid_until__gte=F("valid_from"))),
                ],
            },
        ),
        migrations.CreateModel(
            "DocumentSubject",
            [
                KEY,
                ("document", to("documents.document", "subjects")),
                ("party", to("registry.party", "papers")),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["document", "party"], name="document_names_once")
                ]
            },
        ),
        migrations.CreateModel(
            "Blank",
            [
                KEY,
                ("kind", models.CharField(max_length=30)),
                ("serial", models.BigIntegerField()),
                ("office", to("organisation.office")),
                ("state", models.CharField(max_length=10, default="in-stock")),
                ("document", to("documents.document", "blanks", null=True)),
            ],
            {
                "indexes": [
                    models.Index(fields=["office", "kind", "state", "serial"], name="blank_of_office")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["kind", "serial"], name="blank_once"),
                    check(
                        "blank_state_is_known",
                        Q(state__in=["in-stock", "on-way", "used", "spoiled", "destroyed"]),
                    ),
                    check("blank_in_stock_is_blank", ~Q(state__in=["in-stock", "on-way"]) | Q(document=None)),
                    check("blank_used_for_a_card", ~Q(state="used") | Q(document__isnull=False)),
                ],
            },
        ),
        migrations.CreateModel(
            "BlankMove",
            [
                KEY,
                ("kind", models.CharField(max_length=30)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("from_office", to("organisation.office", null=True)),
                ("to_office", to("organisation.office")),
                ("note", models.CharField(max_length=120)),
                ("sent_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("received_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("received_at", models.DateTimeField(null=True)),
            ],
            {
                "constraints": [
                    check("move_span", Q(first__gt=0, last__gte=F("first"))),
                    check(
                        "move_sending_is_whole",
                        Q(from_office=None, sent_at=None, sent_by=None)
                        | Q(from_office__isnull=False, sent_at__isnull=False, sent_by__isnull=False),
                    ),
                    check(
                        "move_arrival_is_whole",
                        Q(received_at=None, received_by=None)
                        | Q(received_at__isnull=False, received_by__isnull=False),
                    ),
                    check(
                        "move_four_eyes", Q(sent_by=None) | Q(received_by=None) | ~Q(sent_by=F("received_by"))
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "BlankDestruction",
            [
                KEY,
                ("kind", models.CharField(max_length=30)),
                ("office", to("organisation.office")),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("pieces", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=120)),
                ("proposed_by", to(settings.AUTH_USER_MODEL)),
                ("proposed_at", models.DateTimeField()),
                ("confirmed_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
            {
                "constraints": [
                    check("destruction_span", Q(last__gte=F("first"), pieces__gt=0)),
                    check("destruction_says_why", ~Q(reason="")),
                    check(
                        "destruction_four_eyes",
                        Q(confirmed_at=None, confirmed_by=None)
                        | (
                            Q(confirmed_at__isnull=False, confirmed_by__isnull=False)
                            & ~Q(confirmed_by=F("proposed_by"))
                        ),
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "StockCount",
            [
                KEY,
                ("office", to("organisation.office")),
                ("kind", models.CharField(max_length=30)),
                ("day", models.DateField()),
                ("expected", models.PositiveIntegerField()),
                ("counted", models.PositiveIntegerField()),
                ("by", to(settings.AUTH_USER_MODEL)),
                ("at", models.DateTimeField()),
                ("note", models.CharField(max_length=200, blank=True, default="")),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["office", "kind", "day"], name="count_once_a_day"),
                    check("count_difference_is_told", Q(counted=F("expected")) | ~Q(note="")),
                ]
            },
        ),
        migrations.CreateModel(
            "Crossing",
            [
                KEY,
                ("document", to("documents.document", "crossings")),
                ("key", models.CharField(max_length=120, unique=True)),
                ("border", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                ("heard_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            "DocumentKey",
            [
                KEY,
                ("name", models.CharField(max_length=16, unique=True)),
                ("purpose", models.CharField(max_length=10)),
                ("algorithm", models.SmallIntegerField()),
                ("x", models.BinaryField()),
                ("y", models.BinaryField()),
                ("types", models.TextField(blank=True)),
                ("not_before", models.DateTimeField()),
                ("not_after", models.DateTimeField()),
                ("state", models.PositiveSmallIntegerField(default=0)),
                ("compromised_since", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField()),
            ],
            {
                "constraints": [
                    check("key_purpose_is_known", Q(purpose__in=["card", "paper", "status", "file"])),
                    check("key_lasts", Q(not_after__gt=F("not_before"))),
                    check(
                        "key_compromise_has_its_moment",
                        Q(compromised_since__isnull=False, state=2)
                        | Q(compromised_since=None, state__in=[0, 1]),
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "PublishedList",
            [
                KEY,
                ("name", models.CharField(max_length=20, unique=True)),
                ("sequence", models.BigIntegerField()),
                ("body", models.BinaryField()),
                ("etag", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            "SignedFile",
            [
                KEY,
                ("paper", models.CharField(max_length=40, unique=True)),
                ("place", models.CharField(max_length=100, unique=True)),
                ("asked_at", models.DateTimeField()),
                ("next_at", models.DateTimeField()),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("trouble", models.CharField(max_length=300, blank=True, default="")),
                ("made_at", models.DateTimeField(null=True)),
                ("key", to("documents.documentkey", "files", null=True)),
                ("digest", models.CharField(max_length=64, blank=True, default="")),
            ],
            {
                "indexes": [
                    models.Index(fields=["next_at"], condition=Q(made_at=None), name="file_that_waits")
                ],
                "constraints": [
                    check(
                        "file_is_whole",
                        Q(digest="", key=None, made_at=None)
                        | (Q(key__isnull=False, made_at__isnull=False, trouble="") & ~Q(digest="")),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            "HandOver",
            [
                KEY,
                ("document", to("documents.document", "hand_overs")),
                ("to_party", to("registry.party", null=True)),
                ("to_account", to(settings.AUTH_USER_MODEL, null=True)),
                ("by_account", to(settings.AUTH_USER_MODEL, null=True)),
                ("how", models.CharField(max_length=10)),
                ("witness", models.BinaryField(default=b"")),
                ("at", models.DateTimeField()),
            ],
            {
                "constraints": [
                    check(
                        "hand_over_has_a_receiver", Q(to_party__isnull=False) | Q(to_account__isnull=False)
                    ),
                    check("hand_over_way_is_known", Q(how__in=("counter", "download"))),
                ]
            },
        ),
        migrations.CreateModel(
            "Keeping",
            [
                KEY,
                ("party", to("registry.party", "keepings")),
                ("kind", models.CharField(max_length=20)),
                ("number", models.CharField(max_length=40)),
                ("case", to("casework.case", "keepings")),
                ("office", to("organisation.office")),
                ("against", to("documents.document")),
                ("receipt", models.CharField(max_length=10, unique=True)),
                ("taken_by", to(settings.AUTH_USER_MODEL)),
                ("taken_at", models.DateTimeField()),
                ("return_receipt", models.CharField(max_length=10, blank=True, default="")),
                ("returned_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("returned_at", models.DateTimeField(null=True)),
            ],
            {
                "constraints": [
                    check("keeping_kind_is_known", Q(kind__in=PAPERS)),
                    models.UniqueConstraint(
                        fields=["party", "kind", "number"],
                        condition=Q(returned_at=None),
                        name="keeping_in_one_place",
                    ),
                    check(
                        "keeping_return_is_whole",
                        Q(return_receipt="", returned_at=None, returned_by=None)
                        | (Q(returned_at__isnull=False, returned_by__isnull=False) & ~Q(return_receipt="")),
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "OutsideEntry",
            [
                KEY,
                ("key", models.CharField(max_length=200, unique=True)),
                ("message", to("casework.outboxmessage")),
                ("what", models.CharField(max_length=20)),
                ("acts", models.CharField(max_length=300)),
                ("case", to("casework.case", "outside_entries")),
                ("subject", to("casework.subject")),
                ("person", to("registry.person", "outside_entries")),
                ("office", to("organisation.office")),
                ("corrects", to("documents.outsideentry", "corrections", null=True)),
                ("sealed", models.BinaryField()),
                ("state", models.CharField(max_length=10)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("was_sent", models.BooleanField(default=False)),
                ("next_at", models.DateTimeField()),
                ("trouble", models.CharField(max_length=300, blank=True, default="")),
                ("receipt", models.CharField(max_length=80, blank=True, default="")),
                ("other_receipt", models.CharField(max_length=80, blank=True, default="")),
                ("recorded_on", models.DateField(null=True)),
                ("typed_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("typed_at", models.DateTimeField(null=True)),
                ("checked_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["next_at", "id"], condition=Q(state="queued"), name="outside_to_send"
                    ),
                    models.Index(
                        fields=["office", "state", "id"],
                        condition=~Q(state="recorded"),
                        name="outside_waiting",
                    ),
                    models.Index(fields=["case", "person"], name="outside_of_case"),
                ],
                "constraints": [
                    check(
                        "outside_state_is_known",
                        Q(state__in=["queued", "to-type", "typed", "failed", "recorded"]),
                    ),
                    check(
                        "outside_what_is_known",
                        Q(what__in=["correct-in-najva", "record-in-najva", "tell-border"]),
                    ),
                    check(
                        "outside_recorded_has_its_receipt",
                        ~Q(state="recorded") | (Q(recorded_on__isnull=False) & ~Q(receipt="")),
                    ),
                    check(
                        "outside_four_eyes",
                        Q(typed_by=None)
                        | ~Q(state="recorded")
                        | (Q(checked_by__isnull=False) & ~Q(checked_by=F("typed_by"))),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "StatusPlace",
            [
                KEY,
                ("paper", models.CharField(max_length=60, unique=True)),
                ("code", models.CharField(max_length=10, unique=True)),
                ("type", models.CharField(max_length=24)),
                ("valid_until", models.DateField(null=True)),
                ("place", models.PositiveBigIntegerField(unique=True)),
                ("is_ended", models.BooleanField(default=False)),
                ("is_used", models.BooleanField(default=False)),
                ("shard", models.PositiveSmallIntegerField(null=True)),
                ("tag", models.BinaryField(null=True)),
            ],
            {"indexes": [models.Index(fields=["shard"], name="place_of_number_shard")]},
        ),
        migrations.CreateModel("StatusDue", [KEY, ("place", models.BigIntegerField())]),
        migrations.CreateModel("NumberDue", [KEY, ("place", models.BigIntegerField())]),
        migrations.CreateModel(
            "PrintBatch",
            [
                KEY,
                ("site", to("organisation.office")),
                ("kind", models.CharField(max_length=30)),
                ("size", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=160, unique=True)),
                ("made_by", to(settings.AUTH_USER_MODEL)),
                ("made_at", models.DateTimeField()),
                ("state", models.CharField(max_length=10, default="queued")),
                ("trouble", models.CharField(max_length=300, blank=True, default="")),
            ],
            {
                "indexes": [models.Index(fields=["site", "made_at"], name="batch_of_site")],
                "constraints": [
                    check("batch_state_is_known", Q(state__in=["queued", "ready", "failed"])),
                    check("batch_failure_says_why", ~Q(state="failed") | ~Q(trouble="")),
                ],
            },
        ),
        migrations.CreateModel(
            "PrintSheet",
            [
                KEY,
                ("batch", to("documents.printbatch", "sheets")),
                ("first", models.PositiveSmallIntegerField()),
                ("last", models.PositiveSmallIntegerField()),
                ("place", models.CharField(max_length=100, unique=True)),
                ("made_at", models.DateTimeField(null=True)),
                ("first_serial", models.BigIntegerField(null=True)),
                ("printed_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("printed_at", models.DateTimeField(null=True)),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["batch", "first"], name="sheet_once"),
                    check("sheet_span", Q(last__gte=F("first"))),
                    check(
                        "sheet_printing_is_whole",
                        Q(first_serial=None, printed_at=None, printed_by=None)
                        | Q(first_serial__isnull=False, printed_at__isnull=False, printed_by__isnull=False),
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "PrintItem",
            [
                KEY,
                ("document", to("documents.document", "prints")),
                ("site", to("organisation.office")),
                ("office", to("organisation.office")),
                ("state", models.CharField(max_length=10, default="waiting")),
                ("batch", to("documents.printbatch", "items", null=True)),
                ("place", models.PositiveSmallIntegerField(null=True)),
                ("sheet", to("documents.printsheet", "items", null=True)),
                ("blank", models.OneToOneField("documents.blank", PROTECT, null=True, related_name="item")),
                ("box", models.CharField(max_length=40, blank=True, default="")),
                ("reason", models.CharField(max_length=120, blank=True, default="")),
                ("made_at", models.DateTimeField()),
                ("since", models.DateTimeField()),
                ("by", to(settings.AUTH_USER_MODEL, null=True)),
            ],
            {
                "indexes": [
                    models.Index(fields=["site", "state", "id"], name="print_at_site"),
                    models.Index(fields=["office", "state", "id"], name="print_at_office"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["document"],
                        condition=~Q(state__in=["spoiled", "withdrawn"]),
                        name="print_one_lives",
                    ),
                    models.UniqueConstraint(fields=["batch", "place"], name="print_place_once"),
                    check("print_state_is_known", Q(state__in=ON_ITS_WAY)),
                    check("print_has_its_blank", ~Q(state__in=HAS_A_BLANK) | Q(blank__isnull=False)),
                    check("print_end_has_its_reason", ~Q(state__in=["spoiled", "withdrawn"]) | ~Q(reason="")),
                    check(
                        "print_place_in_batch",
                        Q(batch=None, place=None) | Q(batch__isnull=False, place__isnull=False),
                    ),
                ],
            },
        ),
    ]
