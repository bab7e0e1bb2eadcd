"""What the formats share: metadata beside the text, files in a folder, offsets in UTF-16, refusals."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tawthiq.codec import Json, document_to_json, dumps, encode, relation_from_json
from tawthiq.corpus.annotated import Annotated, document_from_json
from tawthiq.corpus.graph import Graph, Link, Scalar, Span, to_graph
from tawthiq.corpus.graph_reading import from_graph
from tawthiq.errors import CodecError, InputError


class Utf16:
    """Offsets of a text in code points, as everywhere here, and in UTF-16 units, as Java and JavaScript count."""

    def __init__(self, text: str) -> None:
        self._wide = [index for index, character in enumerate(text) if character > "\uffff"]
        self._starts = [index + before for before, index in enumerate(self._wide)]
        self.length = len(text) + len(self._wide)

    def units(self, point: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return point + bisect_left(self._wide, point)

    def point(self, unit: int) -> int:
        """The code point offset of a UTF-16 offset.

        Raises:
            ValueError: it falls within a character.
        """
        before = bisect_left(self._starts, unit)
        if before and self._starts[before - 1] + 1 == unit:
            raise ValueError(f"offset {unit} falls within a character that takes two UTF-16 units")
        return unit - before


def graph_of(annotated: Annotated) -> Graph:
    """The graph to write.

    Raises:
        InputError: the gold is not sound; the document is named.
    """
    try:
        return to_graph(annotated)
    except CodecError as error:
        raise InputError(f"document {annotated.document.id!r}", str(error)) from error


def metadata(graph: Graph) -> Json:
    """What a format keeps beside text, spans and links: the document's fields, and relations that must be kept."""
    document = document_to_json(graph.document)
    del document["text"]
    kept: Json = {"document": document}
    if graph.relations is not None:
        kept["relations"] = encode(graph.relations)
    return kept


def restore(
    text: str, kept: Any, spans: Iterable[Span], links: Iterable[Link], where: str, id: str | None = None
) -> Annotated:
    """The document of what a format has read; `id` is its id where none was kept.

    Raises:
        InputError: it is malformed.
    """
    with refusing(where, "the metadata"):
        fields = {"id": id, **kept.get("document", {}), "text": text}
        relations = kept.get("relations")
        graph = Graph(
            document_from_json(fields),
            tuple(spans),
            tuple(links),
            None if relations is None else tuple(relation_from_json(relation, text) for relation in relations),
        )
    return from_graph(graph)


@contextmanager
def refusing(where: str, what: str) -> Iterator[None]:
    """Turns what malformed input raises when it is taken apart into an InputError about `what`."""
    try:
        yield
    except CodecError as error:
        raise InputError(where, str(error)) from error
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise InputError(where, f"{what} is malformed ({error!r}); see docs/exchange.md for the form") from error


def attributes_of(data: Any, where: str) -> dict[str, Scalar]:
    """Attributes read from JSON: a flat object.

    Raises:
        InputError: it is anything else.
    """
    if not isinstance(data, dict) or not all(isinstance(value, str | int | float) for value in data.values()):
        raise InputError(where, f"the attributes {dumps(data)} are no flat JSON object of strings and numbers")
    return data


def read_text(path: Path) -> str:
    """A text file as it is, line ends included.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise InputError(str(path), "is not UTF-8; save it again as UTF-8") from error
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror}); check the path") from error


def write_text(path: Path, text: str) -> None:
    """The inverse of `read_text`; missing folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)


class Entry(NamedTuple):
    """A document in a folder: its main file, and what is kept beside it in a `.json` file."""

    path: Path
    kept: Mapping[str, Any]


def write_kept(
    documents: Iterable[Annotated], folder: Path, more: Callable[[Graph], Json] = lambda graph: {}
) -> Iterator[tuple[Graph, Path]]:
    """Write what is kept beside each document of a folder; gives its graph and that file, beside which others go.

    Raises:
        InputError: the gold of a document is not sound, or two have one file name.
    """
    names: set[str] = set()
    for position, annotated in enumerate(documents):
        graph = graph_of(annotated)
        id = graph.document.id
        # Ids may hold what file names may not; the id itself stands in the file.
        name = re.sub(r'[%/\\:*?"<>|\x00-\x1f]|^\.', lambda match: f"%{ord(match[0]):02X}", id)
        if name.casefold() in names:
            raise InputError(f"document {id!r}", f"another document has the file name {name!r}; give one another id")
        names.add(name.casefold())
        path = folder / f"{name}.json"
        kept = {**metadata(graph), "position": position, **more(graph)}
        write_text(path, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
        yield graph, path


def entries(folder: Path, suffix: str) -> list[Entry]:
    """The documents of a folder in the order they were written, those from elsewhere last, by name.

    Raises:
        InputError: there are none, or what is kept beside one is no JSON object.
    """
    found = []
    for path in sorted(folder.glob(f"*{suffix}")):
        beside, kept = path.with_name(path.name.removesuffix(suffix) + ".json"), {}
        if beside.exists():
            with refusing(str(beside), "the metadata"):
                kept = json.loads(read_text(beside))
                position = float(kept.get("position", "inf"))
        else:
            position = float("inf")
        found.append((position, path.name, Entry(path, kept)))
    if not found:
        raise InputError(str(folder), f"holds no {suffix} files; name the folder that has them")
    return [entry for *_, entry in sorted(found, key=lambda row: row[:2])]
