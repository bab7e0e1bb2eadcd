"""A document with its gold as a plain graph, of which the file of every annotation tool is a serialisation.

A span is what a person marks, a link what they draw from one span to another:

| span | label | attributes |
| --- | --- | --- |
| trigger | the event's type (`killing`) | `id`, `assertion`, `confidence`, `evidence` (`start:end`), `start`, `end` |
| count | `COUNT` | `value`, `upper`, `bound`, `unit`, `category`, `optional` |
| entity or filler | `ACTOR`, `PLACE`, … (`lexicon.LABELS`) | `id`, `name`; of places `country`, `admin1`, `lat`, `lon`; of dates `start`, `end` |
| number of a count | `NUMBER` | |
| number that counts nothing | `NON_COUNT` | |

| link | from | to |
| --- | --- | --- |
| `count` | trigger | `COUNT` |
| `perpetrator`, `victim`, `place`, `time`, `weapon`, `target`, `source` | trigger | entity |
| `part_of` | `COUNT` | the `COUNT` of its whole, in the same record |
| `share_of` | trigger | the trigger of the record that holds the total |
| `counts` | `NUMBER` | `COUNT` |

An entity that fills a slot, of one event or of several, is one span. What is usual is not written: the assertion
`asserted`, the bound `exact`, the upper end that the bound gives, a name that is the text of its span, the rule
`gold`. `only` = `event` marks a span that fills a slot without being an entity, or is a count without being a
quantity. Tuples stand in the order of the text; `order` (within its event) and `index` (within the document) are
written where they do not. Nothing else is needed to come back: links and attributes say all there is, save relations
that do not follow from the events, which the graph keeps as they are.
"""  # noqa: E501

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from tawthiq.corpus.annotated import Annotated
from tawthiq.errors import CodecError
from tawthiq.lexicon import EVENT_TYPES, LABELS
from tawthiq.types import CharSpan, Count, Document, Event, Filler, Mention, Quantity, Relation, Time, Value

Scalar = str | int | float | bool

COUNT, NUMBER, NON_COUNT = "COUNT", "NUMBER", "NON_COUNT"
SPAN_LABELS = (*EVENT_TYPES, COUNT, *LABELS, NUMBER, NON_COUNT)
# Link from a trigger -> field of the record, label of the span it leads to.
SLOTS = {
    "perpetrator": ("perpetrators", "ACTOR"),
    "victim": ("victims", "VICTIM"),
    "place": ("places", "PLACE"),
    "weapon": ("weapons", "WEAPON"),
    "target": ("targets", "TARGET"),
    "source": ("sources", "SOURCE"),
}
LINK_LABELS = ("count", *SLOTS, "time", "part_of", "share_of", "counts")
# The rule of what people annotated.
GOLD = "gold"


