"""Who of a household came to its visit, and what each adult said alone."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT

from panah.organisation.tables import to


class Migration(migrations.Migration):
    dependencies = [
        ("rounds", "0001_initial"),
        ("casework", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "Attendance",
            [
                (
                    "subject",
                    models.OneToOneField(
                        on_delete=PROTECT,
                        primary_key=True,
                        related_name="attendance",
                        serialize=False,
                        to="casework.subject",
                    ),
                ),
                ("is_present", models.BooleanField(default=False, db_default=False)),
                ("collector", models.BinaryField(null=True)),
                ("noted_by", to(settings.AUTH_USER_MODEL)),
                ("noted_at", models.DateTimeField()),
            ],
        ),
    ]
