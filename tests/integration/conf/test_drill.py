"""Nothing is lost and nothing doubled when processes end in the middle: the short forms of `./panah drill`."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.db import connection


def test_a_card_is_printed_once_while_worker_and_print_step_are_killed() -> None:
    outcome = drilled("print", "--seconds", "6")
    assert outcome["problems"] == []
    assert all(outcome["kills"].values())
    assert outcome["cards"] > 50


def test_what_was_answered_is_kept_once_while_web_worker_and_database_are_killed() -> None:
    outcome = drilled("kill", "--seconds", "8")
    assert outcome["problems"] == []
    assert all(outcome["kills"].values())
    assert outcome["deeds"] > 5
    assert outcome["papers"] > 0


@pytest.mark.any_database
def test_the_hour_in_which_a_key_is_lost_ends_with_every_reader_answering_as_it_should() -> None:
    answers = drilled("keys")
    assert len(answers) == 7
    assert [one["what"] for one in answers if one["said"] != one["expected"]] == []


def drilled(*words: str) -> Any:
    """Run a drill on the database of the run, in a process of its own."""
    surroundings = os.environ | {"DJANGO_SETTINGS_MODULE": "panah.conf.settings"}
    command = [sys.executable, "-m", "panah", "drill", *words, "--database", connection.vendor, "--json"]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])
