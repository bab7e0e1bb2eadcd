"""Annotated documents and their JSON lines: `annotations/*.jsonl`.

A line is an extraction as `codec` writes it, `{"document", "entities", "quantities", "relations", "events"}`, with
`"non_counts"`: the spans of numbers that count nothing. The document carries its tags: `genre`, `country` (ISO 3166-1),
`year` and `phenomena`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tawthiq.codec import (
    Json,
    decode_span,
    dumps,
    encode,
    event_from_json,
    extraction_to_json,
    mention_from_json,
    quantity_from_json,
    relation_from_json,
)
from tawthiq.errors import CodecError, InputError
from tawthiq.types import CharSpan, Document, Extraction

TAGS = ("genre", "country", "year", "phenomena")
_FIELDS = ("id", "text", "published", "title", "source", "url")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its full gold."""

    extraction: Extraction
    non_counts: tuple[CharSpan, ...] = ()

    @property
    def document(self) -> Document:
        """The text and its tags."""
        return self.extraction.document

    @property
    def tags(self) -> dict[str, Any]:
        """Genre, country, year and phenomena, as far as the document has them."""
        return {name: self.document.extra[name] for name in TAGS if name in self.document.extra}


def annotated_to_json(annotated: Annotated) -> Json:
    """One line."""
    return {**extraction_to_json(annotated.extraction), "non_counts": encode(annotated.non_counts)}


def annotated_from_json(data: Json) -> Annotated:
    """The inverse of `annotated_to_json`.

    Raises:
        CodecError: a field is missing or malformed, or a span does not read as recorded.
    """
    if not isinstance(data, dict) or not isinstance(data.get("document"), dict):
        raise CodecError('no annotated document: {"document": {"id", "text", …}, "events": […], …} is expected')
    document = document_from_json(data["document"])
    text = document.text
    return Annotated(
        Extraction(
            document,
            tuple(mention_from_json(m, text) for m in data.get("entities", ())),
            tuple(quantity_from_json(q, text) for q in data.get("quantities", ())),
            tuple(relation_from_json(r, text) for r in data.get("relations", ())),
            tuple(event_from_json(e, text) for e in data.get("events", ())),
        ),
        tuple(span for s in data.get("non_counts", ()) if (span := decode_span(s, text))),
    )


def document_from_json(data: Json) -> Document:
    """The inverse of `codec.document_to_json`; unknown keys are kept in `extra`.

    Raises:
        CodecError: it has no id or no text, or its date is none.
    """
    for name in ("id", "text"):
        if not isinstance(data.get(name), str) or not data[name]:
            raise CodecError(f'the document has no "{name}"; it needs one, a string')
    try:
        published = date.fromisoformat(data["published"]) if data.get("published") else None
    except (TypeError, ValueError):
        raise CodecError(f'"published" is {data["published"]!r}; write it as 2019-03-31') from None
    extra = {key: value for key, value in data.items() if key not in _FIELDS}
    return Document(data["id"], data["text"], published, data.get("title"), data.get("source"), data.get("url"), extra)


def read_annotations(path: Path) -> Iterator[tuple[int, Annotated]]:
    """The annotated documents of a JSON-lines file, each with its line number from 1.

    Raises:
        InputError: the file cannot be read, or a line is malformed; file, line and what to mend are named.
    """
    for number, data in read_rows(path):
        try:
            yield number, annotated_from_json(data)
        except CodecError as error:
            raise InputError(f"{path}:{number}", str(error)) from error


def read_rows(path: Path) -> Iterator[tuple[int, Any]]:
    """The values of a JSON-lines file, each with its line number from 1; blank lines are passed over.

    Raises:
        InputError: the file cannot be read, or a line is no JSON.
    """
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, json.loads(line)
    except json.JSONDecodeError as error:
        where = f"{path}:{number}"
        raise InputError(where, f"is not valid JSON ({error.msg} at character {error.pos + 1})") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), "is not UTF-8; save it again as UTF-8") from error
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror}); check the path") from error


def write_annotations(path: Path, documents: Iterable[Annotated]) -> None:
    """Write documents as JSON lines."""
    path.write_text("".join(dumps(annotated_to_json(d)) + "\n" for d in documents), encoding="utf-8")
