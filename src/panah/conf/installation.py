"""The first offices and the first administrator of a real installation."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from panah.conf.environment import ConfigurationRefused
from panah.foundation.clock import local_date
from panah.foundation.working_time import DEFAULT_WEEK
from panah.organisation.models import Office, Province, RoleHolding
from panah.organisation.operations import appoint, enrol_staff, import_shipped_places, open_office, set_hours
from panah.organisation.operations.staff import APPOINTER
from panah.organisation.roles import OfficeKind


def open_province(*, slug: str, now: datetime) -> Office:
    """Open the ministry, the governorate and the bureau of a province; raises ConfigurationRefused.

    The hours are the usual ones until an administrator sets those of each office.
    """
    import_shipped_places()
    province = Province.objects.filter(slug=slug).first()
    if province is None:
        known = ", ".join(Province.objects.order_by("slug").values_list("slug", flat=True))
        raise ConfigurationRefused(f"There is no province {slug!r}; choose one of: {known}.")
    if Office.objects.exists():
        raise ConfigurationRefused("Offices stand here already; this installation is in use.")
    today = local_date(now)
    ministry = open_office(
        parent=None, kind=OfficeKind.MINISTRY, code="ministry", name="وزارت کشور", opened_on=today, now=now
    )
    set_hours(office=ministry, week=dict(DEFAULT_WEEK), valid_from=today, now=now)
    governorate = open_office(
        parent=ministry,
        kind=OfficeKind.GOVERNORATE,
        code=slug,
        name=f"استانداری {province.name}",
        province_code=province.pk,
        opened_on=today,
        now=now,
    )
    return open_office(
        parent=governorate,
        kind=OfficeKind.DIRECTORATE,
        code=f"{slug}-atba",
        name=f"اداره کل امور اتباع و مهاجرین خارجی استانداری {province.name}",
        opened_on=today,
        now=now,
    )


def appoint_first_administrator(*, username: str, password: str, now: datetime) -> None:
    """Enrol somebody and make them administrator of the bureau; raises ConfigurationRefused when there is one."""
    if RoleHolding.objects.filter(role=APPOINTER).exists():
        raise ConfigurationRefused("There is an administrator; they appoint the others in the pages.")
    bureau = Office.objects.filter(kind=OfficeKind.DIRECTORATE).order_by("pk").first()
    if bureau is None:
        raise ConfigurationRefused("No bureau stands here yet: ./panah install --province SLUG")
    try:
        validate_password(password)
    except ValidationError as weak:
        raise ConfigurationRefused(" ".join(weak.messages)) from weak
    staff = enrol_staff(
        username=username, label="مدیر سامانه", personnel_number=username, password=password, now=now
    )
    appoint(staff=staff, role=APPOINTER, office=bureau, valid_from=local_date(now), now=now, by=None)
