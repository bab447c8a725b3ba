"""Cards on their way from the printer into a hand, and the blanks they are printed on; what happened is never rewritten."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from panah.audit.append_only import append_only


def same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} = OLD.{column}" for column in columns)


ONLY_ITS_WAY = {
    "documents_blank": same("id", "kind", "serial") + " AND OLD.state <> 'destroyed'",
    "documents_blankmove": same("id", "kind", "first", "last", "to_office_id", "note")
    + " AND COALESCE(NEW.from_office_id, 0) = COALESCE(OLD.from_office_id, 0)"
    + " AND COALESCE(NEW.sent_by_id, 0) = COALESCE(OLD.sent_by_id, 0) AND OLD.received_at IS NULL",
    "documents_blankdestruction": same(
        "id", "kind", "office_id", "first", "last", "pieces", "reason", "proposed_by_id", "proposed_at"
    )
    + " AND OLD.confirmed_at IS NULL",
    "documents_printbatch": same("id", "site_id", "kind", "size", "key", "made_by_id", "made_at"),
    "documents_printsheet": same("id", "batch_id", "first", "last", "place") + " AND OLD.printed_at IS NULL",
    "documents_printitem": same("id", "document_id", "site_id", "office_id", "made_at")
    + " AND OLD.state NOT IN ('spoiled', 'withdrawn')",
}


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0005_keys_and_places"),
        ("organisation", "0002_no_overlaps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Blank",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("serial", models.BigIntegerField()),
                ("state", models.CharField(default="in-stock", max_length=10)),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blanks",
                        to="documents.document",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.office"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BlankDestruction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("pieces", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=120)),
                ("proposed_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.office"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BlankMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("note", models.CharField(max_length=120)),
                ("sent_at", models.DateTimeField(null=True)),
                ("received_at", models.DateTimeField(null=True)),
                (
                    "from_office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.office",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.office"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PrintBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("size", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=160, unique=True)),
                ("made_at", models.DateTimeField()),
                ("state", models.CharField(default="queued", max_length=10)),
                ("trouble", models.CharField(blank=True, default="", max_length=300)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.office"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PrintSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.PositiveSmallIntegerField()),
                ("last", models.PositiveSmallIntegerField()),
                ("place", models.CharField(max_length=100, unique=True)),
                ("made_at", models.DateTimeField(null=True)),
                ("first_serial", models.BigIntegerField(null=True)),
                ("printed_at", models.DateTimeField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="documents.printbatch"
                    ),
                ),
                (
                    "printed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PrintItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("place", models.PositiveSmallIntegerField(null=True)),
                ("box", models.CharField(blank=True, default="", max_length=40)),
                ("reason", models.CharField(blank=True, default="", max_length=120)),
                ("made_at", models.DateTimeField()),
                ("since", models.DateTimeField()),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="documents.printbatch",
                    ),
                ),
                (
                    "blank",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item",
                        to="documents.blank",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="prints", to="documents.document"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.office"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.office"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="documents.printsheet",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StockCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("day", models.DateField()),
                ("expected", models.PositiveIntegerField()),
                ("counted", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, default="", max_length=200)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.office"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="blank",
            index=models.Index(fields=["office", "kind", "state", "serial"], name="blank_of_office"),
        ),
        migrations.AddConstraint(
            model_name="blank",
            constraint=models.UniqueConstraint(fields=("kind", "serial"), name="blank_once"),
        ),
        migrations.AddConstraint(
            model_name="blank",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["in-stock", "on-way", "used", "spoiled", "destroyed"])),
                name="blank_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="blank",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["in-stock", "on-way"]), _negated=True),
                    ("document", None),
                    _connector="OR",
                ),
                name="blank_in_stock_is_blank",
            ),
        ),
        migrations.AddConstraint(
            model_name="blank",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "used"), _negated=True), ("document__isnull", False), _connector="OR"
                ),
                name="blank_used_for_a_card",
            ),
        ),
        migrations.AddConstraint(
            model_name="blankdestruction",
            constraint=models.CheckConstraint(
                condition=models.Q(("last__gte", models.F("first")), ("pieces__gt", 0)), name="destruction_span"
            ),
        ),
        migrations.AddConstraint(
            model_name="blankdestruction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="destruction_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="blankdestruction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="destruction_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="blankmove",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__gt", 0), ("last__gte", models.F("first"))), name="move_span"
            ),
        ),
        migrations.AddConstraint(
            model_name="blankmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_office", None), ("sent_at", None), ("sent_by", None)),
                    models.Q(("from_office__isnull", False), ("sent_at__isnull", False), ("sent_by__isnull", False)),
                    _connector="OR",
                ),
                name="move_sending_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="blankmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("received_at", None), ("received_by", None)),
                    models.Q(("received_at__isnull", False), ("received_by__isnull", False)),
                    _connector="OR",
                ),
                name="move_arrival_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="blankmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_by", None),
                    ("received_by", None),
                    models.Q(("sent_by", models.F("received_by")), _negated=True),
                    _connector="OR",
                ),
                name="move_four_eyes",
            ),
        ),
        migrations.AddIndex(
            model_name="printbatch",
            index=models.Index(fields=["site", "made_at"], name="batch_of_site"),
        ),
        migrations.AddConstraint(
            model_name="printbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["queued", "ready", "failed"])), name="batch_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="printbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), _negated=True),
                    models.Q(("trouble", ""), _negated=True),
                    _connector="OR",
                ),
                name="batch_failure_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="printsheet",
            constraint=models.UniqueConstraint(fields=("batch", "first"), name="sheet_once"),
        ),
        migrations.AddConstraint(
            model_name="printsheet",
            constraint=models.CheckConstraint(
                condition=models.Q(("last__gte", models.F("first"))), name="sheet_span"
            ),
        ),
        migrations.AddConstraint(
            model_name="printsheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_serial", None), ("printed_at", None), ("printed_by", None)),
                    models.Q(
                        ("first_serial__isnull", False), ("printed_at__isnull", False), ("printed_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="sheet_printing_is_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="printitem",
            index=models.Index(fields=["site", "state", "id"], name="print_at_site"),
        ),
        migrations.AddIndex(
            model_name="printitem",
            index=models.Index(fields=["office", "state", "id"], name="print_at_office"),
        ),
        migrations.AddConstraint(
            model_name="printitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["spoiled", "withdrawn"]), _negated=True),
                fields=("document",),
                name="print_one_lives",
            ),
        ),
        migrations.AddConstraint(
            model_name="printitem",
            constraint=models.UniqueConstraint(fields=("batch", "place"), name="print_place_once"),
        ),
        migrations.AddConstraint(
            model_name="printitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
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
                        ],
                    )
                ),
                name="print_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="printitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["arrived", "checked", "handed", "printed", "returned", "sent"]), _negated=True
                    ),
                    ("blank__isnull", False),
                    _connector="OR",
                ),
                name="print_has_its_blank",
            ),
        ),
        migrations.AddConstraint(
            model_name="printitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["spoiled", "withdrawn"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="print_end_has_its_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="printitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("batch", None), ("place", None)),
                    models.Q(("batch__isnull", False), ("place__isnull", False)),
                    _connector="OR",
                ),
                name="print_place_in_batch",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockcount",
            constraint=models.UniqueConstraint(fields=("office", "kind", "day"), name="count_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="stockcount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("counted", models.F("expected")), models.Q(("note", ""), _negated=True), _connector="OR"
                ),
                name="count_difference_is_told",
            ),
        ),
        append_only(*ONLY_ITS_WAY, "documents_stockcount", unless=ONLY_ITS_WAY),
    ]
