"""Several processes at the same moment: letters of one register get every number once; one message makes one paper."""

from datetime import datetime
from pathlib import Path

import pytest

from factories.bureau import open_bureau
from factories.letters import open_desk
from factories.processes import environment, together
from factories.slips import open_slips, straight_way
from panah.casework.models import OutboxMessage
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

DELIVERER = """
import sys
from datetime import datetime
import django
django.setup()
from django.db import transaction
from panah.casework.models import OutboxMessage
from panah.correspondence.models import Letter
from panah.correspondence.operations.issuing import issue_paper
from panah.documents.models import Document
message = OutboxMessage.objects.get(key=sys.argv[1])
with transaction.atomic():
    issue_paper(message, datetime.fromisoformat(sys.argv[2]))
papers = Document.objects.filter(case=message.case)
print(*papers.values_list("number", flat=True), Letter.objects.count())
"""


LETTERS = """
import sys
from datetime import datetime
import django
django.setup()
from panah.casework.engine.authority import Actor
from panah.correspondence.operations import Proof, sign_letter
from panah.organisation.queries import scope_of
account, now = int(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
actor = Actor(sender="test", account_id=account, scope=scope_of(account, at=now))
for draft in sys.argv[3].split(","):
    letter = sign_letter(draft_id=int(draft), ver=1, proof=Proof(confirmed_at=now), actor=actor, now=now)
    print(draft, letter.number, flush=True)
"""


def test_many_who_sign_at_once_get_every_number_once_and_what_breaks_off_leaves_no_gap(
    transactional_db: None, now: datetime, tmp_path: Path
) -> None:
    office = open_bureau().directorate
    given = environment(tmp_path)
    said = together(given, SIGNER, [[office.code, now.isoformat()]] * 3)
    numbers = [number for out in said for number in out.split()]
    year = to_jalali(now.date()).year
    assert len(numbers) == 45
    assert set(numbers) == {f"18/{year}/{n}" for n in range(1, 46)}


def test_workers_that_deliver_one_message_at_once_make_one_paper_with_one_number(
    transactional_db: None, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    straight_way(monkeypatch)
    slips = open_slips(now)
    message = OutboxMessage.objects.get(case=slips.open(), topic="issue")
    said = together(environment(tmp_path), DELIVERER, [[message.key, now.isoformat()]] * 3)
    assert [out.split() for out in said] == [["18/1405/1", "1"]] * 3


def test_many_who_sign_the_same_letters_at_once_sign_each_once_without_a_gap(
    transactional_db: None, now: datetime, tmp_path: Path
) -> None:
    desk = open_desk(now)
    desk.may_sign(desk.expert)
    drafts = [str(desk.draft(desk.expert).pk) for _ in range(8)]
    given = environment(tmp_path)
    words = [str(desk.expert.account_id), now.isoformat(), ",".join(drafts)]
    said = together(given, LETTERS, [words] * 3)
    numbers = {line for out in said for line in out.splitlines()}
    assert len(numbers) == 8
    assert {line.split()[1] for line in numbers} == {f"18/1405/{n}" for n in range(1, 9)}
