"""The flat form of gold, only read: one JSON object a file, `{"id", "published", "region", "text", "events",
"non_counts"}`.

Events are records of SPEC section 1; victims may have `category` for `id`, places may have a name alone. `non_counts`
are strings, found where they stand in the text: each after the one before it where it can be, and beside the counts.
`facts`, the same counts again, are not needed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from tawthiq.codec import Json, event_from_json
from tawthiq.corpus.annotated import Annotated, document_from_json
from tawthiq.corpus.exchange.common import read_text, refusing
from tawthiq.errors import CodecError, InputError
from tawthiq.types import CharSpan, Event, Extraction

_LEFT_OUT = ("events", "facts", "non_counts")


def read(path: Path) -> Iterator[Annotated]:
    """The document of the file `path`, or those of all `.json` files in the folder `path`.

    Raises:
        InputError: a file is malformed, or the folder has none.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise InputError(str(path), "holds no .json files; name the folder that has them")
    for file in files:
        text = read_text(file)
        try:
            data = json.loads(text)
        except json.JSONDecodeError as error:
            raise InputError(f"{file}:{error.lineno}", f"is not valid JSON ({error.msg})") from error
        with refusing(str(file), "the gold"):
            yield from_flat(data)


def from_flat(data: Json) -> Annotated:
    """The document of one object of the flat form.

    Raises:
        CodecError: a record or span does not read as recorded, a record is a share of one that is not there, or a
            non-count does not stand in the text.
    """
    document = document_from_json({key: value for key, value in data.items() if key not in _LEFT_OUT})
    events = tuple(event_from_json(_record(record), document.text) for record in data.get("events", ()))
    known = {event.id for event in events}
    for event in events:
        if event.part_of is not None and event.part_of not in known:
            raise CodecError(f"{event.id!r} is a share of {event.part_of!r}, which is no record here")
    return Annotated(
        Extraction(document, events=events), tuple(_locate(data.get("non_counts", ()), document.text, events))
    )


def _record(record: Json) -> Json:
    victims = [{"id": victim.get("category"), **victim} for victim in record.get("victims", ())]
    return {**record, "victims": victims}


def _locate(said: Sequence[str], text: str, events: Sequence[Event]) -> Iterator[CharSpan]:
    taken = [(count.span.start, count.span.end) for event in events for count in event.counts]
    after = 0
    for words in said:
        places = [
            at for at in _all(words, text) if not any(at < end and start < at + len(words) for start, end in taken)
        ]
        places = places or _all(words, text)
        if not places:
            raise CodecError(f"the non-count {words!r} does not stand in the text; write it as it stands there")
        start = next((at for at in places if at >= after), places[0])
        after = start + len(words)
        taken.append((start, after))
        yield CharSpan(words, start, after)


def _all(words: str, text: str) -> list[int]:
    """Where `words` begin in the text."""
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found
