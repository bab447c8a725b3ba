"""What is asked when cases arrive at a `pay` step, and what becomes of it when a matter ends; all over sets."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.casework.engine import journal, sql
from panah.casework.engine.run import Run
from panah.casework.models import BatchItem, Case, Subject
from panah.casework.registrations import Call
from panah.catalogue.queries import directive_of
from panah.catalogue.rules.directive import Tariff, deciding_tariffs, exemptions
from panah.foundation.clock import local_date
from panah.payments.models import Charge
from panah.payments.operations.listed import NOTED, waive_listed
from panah.payments.operations.tariffs import whom
from panah.payments.rules import ChargedFor, ChargeState, charged_for
from panah.workflow.definition import End

OF_CASES = """
    INSERT INTO payments_charge (case_id, subject_id, step, fee, what, rial, payee, payee_kind, account, tariff,
                                 state, raised_at, batch)
    SELECT c.id, CAST(NULL AS bigint), %s, %s, %s,
           %s * CASE WHEN %s THEN (SELECT count(*) FROM casework_subject s
                                   WHERE s.case_id = c.id AND s.state = 'open') ELSE 1 END,
           %s, %s, %s, %s, 'due', %s, %s
    FROM casework_case c
    WHERE c.directive_id = %s AND {whom}
      AND c.id IN (SELECT b.case_id FROM casework_batchitem b
                   WHERE b.batch_id = %s AND b.version_id = %s AND b.position = %s AND NOT b.settled)
      AND NOT EXISTS (SELECT 1 FROM payments_charge p WHERE p.case_id = c.id AND p.subject_id IS NULL AND p.step = %s
                      AND p.fee = %s AND p.state IN ('due', 'paid', 'exempt', 'agreed'))
"""
OF_PEOPLE = """
    INSERT INTO payments_charge (case_id, subject_id, step, fee, what, rial, payee, payee_kind, account, tariff,
                                 state, raised_at, batch)
    SELECT c.id, s.id, %s, %s, %s, %s, %s, %s, %s, %s, 'due', %s, %s
    FROM casework_case c
    JOIN casework_subject s ON s.case_id = c.id AND s.state = 'open'
    WHERE c.directive_id = %s AND {whom}
      AND s.id IN (SELECT x.id FROM casework_batchitem b
                   JOIN casework_subject x ON x.case_id = b.case_id AND (b.subject_id IS NULL OR b.subject_id = x.id)
                   WHERE b.batch_id = %s AND b.version_id = %s AND b.position = %s AND NOT b.settled)
      AND NOT EXISTS (SELECT 1 FROM payments_charge p WHERE p.subject_id = s.id AND p.step = %s
                      AND p.fee = %s AND p.state IN ('due', 'paid', 'exempt', 'agreed'))
"""
RAISED = """
    SELECT p.case_id, p.id AS place, p.step, p.fee AS word, CAST(p.rial AS varchar) || ' rial' AS about, '' AS role,
           CAST(NULL AS bigint) AS on_behalf_of
    FROM payments_charge p
    WHERE p.batch = %s AND p.step = %s AND p.state = 'due'
      AND EXISTS (SELECT 1 FROM casework_batchitem b WHERE b.batch_id = p.batch AND b.version_id = %s
                  AND b.position = p.step AND NOT b.settled AND b.case_id = p.case_id)
"""
CLOSED = """
    SELECT p.case_id, p.id AS place, p.step, p.state AS word, p.fee AS about, '' AS role,
           CAST(NULL AS bigint) AS on_behalf_of
    FROM payments_charge p
    WHERE p.batch = %s AND p.state IN ('dropped', 'returnable')
      AND EXISTS (SELECT 1 FROM casework_batchitem b WHERE b.batch_id = p.batch AND b.version_id = %s
                  AND b.position = %s AND NOT b.settled AND b.case_id = p.case_id
                  AND (b.subject_id IS NULL OR p.subject_id IS NULL OR b.subject_id = p.subject_id))
