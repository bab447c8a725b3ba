"""What is asked in a shared part stands with the part, and is refused like any other field."""

import pytest

from panah.catalogue.rules.bundle import FIELDS, PART_FIELDS, BundleRefused, read_bundle
from panah.catalogue.shipped import shipped_files

SLUG, SHARED = "voluntary-departure", f"{PART_FIELDS}renounce-freely.toml"


def broken(name: str, old: str, new: str) -> tuple[str, ...]:
    files = shipped_files(SLUG)
    assert old in files[name]
    with pytest.raises(BundleRefused) as refused:
        read_bundle(SLUG, {**files, name: files[name].replace(old, new)})
    return refused.value.problems


def test_a_service_that_uses_a_part_asks_what_the_part_asks() -> None:
    fields = read_bundle(SLUG, shipped_files(SLUG)).fields
    assert fields is not None
    assert {"people/talk/hear", "people/talk/child", "people/talk/undertake"} <= set(fields.officer)
    assert "people/talk/undertake" in fields.steps


def test_a_step_the_part_does_not_have_is_refused_in_the_parts_own_file() -> None:
    first, *_ = broken(SHARED, "officer.child", "officer.childs")
    assert first.startswith(f"{SHARED}:")
    assert "there is no step of a human 'people/talk/childs'; did you mean 'people/talk/child'?" in first


def test_a_word_the_step_of_the_part_does_not_know_is_refused() -> None:
    assert any(
        "there is no outcome 'doubtfull'" in one for one in broken(SHARED, '["doubtful"]', '["doubtfull"]')
    )


@pytest.mark.parametrize("beside", ['after = "notary-number"', 'type = "text"'])
def test_a_day_that_has_come_is_a_date_that_follows_no_other(beside: str) -> None:
    old = 'type = "jalali-date"\nrequired = true\npast = true'
    kept = old if beside.startswith("after") else old.removeprefix('type = "jalali-date"\n')
    problems = broken(SHARED, old, f"{beside}\n{kept}")
    assert any("stands with type `jalali-date`, and not with `after`" in one for one in problems)


def test_a_service_without_the_fields_of_its_part_still_asks_its_own() -> None:
    files = {name: text for name, text in shipped_files(SLUG).items() if name != SHARED}
    fields = read_bundle(SLUG, files).fields
    assert FIELDS in files
    assert fields is not None
    assert "people/talk/hear" not in fields.officer
