"""A day, an hour and an office that a message names, and how an outbox row carries them."""

from dataclasses import dataclass
from datetime import date, datetime

from panah.workflow.messages import News


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointed:
    """When (UTC) somebody is expected, or offered a time, and at which office."""

    at: datetime
    office: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What an outbox row of news says: the event, its step, the local day something is due, the time it names."""

    news: News
    step: str = ""
    due_on: date | None = None
    appointed: Appointed | None = None

    def written(self) -> str:
        """Write it as one line; parts at the end that say nothing are left out."""
        appointed = [self.appointed.at.isoformat(), str(self.appointed.office)] if self.appointed else []
        return " ".join(
            [self.news.value, self.step, self.due_on.isoformat() if self.due_on else "", *appointed]
        ).rstrip()


def read_body(line: str) -> Body:
    """Read what `Body.written` wrote; raises ValueError for anything else."""
    news, step, day, at, office = (*line.split(" "), "", "", "", "")[:5]
    return Body(
        news=News(news),
        step=step,
        due_on=date.fromisoformat(day) if day else None,
        appointed=Appointed(at=datetime.fromisoformat(at), office=int(office)) if at else None,
    )
