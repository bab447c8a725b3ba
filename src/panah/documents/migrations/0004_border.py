"""The border police are told as Najva is, in one table, and say that a paper was used."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from panah.audit.append_only import append_only

KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def to(model: str, related_name: str = "+", **more: object) -> models.ForeignKey:
    return models.ForeignKey(to=model, related_name=related_name, on_delete=django.db.models.deletion.PROTECT, **more)


def same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} = OLD.{column}" for column in columns)


def only_its_way(table: str) -> migrations.RunPython:
    condition = (
        same("id", "key", "message_id", "what", "acts", "case_id", "person_id", "sealed", "created_at")
        + " AND (OLD.state <> 'recorded' OR "
        + same("state", "receipt", "recorded_on")
        + ")"
    )
    return append_only(table, unless={table: condition})


def undone(step: migrations.RunPython) -> migrations.RunPython:
    return migrations.RunPython(step.reverse_code, step.code)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("documents", "0003_keeping_and_najva"),
    ]

    operations = [
        undone(only_its_way("documents_najvaentry")),
        *(
            migrations.RemoveConstraint("NajvaEntry", f"najva_{name}")
            for name in ("state_is_known", "what_is_known", "recorded_has_its_receipt", "four_eyes")
        ),
        *(migrations.RemoveIndex("NajvaEntry", f"najva_{name}") for name in ("to_send", "waiting", "of_case")),
        migrations.RenameModel("NajvaEntry", "OutsideEntry"),
        migrations.AlterField("OutsideEntry", "case", to("casework.case", "outside_entries")),
        migrations.AlterField("OutsideEntry", "person", to("registry.person", "outside_entries")),
        migrations.AddConstraint(
            "OutsideEntry",
            models.CheckConstraint(
                condition=Q(state__in=["queued", "to-type", "typed", "failed", "recorded"]),
                name="outside_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            "OutsideEntry",
            models.CheckConstraint(
                condition=Q(what__in=["correct-in-najva", "record-in-najva", "tell-border"]),
                name="outside_what_is_known",
            ),
        ),
        migrations.AddConstraint(
            "OutsideEntry",
            models.CheckConstraint(
                condition=~Q(state="recorded") | (Q(recorded_on__isnull=False) & ~Q(receipt="")),
                name="outside_recorded_has_its_receipt",
            ),
        ),
        migrations.AddConstraint(
            "OutsideEntry",
            models.CheckConstraint(
                condition=Q(typed_by=None)
                | ~Q(state="recorded")
                | (Q(checked_by__isnull=False) & ~Q(checked_by=F("typed_by"))),
                name="outside_four_eyes",
            ),
        ),
        migrations.AddIndex(
            "OutsideEntry",
            models.Index(fields=["next_at", "id"], condition=Q(state="queued"), name="outside_to_send"),
        ),
        migrations.AddIndex(
            "OutsideEntry",
            models.Index(
                fields=["office", "state", "id"], condition=~Q(state="recorded"), name="outside_waiting"
            ),
        ),
        migrations.AddIndex(
            "OutsideEntry", models.Index(fields=["case", "person"], name="outside_of_case")
        ),
        only_its_way("documents_outsideentry"),
        migrations.CreateModel(
            name="Crossing",
            fields=[
                KEY,
                ("key", models.CharField(max_length=120, unique=True)),
                ("border", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                ("heard_at", models.DateTimeField()),
                ("document", to("documents.document", "crossings")),
            ],
        ),
        append_only("documents_crossing"),
    ]
