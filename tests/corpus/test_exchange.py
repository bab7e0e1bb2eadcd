"""Every format gives back exactly what was written."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq import lexicon
from tawthiq.corpus.annotated import Annotated
from tawthiq.corpus.exchange import FORMATS
from tawthiq.corpus.graph import implied_relations, to_graph
from tawthiq.corpus.graph_reading import from_graph
from tawthiq.types import CharSpan, Count, Document, Event, Extraction, Filler, Mention, Place, Quantity, Relation, Time

WRITTEN = [name for name, format in FORMATS.items() if format.write]


def test_the_graph(composed):
    for annotated in composed:
        assert from_graph(to_graph(annotated)) == annotated


@pytest.mark.parametrize("name", WRITTEN)
def test_round_trip(composed, tmp_path: Path, name: str):
    write, read = FORMATS[name]
    assert write is not None
    path = tmp_path / "new" / "corpus"
    write(composed, path)
    found = list(read(path))
    assert found == composed
    assert repr(found) == repr(composed)  # 2 and 2.0 are equal


def test_doccano_numbers_anew_and_gives_back_in_any_order(composed, tmp_path: Path):
    path = tmp_path / "corpus.jsonl"
    FORMATS["doccano"].write(composed, path)  # type: ignore[misc]
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for row in rows:
        for entity in row["entities"]:
            entity["id"] += 1000
        for link in row["relations"]:
            link |= {"from_id": link["from_id"] + 1000, "to_id": link["to_id"] + 1000}
        row["entities"].reverse()
        row["relations"].reverse()
        row |= {"id": 7, "Comments": []}
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert repr(list(FORMATS["doccano"].read(path))) == repr(composed)


# Words, signs that a format gives a meaning to, and every kind of white space and line break.
PIECES = st.sampled_from(
    [
        *("قُتِلَ", "مدنياً", "وللحكومة", "لـلـه", "12", "١٬١٠٩", "😢", "👩\u200d👧", "𝟚", "e\u0301"),
        *("\ufeff", "\u200f", "."),
        *("[1]", "a|b", "\\", "\\t", "_", "*", "->", ";", '"', "#Text=", "T1", "\x00", "\x1f"),
        *(" ", "  ", "\n", "\r\n", "\t", "\x0b", "\x85", "\u2028", "\u00a0"),
    ]
)
NAMES = st.lists(PIECES, max_size=3).map("".join)
NUMBERS = st.one_of(st.integers(0, 10**9), st.floats(0, 10**6, allow_nan=False))
KNOWN = {
    "ACTOR": lexicon.ACTORS,
    "VICTIM": lexicon.PERSONS,
    "WEAPON": lexicon.WEAPONS,
    "TARGET": lexicon.FACILITIES,
    "SOURCE": ("source:x", "un"),
}
DAYS = st.none() | st.dates()


@st.composite
def documents(draw) -> Annotated:
    text = draw(st.lists(PIECES, min_size=1, max_size=25).map("".join))
    words = [CharSpan(m[0], *m.span()) for m in re.finditer(r"\S+", text)]

    def slices():
        start, end = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        return CharSpan(text[start:end], start, end) if start < end else draw(st.sampled_from(words))

    def some(make, most=3):
        return tuple(make() for _ in range(draw(st.integers(0, most)) if words else 0))

    def amount():
        unit, known = draw(st.sampled_from([(unit, names) for unit, names in lexicon.CATEGORIES.items()]))
        upper = draw(st.none() | NUMBERS)
        value = draw(NUMBERS)
        return (
            value,
            draw(st.sampled_from([upper, value])),
            draw(st.sampled_from(lexicon.BOUNDS)),
            unit,
            draw(st.sampled_from(known)),
        )

    def counts():
        found = []
        for index in range(draw(st.integers(0, 3))):
            whole = draw(st.none() | st.integers(0, index - 1)) if index else None
            found.append(Count(*amount(), whole, slices(), draw(st.booleans())))
        turn = draw(st.integers(0, 3))  # parts may stand before their wholes
        order = [*range(turn, len(found)), *range(min(turn, len(found)))]
        return tuple(
            replace(found[i], subset_of=None if found[i].subset_of is None else order.index(found[i].subset_of))
            for i in order
        )

    def fillers(ids):
        return some(lambda: Filler(draw(st.sampled_from(ids)), draw(NAMES), slices()))

    def event(number):
        return Event(
            f"e{number}", draw(st.sampled_from(["d", "another"])), draw(st.sampled_from(lexicon.EVENT_TYPES)),
            draw(st.sampled_from(lexicon.ASSERTIONS)), slices(), counts(),
            fillers(KNOWN["ACTOR"]), fillers(KNOWN["VICTIM"]),
            some(lambda: Place(draw(NAMES), slices(), draw(st.none() | NAMES), lat=draw(st.none() | NUMBERS))),
            Time(draw(DAYS), draw(DAYS), slices() if draw(st.booleans()) else None), fillers(KNOWN["WEAPON"]),
            fillers(KNOWN["TARGET"]), fillers(KNOWN["SOURCE"]), None,
            slices() if draw(st.booleans()) else None, draw(st.none() | st.floats(0, 1)),
        )  # fmt: skip

    events = [event(number) for number in range(draw(st.integers(0, 4)) if words else 0)]
    events = [replace(e, part_of=draw(st.sampled_from([None, *(other.id for other in events)]))) for e in events]
    events = draw(st.permutations(events))
    rules = st.sampled_from(["gold", "model", ""])

    def entity():
        label, span = draw(st.sampled_from(lexicon.LABELS)), draw(st.sampled_from(words))
        known = KNOWN.get(label)
        return Mention(
            label, draw(st.none() | (st.sampled_from(known) if known else NAMES)), draw(NAMES), span, draw(rules)
        )

    entities = some(entity, 5)
    quantities = some(lambda: Quantity(*amount(), slices(), draw(rules)))
    quantities += tuple(
        Quantity(c.value, c.upper, c.bound, c.unit, c.category, c.span, draw(rules))
        for e in events
        for c in e.counts[:1]
    )
    numbers = some(lambda: Relation("counts", slices(), quantities[0].span, "gold"), 2) if quantities else ()
    relations = draw(st.sampled_from([implied_relations(events, numbers), numbers, ()]))
    extra = {"note": draw(NAMES), "phenomena": [draw(NAMES)]} if draw(st.booleans()) else {}
    document = Document(
        draw(st.sampled_from(["d", "..", "a/b.c", "…"])), text, draw(DAYS), draw(st.none() | NAMES), extra=extra
    )
    return Annotated(Extraction(document, entities, quantities, relations, tuple(events)), some(slices))


@given(documents(), st.randoms())
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost_in_the_graph(annotated: Annotated, random: Random):
    graph = to_graph(annotated)
    assert repr(from_graph(graph)) == repr(annotated)
    # Tools write spans and links in an order of their own.
    spans = random.sample(graph.spans, len(graph.spans))
    links = random.sample(graph.links, len(graph.links))
    assert repr(from_graph(replace(graph, spans=tuple(spans), links=tuple(links)))) == repr(annotated)


@given(st.lists(documents(), min_size=1, max_size=2, unique_by=lambda annotated: annotated.document.id))
@settings(max_examples=100, deadline=None)
def test_nothing_is_lost_in_files(found: list[Annotated]):
    for name in WRITTEN:
        write, read = FORMATS[name]
        assert write is not None
        with tempfile.TemporaryDirectory() as folder:
            write(found, Path(folder, "corpus"))
            assert repr(list(read(Path(folder, "corpus")))) == repr(found), name
