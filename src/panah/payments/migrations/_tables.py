"""Tables of the first migration, apart because one file would be too long: the till of a counter, and lists of exemption."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from panah.organisation.tables import KEY, check, to

TILL = (
    migrations.CreateModel(
        "Terminal",
        [
            KEY,
            ("number", models.CharField(max_length=20)),
            ("office", to("organisation.office")),
            ("into", models.CharField(max_length=60, default="", db_default="")),
            ("registered_by", to(settings.AUTH_USER_MODEL)),
            ("registered_at", models.DateTimeField()),
            ("closed_at", models.DateTimeField(null=True)),
        ],
        {
            "constraints": [
                models.UniqueConstraint(
                    fields=["number"], condition=Q(closed_at=None), name="payments_terminal_at_one_office"
                )
            ]
        },
    ),
    migrations.CreateModel(
        "ReceiptBook",
        [
            KEY,
            ("office", to("organisation.office")),
            ("series", models.CharField(max_length=20, default="", db_default="")),
            ("first", models.PositiveBigIntegerField()),
            ("last", models.PositiveBigIntegerField()),
            ("registered_by", to(settings.AUTH_USER_MODEL)),
            ("registered_at", models.DateTimeField()),
            ("closed_at", models.DateTimeField(null=True)),
        ],
        {
            "constraints": [
                check("payments_book_has_receipts", Q(last__gte=F("first"))),
                models.UniqueConstraint(fields=["series", "first"], name="payments_book_once"),
            ]
        },
    ),
    migrations.CreateModel(
        "CashReceipt",
        [
            KEY,
            ("book", to("payments.receiptbook", "used")),
            ("number", models.PositiveBigIntegerField()),
            ("case", to("casework.case", null=True)),
            ("written_by", to(settings.AUTH_USER_MODEL)),
            ("at", models.DateTimeField()),
            ("void_reason", models.CharField(max_length=300, default="", db_default="")),
        ],
        {
            "constraints": [
                models.UniqueConstraint(fields=["book", "number"], name="payments_receipt_used_once"),
                check(
                    "payments_receipt_given_or_void",
                    (Q(case=None) & ~Q(void_reason="")) | Q(case__isnull=False, void_reason=""),
                ),
            ]
        },
    ),
)

LISTS = (
    migrations.CreateModel(
        "ExemptionList",
        [
            KEY,
            ("kind", models.CharField(max_length=14)),
            ("office", to("organisation.office")),
            ("letter", models.CharField(max_length=60)),
            ("file_name", models.CharField(max_length=120, default="", db_default="")),
            ("file_sha", models.CharField(max_length=64, default="", db_default="")),
            ("left_out", models.JSONField(default=list)),
            ("state", models.CharField(max_length=10, default="brought")),
            ("brought_by", to(settings.AUTH_USER_MODEL)),
            ("brought_at", models.DateTimeField()),
            ("decided_by", to(settings.AUTH_USER_MODEL, null=True)),
            ("decided_at", models.DateTimeField(null=True)),
            ("undone_by", to(settings.AUTH_USER_MODEL, null=True)),
            ("undone_at", models.DateTimeField(null=True)),
            ("reason", models.CharField(max_length=300, default="", db_default="")),
        ],
        {
            "constraints": [
                check(
                    "payments_list_words",
                    Q(
                        kind__in=["welfare", "municipality"],
                        state__in=["brought", "confirmed", "refused", "undone"],
                    ),
                ),
                check(
                    "payments_list_four_eyes", Q(decided_by=None) | ~Q(decided_by=F("brought_by"))
                ),
                check(
                    "payments_list_decided",
                    Q(decided_at=None, state="brought")
                    | (~Q(state="brought") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                ),
                check("payments_list_says_why", ~Q(state__in=["refused", "undone"]) | ~Q(reason="")),
            ]
        },
    ),
    migrations.CreateModel(
        "ListedExemption",
        [
            KEY,
            ("list", to("payments.exemptionlist", "rows")),
            ("row", models.PositiveIntegerField()),
            ("household", to("registry.household")),
            ("ground", models.CharField(max_length=60)),
            ("valid_from", models.DateField()),
            ("valid_until", models.DateField(null=True)),
        ],
        {
            "constraints": [
                models.UniqueConstraint(fields=["list", "row"], name="payments_listed_once"),
                check(
                    "payments_listed_lasts", Q(valid_until=None) | Q(valid_until__gte=F("valid_from"))
                ),
            ],
            "indexes": [models.Index(fields=["household", "ground"], name="payments_listed_household")],
        },
    ),
    migrations.CreateModel(
        "ColumnMapping",
        [
            KEY,
            ("kind", models.CharField(max_length=14)),
            ("header_sha", models.CharField(max_length=64)),
            ("columns", models.JSONField(default=dict)),
        ],
        {
            "constraints": [
                models.UniqueConstraint(fields=["kind", "header_sha"], name="payments_mapping_once")
            ]
        },
    ),
)
