"""Several processes that sign letters of one register at the same moment: every number once, none left out."""

import os
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from django.db import connection

from factories.bureau import open_bureau
from panah.foundation.jalali import to_jalali

SIGNER = """
import sys
from datetime import datetime
import django
django.setup()
from django.db import transaction
from panah.correspondence.operations import LetterText, number_letter
from panah.organisation.queries import office_by_code
office, now = office_by_code(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
text = LetterText(kind="notice", subject="test", signed_by_role="bureau-officer")
for turn in range(20):
    try:
        with transaction.atomic():
            number = number_letter(office=office, text=text, now=now).number
            if turn % 4 == 3:
                raise InterruptedError
    except InterruptedError:
        continue
    print(number, flush=True)
"""


def environment(folder: Path) -> dict[str, str]:
    """Where the processes find the database of this test; an SQLite database in memory is written out first."""
    shared = os.environ | {"DJANGO_SETTINGS_MODULE": "panah.conf.settings", "PANAH_DATA": str(folder)}
    if connection.vendor == "postgresql":
        server, _, _ = os.environ["DATABASE_URL"].rpartition("/")
        return shared | {"DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}"}
    written = sqlite3.connect(folder / "panah.sqlite3")
    connection.connection.backup(written)
    written.close()
    return shared | {"DATABASE_URL": ""}


def test_many_who_sign_at_once_get_every_number_once_and_what_breaks_off_leaves_no_gap(
    transactional_db: None, now: datetime, tmp_path: Path
) -> None:
    office = open_bureau().directorate
    given = environment(tmp_path)
    signers = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", SIGNER, office.code, now.isoformat()],
            env=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(3)
    ]  # fmt: skip
    said = [signer.communicate(timeout=120) for signer in signers]
    assert [signer.returncode for signer in signers] == [0, 0, 0], said
    numbers = [number for out, _ in said for number in out.split()]
    year = to_jalali(now.date()).year
    assert len(numbers) == 45
    assert set(numbers) == {f"18/{year}/{n}" for n in range(1, 46)}
