"""Published versions of services and of directives, and the words a service is found by."""

from django.db import migrations, models
from django.db.models import Q

from panah.organisation.tables import KEY, AtOnce, check, to


class Migration(AtOnce):
    initial = True
    dependencies = [("organisation", "0001_initial")]

    operations = [
        migrations.CreateModel(
            "ServiceVersion",
            [
                KEY,
                ("slug", models.SlugField(max_length=60)),
                ("province", to("organisation.province", null=True)),
                ("n", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("valid_from", models.DateField()),
                ("published_at", models.DateTimeField()),
                ("published_by", models.CharField(max_length=120)),
                ("files", models.TextField()),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(
                        fields=["slug", "province", "n"], name="serviceversion_number_once"
                    ),
                    models.UniqueConstraint(
                        fields=["slug", "n"],
                        condition=Q(province=None),
                        name="serviceversion_number_once_everywhere",
                    ),
                    check("serviceversion_counts_from_one", Q(n__gte=1)),
                ]
            },
        ),
        migrations.CreateModel(
            "Directive",
            [
                KEY,
                ("slug", models.SlugField(max_length=60)),
                ("province", to("organisation.province", null=True)),
                ("n", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("valid_from", models.DateField()),
                ("published_at", models.DateTimeField()),
                ("published_by", models.CharField(max_length=120)),
                ("text", models.TextField()),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["slug", "province", "n"], name="directive_number_once"),
                    models.UniqueConstraint(
                        fields=["slug", "n"],
                        condition=Q(province=None),
                        name="directive_number_once_everywhere",
                    ),
                    check("directive_counts_from_one", Q(n__gte=1)),
                ]
            },
        ),
        migrations.CreateModel(
            "ServiceWord",
            [
                KEY,
                ("slug", models.SlugField(max_length=60)),
                ("language", models.CharField(max_length=3)),
                ("token", models.CharField(max_length=200)),
                ("weight", models.PositiveSmallIntegerField()),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=["slug", "language", "token"], name="service_word_once")
                ]
            },
        ),
    ]
