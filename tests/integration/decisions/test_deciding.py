"""What a refused person may rely on: a row with a reason, a rule and a human behind it, that nobody can change."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from factories.bureau import Bureau
from factories.refusals import LOOK, Refused, refuse
from factories.trips import BARRED, REFUSAL, ask, household, open_at
from panah.audit.models import Event
from panah.casework.models import Case, Item, Subject
from panah.casework.operations import act
from panah.casework.queries import broken_invariants
from panah.casework.rules import Selected
from panah.decisions.models import Decision, Objection
from panah.decisions.queries import decisions_of_case, decisions_of_person, decisions_of_subjects
from panah.decisions.sealing import open_words
from panah.foundation.envelope import SealError
from panah.foundation.errors import InvalidInput, NotAllowed

pytestmark = pytest.mark.django_db


def test_a_refusal_is_a_row_with_its_reason_its_rule_and_who_decided(refused: Refused) -> None:
    found = refused.decision
    assert (found.step, found.word, found.end, found.state) == (LOOK, "refused", "refused", "in-force")
    assert (found.ground, found.rule) == ("no-go-area", "فهرست سالانهٔ منطقه‌های ممنوع")
    assert (found.decided_by, found.decided_as) == (refused.expert.account_id, "bureau-expert")
    assert open_words(subject_id=found.subject_id, sealed=found.text) == REFUSAL["reason_text"]
    assert found.letters == sum(letter.isalnum() for letter in REFUSAL["reason_text"])
    assert found.served_at is None


def test_the_words_of_a_decision_are_not_readable_in_the_database_nor_under_another_name(
    refused: Refused,
) -> None:
    assert "گناوه".encode() not in bytes(refused.decision.text)
    with pytest.raises(SealError):
        open_words(subject_id=refused.decision.subject_id + 1, sealed=refused.decision.text)


def test_one_persons_refusal_is_nobody_elses(refused: Refused) -> None:
    others = Subject.objects.filter(case=refused.case).exclude(pk=refused.decision.subject_id)
    assert Decision.objects.count() == 1
    assert [one.state for one in others] == ["open"]


def test_the_decision_stands_in_the_journal_of_the_case(refused: Refused) -> None:
    kinds = list(
        Event.objects.filter(stream=refused.case.stream).order_by("seq").values_list("kind", flat=True)
    )
    assert kinds == ["opened", "acted", "ended", "decided"]
    assert broken_invariants() == []


def test_an_approval_writes_no_decision(bureau: Bureau, now: datetime) -> None:
    case = ask(bureau, household(bureau, 1), now=now, to=BARRED)
    expert = bureau.actor("bureau-expert", now=now)
    act(chosen=open_at(case), step=LOOK, word="approved", actor=expert, key="1", now=now)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({}, "reason-needed"),
        ({"reason_code": "no-go-area"}, "reason-needed"),
        ({"reason_code": "no-go-area", "reason_text": " \u200c "}, "reason-needed"),
        ({"reason_code": "because", "reason_text": "نه"}, "ground-unknown"),
        ({"reason_code": "paper-expired", "reason_text": "نه"}, "ground-unknown"),
    ],
)
def test_without_a_reason_that_may_stand_beside_a_refusal_nothing_happens(
    form: dict[str, str], code: str, bureau: Bureau, now: datetime
) -> None:
    case = ask(bureau, household(bureau, 1), now=now, to=BARRED)
    expert = bureau.actor("bureau-expert", now=now)
    with pytest.raises(InvalidInput, match=code):
        refuse(case, 0, expert, now=now, form=form)
    assert Item.objects.get(case=case, state="open").step == LOOK
    assert not Decision.objects.exists()
    assert broken_invariants() == []


def test_an_officer_may_name_a_nearer_rule(bureau: Bureau, now: datetime) -> None:
    case = ask(bureau, household(bureau, 1), now=now, to=BARRED)
    expert = bureau.actor("bureau-expert", now=now)
    refuse(case, 0, expert, now=now, form=REFUSAL | {"reason_rule": "بند ۳ فهرست ۱۴۰۵"})
    assert Decision.objects.get().rule == "بند ۳ فهرست ۱۴۰۵"


def test_nobody_is_refused_in_bulk(bureau: Bureau, now: datetime) -> None:
    case = ask(bureau, household(bureau, 2), now=now, to=BARRED)
    expert = bureau.actor("bureau-expert", now=now)
    with pytest.raises(NotAllowed, match="one-by-one"):
        act(chosen=open_at(case), step=LOOK, word="refused", actor=expert, key="1", form={**REFUSAL}, now=now)


def test_a_refusal_of_the_whole_case_is_a_decision_about_each_person(bureau: Bureau, now: datetime) -> None:
    people = household(bureau, 3)
    case = ask(bureau, people, now=now)
    Item.objects.filter(case=case).update(step="extension", queue="bureau-expert", kind="by")
    (item,) = open_at(case)
    expert = bureau.actor("bureau-expert", now=now)
    form: dict[str, str] = {"reason_code": "extensions-used-up", "reason_text": "سه بار تمدید شده."}
    act(chosen=[item], step="extension", word="refused", actor=expert, key="1", form={**form}, now=now)
    found = decisions_of_case(case.pk)
    assert {one.subject.party_id for one in found} == {one.pk for one in people}
    assert {one.ground for one in found} == {"extensions-used-up"}
    assert broken_invariants() == []


def test_a_decision_is_found_by_its_case_its_subject_and_its_person(refused: Refused) -> None:
    pk = refused.decision.pk
    assert [one.pk for one in decisions_of_case(refused.case.pk)] == [pk]
    assert decisions_of_subjects([refused.decision.subject_id])[refused.decision.subject_id].pk == pk
    assert [one.pk for one in decisions_of_person(refused.people[0].pk)] == [pk]
    assert not decisions_of_person(refused.people[1].pk).exists()


CHANGES = {
    "ground": "court-order",
    "rule": "دیگر",
    "text": b"x",
    "letters": 2,
    "decided_by": 999,
    "decided_for": 999,
    "decided_as": "bureau-director",
    "word": "approved",
    "court": "دیگر",
    "decided_at": datetime.fromisoformat("2020-01-01T00:00:00+00:00"),
    "state": "final",
}


@pytest.mark.parametrize("column", CHANGES)
def test_the_database_refuses_to_rewrite_a_decision(column: str, refused: Refused) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Decision.objects.filter(pk=refused.decision.pk).update(**{column: CHANGES[column]})


def test_the_database_refuses_to_serve_twice_or_to_move_the_last_day(refused: Refused) -> None:
    mine = Decision.objects.filter(pk=refused.decision.pk)
    mine.update(served_at=refused.now, serve_how="handed", objection_until=date(2026, 12, 14))
    for change in (
        {"objection_until": date(2026, 11, 23)},
        {"served_at": refused.now - timedelta(days=30)},
        {"served_at": None, "serve_how": "", "objection_until": None},
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            mine.update(**change)


def test_the_database_refuses_to_delete_a_decision_or_an_objection(refused: Refused) -> None:
    objection = Objection.objects.create(
        decision=refused.decision, case=Case.objects.get(pk=refused.case.pk), filed_at=refused.now
    )
    for row in (refused.decision, objection):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk)._raw_delete("default")


def test_a_decision_that_was_set_aside_stays_so(refused: Refused) -> None:
    mine = Decision.objects.filter(pk=refused.decision.pk)
    mine.update(state="objected")
    mine.update(state="set-aside")
    for state in ("in-force", "objected", "upheld"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            mine.update(state=state)


@pytest.mark.parametrize("empty", ["ground", "rule", "letters", "decided_as", "court", "state", "serve_how"])
def test_the_database_takes_no_decision_without_its_reasons(empty: str, refused: Refused) -> None:
    row = Decision.objects.get(pk=refused.decision.pk)
    row.pk, row.subject = None, Subject.objects.get(case=refused.case, state="open")
    setattr(row, empty, {"letters": 0, "serve_how": "portal"}.get(empty, ""))
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save(force_insert=True)


def test_a_decision_without_a_human_is_not_taken_by_the_database(refused: Refused) -> None:
    row = Decision.objects.get(pk=refused.decision.pk)
    row.pk, row.subject = None, Subject.objects.get(case=refused.case, state="open")
    columns = [str(field.column) for field in row._meta.concrete_fields if not field.primary_key]
    names = [name for name in columns if name != "subject_id"]
    picked = ", ".join("NULL" if name == "decided_by" else name for name in names)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO decisions_decision (subject_id, {', '.join(names)}) "
            f"SELECT %s, {picked} FROM decisions_decision",
            [row.subject_id],
        )


def test_a_stale_page_refuses_nobody(refused: Refused) -> None:
    item = Item.objects.get(case=refused.case, state="open")
    Item.objects.filter(pk=item.pk).update(ver=F("ver") + 1)
    result = act(
        chosen=[Selected(item.pk, item.ver)],
        step=LOOK,
        word="refused",
        actor=refused.expert,
        key="stale",
        form={**REFUSAL},
        now=refused.now,
    )
    assert result.moved == 0
    assert Decision.objects.count() == 1
