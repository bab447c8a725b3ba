"""The keys of papers: made, rotated, retired, declared compromised; and the trust list, signed by the offline root.

The root never comes to this machine: `request` writes what it shall sign, `approve` signs that on the machine of the
root, which needs no database, and `publish` takes the signed list in.
"""

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from panah.conf.commands._django import add_data_option, start_django
from panah.conf.environment import ConfigurationRefused
from panah.documents.rules.files.certificates import AUTHORITY

HELP = "make, rotate, retire and revoke the keys of papers"
ROOT_SECRET = "PANAH_ROOT_SECRET"  # noqa: S105  # the name of a variable
CERTIFICATES = ".certificates"
"""How the file of certificates beside a list ends."""
PURPOSES = ("card", "paper", "status", "file")


def arguments(parser: argparse.ArgumentParser) -> None:
    """One word for each act; see `./panah keys WORD --help`."""
    words = parser.add_subparsers(dest="word", required=True, metavar="word")
    for word, (_, help_text, options) in WORDS.items():
        sub = words.add_parser(word, help=help_text, description=help_text)
        add_data_option(sub)
        for name, more in options.items():
            sub.add_argument(name, **more)  # type: ignore[arg-type]  # argparse takes each its own kind


def run(options: argparse.Namespace) -> int:
    """Do one act; what cannot be done is said in a sentence."""
    from panah.foundation.errors import PanahError

    act, _, _ = WORDS[options.word]
    try:
        return act(options)
    except PanahError as refused:
        raise ConfigurationRefused(
            f"keys {options.word}: {refused.code} {refused.params or ''}".rstrip()
        ) from refused


def _make(options: argparse.Namespace) -> int:
    start_django(options)
    from panah.documents.operations.keys import make_keys
    from panah.documents.rules.proof.trust_list import Purpose
    from panah.foundation.clock import utc_now

    chosen = [Purpose(options.purpose)] if options.purpose else list(Purpose)
    for key in make_keys(purposes=chosen, now=utc_now()):
        print(f"{key.purpose:8}{key.name}  signs until {key.not_after:%Y-%m-%d}")
    print("Next: ./panah keys request FILE, and have the root approve it.")
    return 0


def _rotate(options: argparse.Namespace) -> int:
    start_django(options)
    from panah.documents.models import DocumentKey
    from panah.documents.operations.keys import retire_key
    from panah.documents.rules.proof.trust_list import KeyState
    from panah.foundation.clock import utc_now

    before = DocumentKey.objects.filter(state=KeyState.ACTIVE).order_by("pk")
    names = list(
        (before.filter(purpose=options.purpose) if options.purpose else before).values_list("name", flat=True)
    )
    _make(options)
    for name in names:
        print(f"retired {retire_key(name=name, now=utc_now())}")
    return 0


def _list(options: argparse.Namespace) -> int:
    start_django(options)
    from panah.documents.models import DocumentKey
    from panah.documents.rules.proof.trust_list import KeyState

    for key in DocumentKey.objects.order_by("pk"):
        since = f" since {key.compromised_since:%Y-%m-%dT%H:%MZ}" if key.compromised_since else ""
        state = KeyState(key.state).name.lower()
        print(
            f"{key.purpose:8}{key.name}  {key.not_before:%Y-%m-%d} to {key.not_after:%Y-%m-%d}  {state}{since}"
        )
    return 0


def _retire(options: argparse.Namespace) -> int:
    start_django(options)
    from panah.documents.operations.keys import retire_key
    from panah.foundation.clock import utc_now

    print(f"retired {retire_key(name=options.name, now=utc_now())}")
    return 0


def _compromised(options: argparse.Namespace) -> int:
    start_django(options)
    from panah.documents.operations.keys import declare_compromised
    from panah.foundation.clock import utc_now

    since = datetime.fromisoformat(options.since)
    key = declare_compromised(
        name=options.name, since=since.replace(tzinfo=since.tzinfo or UTC), now=utc_now()
    )
    print(
        f"compromised {key}; what it signed since {key.compromised_since:%Y-%m-%dT%H:%MZ} is believed nowhere,"
    )
    print("as soon as the root has approved the next list: ./panah keys request FILE")
    print(f"To be issued anew: ./panah keys affected {options.name}")
    return 0


def _affected(options: argparse.Namespace) -> int:
    start_django(options)
    from panah.documents.queries.signed_papers import papers_signed_by

    papers = list(papers_signed_by(options.name))
    for paper in papers:
        print(f"{paper.number}  {paper.issued_at:%Y-%m-%dT%H:%MZ}  {paper.case_number}  {paper.title}")
    print(f"{len(papers)} papers")
    return 0


