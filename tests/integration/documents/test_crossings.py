"""What the border brings: a paper was used. It counts once, ends nobody's status, and nothing of it is lost."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from factories.departures import Acts, Departures, adults, open_departures
from panah.audit.queries import timeline
from panah.casework.models import Case, Item
from panah.casework.queries import broken_invariants
from panah.conf.environment import DEFAULT_GATEWAY_SECRET
from panah.documents.models import Crossing, Document, OutsideEntry
from panah.documents.operations import Crossed, take_crossings
from panah.documents.operations.crossing import Taken
from panah.documents.operations.outside import Typed, check_entry, type_entries
from panah.documents.queries import Standing, papers_of, verdict_of
from panah.foundation.clock import local_date
from panah.foundation.signed_http import KEY, SIGNATURE, TIME, answer_signature, request_signature
from panah.registry.models import PaperStanding, StatusEnd
from panah.web import identity

pytestmark = pytest.mark.django_db
PATH = "/gateways/border/crossings/"
ACTS = Acts(
    hold=("hold:card", "suspend:card"),
    restore=("invalidate:exit-paper", "reinstate:card", "release:card", "restore-status", "tell-border"),
    issues=True,
    tells=True,
)


@pytest.fixture
def departures(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Departures:
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(django_settings, "PANAH_BORDER_URL", "")
    monkeypatch.setattr(identity, "utc_now", lambda: now)
    return open_departures(now, ACTS)


def on_the_way(departures: Departures, count: int = 1) -> Case:
    """A case whose people have their papers and go to the border."""
    case = departures.open(adults(departures.bureau, count))
    departures.approve(case)
    departures.deliver()
    now = departures.now
    operators = [departures.bureau.actor("operator", now=now, name=name) for name in ("", "second")]
    for entry in OutsideEntry.objects.filter(case=case):
        type_entries(lines=[Typed(entry.pk, "1", local_date(now))], actor=operators[0], now=now)
        check_entry(entry_id=entry.pk, matches=True, actor=operators[1], now=now)
    departures.say(case, "people/exchange", "handed", "bureau-clerk")
    return case


def crossed(paper: Document, now: datetime, key: str = "b-1") -> Crossed:
    return Crossed(key, paper.number, "dogharoun", now - timedelta(hours=1))


def steps(case: Case) -> list[str]:
    return sorted(case.items.filter(state="open").values_list("step", flat=True))


def kinds(stream: str) -> list[str]:
    return [one.kind for one in timeline(stream=stream)][::-1]


def test_whoever_crossed_goes_on_to_the_officer_who_confirms_and_nobody_else_does(
    departures: Departures, now: datetime
) -> None:
    case = on_the_way(departures, 3)
    paper = Document.objects.order_by("pk")[1]
    assert take_crossings([crossed(paper, now)], now=now) == [Taken.RECORDED]
    asked = Item.objects.get(case=case, step="people/ask", state="open")
    assert asked.subject is not None
    assert asked.subject.party_id == paper.bearer_id
    assert steps(case) == ["people/ask", "people/journey", "people/journey"]
    assert "crossed" in kinds(paper.stream)
    assert "crossed" in kinds(case.stream)
    assert broken_invariants() == []


def test_it_ends_no_status(departures: Departures, now: datetime) -> None:
    on_the_way(departures)
    before = list(PaperStanding.objects.values_list("pk", flat=True))
    take_crossings([crossed(Document.objects.get(), now)], now=now)
    assert list(PaperStanding.objects.values_list("pk", flat=True)) == before
    assert not StatusEnd.objects.exists()


def test_the_same_message_counts_once_and_another_is_kept_for_somebody_to_look_at(
    departures: Departures, now: datetime
) -> None:
    case = on_the_way(departures)
    paper = Document.objects.get()
    once, twice = crossed(paper, now), crossed(paper, now, "b-2")
    answers = [take_crossings([one], now=now)[0] for one in (once, once, twice, twice)]
    assert answers == [Taken.RECORDED, Taken.REPEATED, Taken.USED_BEFORE, Taken.REPEATED]
    assert (Crossing.objects.count(), kinds(paper.stream).count("crossed")) == (2, 1)
    assert "crossed-again" in kinds(case.stream)
    assert steps(case) == ["people/ask"]
    assert broken_invariants() == []


def test_what_comes_after_the_officer_spoke_is_kept_and_moves_nobody(
    departures: Departures, now: datetime
) -> None:
    case = on_the_way(departures)
    take_crossings([crossed(Document.objects.get(), now)], now=now)
    departures.say(case, "people/ask", "stays", "bureau-expert")
    late = crossed(Document.objects.get(), now, "b-9")
    before = steps(case)
    assert take_crossings([late], now=now) == [Taken.USED_BEFORE]
    assert (steps(case), Crossing.objects.count()) == (before, 2)


def test_a_paper_that_is_void_was_used_all_the_same_and_its_case_hears_of_it(
    departures: Departures, now: datetime
) -> None:
    case = departures.open(adults(departures.bureau, 1))
    departures.approve(case)
    departures.deliver()
    Document.objects.update(state="void", void_reason="spoilt", voided_at=now)
    before = steps(case)
    assert take_crossings([crossed(Document.objects.get(), now)], now=now) == [Taken.RECORDED]
    assert (steps(case), "received" in kinds(case.stream)) == (before, True)


def test_one_unknown_number_holds_up_no_other(departures: Departures, now: datetime) -> None:
    on_the_way(departures)
    paper = Document.objects.get()
    unknown = Crossed("b-0", "9/1405/99999", "milak", now)
    nonsense = Crossed("b-1", "?", "milak", now)
    said = [unknown, nonsense, crossed(paper, now, "b-2")]
    assert take_crossings(said, now=now) == [Taken.UNKNOWN, Taken.UNKNOWN, Taken.RECORDED]


def test_one_message_speaks_of_one_paper(departures: Departures, now: datetime) -> None:
    on_the_way(departures, 2)
    first, second = Document.objects.order_by("pk")
    said = [crossed(first, now), crossed(second, now)]
    assert take_crossings(said, now=now) == [Taken.RECORDED, Taken.KEY_USED]
    assert Crossing.objects.count() == 1


def test_a_used_paper_is_over_for_everybody_who_asks(departures: Departures, now: datetime) -> None:
    case = on_the_way(departures)
    paper, today = Document.objects.get(), local_date(now)
    before = verdict_of(paper.number, on=today)
    assert before is not None
    assert (before.standing, before.is_used) == (Standing.VALID, False)
    take_crossings([crossed(paper, now)], now=now)
    after = verdict_of(paper.verify_code, on=today)
    assert after is not None
    assert (after.standing, after.is_used) == (Standing.OVER, True)
    assert papers_of(case.pk, on=today)[0].standing is Standing.OVER
    cache.clear()
    shown = Client().get("/verify", {"n": paper.number}).content.decode()
    assert "به کار رفته" in shown
    assert "تمدید بخواهد" not in shown


def test_what_the_border_said_is_never_rewritten(departures: Departures, now: datetime) -> None:
    on_the_way(departures)
    take_crossings([crossed(Document.objects.get(), now)], now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Crossing.objects.update(border="milak")
    with pytest.raises(IntegrityError), transaction.atomic():
        Crossing.objects.all().delete()


def bring(now: datetime, body: bytes, *, secret: str = DEFAULT_GATEWAY_SECRET) -> tuple[int, object]:
    """Bring a signed body; gives the status and what was answered, whose signature is looked at too."""
    moment = str(int(now.timestamp()))
    signature = request_signature(secret, method="POST", path=PATH, moment=moment, key="k", body=body)
    answer = Client(enforce_csrf_checks=True).post(
        PATH,
        body,
        content_type="application/json",
        headers={TIME: moment, KEY: "k", SIGNATURE: signature},
    )
    signed = answer_signature(DEFAULT_GATEWAY_SECRET, status=answer.status_code, key="k", body=answer.content)
    assert answer.headers[SIGNATURE] == signed
    return answer.status_code, json.loads(answer.content)


def row(number: str, now: datetime, **other: object) -> dict[str, object]:
    return {"id": "b-1", "number": number, "border": "dogharoun", "at": now.isoformat(), **other}


def body(*rows: object) -> bytes:
    return json.dumps({"crossings": rows}).encode()


def test_a_signed_message_is_taken_and_each_is_answered_by_itself(
    departures: Departures, now: datetime
) -> None:
    case = on_the_way(departures)
    number = Document.objects.get().number
    said = body(row(number, now), row("9/1405/99999", now, id="b-2"))
    assert bring(now, said) == (
        200,
        {"crossings": [{"id": "b-1", "state": "recorded"}, {"id": "b-2", "state": "unknown"}]},
    )
    assert bring(now, said)[1] == {
        "crossings": [{"id": "b-1", "state": "repeated"}, {"id": "b-2", "state": "unknown"}]
    }
    assert steps(case) == ["people/ask"]


def test_what_is_not_signed_is_not_heard(departures: Departures, now: datetime) -> None:
    on_the_way(departures)
    said = body(row(Document.objects.get().number, now))
    assert bring(now, said, secret="another") == (401, {"error": "not-signed"})
    assert bring(now - timedelta(hours=1), said)[0] == 401
    assert not Crossing.objects.exists()


@pytest.mark.parametrize(
    ("other", "status"),
    [
        ({"id": ""}, 422),
        ({"id": 7}, 422),
        ({"number": None}, 422),
        ({"border": "\x00"}, 422),
        ({"border": "x" * 61}, 422),
        ({"at": "yesterday"}, 422),
        ({"at": "2026-11-22T08:00:00"}, 422),
        ({"at": "2026-12-22T08:00:00+03:30"}, 422),
    ],
)
def test_what_is_not_whole_changes_nothing_at_all(
    departures: Departures, now: datetime, other: dict[str, object], status: int
) -> None:
    on_the_way(departures)
    number = Document.objects.get().number
    said = body(row(number, now, id="b-0"), {**row(number, now), **other})
    assert bring(now, said) == (status, {"error": "wrong-crossing"})
    assert not Crossing.objects.exists()


@pytest.mark.parametrize(
    "said", [b"{", b"[]", b'{"crossings": 1}', b'{"crossings": [' + b"1," * 100 + b"1]}"]
)
def test_what_cannot_be_read_is_answered_so(departures: Departures, now: datetime, said: bytes) -> None:
    assert bring(now, said) == (400, {"error": "unreadable"})
