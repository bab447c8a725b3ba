"""Whoever was refused may object, and other people decide about it (S5, S6, S8, S29)."""

from datetime import datetime

import pytest

from factories.bureau import Bureau, actor_of, public_account
from factories.people import entry, family, person
from factories.refusals import ANSWERS, LOOK, Refused, refuse
from factories.trips import BARRED, ask, household, open_at, steps_of
from panah.casework.engine.authority import SYSTEM, Actor
from panah.casework.models import Case, Item, OutboxMessage, Subject
from panah.casework.operations import act, reopen_case, say, sweep
from panah.casework.queries import broken_invariants
from panah.casework.queries.forms import newest_forms, request_of
from panah.decisions.models import Decision, Objection
from panah.decisions.operations import file_objection, reopen_what_fell
from panah.decisions.queries import is_told
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.registry.models import Person
from panah.registry.operations import open_household_account, record_relationship
from panah.registry.words import RelationKind, Sex

pytestmark = pytest.mark.django_db


def state_of(refused: Refused) -> str:
    return Decision.objects.get(pk=refused.decision.pk).state


def test_an_objection_is_a_case_of_its_own_that_shows_behind_nobody_elses_door(refused: Refused) -> None:
    case = refused.object()
    assert (case.slug, case.link, case.linked_to_id) == ("objection", "objection", refused.case.pk)
    assert (case.alone, case.applicant_id) == (True, refused.person.account_id)
    assert [one.party_id for one in case.subjects.all()] == [refused.people[0].pk]
    assert steps_of(case) == ["receive"]
    assert newest_forms([case.pk], "start.filed")[case.pk] == {"text": "به بیمارستان می‌روم."}
    assert state_of(refused) == "objected"
    assert broken_invariants() == []


def test_the_same_objection_sent_twice_is_one(refused: Refused) -> None:
    assert refused.object().pk == refused.object().pk
    assert Objection.objects.count() == 1
    assert broken_invariants() == []


def test_a_second_objection_waits_for_the_first(refused: Refused) -> None:
    refused.object()
    with pytest.raises(Conflict, match="objection-not-open"):
        refused.object(key="again")
    assert Case.objects.filter(slug="objection").count() == 1


def test_an_objection_says_something(refused: Refused) -> None:
    for text, code in (("", "missing"), (" \u200c\n", "missing"), ("ا" * 4_001, "too-long")):
        with pytest.raises(InvalidInput, match=f"objection-text-{code}"):
            file_objection(
                decision_id=refused.decision.pk, text=text, actor=refused.person, key="k", now=refused.now
            )


def test_to_anybody_else_the_decision_is_not_there(refused: Refused) -> None:
    other = actor_of(public_account("other"), now=refused.now, persons=(refused.people[1].pk,))
    away = refused.bureau.actor("bureau-clerk", now=refused.now, office=refused.bureau.elsewhere)
    for stranger in (other, away, refused.officer("bureau-director"), SYSTEM):
        with pytest.raises(NotFound) as caught:
            refused.object(by=stranger)
        with pytest.raises(NotFound) as absent:
            file_objection(decision_id=9**9, text="نه", actor=stranger, key="k", now=refused.now)
        assert caught.value.code == absent.value.code
    assert state_of(refused) == "in-force"


def test_a_households_phone_neither_reads_nor_objects_to_the_refusal_of_an_adult(refused: Refused) -> None:
    with pytest.raises(NotFound, match="decision-unknown"):
        refused.object(by=refused.applicant)
    household = Person.objects.get(pk=refused.people[0].pk).memberships.get().household
    shared = public_account("shared")
    open_household_account(account=shared, household=household, now=refused.now)
    with pytest.raises(NotFound, match="decision-unknown"):
        refused.object(by=actor_of(shared, now=refused.now))
    assert state_of(refused) == "in-force"


@pytest.fixture
def child(bureau: Bureau, now: datetime) -> Refused:
    """A child of two years is refused; the account that asked is the household's phone."""
    household, (mother, child) = family(
        bureau.counter, person("مادر", born="1990-05-01", sex=Sex.FEMALE), person("کودک", born="2024-02-01")
    )
    phone = public_account("phone")
    open_household_account(account=phone, household=household, now=now)
    case = ask(bureau, [child, mother], now=now, to=BARRED, account=phone, household=household)
    expert = bureau.actor("bureau-expert", now=now)
    subject = refuse(case, 0, expert, now=now)
    own = actor_of(public_account("mother"), now=now, persons=(mother.pk,))
    return Refused(
        bureau=bureau,
        now=now,
        case=case,
        people=[child, mother],
        decision=Decision.objects.get(subject=subject),
        expert=expert,
        person=own,
    )


def test_for_a_child_whoever_looks_after_it_objects_and_the_phone_only_reads(child: Refused) -> None:
    with pytest.raises(NotAllowed, match="not-yours-to-object"):
        child.object(by=child.applicant)
    assert is_told(child.decision, child.applicant, on=local_date(child.now))
    case = child.object()
    assert (case.alone, case.applicant_id) == (False, child.person.account_id)
    assert [one.party_id for one in case.subjects.all()] == [child.people[0].pk]


