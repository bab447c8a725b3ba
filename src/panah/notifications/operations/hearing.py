"""Hearing from the engine what there is to tell: one outbox row per case inside the transition, told afterwards."""

from datetime import date, datetime

from panah.casework.engine import sql
from panah.casework.models import OutboxMessage
from panah.casework.registrations import Call
from panah.foundation.errors import NotFound
from panah.notifications.operations.telling import tell
from panah.notifications.rules import Body, News, news_of, news_of_end, read_body
from panah.workflow.definition import End

TOPIC = "told"
OF_CASES = """
    INSERT INTO casework_outboxmessage (topic, key, case_id, body, state, attempts, created_at, next_at)
    SELECT 'told', %s || c.id, c.id, %s, 'pending', 0, %s, %s
    FROM casework_case c
    WHERE (%s OR c.opened_at = %s)
      AND c.id IN (SELECT b.case_id FROM casework_batchitem b
                   WHERE b.batch_id = %s AND b.version_id = %s AND b.position = %s AND NOT b.settled)
      AND NOT EXISTS (SELECT 1 FROM casework_outboxmessage m WHERE m.key = %s || c.id)
"""
OF_PEOPLE = """
    INSERT INTO casework_outboxmessage (topic, key, case_id, subject_id, body, state, attempts, created_at, next_at)
    SELECT 'told', %s || s.case_id || ':' || s.id, s.case_id, s.id, %s, 'pending', 0, %s, %s
    FROM casework_subject s
    WHERE s.state = 'open'
      AND s.id IN (SELECT x.id FROM casework_batchitem b
                   JOIN casework_subject x ON x.case_id = b.case_id AND (b.subject_id IS NULL OR b.subject_id = x.id)
                   WHERE b.batch_id = %s AND b.version_id = %s AND b.position = %s AND NOT b.settled)
"""


def news_of_items(call: Call) -> None:
    """Note, where items opened, what their cases' people should hear: one statement for any number of cases.

    What only the office has to do is news once, with the number, when the case is new.
    """
    news = news_of(call.definition, call.step)
    key = f"{TOPIC}:{News.OPENED}:" if news is None else f"{TOPIC}:{news}:{call.batch}:"
    body = body_of(news or News.OPENED, step=call.step.path)
    sql.run(
        OF_CASES,
        [key, body, call.now, call.now, news is not None, call.now, *_where(call), key],
    )


def news_of_ends(call: Call, end: End) -> None:
    """Note for each person whose matter ended what they should hear: of a refusal that a letter waits."""
    news = news_of_end(call.definition, end)
    if news is not None:
        key = f"{TOPIC}:{news}:{call.batch}:"
        sql.run(OF_PEOPLE, [key, body_of(news), call.now, call.now, *_where(call)])


def deliver_news(message: OutboxMessage, now: datetime) -> None:
    """Consume one outbox row of news; delivered again it tells nobody twice.

    People of one case who share a phone get one message of one event.
    """
    if message.case_id is None:
        raise NotFound("case-unknown")
    body = read_body(message.body)
    tell(
        case_id=message.case_id,
        news=body.news,
        key=message.key.rsplit(":", 1)[0] if message.subject_id else message.key,
        now=now,
        subject_id=message.subject_id,
        step=body.step,
        due_on=body.due_on,
        appointed=body.appointed,
    )


def body_of(news: News, *, step: str = "", due_on: date | None = None) -> str:
    """Write what an outbox row of news says: the event, its step, and the local day something is due."""
    return Body(news=news, step=step, due_on=due_on).written()


def _where(call: Call) -> list[sql.Value]:
    version = call.travellers.order_by().values_list("version_id", flat=True).first()
    return [call.batch, version, call.step.path]
