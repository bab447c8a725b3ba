"""A real installation begins with a province and one administrator, and refuses what belongs to a demo."""

import subprocess
import sys
from collections.abc import Callable

from integration.conf.conftest import Installation

type Install = Callable[[str], Installation]


def with_password(installation: Installation, name: str, password: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "panah", "administrator", name, "--password-from-stdin"],
        env=installation.environment,
        input=password + "\n",
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_first_administrator_is_made_once_and_not_with_a_weak_password(install: Install) -> None:
    made = install("first")
    made.panah("install", "--province", "bushehr")
    assert with_password(made, "admin", "123").returncode == 2
    assert with_password(made, "admin", "khaneye-panah-1405").returncode == 0
    refused = with_password(made, "second", "khaneye-panah-1405")
    assert (refused.returncode, "There is an administrator" in refused.stderr) == (2, True)


def test_an_unknown_province_is_refused_with_the_known_ones(install: Install) -> None:
    refused = install("nowhere").panah("install", "--province", "atlantis", check=False)
    assert (refused.returncode, "bushehr" in refused.stderr) == (2, True)


def test_real_mode_refuses_the_demo_keys(install: Install) -> None:
    bare = install("bare")
    bare.environment["PANAH_MODE"] = "real"
    refused = bare.panah("migrate", check=False)
    assert (refused.returncode, "Real mode refuses" in refused.stderr) == (2, True)


def test_a_database_address_that_cannot_be_read_is_said_plainly(install: Install) -> None:
    wrong = install("wrong")
    wrong.environment["DATABASE_URL"] = "mysql://x/y"
    refused = wrong.panah("migrate", check=False)
    assert (refused.returncode, "must look like postgresql://" in refused.stderr) == (2, True)
