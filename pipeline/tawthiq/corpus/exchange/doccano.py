"""doccano JSON lines, for a sequence labelling project that uses relations and allows overlapping spans.

A line is `{"text", "entities": [{"id", "label", "start_offset", "end_offset"}], "relations": [{"id", "from_id",
"to_id", "type"}]}`. doccano has no attributes; it keeps the other keys of a line as metadata, shows them beside the
text and gives them back: `tawthiq` holds the document's own fields and the attributes of the spans, each with the label
and offsets it belongs to, for doccano numbers its entities anew. Offsets are UTF-16 units there (JavaScript's), not
code points, except in projects that count grapheme clusters; those cannot be read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from tawthiq.codec import Json, dumps
from tawthiq.corpus.annotated import Annotated, read_rows
from tawthiq.corpus.exchange.common import Utf16, attributes_of, graph_of, metadata, refusing, restore, write_text
from tawthiq.corpus.graph import Graph, Link, Scalar, Span
from tawthiq.errors import InputError


def write(documents: Iterable[Annotated], path: Path) -> None:
    """Write documents to the file `path`.

    Raises:
        InputError: the gold of a document is not sound.
    """
    numbers = count(1)  # doccano looks ids up over the whole file
    write_text(path, "".join(dumps(_row(graph_of(annotated), numbers)) + "\n" for annotated in documents))


def _row(graph: Graph, numbers: Iterator[int]) -> Json:
    offsets = Utf16(graph.document.text)
    ids = {span.id: next(numbers) for span in graph.spans}
    entities = [
        {
            "id": ids[span.id],
            "label": span.label,
            "start_offset": offsets.units(span.start),
            "end_offset": offsets.units(span.end),
        }
        for span in graph.spans
    ]
    attributes = [
        [entity["label"], entity["start_offset"], entity["end_offset"], span.attributes]
        for entity, span in zip(entities, graph.spans)
    ]
    return {
        "text": graph.document.text,
        "entities": entities,
        "relations": [
            {"id": next(numbers), "from_id": ids[link.source], "to_id": ids[link.target], "type": link.label}
            for link in graph.links
        ],
        "tawthiq": {**metadata(graph), "attributes": attributes},
    }


def read(path: Path) -> Iterator[Annotated]:
    """The documents of the file `path`.

    Raises:
        InputError: a line is malformed; file, line and what to mend are named.
    """
    for number, row in read_rows(path):
        where = f"{path}:{number}"
        with refusing(where, "the line"):
            text, kept = row["text"], row.get("tawthiq") or {}
            spans = list(_spans(text, row.get("entities", ()), kept.get("attributes", ()), where))
            links = [
                Link(str(link["from_id"]), str(link["to_id"]), link["type"], where) for link in row.get("relations", ())
            ]
        yield restore(text, kept, spans, links, where, f"{path.stem}-{number}")


def _spans(text: str, entities: Iterable[Json], kept: Iterable[list[Any]], where: str) -> Iterator[Span]:
    attributes: dict[tuple[str, int, int], list[dict[str, Scalar]]] = defaultdict(list)
    for label, start, end, given in kept:
        attributes[label, start, end].append(attributes_of(given, where))
    offsets = Utf16(text)
    # Of equal spans the first stays the first: doccano numbers them in the order of the file.
    for entity in sorted(entities, key=lambda entity: int(entity["id"])):
        label, start, end = entity["label"], entity["start_offset"], entity["end_offset"]
        if not 0 <= start < end <= offsets.length:
            raise InputError(
                where, f"entity {entity['id']}, {label}, lies outside the text or is empty; mend its offsets"
            )
        known = attributes[label, start, end]
        given = known.pop(0) if known else {}
        at = f"{where}, entity {entity['id']}"
        yield Span(str(entity["id"]), label, offsets.point(start), offsets.point(end), given, at)
