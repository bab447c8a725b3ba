"""What time says of an item, and the item of another case that waits for a called one."""

from django.db import migrations, models
from django.db.models import PROTECT, Q


class Migration(migrations.Migration):
    dependencies = (("casework", "0003_returned_items"),)

    operations = (
        migrations.AddField("item", "clock", models.CharField(max_length=5, default="", db_default="")),
        migrations.AddField("batchitem", "due_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "item",
            models.Index(
                fields=["due_at"],
                condition=Q(("state", "open"), Q(("clock", ""), _negated=True)),
                name="casework_item_clock",
            ),
        ),
        migrations.AddField(
            "case", "caller", models.ForeignKey("casework.item", PROTECT, null=True, related_name="called")
        ),
    )
