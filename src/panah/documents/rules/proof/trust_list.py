"""The trust list: which keys may sign what, since when and until when, signed by the offline root.

Its sequence number only grows, so that nobody can bring back a list in which a lost key was still good.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Final, cast

from panah.documents.rules.proof import cbor, cose
from panah.documents.rules.proof.cbor import Writable
from panah.documents.rules.proof.cose import Sign, Signed
from panah.documents.rules.proof.public_keys import (
    PublicKey,
    algorithm_of,
    coordinates,
    from_coordinates,
    key_id,
    verifies,
)
from panah.documents.rules.proof.reasons import Reason, Refused, malformed

KIND: Final = "application/panah-trust-list+cbor"
LONGEST: Final = 65_536
_SEQUENCE, _ISSUED_AT, _KEYS = 1, 2, 3
_ID, _ALGORITHM, _X, _Y, _PURPOSE, _TYPES, _NOT_BEFORE, _NOT_AFTER, _STATE, _SINCE = range(1, 11)


class Purpose(StrEnum):
    """What a key signs: the codes of cards, those of other papers, lists, or the files of papers."""

    CARD = "card"
    PAPER = "paper"
    STATUS = "status"
    FILE = "file"


class KeyState(IntEnum):
    """Whether a key signs, no longer signs, or is in other hands."""

    ACTIVE = 0
    RETIRED = 1
    COMPROMISED = 2


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key of the list. It may sign from `not_before` to `not_after` (both included), papers of `types` only.

    What it signed in that time stays good after it. `compromised_since` is when it fell into other hands, if it did.
    """

    public: PublicKey
    purpose: Purpose
    types: frozenset[str]
    not_before: int
    not_after: int
    state: KeyState = KeyState.ACTIVE
    compromised_since: int | None = None
    id: bytes = field(init=False)
    algorithm: int = field(init=False)

    def __post_init__(self) -> None:
        if (self.state is KeyState.COMPROMISED) != (self.compromised_since is not None):
            raise malformed("key-state")
        if not 0 <= self.not_before <= self.not_after:
            raise malformed("key-times")
        object.__setattr__(self, "id", key_id(self.public))
        object.__setattr__(self, "algorithm", algorithm_of(self.public))

    def may_sign_at(self, moment: int) -> bool:
        """Whether the moment lies in the time the key signs in."""
        return self.not_before <= moment <= self.not_after


@dataclass(frozen=True, slots=True)
class TrustList:
    """All keys there are, as of one sequence number; `issued_at` in seconds UTC."""

    sequence: int
    issued_at: int
    keys: tuple[TrustedKey, ...]
    _by_id: dict[bytes, TrustedKey] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {key.id: key for key in self.keys})
        if len(self._by_id) != len(self.keys):
            raise malformed("key-twice")

    def key_of(self, name: bytes) -> TrustedKey | None:
        """Find a key by its id, whatever it is for."""
        return self._by_id.get(name)

    def signer_of(self, signed: Signed, *purposes: Purpose) -> TrustedKey:
        """Find the key that signed a message for one of these purposes.

        Raises `Refused`: `unknown-key`, `wrong-purpose`, or `bad-signature`, also for a key used with another
        algorithm than its own. Whether it was good at that time is for the reader of the message to ask.
        """
        key = self._by_id.get(signed.key_id)
        if key is None:
            raise Refused(Reason.UNKNOWN_KEY)
        if key.purpose not in purposes:
            raise Refused(Reason.WRONG_PURPOSE, "purpose")
        if key.algorithm != signed.algorithm:
            raise Refused(Reason.BAD_SIGNATURE, "algorithm")
        if not verifies(key.public, signed.signature, signed.signed):
            raise Refused(Reason.BAD_SIGNATURE)
        return key

    def signer_of_list(self, signed: Signed, issued_at: int) -> TrustedKey:
        """Find the key of a list (of status, of numbers): a status key in its time, never one in other hands."""
        key = self.signer_of(signed, Purpose.STATUS)
        if key.state is KeyState.COMPROMISED:
            raise Refused(Reason.COMPROMISED_KEY)
        if not key.may_sign_at(issued_at):
            raise Refused(Reason.WRONG_PURPOSE, "time")
        return key


def unsigned(trust: TrustList) -> bytes:
    """Write a list as it is carried to the root, to be signed there."""
    entries = [_entry(key) for key in trust.keys]
    return cbor.encode({_SEQUENCE: trust.sequence, _ISSUED_AT: trust.issued_at, _KEYS: entries})


def make(trust: TrustList, *, root: PublicKey, sign: Sign) -> bytes:
    """Sign a list by the root."""
    return cose.sign(unsigned(trust), sign=sign, key_id=key_id(root), algorithm=algorithm_of(root), kind=KIND)


def read(token: bytes, *, root: PublicKey, known: int = 0) -> TrustList:
    """Read a list the root has signed; `known` is the highest sequence number seen before.

    Raises `Refused`: `malformed`, `unknown-key` for another root, `bad-signature`, `list-rolled-back`.
    """
    signed = cose.read(token, kind=KIND, longest=LONGEST)
    if signed.key_id != key_id(root):
        raise Refused(Reason.UNKNOWN_KEY, "root")
    if signed.algorithm != algorithm_of(root) or not verifies(root, signed.signature, signed.signed):
        raise Refused(Reason.BAD_SIGNATURE, "root")
    trust = read_unsigned(signed.payload)
    if trust.sequence < known:
        raise Refused(Reason.LIST_ROLLED_BACK)
    return trust


def read_unsigned(payload: bytes) -> TrustList:
    """Read a list as `unsigned` writes it; nobody has vouched for it yet. Raises `Refused("malformed")`."""
    match cbor.decode(payload, longest=LONGEST):
        case {1: int() as sequence, 2: int() as issued_at, 3: [*entries], **others} if not others:
            return TrustList(sequence, issued_at, _keys(entries))
    raise malformed("trust-list")


def _entry(key: TrustedKey) -> Writable:
    x, y = coordinates(key.public)
    entry: dict[int, Writable] = {_ID: key.id, _ALGORITHM: key.algorithm, _X: x}
    if y:
        entry[_Y] = y
    entry |= {_PURPOSE: key.purpose.value, _TYPES: sorted(key.types), _NOT_BEFORE: key.not_before}
    entry |= {_NOT_AFTER: key.not_after, _STATE: int(key.state)}
    if key.compromised_since is not None:
        entry[_SINCE] = key.compromised_since
    return entry


def _keys(entries: Iterable[object]) -> tuple[TrustedKey, ...]:
    return tuple(_key(entry) for entry in entries)


def _key(entry: object) -> TrustedKey:
    match entry:
        case {
            1: bytes() as name,
            2: int() as algorithm,
            3: bytes() as x,
            5: ("card" | "paper" | "status" | "file") as purpose,
            6: [*types],
            7: int() as not_before,
            8: int() as not_after,
            9: (0 | 1 | 2) as state,
            **rest,
        } if rest.keys() <= {_Y, _SINCE} and all(isinstance(one, str) for one in types):
            pass
        case _:
            raise malformed("key")
    y, since = rest.get(_Y, b""), rest.get(_SINCE)
    if not isinstance(y, bytes) or not isinstance(since, int | None):
        raise malformed("key")
    public = from_coordinates(algorithm, x, y)
    kinds = frozenset(cast("list[str]", types))
    key = TrustedKey(public, Purpose(purpose), kinds, not_before, not_after, KeyState(state), since)
    if key.id != name:
        raise malformed("key-id")
    return key