def test_a_childs_objection_written_at_a_counter_is_seen_by_the_household(child: Refused) -> None:
    clerk = child.bureau.actor("service-clerk", now=child.now)
    case = child.object(by=clerk)
    assert (case.alone, case.applicant_id) == (False, child.applicant.account_id)


def test_kin_is_no_title_to_speak_for_an_adult_and_an_appointed_guardian_is(refused: Refused) -> None:
    kin = refused.people[1]
    other = actor_of(public_account("kin"), now=refused.now, persons=(kin.pk,))

    def tie(kind: RelationKind) -> None:
        record_relationship(entry=entry(now=refused.now), person=kin, other=refused.people[0], kind=kind)

    for kind in (RelationKind.PARENT, RelationKind.SPOUSE, RelationKind.CAREGIVER):
        tie(kind)
        with pytest.raises(NotFound):
            refused.object(by=other)
    tie(RelationKind.APPOINTED_GUARDIAN)
    case = refused.object(by=other)
    assert (case.alone, case.applicant_id) == (False, other.account_id)


def test_who_asked_cannot_object_to_what_somebody_asked_for_alone(bureau: Bureau, now: datetime) -> None:
    people, account = household(bureau, 1), public_account("alone")
    case = ask(bureau, people, now=now, to=BARRED, account=account, alone=True)
    refuse(case, 0, bureau.actor("bureau-expert", now=now), now=now)
    with pytest.raises(NotFound):
        file_objection(
            decision_id=Decision.objects.get().pk,
            text="نه",
            actor=actor_of(account, now=now),
            key="k",
            now=now,
        )


def test_at_a_counter_it_is_written_down_for_somebody_and_stays_theirs(refused: Refused) -> None:
    clerk = refused.bureau.actor("service-clerk", now=refused.now)
    for nothing in ("", " \u200c"):
        with pytest.raises(InvalidInput, match="proof-missing"):
            refused.object(by=clerk, proof=nothing)
    case = refused.object(by=clerk, proof="خودش آمد و کارت آمایش نشان داد")
    assert newest_forms([case.pk], "start.filed")[case.pk]["proof"] == "خودش آمد و کارت آمایش نشان داد"
    assert (case.helper_id, case.applicant_id, case.alone) == (
        clerk.account_id,
        refused.person.account_id,
        True,
    )


def reviewers(refused: Refused) -> list[tuple[str, Actor, int]]:
    """Who may answer the objection and who may not, with how many files they move."""
    both = refused.officer("bureau-expert", "bureau-approver", name="both")
    first = Subject.objects.get(case=refused.case, state="open")
    item = Item.objects.get(subject=first, state="open")
    act(chosen=open_at(refused.case), step=LOOK, word="approved", actor=both, key=f"{item}", now=refused.now)
    return [
        ("whoever acted in the first case, whatever about", both, 0),
        ("whoever received the objection", refused.officer("bureau-clerk", "bureau-director", name="r"), 0),
        ("an expert", refused.officer("bureau-expert", name="c"), 0),
        ("the director of another province", _elsewhere(refused), 0),
        ("the director", refused.officer("bureau-director"), 1),
    ]


def _elsewhere(refused: Refused) -> Actor:
    return refused.bureau.actor("bureau-director", now=refused.now, office=refused.bureau.elsewhere)


def test_it_is_answered_by_people_who_had_no_hand_in_the_decision(refused: Refused) -> None:
    case = refused.object()
    table = reviewers(refused)
    receiver = table[1][1]
    act(chosen=open_at(case), step="receive", word="then", actor=receiver, key="in", now=refused.now)
    moved = {who: refused.review(case, "upheld", by=actor).moved for who, actor, _ in table}
    assert moved == {who: expected for who, _, expected in table}


@pytest.mark.parametrize("word", ["set-aside", "remitted", "upheld"])
@pytest.mark.parametrize(
    "form", [{}, {"reason_code": "ground-stands"}, {"reason_code": "x", "reason_text": "x"}]
)
def test_an_objection_is_not_answered_without_reasons(
    word: str, form: dict[str, str], refused: Refused
) -> None:
    case = refused.object()
    clerk = refused.officer("bureau-clerk")
    act(chosen=open_at(case), step="receive", word="then", actor=clerk, key="in", now=refused.now)
    with pytest.raises(InvalidInput):
        act(
            chosen=open_at(case),
            step="review",
            word=word,
            actor=refused.officer("bureau-director"),
            key="k",
            form={**form},
            now=refused.now,
        )
    assert state_of(refused) == "objected"


@pytest.mark.parametrize("word", ["set-aside", "remitted"])
def test_a_decision_that_falls_is_taken_anew_by_another_officer(word: str, refused: Refused) -> None:
    case = refused.object()
    assert refused.review(case, word).moved == 1
    assert state_of(refused) == "set-aside"
    again = refused.reopened()
    assert (again.slug, again.version_id, again.directive_id) == (
        refused.case.slug,
        refused.case.version_id,
        refused.case.directive_id,
    )
    assert [one.party_id for one in again.subjects.all()] == [refused.people[0].pk]
    assert steps_of(again) == [LOOK]
    assert request_of(again.pk) == request_of(refused.case.pk)
    for actor, moved in ((refused.expert, 0), (refused.officer("bureau-expert", name="second"), 1)):
        result = act(
            chosen=open_at(again), step=LOOK, word="approved", actor=actor, key=f"{again.pk}", now=refused.now
        )
        assert result.moved == moved
    assert steps_of(again) == ["pay"]
    assert broken_invariants() == []


