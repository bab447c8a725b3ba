"""An office prints samples to set up its printers, and cannot print them as papers by mistake."""

import io
from pathlib import Path

import pikepdf
import pytest

from panah.conf.cli import main


def test_samples_are_written_one_file_each_and_marked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["papers", "--out", str(tmp_path / "new"), "--size", "small", "certificate", "hoviat-card"]) == 0
    )
    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [path.name for path in written] == ["certificate-small.pdf", "hoviat-card-small.pdf"]
    for path in written:
        with pikepdf.open(io.BytesIO(path.read_bytes())) as read, read.open_metadata() as metadata:
            assert "نمونه" in str(metadata["dc:title"])


@pytest.mark.parametrize("wrong", [["nothing"], ["--size", "huge"], ["--mark", "real"]])
def test_what_there_is_not_is_answered_with_what_there_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    assert main(["papers", "--out", str(tmp_path), *wrong]) == 2
    assert "known: " in capsys.readouterr().err
