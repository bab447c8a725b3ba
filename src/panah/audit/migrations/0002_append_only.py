"""The journal is append-only: the database itself refuses to change or delete what stands in it."""

from django.db import migrations

from panah.audit.append_only import append_only

ERASURE = "OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND length(NEW.body) = 0 AND length(NEW.salt) = 0"


class Migration(migrations.Migration):
    """Refuse UPDATE and DELETE; a payload alone may be erased, once."""

    dependencies = [("audit", "0001_initial")]

    operations = [
        append_only(
            "audit_event",
            "audit_payload",
            "audit_seal",
            "audit_sealedstretch",
            unless={"audit_payload": ERASURE},
        )
    ]
