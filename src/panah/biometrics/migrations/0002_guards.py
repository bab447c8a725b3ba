"""What was asked, came, was compared or excused is not rewritten; templates are deleted whole or stay as they are."""

from django.db import migrations

from panah.audit.append_only import append_only
from panah.organisation.database import VendorSQL


def same(*columns: str) -> str:
    return " AND ".join(f"coalesce(NEW.{one}, 0) = coalesce(OLD.{one}, 0)" for one in columns)


def same_text(*columns: str) -> str:
    return " AND ".join(f"NEW.{one} = OLD.{one}" for one in columns)


ONLY_ITS_WAY = {
    "biometrics_device": "OLD.retired_at IS NULL AND "
    + same("id", "office_id", "registered_by_id")
    + " AND "
    + same_text("code", "reads", "registered_at"),
    "biometrics_session": same("subject_id"),
    "biometrics_captureticket": "OLD.state <> 'closed' AND (OLD.taken_at IS NULL OR NEW.taken_at = OLD.taken_at) AND "
    + same("id", "session_id", "office_id", "device_id", "asked_by_id")
    + " AND "
    + same_text("purpose", "asked", "nonce", "key", "asked_at", "expires_at"),
    "biometrics_excuse": "OLD.confirmed_by_id IS NULL AND "
    + same("id", "session_id", "ticket_id", "paper_id", "noted_by_id")
    + " AND "
    + same_text("modality", "position", "reason", "noted_at"),
}
NEVER = ("biometrics_attempt", "biometrics_check", "biometrics_tombstone")
WHOLE = ("biometrics_reading", "biometrics_gallery")
STAY_AS_THEY_ARE = VendorSQL(
    {
        "postgresql": [
            (
                f"CREATE TRIGGER {table}_update_refused BEFORE UPDATE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION panah_append_only()",
                f"DROP TRIGGER {table}_update_refused ON {table}",
            )
            for table in WHOLE
        ],
        "sqlite": [
            (
                f"CREATE TRIGGER {table}_update_refused BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
                f"DROP TRIGGER {table}_update_refused",
            )
            for table in WHOLE
        ],
    }
)


class Migration(migrations.Migration):
    """Refuse DELETE and every UPDATE that is no step forward; of templates only UPDATE, so that they can be forgotten."""

    dependencies = [("biometrics", "0001_initial")]

    operations = [append_only(*ONLY_ITS_WAY, *NEVER, unless=ONLY_ITS_WAY), STAY_AS_THEY_ARE]