@dataclass(frozen=True, slots=True)
class Span:
    """`document.text[start:end]` with a label; `where` says where it was read, for messages."""

    id: str
    label: str
    start: int
    end: int
    attributes: Mapping[str, Scalar] = field(default_factory=dict)
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A directed, labelled link from the span `source` to the span `target`, both ids."""

    source: str
    target: str
    label: str
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Graph:
    """Spans and links over the text of a document; `relations` is None where they follow from the links."""

    document: Document
    spans: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    relations: tuple[Relation, ...] | None = None


def to_graph(annotated: Annotated) -> Graph:
    """The graph of an annotated document; spans in the order of the text, named `s1`, `s2`, ….

    Raises:
        CodecError: a span is empty or ends in white space, two records have one id, or the record that a share
            belongs to is not there.
    """
    extraction = annotated.extraction
    draft = _Draft(extraction.document)
    draft.add_events(extraction.events)
    draft.add_entities(extraction.entities)
    draft.add_quantities(extraction.quantities)
    draft.add_non_counts(annotated.non_counts)
    implied = implied_relations(extraction.events, draft.add_numbers(extraction.relations))
    return draft.graph(None if implied == extraction.relations else extraction.relations)


def default_upper(value: Value, bound: str) -> Value | None:
    """The upper end that a bound gives where nothing else is said."""
    return value if bound in ("exact", "about") else None


def implied_relations(events: Iterable[Event], numbers: Iterable[Relation] = ()) -> tuple[Relation, ...]:
    """The relations that records state: `event`, `part_of` and `share_of`, and the given `counts`, in text order."""
    known = {event.id: event for event in events}
    found = list(numbers)
    for event in known.values():
        for count in event.counts:
            found.append(Relation("event", count.span, event.trigger, GOLD))
            if count.subset_of is not None:
                found.append(Relation("part_of", count.span, event.counts[count.subset_of].span, GOLD))
        total = known.get(event.part_of or "")
        if total and total.counts and event.counts:
            found.append(Relation("share_of", _whole(event.counts), _whole(total.counts), GOLD))
    return tuple(sorted(dict.fromkeys(found), key=_in_text))


def _whole(counts: Sequence[Count]) -> CharSpan:
    return next((count.span for count in counts if count.subset_of is None), counts[0].span)


def _in_text(relation: Relation) -> tuple[Any, ...]:
    head, tail = relation.head, relation.tail
    return head.start, head.end, relation.kind, tail.start, tail.end, relation.rule


def _ordered(spans: Sequence[CharSpan], labels: Sequence[str]) -> bool:
    """Whether the order of the text tells the order of these."""
    keys = [(span.start, span.end, label) for span, label in zip(spans, labels)]
    return all(first < second for first, second in pairwise(keys))


@dataclass(slots=True)
class _Node:
    label: str
    span: CharSpan
    attributes: dict[str, Scalar]
    listed: bool = False  # among the entities or quantities of the document


class _Draft:
    """Collects spans and links; an equal filler of another event is the same span."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.nodes: list[_Node] = []
        self.links: list[tuple[_Node, _Node, str]] = []
        self.fillers: dict[str, _Node] = {}

    def _add(self, label: str, span: CharSpan, attributes: dict[str, Any], listed: bool = True) -> _Node:
        if not span.text or span.text != span.text.strip():
            raise CodecError(
                f"{label} [{span.start}, {span.end}) is empty or ends in white space; mark the words alone"
            )
        node = _Node(label, span, {key: value for key, value in attributes.items() if value is not None}, listed)
        self.nodes.append(node)
        return node

    def add_events(self, events: Sequence[Event]) -> None:
        plain = _ordered([event.trigger for event in events], [event.type for event in events])
        triggers: dict[str, _Node] = {}
        for index, event in enumerate(events):
            if event.id in triggers:
                raise CodecError(f"two records have the id {event.id!r}; give one another")
            node = triggers[event.id] = self._add(event.type, event.trigger, self._event(event))
            if not plain:
                node.attributes["index"] = index
            self._add_counts(node, event.counts)
            for label, (name, kind) in SLOTS.items():
                self._add_fillers(node, label, kind, getattr(event, name))
            if event.time.span is not None:
                self._add_fillers(node, "time", "DATE", (event.time,))
        for event in events:
            if event.part_of is not None:
                if event.part_of not in triggers:
                    raise CodecError(f"{event.id!r} is a share of {event.part_of!r}, which is no record here")
                self.links.append((triggers[event.id], triggers[event.part_of], "share_of"))

    def _event(self, event: Event) -> dict[str, Any]:
        evidence, time = event.evidence, event.time if event.time.span is None else Time()
        return {
            "id": event.id,
            "document": event.document if event.document != self.document.id else None,
            "assertion": event.assertion if event.assertion != "asserted" else None,
            "confidence": event.confidence,
            "evidence": f"{evidence.start}:{evidence.end}" if evidence else None,
            "start": time.start.isoformat() if time.start else None,
            "end": time.end.isoformat() if time.end else None,
        }

    def _add_counts(self, trigger: _Node, counts: Sequence[Count]) -> None:
        plain = _ordered([count.span for count in counts], [COUNT] * len(counts))
        nodes = []
        for order, count in enumerate(counts):
            attributes = _amount(count.value, count.upper, count.bound, count.unit, count.category)
            attributes |= {"optional": count.optional or None, "order": None if plain else order}
            nodes.append(self._add(COUNT, count.span, attributes, listed=False))
            self.links.append((trigger, nodes[-1], "count"))
        for node, count in zip(nodes, counts):
            if count.subset_of is not None:
                self.links.append((node, nodes[count.subset_of], "part_of"))

    def _add_fillers(self, trigger: _Node, label: str, kind: str, fillers: Sequence[Any]) -> None:
        plain = _ordered([filler.span for filler in fillers], [kind] * len(fillers))
        for order, filler in enumerate(fillers):
            attributes = _filler(filler) | ({} if plain else {"order": order})
            key = json.dumps([kind, filler.span.start, filler.span.end, attributes])
            node = self.fillers.get(key)
            if node is None:
                node = self.fillers[key] = self._add(kind, filler.span, attributes, listed=False)
            self.links.append((trigger, node, label))

    def add_entities(self, entities: Sequence[Mention]) -> None:
        plain = _ordered([m.span for m in entities], [m.label for m in entities])
        free: dict[tuple[Any, ...], list[_Node]] = {}
        for node in self.fillers.values():
            free.setdefault(_names(node), []).append(node)
        for index, mention in enumerate(entities):
            attributes: dict[str, Any] = {"id": mention.id, "name": _name(mention.name, mention.span)}
            key = (mention.label, mention.span, attributes["id"], attributes["name"])
            if mention.label == "DATE":  # the times of records have no names
                key = (mention.label, mention.span, None, None)
            self._list(free.get(key), mention, attributes, None if plain else index)

    def add_quantities(self, quantities: Sequence[Quantity]) -> None:
        plain = _ordered([q.span for q in quantities], [COUNT] * len(quantities))
        free: dict[tuple[Any, ...], list[_Node]] = {}
        for node in self.nodes:
            if node.label == COUNT:
                free.setdefault(_amounts(node.span, node.attributes), []).append(node)
        for index, quantity in enumerate(quantities):
            attributes = _amount(quantity.low, quantity.high, quantity.bound, quantity.unit, quantity.category)
            self._list(free.get(_amounts(quantity.span, attributes)), quantity, attributes, None if plain else index)

    def _list(
        self, free: list[_Node] | None, value: Mention | Quantity, attributes: dict[str, Any], index: int | None
    ) -> None:
        """Put an entity or quantity on the first equal span of an event that is free, or on a new one."""
        attributes |= {"rule": value.rule if value.rule != GOLD else None, "index": index}
        if free:
            node = free.pop(0)
            node.attributes |= {key: given for key, given in attributes.items() if given is not None}
            node.listed = True
        else:
            self._add(value.label if isinstance(value, Mention) else COUNT, value.span, attributes)

    def add_non_counts(self, spans: Sequence[CharSpan]) -> None:
        plain = _ordered(spans, [NON_COUNT] * len(spans))
        for index, span in enumerate(spans):
            self._add(NON_COUNT, span, {"index": None if plain else index})

    def add_numbers(self, relations: Iterable[Relation]) -> list[Relation]:
        """The number of each quantity, as far as people annotated it; gives back the relations it has shown."""
        quantities = {node.span: node for node in reversed(self.nodes) if node.label == COUNT and node.listed}
        shown = [r for r in dict.fromkeys(relations) if (r.kind, r.rule) == ("counts", GOLD) and r.tail in quantities]
        for relation in shown:
            self.links.append((self._add(NUMBER, relation.head, {}), quantities[relation.tail], "counts"))
        return shown

    def graph(self, relations: tuple[Relation, ...] | None) -> Graph:
        self.nodes.sort(key=lambda node: (node.span.start, node.span.end, node.label))
        names = {id(node): f"s{number}" for number, node in enumerate(self.nodes, 1)}
        return Graph(
            self.document,
            tuple(
                Span(
                    names[id(node)], node.label, node.span.start, node.span.end,
                    node.attributes if node.listed else node.attributes | {"only": "event"},
                )
                for node in self.nodes
            ),
            tuple(Link(names[id(source)], names[id(target)], label) for source, target, label in self.links),
            relations,
        )  # fmt: skip


