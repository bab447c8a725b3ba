"""What is asked of whom, when a reading is good enough, and what a session says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.biometrics.rules.excuses import Reason, refuse_untried
from panah.biometrics.rules.parts import (
    BY_DEVICE,
    FORMATS,
    POSITIONS,
    SIMULATED,
    Modality,
    Part,
    asked_at,
    read_parts,
    write_parts,
)
from panah.biometrics.rules.purposes import Purpose, allow, refuse_service
from panah.biometrics.rules.quality import BEST, GOOD_ENOUGH, TRIES, Gate, gate, tries_left
from panah.biometrics.rules.tickets import device_secret
from panah.biometrics.rules.verdict import BySight, Outcome, Verdict, identity_is_shown, verdict_of
from panah.foundation.errors import InvalidInput, NotAllowed

PARTS = [Part(modality, place) for modality in Modality for place in POSITIONS[modality]]
ages = st.integers(0, 110)
limits = st.none() | st.integers(0, 18)
sessions = st.dictionaries(st.sampled_from(PARTS), st.sampled_from(Outcome), max_size=13)
qualities = st.integers(0, BEST)


# what is asked


def test_a_part_is_written_and_read_and_no_other_is_known() -> None:
    assert read_parts(write_parts(PARTS)) == tuple(PARTS)
    for wrong in ("finger:sixth", "tail:left", "finger", "", "iris:right-thumb"):
        with pytest.raises(InvalidInput, match="part-unknown"):
            Part.read(wrong)


@given(ages, limits, limits, st.sets(st.sampled_from(BY_DEVICE)))
def test_nothing_is_asked_below_the_directives_ages_or_where_it_names_none(
    age: int, biometric: int | None, portrait: int | None, reads: set[Modality]
) -> None:
    asked = asked_at(age, biometric_age=biometric, portrait_age=portrait, reads=reads)
    by_device = {part.modality for part in asked} - {Modality.FACE}
    assert by_device == (reads if biometric is not None and age >= biometric else set())
    has_face = any(part.modality is Modality.FACE for part in asked)
    assert has_face == (portrait is not None and age >= portrait)
    assert len(set(asked)) == len(asked)


def test_no_format_of_a_template_is_known_for_faces() -> None:
    assert not FORMATS[Modality.FACE]
    assert all(SIMULATED in FORMATS[one] for one in BY_DEVICE)
    assert Modality.FACE not in GOOD_ENOUGH


# the quality gate


@given(st.sampled_from(BY_DEVICE), qualities, st.integers(0, 20))
def test_a_good_reading_is_taken_however_many_were_poor(modality: Modality, quality: int, poor: int) -> None:
    is_good = quality >= GOOD_ENOUGH[modality]
    assert (gate(modality, quality, poor_before=poor) is Gate.GOOD) == is_good


@given(st.sampled_from(BY_DEVICE), st.lists(qualities, min_size=1, max_size=8))
def test_that_a_part_cannot_be_captured_is_offered_from_the_third_poor_reading_on(
    modality: Modality, tried: list[int]
) -> None:
    poor = 0
    for quality in tried:
        said = gate(modality, quality, poor_before=poor)
        poor += said is not Gate.GOOD
        assert (said is Gate.GIVE_UP) == (quality < GOOD_ENOUGH[modality] and poor >= TRIES)
        assert tries_left(poor) == max(0, TRIES - poor)


@given(st.sampled_from(Reason), st.integers(0, 6))
def test_only_what_trying_shows_has_to_be_tried(reason: Reason, poor: int) -> None:
    if reason is Reason.WORN and poor < TRIES:
        with pytest.raises(InvalidInput, match="try-again-first"):
            refuse_untried(reason, poor_before=poor)
    else:
        refuse_untried(reason, poor_before=poor)


# the verdict


def says(*outcomes: Outcome, by_sight: BySight = BySight.NONE) -> Verdict:
    return verdict_of(dict(zip(PARTS, outcomes, strict=False)), by_sight)


def test_the_verdicts_in_words() -> None:
    first, same, other = Outcome.FIRST, Outcome.MATCHED, Outcome.DIFFERS
    waits, excused, unsaid = Outcome.WAITING, Outcome.EXCUSED, Outcome.UNCOMPARED
    assert says() is Verdict.UNFINISHED
    assert says(first, first) is Verdict.IDENTIFIED
    assert says(same, first) is Verdict.IDENTIFIED
    assert says(same, waits) is Verdict.UNFINISHED
    assert says(same, unsaid) is Verdict.UNFINISHED
    assert says(same, excused) is Verdict.EXCUSED
    assert says(excused, excused) is Verdict.EXCUSED
    assert says(other, waits) is Verdict.MISMATCH
    assert says(same, other) is Verdict.MISMATCH
    assert says(same, same, other) is Verdict.IDENTIFIED
    assert says(waits, by_sight=BySight.NOTED) is Verdict.EXCUSED
    assert says(other, by_sight=BySight.NOTED) is Verdict.MISMATCH
    assert says(other, by_sight=BySight.CONFIRMED) is Verdict.EXCUSED


@given(sessions)
def test_nobody_is_identified_while_anything_waits_or_was_not_compared(parts: dict[Part, Outcome]) -> None:
    if verdict_of(parts) is Verdict.IDENTIFIED:
        assert set(parts.values()) <= {Outcome.FIRST, Outcome.MATCHED, Outcome.DIFFERS}
        assert parts


@given(sessions)
def test_an_eye_that_differs_is_not_outvoted_by_fingers(parts: dict[Part, Outcome]) -> None:
    eyes = {Part(Modality.IRIS, side): Outcome.DIFFERS for side in POSITIONS[Modality.IRIS]}
    assert verdict_of({**parts, **eyes}) is Verdict.MISMATCH


@given(sessions, st.sampled_from(PARTS))
def test_a_match_accuses_nobody_and_a_difference_clears_nobody(
    parts: dict[Part, Outcome], part: Part
) -> None:
    before = verdict_of(parts)
    if before is not Verdict.MISMATCH:
        assert verdict_of({**parts, part: Outcome.MATCHED}) is not Verdict.MISMATCH
    if before is Verdict.MISMATCH:
        assert verdict_of({**parts, part: Outcome.DIFFERS}) is Verdict.MISMATCH


@given(sessions)
def test_that_nothing_can_be_captured_is_never_a_difference(parts: dict[Part, Outcome]) -> None:
    excused = dict.fromkeys(parts, Outcome.EXCUSED)
    assert verdict_of(excused) is (Verdict.EXCUSED if parts else Verdict.UNFINISHED)


@given(sessions, st.sampled_from(BySight))
def test_a_clerks_word_alone_shows_nobodys_identity(parts: dict[Part, Outcome], by_sight: BySight) -> None:
    verdict = verdict_of(parts, by_sight)
    if identity_is_shown(verdict, is_confirmed=False):
        assert verdict is Verdict.IDENTIFIED
        assert by_sight is BySight.NONE
    assert not identity_is_shown(Verdict.MISMATCH, is_confirmed=True)
    assert not identity_is_shown(Verdict.UNFINISHED, is_confirmed=True)


# purposes and secrets


def test_a_purpose_that_is_not_named_is_refused() -> None:
    allow(Purpose.ENROL, Purpose.ENROL, Purpose.VERIFY)
    with pytest.raises(NotAllowed, match="purpose-closed"):
        allow(Purpose.ERASURE, Purpose.ENROL)
    with pytest.raises(NotAllowed, match="purpose-closed"):
        allow("removal", *Purpose)  # type: ignore[arg-type]  # what a caller must not get away with
    with pytest.raises(NotAllowed, match="purpose-closed"):
        refuse_service("revocation")
    refuse_service("refugee-id-card")


def test_each_device_has_a_secret_of_its_own() -> None:
    secrets = {device_secret("s", "desk-1"), device_secret("s", "desk-2"), device_secret("t", "desk-1")}
    assert len(secrets) == 3
