"""What was chosen for one motion, and which of it was drawn to be judged one by one first."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, Q


class Migration(migrations.Migration):
    dependencies = (
        ("casework", "0004_clock"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=120)),
                ("size", models.PositiveSmallIntegerField()),
                ("drawn_at", models.DateTimeField()),
                ("account", models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=Q(("size__gte", 1)), name="casework_sample_of_something")
                ],
            },
        ),
        migrations.CreateModel(
            name="SampledItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("drawn_at", models.DateTimeField(null=True)),
                ("account", models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")),
                ("item", models.ForeignKey("casework.item", PROTECT, related_name="+")),
                ("sample", models.ForeignKey("casework.sample", PROTECT, related_name="chosen")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=Q(("drawn_at__isnull", False)),
                        fields=["sample"],
                        name="casework_sampleditem_drawn",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("account", "item"), name="casework_sampleditem_once")
                ],
            },
        ),
    )
