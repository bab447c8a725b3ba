"""Check a paper by its code, or as a file, on this machine: by the lists in a folder, asking nobody.

Exit code: 0 all green, 1 something cannot be said, 2 no, 3 it could not be judged at all. An answer is no ground to
detain a person or to take a paper away.
"""

import argparse
import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from panah.conf.commands._verify_lists import KeptLists
from panah.conf.environment import ConfigurationRefused
from panah.documents.rules.codes import code_in
from panah.documents.rules.proof.judging import Judgement, Light, Verdict, judge_number, judge_text
from panah.documents.rules.proof.number_index import NumberIndex, hashed
from panah.documents.rules.proof.reasons import Reason
from panah.documents.rules.proof.status_list import StatusList, shard_of
from panah.documents.rules.proof.trust_list import TrustList
from panah.documents.rules.told import moment, told

HELP = "check a paper by its code, offline"
NO_GROUND: Final = "This is no ground to detain a person or to take a paper away."
CODE_TOO: Final = "Whether the paper still stands says its code: check that too."
EXIT: Final = {Light.GREEN: 0, Light.AMBER: 1, Light.RED: 2}
NOT_JUDGED: Final = 3
ROLLED_BACK: Final = Verdict(Light.AMBER, Reason.LIST_ROLLED_BACK)


def arguments(parser: argparse.ArgumentParser) -> None:
    """`verify [CODE] [--picture FILE | --file FILE] [--lists DIR] [--site URL] [--json]`."""
    parser.add_argument(
        "code",
        nargs="?",
        help="what the square says, or the ten letters under it (default: one line of input)",
    )
    parser.add_argument("--picture", metavar="FILE", help="a photograph or scan of the square")
    parser.add_argument("--file", metavar="PDF", help="a paper as a file: whether its signature holds")
    parser.add_argument("--lists", metavar="DIR", default="panah-lists", help="where the lists are kept")
    parser.add_argument("--site", metavar="URL", help="fetch what changed from there first, whole lists only")
    parser.add_argument(
        "--json", action="store_true", help="say it as the API does (docs/contracts/verify.yaml)"
    )


def run(options: argparse.Namespace) -> int:
    """Judge and print three lights."""
    try:
        if options.file:
            return _run_file(options)
        judgement = _judged(options, int(time.time()))
    except (ConfigurationRefused, OSError) as refused:
        print(f"panah: {refused}", file=sys.stderr)
        return NOT_JUDGED
    if options.json:
        print(json.dumps(told(judgement), ensure_ascii=False))
    else:
        _print(judgement)
    lights = [one.light for one in (judgement.authentic, judgement.in_date, judgement.status) if one]
    return max(EXIT[light] for light in lights)


def _judged(options: argparse.Namespace, now: int) -> Judgement:
    lists, trust = _lists(options)
    text = _text(options)
    code = code_in(text)
    if code is None:
        return _of_text(text, lists, trust, now)
    shard, _ = hashed(code)
    if options.site:
        lists.refresh_numbers(options.site, shard)
    return _of_code(code, shard, lists, trust, now)


def _lists(options: argparse.Namespace) -> tuple[KeptLists, TrustList]:
    lists = KeptLists(Path(options.lists))
    if options.site:
        lists.refresh(options.site)
    trust = lists.trust()
    if trust is None:
        raise ConfigurationRefused(f"No lists in {options.lists}: fetch them with --site URL.")
    return lists, trust


def _run_file(options: argparse.Namespace) -> int:
    """Judge the signature of a file. Whether the paper still stands says its code alone."""
    from panah.documents.file_judging import judge_file

    lists, trust = _lists(options)
    judged = judge_file(Path(options.file).read_bytes(), trust=trust, root=lists.root())
    verdict = judged.verdict
    if "trust" in lists.rolled_back and verdict.light is Light.GREEN:
        verdict = ROLLED_BACK
    reason = verdict.reason.value if verdict.reason else ""
    signed_at = judged.signed_at.strftime("%Y-%m-%dT%H:%M:%SZ") if judged.signed_at else ""
    if options.json:
        said = {"light": verdict.light.value, "reason": reason, "by": judged.authority, "at": signed_at}
        print(json.dumps({"file": said}, ensure_ascii=False))
    else:
        at = f"  signed {signed_at} by {judged.authority}" if signed_at else ""
        print(f"{'file':10} {verdict.light.value:6}{f'  {reason}' if reason else ''}{at}".rstrip())
        print(NO_GROUND if verdict.light is Light.RED else CODE_TOO)
    return EXIT[verdict.light]


def _text(options: argparse.Namespace) -> str:
    """What was given: a code, a picture of one, or a line of input."""
    if options.picture:
        from panah.conf.scanning import read_file

        text = read_file(Path(options.picture))
        if not text:
            raise ConfigurationRefused(f"No code can be read in {options.picture}.")
        return text
    return str(options.code if options.code and options.code != "-" else sys.stdin.readline()).strip()


def _of_text(text: str, lists: KeptLists, trust: TrustList, now: int) -> Judgement:
    first = judge_text(text, trust=trust, lists={}, now=now)
    if first.paper is None or first.paper.status is None:
        return first
    uri = first.paper.status.uri
    found = {uri: lists.status(uri, trust)}
    return _without_old(judge_text(text, trust=trust, lists=found, now=now), uri, lists)


def _of_code(code: str, shard: int, lists: KeptLists, trust: TrustList, now: int) -> Judgement:
    index, page = lists.numbers(shard, trust), lists.status_page()
    entry = index.find(code) if isinstance(index, NumberIndex) else None
    uri = f"{page}{shard_of(entry.place)[0]}" if entry else ""
    found: dict[str, StatusList | Reason] = {uri: lists.status(uri, trust)} if entry else {}
    judgement = judge_number(code, index=index, status_page=page, lists=found, now=now)
    return _without_old(judgement, uri, lists)


def _without_old(judgement: Judgement, uri: str, lists: KeptLists) -> Judgement:
    """Where a list older than one seen before was brought, what the kept one says for a paper is not believed."""
    old = lists.rolled_back
    if "trust" in old and judgement.authentic.light is Light.GREEN:
        judgement = replace(judgement, authentic=ROLLED_BACK)
    is_old = f"s/{uri.rpartition('/')[2]}" in old
    if is_old and judgement.status is not None and judgement.status.light is Light.GREEN:
        judgement = replace(judgement, status=ROLLED_BACK)
    return judgement


def _print(judgement: Judgement) -> None:
    lights = (
        ("authentic", judgement.authentic),
        ("in date", judgement.in_date),
        ("status", judgement.status),
    )
    for name, verdict in lights:
        if verdict is not None:
            at = moment(verdict.at)
            word = f"  {verdict.reason.value}" if verdict.reason else ""
            print(f"{name:10} {verdict.light.value:6}{word}{f'  {WHEN[name]} {at}' if at else ''}".rstrip())
    if judgement.type:
        print(f"{'type':10} {judgement.type}")
    paper = told(judgement)["paper"]
    if isinstance(paper, dict):
        print("Compare with the paper and the face:")
        for name, value in paper.items():
            if value:
                print(f"  {name.replace('_', ' '):12} {_line(value)}")
    if any(verdict and verdict.light is Light.RED for _, verdict in lights):
        print(NO_GROUND)


WHEN: Final = {"authentic": "as of", "in date": "at", "status": "as of"}


def _line(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {inner}" for name, inner in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
