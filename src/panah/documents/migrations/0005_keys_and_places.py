"""Keys, published lists, places of status; the database itself notes every paper whose state changed."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F, Q

KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
NOTES = {
    "status_of_changed": (
        "documents_document",
        "UPDATE OF state",
        "documents_statusdue",
        "NEW.id",
        "WHEN (OLD.state <> NEW.state)",
    ),
    "status_of_used": ("documents_crossing", "INSERT", "documents_statusdue", "NEW.document_id", ""),
    "number_of_new": ("documents_statusplace", "INSERT", "documents_numberdue", "NEW.document_id", ""),
}
SQLITE = "CREATE TRIGGER {name} AFTER {act} ON {table} {when} BEGIN INSERT INTO {due} (document_id) VALUES ({id}); END"
FUNCTION = """
CREATE OR REPLACE FUNCTION panah_{name}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN INSERT INTO {due} (document_id) VALUES ({id}); RETURN NULL; END $$
"""
POSTGRESQL = (
    "CREATE TRIGGER {name} AFTER {act} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION panah_{name}()"
)


def note_changes(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    is_postgresql = editor.connection.vendor == "postgresql"
    for name, (table, act, due, number, when) in NOTES.items():
        words = {"name": name, "table": table, "act": act, "due": due, "id": number, "when": when}
        if is_postgresql:
            editor.execute(FUNCTION.format(**words), params=None)
        editor.execute((POSTGRESQL if is_postgresql else SQLITE).format(**words), params=None)


def forget_changes(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for name, (table, *_rest) in NOTES.items():
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER {name}{on}", params=None)


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_border")]

    operations = [
        migrations.CreateModel(
            name="DocumentKey",
            fields=[
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(purpose__in=["card", "paper", "status"]), name="key_purpose_is_known"
                    ),
                    models.CheckConstraint(condition=Q(not_after__gt=F("not_before")), name="key_lasts"),
                    models.CheckConstraint(
                        condition=Q(state=2, compromised_since__isnull=False)
                        | Q(state__in=[0, 1], compromised_since=None),
                        name="key_compromise_has_its_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedList",
            fields=[
                KEY,
                ("name", models.CharField(max_length=20, unique=True)),
                ("sequence", models.BigIntegerField()),
                ("body", models.BinaryField()),
                ("etag", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="StatusPlace",
            fields=[
                KEY,
                ("place", models.PositiveBigIntegerField(unique=True)),
                ("shard", models.PositiveSmallIntegerField(null=True)),
                ("tag", models.BinaryField(null=True)),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="status_place",
                        to="documents.document",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["shard"], name="place_of_number_shard")]},
        ),
        migrations.CreateModel(name="StatusDue", fields=[KEY, ("document_id", models.BigIntegerField())]),
        migrations.CreateModel(name="NumberDue", fields=[KEY, ("document_id", models.BigIntegerField())]),
        migrations.RunPython(note_changes, forget_changes),
    ]
