"""Cases of the slip as it is shipped, for what is decided on the way: households with cards, free and barred roads."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from factories.bureau import Bureau, actor_of, public_account
from factories.people import family, person
from panah.casework.models import Case, Item
from panah.casework.operations import NewSubject, Opening, open_case
from panah.casework.rules import Selected
from panah.catalogue.operations import publish, publish_directive
from panah.catalogue.shipped import shipped_directives, shipped_files
from panah.foundation.clock import local_date
from panah.organisation.models import Account
from panah.registry.models import Household, Person
from panah.registry.values import PaperInput, PersonInput
from panah.registry.words import PaperKind, Sex, StatusKind

FREE, BARRED = "fars/shiraz", "bushehr/ganaveh"
PUBLISHED = date(2026, 4, 1)
NEXT_YEAR = date(2027, 12, 1)
REFUSAL = {"reason_code": "no-go-area", "reason_text": "برای گناوه اجازهٔ جداگانه لازم است."}


def publish_slip(*, now: datetime) -> None:
    """Put the slip, the objection and the directive of Bushehr into force as they are shipped."""
    for slug in ("intercity-travel", "objection"):
        publish(slug=slug, files=shipped_files(slug), now=now, published_by="test", valid_from=PUBLISHED)
    (text,) = shipped_directives().values()
    publish_directive(text=text, now=now, published_by="test", valid_from=PUBLISHED)


def household(
    bureau: Bureau, count: int = 1, *, nationality: str = "AFG", expires_on: date | None = NEXT_YEAR
) -> list[Person]:
    """Adults of one household of the counter's county, each with an Amayesh card in hand since 2024."""
    members = [
        PersonInput(
            name=person(f"عضو{place}").name,
            sex=Sex.FEMALE,
            born=person(born="1988-05-01").born,
            nationality=nationality,
            status=StatusKind.AMAYESH,
            papers=(PaperInput(PaperKind.AMAYESH_CARD, f"C{place}", date(2024, 5, 1), expires_on),),
        )
        for place in range(count)
    ]
    return family(bureau.counter, *members)[1]


def trip(now: datetime, *, to: str = FREE, days: int = 7) -> dict[str, str]:
    """What a request says: from tomorrow for so many days."""
    starts = local_date(now) + timedelta(days=1)
    return {
        "origin": "bushehr/bushehr",
        "destination": to,
        "reason": "family-visit",
        "trip-starts": starts.isoformat(),
        "trip-ends": (starts + timedelta(days=days)).isoformat(),
    }


def ask(
    bureau: Bureau,
    people: Sequence[Person],
    *,
    now: datetime,
    to: str = FREE,
    days: int = 7,
    account: Account | None = None,
    key: str = "open",
    alone: bool = False,
    household: Household | None = None,
) -> Case:
    """Ask for a slip for these people."""
    asked = trip(now, to=to, days=days)
    applicant = account or public_account(f"applicant-{people[0].pk}-{key}")
    opening = Opening(
        slug="intercity-travel",
        start="request",
        office_id=bureau.counter.pk,
        subjects=[NewSubject("traveller", one.pk) for one in people],
        household_id=household.pk if household else None,
        applicant_id=applicant.pk,
        alone=alone,
        dates={"trip-ends": date.fromisoformat(asked["trip-ends"])},
    )
    return open_case(opening=opening, actor=actor_of(applicant, now=now), key=key, form={**asked}, now=now)


def open_at(case: Case, step: str | None = None) -> list[Selected]:
    """The open items of a case, of one step or all."""
    items = Item.objects.filter(case=case, state="open").order_by("pk")
    return [Selected(one.pk, one.ver) for one in (items.filter(step=step) if step else items)]


def steps_of(case: Case) -> list[str]:
    """The steps at which a case has open items."""
    return list(Item.objects.filter(case=case, state="open").order_by("pk").values_list("step", flat=True))
