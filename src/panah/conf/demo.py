"""The synthetic province of a demo: people who do not exist, staff by role, and accounts to try."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet

from panah.conf.demo_letters import open_secretariat_desk
from panah.conf.demo_round import book_today, call_households, hold_round, stand_devices
from panah.conf.demo_trips import ask_for_trips
from panah.foundation.clock import local_date, utc_now
from panah.organisation.models import Account
from panah.organisation.operations import open_public_account
from panah.registry.models import Household, Membership, Person
from panah.registry.models.base import STANDING
from panah.registry.operations import record_portrait
from panah.registry.operations.access import open_household_account
from panah.registry.synthetic.faces import draw_face
from panah.registry.synthetic.offices import hire_staff
from panah.registry.synthetic.province import create_province
from panah.registry.values import Entry

PASSWORD = "panah-1405"  # noqa: S105  # a demo account's; real mode has none
HOUSEHOLD = "household"
PICTURED = 40
SHOWN = [
    ("household", "سرپرست خانوار، روی گوشی خودش"),
    ("service-clerk-301", "کارمند دفتر خدمات ۳۰۱"),
    ("bureau-expert", "کارشناس ادارهٔ کل"),
    ("bureau-director", "مدیرکل، امضای نامه‌ها و رسیدگی به اعتراض"),
    ("secretariat", "دبیرخانه"),
    ("card-office", "چاپخانهٔ کارت"),
    ("border", "مرزبان، برگه‌های خروج در مرز"),
    ("administrator", "مدیر سامانه"),
]


def has_people() -> bool:
    """Whether somebody is there already, so that a second start makes nobody."""
    return Account.objects.exists()


def opened_at() -> datetime:
    """When the demo's bureau began to use its catalogue: a week ago, so that its cases have a past."""
    return utc_now() - timedelta(days=7)


def make_province() -> None:
    """Make the province: offices, people, staff, and an account for a household."""
    now = utc_now()
    made = create_province(now=now)
    hire_staff(made.offices, now=now)
    open_secretariat_desk(now)
    _open_household_door(now)
    _take_portraits(now)
    ask_for_trips(now=now)
    _hold_round(now)
    Account.objects.exclude(kind="system").update(password=make_password(PASSWORD))


def _hold_round(now: datetime) -> None:
    """A round of registration in its first days: devices on desks, a draw held, some who come today."""
    stand_devices(now)
    one = hold_round(now=now)
    if one is not None:
        call_households(one, first=local_date(now), now=now)
        book_today(one, now=now)


def _open_household_door(now: datetime) -> None:
    """An account for one household, to apply as a family would."""
    household = next(one for one in _households() if 4 <= one.memberships.filter(STANDING).count() <= 6)
    account = open_public_account(username=HOUSEHOLD, now=now)
    open_household_account(account=account, household=household, now=now)


def _take_portraits(now: datetime) -> None:
    """Drawn portraits for the first households, so that papers show where a face stands."""
    first = _households()[:PICTURED]
    for person in Person.objects.filter(
        memberships__in=Membership.objects.filter(STANDING, household__in=first)
    ):
        record_portrait(
            entry=Entry(on=local_date(now), now=now, actor_id=None, evidence="عکس ساختگی"),
            person=person,
            data=draw_face(seed=person.pk, sex=person.sex),
        )


def _households() -> QuerySet[Household]:
    return Household.objects.filter(dissolved_on=None).order_by("pk")


def accounts_text() -> str:
    """The accounts one may try, one a line."""
    lines = [f"  {name:20} {what}" for name, what in SHOWN]
    return "\n".join([f"Accounts to try (password {PASSWORD}):", *lines])
