"""Papers, and what became of them, are written once; each may go its way to its end, and no further."""

from django.db import migrations

from panah.audit.append_only import append_only


def same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} = OLD.{column}" for column in columns)


ONLY_ITS_WAY = {
    "documents_document": same(
        "id", "number", "kind", "case_id", "office_id", "line", "issued_at", "valid_from", "verify_code"
    )
    + " AND COALESCE(NEW.valid_until, NEW.valid_from) = COALESCE(OLD.valid_until, OLD.valid_from)",
    "documents_keeping": same(
        "id", "party_id", "kind", "number", "case_id", "against_id", "receipt", "taken_by_id", "taken_at"
    )
    + " AND OLD.returned_at IS NULL",
    "documents_outsideentry": same(
        "id", "key", "message_id", "what", "acts", "case_id", "person_id", "sealed", "created_at"
    )
    + f" AND (OLD.state <> 'recorded' OR {same('state', 'receipt', 'recorded_on')})",
    "documents_blank": same("id", "kind", "serial") + " AND OLD.state <> 'destroyed'",
    "documents_blankmove": same("id", "kind", "first", "last", "to_office_id", "note")
    + " AND COALESCE(NEW.from_office_id, 0) = COALESCE(OLD.from_office_id, 0)"
    + " AND COALESCE(NEW.sent_by_id, 0) = COALESCE(OLD.sent_by_id, 0) AND OLD.received_at IS NULL",
    "documents_blankdestruction": same(
        "id", "kind", "office_id", "first", "last", "pieces", "reason", "proposed_by_id", "proposed_at"
    )
    + " AND OLD.confirmed_at IS NULL",
    "documents_printbatch": same("id", "site_id", "kind", "size", "key", "made_by_id", "made_at"),
    "documents_printsheet": same("id", "batch_id", "first", "last", "place") + " AND OLD.printed_at IS NULL",
    "documents_printitem": same("id", "document_id", "site_id", "office_id", "made_at")
    + " AND OLD.state NOT IN ('spoiled', 'withdrawn')",
    "documents_statusplace": same("id", "paper", "code", "type", "place")
    + " AND COALESCE(NEW.valid_until, '9999-12-31') = COALESCE(OLD.valid_until, '9999-12-31')",
    "documents_signedfile": same("id", "paper", "place", "asked_at") + " AND OLD.made_at IS NULL",
}
NEVER = ("documents_documentsubject", "documents_handover", "documents_crossing", "documents_stockcount")


class Migration(migrations.Migration):
    """Refuse DELETE, and every UPDATE that is no step forward."""

    dependencies = [("documents", "0001_initial")]

    operations = [append_only(*ONLY_ITS_WAY, *NEVER, unless=ONLY_ITS_WAY)]
