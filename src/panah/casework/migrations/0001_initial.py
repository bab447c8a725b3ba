"""Cases, who they are about, the items that wait in queues, batches, drafts, forms, and what goes out."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import CASCADE, Q

from panah.organisation.tables import KEY, AtOnce, check, to


class Migration(AtOnce):
    initial = True
    dependencies = [
        ("catalogue", "0001_initial"),
        ("organisation", "0001_initial"),
        ("registry", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "Case",
            [
                KEY,
                ("number", models.CharField(max_length=40, unique=True)),
                ("slug", models.CharField(max_length=80)),
                ("version", to("catalogue.serviceversion")),
                ("directive", to("catalogue.directive")),
                ("office", to("organisation.office")),
                ("household", to("registry.household", null=True)),
                ("applicant", to(settings.AUTH_USER_MODEL, null=True)),
                ("helper", to(settings.AUTH_USER_MODEL, null=True)),
                ("start", models.CharField(max_length=60)),
                ("alone", models.BooleanField(default=False)),
                ("state", models.CharField(max_length=10, default="open")),
                ("ver", models.PositiveIntegerField(default=0)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("linked_to", to("casework.case", "links", null=True)),
                ("link", models.CharField(max_length=20, default="")),
                ("caller", to("casework.item", "called", null=True)),
            ],
            {
                "indexes": [
                    models.Index(fields=["office", "state", "opened_at"], name="casework_case_office"),
                    models.Index(fields=["household", "opened_at"], name="casework_case_household"),
                    models.Index(fields=["applicant", "opened_at"], name="casework_case_applicant"),
                ],
                "constraints": [
                    check(
                        "casework_case_state",
                        Q(closed_at=None, state="open") | Q(closed_at__isnull=False, state="closed"),
                    ),
                    check(
                        "casework_case_link",
                        Q(link="", linked_to=None) | (Q(linked_to__isnull=False) & ~Q(link="")),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "Subject",
            [
                KEY,
                ("case", to("casework.case", "subjects")),
                ("role", models.CharField(max_length=60)),
                ("party", to("registry.party")),
                ("state", models.CharField(max_length=10, default="open")),
                ("end", models.CharField(max_length=60, db_column="end_name", default="")),
                ("ended_at", models.DateTimeField(null=True)),
                ("waiting_at", models.CharField(max_length=60, default="", db_default="")),
            ],
            {
                "indexes": [models.Index(fields=["party", "state"], name="casework_subject_party")],
                "constraints": [
                    models.UniqueConstraint(fields=["case", "role", "party"], name="casework_subject_once"),
                    check(
                        "casework_subject_end",
                        Q(end="", ended_at=None, state="open")
                        | (Q(ended_at__isnull=False, state="ended") & ~Q(end="")),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "CaseCounter",
            [
                KEY,
                ("office", to("organisation.office")),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["office", "year"], name="casework_casecounter_once")
                ]
            },
        ),
        migrations.CreateModel(
            "CaseAnchor",
            [
                KEY,
                ("case", to("casework.case", "anchors")),
                ("name", models.CharField(max_length=60)),
                ("day", models.DateField(null=True)),
                ("office", to("organisation.office", null=True)),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["case", "name"], name="casework_caseanchor_once"),
                    check(
                        "casework_caseanchor_one",
                        Q(day=None, office__isnull=False) | Q(day__isnull=False, office=None),
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "Batch",
            [
                KEY,
                ("sender", models.CharField(max_length=80)),
                ("key", models.CharField(max_length=120)),
                ("request_sha", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("result", models.TextField(default="")),
            ],
            {"constraints": [models.UniqueConstraint(fields=["sender", "key"], name="casework_batch_key")]},
        ),
        migrations.CreateModel(
            "BatchItem",
            [
                KEY,
                ("batch_id", models.BigIntegerField()),
                ("item_id", models.BigIntegerField(null=True)),
                ("item_ver", models.PositiveIntegerField(null=True)),
                ("case_id", models.BigIntegerField()),
                ("subject_id", models.BigIntegerField(null=True)),
                ("version_id", models.BigIntegerField()),
                ("office_id", models.BigIntegerField()),
                ("position", models.CharField(max_length=120, default="", db_default="")),
                ("role", models.CharField(max_length=60, default="", db_default="")),
                ("on_behalf_of", models.BigIntegerField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("settled", models.BooleanField(default=False, db_default=False)),
            ],
            {
                "indexes": [
                    models.Index(fields=["batch_id", "settled", "position"], name="casework_batchitem_place")
                ]
            },
        ),
        migrations.CreateModel(
            "Draft",
            [
                KEY,
                ("account", models.ForeignKey(settings.AUTH_USER_MODEL, CASCADE, related_name="+")),
                ("place", models.CharField(max_length=120)),
                ("key", models.CharField(max_length=60)),
                ("sealed", models.BinaryField()),
                ("kept_at", models.DateTimeField()),
            ],
            {
                "indexes": [models.Index(fields=["kept_at"], name="casework_draft_kept")],
                "constraints": [
                    models.UniqueConstraint(fields=["account", "place"], name="casework_draft_once")
                ],
            },
        ),
        migrations.CreateModel(
            "FormEntry",
            [
                KEY,
                ("case", to("casework.case", "forms")),
                ("subject", to("casework.subject", null=True)),
                ("step", models.CharField(max_length=120)),
                ("payload_id", models.BigIntegerField()),
                ("filled_at", models.DateTimeField()),
                ("filled_by", models.BigIntegerField(null=True)),
            ],
            {"indexes": [models.Index(fields=["case", "step", "-id"], name="casework_formentry_newest")]},
        ),
        migrations.CreateModel(
            "Item",
            [
                KEY,
                ("case", to("casework.case", "items")),
                ("subject", to("casework.subject", "items", null=True)),
                ("step", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=10)),
                ("queue", models.CharField(max_length=200)),
                ("office", to("organisation.office")),
                ("assignee", to(settings.AUTH_USER_MODEL, null=True)),
                ("state", models.CharField(max_length=10, default="open")),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("ver", models.PositiveIntegerField(default=1)),
                ("opened_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("clock", models.CharField(max_length=5, default="", db_default="")),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.BigIntegerField(null=True)),
                ("closed_for", models.BigIntegerField(null=True)),
                ("word", models.CharField(max_length=60, default="", db_default="")),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["queue", "office", "due_at", "id"],
                        condition=Q(state="open"),
                        name="casework_item_queue",
                    ),
                    models.Index(
                        fields=["assignee", "due_at", "id"],
                        condition=Q(state="open"),
                        name="casework_item_assignee",
                    ),
                    models.Index(fields=["due_at"], condition=Q(state="open"), name="casework_item_due"),
                    models.Index(
                        fields=["due_at"],
                        condition=Q(state="open") & ~Q(clock=""),
                        name="casework_item_clock",
                    ),
                    models.Index(fields=["case", "step"], name="casework_item_case_step"),
                    models.Index(
                        fields=["queue", "office", "due_at", "id"],
                        condition=Q(round__gt=1, state="open"),
                        name="casework_item_returned",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["case"],
                        condition=Q(state="open", subject=None),
                        name="casework_item_one_place",
                    ),
                    models.UniqueConstraint(
                        fields=["subject"],
                        condition=Q(state="open", subject__isnull=False),
                        name="casework_item_one_each",
                    ),
                    check(
                        "casework_item_state",
                        Q(closed_at=None, state="open") | (~Q(state="open") & Q(closed_at__isnull=False)),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "OutboxMessage",
            [
                KEY,
                ("topic", models.CharField(max_length=80)),
                ("key", models.CharField(max_length=160, unique=True)),
                ("case", to("casework.case", null=True)),
                ("subject", to("casework.subject", null=True)),
                ("item", to("casework.item", "messages", null=True)),
                ("body", models.TextField(default="", db_default="")),
                ("state", models.CharField(max_length=10, default="pending")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("next_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("error", models.TextField(default="", db_default="")),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["next_at", "id"], condition=Q(state="pending"), name="casework_outbox_pending"
                    ),
                    models.Index(fields=["item", "state"], name="casework_outbox_item"),
                ]
            },
        ),
        migrations.CreateModel(
            "Sample",
            [
                KEY,
                ("account", to(settings.AUTH_USER_MODEL)),
                ("step", models.CharField(max_length=120)),
                ("size", models.PositiveSmallIntegerField()),
                ("drawn_at", models.DateTimeField()),
            ],
            {"constraints": [check("casework_sample_of_something", Q(size__gte=1))]},
        ),
        migrations.CreateModel(
            "SampledItem",
            [
                KEY,
                ("sample", to("casework.sample", "chosen")),
                ("account", to(settings.AUTH_USER_MODEL)),
                ("item", to("casework.item")),
                ("drawn_at", models.DateTimeField(null=True)),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["sample"],
                        condition=Q(drawn_at__isnull=False),
                        name="casework_sampleditem_drawn",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["account", "item"], name="casework_sampleditem_once")
                ],
            },
        ),
    ]
