"""From the graph that a person may have changed back to the document with its gold; `graph` says what means what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NoReturn

from tawthiq import lexicon
from tawthiq.codec import Json, event_from_json
from tawthiq.corpus import graph as graphs
from tawthiq.corpus.annotated import Annotated
from tawthiq.corpus.graph import COUNT, GOLD, NON_COUNT, NUMBER, Graph, Link, Span
from tawthiq.errors import CodecError, InputError
from tawthiq.lexicon import EVENT_TYPES, LABELS
from tawthiq.types import CharSpan, Event, Extraction, Mention, Quantity, Relation

_EVENT_KEYS = frozenset(("id", "document", "assertion", "confidence", "evidence", "start", "end", "index"))
_ENTITY_KEYS = frozenset(("id", "name", "rule", "only", "order", "index"))
_MORE_KEYS = {"PLACE": frozenset(("country", "admin1", "lat", "lon")), "DATE": frozenset(("start", "end"))}
_COUNT_KEYS = frozenset(("value", "upper", "bound", "unit", "category", "optional", "rule", "only", "order", "index"))
_NUMBERS = ("confidence", "lat", "lon", "order", "index", "value")
_CHECKED = ("upper", "optional")  # elsewhere
_IS_ID: dict[str, Callable[[str], bool]] = {
    "perpetrator": lexicon.is_actor,
    "victim": lambda id: id in lexicon.PERSONS,
    "weapon": lambda id: id in lexicon.WEAPONS,
    "target": lambda id: id in lexicon.PERSONS or id in lexicon.FACILITIES,
    "source": lexicon.is_source,
}


def from_graph(graph: Graph) -> Annotated:
    """The document that a graph says, the inverse of `graph.to_graph`.

    Raises:
        InputError: a span lies outside the text, is empty, or crosses another entity of its label; a label, id or
            attribute is unknown; a link leads to what is not there or cannot lead there; a count has no value or more
            than one whole. `where` of the span or link is named.
    """
    return _Reading(graph).annotated()


def _refuse(thing: Span | Link, what: str) -> NoReturn:
    raise InputError(thing.where or thing.label, what)


class _Reading:
    """One graph, looked up by span and link."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.document = graph.document
        self.spans: dict[str, Span] = {}
        for span in graph.spans:
            self._check(span)
            if span.id in self.spans:
                _refuse(span, f"the id {span.id} is there twice; give one of the spans another")
            self.spans[span.id] = span
        self.targets: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for link in graph.links:
            source, target = self._ends(link)
            if target not in self.targets[source.id, link.label]:
                self.targets[source.id, link.label].append(target)
        self.linked = {
            link.target for link in graph.links if link.label not in ("part_of", "share_of", "counts")
        }  # fmt: skip

    def _check(self, span: Span) -> None:
        if span.label not in graphs.SPAN_LABELS:
            _refuse(span, f"the label {span.label!r} is unknown; take one of {', '.join(graphs.SPAN_LABELS)}")
        if not 0 <= span.start < span.end <= len(self.document.text):
            length = len(self.document.text)
            _refuse(
                span, f"{span.label} [{span.start}, {span.end}) is empty or outside the text of {length} characters"
            )
        if (covered := self._text(span)) != covered.strip():
            _refuse(span, f"{span.label} {covered!r} begins or ends in white space; mark the words alone")
        if span.label in EVENT_TYPES:
            known = _EVENT_KEYS
        elif span.label == COUNT:
            known = _COUNT_KEYS
        elif span.label in LABELS:
            known = _ENTITY_KEYS | _MORE_KEYS.get(span.label, frozenset())
        else:
            known = frozenset(("index",))
        for key, value in span.attributes.items():
            kind = float if key in _NUMBERS else str
            if key not in _CHECKED and not (_is_number(value) if kind is float else isinstance(value, str)):
                _refuse(span, f"{key!r} is {value!r}; a {'number' if kind is float else 'string'} is expected")
        if span.attributes.get("only", "event") != "event":
            _refuse(span, f"'only' is {span.attributes['only']!r}; it is event or not there")
        for key in span.attributes:
            if key not in known:
                _refuse(span, f"{span.label} has the unknown attribute {key!r}; it may have {', '.join(sorted(known))}")

    def _ends(self, link: Link) -> tuple[Span, Span]:
        for end in (link.source, link.target):
            if end not in self.spans:
                _refuse(link, f"the link {link.label!r} leads to {end!r}, which is not there")
        source, target = self.spans[link.source], self.spans[link.target]
        expected = {
            "count": (EVENT_TYPES, (COUNT,)),
            "time": (EVENT_TYPES, ("DATE",)),
            "place": (EVENT_TYPES, ("PLACE",)),
            "part_of": ((COUNT,), (COUNT,)),
            "share_of": (EVENT_TYPES, EVENT_TYPES),
            "counts": ((NUMBER,), (COUNT,)),
        }.get(link.label, (EVENT_TYPES, LABELS))
        if link.label not in graphs.LINK_LABELS:
            _refuse(link, f"the link {link.label!r} is unknown; take one of {', '.join(graphs.LINK_LABELS)}")
        if source.label not in expected[0] or target.label not in expected[1]:
            _refuse(link, f"a link {link.label!r} cannot lead from {source.label} to {target.label}; see corpus.graph")
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
        _check_crossing(entities)
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
        get = span.attributes.get
        value, bound = get("value"), get("bound", "exact")
        unit, category = get("unit", "person"), get("category")
        if not _is_number(value):
            _refuse(span, f"the count {self._text(span)!r} has no value; give it value, unit and category")
        if bound not in lexicon.BOUNDS:
            _refuse(span, f"the bound {bound!r} is unknown; take one of {', '.join(lexicon.BOUNDS)}")
        if unit not in lexicon.UNITS or not lexicon.is_category(str(unit), str(category)):
            _refuse(span, f"{category!r} is no category of the unit {unit!r}; see SPEC section 3")
        upper = get("upper", graphs.default_upper(value, str(bound)))  # type: ignore[arg-type]
        if upper == "none":
            upper = None
        elif upper is not None and not _is_number(upper):
            _refuse(span, f"the upper end {upper!r} is no number; write a number, or none where it is unbounded")
        return {"value": value, "upper": upper, "bound": bound, "unit": unit, "category": category}

    def _events(self) -> tuple[Event, ...]:
        triggers = [span for span in self.spans.values() if span.label in EVENT_TYPES]
        triggers.sort(key=lambda span: (*_rank(span, "index"), span.start, span.end, span.label))
        ids = self._ids(triggers)
        owners: dict[str, Span] = {}
        found = []
        for span in triggers:
            counts = self._filling(span, "count")
            for count in counts:
                if count.id in owners:
                    _refuse(count, "the count belongs to two records; mark it once for each")
                owners[count.id] = span
            try:
                found.append(event_from_json(self._event(span, ids, counts), self.document.text))
            except CodecError as error:
                _refuse(span, str(error))
        return tuple(found)

    def _ids(self, triggers: Sequence[Span]) -> dict[str, str]:
        """The id of each record; one that a person has added gets the next free."""
        ids: dict[str, str] = {}
        taken: set[str] = set()
        for span in triggers:
            if "id" in span.attributes:
                id = str(span.attributes["id"])
                if id in taken:
                    _refuse(span, f"two records have the id {id!r}; give one another, or none")
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

    def _event(self, span: Span, ids: dict[str, str], counts: Sequence[Span]) -> Json:
        get = span.attributes.get
        if get("assertion", "asserted") not in lexicon.ASSERTIONS:
            _refuse(span, f"the assertion {get('assertion')!r} is unknown; take one of {', '.join(lexicon.ASSERTIONS)}")
        total = self._one(span, "share_of")
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
            _refuse(span, f"{span.label} {self._text(span)!r} has {len(found)} links {label!r}; it may have one")
        return found[0] if found else None

    def _event_count(self, span: Span, counts: Sequence[Span]) -> Json:
        whole = self._one(span, "part_of")
        if whole is not None and whole not in counts:
            _refuse(span, f"{self._text(span)!r} is a part of {self._text(whole)!r}, which is no count of its record")
        optional = span.attributes.get("optional", False)
        if not isinstance(optional, bool):
            _refuse(span, f"'optional' is {optional!r}; it is true or not there")
        return self._count(span) | {
            "subset_of": None if whole is None else counts.index(whole),
            "span": self._span_json(span),
            "optional": optional,
        }

    def _filler(self, span: Span, label: str) -> Json:
        get = span.attributes.get
        id = get("id")
        if label in _IS_ID and (not isinstance(id, str) or not _IS_ID[label](id)):
            _refuse(span, f"{id!r} is no id of a {label} ({self._text(span)!r}); see SPEC sections 3 and 4")
        record = {"id": id, "name": get("name", self._text(span)), "span": self._span_json(span)}
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
            _refuse(span, f"the evidence {said!r} is no stretch of the text; write start:end, or take it away")
        return {"text": self.document.text[int(start) : int(end)], "start": int(start), "end": int(end)}


def _rank(span: Span, key: str) -> tuple[bool, float]:
    """What a person has added has no rank, and comes last."""
    rank = span.attributes.get(key)
    return rank is None, float(rank or 0)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check_crossing(entities: Iterable[Span]) -> None:
    """Entities of one label may hold one another, not cross."""
    open_: dict[str, list[Span]] = defaultdict(list)
    for span in sorted(entities, key=lambda span: (span.start, -span.end)):
        around = open_[span.label]
        while around and around[-1].end <= span.start:
            around.pop()
        if around and around[-1].end < span.end:
            _refuse(span, f"{span.label} [{span.start}, {span.end}) overlaps [{around[-1].start}, {around[-1].end}); "
                          "mark one of them shorter")  # fmt: skip
        around.append(span)