def _name(name: str, span: CharSpan) -> str | None:
    return name if name != span.text else None


def _names(node: _Node) -> tuple[Any, ...]:
    return node.label, node.span, node.attributes.get("id"), node.attributes.get("name")


def _filler(filler: Any) -> dict[str, Any]:
    """The attributes of what fills a slot: a Filler, Place or Time."""
    if isinstance(filler, Time):
        days = {"start": filler.start, "end": filler.end}
        return {key: day.isoformat() for key, day in days.items() if day}
    attributes: dict[str, Any] = {"id": filler.id, "name": _name(filler.name, filler.span)}
    if not isinstance(filler, Filler):
        attributes |= {key: getattr(filler, key) for key in ("country", "admin1", "lat", "lon")}
    return {key: value for key, value in attributes.items() if value is not None}


def _amount(value: Value, upper: Value | None, bound: str, unit: str, category: str) -> dict[str, Any]:
    attributes: dict[str, Any] = {"value": value, "bound": bound if bound != "exact" else None}
    if repr(upper) != repr(default_upper(value, bound)):  # 2 and 2.0 are equal, and differ on paper
        attributes["upper"] = "none" if upper is None else upper
    return attributes | {"unit": unit, "category": category}


def _amounts(span: CharSpan, attributes: Mapping[str, Any]) -> tuple[Any, ...]:
    return span, *(repr(attributes.get(key)) for key in ("value", "upper", "bound", "unit", "category"))
