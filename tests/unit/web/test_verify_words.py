"""What the verifier says: every reason there is has its own sentences, which say what to do."""

import json

import pytest
from django.utils import translation

from panah.documents.kinds import CARD_TYPES, PAPER_TYPES, type_of
from panah.documents.rules.proof.reasons import Reason
from panah.registry.words import PAPER_TITLES
from panah.web.public import verify_words
from panah.web.public.verify_words import ADVICE, AUTHENTIC, BANDS, IN_DATE, STATUS, TYPES, words
from panah.web.tongues import TONGUES

OF_LISTS = {Reason.LIST_OLD, Reason.LIST_MISSING, Reason.LIST_ROLLED_BACK}
OF_DAYS = {Reason.NOT_YET, Reason.EXPIRED}
OF_STATE = {Reason.REVOKED, Reason.SUSPENDED, Reason.USED}
RED = set(Reason) - OF_LISTS - OF_DAYS - OF_STATE - {Reason.NUMBER_ONLY}


def keys(reason: Reason, light: str) -> set[str]:
    """Under which names the page looks for its words."""
    return {f"{light} {reason}", str(reason)}


@pytest.mark.parametrize("reason", sorted(RED))
def test_whatever_is_against_a_code_has_its_own_word_note_and_advice(reason: Reason) -> None:
    for table in (AUTHENTIC, BANDS, ADVICE):
        assert keys(reason, "red") & set(table), reason


@pytest.mark.parametrize("reason", sorted(OF_DAYS | OF_STATE))
def test_whatever_is_against_a_paper_has_them_too(reason: Reason) -> None:
    table = IN_DATE if reason in OF_DAYS else STATUS
    assert reason in table
    assert reason in BANDS
    assert reason in ADVICE


def test_what_is_not_known_is_never_said_to_be_good() -> None:
    for reason in OF_LISTS:
        assert STATUS[reason][0] == verify_words.UNKNOWN_TODAY
    assert {"amber", "doubted"} <= set(BANDS)
    assert {"amber", "doubted"} <= set(ADVICE)


def test_every_type_a_key_may_sign_has_a_name_that_is_the_offices_own() -> None:
    assert set(TYPES) >= {type_of(kind) for kind in PAPER_TITLES}
    assert {name: str(TYPES[name]) for name in map(type_of, PAPER_TITLES)} == {
        type_of(kind): title for kind, title in PAPER_TITLES.items()
    }
    assert sorted((CARD_TYPES | PAPER_TYPES) - set(TYPES)) == []


@pytest.mark.parametrize("language", TONGUES)
def test_all_of_it_is_said_in_every_language_without_a_persian_word_left(language: str) -> None:
    with translation.override(language):
        said = words()
    assert json.loads(json.dumps(said))
    with translation.override("fa"):
        persian = words()
    if language in {"en", "ar", "ps"}:
        assert said["bands"] != persian["bands"]
        assert not set(texts(said["advice"])) & set(texts(persian["advice"]))


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts(inner)]
    return [text for inner in value for text in texts(inner)] if isinstance(value, list) else [str(value)]
