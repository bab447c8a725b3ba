"""Three lights with a word each; none is green that was not looked up."""

from dataclasses import replace

import pytest

from panah.documents.rules.proof import number_index, printed
from panah.documents.rules.proof.judging import (
    Judgement,
    Light,
    Lists,
    Verdict,
    judge,
    judge_number,
    judge_text,
)
from panah.documents.rules.proof.number_index import NumberEntry, NumberIndex, hashed
from panah.documents.rules.proof.paper import Paper, StatusReference
from panah.documents.rules.proof.reasons import Reason
from panah.documents.rules.proof.status_list import SHARD, Status, StatusList, pack
from unit.documents.rules.proof.made import (
    CARD,
    CARDS,
    DAY,
    LETTER,
    LOST,
    NOW,
    PAGE,
    PAPERS,
    SHARD_URI,
    STRANGER,
    TRUST,
    Key,
    token_of,
)

GREEN = Verdict(Light.GREEN)


def lists(status: Status = Status.VALID, made_at: int = NOW - 60, index: int = SHARD - 1) -> Lists:
    bits = pack([(index, status)])
    return {SHARD_URI: StatusList(SHARD_URI, made_at, made_at + 7 * DAY, bits)}


def judged(paper: Paper = CARD, *, found: Lists | None = None, now: int = NOW, key: Key = CARDS) -> Judgement:
    return judge(token_of(paper, key), trust=TRUST, lists=lists() if found is None else found, now=now)


def test_a_good_card_has_three_green_lights_and_says_as_of_when() -> None:
    assert judged() == Judgement(
        GREEN, Verdict(Light.GREEN, at=CARD.expires_at), Verdict(Light.GREEN, at=NOW - 60), CARD
    )


@pytest.mark.parametrize(
    ("status", "reason"),
    [(Status.REVOKED, "revoked"), (Status.SUSPENDED, "suspended"), (Status.USED, "used")],
)
@pytest.mark.parametrize("age", [60, 2 * DAY, 30 * DAY])
def test_what_a_list_says_against_a_paper_counts_however_old_it_is(
    status: Status, reason: str, age: int
) -> None:
    verdict = judged(found=lists(status, NOW - age)).status
    assert verdict == Verdict(Light.RED, Reason(reason), NOW - age)


@pytest.mark.parametrize(
    ("age", "light"), [(0, "green"), (DAY, "green"), (DAY + 1, "amber"), (8 * DAY, "amber")]
)
def test_what_a_list_says_for_a_paper_counts_for_a_day(age: int, light: str) -> None:
    verdict = judged(found=lists(made_at=NOW - age)).status
    assert verdict is not None
    assert (verdict.light, verdict.at) == (light, NOW - age)
    assert verdict.reason == (None if light == "green" else Reason.LIST_OLD)


def test_without_a_list_the_third_light_is_never_green() -> None:
    assert judged(found={}).status == Verdict(Light.AMBER, Reason.LIST_MISSING)
    rolled = judged(found={SHARD_URI: Reason.LIST_ROLLED_BACK}).status
    assert rolled == Verdict(Light.AMBER, Reason.LIST_ROLLED_BACK)
    beyond = replace(CARD, status=StatusReference(SHARD_URI, SHARD))
    assert judged(beyond).status == Verdict(Light.AMBER, Reason.LIST_MISSING, NOW - 60)
    assert judged(LETTER, key=PAPERS).status == Verdict(Light.AMBER, Reason.LIST_MISSING)


def test_a_paper_is_in_date_from_its_beginning_until_just_before_its_end() -> None:
    paper = replace(CARD, not_before=NOW, expires_at=NOW + 10)
    assert judged(paper).in_date == Verdict(Light.GREEN, at=NOW + 10)
    assert judged(paper, now=NOW + 9).in_date == Verdict(Light.GREEN, at=NOW + 10)
    assert judged(paper, now=NOW + 10).in_date == Verdict(Light.RED, Reason.EXPIRED, NOW + 10)
    early = replace(CARD, not_before=NOW + 1)
    assert judged(early).in_date == Verdict(Light.RED, Reason.NOT_YET, NOW + 1)
    assert judged(LETTER, key=PAPERS, now=NOW + 9_000 * DAY).in_date == GREEN


