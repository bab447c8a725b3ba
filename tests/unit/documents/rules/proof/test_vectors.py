"""The vectors that others test their verifiers by are as the code says, and this is how they are gone through."""

import importlib
import json
from dataclasses import asdict
from types import ModuleType
from typing import Any

import pytest

from panah.documents.rules.proof import (
    claims,
    cose,
    judging,
    mrz,
    number_index,
    printed,
    status_list,
    trust_list,
)
from panah.documents.rules.proof.judging import Judgement, Verdict
from panah.documents.rules.proof.proving import prove
from panah.documents.rules.proof.public_keys import EDDSA, ES256, from_coordinates
from panah.documents.rules.proof.reasons import Refused
from panah.documents.rules.proof.trust_list import TrustList
from unit.docs.tree import ROOT

VECTORS: dict[str, Any] = json.loads((ROOT / "docs" / "vectors" / "papers.json").read_text(encoding="utf-8"))
KEYS = {
    told["name"]: from_coordinates(
        ES256 if told["algorithm"] == "ES256" else EDDSA, bytes.fromhex(told["x"]), bytes.fromhex(told["y"])
    )
    for told in VECTORS["keys"]
}


def named(vector: dict[str, Any]) -> str:
    return str(vector.get("name", ""))


@pytest.fixture(scope="module")
def trust() -> TrustList:
    return trust_list.read(bytes.fromhex(VECTORS["trust_list"]), root=KEYS["root"])


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT)
    return importlib.import_module("tools.vectors")


def test_the_vectors_are_as_the_code_says(tool: ModuleType) -> None:
    assert not tool.stale(), "run: .venv/bin/python -m tools.vectors"


def test_an_older_trust_list_is_refused(trust: TrustList) -> None:
    older = bytes.fromhex(VECTORS["rolled_back_trust_list"])
    with pytest.raises(Refused, match="list-rolled-back"):
        trust_list.read(older, root=KEYS["root"], known=trust.sequence)


@pytest.mark.parametrize("vector", VECTORS["papers"], ids=named)
def test_every_paper_is_made_of_the_bytes_that_are_told(vector: dict[str, Any], trust: TrustList) -> None:
    token = bytes.fromhex(vector["token"])
    signed = cose.read(token)
    assert (signed.payload.hex(), signed.signed.hex()) == (vector["payload"], vector["signed"])
    assert printed.read(vector["address"]) == printed.read(vector["bare"]) == token
    assert printed.address(token, page=VECTORS["page"]) == vector["address"]
    paper = prove(token, trust).paper
    assert claims.encode(paper) == signed.payload
    told = vector["paper"]
    assert (paper.type, paper.number, paper.name) == (told["type"], told["number"], told["name"])


def shown(verdict: Verdict | None) -> dict[str, Any] | None:
    return asdict(verdict) if verdict else None


@pytest.mark.parametrize("vector", VECTORS["judged"], ids=named)
def test_every_judgement_is_the_one_told(vector: dict[str, Any], trust: TrustList) -> None:
    uri, lists = VECTORS["status_uri"], {}
    if vector["list"]:
        lists[uri] = status_list.read(bytes.fromhex(VECTORS[vector["list"]]), trust=trust, uri=uri)
    found: Judgement = judging.judge(
        bytes.fromhex(vector["token"]), trust=trust, lists=lists, now=vector["now"]
    )
    for light in ("authentic", "in_date", "status"):
        assert shown(getattr(found, light)) == vector[light]


@pytest.mark.parametrize("vector", VECTORS["refused"], ids=named)
def test_every_false_token_is_refused_for_the_reason_told(vector: dict[str, Any], trust: TrustList) -> None:
    with pytest.raises(Refused) as refused:
        prove(bytes.fromhex(vector["token"]), trust)
    assert refused.value.reason == vector["reason"]


@pytest.mark.parametrize("vector", VECTORS["refused_texts"], ids=named)
def test_every_other_code_is_refused_for_the_reason_told(vector: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        printed.read(vector["text"])
    assert refused.value.reason == vector["reason"]


def test_no_two_refusals_are_the_same_bytes() -> None:
    tokens = [vector["token"] for vector in VECTORS["refused"]]
    assert len(set(tokens)) == len(tokens)
    assert not set(tokens) & {vector["token"] for vector in VECTORS["papers"]}


def test_the_status_list_marks_what_is_told(trust: TrustList) -> None:
    found = status_list.read(bytes.fromhex(VECTORS["status_list"]), trust=trust, uri=VECTORS["status_uri"])
    marked = {str(at): found.status(at) for at in range(status_list.SHARD) if found.status(at)}
    assert marked == VECTORS["marked"]


def test_the_number_leads_to_the_entry_told(trust: TrustList) -> None:
    told = VECTORS["number_index"]
    index = number_index.read(bytes.fromhex(told["token"]), trust=trust, shard=told["shard"])
    entry = index.find(told["code"])
    assert entry is not None
    assert {"place": entry.place, "type": entry.type, "expires_at": entry.expires_at} == told["entry"]


@pytest.mark.parametrize("vector", VECTORS["mrz"])
def test_the_lines_are_those_told(vector: dict[str, Any]) -> None:
    assert list(mrz.write(mrz.Td1(**vector["td1"]))) == vector["lines"]
