"""Telling the border police of exit papers: each thing once, in order, whatever their system answers."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
from pytest_django import Settings

from factories.departures import Acts, Departures, adults, open_departures
from factories.simulators import Running, simulators
from panah.casework import registrations
from panah.casework.models import BatchItem, Case, OutboxMessage
from panah.casework.queries import broken_invariants
from panah.casework.registrations import Call
from panah.catalogue.queries import definition_of
from panah.conf.simulators.speech import Behaviour
from panah.documents.models import Document, OutsideEntry
from panah.documents.operations import notice_pdf, reinstate, void
from panah.documents.operations.outside import (
    Typed,
    check_entry,
    retry_entry,
    send_outside,
    tell,
    type_by_hand,
    type_entries,
)
from panah.documents.sealing import open_entry, seal_entry
from panah.foundation.clock import local_date
from panah.foundation.errors import NotFound
from panah.workflow.definition import Effect

pytestmark = pytest.mark.django_db
ACTS = Acts(
    hold=("hand:exit-paper", "hold:card", "suspend:card"),
    restore=("invalidate:exit-paper", "reinstate:card", "release:card", "restore-status", "tell-border"),
    issues=True,
    tells=True,
)


@pytest.fixture
def departures(db: None, now: datetime) -> Departures:
    return open_departures(now, ACTS)


@pytest.fixture
def line(settings: Settings) -> Iterator[Running]:
    with simulators() as running:
        settings.PANAH_BORDER_URL, settings.PANAH_NAJVA_URL = running.border_url, ""
        settings.PANAH_GATEWAY_PATIENCE = 0.5
        yield running


@pytest.fixture
def no_line(settings: Settings) -> None:
    settings.PANAH_BORDER_URL = ""


def approved(departures: Departures, count: int = 1) -> Case:
    """A case whose people have their papers issued, and which waits for the border."""
    case = departures.open(adults(departures.bureau, count))
    departures.approve(case)
    departures.deliver()
    return case


def steps(case: Case) -> set[str]:
    return set(case.items.filter(state="open").values_list("step", flat=True))


def stay(departures: Departures, case: Case) -> None:
    departures.say(case, "people/exchange", "stays", "bureau-clerk")
    departures.deliver()


def test_the_border_hears_number_name_border_and_days_and_then_the_paper_is_given(
    departures: Departures, line: Running, now: datetime
) -> None:
    case = approved(departures)
    assert steps(case) == {"people/issue"}
    assert send_outside(now=now) == 1
    (stands,) = line.both.border.entries.values()
    paper = Document.objects.get()
    told = {name: stands.about[name] for name in ("number", "border", "valid_from", "valid_until", "name")}
    assert told == {
        "number": paper.number,
        "border": "dogharoun",
        "valid_from": "2026-11-22",
        "valid_until": "2026-12-07",
        "name": "عضو0 رحیمی",
    }
    assert stands.said["acts"] == ["issue:exit-paper"]
    assert steps(case) == {"people/exchange"}
    assert broken_invariants() == []


def test_it_hears_no_more_than_a_post_needs(departures: Departures, line: Running, now: datetime) -> None:
    approved(departures)
    send_outside(now=now)
    (stands,) = line.both.border.entries.values()
    assert not {"unique_code", "household_code", "papers", "reason"} & set(stands.about)
    kept = OutsideEntry.objects.get()
    assert "عضو0".encode() not in bytes(kept.sealed)
    assert open_entry(kept.key, kept.sealed)["name"] == "عضو0 رحیمی"


def test_who_stays_has_the_paper_withdrawn_under_the_receipt_of_its_announcement(
    departures: Departures, line: Running, now: datetime
) -> None:
    case = approved(departures)
    send_outside(now=now)
    stay(departures, case)
    send_outside(now=now)
    announced, withdrawn = line.both.border.entries.values()
    assert (withdrawn.said["corrects"], withdrawn.said["acts"]) == (
        announced.receipt,
        ["invalidate:exit-paper"],
    )
    case.refresh_from_db()
    assert (case.state, broken_invariants()) == ("closed", [])


def test_a_withdrawal_never_overtakes_its_announcement(
    departures: Departures, line: Running, now: datetime
) -> None:
    approved(departures)
    first = OutsideEntry.objects.get()
    Document.objects.update(state="void", void_reason="spoilt", voided_at=now)
    tell(_asked(first, now), now)
    void = OutsideEntry.objects.exclude(pk=first.pk).get()
    OutsideEntry.objects.filter(pk=first.pk).update(next_at=now + timedelta(minutes=1))
    assert send_outside(now=now) == 0
    assert send_outside(now=now + timedelta(minutes=2)) == 2
    assert [one.said["id"] for one in line.both.border.entries.values()] == [first.key, void.key]


def test_each_thing_is_told_once_however_often_it_is_asked_for(
    departures: Departures, line: Running, now: datetime
) -> None:
    approved(departures)
    first = OutsideEntry.objects.get()
    assert tell(_asked(first, now), now) is None
    OutboxMessage.objects.filter(topic="tell-border", state="held").update(state="pending", next_at=now)
    departures.deliver()
    assert OutsideEntry.objects.count() == 1
    send_outside(now=now)
    assert (send_outside(now=now), len(line.both.border.entries)) == (0, 1)


def test_a_new_paper_is_announced_and_the_one_before_withdrawn(
    departures: Departures, line: Running, now: datetime
) -> None:
    case = approved(departures)
    send_outside(now=now)
    issued = OutboxMessage.objects.get(topic="issue")
    for topic, body in (("issue", "exit-paper"), ("tell-border", "")):
        OutboxMessage.objects.create(
            topic=topic, key=f"{topic} again", case=case, subject=issued.subject, body=body,
            created_at=now, next_at=now,
        )  # fmt: skip
    departures.deliver()
    send_outside(now=now)
    old, new = Document.objects.order_by("pk")
    told = [(one.about["number"], one.said["acts"]) for one in line.both.border.entries.values()]
    assert sorted(told[1:]) == sorted(
        [(old.number, ["invalidate:exit-paper"]), (new.number, ["issue:exit-paper"])]
    )


def test_nothing_is_told_before_the_paper_is_there(
    departures: Departures, line: Running, now: datetime
) -> None:
    departures.border = ""
    case = approved(departures)
    waiting = OutboxMessage.objects.get(topic="tell-border")
    assert (waiting.state, steps(case)) == ("pending", {"people/issue"})
    assert "paper-not-issued-yet" in waiting.error
    assert not OutsideEntry.objects.exists()


@pytest.mark.parametrize("behaviour", [Behaviour.SILENT, Behaviour.GARBLED, Behaviour.REFUSING])
def test_a_border_that_recovers_hears_once_whatever_it_said_before(
    departures: Departures, line: Running, now: datetime, behaviour: Behaviour
) -> None:
    case = approved(departures)
    line.both.border.manners.behaviour = behaviour
    assert send_outside(now=now) == 0
    line.both.border.manners.behaviour = Behaviour.PROMPT
    assert send_outside(now=now + timedelta(minutes=5)) == 1
    assert (len(line.both.border.entries), steps(case)) == (1, {"people/exchange"})
    assert broken_invariants() == []


def test_a_slow_border_is_waited_for(departures: Departures, line: Running, now: datetime) -> None:
    line.both.border.manners.behaviour = Behaviour.SLOW
    case = approved(departures)
    assert (send_outside(now=now), steps(case)) == (1, {"people/exchange"})


def test_a_silent_border_holds_up_nobody_at_najva(
    departures: Departures, line: Running, now: datetime, settings: Settings
) -> None:
    approved(departures)
    entry = OutsideEntry.objects.get()
    settings.PANAH_NAJVA_URL = line.najva_url
    OutsideEntry.objects.create(
        key="n", message=entry.message, what="record-in-najva", acts="suspend:card", case=entry.case,
        subject=entry.subject, person=entry.person, office=entry.office, state="queued",
        sealed=_sealed_as("n", entry), next_at=now, created_at=now,
    )  # fmt: skip
    line.both.border.manners.behaviour = Behaviour.SILENT
    assert send_outside(now=now) == 1
    assert (len(line.both.najva.entries), OutsideEntry.objects.get(pk=entry.pk).state) == (1, "queued")


def test_after_eight_tries_an_operator_tries_again_or_sends_it_himself(
    departures: Departures, line: Running, now: datetime
) -> None:
    case = approved(departures)
    line.both.border.manners.behaviour = Behaviour.REFUSING
    for hour in range(12):
        send_outside(now=now + timedelta(hours=hour))
    failed = OutsideEntry.objects.get()
    assert (failed.state, failed.trouble) == ("failed", "border-refused: refusing")
    desk = departures.bureau.actor("system-desk", now=now)
    retry_entry(entry_id=failed.pk, actor=desk, now=now)
    OutsideEntry.objects.update(state="failed")
    assert type_by_hand(entry_id=failed.pk, actor=desk, now=now) is True
    by_hand(departures, failed)
    assert steps(case) == {"people/exchange"}


def test_without_a_line_an_officer_sends_a_letter_and_another_asks_whether_it_came(
    departures: Departures, no_line: None, now: datetime
) -> None:
    case = approved(departures)
    waiting = OutsideEntry.objects.get()
    assert (waiting.state, waiting.system, steps(case)) == ("to-type", "border", {"people/issue"})
    with pikepdf.open(BytesIO(notice_pdf(waiting.pk, now=now))) as letter:
        assert len(letter.pages) == 1
    by_hand(departures, waiting)
    assert steps(case) == {"people/exchange"}
    stay(departures, case)
    void = OutsideEntry.objects.exclude(pk=waiting.pk).get()
    assert len(notice_pdf(void.pk, now=now)) > 1000
    by_hand(departures, void)
    case.refresh_from_db()
    assert (case.state, broken_invariants()) == ("closed", [])


def test_a_paper_that_has_its_force_again_is_announced_again_after_its_withdrawal(
    departures: Departures, line: Running, now: datetime
) -> None:
    approved(departures)
    send_outside(now=now)
    paper, officer = Document.objects.get(), departures.bureau.actor("bureau-officer", now=now)
    void(document_id=paper.pk, reason="wrong-border", actor=officer, now=now)
    reinstate(document_id=paper.pk, reason="decision set aside", actor=officer, now=now)
    departures.deliver()
    assert OutsideEntry.objects.count() == 1
    for end, turn in ((void, 1), (reinstate, 2), (void, 3), (reinstate, 4)):
        at = now + timedelta(minutes=turn)
        end(document_id=paper.pk, reason="wrong-border", actor=officer, now=at)
        departures.now = at
        departures.deliver()
    silent = OutsideEntry.objects.filter(acts="invalidate:exit-paper").first()
    assert silent is not None
    OutsideEntry.objects.filter(pk=silent.pk).update(next_at=departures.now + timedelta(minutes=1))
    assert send_outside(now=departures.now) == 0
    assert send_outside(now=departures.now + timedelta(minutes=2)) == 4
    told = list(line.both.border.entries.values())
    assert [one.said["acts"] for one in told] == [["issue:exit-paper"], ["invalidate:exit-paper"]] * 2 + [
        ["issue:exit-paper"]
    ]
    assert [one.said.get("corrects") for one in told] == [None, told[0].receipt, None, told[2].receipt, None]
    assert {one.about["number"] for one in told} == {paper.number}
    assert not OutboxMessage.objects.filter(state__in=["held", "failed", "pending"]).exists()
    assert broken_invariants() == []


def test_a_paper_given_its_force_again_by_a_process_is_announced_again(
    departures: Departures, line: Running, now: datetime
) -> None:
    case = approved(departures)
    send_outside(now=now)
    for turn, name in enumerate(("invalidate:exit-paper", "reinstate:exit-paper")):
        do(name, case, now + timedelta(minutes=turn))
        OutboxMessage.objects.create(topic="tell-border", key=name, case=case, created_at=now, next_at=now)
        departures.deliver()
        send_outside(now=now)
    told = [one.said["acts"] for one in line.both.border.entries.values()]
    assert told == [["issue:exit-paper"], ["invalidate:exit-paper"], ["issue:exit-paper"]]


def test_without_a_line_the_letter_that_announces_again_takes_the_withdrawal_back(
    departures: Departures, no_line: None, now: datetime
) -> None:
    approved(departures)
    by_hand(departures, OutsideEntry.objects.get())
    paper, officer = Document.objects.get(), departures.bureau.actor("bureau-officer", now=now)
    void(document_id=paper.pk, reason="wrong-border", actor=officer, now=now)
    departures.deliver()
    reinstate(document_id=paper.pk, reason="decision set aside", actor=officer, now=now)
    departures.deliver()
    first, withdrawn, again = OutsideEntry.objects.order_by("pk")
    assert (withdrawn.corrects, again.corrects) == (first, withdrawn)
    typist = departures.bureau.actor("operator", now=now)
    refused = type_entries(lines=[Typed(again.pk, "م/13", local_date(now))], actor=typist, now=now)
    assert refused[again.pk].code == "correct-later"
    by_hand(departures, withdrawn, receipt="م/14")
    assert len(notice_pdf(again.pk, now=now)) > 1000
    by_hand(departures, again, receipt="م/15")


def test_there_is_a_letter_of_what_the_border_is_told_and_of_nothing_else(db: None, now: datetime) -> None:
    with pytest.raises(NotFound, match="entry-unknown"):
        notice_pdf(1, now=now)


def do(name: str, case: Case, now: datetime) -> None:
    """Do an effect to everybody of a case at a step that does not tell the border."""
    verb, _, thing = name.partition(":")
    process = definition_of(case.version_id)
    step = process.step("people/hold-card")
    BatchItem.objects.bulk_create(
        BatchItem(
            batch_id=99, case_id=case.pk, subject_id=subject, version_id=case.version_id,
            office_id=case.office_id, position=step.path,
        )
        for subject in case.subjects.values_list("pk", flat=True)
    )  # fmt: skip
    everybody = BatchItem.objects.filter(batch_id=99)
    call = Call(travellers=everybody, definition=process, step=step, batch=99, actor_id=None, now=now)
    effect = Effect(name=name, entry=process.registry.verbs[verb], scope="subject", object=thing)
    registrations.effect(verb)(call, effect)
    everybody.delete()


def by_hand(departures: Departures, waiting: OutsideEntry, *, receipt: str = "م/12") -> None:
    """Let one officer send it and write down the border's receipt, and another ask."""
    bureau, now = departures.bureau, departures.now
    typist = bureau.actor("operator", now=now)
    looker = bureau.actor("operator", now=now, name="second")
    assert type_entries(lines=[Typed(waiting.pk, receipt, local_date(now))], actor=typist, now=now) == {}
    check_entry(entry_id=waiting.pk, matches=True, actor=looker, now=now)


def _asked(entry: OutsideEntry, now: datetime) -> OutboxMessage:
    """The same job asked for by another message."""
    return OutboxMessage.objects.create(
        topic="tell-border", key="once more", case=entry.case, subject=entry.subject, state="done",
        created_at=now, next_at=now, done_at=now,
    )  # fmt: skip


def _sealed_as(key: str, entry: OutsideEntry) -> bytes:
    return seal_entry(key, open_entry(entry.key, entry.sealed))