def test_the_other_traveller_of_the_first_case_is_not_touched_by_a_reopened_one(refused: Refused) -> None:
    before = open_at(refused.case)
    refused.review(refused.object(), "set-aside")
    refused.reopened()
    assert open_at(refused.case) == before


def test_the_news_of_a_fallen_decision_delivered_twice_is_one_case(refused: Refused) -> None:
    refused.review(refused.object(), "set-aside")
    refused.reopened()
    reopen_what_fell(OutboxMessage.objects.get(topic="reopen"), refused.now)
    assert Case.objects.filter(link="reopened").count() == 1
    assert OutboxMessage.objects.get(topic="reopen").state == "done"
    assert broken_invariants() == []


def test_a_decision_that_stands_is_answered_with_reasons_and_leads_to_the_court(refused: Refused) -> None:
    case = refused.object()
    refused.review(case, "upheld")
    answer = Decision.objects.get(case=case)
    assert state_of(refused) == "upheld"
    assert (answer.state, answer.ground, answer.decided_as) == ("final", "ground-stands", "bureau-director")
    assert not OutboxMessage.objects.filter(topic="reopen").exists()
    with pytest.raises(Conflict, match="objection-not-open"):
        file_objection(decision_id=answer.pk, text="باز هم", actor=refused.person, key="2", now=refused.now)
    assert broken_invariants() == []


def test_an_objection_taken_back_leaves_the_decision_open_to_another(refused: Refused) -> None:
    case = refused.object()
    say(
        case_id=case.pk,
        message="withdrawn",
        subjects=[case.subjects.get().pk],
        actor=refused.person,
        key="w",
        now=refused.now,
    )
    assert state_of(refused) == "in-force"
    assert refused.object(key="again").pk != case.pk
    assert broken_invariants() == []


def test_silence_of_the_objector_never_answers_the_objection(refused: Refused) -> None:
    case = refused.object()
    refused.review(case, "returned")
    assert steps_of(case) == ["add"]
    later = refused.now.replace(year=2027)
    assert sweep(now=later) == 1
    assert steps_of(case) == ["review"]
    assert sweep(now=later.replace(year=2028)) == 0
    assert state_of(refused) == "objected"


def test_objections_are_not_answered_in_bulk(refused: Refused, bureau: Bureau, now: datetime) -> None:
    expert = refused.officer("bureau-expert", name="of-another")
    (party,) = household(bureau, 1)
    other = ask(bureau, [party], now=now, to=BARRED, key="other")
    subject = refuse(other, 0, expert, now=now)
    cases = [
        refused.object(),
        file_objection(
            decision_id=Decision.objects.get(subject=subject).pk,
            text="نه",
            actor=actor_of(public_account("own"), now=now, persons=(party.pk,)),
            key="o",
            now=now,
        ),
    ]
    for case in cases:
        clerk = refused.officer("bureau-clerk")
        act(chosen=open_at(case), step="receive", word="then", actor=clerk, key=f"{case.pk}", now=now)
    with pytest.raises(NotAllowed, match="one-by-one"):
        act(
            chosen=[item for case in cases for item in open_at(case)],
            step="review",
            word="upheld",
            actor=refused.officer("bureau-director"),
            key="b",
            form={**ANSWERS["upheld"]},
            now=now,
        )


def test_a_case_is_reopened_only_at_a_human_step_and_for_subjects_whose_way_has_ended(
    refused: Refused,
) -> None:
    still_open = Subject.objects.get(case=refused.case, state="open")
    ended = refused.decision.subject_id
    for subjects, at, code in (
        ([ended], "travellers/area", "step-not-human"),
        ([ended], "nowhere", "step-not-human"),
        ([still_open.pk], LOOK, "subject-not-ended"),
        ([ended, still_open.pk], LOOK, "subject-not-ended"),
        ([], LOOK, "subject-not-ended"),
    ):
        with pytest.raises(InvalidInput, match=code):
            reopen_case(
                first_id=refused.case.pk, subjects=subjects, at=at, actor=SYSTEM, key="k", now=refused.now
            )
    assert not Case.objects.filter(link="reopened").exists()


def test_a_reopened_case_may_be_refused_and_objected_to_again(refused: Refused) -> None:
    refused.review(refused.object(), "remitted")
    again = refused.reopened()
    second = refused.officer("bureau-expert", name="second")
    subject = refuse(again, 0, second, now=refused.now)
    decision = Decision.objects.get(subject=subject)
    case = file_objection(
        decision_id=decision.pk, text="باز هم نه", actor=refused.person, key="2", now=refused.now
    )
    assert case.linked_to_id == again.pk
    assert broken_invariants() == []