def _root(options: argparse.Namespace) -> int:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    from panah.documents.gateways.signers.file import write_key
    from panah.documents.rules.proof.public_keys import key_id

    path = Path(options.file)
    if path.exists():
        raise ConfigurationRefused(f"{path} is there already; a root is made once.")
    private = generate_private_key(SECP256R1())
    write_key(path, private, _root_secret(is_new=True))
    public = private.public_key()
    beside = path.with_suffix(".pub")
    beside.write_bytes(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    print(
        f"root {key_id(public).hex()}: keep {path} offline; bring {beside} to Panah: ./panah keys accept {beside}"
    )
    return 0


def _accept(options: argparse.Namespace) -> int:
    start_django(options)
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    from panah.documents.operations.publishing.trust import publish_root
    from panah.foundation.clock import utc_now

    root = load_der_public_key(Path(options.file).read_bytes())
    if not isinstance(root, EllipticCurvePublicKey):
        raise ConfigurationRefused(f"{options.file} holds no public key of a root.")
    publish_root(root=root, now=utc_now())
    print("This root's signature counts here from now on.")
    return 0


def _request(options: argparse.Namespace) -> int:
    start_django(options)
    from panah.documents.operations.publishing.trust import unsigned_trust
    from panah.documents.rules.proof import trust_list
    from panah.foundation.clock import utc_now

    trust = unsigned_trust(now=utc_now())
    Path(options.file).write_bytes(trust_list.unsigned(trust))
    print(f"list {trust.sequence} with {len(trust.keys)} keys. Next, where the root is: ./panah keys approve")
    return 0


def _approve(options: argparse.Namespace) -> int:
    from panah.documents.gateways.signers.file import FileSigner, read_key
    from panah.documents.rules.files.ceremony import certify
    from panah.documents.rules.files.certificates import root_certificate
    from panah.documents.rules.proof import trust_list
    from panah.documents.rules.proof.public_keys import key_id

    path = Path(options.root)
    private = read_key(path, _root_secret(is_new=False))
    public, now = private.public_key(), datetime.now(UTC)
    trust = trust_list.read_unsigned(Path(options.request).read_bytes())
    for key in trust.keys:
        print(f"{key.purpose:8}{key.id.hex()}  {key.state.name.lower()}")
    signed = trust_list.make(trust, root=public, sign=FileSigner(key_id(public), private).sign)
    Path(options.out).write_bytes(signed)
    own = path.with_suffix(".crt")
    if not own.exists():
        own.write_bytes(root_certificate(private, authority=options.authority, now=now))
    beside = Path(f"{options.out}{CERTIFICATES}")
    beside.write_bytes(
        certify(trust, root=private, own=own.read_bytes(), authority=options.authority, now=now)
    )
    print(f"list {trust.sequence} approved. Bring {options.out} and {beside} to Panah, side by side:")
    print(f"./panah keys publish {options.out}")
    return 0


def _publish(options: argparse.Namespace) -> int:
    start_django(options)
    from panah.documents.operations.publishing import publish_certificates, publish_trust
    from panah.foundation.clock import utc_now

    trust = publish_trust(signed=Path(options.file).read_bytes(), now=utc_now())
    print(f"list {trust.sequence} is published: {len(trust.keys)} keys.")
    beside = Path(f"{options.file}{CERTIFICATES}")
    if beside.is_file():
        new = publish_certificates(pem=beside.read_bytes(), now=utc_now())
        print(f"{new} new certificates are published; the root's is at /verify/root.crt.")
    return 0


def _root_secret(*, is_new: bool) -> str:
    """The secret of the root: from PANAH_ROOT_SECRET, else asked for; a new one twice."""
    if given := os.environ.get(ROOT_SECRET):
        return given
    if not sys.stdin.isatty():
        raise ConfigurationRefused(
            f"Set {ROOT_SECRET}, or run this where you can type the secret of the root."
        )
    secret = getpass.getpass("Secret of the root: ")
    if is_new and (len(secret) < 12 or getpass.getpass("Once more: ") != secret):
        raise ConfigurationRefused("The two differ, or are shorter than 12 letters; nothing was made.")
    return secret


type Word = tuple[Callable[[argparse.Namespace], int], str, dict[str, dict[str, object]]]
_FOR: dict[str, dict[str, object]] = {
    "--purpose": {"choices": PURPOSES, "help": "only this one (default: each)"}
}
_NAME: dict[str, dict[str, object]] = {"name": {"metavar": "KEY", "help": "as ./panah keys list names it"}}
_FILE: dict[str, dict[str, object]] = {"file": {"metavar": "FILE"}}
WORDS: dict[str, Word] = {
    "root": (_root, "make the root, on a machine that stays offline", _FILE),
    "accept": (_accept, "say whose signature on the trust list counts here", _FILE),
    "make": (_make, "make the keys of a year", _FOR),
    "rotate": (_rotate, "make new keys and retire those before them", _FOR),
    "list": (_list, "show all keys", {}),
    "retire": (_retire, "let a key sign no more; what it signed stays good", _NAME),
    "compromised": (
        _compromised,
        "say that a key is in other hands since a moment",
        {
            **_NAME,
            "--since": {"required": True, "metavar": "MOMENT", "help": "such as 2026-11-20T06:00 (UTC)"},
        },
    ),
    "affected": (_affected, "list the standing papers a key signed, since its loss if it is lost", _NAME),
    "request": (_request, "write the next trust list for the root to sign", _FILE),
    "approve": (
        _approve,
        "sign a trust list, where the root is",
        {
            "request": {"metavar": "REQUEST"},
            "--root": {"required": True, "metavar": "FILE"},
            "--out": {"required": True, "metavar": "FILE"},
            "--authority": {
                "default": AUTHORITY,
                "metavar": "NAME",
                "help": "who signs files, as readers show it",
            },
        },
    ),
    "publish": (_publish, "publish a trust list that the root has signed", _FILE),
}
