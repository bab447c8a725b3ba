"""Records that look like one person: who is proposed, who may judge, and what joining does and undoes."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from factories import people
from factories.duplicates import Twice, compare_all, twice
from factories.people import LONG_AGO, NOW, TODAY, account, entry, family, officer, person
from panah.audit.queries import timeline
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound, PanahError
from panah.organisation.rules import Scope
from panah.registry import holds
from panah.registry import operations as ops
from panah.registry.models import (
    FACTS,
    DuplicateProposal,
    Identifier,
    LifeEvent,
    Membership,
    Person,
    PersonName,
    SamePerson,
)
from panah.registry.operations import Matter, Reviewer
from panah.registry.queries import (
    PersonRecord,
    acting_head,
    compare,
    count_waiting,
    find_persons,
    household_of,
    known_as,
    pairs_waiting,
    person_record,
)
from panah.registry.rules import Reading
from panah.registry.values import NameInput
from panah.registry.words import PaperKind, RelationKind, StatusCause, StatusKind

pytestmark = pytest.mark.django_db
WHY = "یک شخص است؛ تذکره را دیدم"


@pytest.fixture
def him() -> Twice:
    return twice()


def read(person_id: int, scope_id: int = 1) -> PersonRecord:
    return person_record(
        person_id, reading=Reading(actor_id=scope_id, role="x", purpose="duplicates", at=NOW), on=TODAY
    )


def joined(him: Twice, at: datetime = NOW) -> DuplicateProposal:
    """Both officers have said that he is one person."""
    pair = him.pair()
    ops.ask_same(pair=pair.pk, keep=him.kept.pk, ground=WHY, reviewer=him.reviewer(), now=at)
    return ops.confirm_same(pair=pair.pk, ground=WHY, reviewer=him.reviewer("bureau-officer"), now=at)


def standing() -> set[tuple[str, ...]]:
    """Everything that stands in the registry now, without the keys of its rows."""
    left_out = {"id", "recorded_at", "retracted_at", "retracted_by", "sealed"}
    return {
        (
            model.__name__,
            *(
                str(getattr(fact, column.attname))
                for column in model._meta.concrete_fields
                if column.name not in left_out
            ),
        )
        for model in FACTS
        for fact in model._default_manager.filter(retracted_at=None)
    }


def test_a_man_entered_twice_is_put_before_officers_with_the_reasons(him: Twice) -> None:
    pair = him.pair()
    assert (pair.first, pair.second) == (him.kept, him.joined)
    assert pair.reasons == ["near-name", "same-birth", "same-father"]
    assert pair.office == him.house.bureau
    for one in (him.kept, him.joined):
        assert timeline(stream=f"person:{one.pk}")[0].word == "proposed"


def test_nothing_is_compared_twice_and_a_correction_is_compared_again(him: Twice) -> None:
    assert compare_all() == 4
    assert compare_all() == 0
    name = NameInput(given="گل‌احمد", family="رحیمی", father="نورمحمد")
    ops.correct_name(entry=entry(), person=him.joined, name=name, keep_old=False)
    assert compare_all() == 1
    assert DuplicateProposal.objects.get().reasons == ["same-name", "same-birth", "same-father"]


def test_an_open_pair_that_no_longer_looks_alike_is_withdrawn(him: Twice) -> None:
    him.pair()
    other = NameInput(given="شیرین‌دل", family="کاکر", father="غلام‌سخی")
    ops.correct_name(entry=entry(), person=him.joined, name=other, keep_old=False)
    compare_all()
    assert not DuplicateProposal.objects.exists()


def test_who_shares_a_household_phone_alone_is_nobody(him: Twice) -> None:
    for home in (him.home, him.other_home):
        ops.record_phone(entry=entry(), household=home, text="09170000009")
    assert "same-phone" in him.pair().reasons
    assert DuplicateProposal.objects.count() == 1


def test_a_confidential_phone_is_nobodys_reason(him: Twice) -> None:
    ops.record_phone(entry=entry(), household=him.home, text="09170000001", person=him.kept)
    assert "same-phone" not in him.pair().reasons


def test_two_who_were_judged_to_be_two_come_back_only_for_a_new_reason(him: Twice) -> None:
    pair = him.pair()
    ops.say_different(pair=pair.pk, ground="دو پسرعمو هستند", reviewer=him.reviewer(), now=NOW)
    ops.correct_particulars(entry=entry(), person=him.joined, birth_place="هرات")
    compare_all()
    assert DuplicateProposal.objects.get().state == "different"
    for home in (him.home, him.other_home):
        ops.record_phone(entry=entry(), household=home, text="09170000009")
    compare_all()
    again = DuplicateProposal.objects.get()
    assert (again.state, again.decided_by, again.ground) == ("open", None, "")


def test_comparing_costs_as_many_statements_for_many_as_for_few(him: Twice) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            ops.propose_duplicates(now=NOW)
        return len(seen)

    few = statements()
    for year in range(1950, 1990):
        family(him.house.bushehr, person("صابر", "اکبری", father="داوود", born=f"{year}-02-02"))
    assert statements() <= few


def test_a_key_that_too_many_carry_is_passed_over(house_of_namesakes: people.House) -> None:
    compare_all()
    assert not DuplicateProposal.objects.exists()


@pytest.fixture
def house_of_namesakes() -> people.House:
    house = people.house()
    for _ in range(41):
        family(house.bushehr, person("علی", "احمدی", father="حسن"))
    return house


def test_the_queue_is_the_likest_first_and_costs_the_same_for_any_length(him: Twice) -> None:
    scope = him.reviewer().scope

    def reads() -> int:
        with CaptureQueriesContext(connection) as seen:
            pairs_waiting(scope)
        return len(seen)

    him.pair()
    few = reads()
    for number in range(4):
        for office in (him.house.bushehr, him.house.borazjan):
            family(office, person(f"نفر{number}", "زاهدی", father="نورمحمد", born=f"199{number}-02-02"))
    compare_all()
    lines = pairs_waiting(scope)
    assert (len(lines), reads()) == (5, few)
    assert [line.score for line in lines] == sorted((line.score for line in lines), reverse=True)
    assert pairs_waiting(scope, after=lines[2].id) == lines[3:]
    assert count_waiting(scope) == 5


def test_a_pair_is_seen_only_by_who_reaches_both_and_holds_the_role(him: Twice) -> None:
    pair = him.pair()
    counter = officer("bureau-expert", him.house.bureau)
    assert count_waiting(counter) == 1
    clerk = officer("service-clerk", him.house.bushehr)
    assert (count_waiting(clerk), count_waiting(officer("bureau-clerk", him.house.bureau))) == (0, 0)
    with pytest.raises(NotFound, match="pair-unknown"):
        ops.say_different(pair=pair.pk, ground="x", reviewer=Reviewer(clerk), now=NOW)
    look = Reading(actor_id=clerk.account_id, role="service-clerk", purpose="duplicates", at=NOW)
    with pytest.raises(NotFound, match="pair-unknown"):
        compare(pair.pk, scope=clerk, reading=look)


def test_nobody_judges_a_pair_they_are_one_of(him: Twice) -> None:
    pair, scope = him.pair(), him.reviewer().scope
    assert count_waiting(scope, persons=(him.joined.pk,)) == 0
    with pytest.raises(NotAllowed, match="own-matter"):
        ops.say_different(pair=pair.pk, ground="x", reviewer=Reviewer(scope, (him.joined.pk,)), now=NOW)


def test_both_sides_are_looked_at_for_that_purpose_and_no_address_is_shown(him: Twice) -> None:
    scope = him.reviewer().scope
    look = Reading(actor_id=scope.account_id, role="bureau-expert", purpose="duplicates", at=NOW)
    shown = compare(him.pair().pk, scope=scope, reading=look)
    assert [side.record.person for side in shown.sides] == [him.kept, him.joined]
    assert all(side.record.phones == side.record.addresses == () for side in shown.sides)
    for one in (him.kept, him.joined):
        seen = timeline(stream=f"person:{one.pk}")[0]
        assert (seen.kind, seen.word) == ("read", "duplicates")


def test_one_officers_word_changes_nothing_and_the_same_hands_never_confirm(him: Twice) -> None:
    pair, first = him.pair(), him.reviewer()
    before = standing()
    ops.ask_same(pair=pair.pk, keep=him.kept.pk, ground=WHY, reviewer=first, now=NOW)
    assert standing() == before
    with pytest.raises(NotAllowed, match="same-person"):
        ops.confirm_same(pair=pair.pk, ground=WHY, reviewer=first, now=NOW)


def test_whoever_stands_in_for_the_first_officer_is_not_a_second_one(him: Twice) -> None:
    pair, first = him.pair(), him.reviewer()
    ops.ask_same(pair=pair.pk, keep=him.kept.pk, ground=WHY, reviewer=first, now=NOW)
    lent = first.scope.holdings[0]
    stand_in = Reviewer(Scope(people.staff().account_id, (lent,)))
    with pytest.raises(NotAllowed, match="same-person"):
        ops.confirm_same(pair=pair.pk, ground=WHY, reviewer=stand_in, now=NOW)


def test_the_database_joins_nobody_on_one_persons_word(him: Twice) -> None:
    pair, scope = him.pair(), him.reviewer().scope
    event = LifeEvent.objects.order_by("-pk")[0]
    with pytest.raises(IntegrityError, match="duplicate_four_eyes"), transaction.atomic():
        DuplicateProposal.objects.filter(pk=pair.pk).update(
            state="same",
            asked_by=scope.account_id,
            asked_for=scope.account_id,
            asked_at=NOW,
            decided_by=scope.account_id,
            decided_at=NOW,
            ground="x",
            keep=him.kept,
            event=event,
        )


def test_a_word_without_a_reason_is_not_taken(him: Twice) -> None:
    pair = him.pair().pk
    for say in (ops.say_different, ops.send_back, ops.confirm_same, ops.part):
        with pytest.raises(InvalidInput, match="reason-needed"):
            say(pair=pair, ground=" ", reviewer=him.reviewer(), now=NOW)


def test_what_is_joined_goes_on_under_one_record(him: Twice) -> None:
    done = joined(him)
    assert (done.state, done.event is not None) == ("same", True)
    record = read(him.kept.pk)
    assert [paper.number for paper in record.papers] == ["A1"]
    assert [number.text for number in record.identifiers] == ["12-345"]
    assert [(tie.person, tie.kind) for tie in record.relations] == [(him.others[1], RelationKind.PARENT)]
    assert {name.given for name in record.names} == {"گل‌احمد", "گل احمد"}
    assert [status.kind for status in record.statuses] == [StatusKind.AMAYESH]
    assert household_of(him.kept, on=TODAY) == him.home
    assert household_of(him.joined, on=TODAY) is None
    assert known_as(him.kept.pk) == (him.kept.pk, him.joined.pk)
    found = [find.person for find in find_persons("گل احمد رحیمی", scope=None)]
    assert (found[0], him.joined in found) == (him.kept, False)
    assert {find.person for find in find_persons("A1234", scope=None)} == set()
    assert {find.person for find in find_persons("12-345", scope=None)} == {him.kept}


def test_whoever_stays_behind_has_a_head_the_same_day(him: Twice) -> None:
    joined(him)
    assert acting_head(him.other_home, on=TODAY) == him.others[1]


def test_a_confidential_phone_stays_its_owners_under_the_other_record(him: Twice) -> None:
    joined(him)
    look = Reading(actor_id=1, role="protection-officer", purpose="protection", at=NOW)
    alone = person_record(him.kept.pk, reading=look, on=TODAY, sees_alone=True)
    assert [(phone.text, phone.is_confidential) for phone in alone.phones] == [("+989170000001", True)]


def test_everything_that_was_said_stands_in_the_journal_of_both(him: Twice) -> None:
    done = joined(him)
    for one in (him.kept, him.joined):
        words = [(event.kind, event.word) for event in timeline(stream=f"person:{one.pk}")]
        assert {("duplicate", "asked"), ("duplicate", "same"), ("life-event", "joining")} <= set(words)
        assert timeline(stream=f"person:{one.pk}")[0].about == done.about


def test_nothing_is_deleted_and_what_was_known_before_is_still_found(him: Twice) -> None:
    facts = {model: set(model._default_manager.values_list("pk", flat=True)) for model in FACTS}
    joined(him, at=NOW + timedelta(hours=1))
    for model, before in facts.items():
        assert before <= set(model._default_manager.values_list("pk", flat=True))
    look = Reading(actor_id=1, role="x", purpose="duplicates", at=NOW)
    past = person_record(him.joined.pk, reading=look, on=TODAY, known_at=NOW)
    assert [paper.kind for paper in past.papers] == [PaperKind.AMAYESH_CARD]


def test_parted_they_are_again_what_they_were(him: Twice) -> None:
    him.pair()
    before = standing()
    done = joined(him)
    assert standing() != before
    parted = ops.part(pair=done.pk, ground="دو برادر بودند", reviewer=him.reviewer(), now=NOW)
    assert standing() == before
    assert parted.state == "different"
    assert known_as(him.kept.pk) == (him.kept.pk,)
    compare_all()
    assert DuplicateProposal.objects.get().state == "different"
    with pytest.raises(Conflict, match="pair-not-joined"):
        ops.part(pair=done.pk, ground="باز", reviewer=him.reviewer(), now=NOW)


def test_what_rests_on_a_joining_is_named_before_it_is_taken_back(him: Twice) -> None:
    done = joined(him)
    (card,) = read(him.kept.pk).papers
    lost = ops.end_paper(entry=entry(), paper=card)
    with pytest.raises(Conflict, match="later-events") as refused:
        ops.part(pair=done.pk, ground="دو نفرند", reviewer=him.reviewer(), now=NOW)
    assert refused.value.params["events"] == [lost.pk]


def test_who_belongs_nowhere_takes_the_others_place_as_its_head_too(him: Twice) -> None:
    record = ops.register_person(entry=entry(LONG_AGO), person=person("گلاحمد", father="نورمحمد"))
    compare_all()
    pair = DuplicateProposal.objects.get(first=him.kept, second=record)
    ops.ask_same(pair=pair.pk, keep=record.pk, ground=WHY, reviewer=him.reviewer(), now=NOW)
    ops.confirm_same(pair=pair.pk, ground=WHY, reviewer=him.reviewer(), now=NOW)
    assert household_of(record, on=TODAY) == him.home
    assert acting_head(him.home, on=TODAY) == record
    him.home.refresh_from_db()
    assert him.home.head.person == record


def test_two_of_one_household_become_one_member(him: Twice) -> None:
    son = person("یوسف", born="2008-09-09", father="گل‌احمد")
    home, (_, first, second) = family(him.house.bushehr, person("صابر", "اکبری"), son, son)
    compare_all()
    pair = DuplicateProposal.objects.get(first=first, second=second)
    ops.ask_same(pair=pair.pk, keep=second.pk, ground=WHY, reviewer=him.reviewer(), now=NOW)
    ops.confirm_same(pair=pair.pk, ground=WHY, reviewer=him.reviewer(), now=NOW)
    members = Membership.objects.filter(household=home, retracted_at=None, valid_until=None)
    assert {one.person for one in members} == {home.head.person, second}


def bind(him: Twice) -> None:
    clerk = officer("bureau-clerk", him.house.bureau)
    ops.bind_account(account=account(), person=him.joined, by=clerk, proof="کارت", now=NOW)


def die(him: Twice) -> None:
    ops.record_death(entry=entry(), person=him.joined)


def change_status(him: Twice) -> None:
    ops.record_status(entry=entry(), person=him.joined, kind=StatusKind.PASSPORT)


def marry(him: Twice) -> None:
    ops.record_relationship(entry=entry(), person=him.kept, other=him.joined, kind=RelationKind.CAREGIVER)


def end_status(him: Twice) -> None:
    ops.end_statuses(matters=[matter(him)], cause=StatusCause.CEASED, now=NOW)


def suspend_card(him: Twice) -> None:
    ops.suspend_papers(matters=[matter(him)], kinds=[PaperKind.AMAYESH_CARD], now=NOW)


def matter(him: Twice) -> Matter:
    """A matter two officers have judged."""
    first, second = (him.reviewer().scope.account_id for _ in range(2))
    return Matter(
        person_id=him.joined.pk,
        case_number="بوشهر/05/9",
        reason="reason",
        title="دلیل",
        decided_by=first,
        confirmed_by=second,
    )


@pytest.mark.parametrize(
    ("happens", "code"),
    [
        (end_status, "decision-stands"),
        (suspend_card, "decision-stands"),
        (bind, "account-bound"),
        (die, "death-differs"),
        (change_status, "statuses-differ"),
        (marry, "related-to-each-other"),
    ],
)
def test_what_speaks_against_one_person_is_refused_and_changes_nothing(
    him: Twice, happens: Callable[[Twice], None], code: str
) -> None:
    pair = him.pair()
    happens(him)
    ops.ask_same(pair=pair.pk, keep=him.kept.pk, ground=WHY, reviewer=him.reviewer(), now=NOW)
    before = standing()
    with pytest.raises(PanahError, match=code), transaction.atomic():
        ops.confirm_same(pair=pair.pk, ground=WHY, reviewer=him.reviewer(), now=NOW)
    assert standing() == before
    assert not SamePerson.objects.exists()


def test_whoever_has_an_open_case_is_not_joined_and_the_case_is_named(
    him: Twice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        holds._HOLDS, "open-cases", lambda person: ["بوشهر/05/7"] if person == him.joined.pk else []
    )
    pair = him.pair()
    ops.ask_same(pair=pair.pk, keep=him.kept.pk, ground=WHY, reviewer=him.reviewer(), now=NOW)
    with pytest.raises(Conflict, match="open-cases") as refused:
        ops.confirm_same(pair=pair.pk, ground=WHY, reviewer=him.reviewer(), now=NOW)
    assert refused.value.params["numbers"] == ["بوشهر/05/7"]


def test_a_third_record_of_the_same_person_follows(him: Twice) -> None:
    joined(him)
    third = ops.register_person(entry=entry(LONG_AGO), person=person("گل‌احمد", father="نورمحمد"))
    compare_all()
    pair = DuplicateProposal.objects.get(first=him.kept, second=third)
    ops.ask_same(pair=pair.pk, keep=third.pk, ground=WHY, reviewer=him.reviewer(), now=NOW)
    ops.confirm_same(pair=pair.pk, ground=WHY, reviewer=him.reviewer(), now=NOW)
    assert known_as(third.pk) == (third.pk, him.kept.pk, him.joined.pk)
    assert Person.objects.count() == 5
    assert Identifier.objects.filter(person=third, retracted_at=None, valid_until=None).count() == 1
    assert PersonName.objects.filter(person=third, retracted_at=None, use="official").count() == 1
