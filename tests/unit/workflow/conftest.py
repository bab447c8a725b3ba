"""Each service file that must load: the trial files of the grammar and the one that is open."""

from pathlib import Path

import pytest

from panah.workflow.definition import ServiceDefinition
from unit.workflow.grammar import FILES, load_file


def _name(path: Path) -> str:
    return path.parent.name if path.stem == "service" else path.stem


@pytest.fixture(scope="session", params=FILES, ids=_name)
def definition(request: pytest.FixtureRequest) -> ServiceDefinition:
    path: Path = request.param
    return load_file(path)
