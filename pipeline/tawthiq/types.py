"""The immutable types that pass between stages.

All offsets are half open, `[start, end)`, in Unicode code points of the *original* text, before any
normalisation: `document.text[span.start:span.end] == span.text`. Lists of a record are tuples here.
Field names are those of the written records (`codec` turns one into the other).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Bound = Literal["exact", "at_least", "more_than", "at_most", "less_than", "about", "range", "vague"]
Assertion = Literal["asserted", "denied", "alleged"]
Value = int | float


@dataclass(frozen=True, slots=True)
class CharSpan:
    """A stretch of the original text: `original[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One report as given; `extra` keeps unknown keys of its JSON line."""

    id: str
    text: str
    published: date | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """A named or described thing in the text.

    `label` is one of `lexicon.LABELS`; `id` is the id SPEC gives it (or a slug `actor:…` / `source:…`), or for
    places their gazetteer id, or None; `rule` names what found it.
    """

    label: str
    id: str | None
    name: str
    span: CharSpan
    rule: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts (SPEC section 3); `span` covers number and counted noun.

    `low` and `high` are the `value` and `upper` of the written count; `high` is None when unbounded.
    """

    low: Value
    high: Value | None
    bound: Bound
    unit: str
    category: str
    span: CharSpan
    rule: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed link between two spans: `kind` is `counts`, `part_of`, `share_of` or `event`."""

    kind: str
    head: CharSpan
    tail: CharSpan
    rule: str


@dataclass(frozen=True, slots=True)
class Count:
    """One count of a record; `subset_of` is the index of its whole within the same record.

    `optional` is gold that careful annotators disagree on: finding it is neither rewarded nor charged.
    """

    value: Value
    upper: Value | None
    bound: Bound
    unit: str
    category: str
    subset_of: int | None
    span: CharSpan
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a slot of a record (perpetrators, victims, weapons, targets, sources).

    `id` is the id or, for victims and targets, the category.
    """

    id: str
    name: str
    span: CharSpan


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event is said to have happened; unknown fields are None. Degrees are WGS 84."""

    name: str
    span: CharSpan
    id: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """When an event is said to have happened, both ends inclusive; None where the text cannot be resolved."""

    start: date | None = None
    end: date | None = None
    span: CharSpan | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event claim (SPEC section 1)."""

    id: str
    document: str
    type: str
    assertion: Assertion
    trigger: CharSpan
    counts: tuple[Count, ...] = ()
    perpetrators: tuple[Filler, ...] = ()
    victims: tuple[Filler, ...] = ()
    places: tuple[Place, ...] = ()
    time: Time = Time()
    weapons: tuple[Filler, ...] = ()
    targets: tuple[Filler, ...] = ()
    sources: tuple[Filler, ...] = ()
    part_of: str | None = None
    evidence: CharSpan | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one document; gold and prediction alike."""

    document: Document
    entities: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()
