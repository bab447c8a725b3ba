"""Whoever tries to refuse somebody around the law of the house: by operations and by hand in the database."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from factories.bureau import LONG_AGO, Bureau, actor_of, public_account
from factories.refusals import ANSWERS, LOOK, Refused, refuse
from factories.trips import BARRED, REFUSAL, ask, household, open_at, steps_of
from panah.casework.models import Case, Item
from panah.casework.operations import act, say
from panah.casework.queries import broken_invariants
from panah.casework.rules import Selected
from panah.catalogue.queries import definition_of, fields_of
from panah.catalogue.queries.reasons import officer_form
from panah.catalogue.rules.fields import CodedReason
from panah.decisions.models import Decision
from panah.decisions.operations import file_objection, serve
from panah.decisions.queries import broken_decisions, notice_of
from panah.decisions.rules.notices import LANGUAGES
from panah.decisions.rules.window import Serving
from panah.foundation.errors import Conflict, InvalidInput, NotFound, PanahError
from panah.organisation.operations import appoint, delegate, enrol_staff
from panah.organisation.queries import scope_of
from safeguards.table import Path, proves

pytestmark = pytest.mark.django_db


def run(statement: str, *params: str | int | datetime | None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


# S1: nobody is refused, returned or stopped without a reason, words for them, and a rule


@proves(Path.OPERATIONS, "S1")
@pytest.mark.parametrize("missing", ["reason_code", "reason_text"])
@pytest.mark.parametrize("word", ["refused", "returned"])
def test_no_word_against_somebody_is_taken_without_its_reason(
    word: str, missing: str, bureau: Bureau, now: datetime
) -> None:
    case = ask(bureau, household(bureau, 1), now=now, to=BARRED)
    expert = bureau.actor("bureau-expert", now=now)
    for empty in ({}, {missing: ""}, {missing: " \u200c "}, {missing: None}):
        form = {name: text for name, text in REFUSAL.items() if name != missing} | empty
        with pytest.raises(InvalidInput):
            act(chosen=open_at(case), step=LOOK, word=word, actor=expert, key="k", form={**form}, now=now)
    assert steps_of(case) == [LOOK]
    assert not Decision.objects.exists()


@proves(Path.OPERATIONS, "S1")
def test_no_message_leads_to_a_refusal(bureau: Bureau, now: datetime) -> None:
    case = ask(bureau, household(bureau, 1), now=now, to=BARRED)
    definition = definition_of(case.version_id)
    against = {end.name for end in definition.ends.values() if end.kind == "adverse"}
    for message in definition.ons:
        with transaction.atomic():
            assert case.applicant is not None
            say(
                case_id=case.pk,
                message=message,
                subjects=[case.subjects.get().pk],
                actor=actor_of(case.applicant, now=now),
                key=message,
                now=now,
            )
            assert case.subjects.get().end not in against
            transaction.set_rollback(True)


@proves(Path.PAGES, "S1")
def test_a_page_sent_without_a_reason_refuses_nobody(bureau: Bureau, now: datetime) -> None:
    case = ask(bureau, household(bureau, 1), now=now, to=BARRED)
    client = Client()
    client.force_login(bureau.hire("bureau-expert"))
    (item,) = open_at(case)
    sent = {"item": f"{item.item}:{item.ver}", "step": LOOK, "key": "k", "word": "refused"}
    for more in ({}, {"refused-reason-code": "no-go-area"}, {"refused-reason-text": "نه"}):
        answer = client.post(f"/office/cases/{case.pk}/decide/", sent | more)
        assert answer.status_code >= 400
    assert steps_of(case) == [LOOK]
    assert not Decision.objects.exists()


@proves(Path.SQL, "S1")
def test_by_hand_a_row_without_reasons_is_refused_and_an_end_without_its_row_is_found(
    refused: Refused,
) -> None:
    for change in ("ground = ''", "rule = ''", "letters = 0", "text = ''"):
        with pytest.raises(DatabaseError):
            run(f"UPDATE decisions_decision SET {change}")
    with pytest.raises(DatabaseError):
        run("DELETE FROM decisions_decision")
    assert broken_decisions() == []
    run(
        "UPDATE casework_subject SET state = 'ended', end_name = 'refused', ended_at = %s WHERE state = 'open'",
        refused.now,
    )
    assert broken_decisions() == [f"{refused.case.number}: an end against somebody without a decision"]


# S6: an objection goes to other people than the deciders, and nothing leaps over it


@proves(Path.OPERATIONS, "S6")
def test_nobody_with_a_hand_in_the_first_case_answers_its_objection(refused: Refused) -> None:
    judge = refused.officer("bureau-expert", "bureau-director", name="judge")
    act(chosen=open_at(refused.case), step=LOOK, word="approved", actor=judge, key="1", now=refused.now)
    case = refused.object()
    for word in ANSWERS:
        assert refused.review(case, word, by=judge).moved == 0
    assert refused.review(case, "upheld", by=refused.expert).moved == 0
    assert steps_of(case) == ["review"]


@proves(Path.OPERATIONS, "S6", "S8")
def test_nor_does_whoever_stands_in_for_them(refused: Refused) -> None:
    bureau, now = refused.bureau, refused.now
    second = household(bureau, 1)
    case = ask(bureau, second, now=now, to=BARRED, key="second")
    decider = enrol_staff(username="decider", label="مسئول", personnel_number="d", now=now)
    holding = [
        appoint(staff=decider, role=role, office=bureau.directorate, valid_from=LONG_AGO, now=now, by=None)
        for role in ("bureau-expert", "bureau-director")
    ][1]
    subject = refuse(case, 0, actor_of(decider.account, now=now), now=now)
    stand_in = enrol_staff(username="stand-in", label="جانشین", personnel_number="s", now=now)
    office = bureau.directorate
    appoint(staff=stand_in, role="secretariat", office=office, valid_from=LONG_AGO, now=now, by=None)
    delegate(
        holding=holding,
        stand_in=stand_in,
        valid_from=now.date(),
        valid_until=date(2026, 12, 1),
        ground="مرخصی",
        now=now,
        by=scope_of(decider.account_id, at=now),
    )
    own = actor_of(public_account("own"), now=now, persons=(second[0].pk,))
    objection = file_objection(
        decision_id=Decision.objects.get(subject=subject).pk,
        text="نه",
        actor=own,
        key="o",
        now=now,
    )
    assert refused.review(objection, "upheld", by=actor_of(stand_in.account, now=now)).moved == 0
    assert refused.review(objection, "upheld").moved == 1


@proves(Path.OPERATIONS, "S6")
def test_an_objection_cannot_be_kept_from_whoever_has_a_right_to_it(refused: Refused) -> None:
    stranger = actor_of(public_account("stranger"), now=refused.now)
    with pytest.raises(NotFound):
        refused.object(by=stranger)
    assert refused.object().slug == "objection"


@proves(Path.SQL, "S6")
@pytest.mark.parametrize("leap", ["set-aside", "upheld", "final"])
def test_by_hand_no_state_leaps_over_an_objection(leap: str, refused: Refused) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        run("UPDATE decisions_decision SET state = %s", leap)
    run("UPDATE decisions_decision SET state = 'objected'")
    assert broken_decisions() == [f"{refused.case.number}: a decision whose state no objection explains"]


@proves(Path.SQL, "S6")
def test_by_hand_no_objection_disappears(refused: Refused) -> None:
    refused.object()
    for statement in (
        "DELETE FROM decisions_objection",
        "UPDATE decisions_objection SET filed_at = filed_at",
    ):
        with pytest.raises(DatabaseError, match="append-only"):
            run(statement)


# S8: other eyes, whoever one is


@proves(Path.OPERATIONS, "S8")
def test_whoever_refused_does_not_decide_anew_after_it_fell(refused: Refused) -> None:
    refused.review(refused.object(), "set-aside")
    again = refused.reopened()
    for word, form in (("approved", {}), ("refused", REFUSAL)):
        result = act(
            chosen=open_at(again), step=LOOK, word=word, actor=refused.expert, key=word, form={**form},
            now=refused.now,
        )  # fmt: skip
        assert result.moved == 0


@proves(Path.OPERATIONS, "S8")
def test_nobody_decides_about_themselves_whatever_roles_they_hold(bureau: Bureau, now: datetime) -> None:
    people = household(bureau, 1)
    account = bureau.hire("bureau-expert", "bureau-officer", "bureau-approver", "bureau-director")
    for case, actor in (
        (ask(bureau, people, now=now, to=BARRED), actor_of(account, now=now, persons=(people[0].pk,))),
        (ask(bureau, people, now=now, to=BARRED, account=account), actor_of(account, now=now)),
    ):
        assert act(
            chosen=open_at(case), step=LOOK, word="approved", actor=actor, key=f"{case.pk}", now=now
        ).skipped


@proves(Path.SQL, "S8")
def test_by_hand_another_decider_is_written_nowhere_unseen(refused: Refused) -> None:
    other = refused.officer("bureau-expert", name="other").account_id
    with pytest.raises(DatabaseError, match="append-only"):
        run("UPDATE decisions_decision SET decided_by = %s", other)
    with pytest.raises(DatabaseError, match="append-only"):
        run("UPDATE audit_event SET actor_id = %s", other)
    item = Item.objects.get(case=refused.case, state="open")
    run("UPDATE casework_item SET state = 'done', closed_at = %s, closed_by = %s WHERE id = %s",
        refused.now, other, item.pk)  # fmt: skip
    assert broken_invariants() != []


# S28: with every refusal come reason, remedy, time limit, court, representative and help


def against(case: Case) -> Iterator[tuple[str, CodedReason]]:
    """Every coded reason of a service that may stand beside a word against somebody, with its step."""
    definition = definition_of(case.version_id)
    for step in fields_of(case.version_id).officer:
        form = officer_form(case.version_id, case.directive_id, step)
        for reason in form.reasons if form else ():
            if any(definition.nature(word) == "adverse" for word in reason.outcomes):
                yield step, reason


@proves(Path.OPERATIONS, "S28")
def test_every_ground_of_a_refusal_has_its_remedy_and_rule_and_its_notice_is_whole(
    bureau: Bureau, now: datetime
) -> None:
    case = ask(bureau, household(bureau, 1), now=now, to=BARRED)
    grounds = list(against(case))
    assert len(grounds) >= 4
    assert [reason.code for _, reason in grounds if not (reason.remedy and reason.rule)] == []
    expert = bureau.actor("bureau-expert", now=now)
    for number, (step, reason) in enumerate(grounds):
        if step != LOOK:
            continue
        one = ask(bureau, household(bureau, 1), now=now, to=BARRED, key=f"g{number}")
        subject = refuse(one, 0, expert, now=now, form=REFUSAL | {"reason_code": reason.code})
        decision = Decision.objects.get(subject=subject)
        for language in LANGUAGES:
            notice = notice_of(decision, language=language)
            parts = (notice.reason, notice.rule, notice.remedy, notice.objection, notice.court)
            assert all((*parts, notice.representative, *notice.help))


@proves(Path.OPERATIONS, "S28")
def test_nobody_is_too_late_whom_no_notice_reached(refused: Refused) -> None:
    years = refused.now + timedelta(days=1_000)
    for actor in (refused.applicant, refused.expert):
        with pytest.raises(PanahError):
            serve(decision_id=refused.decision.pk, how=Serving.PORTAL, actor=actor, now=refused.now)
    assert file_objection(
        decision_id=refused.decision.pk, text="نه", actor=refused.person, key="k", now=years
    ).pk


@proves(Path.OPERATIONS, "S28")
def test_the_last_day_is_fixed_once_and_kept(refused: Refused) -> None:
    serve(decision_id=refused.decision.pk, how=Serving.PORTAL, actor=refused.person, now=refused.now)
    clerk = refused.bureau.actor("service-clerk", now=refused.now)
    again = refused.now - timedelta(days=90)
    kept = serve(decision_id=refused.decision.pk, how=Serving.HANDED, actor=clerk, now=again)
    assert (kept.serve_how, kept.objection_until) == ("portal", date(2026, 12, 12))
    with pytest.raises(Conflict, match="too-late"):
        file_objection(
            decision_id=refused.decision.pk,
            text="نه",
            actor=refused.person,
            key="k",
            now=refused.now + timedelta(days=21),
        )


@proves(Path.SQL, "S28")
def test_by_hand_no_last_day_is_moved_and_no_court_is_left_out(refused: Refused) -> None:
    serve(decision_id=refused.decision.pk, how=Serving.PORTAL, actor=refused.person, now=refused.now)
    for change in (
        "objection_until = '2026-11-23'",
        "served_at = NULL",
        "court = ''",
        "serve_how = 'handed'",
    ):
        with pytest.raises(DatabaseError):
            run(f"UPDATE decisions_decision SET {change}")


def test_a_stale_selection_refuses_nobody(refused: Refused) -> None:
    (item,) = open_at(refused.case)
    old = Selected(item.item, item.ver + 1)
    result = act(
        chosen=[old],
        step=LOOK,
        word="refused",
        actor=refused.expert,
        key="s",
        form={**REFUSAL},
        now=refused.now,
    )
    assert result.moved == 0
