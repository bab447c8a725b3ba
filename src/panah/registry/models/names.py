"""Names in two scripts, and the tokens by which they are found."""

from django.db import models
from django.db.models import Q

from panah.registry.models.base import Fact
from panah.registry.models.parties import Person
from panah.registry.words import NameUse


class PersonName(Fact):
    """One spelling of a name: the official one, or another that also occurs on papers.

    ``fold``, ``sort_key`` and ``skeleton`` are our own search and sorting keys, stored because no database
    folds or sorts Persian as its readers do.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    use = models.CharField(max_length=10)
    given = models.CharField(max_length=80)
    family = models.CharField(max_length=80, blank=True)
    father = models.CharField(max_length=80, blank=True)
    grandfather = models.CharField(max_length=80, blank=True)
    latin_given = models.CharField(max_length=80, blank=True)
    latin_family = models.CharField(max_length=80, blank=True)
    fold = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=400)
    skeleton = models.CharField(max_length=200)

    class Meta(Fact.Meta):
        """One official name at a time (see the migration)."""

        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(condition=Q(use__in=[u.value for u in NameUse]), name="name_use_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


class NameToken(models.Model):
    """A token of a person's live names: one word's consonant skeleton, or two neighbours joined."""

    token = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")

    class Meta:
        """Read by token; a token once per person."""

        constraints = (models.UniqueConstraint(fields=["token", "person"], name="name_token_once"),)

    def __str__(self) -> str:
        return self.token


class NameVocabulary(models.Model):
    """Every token there is, and how many persons carry it."""

    token = models.CharField(max_length=60, primary_key=True)
    persons = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.token


class VocabularyVersion(models.Model):
    """One row whose number is drawn anew when the vocabulary gains a token: processes then read it again."""

    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
