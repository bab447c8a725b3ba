"""Whether cards and blanks agree with each other."""

from django.db.models import Count, F

from panah.documents.models import (
    Blank,
    PrintItem,
)
from panah.documents.rules.print_room import ON_BLANK, BlankState, ItemState
from panah.documents.rules.standing import State


def print_problems() -> list[str]:
    """What does not add up in the print room: a card twice, a blank used twice or for nobody; for drills and tests."""
    lives = PrintItem.objects.filter(document__state=State.VALID).exclude(
        state__in=[ItemState.SPOILED, ItemState.WITHDRAWN]
    )
    twice = lives.order_by().values("document").annotate(n=Count("pk")).filter(n__gt=1)
    found = [f"card {row['document']} lives {row['n']} times" for row in twice]
    on_blank = PrintItem.objects.filter(state__in=[one.value for one in ON_BLANK])
    wrong = on_blank.exclude(blank__state=BlankState.USED, blank__document=F("document"))
    found += [f"print {pk} does not stand on its blank" for pk in wrong.values_list("pk", flat=True)]
    used = Blank.objects.filter(state=BlankState.USED).exclude(
        item__state__in=[one.value for one in ON_BLANK]
    )
    found += [f"blank {serial} used for nothing" for serial in used.values_list("serial", flat=True)]
    lost = PrintItem.objects.filter(state=ItemState.TYPESET, sheet=None)
    found += [f"print {pk} typeset nowhere" for pk in lost.values_list("pk", flat=True)]
    return found