def test_a_clock_that_is_behind_is_put_forward_to_the_lists_at_hand() -> None:
    expired = replace(CARD, expires_at=NOW - 61)
    assert judged(expired, now=0).in_date == Verdict(Light.RED, Reason.EXPIRED, NOW - 61)
    assert judged(now=0).in_date == Verdict(Light.GREEN, at=CARD.expires_at)
    before_list = replace(LETTER, expires_at=TRUST.issued_at, issued_at=1 + TRUST.issued_at - 5 * DAY)
    verdict = judged(before_list, now=0, key=PAPERS).in_date
    assert verdict is not None
    assert verdict.reason is Reason.EXPIRED


def test_of_what_is_not_authentic_nothing_else_is_said() -> None:
    assert judged(key=STRANGER) == Judgement(Verdict(Light.RED, Reason.UNKNOWN_KEY))
    forged = bytearray(token_of(CARD))
    forged[-1] ^= 1
    assert judge(bytes(forged), trust=TRUST, lists=lists(), now=NOW) == Judgement(
        Verdict(Light.RED, Reason.BAD_SIGNATURE)
    )


def test_a_paper_from_before_its_key_was_lost_is_amber_and_one_from_after_red() -> None:
    before = replace(CARD, issued_at=NOW - 5 * DAY - 1)
    doubted = judged(before, key=LOST)
    assert doubted.authentic == Verdict(Light.AMBER, Reason.COMPROMISED_KEY, NOW - 5 * DAY)
    assert doubted.status == Verdict(Light.GREEN, at=NOW - 60)
    assert judged(replace(CARD, issued_at=NOW - 5 * DAY), key=LOST).authentic == Verdict(
        Light.RED, Reason.COMPROMISED_KEY
    )


def test_what_a_camera_reads_is_judged_whatever_it_is() -> None:
    token = token_of(CARD)
    for text in (printed.address(token, page=PAGE), printed.bare(token)):
        assert judge_text(text, trust=TRUST, lists=lists(), now=NOW) == judged()
    foreign = judge_text("https://elsewhere.test/menu", trust=TRUST, lists=lists(), now=NOW)
    assert foreign == Judgement(Verdict(Light.RED, Reason.FOREIGN_CODE))


CODE = "K7M4P2XW9Q"
ENTRY = NumberEntry(8 * SHARD - 1, "amayesh", NOW + DAY)


def number(index: NumberIndex | Reason, found: Lists | None = None, now: int = NOW) -> Judgement:
    return judge_number(
        CODE, index=index, status_page=f"{PAGE}s/", lists=lists() if found is None else found, now=now
    )


def index(made_at: int = NOW - 60, code: str = CODE) -> NumberIndex:
    shard, _ = hashed(CODE)
    return NumberIndex(shard, made_at, {number_index.hashed(code)[1]: ENTRY})


def test_a_typed_number_is_never_green_at_first_for_any_sheet_may_bear_it() -> None:
    assert number(index()) == Judgement(
        Verdict(Light.AMBER, Reason.NUMBER_ONLY),
        Verdict(Light.GREEN, at=NOW + DAY),
        Verdict(Light.GREEN, at=NOW - 60),
        type="amayesh",
    )
    assert number(index(), lists(Status.REVOKED)).status == Verdict(Light.RED, Reason.REVOKED, NOW - 60)
    expired = number(index(), now=NOW + DAY)
    assert expired.in_date == Verdict(Light.RED, Reason.EXPIRED, NOW + DAY)


def test_a_number_nobody_gave_is_red_only_when_the_index_is_of_today() -> None:
    assert number(index(code="K7M4P2XW92")) == Judgement(Verdict(Light.RED, Reason.UNKNOWN_NUMBER, NOW - 60))
    old = number(index(NOW - 2 * DAY, code="K7M4P2XW92"))
    assert old == Judgement(Verdict(Light.AMBER, Reason.LIST_OLD, NOW - 2 * DAY))
    assert number(Reason.LIST_MISSING) == Judgement(Verdict(Light.AMBER, Reason.LIST_MISSING))
