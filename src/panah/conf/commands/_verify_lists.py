"""The lists an agency keeps in a folder: fetched whole, taken only when they are genuine and no older than before."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from panah.conf.environment import ConfigurationRefused
from panah.documents.rules.proof import cbor, cose, number_index, status_list, trust_list
from panah.documents.rules.proof.number_index import NumberIndex
from panah.documents.rules.proof.reasons import Reason, Refused
from panah.documents.rules.proof.status_list import StatusList
from panah.documents.rules.proof.trust_list import TrustList

PATIENCE: Final = 10
MOST_SHARDS: Final = 64
LARGEST: Final = 2_000_000
SEEN: Final = "seen.json"


@dataclass
class KeptLists:
    """A folder of lists: `root` is pinned there the first time, `seen` says how new each list was that was taken.

    `rolled_back` names the lists of which an older one was brought in this run.
    """

    folder: Path
    seen: dict[str, int] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    rolled_back: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Read what was seen before."""
        written = self.folder / SEEN
        if written.is_file():
            told = json.loads(written.read_text(encoding="utf-8"))
            self.seen, self.tags = told["seen"], told["tags"]

    def trust(self) -> TrustList | None:
        """The trust list; None before there is one. Raises ConfigurationRefused for one nobody may believe."""
        body, root = self._read("trust"), self._root()
        if body is None or root is None:
            return None
        try:
            return trust_list.read(body, root=root, known=self.seen.get("trust", 0))
        except Refused as refused:
            raise ConfigurationRefused(
                f"{self.folder / 'trust'} is not to be believed: {refused.reason}."
            ) from refused

    def root(self) -> EllipticCurvePublicKey:
        """The root's key, pinned here. Raises ConfigurationRefused where there is none."""
        root = self._root()
        if root is None:
            raise ConfigurationRefused(f"No root in {self.folder}: fetch it with --site URL.")
        return root

    def status(self, uri: str, trust: TrustList) -> StatusList | Reason:
        """The status list of an address, or why there is none."""
        name = f"s/{uri.rpartition('/')[2]}"
        body = self._read(name)
        try:
            known = self.seen.get(name, 0)
            return status_list.read(body, trust=trust, uri=uri, known=known) if body else Reason.LIST_MISSING
        except Refused as refused:
            return refused.reason

    def numbers(self, shard: int, trust: TrustList) -> NumberIndex | Reason:
        """A shard of the number index, or why there is none."""
        name = f"n/{shard:02x}"
        body = self._read(name)
        try:
            known = self.seen.get(name, 0)
            return (
                number_index.read(body, trust=trust, shard=shard, known=known)
                if body
                else Reason.LIST_MISSING
            )
        except Refused as refused:
            return refused.reason

    def status_page(self) -> str:
        """What the number of a status shard stands behind, as the kept lists say it; empty where there is none."""
        body = self._read("s/0")
        return _address_in(body).rpartition("/")[0] + "/" if body else ""

    def refresh(self, site: str) -> None:
        """Fetch what changed: the trust list and every status list. Raises ConfigurationRefused without an answer."""
        self.folder.mkdir(parents=True, exist_ok=True)
        base = f"{site.rstrip('/')}/verify"
        if self._read("root") is None:
            self._write("root", self._fetched(base, "root") or b"")
        self._take(base, "trust")
        for shard in range(MOST_SHARDS):
            if not self._take(base, f"s/{shard}"):
                break
        self._remember()

    def refresh_numbers(self, site: str, shard: int) -> None:
        """Fetch the shard of the number index that a typed code is in."""
        self._take(f"{site.rstrip('/')}/verify", f"n/{shard:02x}")
        self._remember()

    def _take(self, base: str, name: str) -> bool:
        """Take a list in when it is genuine and no older; says whether the site has it."""
        body = self._fetched(base, name)
        if not body:
            return body is not None
        try:
            newness = self._newness(name, body)
        except Refused as refused:
            if refused.reason is not Reason.LIST_ROLLED_BACK:
                raise ConfigurationRefused(
                    f"{base}/{name} is not to be believed: {refused.reason}."
                ) from refused
            self.rolled_back.add(name)
            return True
        self._write(name, body)
        self.seen[name] = newness
        return True

    def _newness(self, name: str, body: bytes) -> int:
        """How new a list is; raises Refused for one that is not to be taken."""
        known, root, trust = self.seen.get(name, 0), self._root(), None
        if name == "trust":
            if root is None:
                raise Refused(Reason.UNKNOWN_KEY, "root")
            return trust_list.read(body, root=root, known=known).sequence
        trust = self.trust()
        if trust is None:
            raise Refused(Reason.LIST_MISSING)
        kind, _, number = name.partition("/")
        if kind == "n":
            return number_index.read(body, trust=trust, shard=int(number, 16), known=known).issued_at
        uri = _address_in(body)
        if uri.rpartition("/")[2] != number:
            raise Refused(Reason.MALFORMED, "another-shard")
        return status_list.read(body, trust=trust, uri=uri, known=known).issued_at

    def _fetched(self, base: str, name: str) -> bytes | None:
        """Ask for a list: its bytes, nothing where it is as it was, None where there is none."""
        request = Request(f"{base}/{name}")  # noqa: S310  # the address an operator wrote
        if tag := self.tags.get(name):
            request.add_header("If-None-Match", tag)
        try:
            with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310  # the same
                self.tags[name] = answer.headers.get("ETag", "")
                return bytes(answer.read(LARGEST))
        except HTTPError as no:
            return b"" if no.code == 304 else None
        except (URLError, OSError) as silent:
            raise ConfigurationRefused(f"{base}/{name} does not answer: {silent}.") from silent

    def _root(self) -> EllipticCurvePublicKey | None:
        body = self._read("root")
        key = load_der_public_key(body) if body else None
        return key if isinstance(key, EllipticCurvePublicKey) else None

    def _read(self, name: str) -> bytes | None:
        path = self.folder / name
        return path.read_bytes() if path.is_file() and path.stat().st_size else None

    def _write(self, name: str, body: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".new")
        aside.write_bytes(body)
        aside.replace(path)

    def _remember(self) -> None:
        self._write(SEEN, json.dumps({"seen": self.seen, "tags": self.tags}, indent=1).encode())


def _address_in(body: bytes) -> str:
    """The address a status list says it is for; raises Refused("malformed")."""
    signed = cose.read(body, kind=status_list.KIND, longest=status_list.LONGEST)
    said = cbor.decode(signed.payload, longest=status_list.LONGEST)
    match said:
        case {2: str() as address}:
            return address
    raise Refused(Reason.MALFORMED, "status-list")
