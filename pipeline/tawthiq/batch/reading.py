"""Documents from files, folders and standard input.

One bad document never costs the others: what cannot be read is an `InputError` handed to `on_error`, and reading
goes on. Texts are given as they stand, line ends included, because all offsets count in them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import IO, Any, BinaryIO

from tawthiq.batch.decoding import broken, decode, encoding_of, has_arabic
from tawthiq.batch.sources import (
    STDIN,
    OnError,
    Source,
    day,
    field_problem,
    find_sources,
    json_object,
    printable,
    unopened,
)
from tawthiq.errors import InputError
from tawthiq.types import Document

OnNote = Callable[[str], None]
_HEAD = 1 << 16
_SURROGATE = re.compile("[\ud800-\udfff]")
_EMPTY = "is empty; was its download or export complete?"


def read_documents(
    paths: Sequence[str | Path],
    *,
    published: date | None = None,
    on_error: OnError,
    on_note: OnNote = lambda note: None,
    exclude: Collection[Path] = (),
) -> Iterator[Document]:
    """The documents that `paths` hold, one after the other.

    Args:
        paths: `.txt` files (a document each), `.jsonl` files (a document a line), folders of both, and `-` for
            standard input. Files with other names are read as text.
        published: The date of documents that have none of their own.
        on_error: Called with each failure; reading goes on.
        on_note: Called with what is worth knowing but no failure.
        exclude: Files that are left out of folders, such as the output of an earlier run.
    """
    return read_sources(find_sources(paths, on_error, exclude), published=published, on_error=on_error, on_note=on_note)


def read_sources(
    sources: Sequence[Source], *, published: date | None = None, on_error: OnError, on_note: OnNote = lambda note: None
) -> Iterator[Document]:
    """The documents of `sources`, their ids made distinct."""
    taken: set[str] = set()
    for source in sources:
        for where, document in _read(source, on_error):
            id = document.id
            number = 1
            while id in taken:
                number += 1
                id = f"{document.id}-{number}"
            taken.add(id)
            if number > 1:
                on_note(f"{where}: the id {document.id!r} is taken; this document is called {id!r}")
            if not has_arabic(document.text):
                on_note(f"{where}: holds no Arabic letters; nothing will be found in it")
            yield replace(document, id=id, published=document.published or published)


def _read(source: Source, on_error: OnError) -> Iterator[tuple[str, Document]]:
    """The documents of one source, each with where it stands."""
    where = "standard input" if source.path == STDIN else printable(source.path)
    try:
        if source.path == STDIN:
            yield from _read_stream(sys.stdin.buffer, source, where, on_error)
            return
        with Path(source.path).open("rb") as file:
            if source.kind == "text":
                yield where, _text_document(decode(file.read(), where), source, where)
            elif source.kind == "lines":
                yield from _read_lines(file, source, where, on_error)
            else:
                yield from _read_stream(file, source, where, on_error)
    except InputError as error:
        on_error(error)
    except OSError as error:
        on_error(InputError(where, unopened(error)))


def _text_document(text: str, source: Source, where: str) -> Document:
    if not text or text.isspace():
        raise InputError(where, _EMPTY)
    about = source.about
    return Document(source.id, text, about.published, about.title, about.source, about.url, about.extra)


def _read_stream(
    stream: BinaryIO | IO[bytes], source: Source, where: str, on_error: OnError
) -> Iterator[tuple[str, Document]]:
    """Standard input or a pipe: JSON lines where the first visible character is a brace, else one text."""
    begun = stream.readline(_HEAD)
    while begun and not (shown := begun.removeprefix(b"\xef\xbb\xbf").lstrip()) and (more := stream.readline(_HEAD)):
        begun += more
    if begun and shown.startswith(b"{") and encoding_of(begun, where).startswith("utf-8"):
        blank = begun[: len(begun) - len(shown)].count(b"\n")
        first = shown if shown.endswith(b"\n") else shown + stream.readline()
        lines = enumerate(chain([first], stream), blank + 1)
        yield from _documents(_decoded(lines, where, on_error), source, where, on_error)
        return
    text = decode(begun + stream.read(), where)
    if text.lstrip().startswith("{"):
        yield from _documents(enumerate(text.split("\n"), 1), source, where, on_error)
    else:
        yield where, _text_document(text, source, where)


def _read_lines(
    file: BinaryIO | IO[bytes], source: Source, where: str, on_error: OnError
) -> Iterator[tuple[str, Document]]:
    head = file.read(_HEAD)
    file.seek(0)
    encoding = encoding_of(head, where)
    if encoding.startswith("utf-8"):
        # Line by line: an archive may be larger than the memory, and a damaged line costs itself alone.
        lines = _decoded(enumerate(file, 1), where, on_error)
    else:
        lines = enumerate(decode(file.read(), where).split("\n"), 1)
    found = False
    for found_one in _documents(lines, source, where, on_error):
        found = True
        yield found_one
    if not found and not head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise InputError(where, _EMPTY)


def _decoded(lines: Iterator[tuple[int, bytes]], where: str, on_error: OnError) -> Iterator[tuple[int, str]]:
    for number, line in lines:
        try:
            yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            on_error(InputError(f"{where}:{number}", broken(error)))


def _documents(
    lines: Iterator[tuple[int, str]], source: Source, where: str, on_error: OnError
) -> Iterator[tuple[str, Document]]:
    for number, line in lines:
        if not line.strip():
            continue
        here = f"{where}:{number}"
        data = json_object(line)
        document = data if isinstance(data, str) else _document(data, f"{source.id}-{number}")
        if isinstance(document, str):
            on_error(InputError(here, document))
        elif _is_broken(line, document):
            on_error(InputError(here, 'holds half a character (a lone "\\ud…" escape); write the text again as UTF-8'))
        else:
            yield here, document


def _document(data: dict[str, Any], default_id: str) -> Document | str:
    """The document of a JSON object, or what is wrong with it."""
    text = data.pop("text", None)
    if not isinstance(text, str):
        return 'has no "text"; each line needs one, a string' if text is None else '"text" is no string'
    if not text or text.isspace():
        return f'"text" {_EMPTY}'
    id = data.pop("id", None)
    if isinstance(id, bool) or not (id is None or isinstance(id, str | int)):
        return '"id" is neither a string nor a number'
    for key in ("title", "source", "url"):
        if problem := field_problem(key, data.get(key)):
            return problem
    try:
        published = day(data.pop("published", None))
    except ValueError as error:
        return f'"published" is not a date ({error}); write it as 2019-03-31'
    return Document(
        str(id) if id is not None and id != "" else default_id, text, published, data.pop("title", None),
        data.pop("source", None), data.pop("url", None), data,
    )  # fmt: skip


def _is_broken(line: str, document: Document) -> bool:
    """Whether a lone surrogate is in the document: no file in UTF-8 can hold it."""
    if "\\ud" not in line and "\\uD" not in line:
        return False
    return any(_SURROGATE.search(value) for value in (document.id, document.text, document.title or ""))
