"""Provinces and counties, by the official division of the country."""

from django.db import models


class Province(models.Model):
    """One of the 31 provinces; the code is the Statistical Centre's, kept as text for its leading zero."""

    code = models.CharField(max_length=2, primary_key=True)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.name


class County(models.Model):
    """A county (شهرستان) of a province; ``valid_from`` is the day it was made one, None where nobody wrote it down."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="counties")
    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    valid_from = models.DateField(null=True)

    class Meta:
        """A county's slug is its own only within its province."""

        constraints = (models.UniqueConstraint(fields=("province", "slug"), name="county_once_in_province"),)

    def __str__(self) -> str:
        return self.name
