"""Parties: persons and organisations, whom cases are about."""

from django.db import models
from django.db.models import F, Q

from panah.registry.words import Precision, Sex


class Party(models.Model):
    """Whoever a case can be about; persons and organisations share its keys."""

    kind = models.CharField(max_length=12)

    class Meta:
        """A person or an organisation."""

        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=["person", "organisation"]), name="party_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Person(models.Model):
    """A person, with today's particulars beside the dated facts they are drawn from.

    Everything here but the key is a reading of the facts («names», «particulars») as they stand now, kept for
    lists and predicates and written by one projection alone. A birth date known by year lies between
    ``birth_first`` and ``birth_last``. ``nationality`` is a code of ICAO Doc 9303.
    """

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True, related_name="person")
    name = models.CharField(max_length=160)
    latin_name = models.CharField(max_length=160, blank=True)
    father_name = models.CharField(max_length=80, blank=True)
    sort_key = models.CharField(max_length=400)
    sex = models.CharField(max_length=6)
    birth_first = models.DateField()
    birth_last = models.DateField()
    birth_precision = models.CharField(max_length=5)
    nationality = models.CharField(max_length=3)
    died_on = models.DateField(null=True)

    class Meta:
        """A birth lies in one span; lists are read in alphabetical order."""

        constraints = (
            models.CheckConstraint(condition=Q(birth_last__gte=F("birth_first")), name="person_birth_span"),
            models.CheckConstraint(
                condition=Q(birth_precision__in=[p.value for p in Precision]), name="person_birth_precision"
            ),
            models.CheckConstraint(condition=Q(sex__in=[s.value for s in Sex]), name="person_sex_is_known"),
        )
        indexes = (models.Index(fields=["sort_key"], name="person_alphabetical"),)

    def __str__(self) -> str:
        return self.name

    @property
    def id(self) -> int:
        """The key, shared with the party."""
        return self.party_id


class Organisation(models.Model):
    """A party that is not a person: an association, a non-governmental organisation, a branch."""

    party = models.OneToOneField(
        Party, on_delete=models.PROTECT, primary_key=True, related_name="organisation"
    )
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=400)
    registration_number = models.CharField(max_length=30, blank=True)
    national_id = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.name
