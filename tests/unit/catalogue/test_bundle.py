"""A bundle holds the exact texts a service is published with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.catalogue.names import REGISTRY, SERVICES
from panah.catalogue.rules.bundle import (
    FORM,
    GLOSSARY,
    PROCESS,
    TEXTS,
    BundleRefused,
    decode,
    encode,
    read_bundle,
    sha256,
    used_parts,
)
from panah.catalogue.shipped import shipped_files
from panah.organisation.roles import ROLES
from panah.workflow.glossary import read_glossary


@given(st.dictionaries(st.text(min_size=1), st.text()))
def test_what_is_stored_is_read_back_exactly(files: dict[str, str]) -> None:
    assert decode(encode(files)) == files


@given(st.dictionaries(st.text(min_size=1), st.text(), min_size=2))
def test_the_order_of_files_changes_no_digest(files: dict[str, str]) -> None:
    turned = dict(reversed(files.items()))
    assert sha256(encode(files)) == sha256(encode(turned))


def test_a_service_that_is_not_open_holds_its_form_and_texts_only() -> None:
    assert set(shipped_files("exit-paper")) == {FORM, TEXTS}


def test_an_open_service_holds_its_process_and_the_words_it_is_written_in() -> None:
    assert {FORM, TEXTS, PROCESS, GLOSSARY} <= set(shipped_files("intercity-travel"))
    assert read_bundle("intercity-travel", shipped_files("intercity-travel")).is_open


def test_the_parts_a_process_uses_are_found_at_any_depth() -> None:
    process = '[step.people.talk]\nuse = "renounce-freely"\n[step.hear]\nuse = "due-process"'
    assert used_parts(process) == {"renounce-freely", "due-process"}
    assert used_parts("not [ toml") == frozenset()


def test_a_missing_form_is_named() -> None:
    with pytest.raises(BundleRefused) as refused:
        read_bundle("exit-paper", {})
    assert refused.value.problems == (
        "exit-paper/form.toml:1: file: is missing [missing-file]",
        "exit-paper/texts.toml:1: file: is missing [missing-file]",
    )


def test_a_form_in_the_folder_of_another_service_is_refused() -> None:
    with pytest.raises(BundleRefused, match="wrong-slug"):
        read_bundle("exit-papers", shipped_files("exit-paper"))


def test_a_process_under_another_title_is_refused() -> None:
    files = shipped_files("intercity-travel")
    files[PROCESS] = files[PROCESS].replace("صدور برگه مسافرتی بین شهری اتباع خارجی", "صدور برگه دیگر", 1)
    with pytest.raises(BundleRefused, match="wrong-title"):
        read_bundle("intercity-travel", files)


def test_a_kind_of_step_that_does_not_run_yet_is_refused() -> None:
    files = shipped_files("intercity-travel")
    files[PROCESS] = files[PROCESS].replace(
        'do = ["issue:slip"]\nthen = "hand-over"',
        'ask = ["police"]\ndue = "5 days"\nlate = "fee-help"\nthen = "hand-over"',
        1,
    )
    with pytest.raises(BundleRefused) as refused:
        read_bundle("intercity-travel", files)
    assert any(
        "step.issue.ask" in problem and "kind-not-run" in problem for problem in refused.value.problems
    )


def test_the_catalogue_names_33_services_and_every_role_of_the_organisation() -> None:
    assert len(set(SERVICES)) == 33
    assert REGISTRY.roles == frozenset(ROLES)
    assert {"applicant", "person", "head", "guardian"} == REGISTRY.public_roles


def test_every_name_a_file_may_use_has_its_persian_word() -> None:
    glossary = read_glossary(shipped_files("intercity-travel")[GLOSSARY])
    labels = glossary.labels
    assert set(REGISTRY.effects) <= set(labels["effect"])
    assert set(REGISTRY.verbs) <= set(labels["verb"])
    assert REGISTRY.inquiries <= set(labels["inquiry"])
    assert REGISTRY.dates <= set(labels["date"])
    assert REGISTRY.calendars <= set(labels["calendar"])


def test_whatever_takes_something_from_a_person_can_be_given_back() -> None:
    entries = {**REGISTRY.verbs, **REGISTRY.effects}
    harmful = [entry for entry in entries.values() if entry.harm]
    assert harmful
    assert all(entry.inverse in entries for entry in harmful)
    assert entries["end-status"].needs_two_officers
