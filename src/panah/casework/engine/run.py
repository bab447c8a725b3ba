"""One transition under way: who sent it, when, and the travellers of its batch."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from panah.audit.operations import StoredPayload
from panah.casework.models import BatchItem
from panah.casework.registrations import Call
from panah.foundation.clock import local_date
from panah.foundation.working_time import WorkingCalendar
from panah.organisation.models import Office
from panah.organisation.queries import working_calendar
from panah.workflow.definition import ServiceDefinition, Step


@dataclass(slots=True, kw_only=True)
class Run:
    """A transition: its batch, its sender (None = the system), its moment (UTC) and what was said."""

    batch: int
    actor_id: int | None
    now: datetime
    payload: StoredPayload | None = None
    versions: tuple[int, ...] = ()
    has_links: bool = False
    has_ended: bool = False
    may_join: bool = False
    calendars: dict[int, WorkingCalendar] = field(default_factory=dict)

    def travellers(self) -> QuerySet[BatchItem]:
        """Everybody of this batch who has not arrived yet."""
        return BatchItem.objects.filter(batch_id=self.batch, settled=False).exclude(position="")

    def call(self, definition: ServiceDefinition, version_id: int, step: Step) -> Call:
        """What a registered function is told about the travellers at one step of one version."""
        return Call(
            travellers=self.travellers().filter(version_id=version_id, position=step.path),
            definition=definition,
            step=step,
            batch=self.batch,
            actor_id=self.actor_id,
            now=self.now,
        )

    def calendar(self, office_id: int) -> WorkingCalendar:
        """The working calendar of an office, read once per transition."""
        if office_id not in self.calendars:
            office = Office.objects.get(pk=office_id)
            self.calendars[office_id] = working_calendar(office, since=local_date(self.now))
        return self.calendars[office_id]
