"""How somebody wishes to be told: the language, the way, and who else hears their phone (S29)."""

from django.db import models
from django.db.models import Q

from panah.registry.models.base import Fact
from panah.registry.models.households import Household
from panah.registry.models.parties import Person
from panah.registry.models.whereabouts import OF_ONE
from panah.registry.words import ToldBy


class ContactWish(Fact):
    """How a household, or one person for what is theirs, wishes to be told, as they said it themselves.

    `channel` is empty where no way was preferred. `is_shared` says that others answer or read the phone, `is_quiet`
    that messages shall name nothing in any case; both keep content away from it.
    """

    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, related_name="wishes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="wishes")
    language = models.CharField(max_length=5, default="")
    channel = models.CharField(max_length=6, default="")
    can_read = models.BooleanField(default=True)
    is_shared = models.BooleanField(default=False)
    is_quiet = models.BooleanField(default=False)

    class Meta(Fact.Meta):
        """Of a household or of a person, one at a time (see the migration); known ways."""

        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(condition=OF_ONE, name="contactwish_of_one"),
            models.CheckConstraint(
                condition=Q(channel__in=["", *(one.value for one in ToldBy)]),
                name="contactwish_channel_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.language} {self.channel}"
