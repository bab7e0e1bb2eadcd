"""Writing files that are whole or not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from tawthiq.errors import TawthiqError


def refusal(path: Path) -> str | None:
    """Why nothing can be written to `path`, and how to mend it; None where something can."""
    if path.is_dir():
        return f"{path} is a folder; name a file in it, such as {path / 'events.jsonl'}"
    folder = path.parent
    if not folder.is_dir():
        return f"there is no folder {folder} to write {path.name} in; make it first with `mkdir -p {folder}`"
    target = path if path.exists() else folder
    if not os.access(target, os.W_OK) or (_is_plain(path) and not os.access(path.resolve().parent, os.W_OK)):
        return f"{target} may not be written (permission denied); choose another place"
    return None


@contextmanager
def writing(where: object) -> Iterator[None]:
    """Names what could not be written; a reader that went away (`| head`) is left to the caller.

    Raises:
        TawthiqError: the system refused the block's writing.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise TawthiqError(f"{where}: cannot be written ({error.strerror or error}); choose another place") from error


@contextmanager
def atomic_output(path: Path) -> Iterator[TextIO]:
    """A text file that takes its place at `path` when the block ends well.

    When the block fails, what was at `path` before stays as it was. A link is followed, and a device or a pipe is
    written directly: it cannot be replaced.

    Raises:
        TawthiqError: the file cannot be made or completed.
    """
    if not _is_plain(path):
        with writing(path):
            file = path.open("w", encoding="utf-8", newline="\n")
        with file:
            yield file
        return
    target = path.resolve()
    with writing(path):
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        number, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with open(number, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123
            yield file
            with writing(path):
                file.flush()
                os.fsync(number)
        with writing(path):
            part.chmod(mode)
            part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _is_plain(path: Path) -> bool:
    return not path.exists() or path.is_file()


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
