"""A definition answers what an engine, a page and a lawyer ask of it."""

from hashlib import sha256
from itertools import pairwise

import pytest

from panah.foundation.durations import Duration
from panah.workflow.definition import Done, ServiceDefinition, ToEnd, ToStep
from panah.workflow.loader import load, source_at
from panah.workflow.problems import Source
from panah.workflow.registry import RENOUNCE_FREELY
from panah.workflow.times import After, Anchor
from unit.workflow.grammar import GLOSSARY, PARTS, REGISTRY, SLIP, TRIAL_PARTS, TRIALS, load_file


@pytest.fixture(scope="module")
def departure() -> ServiceDefinition:
    return load_file(TRIALS[0])


@pytest.fixture(scope="module")
def slip() -> ServiceDefinition:
    return load_file(SLIP)


def test_all_seven_trial_files_and_the_slip_load(definition: ServiceDefinition) -> None:
    assert definition.steps
    assert all(step.path == path for path, step in definition.steps.items())


def test_a_shared_part_is_copied_in_under_the_step_that_uses_it(departure: ServiceDefinition) -> None:
    hear = departure.step("people/talk/hear")
    assert (hear.block, hear.part, hear.key) == ("people", RENOUNCE_FREELY, "step.people.talk")
    assert "people/talk" not in departure.steps
    assert departure.target("people/talk/think", "then") == ToStep("people/pay")
    assert departure.target("people/talk/think", "stays") == ToEnd("stays")


def test_a_target_that_names_a_used_part_enters_at_its_beginning(departure: ServiceDefinition) -> None:
    assert departure.target("people/approve", "returned") == ToStep("people/talk/age")


def test_exclusions_reach_into_a_part_and_out_of_a_block(departure: ServiceDefinition) -> None:
    assert departure.step("people/approve").not_the_same_as == ("review", "people/talk/hear")


def test_a_time_after_a_step_counts_from_the_step_of_its_own_block(departure: ServiceDefinition) -> None:
    journey = departure.step("people/journey")
    assert journey.wait == After(Duration(15, "day"), Anchor("step", "people/issue"))


def test_what_a_message_means_for_others_may_lead_into_a_part(departure: ServiceDefinition) -> None:
    assert departure.ons["withdrawn"].also == (("minors-of", ToStep("people/talk/child")),)
    assert departure.ons["withdrawn"].until == "people/issue"


def test_a_start_at_a_block_stands_at_its_first_step(slip: ServiceDefinition) -> None:
    assert slip.starts["request"].at == "travellers"
    assert slip.first_step("request") == "travellers/area"


def test_travellers_wait_for_each_other_before_the_one_sheet_is_paid(slip: ServiceDefinition) -> None:
    assert slip.target("travellers/look", "approved") == Done()
    assert slip.join("travellers") == ToStep("pay")


def test_one_sheet_is_issued_for_the_case_and_one_card_for_each_member(slip: ServiceDefinition) -> None:
    assert [effect.scope for effect in slip.step("issue").effects] == ["case"]
    household = load_file(TRIALS[2])
    assert [effect.scope for effect in household.step("members/issue").effects] == ["subject"]


def test_a_refused_traveller_is_heard_again_and_holds_nobody_else(slip: ServiceDefinition) -> None:
    assert slip.target("travellers/look", "refused") == ToEnd("refused")
    assert slip.ends["refused"].reopen == "travellers/look"
    assert slip.nature("refused") == "adverse"


def test_a_clerk_of_a_contractor_never_says_an_adverse_word_about_a_slip(slip: ServiceDefinition) -> None:
    for step in slip.human_steps:
        if "service-clerk" in step.holders:
            assert {slip.nature(word) for word in step.words} <= {"plain"}


def test_the_slip_uses_only_the_kinds_that_run_first(slip: ServiceDefinition) -> None:
    assert {step.kind for step in slip.steps.values()} == {"by", "do", "choose", "pay", "each"}


def test_the_slip_is_short_enough_to_be_read() -> None:
    assert len(SLIP.read_text(encoding="utf-8").splitlines()) <= 120


def test_a_word_the_step_does_not_know_leads_nowhere(slip: ServiceDefinition) -> None:
    with pytest.raises(KeyError):
        slip.target("pay", "refused")


def test_steps_of_a_block_are_listed_in_the_order_of_the_file(slip: ServiceDefinition) -> None:
    assert [step.path for step in slip.block_steps("travellers")] == [
        "travellers/area",
        "travellers/look",
        "travellers/amend",
    ]
    lines = [slip.place(step.path) for step in slip.block_steps(None)]
    assert len(lines) == len(slip.steps) - 3


def test_the_digest_changes_with_the_file_and_with_the_parts_it_uses_only() -> None:
    source = source_at(TRIALS[0])
    first = load(source, registry=REGISTRY, glossary=GLOSSARY, parts=TRIAL_PARTS)
    again = load(
        Source("other-name.toml", source.text), registry=REGISTRY, glossary=GLOSSARY, parts=TRIAL_PARTS
    )
    commented = Source(source.file, source.text + "# a remark\n")
    assert first.digest == again.digest
    assert len(first.digest) == len(sha256().hexdigest())
    assert first.digest != load(commented, registry=REGISTRY, glossary=GLOSSARY, parts=TRIAL_PARTS).digest


def test_line_endings_do_not_change_the_digest() -> None:
    source = source_at(SLIP)
    windows = Source(source.file, source.text.replace("\n", "\r\n"))
    found = [
        load(each, registry=REGISTRY, glossary=GLOSSARY, parts=PARTS).digest for each in (source, windows)
    ]
    assert all(a == b for a, b in pairwise(found))


def test_every_name_in_use_has_its_persian_words(definition: ServiceDefinition) -> None:
    labels = GLOSSARY.labels
    for step in definition.steps.values():
        assert set(step.holders) <= labels["role"].keys()
        assert set(step.inquiries) <= labels["inquiry"].keys()
        for effect in step.effects:
            assert effect.entry.name in (labels["verb"] if effect.object else labels["effect"])


def test_the_shared_parts_of_the_product_leave_by_every_exit_of_the_trials() -> None:
    """A refusal is an exit of its own, for it has its reason and its objection (S28)."""
    assert PARTS.keys() == TRIAL_PARTS.keys()
    more = {name: {*part.exits} - {*TRIAL_PARTS[name].exits} for name, part in PARTS.items()}
    assert {name: exits for name, exits in more.items() if exits} == {
        "renounce-freely": {"doubtful", "not-in-interest"}
    }
    assert all({*TRIAL_PARTS[name].exits} <= {*part.exits} for name, part in PARTS.items())
