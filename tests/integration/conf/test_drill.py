"""Nothing is lost and nothing doubled when processes end in the middle: the short form of `./panah drill kill`."""

import json
import os
import subprocess
import sys

from django.db import connection


def test_what_was_answered_is_kept_once_while_web_worker_and_database_are_killed() -> None:
    surroundings = os.environ | {"DJANGO_SETTINGS_MODULE": "panah.conf.settings"}
    words = ["drill", "kill", "--seconds", "8", "--database", connection.vendor, "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "panah", *words], env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    outcome = json.loads(done.stdout.splitlines()[-1])
    assert outcome["problems"] == []
    assert all(outcome["kills"].values())
    assert outcome["deeds"] > 5
    assert outcome["papers"] > 0
