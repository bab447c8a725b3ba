"""A decision is written once: only its state moves on, and serving is added to it one time."""

from django.db import migrations

from panah.audit.append_only import append_only

WRITTEN = (
    "id", "case_id", "subject_id", "step", "word", "end_name", "ground", "text", "letters", "rule",
    "decided_by", "decided_for", "decided_as", "decided_at", "court",
)
SERVED = ("served_at", "serve_how", "objection_until")


def same(*columns: str) -> str:
    return " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in columns)


MAY_CHANGE = (
    f"{same(*WRITTEN)} AND (OLD.served_at IS NULL OR {same(*SERVED)}) "
    "AND (NEW.state = OLD.state OR OLD.state = 'in-force' AND NEW.state = 'objected' "
    "OR OLD.state = 'objected' AND NEW.state <> 'final')"
)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial"), ("audit", "0002_append_only")]

    operations = [
        append_only("decisions_decision", "decisions_objection", unless={"decisions_decision": MAY_CHANGE}),
    ]
