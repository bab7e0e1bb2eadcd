"""Label Studio JSON: tasks with one annotation each, as its JSON export has them and its import takes them.

A region is a result `{"id", "from_name": "label", "to_name": "text", "type": "labels", "value": {"start", "end",
"text", "labels"}, "meta": {"text": […]}}`, a link one of type `relation`. The attributes of a region are a JSON object
in its `meta`, which a person edits in the panel of the region. `data` holds the text and the document's own fields.
Label Studio counts code points; what its older versions wrote in UTF-16 units is told by the text of the region, and
read. `labelling_config` is the configuration of a project that opens the tasks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tawthiq.codec import Json, dumps
from tawthiq.corpus import graph as graphs
from tawthiq.corpus.annotated import Annotated
from tawthiq.corpus.exchange.common import (
    Utf16,
    attributes_of,
    graph_of,
    metadata,
    read_text,
    refusing,
    restore,
    write_text,
)
from tawthiq.corpus.graph import Graph, Link, Span
from tawthiq.errors import InputError


def labelling_config() -> str:
    """The labelling configuration (XML) of a project for these tasks."""
    labels = "".join(f'\n    <Label value="{label}"/>' for label in graphs.SPAN_LABELS)
    links = "".join(f'\n    <Relation value="{label}"/>' for label in graphs.LINK_LABELS)
    return (
        "<View>\n  <Style>.htx-text { white-space: pre-wrap; direction: rtl; }</Style>\n"
        f"  <Relations>{links}\n  </Relations>\n"
        f'  <Labels name="label" toName="text">{labels}\n  </Labels>\n'
        '  <Text name="text" value="$text"/>\n</View>\n'
    )


def write(documents: Iterable[Annotated], path: Path) -> None:
    """Write documents to the file `path`, a task a line.

    Raises:
        InputError: the gold of a document is not sound.
    """
    tasks = [dumps(_task(number, graph_of(annotated))) for number, annotated in enumerate(documents, 1)]
    write_text(path, "[\n" + ",\n".join(tasks) + "\n]\n")


def _task(number: int, graph: Graph) -> Json:
    text = graph.document.text
    result: list[Json] = []
    for span in graph.spans:
        value = {"start": span.start, "end": span.end, "text": text[span.start : span.end], "labels": [span.label]}
        region: Json = {"id": span.id, "from_name": "label", "to_name": "text", "type": "labels", "value": value}
        if span.attributes:
            region["meta"] = {"text": [dumps(dict(span.attributes))]}
        result.append(region)
    for link in graph.links:
        ends = {"from_id": link.source, "to_id": link.target, "direction": "right"}
        result.append({"type": "relation", **ends, "labels": [link.label]})
    return {"id": number, "data": {"text": text, **metadata(graph)}, "annotations": [{"result": result}]}


def read(path: Path) -> Iterator[Annotated]:
    """The documents of the file `path`.

    Raises:
        InputError: a task is malformed; file, line and what to mend are named.
    """
    for number, (where, task) in enumerate(_tasks(path), 1):
        with refusing(where, f"task {number}"):
            text = task["data"]["text"]
            done = [found for found in task.get("annotations", ()) if not found.get("was_cancelled")]
            if len(done) > 1:
                raise InputError(where, f"task {number} has {len(done)} annotations; export the one to take")
            result = done[0]["result"] if done else []
            offsets = Utf16(text)
            spans = [_span(text, offsets, item, where) for item in result if item["type"] == "labels"]
            links = [link for item in result if item["type"] == "relation" for link in _links(item, where)]
        yield restore(text, task["data"], spans, links, where, f"{path.stem}-{number}")


def _tasks(path: Path) -> Iterator[tuple[str, Any]]:
    """The elements of the array in the file, each with file and line."""
    text = read_text(path)
    decoder = json.JSONDecoder()
    at, line, last = _skip(text, 0), 1, 0
    if text[at : at + 1] != "[":
        raise InputError(f"{path}:1", "is no JSON array; take Label Studio's JSON export")
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        line, last = line + text.count("\n", last, at), at
        try:
            task, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}:{error.lineno}", f"is not valid JSON ({error.msg})") from error
        yield f"{path}:{line}", task
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            raise InputError(f"{path}:{line}", "is not valid JSON (a task is followed by neither a comma nor the end)")


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\t", "\n", "\r"):
        at += 1
    return at


def _span(text: str, offsets: Utf16, item: Json, where: str) -> Span:
    value, where = item["value"], f"{where}, region {item['id']}"
    start, end, (label,) = int(value["start"]), int(value["end"]), value["labels"]
    said = value.get("text")
    if said is not None and not _reads(text[start:end], said):
        # Older versions counted as JavaScript does.
        points = offsets.point(start), offsets.point(end)
        if not _reads(text[slice(*points)], said):
            found = text[start:end]
            raise InputError(where, f"{label} is written as {said!r} but the text reads {found!r}; mend the offsets")
        start, end = points
    note = "".join(item.get("meta", {}).get("text", ())).strip()
    with refusing(where, "the meta text"):
        attributes = attributes_of(json.loads(note), where) if note else {}
    return Span(item["id"], label, start, end, attributes, where)


def _reads(covered: str, said: str) -> bool:
    # Label Studio writes the line breaks within a region as `\n`, some versions with the backslash.
    return said in (covered, covered.replace("\n", "\\n"))


def _links(item: Json, where: str) -> Iterator[Link]:
    ends = item["from_id"], item["to_id"]
    source, target = reversed(ends) if item.get("direction") == "left" else ends
    if not item.get("labels"):
        raise InputError(where, f"the relation of {source} and {target} has no label; name it")
    for label in item["labels"]:
        yield Link(source, target, label, where)
