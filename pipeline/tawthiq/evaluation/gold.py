"""What records are scored against: the corpus, or gold in the flat form of the data beside the repository.

The flat form is one JSON object a file, `{"id", "published", "text", "facts": […]}`, with or without `"events"`, the
records: a fact is one count with its slots, `parent` and `part_of` are values, `places` holds lists of names that are
right.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tawthiq.codec import event_from_json
from tawthiq.corpus.annotated import Annotated, read_annotations, read_rows
from tawthiq.errors import CodecError, InputError
from tawthiq.evaluation.facts import Day, Fact, facts_of, place_key, same_id, settings
from tawthiq.types import CharSpan, Document, Event, Mention


class Gold(NamedTuple):
    """The gold of one document; `entities` and `events` are None where the form has none."""

    document: Document
    facts: list[Fact]
    entities: tuple[Mention, ...] | None
    events: tuple[Event, ...] | None

    @property
    def published(self) -> Day:
        """The publication date by ISO 8601."""
        day = self.document.published
        return day.isoformat() if day else None

    def slices(self) -> Iterator[tuple[str, str]]:
        """The slices a document is in: (kind, name)."""
        tags = self.document.extra
        for kind in ("genre", "country", "region"):
            if kind in tags:
                yield kind, str(tags[kind])
        for phenomenon in tags.get("phenomena", ()):
            yield "phenomenon", str(phenomenon)
        words = len(self.document.text.split())
        yield "length", next((f"up to {limit} words" for limit in (100, 300) if words <= limit), "over 300 words")


def read_gold(paths: Sequence[Path]) -> list[Gold]:
    """The gold of files and folders: `.jsonl` of the corpus, `.json` of the flat form.

    Raises:
        InputError: a file cannot be read or is malformed, or an id comes twice.
    """
    gold: dict[str, Gold] = {}
    for path in _files(paths):
        for document in _read(path):
            id = document.document.id
            if id in gold:
                raise InputError(str(path), f"the document {id!r} is there twice; name each gold once")
            gold[id] = document
    if not gold:
        raise InputError(
            ", ".join(map(str, paths)), "holds no gold; a .jsonl of the corpus or .json files are expected"
        )
    return list(gold.values())


PARTS = ("learn", "measure")
_FIFTHS = 5


def part_of(id: str) -> str:
    """Which part of a set of gold a document is in: `measure` for a fifth of all ids, else `learn`.

    A hash of the id decides, so that a document stays where it is when others come or go.
    """
    return "measure" if int(hashlib.sha256(id.encode()).hexdigest(), 16) % _FIFTHS == 0 else "learn"


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.suffix in (".json", ".jsonl"))
        else:
            yield path


def _read(path: Path) -> Iterator[Gold]:
    if path.suffix == ".jsonl":
        yield from (from_annotated(annotated) for _, annotated in read_annotations(path))
        return
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror}); check the path") from error
    except ValueError as error:
        raise InputError(str(path), f"is not valid JSON in UTF-8 ({error})") from error
    try:
        yield from_flat(data)
    except (AttributeError, CodecError, KeyError, TypeError, ValueError) as error:
        raise InputError(str(path), f"is no gold: {error!r}; see the forms in docs/evaluation.md") from error


def from_annotated(annotated: Annotated) -> Gold:
    """The gold of a document of the corpus."""
    extraction = annotated.extraction
    return Gold(extraction.document, facts_of(extraction.events), extraction.entities, extraction.events)


def from_flat(data: Mapping[str, Any]) -> Gold:
    """The gold of a document in the flat form."""
    published = date.fromisoformat(data["published"]) if data.get("published") else None
    extra = {key: data[key] for key in ("region",) if key in data}
    document = Document(data["id"], data.get("text", ""), published, extra=extra)
    facts = settings([_flat_fact(fact, document.text) for fact in data["facts"]])
    events = tuple(_event(event, document.text) for event in data["events"]) if "events" in data else None
    return Gold(document, facts, None, events)


def _event(data: Mapping[str, Any], text: str) -> Event:
    """A record; victims and targets may be written with `category` where the others have `id`."""
    grouped = {
        slot: [{"id": filler.get("category"), **filler} for filler in data.get(slot, ())]
        for slot in ("victims", "targets")
    }
    return event_from_json({**data, **grouped}, text)


def _flat_fact(data: Mapping[str, Any], text: str) -> Fact:
    def ids(name: str) -> frozenset[str]:
        return frozenset(same_id(id) for id in data[name])

    return Fact(
        type=data["type"], value=data["value"], upper=data["upper"], bound=data["bound"], unit=data["unit"],
        category=data["category"], parent=data["parent"], part_of=data.get("part_of"),
        perpetrators=ids("perpetrators"),
        places=tuple(frozenset(place_key(name) for name in names) for names in data["places"]),
        start=data["time"][0], end=data["time"][1],
        weapons=ids("weapons"), targets=ids("targets"), sources=ids("sources"),
        assertion=data.get("assertion", "asserted"), span=_mention(data.get("mention"), text),
        optional=bool(data.get("optional")),
    )  # fmt: skip


def _mention(said: str | None, text: str) -> CharSpan | None:
    """Where a mention stands that has no offsets, if it stands there once."""
    if not said or text.count(said) != 1:
        return None
    start = text.index(said)
    return CharSpan(said, start, start + len(said))


def read_predictions(path: Path) -> dict[str, list[Event]]:
    """The records of a JSON-lines file by document, in their order.

    Raises:
        InputError: the file cannot be read, or a line is no record.
    """
    found: dict[str, list[Event]] = {}
    for number, row in read_rows(path):
        try:
            event = event_from_json(row)
        except CodecError as error:
            raise InputError(f"{path}:{number}", str(error)) from error
        found.setdefault(event.document, []).append(event)
    return found
