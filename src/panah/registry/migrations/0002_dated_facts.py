"""What the database itself holds: dated facts do not overlap, and a head is a member of the household."""

from django.db import migrations

from panah.organisation.database import VendorSQL, no_overlap

LIVE = "{row}retracted_at IS NULL"

UNIQUE_MEMBER = (
    "ALTER TABLE registry_membership ADD CONSTRAINT member_of_household UNIQUE (household_id, id)",
    "ALTER TABLE registry_membership DROP CONSTRAINT member_of_household",
)
HEAD_KEY = (
    "ALTER TABLE registry_household ADD CONSTRAINT head_is_a_member FOREIGN KEY (id, head_id) "
    "REFERENCES registry_membership (household_id, id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE registry_household DROP CONSTRAINT head_is_a_member",
)
HEAD_FUNCTION = (
    """
    CREATE FUNCTION panah_head_is_a_member() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT 1 FROM registry_household h JOIN registry_membership m ON m.id = h.head_id
            WHERE (CASE TG_TABLE_NAME WHEN 'registry_household' THEN h.id = NEW.id ELSE m.id = NEW.id END)
            AND h.dissolved_on IS NULL AND (m.retracted_at IS NOT NULL OR m.valid_until IS NOT NULL)
        ) THEN
            RAISE EXCEPTION 'head_is_a_member' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
    END $$
    """,
    "DROP FUNCTION panah_head_is_a_member()",
)


def once(name: str, fact: str, *same: str, among: str = "") -> VendorSQL:
    live = f"{LIVE} AND {among}" if among else LIVE
    return no_overlap(table=f"registry_{fact}", same=same, name=name, live=live)


def postgresql_trigger(table: str, columns: str) -> tuple[str, str]:
    return (
        f"CREATE TRIGGER {table}_head AFTER INSERT OR UPDATE OF {columns} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION panah_head_is_a_member()",
        f"DROP TRIGGER {table}_head ON {table}",
    )


def sqlite_trigger(table: str, verb: str, which: str) -> tuple[str, str]:
    name = f"{table}_head_{verb.split()[0].lower()}"
    return (
        f"""
        CREATE TRIGGER {name} AFTER {verb} ON {table} BEGIN
            SELECT RAISE(ABORT, 'head_is_a_member') WHERE EXISTS (
                SELECT 1 FROM registry_household h JOIN registry_membership m ON m.id = h.head_id
                WHERE {which} AND (m.household_id <> h.id OR (
                    h.dissolved_on IS NULL AND (m.retracted_at IS NOT NULL OR m.valid_until IS NOT NULL))));
        END
        """,
        f"DROP TRIGGER {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]

    operations = [
        once("one_household_at_a_time", "membership", "person_id"),
        once("one_head_at_a_time", "headship", "household_id", "kind"),
        once("one_custody_at_a_time", "dossiercustody", "dossier_id"),
        once("one_record_at_a_time", "particulars", "person_id"),
        once("one_status_at_a_time", "residencestatus", "person_id"),
        once("one_status_end_at_a_time", "statusend", "person_id"),
        once("one_official_name_at_a_time", "personname", "person_id", among="{row}use = 'official'"),
        once("one_tie_at_a_time", "relationship", "person_id", "other_id", "kind"),
        once("stands_for_one_at_a_time", "sameperson", "person_id"),
        once("one_portrait_of_a_person", "portrait", "person_id"),
        once("one_standing_of_a_matter", "paperstanding", "person_id", "kind", "number", "case_number"),
        once("one_wish_of_a_person", "contactwish", "person_id"),
        once("one_wish_of_a_household", "contactwish", "household_id"),
        VendorSQL(
            {
                "postgresql": [
                    UNIQUE_MEMBER,
                    HEAD_KEY,
                    HEAD_FUNCTION,
                    postgresql_trigger("registry_household", "head_id, dissolved_on"),
                    postgresql_trigger("registry_membership", "retracted_at, valid_until, household_id"),
                ],
                "sqlite": [
                    sqlite_trigger("registry_household", "INSERT", "h.id = NEW.id"),
                    sqlite_trigger("registry_household", "UPDATE OF head_id, dissolved_on", "h.id = NEW.id"),
                    sqlite_trigger("registry_membership", "INSERT", "m.id = NEW.id"),
                    sqlite_trigger(
                        "registry_membership", "UPDATE OF retracted_at, valid_until, household_id", "m.id = NEW.id"
                    ),
                ],
            }
        ),
    ]
