"""Whoever tries to make somebody leave, or to keep something from whoever stays: by operations and by hand."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from factories.departures import FREELY
from factories.leaving import GROWN, SLUG, Way
from panah.casework.models import Case, Item
from panah.casework.operations import follow_head
from panah.casework.queries import broken_invariants, unfree_ends
from panah.casework.queries.following import following
from panah.casework.queries.own_cases import visible_cases
from panah.catalogue.operations import publish
from panah.catalogue.shipped import shipped_files
from panah.documents.models import Keeping
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, PanahError
from panah.notifications.models import Message
from panah.registry.models import LifeEvent, PaperStanding
from panah.registry.queries import ended_statuses, head_of, held_papers
from panah.registry.words import PaperKind, PaperState
from safeguards.table import Path, proves

pytestmark = pytest.mark.django_db


def run(statement: str, *params: str | int | date | None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


def statuses(way: Way) -> set[str]:
    """Whose status has ended."""
    ended = ended_statuses([one.pk for one in way.people.values()], on=local_date(way.now))
    return {name for name, one in way.people.items() if one.pk in ended}


def cards(way: Way) -> set[PaperState]:
    held = held_papers([one.pk for one in way.people.values()], on=local_date(way.now))
    return {paper.state for paper in held if paper.kind == PaperKind.AMAYESH_CARD}


def gone(way: Way, *names: str) -> Case:
    """Let some go the whole way, and a human confirm it."""
    case = way.open(*names, present=[name for name in names if name in GROWN])
    way.review(case)
    way.free(case, *names)
    way.to_exchange(case, *names)
    for name in names:
        way.say(case, name, "handed")
    way.deliver()
    way.wait_for(case, names[0])
    for name in names:
        way.say(case, name, "already-left", form={"known-by": "border"})
    way.deliver()
    return case


def end_by_hand(way: Way, name: str, case: Case) -> None:
    """Write the end of somebody's status as somebody with the database's keys could."""
    one, two = way.bureau.hire("bureau-director"), way.bureau.hire("secretariat")
    event = LifeEvent.objects.order_by("-pk").values_list("pk", flat=True)[0]
    run(
        "INSERT INTO registry_statusend (valid_from, recorded_at, event_id, person_id, kind, cause, case_number,"
        " decided_by_id, confirmed_by_id) VALUES (%s, %s, %s, %s, 'amayesh', 'renounced', %s, %s, %s)",
        local_date(way.now), way.now, event, way.people[name].pk, case.number, one.pk, two.pk,
    )  # fmt: skip


@proves(Path.OPERATIONS, "S5")
def test_who_leaves_takes_nobody_along(way: Way) -> None:
    gone(way, "پدر")
    assert statuses(way) == {"پدر"}
    assert unfree_ends() == []


@proves(Path.SQL, "S5", "S12", "S13")
@pytest.mark.parametrize("name", ["مادر", "کودک۱"])
def test_by_hand_a_status_ended_beside_anothers_way_is_found(way: Way, name: str) -> None:
    case = gone(way, "پدر")
    end_by_hand(way, name, case)
    assert unfree_ends() == [f"{case.number}: a status given up, but there is no two officers"]


@proves(Path.OPERATIONS, "S11")
def test_a_card_that_is_held_comes_back_by_one_word(way: Way) -> None:
    case = way.open("پدر")
    way.review(case)
    way.free(case, "پدر")
    way.to_exchange(case, "پدر")
    way.say(case, "پدر", "handed")
    way.deliver()
    assert cards(way) == {PaperState.VALID, PaperState.SUSPENDED}
    counsellor = way.bureau.actor("protection-counsellor", now=way.now)
    assert way.bring(case, "پدر", "stays", by=counsellor) == 1
    assert cards(way) == {PaperState.VALID}
    assert statuses(way) == set()


@proves(Path.SQL, "S11")
def test_by_hand_no_card_loses_its_force_without_a_reason(way: Way) -> None:
    case = gone(way, "پدر")
    taken = PaperStanding.objects.filter(case_number=case.number)
    assert taken.exists()
    for change in ("reason = ''", "state = 'gone'"):
        with pytest.raises(DatabaseError):
            run(f"UPDATE registry_paperstanding SET {change}")


@proves(Path.OPERATIONS, "S12")
@pytest.mark.parametrize("missing", ["alone", "country", "unhcr", "losses", "own-words", "language"])
def test_nobody_is_called_voluntary_who_was_not_heard_and_told(way: Way, missing: str) -> None:
    case = way.open("مادر")
    way.review(case)
    form = {name: answer for name, answer in FREELY["voluntary"].items() if name != missing}
    for actor in (
        None,
        way.bureau.actor("protection-counsellor", "bureau-director", now=way.now, name="both"),
    ):
        with pytest.raises(InvalidInput, match="not-shown-free"):
            way.say(case, "مادر", "voluntary", by=actor, form=form)
    assert way.at(case, "مادر") == "talk/hear"


@proves(Path.OPERATIONS, "S12")
def test_nobody_shortens_the_three_days(way: Way) -> None:
    case = way.open("مادر")
    way.review(case)
    way.say(case, "مادر", "voluntary")
    way.say(case, "مادر", "signed")
    everything = way.bureau.actor(
        "bureau-officer",
        "bureau-approver",
        "bureau-director",
        now=way.now,
        name="all",
    )
    for message in ("then", "free", "approved"):
        with pytest.raises(PanahError):
            way.bring(case, "مادر", message, by=everything)
    way.wait(hours=71, minutes=59)
    assert way.at(case, "مادر") == "talk/think"


@proves(Path.OPERATIONS, "S13")
@pytest.mark.parametrize("form", [{}, {"consent": "both"}, {"consent": "one-alone", "interests": "خوب است"}])
def test_no_child_goes_without_its_interests_and_guardians_in_writing(way: Way, form: dict[str, str]) -> None:
    case = way.open("کودک۱")
    way.review(case)
    with pytest.raises(InvalidInput, match="not-shown-free"):
        way.say(case, "کودک۱", "in-their-interest", form=form)
    assert way.at(case, "کودک۱") == "talk/child"


@proves(Path.OPERATIONS, "S25")
def test_no_card_is_taken_for_a_paper_that_is_void(way: Way) -> None:
    case = way.open("پدر")
    way.review(case)
    way.free(case, "پدر")
    way.to_exchange(case, "پدر")
    run("UPDATE documents_document SET state = 'void', void_reason = 'spoilt', voided_at = %s", way.now)
    with pytest.raises(Conflict):
        way.say(case, "پدر", "handed")
    assert not Keeping.objects.exists()
    assert cards(way) == {PaperState.VALID}


@proves(Path.SQL, "S25")
def test_by_hand_no_card_is_kept_for_nothing(way: Way) -> None:
    case = gone(way, "پدر")
    assert Keeping.objects.filter(case=case).exists()
    with pytest.raises(DatabaseError):
        run("UPDATE documents_keeping SET against_id = NULL")
    with pytest.raises(DatabaseError):
        run("DELETE FROM documents_keeping")


@proves(Path.OPERATIONS, "S26")
def test_an_open_question_about_one_holds_nobody_else(way: Way) -> None:
    case = way.open("پدر", "مادر", present=["پدر", "مادر"])
    way.review(case)
    way.free(case, "پدر")
    way.to_exchange(case, "پدر")
    assert (way.at(case, "پدر"), way.at(case, "مادر")) == ("exchange", "talk/hear")


@proves(Path.SQL, "S26")
def test_by_hand_who_is_bound_to_another_is_found(way: Way) -> None:
    case = way.open("پدر", "مادر", present=["پدر", "مادر"])
    first = Item.objects.filter(case=case, state="open").order_by("pk")[0]
    run("UPDATE casework_item SET subject_id = NULL WHERE id = %s", first.pk)
    assert broken_invariants() == [f"{case.number}: at a step of its own and in a block"]


@proves(Path.OPERATIONS, "S27")
def test_no_service_ends_a_status_around_the_shared_part(way: Way) -> None:
    files = dict(shipped_files(SLUG))
    files["service.toml"] = files["service.toml"].replace('first = "review"', 'first = "close-status"')
    with pytest.raises(PanahError, match="service-refused"):
        publish(slug=SLUG, files=files, now=way.now, published_by="test", valid_from=date(2026, 5, 1))


@proves(Path.SQL, "S27")
def test_by_hand_no_published_text_is_rewritten(way: Way) -> None:
    for statement in (
        "UPDATE catalogue_serviceversion SET slug = 'other'",
        "DELETE FROM catalogue_serviceversion",
    ):
        with pytest.raises(DatabaseError):
            run(statement)


@proves(Path.OPERATIONS, "S29")
def test_whoever_lives_in_the_house_neither_sees_nor_hears_that_she_stays(way: Way) -> None:
    case = way.ask(way.account_of("پدر"), "پدر")
    hers = way.ask(way.account_of("مادر"), "مادر")
    way.review(hers)
    way.deliver()
    before = set(Message.objects.values_list("pk", flat=True))
    assert way.withdraw(hers, "مادر") == 1
    way.deliver()
    account = way.people["پدر"].bindings.get().account_id
    seen = visible_cases(account, persons=[way.people["پدر"].pk], household_id=way.household.pk)
    assert hers.pk not in set(seen.values_list("pk", flat=True))
    told = Message.objects.exclude(pk__in=before)
    assert not told.filter(account=account).exists()
    assert not told.filter(is_shared=True, is_quiet=False).exists()
    assert case.state == "open"


@proves(Path.SQL, "S29")
def test_by_hand_no_message_can_be_read(way: Way) -> None:
    case = way.ask(way.account_of("مادر"), "مادر")
    way.review(case)
    way.deliver()
    texts = [bytes(one) for one in Message.objects.values_list("text", flat=True)]
    assert texts
    assert not [one for one in texts if case.number.encode() in one or "پناه".encode() in one]


@proves(Path.OPERATIONS, "S30")
def test_a_head_who_goes_is_followed_the_same_day_by_the_bureaus_word_alone(way: Way) -> None:
    case = gone(way, "پدر")
    expert = way.bureau.actor("bureau-expert", now=way.now)
    found = following(case.pk, actor=expert, now=way.now)
    assert found is not None
    heir = found.heirs[0].person_id
    for role in ("bureau-clerk", "protection-counsellor", "bureau-director"):
        with pytest.raises(NotAllowed):
            follow_head(
                case_id=case.pk, person_id=heir, actor=way.bureau.actor(role, now=way.now), now=way.now
            )
    with pytest.raises(Conflict):
        follow_head(case_id=case.pk, person_id=way.people["پدر"].pk, actor=expert, now=way.now)
    follow_head(case_id=case.pk, person_id=heir, actor=expert, now=way.now)
    head = head_of(way.household, on=local_date(way.now))
    assert head is not None
    assert head.pk == heir


@proves(Path.SQL, "S30")
def test_by_hand_no_household_is_left_without_a_head(way: Way) -> None:
    with pytest.raises(DatabaseError):
        run("UPDATE registry_household SET head_id = NULL WHERE id = %s", way.household.pk)
