"""A paper is written once but for its end, and who received it is never rewritten."""

from django.db import migrations

from panah.audit.append_only import append_only

ONLY_ITS_END = " AND ".join(
    f"NEW.{column} = OLD.{column}"
    for column in ("id", "number", "kind", "case_id", "office_id", "line", "issued_at", "valid_from", "verify_code")
) + " AND COALESCE(NEW.valid_until, NEW.valid_from) = COALESCE(OLD.valid_until, OLD.valid_from)"


class Migration(migrations.Migration):
    """Refuse DELETE, and every UPDATE that changes more than a paper's state."""

    dependencies = [("documents", "0001_initial")]

    operations = [
        append_only(
            "documents_document",
            "documents_documentsubject",
            "documents_handover",
            unless={"documents_document": ONLY_ITS_END},
        )
    ]
