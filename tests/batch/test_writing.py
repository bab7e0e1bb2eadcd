"""Output files are whole or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tawthiq.batch.writing import atomic_output, refusal, writing
from tawthiq.errors import TawthiqError


def test_replaces_the_file_at_the_end_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    path.chmod(0o640)
    with atomic_output(path) as file:
        file.write("جديد\n")
        assert path.read_text() == "old"
    assert path.read_bytes() == "جديد\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")

    def fail() -> None:
        with atomic_output(path) as file:
            file.write("new")
            raise error

    with pytest.raises(error):
        fail()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        with atomic_output(tmp_path / "a"):
            pass
    finally:
        os.umask(mask)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


def test_links_are_followed_and_devices_written_to(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to("target")
    (tmp_path / "null").symlink_to("/dev/null")
    for name in ("link", "null"):
        with atomic_output(tmp_path / name) as file:
            file.write("new")
        assert (tmp_path / name).is_symlink()
    assert (tmp_path / "target").read_text() == "new"
    assert Path("/dev/null").is_char_device()


def test_refusals(tmp_path: Path) -> None:
    assert refusal(tmp_path / "out.jsonl") is None
    assert refusal(Path("out.jsonl")) is None
    assert "is a folder" in str(refusal(tmp_path))
    assert "mkdir -p" in str(refusal(tmp_path / "no" / "out.jsonl"))


def test_full_disk_is_one_line() -> None:
    with (
        pytest.raises(TawthiqError, match=r"out\.jsonl: cannot be written \(No space left on device\)"),
        writing("out.jsonl"),
    ):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
