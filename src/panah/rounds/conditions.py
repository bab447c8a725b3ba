"""What a process asks of a round: whether a case belongs to one, and who confirms its files."""

from django.db.models import Exists, OuterRef, QuerySet

from panah.casework.models import BatchItem
from panah.casework.registrations import Call
from panah.catalogue.queries import directive_of
from panah.catalogue.rules.round_orders import Approval, round_order
from panah.rounds.models import CalledHousehold, RegistrationRound


def of_round(call: Call, _: str) -> QuerySet[BatchItem]:
    """`of-round`: the household was called to a round, or let into one."""
    return call.travellers.filter(Exists(CalledHousehold.objects.filter(case=OuterRef("case_id"))))


def ministry_approves(call: Call, _: str) -> QuerySet[BatchItem]:
    """`ministry-approves`: the order of the round names the ministry in its chain of approval."""
    cases = call.travellers.values("case_id")
    rounds = RegistrationRound.objects.filter(called__case__in=cases).distinct()
    asked = [one.pk for one in rounds if _names_ministry(one)]
    return call.travellers.filter(
        Exists(CalledHousehold.objects.filter(case=OuterRef("case_id"), round__in=asked))
    )


def cases_of(slug: str) -> QuerySet[CalledHousehold, int]:
    """The cases of a round, by the name its order bears; tariffs of that round are theirs."""
    return CalledHousehold.objects.filter(round__slug=slug).values_list("case_id", flat=True)


def _names_ministry(one: RegistrationRound) -> bool:
    order = round_order(directive_of(one.directive_id), slug=one.slug)
    return Approval.MINISTRY in order.approval
