"""Records as JSON: nothing is lost on the way, and nothing malformed comes in."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tawthiq import codec
from tawthiq.errors import CodecError, TawthiqError
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

TEXT = "قال المرصد إن 12 مدنياً، بينهم 3 أطفال، قُتلوا في غارة روسية على مدرسة في حلب يوم 5 أيار 2019."


def span(words: str) -> CharSpan:
    start = TEXT.index(words)
    return CharSpan(words, start, start + len(words))


EVENT = Event(
    id="e1",
    document="d1",
    type="killing",
    assertion="asserted",
    trigger=span("قُتلوا"),
    counts=(
        Count(12, 12, "exact", "person", "civilian", None, span("12 مدنياً")),
        Count(3, None, "at_least", "person", "child", 0, span("3 أطفال")),
    ),
    perpetrators=(Filler("russia", "روسيا", span("روسية")),),
    victims=(Filler("child", "أطفال", span("أطفال")),),
    places=(Place("حلب", span("حلب"), "geonames:170063", "SY", "حلب", 36.2, 37.16),),
    time=Time(date(2019, 5, 5), date(2019, 5, 5), span("يوم 5 أيار 2019")),
    weapons=(Filler("airstrike", "غارة", span("غارة")),),
    targets=(Filler("school", "مدرسة", span("مدرسة")),),
    sources=(Filler("sohr", "المرصد", span("المرصد")),),
    part_of="e0",
    evidence=CharSpan(TEXT, 0, len(TEXT)),
    confidence=0.9,
)
BARE = Event("e2", "d1", "attack", "alleged", span("غارة"))


@pytest.mark.parametrize("event", [EVENT, BARE], ids=["full", "bare"])
def test_round_trip(event: Event) -> None:
    line = codec.dumps(codec.event_to_json(event))
    assert "\n" not in line
    assert "\\u" not in line
    assert codec.event_from_json(json.loads(line), TEXT) == event


def test_written_as_the_contract_says() -> None:
    record = codec.event_to_json(EVENT)
    assert list(record) == [
        "id", "document", "type", "assertion", "trigger", "counts", "perpetrators", "victims", "places", "time",
        "weapons", "targets", "sources", "part_of", "evidence", "confidence",
    ]  # fmt: skip
    assert list(record["counts"][0]) == ["value", "upper", "bound", "unit", "category", "subset_of", "span"]
    assert record["counts"][1]["subset_of"] == 0
    time = record["time"]
    assert (time["start"], time["end"], time["text"]) == ("2019-05-05", "2019-05-05", "يوم 5 أيار 2019")
    assert record["trigger"] == {"text": "قُتلوا", "start": EVENT.trigger.start, "end": EVENT.trigger.end}
    assert codec.event_to_json(BARE)["time"] == {"start": None, "end": None, "span": None, "text": None}


def test_what_a_record_may_leave_out() -> None:
    record = codec.event_to_json(BARE)
    needed = {"id", "document", "type", "assertion", "trigger"}
    assert codec.event_from_json({key: record[key] for key in needed}, TEXT) == BARE


def test_spans_are_compared_only_where_there_is_a_text() -> None:
    record = codec.event_to_json(EVENT)
    record["trigger"]["start"] += 1
    assert codec.event_from_json(record).trigger.start == EVENT.trigger.start + 1


PARTS: list[tuple[Callable[..., Any], Any]] = [
    (codec.mention_from_json, Mention("PLACE", "geonames:170063", "حلب", span("حلب"), "gazetteer")),
    (codec.mention_from_json, Mention("PERSON", None, "x", span("مدنياً"), "names")),
    (codec.quantity_from_json, Quantity(12, None, "at_least", "person", "civilian", span("12 مدنياً"), "digits")),
    (codec.relation_from_json, Relation("part_of", span("3 أطفال"), span("12 مدنياً"), "subset-marker")),
]


@pytest.mark.parametrize(("read", "value"), PARTS)
def test_parts_round_trip(read: Callable[..., Any], value: Any) -> None:
    assert read(json.loads(codec.dumps(codec.encode(value))), TEXT) == value


@pytest.mark.parametrize(("read", "value"), PARTS)
def test_parts_are_refused_without_a_field(read: Callable[..., Any], value: Any) -> None:
    data = codec.encode(value)
    for name in data:
        with pytest.raises(CodecError, match=name):
            read({key: cell for key, cell in data.items() if key != name}, TEXT)


def test_an_extraction_is_written_whole() -> None:
    document = Document("d1", TEXT, date(2019, 5, 6), extra={"rank": 3})
    mention, quantity, relation = PARTS[0][1], PARTS[2][1], PARTS[3][1]
    written = codec.extraction_to_json(Extraction(document, (mention,), (quantity,), (relation,), (EVENT,)))
    assert written["document"] == {"id": "d1", "text": TEXT, "published": "2019-05-06", "rank": 3}
    assert written["events"] == [codec.event_to_json(EVENT)]
    assert [len(written[key]) for key in ("entities", "quantities", "relations")] == [1, 1, 1]
    json.loads(codec.dumps(written))


SPANS = [
    ("trigger",), ("counts", 0, "span"), ("counts", 1, "span"), ("perpetrators", 0, "span"), ("victims", 0, "span"),
    ("places", 0, "span"), ("time", "span"), ("weapons", 0, "span"), ("targets", 0, "span"), ("sources", 0, "span"),
    ("evidence",),
]  # fmt: skip
Path = tuple[str | int, ...]


def put(path: Path, value: Any) -> dict[str, Any]:
    """The full record with `value` at `path`."""
    record = copy.deepcopy(codec.event_to_json(EVENT))
    at: Any = record
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return record


@pytest.mark.parametrize("path", SPANS, ids=lambda path: ".".join(map(str, path)))
def test_every_span_must_read_as_recorded(path: Path) -> None:
    with pytest.raises(CodecError, match=r"recorded as 'x' but the text reads 'ق'"):
        codec.event_from_json(put(path, {"text": "x", "start": 0, "end": 1}), TEXT)


@pytest.mark.parametrize("path", [path for path in SPANS if path not in (("evidence",), ("time", "span"))])
def test_a_missing_span_is_refused(path: Path) -> None:
    with pytest.raises(CodecError, match="span is missing"):
        codec.event_from_json(put(path, None), TEXT)


@pytest.mark.parametrize(
    ("start", "end"),
    [(-1, len(TEXT)), (len(TEXT) - 1, len(TEXT) + 5), (-1, -1), (2, 1), (len(TEXT) + 1, len(TEXT) + 1)],
)
def test_offsets_lie_in_the_text(start: int, end: int) -> None:
    # Slicing would accept all of these.
    data = {"text": TEXT[start:end], "start": start, "end": end}
    with pytest.raises(CodecError, match="outside the text"):
        codec.decode_span(data, TEXT)


MALFORMED: dict[str, dict[str, Any]] = {
    **{f"no {name}": {key: value for key, value in codec.event_to_json(EVENT).items() if key != name}
       for name in ("id", "document", "type", "assertion", "trigger")},
    **{f"no {name} of a count": put(("counts", 0), {
        key: value for key, value in codec.event_to_json(EVENT)["counts"][0].items() if key != name})
       for name in ("value", "upper", "bound", "unit", "category", "subset_of", "span")},
    **{f"no {name} of a filler": put(("weapons", 0), {
        key: value for key, value in codec.event_to_json(EVENT)["weapons"][0].items() if key != name})
       for name in ("id", "name", "span")},
    **{f"no {name} of a span": put(("trigger",), {
        key: value for key, value in codec.event_to_json(EVENT)["trigger"].items() if key != name})
       for name in ("text", "start", "end")},
    "no name of a place": put(("places", 0), {"span": codec.encode(span("حلب"))}),
    "parent is not there": put(("counts", 1, "subset_of"), 2),
    "parent before the first": put(("counts", 1, "subset_of"), -1),
    "parent is a word": put(("counts", 1, "subset_of"), "0"),
    "part of itself": put(("counts", 1, "subset_of"), 1),
    "parts of each other": put(("counts", 0, "subset_of"), 1),
    "no date": put(("time", "start"), "5 أيار"),
    "date without a day": put(("time", "end"), "2019-05"),
    "date is a number": put(("time", "end"), 2019),
    "time is a word": put(("time",), "2019-05-05"),
    "counts are null": put(("counts",), None),
    "a count is a number": put(("counts", 0), 12),
    "a filler is a word": put(("weapons", 0), "airstrike"),
    "a span is a word": put(("trigger",), "قُتلوا"),
    "offsets are words": put(("trigger",), {"text": "ق", "start": "0", "end": "1"}),
}  # fmt: skip


@pytest.mark.parametrize("record", MALFORMED.values(), ids=MALFORMED)
def test_malformed_records_are_refused(record: dict[str, Any]) -> None:
    with pytest.raises(CodecError) as caught:
        codec.event_from_json(record, TEXT)
    assert len(str(caught.value)) > 15


@pytest.mark.parametrize("record", [[], "x", None, 3], ids=repr)
def test_what_is_no_record_is_refused(record: Any) -> None:
    with pytest.raises(CodecError, match="SPEC section 1"):
        codec.event_from_json(record, TEXT)


def test_a_refusal_names_the_record_and_the_field() -> None:
    with pytest.raises(CodecError, match=r"record 'e1' is malformed: KeyError\('unit'\); SPEC section 1"):
        codec.event_from_json(MALFORMED["no unit of a count"], TEXT)
    assert issubclass(CodecError, TawthiqError)
