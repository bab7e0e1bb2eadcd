"""Exchange of annotated documents with annotation tools: one module a format, each a serialisation of `corpus.graph`.

`FORMATS[name]` has `write(documents, path)` and `read(path)`; `path` is a file, or for `brat` and `webanno` a folder.
Reading gives `InputError`s that name file, line and what to mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from tawthiq.corpus.annotated import Annotated
from tawthiq.corpus.exchange import brat, doccano, flat, labelstudio, webanno


class Writer(Protocol):
    """Writes documents to a file or folder."""

    def __call__(self, documents: Iterable[Annotated], path: Path) -> None:
        """Write all documents; an existing file is replaced."""


class Reader(Protocol):
    """Reads the documents of a file or folder."""

    def __call__(self, path: Path) -> Iterator[Annotated]:
        """The documents in their order; malformed input is an InputError."""


class Format(NamedTuple):
    """How a format is written, None where it is only read, and how it is read."""

    write: Writer | None
    read: Reader


FORMATS: dict[str, Format] = {
    "brat": Format(brat.write, brat.read),
    "doccano": Format(doccano.write, doccano.read),
    "labelstudio": Format(labelstudio.write, labelstudio.read),
    "webanno": Format(webanno.write, webanno.read),
    "flat": Format(None, flat.read),
}
