"""The database itself notes every paper whose state changed, so that no published list misses one."""

from django.db import migrations

from panah.audit.noted import Noted, noted


class Migration(migrations.Migration):
    """From the paper to its place, and from the place to what must be published anew."""

    dependencies = [("documents", "0002_append_only")]

    operations = [
        noted(
            Noted(
                name="place_of_changed",
                table="documents_document",
                act="UPDATE OF state",
                when="OLD.state <> NEW.state",
                does="UPDATE documents_statusplace SET is_ended = (NEW.state <> 'valid')"
                " WHERE paper = 'document:' || NEW.id",
            ),
            Noted(
                name="place_of_used",
                table="documents_crossing",
                act="INSERT",
                does="UPDATE documents_statusplace SET is_used = TRUE WHERE paper = 'document:' || NEW.document_id",
            ),
            Noted(
                name="status_of_changed",
                table="documents_statusplace",
                act="UPDATE OF is_ended, is_used",
                when="OLD.is_ended <> NEW.is_ended OR OLD.is_used <> NEW.is_used",
                does="INSERT INTO documents_statusdue (place) VALUES (NEW.place)",
            ),
            Noted(
                name="number_of_new",
                table="documents_statusplace",
                act="INSERT",
                does="INSERT INTO documents_numberdue (place) VALUES (NEW.place)",
            ),
        )
    ]
