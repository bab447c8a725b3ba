"""The drill «keys»: a key falls into other hands; the hour is gone through command by command, readers are asked."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from panah.documents.keys.port import Signer
    from panah.documents.rules.proof.trust_list import TrustList

HOUR: Final = timedelta(hours=1)
PAGE: Final = "https://panah.test"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader says of a paper (`green`, `amber`, `red`, with a reason), and what it should say."""

    what: str
    expected: str
    said: str

    @property
    def holds(self) -> bool:
        """Whether it says what it should."""
        return self.expected == self.said


def lose_a_key() -> list[Answer]:
    """Make an installation of its own with a root of its own, lose a key there, and ask what readers say."""
    with TemporaryDirectory(prefix="panah-keys-") as folder:
        home = Path(folder)
        _prepare(home)
        return list(_the_hour(home))


def _prepare(home: Path) -> None:
    from panah.conf import environment

    os.environ |= {
        "PANAH_DATA": str(home),
        "DATABASE_URL": "",
        "PANAH_MODE": environment.DEMO,
        "PANAH_ROOT_SECRET": token_urlsafe(16),
    }
    environment.make_secrets(home)
    import django

    django.setup()
    from panah.conf.commands import migrate

    migrate.migrate()


def _the_hour(home: Path) -> Iterator[Answer]:
    """Six hours ago the keys were made; two hours ago one was taken; now it is found out."""
    from panah.documents.keys.ring import signer
    from panah.documents.operations.keys import make_keys
    from panah.documents.rules.proof.trust_list import Purpose
    from panah.foundation.clock import utc_now

    now, root = utc_now(), home / "root.pem"
    _keys("root", root)
    _keys("accept", root.with_suffix(".pub"))
    make_keys(purposes=list(Purpose), now=now - 6 * HOUR)
    old = _carried(home, root, "first")
    key = signer(Purpose.PAPER, now=now - 5 * HOUR, kind="exit-pass")
    ours, stolen = _paper(key, now - 5 * HOUR), _paper(key, now - HOUR)
    yield _asked("before anybody knows: our paper", "green", ours, old, now)
    yield _asked("before anybody knows: the thief's paper", "green", stolen, old, now)
    _keys("compromised", key.key_id.hex(), "--since", f"{now - 2 * HOUR:%Y-%m-%dT%H:%M}")
    _keys("make", "--purpose", "paper")
    new = _carried(home, root, "second")
    later = utc_now()
    again = _paper(signer(Purpose.PAPER, now=later, kind="exit-pass"), later)
    yield _asked("our paper of before the loss", "amber compromised-key", ours, new, later)
    yield _asked("the thief's paper", "red compromised-key", stolen, new, later)
    yield _asked("our paper, printed anew", "green", again, new, later)
    yield _asked(
        "the same, with a reader that has not fetched the list", "red unknown-key", again, old, later
    )
    yield Answer("the list of before, brought again", "list-rolled-back", _brought_again(home))


def _keys(*words: object) -> None:
    from panah.conf.cli import main

    if main(["keys", *map(str, words)]):
        raise SystemExit(f"drill keys: ./panah keys {words[0]} did not go")


def _carried(home: Path, root: Path, name: str) -> "TrustList":
    """Have the root sign the next list, and publish it; gives the list as readers fetch it."""
    from panah.documents.queries.lists import published, root_of
    from panah.documents.rules.proof import trust_list

    asked, signed = home / f"{name}.asked", home / name
    _keys("request", asked)
    _keys("approve", asked, "--root", root, "--out", signed)
    _keys("publish", signed)
    standing = published("trust")
    if standing is None:
        raise SystemExit("drill keys: no list was published")
    return trust_list.read(standing.body, root=root_of())


def _paper(key: "Signer", at: datetime) -> bytes:
    from panah.documents.rules.proof import proving
    from panah.documents.rules.proof.paper import Paper

    said = Paper(issuer=PAGE, type="exit-pass", issued_at=int(at.timestamp()), number="1", name="گل‌بانو نوری")
    return proving.issue(said, sign=key.sign, key_id=key.key_id)


def _asked(what: str, expected: str, token: bytes, trust: "TrustList", now: datetime) -> Answer:
    from panah.documents.rules.proof.judging import judge

    light = judge(token, trust=trust, lists={}, now=int(now.timestamp())).authentic
    return Answer(what, expected, f"{light.light} {light.reason or ''}".strip())


def _brought_again(home: Path) -> str:
    from panah.documents.operations.publishing import publish_trust
    from panah.documents.rules.proof.reasons import Refused
    from panah.foundation.clock import utc_now

    try:
        publish_trust(signed=(home / "first").read_bytes(), now=utc_now())
    except Refused as refused:
        return refused.reason
    return "taken"
