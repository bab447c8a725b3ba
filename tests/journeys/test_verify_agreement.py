"""What our Python says of a paper our browser code says too, word for word: 10,000 papers, and 2,000 that are none."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from random import Random
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page

from journeys.browser_verifier import der_of, in_base64, judged_in_browser, modules
from panah.conf.drill.forgeries import FORGERIES
from panah.documents.rules.codes import read_code
from panah.documents.rules.proof import (
    cbor,
    claims,
    cose,
    judging,
    number_index,
    printed,
    status_list,
    trust_list,
)
from panah.documents.rules.proof.judging import Judgement, Lists, Verdict
from panah.documents.rules.proof.number_index import NumberEntry
from panah.documents.rules.proof.paper import Paper
from panah.documents.rules.proof.reasons import Reason
from panah.documents.rules.proof.status_list import Status
from unit.documents.rules.proof.made import (
    CARDS,
    DAY,
    LOST,
    MODERN,
    NOW,
    PAGE,
    PAPERS,
    ROOT,
    STATUS,
    STRANGER,
    TRUST,
    Key,
    random_paper,
    token_of,
)  # fmt: skip

PAPERS_TRIED, MUTANTS_TRIED, ODD_ONES = 10_000, 2_000, 2_000
SIGNED_TRUST = trust_list.make(TRUST, root=ROOT.public, sign=ROOT.sign)
PAGE_OF_LISTS = "https://panah.test/s/"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with modules(browser) as opened:
        yield opened


def signed_list(shard: int, *, at: int = NOW - 60, key: Key = STATUS) -> bytes:
    chance = Random(shard)
    marked = [(chance.randrange(131_072), chance.choice(list(Status))) for _ in range(40_000)]
    uri = f"{PAGE_OF_LISTS}{shard}"
    return status_list.make(status_list.pack(marked), uri=uri, now=at, sign=key.sign, key_id=key.id)


SIGNED_LISTS = {
    f"{PAGE_OF_LISTS}{shard}": signed_list(shard, at=NOW - shard * DAY // 3) for shard in range(7)
}
LISTS: Lists = {uri: status_list.read(body, trust=TRUST, uri=uri) for uri, body in SIGNED_LISTS.items()} | {
    f"{PAGE_OF_LISTS}7": Reason.LIST_ROLLED_BACK
}
TOLD_LISTS = {uri: in_base64(body) for uri, body in SIGNED_LISTS.items()} | {
    f"{PAGE_OF_LISTS}7": "list-rolled-back"
}


def light(verdict: Verdict | None) -> dict[str, Any] | None:
    return None if verdict is None else {"light": verdict.light, "reason": verdict.reason, "at": verdict.at}


def told(judgement: Judgement) -> dict[str, Any]:
    """The same as the browser writes it."""
    paper = judgement.paper
    return {
        "authentic": light(judgement.authentic),
        "inDate": light(judgement.in_date),
        "status": light(judgement.status),
        "paper": paper
        and {
            "issuer": paper.issuer,
            "issuedAt": paper.issued_at,
            "notBefore": paper.not_before,
            "expiresAt": paper.expires_at,
            "status": paper.status and asdict(paper.status),
            "type": paper.type,
            "number": paper.number,
            "name": paper.name,
            "nameLatin": paper.name_latin,
            "birth": paper.birth and [paper.birth.first, paper.birth.last],
            "sex": paper.sex,
            "nationality": paper.nationality,
            "legalStatus": paper.legal_status,
            "country": paper.country,
            "others": list(paper.others),
            "details": dict(paper.details),
        },
    }


def agree(page: Page, asked: list[bytes | str]) -> Counter[str]:
    """Hold both against each other; gives how often which reason, or none, was said."""
    theirs = judged_in_browser(page, asked, root=ROOT.public, trust=SIGNED_TRUST, lists=TOLD_LISTS, now=NOW)
    ours = [
        told(
            judging.judge(one, trust=TRUST, lists=LISTS, now=NOW)
            if isinstance(one, bytes)
            else judging.judge_text(one, trust=TRUST, lists=LISTS, now=NOW)
        )
        for one in asked
    ]
    assert len(theirs) == len(ours)
    assert [(one, a, b) for one, a, b in zip(asked, ours, theirs, strict=True) if a != b][:3] == []
    lights = [one[name] for one in ours for name in ("authentic", "inDate", "status") if one[name]]
    return Counter(f"{one['light']} {one['reason'] or ''}".strip() for one in lights)


def test_ten_thousand_papers_are_read_and_judged_alike(page: Page) -> None:
    chance, asked = Random(4), list[bytes | str]()
    for turn in range(PAPERS_TRIED):
        token = token_of(some_paper(chance), (CARDS, CARDS, CARDS, LOST, STRANGER, PAPERS, STATUS)[turn % 7])
        asked.append((token, printed.address(token, page=PAGE), printed.bare(token))[turn % 3])
    said = agree(page, asked)
    assert {"green", "red expired", "red revoked", "red suspended", "red used", "amber list-old"} <= set(said)
    assert {"red compromised-key", "amber compromised-key", "red unknown-key", "red wrong-purpose"} <= set(
        said
    )
    assert {"amber list-missing", "amber list-rolled-back", "red not-yet"} <= set(said)


def some_paper(chance: Random) -> Paper:
    """Some card, now and then one that is over or has not begun."""
    paper, days = random_paper(chance), chance.randint(1, 90) * DAY
    match chance.randrange(10):
        case 0:
            return replace(paper, not_before=NOW - 200 * DAY, expires_at=NOW - days)
        case 1:
            return replace(paper, not_before=NOW + days, expires_at=None)
    return paper


def test_two_thousand_forgeries_are_refused_for_the_same_reason(page: Page) -> None:
    chance = Random(5)
    genuine = [token_of(random_paper(chance)) for _ in range(50)]
    asked = [FORGERIES[turn % len(FORGERIES)](chance, genuine) for turn in range(MUTANTS_TRIED)]
    said = agree(page, asked)
    assert said["red malformed"] > MUTANTS_TRIED / 3
    assert {"red foreign-code", "red bad-signature", "red unknown-key"} <= set(said)


def test_what_a_trusted_key_signed_and_no_paper_may_say_is_refused_alike(page: Page) -> None:
    chance = Random(6)
    asked = [signed_oddity(chance) for _ in range(ODD_ONES)]
    said = agree(page, list(asked))
    assert said["red malformed"] > ODD_ONES / 2


ODD: list[Any] = [
    0, -1, 1, 2**40, 2**53 - 1, -(2**53), "", "x", "00000101", "19881301", "۱۹۸۸۰۱۰۲", [], ["", "x"], [1, 2],
    [19880102, 19880102], [19880102, 19870102], [19880102, 19880103], [2**50, 2**51], ["a"] * 25, {}, {1: 1},
    {"a": 1}, {"A": 1}, {"a": []}, {"status_list": {"idx": 1, "uri": "ftp://x"}}, b"", b"x",
    {"status_list": {"idx": -1, "uri": "https://x"}}, {"status_list": {"idx": 1, "uri": "https://x", "xyzw": 2}},
]  # fmt: skip


def signed_oddity(chance: Random) -> bytes:
    """A token whose signature is good and whose claims are odd in one place."""
    said = dict(claims.to_claims(random_paper(chance)))
    where: Any = said
    if chance.random() < 0.7:
        where = said[claims.IDENTITY] = dict(cast("dict[int, Any]", said[claims.IDENTITY]))
    where[chance.choice([1, 4, 5, 6, 8, 9, 13, 19, 75, 76, 77, 78, 79, 169, 65535, 300])] = chance.choice(ODD)
    payload = cbor.encode(dict(sorted(said.items())))
    return cose.sign(payload, sign=CARDS.sign, key_id=CARDS.id)


def test_modern_keys_are_read_where_the_browser_knows_them(page: Page) -> None:
    letter = random_paper(Random(7))
    asked: list[bytes | str] = [token_of(letter, MODERN)]
    assert agree(page, asked)["red wrong-purpose"] == 1


def test_a_code_that_is_typed_is_looked_up_alike(page: Page) -> None:
    codes = ["K7M4P2XW9Q", "22222ZZZZZ", "ABCDEFGHJK"]
    ends = [None, NOW + DAY, NOW - DAY]
    for code, end in zip(codes, ends, strict=True):
        shard, tag = number_index.hashed(code)
        entry = NumberEntry(place=3 * 131_072 + 17, type="exit-pass", expires_at=end)
        body = number_index.make(shard, [(tag, entry)], now=NOW - 30, sign=STATUS.sign, key_id=STATUS.id)
        index = number_index.read(body, trust=TRUST, shard=shard)
        for asked in (code, "99999ZZZZZ"):
            known = number_index.hashed(asked)[0] == shard
            if not known and asked == code:
                raise AssertionError
            ours = judging.judge_number(asked, index=index, status_page=PAGE_OF_LISTS, lists=LISTS, now=NOW)
            theirs = numbers_in_browser(page, asked, body, shard)
            assert {name: theirs[name] for name in ("authentic", "inDate", "status")} == {
                name: told(ours)[name] for name in ("authentic", "inDate", "status")
            }


def numbers_in_browser(page: Page, code: str, body: bytes, shard: int) -> dict[str, Any]:
    """What the browser's own modules say of a typed code."""
    uri = f"{PAGE_OF_LISTS}3"
    return dict(
        page.evaluate(
            """async ({code, body, shard, root, trust, list, uri, page, now}) => {
              const at = "/panah/js/verify/";
              const [judging, keys, trusting, status, numbers, bytes] = await Promise.all(
                ["judging", "keys", "trust", "status", "numbers", "bytes"].map((name) => import(`${at}${name}.js`)));
              const known = await trusting.read(bytes.fromBase64(trust), await keys.fromDer(bytes.fromBase64(root)));
              const lists = new Map([[uri, await status.read(bytes.fromBase64(list), {trust: known, uri})]]);
              const index = await numbers.read(bytes.fromBase64(body), {trust: known, shard});
              return judging.judgeNumber(await numbers.hashed(code), {index, statusPage: page, lists, now});
            }""",
            {
                "code": code, "body": in_base64(body), "shard": f"{shard:02x}", "now": NOW, "root": der_of(ROOT.public),
                "trust": in_base64(SIGNED_TRUST), "list": TOLD_LISTS[uri], "uri": uri, "page": PAGE_OF_LISTS,
            },
        )
    )  # fmt: skip


def test_codes_are_read_however_they_are_typed(page: Page) -> None:
    typed = [
        "K7M4P-2XW9Q", "k7m4p 2xw9q", "۲۳۴۵۶-٢٣٤٥٦", "K7M4P2XW9", "K7M4P2XW9QQ", "O7M4P2XW9Q", " k7m4p_2xw9q\u200e",
        "K7M4P–2XW9Q", "18/1405/2", "", "K7M4P.2XW9Q\n", "ｋ7M4P2XW9Q",
    ]  # fmt: skip
    said = page.evaluate(
        "async (typed) => typed.map((await import('/panah/js/verify/numbers.js')).readCode)", typed
    )
    assert said == [read_code(one) for one in typed]
