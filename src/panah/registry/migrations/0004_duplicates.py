"""Records that look like one person, and records that stand for another; everybody is to be compared once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from panah.organisation.database import no_overlap

LIVE = "{row}retracted_at IS NULL"
KEPT = {"on_delete": django.db.models.deletion.PROTECT}
KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
DECIDED = Q(state__in=["different", "same"])
EVENT_KINDS = [
    "registration",
    "birth",
    "marriage",
    "divorce",
    "death",
    "split",
    "merge",
    "change_of_head",
    "temporary_head",
    "correction",
    "transfer",
    "whereabouts",
    "status",
    "paper",
    "joining",
    "reversal",
]
EVERYBODY = "INSERT INTO registry_duplicatedue (person_id) SELECT party_id FROM registry_person"


def account(**more: object) -> models.ForeignKey:
    return models.ForeignKey(related_name="+", to=settings.AUTH_USER_MODEL, null=True, **KEPT, **more)


def person(related_name: str = "+", **more: object) -> models.ForeignKey:
    return models.ForeignKey(related_name=related_name, to="registry.person", **(KEPT | more))


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("organisation", "0003_county_since"),
        ("registry", "0003_contact_wish"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="lifeevent", name="event_kind_is_known"),
        migrations.AddConstraint(
            model_name="lifeevent",
            constraint=models.CheckConstraint(condition=Q(kind__in=EVENT_KINDS), name="event_kind_is_known"),
        ),
        migrations.CreateModel(
            name="SamePerson",
            fields=[
                KEY,
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("retracted_at", models.DateTimeField(null=True)),
                ("event", models.ForeignKey(related_name="+", to="registry.lifeevent", **KEPT)),
                ("kept", person("aliases")),
                ("person", person("same_as")),
                ("retracted_by", models.ForeignKey(null=True, related_name="+", to="registry.lifeevent", **KEPT)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="sameperson_lasts"
                    ),
                    models.CheckConstraint(
                        condition=Q(retracted_at=None, retracted_by=None)
                        | Q(retracted_at__isnull=False, retracted_by__isnull=False),
                        name="sameperson_retraction_has_its_event",
                    ),
                    models.CheckConstraint(condition=~Q(person=F("kept")), name="sameperson_takes_two"),
                ],
            },
        ),
        no_overlap(table="registry_sameperson", same=["person_id"], name="stands_for_one_at_a_time", live=LIVE),
        migrations.CreateModel(
            name="DuplicateDue",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="registry.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DuplicateKey",
            fields=[
                KEY,
                ("key", models.CharField(max_length=24)),
                ("person", person(on_delete=django.db.models.deletion.CASCADE)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["key", "person"], name="duplicate_key_once")]
            },
        ),
        migrations.CreateModel(
            name="DuplicateProposal",
            fields=[
                KEY,
                ("reasons", models.JSONField(default=list)),
                ("score", models.PositiveSmallIntegerField()),
                ("proposed_at", models.DateTimeField()),
                ("state", models.CharField(default="open", max_length=10)),
                ("asked_at", models.DateTimeField(null=True)),
                ("asked_ground", models.CharField(default="", max_length=300)),
                ("decided_at", models.DateTimeField(null=True)),
                ("ground", models.CharField(default="", max_length=300)),
                ("asked_by", account()),
                ("asked_for", account()),
                ("decided_by", account()),
                ("event", models.ForeignKey(null=True, related_name="+", to="registry.lifeevent", **KEPT)),
                ("first", person()),
                ("keep", person(null=True)),
                ("office", models.ForeignKey(related_name="+", to="organisation.office", **KEPT)),
                ("second", person()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
                    models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_pair_is_ordered"),
                    models.CheckConstraint(
                        condition=Q(keep=None) | Q(keep=F("first")) | Q(keep=F("second")),
                        name="duplicate_keeps_one_of_two",
                    ),
                    models.CheckConstraint(
                        condition=Q(state__in=["open", "asked", "different", "same"]), name="duplicate_state_is_known"
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="asked")
                        | Q(asked_by__isnull=False, asked_at__isnull=False, keep__isnull=False) & ~Q(asked_ground=""),
                        name="duplicate_asked_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=DECIDED & Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(ground="")
                        | ~DECIDED & Q(decided_by=None, decided_at=None, ground=""),
                        name="duplicate_decided_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="same")
                        | Q(asked_by__isnull=False, asked_for__isnull=False, event__isnull=False)
                        & ~Q(asked_by=F("decided_by"))
                        & ~Q(asked_for=F("decided_by")),
                        name="duplicate_four_eyes",
                    ),
                ],
                "indexes": [models.Index(fields=["state", "-score", "proposed_at", "id"], name="duplicate_queue")],
            },
        ),
        migrations.RunSQL(EVERYBODY, migrations.RunSQL.noop),
    ]
