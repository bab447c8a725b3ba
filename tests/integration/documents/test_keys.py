"""Keys of papers: the root stays away, each holder signs alike, and a lost key is believed nowhere."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from factories.slips import open_slips, straight_way
from panah.audit.queries import timeline
from panah.conf.cli import main
from panah.conf.commands.signer import server
from panah.documents.gateways.signers import key_holder
from panah.documents.gateways.signers.file import KeyFolder
from panah.documents.gateways.signers.pkcs11 import HardwareKeys
from panah.documents.gateways.signers.remote import RemoteKeys
from panah.documents.keys import ring
from panah.documents.keys.files import file_seal
from panah.documents.keys.port import KeyHolder, KeyRefused
from panah.documents.models import DocumentKey
from panah.documents.operations.keys import declare_compromised, make_keys, retire_key
from panah.documents.operations.publishing.trust import publish_root, publish_trust, unsigned_trust
from panah.documents.queries.signed_papers import papers_signed_by
from panah.documents.rules.proof import proving, trust_list
from panah.documents.rules.proof.paper import Paper
from panah.documents.rules.proof.public_keys import key_id, verifies
from panah.documents.rules.proof.reasons import Refused
from panah.documents.rules.proof.trust_list import Purpose
from panah.foundation.clock import utc_now
from panah.foundation.errors import Conflict, InvalidInput, NotFound
from panah.foundation.signed_http import SignedClient

SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")
SECRET = "a secret of a test"


@pytest.fixture(scope="session")
def token(tmp_path_factory: pytest.TempPathFactory) -> HardwareKeys:
    """A token of SoftHSM; without it these tests fail, for the hardware is promised."""
    where = tmp_path_factory.mktemp("softhsm")
    (where / "tokens").mkdir()
    (where / "softhsm2.conf").write_text(f"directories.tokendir = {where / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(where / "softhsm2.conf")
    tool = shutil.which("softhsm2-util")
    assert tool is not None, "SoftHSM is missing: apt-get install softhsm2"
    for label in ("panah", "shut"):
        subprocess.run(
            [tool, "--init-token", "--free", "--label", label, "--pin", "1234", "--so-pin", "4321"],
            check=True,
            capture_output=True,
        )
    return HardwareKeys(str(SOFTHSM), "panah", "1234")


@pytest.fixture
def folder(tmp_path: Path) -> KeyFolder:
    return KeyFolder(tmp_path / "signing", SECRET)


@pytest.fixture
def holder(request: pytest.FixtureRequest) -> KeyHolder:
    found: KeyHolder = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("holder", ["folder", "token"], indirect=True)
def test_a_holder_makes_a_key_and_signs_what_anybody_can_check(holder: KeyHolder) -> None:
    public = holder.make()
    signature = holder.signer(key_id(public)).sign(b"a paper")
    assert verifies(public, signature, b"a paper")
    assert not verifies(public, signature, b"another")
    with pytest.raises(KeyRefused, match="key-missing"):
        holder.signer(b"\0" * 8).sign(b"a paper")


def test_a_key_file_tells_nothing_without_its_secret(folder: KeyFolder) -> None:
    public = folder.make()
    (file,) = folder.folder.iterdir()
    assert b"ENCRYPTED" in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    for wrong in ("", "another"):
        with pytest.raises(KeyRefused, match="key-locked"):
            KeyFolder(folder.folder, wrong).signer(key_id(public))


def test_a_wrong_pin_and_a_token_that_is_not_there_are_said_plainly(token: HardwareKeys) -> None:
    with pytest.raises(KeyRefused, match="key-locked"):
        HardwareKeys(str(SOFTHSM), "shut", "0000").make()
    with pytest.raises(KeyRefused, match="signer-silent"):
        HardwareKeys(str(SOFTHSM), "another", "1234").make()


class TestAnotherProcess:
    @pytest.fixture
    def address(self) -> Iterator[str]:
        with server("127.0.0.1", 0) as signing:
            thread = threading.Thread(target=signing.serve_forever)
            thread.start()
            yield f"http://127.0.0.1:{signing.server_address[1]}"
            signing.shutdown()
            thread.join()

    def test_it_signs_for_whoever_has_the_secret(self, address: str, settings: object) -> None:
        public = key_holder().make()
        client = SignedClient(base=address, secret=settings.PANAH_SIGNER_SECRET)  # type: ignore[attr-defined]  # any name
        assert verifies(public, RemoteKeys(client).signer(key_id(public)).sign(b"x"), b"x")
        with pytest.raises(KeyRefused, match="signer-refused"):
            RemoteKeys(client).signer(b"\0" * 8).sign(b"x")

    def test_it_signs_for_nobody_else(self, address: str) -> None:
        public = key_holder().make()
        stranger = RemoteKeys(SignedClient(base=address, secret="another"))
        with pytest.raises(KeyRefused, match="signer-silent"):
            stranger.signer(key_id(public)).sign(b"x")

    def test_one_that_is_not_there_is_silence_and_not_a_signature(self) -> None:
        client = SignedClient(base="http://127.0.0.1:9", secret=SECRET)
        with pytest.raises(KeyRefused, match="signer-silent"):
            RemoteKeys(client).signer(b"\0" * 8).sign(b"x")


def paper(at: datetime) -> Paper:
    return Paper(issuer="https://v.example", type="exit-pass", issued_at=int(at.timestamp()), name="ماه‌گل")


def token_at(moment: datetime) -> bytes:
    key = ring.signer(Purpose.PAPER, now=moment, kind="exit-pass")
    return proving.issue(paper(moment), sign=key.sign, key_id=key.key_id)


@pytest.mark.django_db
class TestTheLifeOfAKey:
    def test_the_last_key_of_a_purpose_is_not_retired_and_what_a_retired_one_signed_stays_good(
        self, now: datetime
    ) -> None:
        (first,) = make_keys(purposes=[Purpose.PAPER], now=now)
        with pytest.raises(Conflict, match="last-key"):
            retire_key(name=first.name, now=now)
        signed = token_at(now + timedelta(minutes=1))
        make_keys(purposes=[Purpose.PAPER], now=now + timedelta(minutes=2))
        retire_key(name=first.name, now=now + timedelta(minutes=3))
        proof = proving.prove(signed, unsigned_trust(now=now))
        assert (proof.paper.name, proof.is_doubted) == ("ماه‌گل", False)
        assert [one.kind for one in timeline(stream="signing-keys")] == [
            "key-retired",
            "key-made",
            "key-made",
        ]

    def test_what_a_lost_key_signed_afterwards_is_believed_nowhere_and_what_it_signed_before_with_doubt(
        self, now: datetime
    ) -> None:
        (key,) = make_keys(purposes=[Purpose.PAPER], now=now)
        before, after = token_at(now + timedelta(hours=1)), token_at(now + timedelta(hours=3))
        declare_compromised(name=key.name, since=now + timedelta(hours=2), now=now + timedelta(hours=4))
        trust = unsigned_trust(now=now + timedelta(hours=4))
        assert proving.prove(before, trust).is_doubted
        with pytest.raises(Refused, match="compromised-key"):
            proving.prove(after, trust)

    def test_a_loss_may_be_found_to_be_earlier_and_never_later(self, now: datetime) -> None:
        (key,) = make_keys(purposes=[Purpose.PAPER], now=now)
        declare_compromised(name=key.name, since=now, now=now)
        with pytest.raises(InvalidInput, match="since-late"):
            declare_compromised(name=key.name, since=now + timedelta(hours=1), now=now + timedelta(hours=2))
        declare_compromised(name=key.name, since=now - timedelta(days=1), now=now)

    def test_only_the_root_makes_a_list_that_counts_and_an_older_one_never_comes_back(
        self, now: datetime, folder: KeyFolder
    ) -> None:
        make_keys(purposes=list(Purpose), now=now)
        root, other = folder.make(), folder.make()
        publish_root(root=root, now=now)
        first = trust_list.make(unsigned_trust(now=now), root=root, sign=folder.signer(key_id(root)).sign)
        publish_trust(signed=first, now=now)
        second = trust_list.make(unsigned_trust(now=now), root=root, sign=folder.signer(key_id(root)).sign)
        publish_trust(signed=second, now=now)
        with pytest.raises(Refused, match="list-rolled-back"):
            publish_trust(signed=first, now=now)
        strange = trust_list.make(unsigned_trust(now=now), root=other, sign=folder.signer(key_id(other)).sign)
        with pytest.raises(Refused, match="unknown-key"):
            publish_trust(signed=strange, now=now)
        with pytest.raises(Conflict, match="root-stands"):
            publish_root(root=other, now=now)


@pytest.mark.django_db
def test_the_papers_a_lost_key_signed_since_are_told_so_that_they_can_be_issued_anew(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    straight_way(monkeypatch)
    slips = open_slips(now)
    slips.issued(slips.open())
    slips.later(1)
    loss = slips.now
    second = slips.issued(slips.open())
    (key,) = DocumentKey.objects.filter(purpose=Purpose.PAPER)
    assert len(list(papers_signed_by(key.name))) == 2
    declare_compromised(name=key.name, since=loss, now=slips.now)
    assert [one.number for one in papers_signed_by(key.name)] == [second.number]
    with pytest.raises(NotFound, match="key-unknown"):
        list(papers_signed_by("0" * 16))


@pytest.mark.django_db
def test_the_commands_carry_a_list_to_the_root_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PANAH_ROOT_SECRET", "a secret of the root")

    def keys(*words: object) -> str:
        assert main(["keys", *map(str, words)]) == 0
        return capsys.readouterr().out

    root, asked, approved = tmp_path / "root.pem", tmp_path / "asked", tmp_path / "approved"
    keys("root", root)
    keys("accept", root.with_suffix(".pub"))
    keys("make")
    keys("request", asked)
    assert f"{approved}.certificates" in keys("approve", asked, "--root", root, "--out", approved)
    published = keys("publish", approved)
    assert ("list 1 is published: 4 keys" in published, "2 new certificates" in published) == (True, True)
    assert "0 new certificates" in keys("publish", approved)
    assert file_seal(now=utc_now()).root == root.with_suffix(".crt").read_bytes()
    keys("rotate", "--purpose", "card")
    name = DocumentKey.objects.get(purpose="paper").name
    keys("compromised", name, "--since", "2026-11-01T06:00")
    assert [line.split()[5] for line in keys("list").splitlines()] == [
        "retired",
        "compromised",
        "active",
        "active",
        "active",
    ]
    assert main(["keys", "retire", "0000000000000000"]) == 2
