"""The whole way of the shipped service: who goes, who stays, who thinks again, and what each keeps."""

import pytest

from factories.bureau import actor_of
from factories.leaving import GROWN, NINE, REQUEST, Way
from panah.casework.engine.authority import outside
from panah.casework.models import Item, Subject
from panah.casework.queries import broken_invariants, unfree_ends
from panah.casework.queries.asking import start_asked
from panah.documents.models import Document, HandOver, Keeping
from panah.documents.rules.standing import State
from panah.documents.sealing import open_sheet
from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput, NotAllowed
from panah.payments.models import Charge
from panah.registry.models import PaperStanding, StatusEnd
from panah.registry.queries import ended_statuses, held_papers
from panah.registry.words import PaperKind, PaperState

pytestmark = pytest.mark.django_db
CHILDREN = tuple(name for name, *_ in NINE if name not in GROWN)


def card(way: Way, name: str) -> PaperState:
    held = held_papers([way.people[name].pk], on=local_date(way.now))
    (paper,) = (one for one in held if one.kind == PaperKind.AMAYESH_CARD)
    return paper.state


def touched(way: Way, name: str) -> list[str]:
    """Everything that was ever written about somebody's status, card, or going: the tables that know of it."""
    person = way.people[name].pk
    rows = {
        "status": StatusEnd.objects.filter(person=person).exists(),
        "card": PaperStanding.objects.filter(person=person).exists(),
        "exit paper": Document.objects.filter(bearer=person).exists(),
        "keeping": Keeping.objects.filter(party=person).exists(),
        "case": Subject.objects.filter(party=person).exists(),
    }
    return [name for name, is_there in rows.items() if is_there]


def exit_paper(way: Way, name: str) -> str:
    return str(Document.objects.filter(bearer=way.people[name].pk).latest("pk").state)


def test_eight_of_nine_go_and_the_daughter_who_stays_is_touched_by_nothing(way: Way) -> None:
    going = [name for name, *_ in NINE if name != "دختر"]
    grown = [name for name in GROWN if name != "دختر"]
    case = way.open(*going, present=grown)
    way.review(case)
    assert {way.at(case, name) for name in CHILDREN} == {"talk/guardians"}
    way.free(case, *grown)
    assert {way.at(case, name) for name in CHILDREN} == {"talk/child"}
    for name in CHILDREN:
        way.say(case, name, "in-their-interest")
    way.to_exchange(case, *grown, *CHILDREN)
    way.wait(minutes=1)
    way.deliver()
    assert {way.at(case, name) for name in going} == {"exchange"}
    for name in going:
        way.say(case, name, "handed")
    way.deliver()
    assert {way.at(case, name) for name in going} == {"journey"}
    assert {card(way, name) for name in going} == {PaperState.SUSPENDED}
    assert not StatusEnd.objects.exists()
    way.wait_for(case, "پدر")
    assert {way.at(case, name) for name in going} == {"confirm"}
    for name in going:
        way.say(case, name, "already-left", form={"known-by": "border"})
    way.deliver()
    case.refresh_from_db()
    assert (case.state, {way.at(case, name) for name in going}) == ("closed", {"departed"})
    assert ended_statuses([one.pk for one in way.people.values()], on=local_date(way.now)).keys() == {
        way.people[name].pk for name in going
    }
    assert (touched(way, "دختر"), card(way, "دختر")) == ([], PaperState.VALID)
    assert broken_invariants() == unfree_ends() == []


def test_whose_wish_is_doubtful_keeps_everything_and_the_others_go_on(way: Way) -> None:
    case = way.open("پدر", "مادر", present=["پدر", "مادر"])
    way.review(case)
    with pytest.raises(InvalidInput, match="reason-needed"):
        way.say(case, "مادر", "doubtful", form={})
    way.say(case, "مادر", "doubtful")
    way.free(case, "پدر")
    assert (way.at(case, "مادر"), way.at(case, "پدر")) == ("not-issued", "pay")
    assert card(way, "مادر") == PaperState.VALID
    assert not StatusEnd.objects.exists()


def test_in_the_last_hour_of_three_days_she_withdraws_and_her_child_is_looked_at_again(way: Way) -> None:
    case = way.open("پدر", "مادر", "کودک۱", present=["پدر", "مادر"])
    way.review(case)
    for name in ("پدر", "مادر"):
        way.say(case, name, "voluntary")
        way.say(case, name, "signed")
    way.wait(hours=71, minutes=30)
    assert (way.at(case, "مادر"), way.at(case, "کودک۱")) == ("talk/think", "talk/guardians")
    assert way.withdraw(case, "مادر") == 2
    assert (way.at(case, "مادر"), way.at(case, "پدر"), way.at(case, "کودک۱")) == (
        "withdrawn",
        "talk/think",
        "talk/child",
    )
    way.wait(minutes=30)
    assert way.at(case, "پدر") == "pay"
    way.say(case, "کودک۱", "not-in-interest")
    assert way.at(case, "کودک۱") == "child-stays"
    assert card(way, "مادر") == card(way, "کودک۱") == PaperState.VALID


