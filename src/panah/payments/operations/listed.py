"""Fees that are waived as they are asked, because a list of welfare or the municipality says so; over sets (S18)."""

from collections.abc import Iterable
from datetime import date

from panah.casework.engine import sql
from panah.casework.registrations import Call
from panah.catalogue.rules.directive import Exemption
from panah.payments.models import ExemptionList
from panah.payments.rules.lists import ListState

GRANTED = """
    INSERT INTO payments_feeexemption (charge_id, ground, text, state, asked_at, decided_by_id, decided_at, reason,
                                       listed_id)
    SELECT p.id, r.ground, '', 'granted', %s, l.decided_by_id, %s, '', r.id
    FROM payments_charge p
    JOIN casework_case c ON c.id = p.case_id AND c.directive_id = %s
    JOIN payments_listedexemption r ON r.household_id = c.household_id AND r.ground = %s
    JOIN payments_exemptionlist l ON l.id = r.list_id AND l.state = 'confirmed'
    WHERE p.batch = %s AND p.step = %s AND p.state = 'due' AND {fees}
      AND r.valid_from <= %s AND (r.valid_until IS NULL OR r.valid_until >= %s)
      AND NOT EXISTS (SELECT 1 FROM payments_listedexemption x
                      JOIN payments_exemptionlist y ON y.id = x.list_id AND y.state = 'confirmed'
                      WHERE x.household_id = r.household_id AND x.ground = r.ground AND x.id < r.id
                        AND x.valid_from <= %s AND (x.valid_until IS NULL OR x.valid_until >= %s))
"""
WAIVED = """
    UPDATE payments_charge SET state = 'exempt'
    WHERE batch = %s AND step = %s AND state = 'due'
      AND EXISTS (SELECT 1 FROM payments_feeexemption e
                  WHERE e.charge_id = payments_charge.id AND e.state = 'granted' AND e.listed_id IS NOT NULL)
"""
NOTED = """
    SELECT p.case_id, p.id AS place, p.step, e.ground AS word, 'list ' || l.letter AS about, '' AS role,
           CAST(NULL AS bigint) AS on_behalf_of
    FROM payments_charge p
    JOIN payments_feeexemption e ON e.charge_id = p.id AND e.state = 'granted'
    JOIN payments_listedexemption r ON r.id = e.listed_id
    JOIN payments_exemptionlist l ON l.id = r.list_id
    WHERE p.batch = %s AND p.step = %s AND p.state = 'exempt'
      AND EXISTS (SELECT 1 FROM casework_batchitem b WHERE b.batch_id = p.batch AND b.version_id = %s
                  AND b.position = p.step AND NOT b.settled AND b.case_id = p.case_id)
"""


def waive_listed(call: Call, directive_id: int, grounds: Iterable[Exemption], on: date) -> None:
    """Waive what a step asked just now of households that stand in a confirmed list; two statements per ground."""
    if not ExemptionList.objects.filter(state=ListState.CONFIRMED).exists():
        return
    step = call.step.path
    for ground in grounds:
        fees = f"p.fee IN ({sql.places(len(ground.fees))})" if ground.fees else "1 = 1"
        values: list[sql.Value] = [call.now, call.now, directive_id, str(ground.code), call.batch, step]
        day = on.isoformat()
        named = [str(fee) for fee in ground.fees]
        if sql.run(GRANTED.format(fees=fees), [*values, *named, day, day, day, day]):
            sql.run(WAIVED, [call.batch, step])
