"""Records to JSON-able dictionaries and back: one codec for gold, prediction, batch output and annotation."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from tawthiq.errors import CodecError
from tawthiq.types import (
    CharSpan,
    Count,
    Document,
    Event,
    Extraction,
    Filler,
    Mention,
    Place,
    Quantity,
    Relation,
    Time,
)

T = TypeVar("T")
Json = dict[str, Any]


def encode(value: Any) -> Any:
    """A value of `types` as JSON-able data, field by field; dates become ISO strings, tuples lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def event_to_json(event: Event) -> Json:
    """The record of SPEC section 1."""
    record: Json = encode(event)
    for count in record["counts"]:
        if not count["optional"]:  # a mark of gold only
            del count["optional"]
    time = record["time"]
    time["text"] = time["span"]["text"] if time["span"] else None
    return record


def dumps(record: Json) -> str:
    """One JSON line, Arabic unescaped."""
    return json.dumps(record, ensure_ascii=False)


def decode_span(data: Json | None, text: str | None = None) -> CharSpan | None:
    """A span, or None; with `text` given, refused unless it reads as recorded."""
    if data is None:
        return None
    with _refusing("span"):
        span = CharSpan(data["text"], data["start"], data["end"])
        if text is None:
            return span
        # A slice would take offsets from the end and past it as well.
        if not 0 <= span.start <= span.end <= len(text):
            raise CodecError(f"span [{span.start}, {span.end}) lies outside the text of {len(text)} characters")
        found = text[span.start : span.end]
        if found != span.text:
            raise CodecError(
                f"span [{span.start}, {span.end}) is recorded as {span.text!r} but the text reads {found!r}"
            )
        return span


@contextmanager
def _refusing(what: str) -> Iterator[None]:
    """Turns what malformed JSON raises when it is read into a CodecError about `what`."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise CodecError(f"{what} is malformed: {error!r}; SPEC section 1 has its shape") from error


def _span(data: Json | None, text: str | None) -> CharSpan:
    span = decode_span(data, text)
    if span is None:
        raise CodecError("a span is missing")
    return span


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def mention_from_json(data: Json, text: str | None = None) -> Mention:
    """The inverse of `encode` for a mention."""
    with _refusing("mention"):
        return Mention(data["label"], data["id"], data["name"], _span(data["span"], text), data["rule"])


def quantity_from_json(data: Json, text: str | None = None) -> Quantity:
    """The inverse of `encode` for a quantity."""
    with _refusing("quantity"):
        return Quantity(
            data["low"], data["high"], data["bound"], data["unit"], data["category"], _span(data["span"], text),
            data["rule"],
        )  # fmt: skip


def relation_from_json(data: Json, text: str | None = None) -> Relation:
    """The inverse of `encode` for a relation."""
    with _refusing("relation"):
        return Relation(data["kind"], _span(data["head"], text), _span(data["tail"], text), data["rule"])


def _check_parts(counts: Sequence[Count]) -> None:
    for index, count in enumerate(counts):
        if count.subset_of is not None and not 0 <= count.subset_of < len(counts):
            raise CodecError(f"count {index} is a part of count {count.subset_of}, which is not in the record")
    for index, count in enumerate(counts):
        above, whole = {index}, count.subset_of
        while whole is not None:
            if whole in above:
                raise CodecError(f"count {index} is a part of itself")
            above.add(whole)
            whole = counts[whole].subset_of


def _count(data: Json, text: str | None) -> Count:
    return Count(
        data["value"], data["upper"], data["bound"], data["unit"], data["category"], data["subset_of"],
        _span(data["span"], text), data.get("optional", False),
    )  # fmt: skip


def event_from_json(data: Json, text: str | None = None) -> Event:
    """The inverse of `event_to_json`.

    Raises:
        CodecError: a field is missing or malformed, a count is a part of itself or of one that is not there, or, with
            `text` given, a span does not read as recorded.
    """

    def fillers(name: str) -> tuple[Filler, ...]:
        return tuple(Filler(f["id"], f["name"], _span(f["span"], text)) for f in data.get(name, ()))

    with _refusing(f"record {data.get('id', '?')!r}" if isinstance(data, Mapping) else "a record"):
        counts = tuple(_count(c, text) for c in data.get("counts", ()))
        _check_parts(counts)
        time = data.get("time") or {}
        return Event(
            id=data["id"],
            document=data["document"],
            type=data["type"],
            assertion=data["assertion"],
            trigger=_span(data["trigger"], text),
            counts=counts,
            perpetrators=fillers("perpetrators"),
            victims=fillers("victims"),
            places=tuple(
                Place(
                    p["name"], _span(p["span"], text), p.get("id"), p.get("country"), p.get("admin1"), p.get("lat"),
                    p.get("lon"),
                )
                for p in data.get("places", ())
            ),
            time=Time(_day(time.get("start")), _day(time.get("end")), decode_span(time.get("span"), text)),
            weapons=fillers("weapons"),
            targets=fillers("targets"),
            sources=fillers("sources"),
            part_of=data.get("part_of"),
            evidence=decode_span(data.get("evidence"), text),
            confidence=data.get("confidence"),
        )  # fmt: skip


def document_to_json(document: Document) -> Json:
    """A document as its JSON line; unknown keys come back where they were."""
    record: Json = encode(document)
    extra = record.pop("extra")
    return {**{key: value for key, value in record.items() if value is not None}, **extra}


def extraction_to_json(extraction: Extraction) -> Json:
    """A whole extraction as one JSON-able dictionary."""
    return {
        "document": document_to_json(extraction.document),
        "entities": encode(extraction.entities),
        "quantities": encode(extraction.quantities),
        "relations": encode(extraction.relations),
        "events": [event_to_json(event) for event in extraction.events],
    }
