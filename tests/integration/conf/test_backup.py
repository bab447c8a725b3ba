"""A backup restored elsewhere is whole, verifies, and is never taken for whole when it is not."""

import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from integration.conf.conftest import Installation

type Install = Callable[[str], Installation]


@pytest.fixture(scope="module")
def used(install: Install) -> Installation:
    """An installation with a published catalogue, keys and a stored file."""
    made = install("used")
    made.panah("install", "--province", "bushehr")
    (made.data / "files").mkdir()
    (made.data / "files" / "paper.pdf").write_bytes(b"%PDF-")
    made.panah("audit", "seal")
    return made


def test_a_backup_restored_elsewhere_verifies(used: Installation, install: Install, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar.gz"
    used.panah("backup", str(archive), "--with-keys")
    other = install("elsewhere")
    told = other.panah("restore", str(archive)).stdout
    assert "its journal" in told
    verified = json.loads(other.panah("audit", "verify", "--json").stdout)
    assert verified["problems"] == []
    assert verified["events"] == json.loads(used.panah("audit", "verify", "--json").stdout)["events"] > 30
    assert (other.data / "files" / "paper.pdf").read_bytes() == b"%PDF-"


def test_a_backup_holds_no_keys_unless_asked(used: Installation, install: Install, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar.gz"
    used.panah("backup", str(archive))
    with tarfile.open(archive) as packed:
        assert not [name for name in packed.getnames() if "key" in name or "secret" in name]
    refused = install("other").panah("restore", str(archive), check=False)
    assert refused.returncode == 2
    assert "holds no keys" in refused.stderr
    third = install("third")
    third.panah("restore", str(archive), "--keys", str(used.data))
    assert json.loads(third.panah("audit", "verify", "--json").stdout)["problems"] == []


def test_a_backup_that_was_changed_or_cut_off_is_refused(
    used: Installation, install: Install, tmp_path: Path
) -> None:
    archive = tmp_path / "backup.tar.gz"
    used.panah("backup", str(archive), "--with-keys")
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(archive.read_bytes()[:-2000])
    changed = tmp_path / "changed.tar.gz"
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "open", filter="data")
    (tmp_path / "open" / "files" / "paper.pdf").write_bytes(b"%PDF-other")
    with tarfile.open(changed, "w:gz") as packed:
        for path in sorted((tmp_path / "open").rglob("*")):
            if path.is_file():
                packed.add(path, str(path.relative_to(tmp_path / "open")))
    for broken in (cut, changed):
        refused = install(broken.name.split(".")[0]).panah("restore", str(broken), check=False)
        assert refused.returncode == 2
        assert "panah: " in refused.stderr


def test_nothing_is_restored_over_an_installation_in_use(used: Installation, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar.gz"
    used.panah("backup", str(archive), "--with-keys")
    refused = used.panah("restore", str(archive), check=False)
    assert (refused.returncode, "is in use" in refused.stderr) == (2, True)


def test_the_doctor_finds_nothing_to_fail_on_a_fresh_installation(used: Installation) -> None:
    findings = json.loads(used.panah("doctor", "--json").stdout)
    assert [one for one in findings if one["state"] == "fail"] == []


def test_the_doctor_says_when_others_can_read_a_key(used: Installation) -> None:
    (used.data / "keys").chmod(0o644)
    found = used.panah("doctor", check=False)
    (used.data / "keys").chmod(0o600)
    assert found.returncode == 1
    assert "chmod 600" in found.stdout
