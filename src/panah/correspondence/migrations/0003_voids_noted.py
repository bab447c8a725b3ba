"""The database itself ends the place of a letter that is voided, so that no published list misses one."""

from django.db import migrations

from panah.audit.noted import Noted, noted


class Migration(migrations.Migration):
    """From the fact to the letter's place in the status lists."""

    dependencies = [("correspondence", "0002_append_only"), ("documents", "0003_changes_noted")]

    operations = [
        noted(
            Noted(
                name="place_of_voided_letter",
                table="correspondence_letterfact",
                act="INSERT",
                when="NEW.kind = 'voided'",
                does="UPDATE documents_statusplace SET is_ended = TRUE WHERE paper = 'letter:' || NEW.letter_id",
            )
        )
    ]
