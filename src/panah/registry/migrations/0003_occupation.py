"""What people work at: one occupation of a person at a time."""

from django.db import migrations, models
from django.db.models import F, Q

from panah.organisation.database import no_overlap
from panah.organisation.tables import KEY, check, to


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_dated_facts")]

    operations = [
        migrations.CreateModel(
            "Occupation",
            [
                KEY,
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("retracted_at", models.DateTimeField(null=True)),
                ("event", to("registry.lifeevent")),
                ("retracted_by", to("registry.lifeevent", null=True)),
                ("person", to("registry.person", "occupations")),
                ("sealed", models.BinaryField()),
                ("no_workshop", models.CharField(max_length=12, blank=True)),
            ],
            {
                "constraints": [
                    check("occupation_lasts", Q(valid_until=None) | Q(valid_until__gt=F("valid_from"))),
                    check(
                        "occupation_retraction_has_its_event",
                        Q(retracted_at=None, retracted_by=None)
                        | Q(retracted_at__isnull=False, retracted_by__isnull=False),
                    ),
                    check(
                        "occupation_reason_is_known",
                        Q(no_workshop__in=["", "at-home", "day-labour", "own-work", "not-given"]),
                    ),
                ],
            },
        ),
        no_overlap(
            table="registry_occupation",
            same=("person_id",),
            name="one_occupation_at_a_time",
            live="{row}retracted_at IS NULL",
        ),
    ]
