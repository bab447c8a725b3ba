"""Since when a county is one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_no_overlaps")]

    operations = [
        migrations.AddField(
            model_name="county",
            name="valid_from",
            field=models.DateField(null=True),
        )
    ]
