"""What was published stays as it was."""

from django.db import migrations

from panah.audit.append_only import append_only


class Migration(migrations.Migration):
    """Refuse UPDATE and DELETE of versions and directives."""

    dependencies = [("catalogue", "0001_initial")]

    operations = [append_only("catalogue_serviceversion", "catalogue_directive")]
