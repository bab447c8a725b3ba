"""What is dated never overlaps: one contractor per office, one opening per weekday, one holding per role."""

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
    ]
