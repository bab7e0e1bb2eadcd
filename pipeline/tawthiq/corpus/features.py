"""The corpus for the `datasets` library: typed features of the lines of `annotations/*.jsonl`.

```python
datasets.load_dataset("json", data_files={"train": "annotations/train.jsonl"}, features=features())
```

reads them as `corpus.annotated.annotated_to_json` writes them. Counts are floats, days are dates, what is not there is
null: spans of times, upper ends, `optional` (true or null), tags. A table has no free columns, so a document may have
the keys of `types.Document` and the tags, and nothing else; `row` puts any others into the column `extra` as a JSON
string, and `record` takes them out again:

```python
datasets.Dataset.from_list([row(annotated_to_json(annotated)) for annotated in …], features=features())
```
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from tawthiq.codec import Json, dumps
from tawthiq.corpus.annotated import TAGS

if TYPE_CHECKING:
    from datasets import Features

_COLUMNS = ("id", "text", "published", "title", "source", "url", *TAGS)


def features() -> Features:
    """The columns of the corpus and their types."""
    from datasets import Features, List, Value

    string, number, day = Value("string"), Value("float64"), Value("date32")
    span = {"text": string, "start": Value("int64"), "end": Value("int64")}
    filler = {"id": string, "name": string, "span": span}
    amount = {"bound": string, "unit": string, "category": string}
    count = {"value": number, "upper": number, **amount, "subset_of": Value("int64"), "span": span}
    where = {"country": string, "admin1": string, "lat": number, "lon": number}
    event = {
        **dict.fromkeys(("id", "document", "type", "assertion"), string),
        "trigger": span,
        "counts": List({**count, "optional": Value("bool")}),
        **dict.fromkeys(("perpetrators", "victims", "weapons", "targets", "sources"), List(filler)),
        "places": List({**filler, **where}),
        "time": {"start": day, "end": day, "span": span, "text": string},
        "part_of": string,
        "evidence": span,
        "confidence": number,
    }
    document = {
        **dict.fromkeys(("id", "text", "title", "source", "url", "genre", "country", "split", "extra"), string),
        "published": day,
        "year": Value("int64"),
        "phenomena": List(string),
    }
    return Features(
        {
            "document": document,
            "entities": List({"label": string, **filler, "rule": string}),
            "quantities": List({"low": number, "high": number, **amount, "span": span, "rule": string}),
            "relations": List({"kind": string, "head": span, "tail": span, "rule": string}),
            "events": List(event),
            "non_counts": List(span),
        }
    )


def row(record: Json) -> Json:
    """A line of the corpus with the free keys of its document in `extra`."""
    document = record["document"]
    extra = {key: value for key, value in document.items() if key not in _COLUMNS}
    kept = {key: value for key, value in document.items() if key in _COLUMNS}
    days = [
        {**event, "time": {**event["time"], "start": _day(event["time"]["start"]), "end": _day(event["time"]["end"])}}
        for event in record["events"]
    ]
    kept["published"] = _day(document.get("published"))
    return {**record, "document": {**kept, "extra": dumps(extra) if extra else None}, "events": days}


def record(row: Mapping[str, Any]) -> Json:
    """A row of the table as a line of the corpus, the inverse of `row`; whole floats become integers."""
    line: Json = _plain(row)
    document = {key: value for key, value in line["document"].items() if value is not None}
    document |= json.loads(document.pop("extra", "{}"))
    for event in line["events"]:
        for count in event["counts"]:
            count["optional"] = bool(count["optional"])
    return {**line, "document": document}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _plain(value: Any) -> Any:
    """What Arrow made of JSON as JSON again: days are strings, a missing span is null."""
    if isinstance(value, Mapping):
        plain = {key: _plain(item) for key, item in value.items()}
        return None if set(plain) == {"text", "start", "end"} and plain["start"] is None else plain
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.isoformat() if isinstance(value, date) else value
