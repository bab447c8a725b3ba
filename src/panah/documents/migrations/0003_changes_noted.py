"""The database itself notes every paper whose state changed, so that no published list misses one."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

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
    dependencies = [("documents", "0002_append_only")]

    operations = [migrations.RunPython(note_changes, forget_changes)]
