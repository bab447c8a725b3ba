"""What must always hold of cases, asked of the database."""

from django.db.models import CharField, Count, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from panah.audit.models import Event
from panah.casework.models import BatchItem, Case, Item, Subject


def miscounted_cases() -> list[str]:
    """The numbers of cases whose version is not the number of their events."""
    stream = Concat(Value("case:"), Cast(OuterRef("pk"), CharField()), output_field=CharField())
    counted = (
        Event.objects.filter(stream=stream).order_by().values("stream").annotate(n=Count("pk")).values("n")
    )
    events = Coalesce(Subquery(counted), 0)
    return list(Case.objects.annotate(n=events).exclude(ver=F("n")).values_list("number", flat=True))


def broken_invariants() -> list[str]:
    """Every case that breaks a rule of the engine, with the rule's name; empty when all is well."""
    found = [f"{number}: version is not its number of events" for number in miscounted_cases()]
    for rule, cases in _rules().items():
        found += [f"{number}: {rule}" for number in cases.values_list("number", flat=True)]
    return found


def _rules() -> dict[str, QuerySet[Case]]:
    open_items = Item.objects.filter(case=OuterRef("pk"), state="open")
    open_subjects = Subject.objects.filter(case=OuterRef("pk"), state="open")
    lost = open_subjects.filter(waiting_at="").exclude(
        pk__in=Item.objects.filter(case=OuterRef(OuterRef("pk")), state="open", subject__isnull=False).values(
            "subject"
        )
    )
    shared = open_items.filter(subject=None)
    travelling = BatchItem.objects.filter(case_id=OuterRef("pk"), settled=False).exclude(position="")
    return {
        "open, but nothing waits": Case.objects.filter(~Exists(open_items), state="open"),
        "closed, but something waits": Case.objects.filter(Exists(open_items), state="closed"),
        "closed with an open subject": Case.objects.filter(Exists(open_subjects), state="closed"),
        "open with no open subject": Case.objects.filter(~Exists(open_subjects), state="open"),
        "a subject stands nowhere": Case.objects.filter(~Exists(shared), Exists(lost), state="open"),
        "at a step of its own and in a block": Case.objects.filter(
            Exists(shared), Exists(open_items.filter(subject__isnull=False))
        ),
        "somebody is still travelling": Case.objects.filter(Exists(travelling)),
    }
