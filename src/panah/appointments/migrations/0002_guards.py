"""Places are counted by the database itself, and what was promised, drawn or ended is not rewritten."""

from django.db import migrations

from panah.audit.append_only import append_only
from panah.organisation.database import VendorSQL

SLOT, BOOKED = "appointments_slot", "appointments_appointment"
HOLDS_A_PLACE = "('booked', 'came', 'missed')"
ONE_LESS = f"UPDATE {SLOT} SET taken = taken - 1 WHERE id = OLD.slot_id AND OLD.state IN {HOLDS_A_PLACE};"
ONE_MORE = f"UPDATE {SLOT} SET taken = taken + 1 WHERE id = NEW.slot_id AND NEW.state IN {HOLDS_A_PLACE};"
COUNT = f"""
CREATE FUNCTION appointments_count() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'UPDATE' THEN {ONE_LESS} END IF;
    {ONE_MORE}
    RETURN NULL;
END $$
"""
COUNTED = VendorSQL(
    {
        "postgresql": [
            (COUNT, "DROP FUNCTION appointments_count()"),
            (
                f"CREATE TRIGGER appointments_counted AFTER INSERT OR UPDATE OF slot_id, state ON {BOOKED} "
                "FOR EACH ROW EXECUTE FUNCTION appointments_count()",
                f"DROP TRIGGER appointments_counted ON {BOOKED}",
            ),
        ],
        "sqlite": [
            (
                f"CREATE TRIGGER appointments_counted AFTER INSERT ON {BOOKED} BEGIN {ONE_MORE} END",
                "DROP TRIGGER appointments_counted",
            ),
            (
                f"CREATE TRIGGER appointments_recounted AFTER UPDATE OF slot_id, state ON {BOOKED} "
                f"BEGIN {ONE_LESS} {ONE_MORE} END",
                "DROP TRIGGER appointments_recounted",
            ),
        ],
    }
)


def same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} = OLD.{column}" for column in columns)


ONLY_ITS_WAY = {
    SLOT: same("id", "office_id", "starts_at", "day", "minutes", "offers"),
    BOOKED: "OLD.state IN ('booked', 'waiting') AND NEW.person_id IS NOT DISTINCT FROM OLD.person_id AND "
    + same("id", "purpose", "household_id", "booked_at", "code"),
    "appointments_announceddraw": "OLD.drawn_at IS NULL AND " + same("id", "purpose", "commitment"),
    "appointments_earlieroffer": "OLD.state = 'open' AND " + same("id", "appointment_id", "slot_id"),
}


class Migration(migrations.Migration):
    """Count with every row, and refuse DELETE and every UPDATE that is no step forward."""

    dependencies = [("appointments", "0001_initial")]

    operations = [COUNTED, append_only(*ONLY_ITS_WAY, "appointments_saidneeds", unless=ONLY_ITS_WAY)]
