"""What stands in a register is not rewritten."""

from django.db import migrations

from panah.audit.append_only import append_only


class Migration(migrations.Migration):
    """Refuse UPDATE and DELETE of letters."""

    dependencies = [("correspondence", "0001_initial")]

    operations = [append_only("correspondence_letter")]
