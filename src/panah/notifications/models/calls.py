"""The call log: who was phoned about a case, or phoned the office, and what came of it."""

from django.db import models
from django.db.models import Q

from panah.casework.models import Case, Subject
from panah.notifications.models.messages import Message
from panah.notifications.rules import CallResult
from panah.organisation.models import Account


class PhoneCall(models.Model):
    """One call of an officer about a case, in place of a message or of its own accord.

    What was said and with whom word was left is the payload of the event `called`, so that there is one copy to read
    and one to erase. `phone_index` is the blind index of the number, empty where none of ours was dialled. Times UTC.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="calls")
    about = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, related_name="phone_calls")
    result = models.CharField(max_length=14)
    phone_index = models.CharField(max_length=64, default="", db_default="")
    payload_id = models.BigIntegerField(null=True)
    called_at = models.DateTimeField()
    called_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    call_again_at = models.DateTimeField(null=True)

    class Meta:
        """Known results; read by case, and by number where it was a wrong one."""

        constraints = (
            models.CheckConstraint(
                condition=Q(result__in=[one.value for one in CallResult]), name="notifications_call_result"
            ),
        )
        indexes = (
            models.Index(fields=["case", "-id"], name="notifications_call_case"),
            models.Index(
                fields=["phone_index", "called_at"],
                condition=Q(result=CallResult.WRONG_NUMBER.value),
                name="notifications_call_wrong",
            ),
        )

    def __str__(self) -> str:
        return f"{self.result} in case {self.case_id}"
