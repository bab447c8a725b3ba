"""What the times and offices of a definition refer to in one case."""

from django.db import models
from django.db.models import Q

from panah.casework.models.cases import Case
from panah.organisation.models import Office


class CaseAnchor(models.Model):
    """A named date of the request (`trip-ends`, local day) or a named office (`destination`) of a case.

    Kept apart from the encrypted forms so that deadlines and queues stay predicates; says nothing about a person.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="anchors")
    name = models.CharField(max_length=60)
    day = models.DateField(null=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """One meaning per name: a day or an office."""

        constraints = (
            models.UniqueConstraint(fields=["case", "name"], name="casework_caseanchor_once"),
            models.CheckConstraint(
                condition=Q(day=None, office__isnull=False) | Q(day__isnull=False, office=None),
                name="casework_caseanchor_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} of case {self.case_id}"
