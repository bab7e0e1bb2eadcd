"""From the graph that a person may have changed back to the document with its gold; `graph` says what means what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tawthiq.codec import Json, event_from_json
from tawthiq.corpus import graph as graphs
from tawthiq.corpus.annotated import Annotated
from tawthiq.corpus.graph import COUNT, GOLD, NON_COUNT, Graph, Link, Span
from tawthiq.corpus.graph_checks import (
    check_amount,
    check_assertion,
    check_crossing,
    check_id,
    check_link,
    check_span,
    refuse,
)
from tawthiq.errors import CodecError
from tawthiq.lexicon import EVENT_TYPES, LABELS
from tawthiq.types import CharSpan, Event, Extraction, Mention, Quantity, Relation


def from_graph(graph: Graph) -> Annotated:
    """The document that a graph says, the inverse of `graph.to_graph`.

    Raises:
        InputError: a span lies outside the text, is empty, or crosses another entity of its label; a label, id or
            attribute is unknown; a link leads to what is not there or cannot lead there; a count has no value or more
            than one whole. `where` of the span or link is named.
    """
    return _Reading(graph).annotated()


class _Reading:
    """One graph, looked up by span and link."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.document = graph.document
        self.spans: dict[str, Span] = {}
        for span in graph.spans:
            check_span(span, self.document.text)
            if span.id in self.spans:
                refuse(span, f"the id {span.id} is there twice; give one of the spans another")
            self.spans[span.id] = span
        self.targets: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for link in graph.links:
            source, target = self._ends(link)
            if target not in self.targets[source.id, link.label]:
                self.targets[source.id, link.label].append(target)
        self.linked = {
            link.target for link in graph.links if link.label not in ("part_of", "share_of", "counts")
        }  # fmt: skip

    def _ends(self, link: Link) -> tuple[Span, Span]:
        for end in (link.source, link.target):
            if end not in self.spans:
                refuse(link, f"the link {link.label!r} leads to {end!r}, which is not there")
        source, target = self.spans[link.source], self.spans[link.target]
        check_link(link, source, target)
        return source, target

    def _text(self, span: Span) -> str:
        return self.document.text[span.start : span.end]

    def _char_span(self, span: Span) -> CharSpan:
        return CharSpan(self._text(span), span.start, span.end)

    def _span_json(self, span: Span) -> Json:
        return {"text": self._text(span), "start": span.start, "end": span.end}

    def annotated(self) -> Annotated:
        events = self._events()
        entities = self._listed(LABELS)
        check_crossing(entities)
        numbers = [
            Relation("counts", self._char_span(span), self._char_span(target), GOLD)
            for span in self.spans.values()
            for target in self.targets.get((span.id, "counts"), ())
        ]
        relations = self.graph.relations
        return Annotated(
            Extraction(
                self.document,
                tuple(self._mention(span) for span in entities),
                tuple(self._quantity(span) for span in self._listed((COUNT,))),
                graphs.implied_relations(events, numbers) if relations is None else relations,
                events,
            ),
            tuple(self._char_span(span) for span in self._listed((NON_COUNT,))),
        )

    def _listed(self, labels: Sequence[str]) -> list[Span]:
        found = [
            span
            for span in self.spans.values()
            if span.label in labels and not ("only" in span.attributes and span.id in self.linked)
        ]
        return sorted(found, key=lambda span: (*_rank(span, "index"), span.start, span.end, span.label))

    def _mention(self, span: Span) -> Mention:
        get = span.attributes.get
        id, name, rule = get("id"), get("name", self._text(span)), get("rule", GOLD)
        return Mention(span.label, None if id is None else str(id), str(name), self._char_span(span), str(rule))

    def _quantity(self, span: Span) -> Quantity:
        count = self._count(span)
        return Quantity(
            count["value"], count["upper"], count["bound"], count["unit"], count["category"], self._char_span(span),
            str(span.attributes.get("rule", GOLD)),
        )  # fmt: skip

    def _count(self, span: Span) -> Json:
        check_amount(span)
        get = span.attributes.get
        value, bound = get("value"), get("bound", "exact")
        upper = get("upper", graphs.default_upper(value, str(bound)))  # type: ignore[arg-type]
        return {
            "value": value,
            "upper": None if upper == "none" else upper,
            "bound": bound,
            "unit": get("unit", "person"),
            "category": get("category"),
        }

    def _events(self) -> tuple[Event, ...]:
        triggers = [span for span in self.spans.values() if span.label in EVENT_TYPES]
        triggers.sort(key=lambda span: (*_rank(span, "index"), span.start, span.end, span.label))
        ids = self._ids(triggers)
        self._check_parts(triggers)
        found = []
        for span in triggers:
            try:
                found.append(event_from_json(self._event(span, ids), self.document.text))
            except CodecError as error:
                refuse(span, str(error))
        return tuple(found)

    def _check_parts(self, triggers: Sequence[Span]) -> None:
        """A count belongs to one record, and its whole to the same."""
        owners: dict[str, str] = {}
        for trigger in triggers:
            for count in self.targets.get((trigger.id, "count"), ()):
                if owners.setdefault(count.id, trigger.id) != trigger.id:
                    refuse(count, f"the count {self._text(count)!r} belongs to two records; mark it once for each")
        for part in self.spans.values():
            whole = self._one(part, "part_of")
            if whole is not None and (part.id not in owners or owners[part.id] != owners.get(whole.id)):
                said = f"{self._text(part)!r} is a part of {self._text(whole)!r}"
                refuse(part, f"{said}, but they are not counts of one record; link both to its trigger")

    def _ids(self, triggers: Sequence[Span]) -> dict[str, str]:
        """The id of each record; one that a person has added gets the next free."""
        ids: dict[str, str] = {}
        taken: set[str] = set()
        for span in triggers:
            if "id" in span.attributes:
                id = str(span.attributes["id"])
                if id in taken:
                    refuse(span, f"two records have the id {id!r}; give one another, or none")
                ids[span.id] = id
                taken.add(id)
        number = 0
        for span in triggers:
            if span.id not in ids:
                while f"{self.document.id}-{number}" in taken:
                    number += 1
                ids[span.id] = f"{self.document.id}-{number}"
                taken.add(ids[span.id])
        return ids

    def _event(self, span: Span, ids: dict[str, str]) -> Json:
        check_assertion(span)
        get = span.attributes.get
        total, counts = self._one(span, "share_of"), self._filling(span, "count")
        record: Json = {
            "id": ids[span.id],
            "document": get("document", self.document.id),
            "type": span.label,
            "assertion": get("assertion", "asserted"),
            "trigger": self._span_json(span),
            "counts": [self._event_count(count, counts) for count in counts],
            "time": self._time(span),
            "part_of": ids[total.id] if total else None,
            "evidence": self._evidence(span),
            "confidence": get("confidence"),
        }
        for label, (name, _) in graphs.SLOTS.items():
            record[name] = [self._filler(filler, label) for filler in self._filling(span, label)]
        return record

    def _filling(self, span: Span, label: str) -> list[Span]:
        found = self.targets.get((span.id, label), [])
        return sorted(found, key=lambda target: (*_rank(target, "order"), target.start, target.end))

    def _one(self, span: Span, label: str) -> Span | None:
        found = self.targets.get((span.id, label), [])
        if len(found) > 1:
            refuse(span, f"{span.label} {self._text(span)!r} has {len(found)} links {label!r}; it may have one")
        return found[0] if found else None

    def _event_count(self, span: Span, counts: Sequence[Span]) -> Json:
        whole = self._one(span, "part_of")
        return self._count(span) | {
            "subset_of": None if whole is None else counts.index(whole),
            "span": self._span_json(span),
            "optional": span.attributes.get("optional", False),
        }

    def _filler(self, span: Span, label: str) -> Json:
        get = span.attributes.get
        check_id(span, label)
        record = {"id": get("id"), "name": get("name", self._text(span)), "span": self._span_json(span)}
        return record | {key: get(key) for key in ("country", "admin1", "lat", "lon")} if label == "place" else record

    def _time(self, span: Span) -> Json:
        said = self._one(span, "time")
        get = (said or span).attributes.get
        return {"start": get("start"), "end": get("end"), "span": self._span_json(said) if said else None}

    def _evidence(self, span: Span) -> Json | None:
        said = span.attributes.get("evidence")
        if said is None:
            return None
        start, _, end = str(said).partition(":")
        if not (start.isdecimal() and end.isdecimal() and int(start) <= int(end) <= len(self.document.text)):
            refuse(span, f"the evidence {said!r} is no stretch of the text; write start:end, or take it away")
        return {"text": self.document.text[int(start) : int(end)], "start": int(start), "end": int(end)}


def _rank(span: Span, key: str) -> tuple[bool, float]:
    """What a person has added has no rank, and comes last."""
    rank = span.attributes.get(key)
    return rank is None, float(rank or 0)
