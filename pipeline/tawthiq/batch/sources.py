"""Which files the paths of a command mean, and what a `manifest.jsonl` beside them says of them."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tawthiq.batch.decoding import decode
from tawthiq.errors import InputError

OnError = Callable[[InputError], None]
MANIFEST = "manifest.jsonl"
STDIN = "-"
_SUFFIXES = (".txt", ".jsonl")


@dataclass(frozen=True, slots=True)
class About:
    """What a manifest says of one text file."""

    published: date | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: `kind` is `text` (one document), `lines` (JSON lines) or `stream` (looked at when read)."""

    path: str
    kind: str
    id: str
    about: About = About()


def find_sources(paths: Sequence[str | Path], on_error: OnError, exclude: Collection[Path] = ()) -> list[Source]:
    """The files that `paths` name, in the order of the paths, the files of a folder sorted.

    A folder stands for the `.txt` and `.jsonl` files in it and below, hidden ones and `exclude` left out. A file
    named twice is read once. Text files are called by their stem, and those that share a stem by their path below
    the folder they have in common, so that ids do not depend on where the archive lies.
    """
    seen: set[tuple[int, int]] = set()
    excluded = {path.resolve() for path in exclude}
    manifests: dict[Path, dict[str, About]] = {}
    found: list[Source] = []
    for given in dict.fromkeys(map(str, paths)):
        for path, kind in _expand(given, on_error):
            if kind == "stream":
                found.append(Source(path, kind, "stdin" if path == STDIN else printable(Path(path).stem)))
                continue
            try:
                status = Path(path).stat()
            except OSError as error:
                on_error(InputError(printable(path), unopened(error)))
                continue
            # The same file may come again by another path or a link.
            identity = (status.st_dev, status.st_ino)
            if identity not in seen and Path(path).resolve() not in excluded:
                seen.add(identity)
                about = _about(Path(path), given, manifests, on_error) if kind == "text" else About()
                found.append(Source(path, kind, printable(Path(path).stem), about))
    return _with_ids(found)


def printable(name: str) -> str:
    """A file name that can be written as UTF-8 and shows on one line."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def unopened(error: OSError) -> str:
    """What to say of a file that the system will not open."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied); check its permissions"
    return f"cannot be read ({error.strerror or error})"


def day(value: object) -> date | None:
    """The day that an ISO date or time stamp names; None for null or an empty string.

    Raises:
        ValueError: it names none.
    """
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a date")
    return datetime.fromisoformat(value.strip()).date()


def field_problem(key: str, value: object) -> str | None:
    """What is wrong with a field of a JSON line that should be a string or null, if anything."""
    return None if value is None or isinstance(value, str) else f'"{key}" is no string; quote it or leave it out'


def json_object(line: str) -> dict[str, Any] | str:
    """The object that a JSON line holds, or what is wrong with it."""
    try:
        value = json.loads(line)
    except RecursionError:
        return "is nested too deeply to be a document"
    except ValueError as error:
        reason = f"{error.msg} at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else str(error)
        return f'is not valid JSON ({reason}); each line holds one object such as {{"id": "…", "text": "…"}}'
    if isinstance(value, dict):
        return value
    kind = "a JSON array" if isinstance(value, list) else "JSON, but no object"
    return f"is {kind}; each line holds one object (an array is split by `jq -c '.[]' in.json > out.jsonl`)"


def _expand(path: str, on_error: OnError) -> Iterator[tuple[str, str]]:
    """The files that one path means, each with its kind."""
    if path == STDIN:
        yield STDIN, "stream"
        return
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        on_error(InputError(printable(path), unopened(error)))
        return
    if stat.S_ISDIR(mode):
        files = sorted(_walk(path, on_error), key=lambda name: Path(name).parts)
        if not files:
            what = "holds no .txt or .jsonl file that can be read; name the files, or another folder"
            on_error(InputError(printable(path), what))
        for name in files:
            yield name, _kind(name)
    elif Path(path).name == MANIFEST:
        what = "describes the text files beside it and holds no documents; name its folder"
        on_error(InputError(printable(path), what))
    elif path.lower().endswith(".json"):
        what = "is one JSON value, not JSON lines; make them with `jq -c '.[]' in.json > out.jsonl`"
        on_error(InputError(printable(path), what))
    elif stat.S_ISREG(mode):
        yield path, _kind(path)
    else:
        yield path, "stream"


def _walk(folder: str, on_error: OnError) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        on_error(InputError(printable(str(error.filename)), unopened(error)))

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(_SUFFIXES) and not name.startswith(".") and name != MANIFEST:
                yield str(Path(place) / name)


def _kind(path: str) -> str:
    return "lines" if path.lower().endswith((".jsonl", ".ndjson")) else "text"


def _with_ids(sources: list[Source]) -> list[Source]:
    alike: dict[str, list[str]] = {}
    for source in sources:
        if source.kind == "text":
            alike.setdefault(source.id, []).append(os.path.realpath(source.path))
    common = {id: os.path.commonpath(map(os.path.dirname, files)) for id, files in alike.items() if len(files) > 1}
    return [
        replace(
            source, id=printable(Path(os.path.relpath(os.path.realpath(source.path), common[source.id])).as_posix())
        )
        if source.kind == "text" and source.id in common
        else source
        for source in sources
    ]


def _about(file: Path, given: str, manifests: dict[Path, dict[str, About]], on_error: OnError) -> About:
    """What the nearest manifest says of `file`: that of its folder or, below a folder given, of one above."""
    root = Path(given) if Path(given).is_dir() else file.parent
    folder = file.parent
    while True:
        if folder not in manifests:
            manifests[folder] = _read_manifest(folder / MANIFEST, on_error)
        if about := manifests[folder].get(file.relative_to(folder).as_posix()):
            return about
        if folder == root:
            return About()
        folder = folder.parent


def _read_manifest(path: Path, on_error: OnError) -> dict[str, About]:
    shown = printable(str(path))
    try:
        text = decode(path.read_bytes(), shown)
    except FileNotFoundError:
        return {}
    except InputError as error:
        on_error(error)
        return {}
    except OSError as error:
        on_error(InputError(shown, unopened(error)))
        return {}
    entries = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            entry = _entry(line)
            if isinstance(entry, str):
                on_error(InputError(f"{shown}:{number}", entry))
            else:
                entries[entry[0]] = entry[1]
    return entries


def _entry(line: str) -> tuple[str, About] | str:
    data = json_object(line)
    if isinstance(data, str):
        return data
    name = data.pop("file", None)
    if not isinstance(name, str):
        return 'has no "file"; each line names the text file that it describes'
    for key in ("title", "source", "origin", "url"):
        if problem := field_problem(key, data.get(key)):
            return problem
    try:
        published = day(data.pop("published", None))
    except ValueError as error:
        return f'"published" is not a date ({error}); write it as 2019-03-31'
    origin = data.get("origin")
    is_address = origin is not None and origin.startswith(("http://", "https://"))
    url = data.pop("url", None) or (origin if is_address else None)
    # Other origins are prose about the text, not the name of who published it; they stay among the extra keys.
    about = About(published, data.pop("title", None), data.pop("source", None), url, data)
    return Path(name).as_posix(), about
