"""What stands in a register is not rewritten; what is on its way goes on to its end."""

from django.db import migrations

from panah.audit.append_only import append_only


def same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} = OLD.{column}" for column in columns)


NEVER = (
    "letter",
    "copy",
    "letterfact",
    "tokensignature",
    "tokenkey",
    "initials",
    "referral",
    "referralend",
    "scan",
    "scanmatch",
    "scanlook",
)
ONLY_ITS_WAY = {
    "correspondence_signingright": "OLD.taken_back_at IS NULL AND "
    + same(
        "id",
        "holder_id",
        "role",
        "office_id",
        "kinds",
        "behalf_role",
        "valid_from",
        "ground",
        "granted_by_id",
    )
    + " AND COALESCE(NEW.valid_until, '9999-12-31') = COALESCE(OLD.valid_until, '9999-12-31')",
    "correspondence_draft": "OLD.state <> 'signed' AND "
    + same("id", "key", "office_id", "written_by_id", "begun_at"),
    "correspondence_dispatch": "OLD.state <> 'sent' AND " + same("id", "key", "letter_id", "code", "is_copy"),
    "correspondence_arrival": "OLD.state = 'waiting' AND "
    + same("id", "key", "secretariat_id", "sealed", "arrived_at"),
}


class Migration(migrations.Migration):
    """Refuse DELETE, and every UPDATE that is no step forward."""

    dependencies = [("correspondence", "0001_initial")]

    operations = [
        append_only(*(f"correspondence_{name}" for name in NEVER), *ONLY_ITS_WAY, unless=ONLY_ITS_WAY)
    ]