def test_she_says_from_her_own_account_that_she_stays_while_she_thinks(way: Way) -> None:
    case = way.open("پدر", "مادر", present=["پدر", "مادر"])
    way.review(case)
    way.say(case, "مادر", "voluntary")
    way.say(case, "مادر", "signed")
    herself = actor_of(way.account_of("مادر"), now=way.now, persons=(way.people["مادر"].pk,))
    husband = actor_of(way.account_of("پدر"), now=way.now, persons=(way.people["پدر"].pk,))
    with pytest.raises(NotAllowed):
        way.bring(case, "مادر", "stays", by=husband)
    assert way.bring(case, "مادر", "stays", by=herself) == 1
    assert way.at(case, "مادر") == "stays"


def test_one_adult_cannot_be_taken_through_by_the_same_hands(way: Way) -> None:
    roles = ("bureau-expert", "protection-counsellor", "bureau-officer")
    everything = way.bureau.actor(*roles, now=way.now, name="همه")
    case = way.open("پدر")
    way.review(case, by=everything)
    assert way.say(case, "پدر", "voluntary", by=everything) == 0
    way.free(case, "پدر")
    way.wait_for(case, "پدر")
    way.waive(case, "پدر")
    assert way.say(case, "پدر", "approved", by=everything) == 0
    both = way.bureau.actor("bureau-officer", "bureau-approver", now=way.now, name="هر دو")
    assert way.say(case, "پدر", "approved", by=both) == 1
    assert way.say(case, "پدر", "approved", by=both) == 0
    assert way.at(case, "پدر") == "approve-second"
    assert not Document.objects.exists()
    assert way.say(case, "پدر", "approved") == 1


def test_who_heard_somebody_approves_nothing(way: Way) -> None:
    case = way.open("پدر")
    way.review(case)
    hearing = way.bureau.actor("protection-counsellor", "bureau-officer", now=way.now, name="شنونده")
    assert way.say(case, "پدر", "voluntary", by=hearing) == 1
    way.say(case, "پدر", "signed")
    way.wait(hours=72)
    way.wait_for(case, "پدر")
    way.waive(case, "پدر")
    assert way.say(case, "پدر", "approved", by=hearing) == 0


def test_not_paying_leads_to_a_human_and_who_cannot_pay_goes_on(way: Way) -> None:
    case = way.open("پدر")
    way.review(case)
    way.free(case, "پدر")
    (charge,) = Charge.objects.all()
    assert (way.at(case, "پدر"), charge.rial) == ("pay", 150_000)
    way.wait_for(case, "پدر")
    assert way.at(case, "پدر") == "fee-help"
    way.waive(case, "پدر")
    charge.refresh_from_db()
    assert (way.at(case, "پدر"), charge.state) == ("approve", "exempt")


def test_the_clock_and_the_border_end_nothing(way: Way) -> None:
    case = way.open("پدر")
    way.review(case)
    way.free(case, "پدر")
    way.to_exchange(case, "پدر")
    way.say(case, "پدر", "handed")
    way.deliver()
    assert way.bring(case, "پدر", "left", by=outside("border-police")) == 1
    assert way.at(case, "پدر") == "confirm"
    way.wait(days=400)
    way.deliver()
    assert way.at(case, "پدر") == "confirm"
    assert not StatusEnd.objects.exists()
    assert card(way, "پدر") == PaperState.SUSPENDED


def test_who_did_not_leave_has_card_and_status_as_if_nothing_had_been(way: Way) -> None:
    case = way.open("پدر")
    way.review(case)
    way.free(case, "پدر")
    way.to_exchange(case, "پدر")
    way.say(case, "پدر", "handed")
    way.deliver()
    assert Keeping.objects.get().returned_at is None
    way.wait_for(case, "پدر")
    way.say(case, "پدر", "stays", form={})
    assert (way.at(case, "پدر"), card(way, "پدر")) == ("give-back", PaperState.VALID)
    assert exit_paper(way, "پدر") == State.VALID
    way.say(case, "پدر", "handed")
    way.deliver()
    kept = Keeping.objects.get()
    assert kept.returned_at == way.now
    assert kept.return_receipt
    assert (way.at(case, "پدر"), exit_paper(way, "پدر")) == ("stayed", State.VOID)
    assert not StatusEnd.objects.exists()
    assert broken_invariants() == []


