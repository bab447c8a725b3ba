"""Which samples stand behind the travellers of a motion that opens after one (S24)."""

from panah.casework.engine import sql
from panah.casework.engine.run import Run


def samples_behind(run: Run, version_id: int, account_id: int | None) -> set[int | None]:
    """The samples in which those of one version that go on were chosen by this officer.

    Among them is None where somebody goes on who was chosen for no sample of theirs, or was drawn to be judged alone.
    """
    found = sql.rows(
        """
        SELECT DISTINCT CASE WHEN p.drawn_at IS NULL THEN p.sample_id END
        FROM casework_batchitem b
        LEFT JOIN casework_sampleditem p ON p.item_id = b.item_id AND p.account_id = %s
        WHERE b.batch_id = %s AND b.version_id = %s AND b.position <> ''
        """,
        [account_id, run.batch, version_id],
    )
    return {None if sample is None else int(str(sample)) for (sample,) in found}