"""


def raise_charges(call: Call) -> QuerySet[BatchItem]:
    """Ask the fees of a `pay` step by the directive each case is bound to; returns whom nothing is due from.

    Who returns to the step is not asked twice: what was paid, waived or agreed stays so. A fee that the directive does
    not set, or sets at nothing, is not asked: nobody pays what no order names. Of a household in a confirmed list the
    fees of its ground are waived as they are asked (S18). A constant number of statements per directive, fee, row of
    the tariff and ground.
    """
    today = local_date(call.now)
    cases = Case.objects.filter(pk__in=call.travellers.values("case_id")).order_by()
    directives = list(cases.values_list("directive_id", flat=True).distinct())
    for directive_id in directives:
        table = directive_of(directive_id)
        for fee in call.step.fees:
            rows = deciding_tariffs(table, service=call.definition.slug, fee=fee, on=today)
            for place, row in enumerate(rows):
                if row.rial > 0:
                    _ask(call, directive_id, fee, row, rows[:place])
    raised: list[sql.Value] = [call.batch, call.step.path, _version(call)]
    journal.write(_run(call), "charged", RAISED, raised)
    for directive_id in directives:
        grounds = exemptions(directive_of(directive_id), service=call.definition.slug, on=today)
        waive_listed(call, directive_id, grounds, today)
    journal.write(_run(call), "exemption-granted", NOTED, raised)
    return _whom_nothing_is_due_from(call)


def close_charges(call: Call, end: End) -> None:
    """Let nobody owe for a matter that ended: what was not paid is dropped, what a withdrawn one paid is returnable.

    What was agreed to be paid in parts stays owed only where what it was for was given. A charge of the whole case
    stands while one of its subjects is still on the way.
    """
    ending = Q(subject_id__in=call.travellers.exclude(subject_id=None).values("subject_id"))
    going_on = Subject.objects.filter(case_id=OuterRef("case_id"), state="open").exclude(
        pk__in=call.travellers.exclude(subject_id=None).values("subject_id")
    )
    whole = Q(case_id__in=call.travellers.filter(subject_id=None).values("case_id"))
    ended = (
        whole | ending | (Q(subject=None, case_id__in=call.travellers.values("case_id")) & ~Exists(going_on))
    )
    closing = {ChargeState.DUE: ChargeState.DROPPED}
    if end.kind != "granted":
        closing[ChargeState.AGREED] = ChargeState.DROPPED
    if end.kind == "withdrawn":
        closing[ChargeState.PAID] = ChargeState.RETURNABLE
    for before, after in closing.items():
        Charge.objects.filter(ended, state=before).update(state=after, batch=call.batch)
    journal.write(_run(call), "charge-closed", CLOSED, [call.batch, _version(call), call.step.path])


def _ask(call: Call, directive_id: int, fee: str, found: Tariff, narrower: Sequence[Tariff]) -> None:
    covers = charged_for(fee_per=call.definition.fees[fee].per, tariff_per=str(found.per))
    path = call.step.path
    condition, whose = whom(found, narrower)
    first: list[sql.Value] = [path, fee, str(found.what), found.rial]
    last: list[sql.Value] = [
        str(found.payee or ""), str(found.payee_kind), str(found.account or ""), str(found.source), call.now,
        call.batch, directive_id, *whose, call.batch, _version(call), path, path, fee,
    ]  # fmt: skip
    if covers == ChargedFor.EACH:
        sql.run(OF_PEOPLE.format(whom=condition), [*first, *last])
    else:
        sql.run(OF_CASES.format(whom=condition), [*first, covers == ChargedFor.TOGETHER, *last])


def _whom_nothing_is_due_from(call: Call) -> QuerySet[BatchItem]:
    due = Charge.objects.filter(case_id=OuterRef("case_id"), step=call.step.path, state=ChargeState.DUE)
    theirs = due.filter(Q(subject=None) | Q(subject_id=OuterRef("subject_id")))
    return call.travellers.filter(
        Q(subject_id=None) & ~Exists(due) | Q(subject_id__isnull=False) & ~Exists(theirs)
    )


def _version(call: Call) -> int | None:
    """The service version the travellers of a call are under: one, by the meaning of a call."""
    return call.travellers.order_by().values_list("version_id", flat=True).first()


def _run(call: Call) -> Run:
    return Run(batch=call.batch, actor_id=call.actor_id, now=call.now)
