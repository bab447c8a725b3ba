"""Rows that are written once: published versions and directives; and the words people find a service by."""

from django.db import models
from django.db.models import Q

from panah.organisation.models import Province


class Publication(models.Model):
    """What all that is published has: whose it is, its number, from when it holds, and who put it into force.

    No province means everywhere. `n` counts from 1; `valid_from` is a local date and never goes back from one
    number to the next; `sha256` is over the stored text. Triggers refuse to change or delete a row.
    """

    slug = models.SlugField(max_length=60)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, null=True, related_name="+")
    n = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    valid_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=120)

    class Meta:
        """One number once in its place, also where the place is everywhere."""

        abstract = True
        constraints = (
            models.UniqueConstraint(fields=("slug", "province", "n"), name="%(class)s_number_once"),
            models.UniqueConstraint(
                fields=("slug", "n"), condition=Q(province=None), name="%(class)s_number_once_everywhere"
            ),
            models.CheckConstraint(condition=Q(n__gte=1), name="%(class)s_counts_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.slug} {self.n}"


class ServiceVersion(Publication):
    """One service as it was published: the exact text of its files, parts and words, as JSON."""

    files = models.TextField()


class Directive(Publication):
    """One year's orders, tariffs, areas, switches, limits and reasons, as the exact TOML."""

    text = models.TextField()


class ServiceWord(models.Model):
    """One folded word or phrase by which a service is found, rebuilt whenever the service is published.

    `weight` says how much it tells: a title more than a summary.
    """

    slug = models.SlugField(max_length=60)
    language = models.CharField(max_length=3)
    token = models.CharField(max_length=200)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        """A token stands once for a service and language; read whole."""

        constraints = (
            models.UniqueConstraint(fields=("slug", "language", "token"), name="service_word_once"),
        )

    def __str__(self) -> str:
        return self.token
