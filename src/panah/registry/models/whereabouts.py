"""Where people live and how to reach them: sealed, and kept apart when someone must not be found (S29)."""

from django.db import models
from django.db.models import Q

from panah.organisation.models import County
from panah.registry.models.base import Fact
from panah.registry.models.households import Household
from panah.registry.models.parties import Person
from panah.registry.words import ContactKind

OF_ONE = Q(household__isnull=False, person=None) | Q(household=None, person__isnull=False)
OPEN_OR_OF_A_PERSON = Q(is_confidential=False) | Q(person__isnull=False)


class Address(Fact):
    """An address of a household or of one person; a confidential one never shows behind another's door."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, related_name="addresses")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="addresses")
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    is_confidential = models.BooleanField(default=False)

    class Meta(Fact.Meta):
        """Of a household or of a person; only a person's is confidential."""

        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(condition=OF_ONE, name="address_of_one"),
            models.CheckConstraint(condition=OPEN_OR_OF_A_PERSON, name="confidential_address_of_a_person"),
        )

    def __str__(self) -> str:
        return f"address {self.pk}"


class Contact(Fact):
    """A phone or e-mail, sealed, found by its blind index; a confidential one is used for its owner alone."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, related_name="contacts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="contacts")
    kind = models.CharField(max_length=10)
    sealed = models.BinaryField()
    index = models.CharField(max_length=64)
    is_confidential = models.BooleanField(default=False)

    class Meta(Fact.Meta):
        """Of a household or of a person; only a person's is confidential."""

        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(condition=OF_ONE, name="contact_of_one"),
            models.CheckConstraint(condition=OPEN_OR_OF_A_PERSON, name="confidential_contact_of_a_person"),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in ContactKind]), name="contact_kind_is_known"
            ),
        )
        indexes = (models.Index(fields=["index"], name="contact_blind_index"),)

    def __str__(self) -> str:
        return self.kind