def test_on_the_way_one_word_at_any_office_brings_the_card_back_into_force(way: Way) -> None:
    case = way.open("پدر")
    way.review(case)
    way.free(case, "پدر")
    way.to_exchange(case, "پدر")
    way.say(case, "پدر", "handed")
    way.deliver()
    clerk = way.bureau.actor("bureau-clerk", now=way.now)
    assert way.bring(case, "پدر", "stays", by=clerk) == 1
    assert (way.at(case, "پدر"), card(way, "پدر")) == ("give-back", PaperState.VALID)


def test_who_comes_late_or_needs_more_time_gets_fresh_days_and_each_paper_has_its_hand(way: Way) -> None:
    case = way.open("پدر")
    way.review(case)
    way.free(case, "پدر")
    way.to_exchange(case, "پدر")
    way.wait_for(case, "پدر")
    assert way.at(case, "پدر") == "remind"
    way.say(case, "پدر", "another-time", form={})
    way.deliver()
    assert (way.at(case, "پدر"), Document.objects.filter(state=State.VALID).count()) == ("exchange", 1)
    way.say(case, "پدر", "handed")
    way.deliver()
    way.wait_for(case, "پدر")
    way.say(case, "پدر", "more-time", form={})
    way.deliver()
    assert (way.at(case, "پدر"), Document.objects.filter(state=State.VALID).count()) == ("hand-again", 1)
    way.say(case, "پدر", "handed")
    assert (way.at(case, "پدر"), HandOver.objects.count()) == ("journey", 2)


def test_the_card_of_who_stays_at_the_counter_never_leaves_the_hand(way: Way) -> None:
    case = way.open("پدر")
    way.review(case)
    way.free(case, "پدر")
    way.to_exchange(case, "پدر")
    way.say(case, "پدر", "stays", form={})
    way.deliver()
    assert (way.at(case, "پدر"), exit_paper(way, "پدر"), card(way, "پدر")) == (
        "stayed",
        State.VOID,
        PaperState.VALID,
    )
    assert not Keeping.objects.exists()


def test_no_exit_paper_without_own_hearing_own_signature_three_days_and_two_officers(way: Way) -> None:
    case = way.open("پدر", "مادر", present=["پدر", "مادر"])
    way.review(case)
    way.free(case, "پدر")
    way.to_exchange(case, "پدر")
    assert list(Document.objects.values_list("bearer", flat=True)) == [way.people["پدر"].pk]
    mine = Item.objects.filter(case=case, subject=way.subject(case, "پدر"), state="done")
    by = dict(mine.values_list("step", "closed_by"))
    thought = mine.get(step="people/talk/think")
    assert thought.closed_at is not None
    assert (thought.closed_at - thought.opened_at).total_seconds() >= 72 * 3600
    hands = [by[step] for step in ("people/talk/hear", "people/approve", "people/approve-second")]
    assert len(set(hands)) == 3


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "mark"),
        ({"mark": "nod"}, "mark"),
        ({"mark": "thumbprint"}, "witness"),
        ({"mark": "thumbprint", "witness": "  "}, "witness"),
    ],
)
def test_nobodys_card_is_taken_without_their_mark_and_a_thumbprint_has_its_witness(
    form: dict[str, str], field: str, way: Way
) -> None:
    case = way.open("پدر")
    way.review(case)
    way.free(case, "پدر")
    way.to_exchange(case, "پدر")
    receiver = {"receiver": [way.people["پدر"].pk], "card-number": "A-1"}
    with pytest.raises(InvalidInput) as refused:
        way.say(case, "پدر", "handed", form={**receiver, **form})
    assert refused.value.params["field"] == field
    assert (way.at(case, "پدر"), card(way, "پدر")) == ("exchange", PaperState.VALID)
    witnessed = {"mark": "thumbprint", "witness": "کارمند باجهٔ کناری"}
    assert way.say(case, "پدر", "handed", form={**receiver, **witnessed}) == 1


def test_the_paper_names_the_border_as_the_directive_does(way: Way) -> None:
    case = way.open("پدر")
    way.review(case)
    way.free(case, "پدر")
    way.to_exchange(case, "پدر")
    paper = Document.objects.get(case=case)
    asked = start_asked(case.version_id, case.directive_id, "request", on=local_date(way.now))
    border = next(one for one in asked.questions if one.name == "border")
    assert open_sheet(paper.number, bytes(paper.sealed))["border"] == dict(border.choices)[REQUEST["border"]]


def test_a_child_waits_for_guardians_whose_request_is_still_looked_at(way: Way) -> None:
    case = way.open("پدر", "مادر", "کودک۱", present=["پدر", "مادر"])
    way.say(case, "کودک۱", "complete")
    assert (way.at(case, "پدر"), way.at(case, "کودک۱")) == ("review", "talk/guardians")
