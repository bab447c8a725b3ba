"""What is dated never overlaps: contractors of an office, its hours, holdings of a role, stand-ins, absences."""

from django.db import migrations

from panah.organisation.database import no_overlap


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]

    operations = [
        no_overlap(table="organisation_contract", same=["office_id"], name="one_contract_at_a_time"),
        no_overlap(table="organisation_officehours", same=["office_id", "weekday"], name="one_opening_at_a_time"),
        no_overlap(
            table="organisation_roleholding", same=["staff_id", "role", "office_id"], name="one_holding_at_a_time"
        ),
        no_overlap(
            table="organisation_delegation",
            same=["holding_id"],
            name="one_stand_in_at_a_time",
            live="{row}taken_back_at IS NULL",
        ),
        no_overlap(
            table="organisation_absence",
            same=["staff_id"],
            name="one_absence_at_a_time",
            live="{row}ended_at IS NULL",
        ),
    ]
