"""What the stages leave on a Doc for one another, and the extension attributes a user reads.

Rows are named tuples of word indices and plain values, kept as JSON-able lists in `doc.user_data`: a Doc can then be
pickled, sent to another process (`nlp.pipe(n_process=2)`) and written to a DocBin without losing anything.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol, TypeVar

from spacy.tokens import Doc, Span

from tawthiq import codec
from tawthiq.text.words import Word
from tawthiq.types import CharSpan, Event, Mention, Quantity, Relation


class Found(NamedTuple):
    """A mention: words `[first, last)`, its label, id (`""` if none), name and the rule that found it.

    A DATE's id is its interval, `start/end` in ISO form, empty where it cannot be resolved. A PLACE carries what the
    gazetteer says in `place`: country, first-level area, latitude, longitude.
    """

    first: int
    last: int
    label: str
    id: str
    name: str
    rule: str
    place: tuple[Any, ...] | None = None

    @property
    def dates(self) -> bool:
        """Whether it is a time that dates an event, and no length or bare hour."""
        return self.label == "DATE" and self.rule.startswith(("date", "period"))


class Counted(NamedTuple):
    """A quantity: words `[first, last)` of number and noun, `[number_first, number_last)` of the number alone.

    `event` is the event type the counted noun says by itself (`قتيل`), or empty. `low` and `high` are value and upper.
    """

    first: int
    last: int
    number_first: int
    number_last: int
    low: int | float
    high: int | float | None
    bound: str
    unit: str
    category: str
    event: str
    rule: str


class Link(NamedTuple):
    """A relation between quantities, or of a quantity to its trigger.

    `kind` is `event` (tail is a trigger), `part_of` (tail is the whole) or `share_of` (tail is the divided total);
    head and tail are indices into the quantities (or, for `event`, the triggers). The tail of an `event` is -1 where
    the counted noun itself says the event.
    """

    kind: str
    head: int
    tail: int
    rule: str


class Trigger(NamedTuple):
    """An event trigger: words `[first, last)`, type, part of speech, what its subject is, and its assertion.

    `pos` is `verb`, `noun`, `phrase`, or `both` where verb and verbal noun are spelled alike (`قصف`).
    `mode` is `asserted`, `denied`, `alleged` or `irrealis` (a call, fear, purpose or hypothesis: no event).
    """

    first: int
    last: int
    type: str
    pos: str
    subject: str
    mode: str


class _Placed(Protocol):
    @property
    def first(self) -> int: ...


Placed = TypeVar("Placed", bound=_Placed)
Row = TypeVar("Row", Found, Counted, Link, Trigger)
_KEYS: dict[type, str] = {Found: "mentions", Counted: "quantities", Link: "links", Trigger: "triggers"}


def put(doc: Doc, kind: type[Row], rows: Iterable[Row]) -> None:
    """Keep the rows of one stage."""
    doc.user_data["tawthiq." + _KEYS[kind]] = [list(row) for row in rows]


def get(doc: Doc, kind: type[Row]) -> list[Row]:
    """The rows of one stage; empty if it did not run."""
    return [kind(*row) for row in doc.user_data.get("tawthiq." + _KEYS[kind], ())]


def indices(rows: Sequence[_Placed], first: int, last: int) -> range:
    """Where in `rows` those stand that begin in words `[first, last)`; `rows` are in order of their first word."""
    begin = bisect_left(rows, first, key=lambda row: row.first)
    return range(begin, bisect_left(rows, last, lo=begin, key=lambda row: row.first))


def within(rows: Sequence[Placed], first: int, last: int) -> Sequence[Placed]:
    """The rows that begin in words `[first, last)`; `rows` are in order of their first word."""
    found = indices(rows, first, last)
    return rows[found.start : found.stop]


def put_events(doc: Doc, events: Iterable[Event]) -> None:
    """Keep the event records."""
    doc.user_data["tawthiq.events"] = [codec.event_to_json(event) for event in events]


def published(doc: Doc) -> date | None:
    """The publication date given for the document (`doc._.published`)."""
    value: str | None = doc.user_data.get("tawthiq.published")
    return date.fromisoformat(value) if value else None


class View:
    """The words of a Doc without its white-space tokens; all rows count words in this sense."""

    __slots__ = ("doc", "norms", "sentences", "text", "tokens", "words")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text  # spaCy joins the tokens anew at every reading
        self.words: list[Word] = []
        self.tokens: list[int] = []
        starts: list[int] = []
        for token in doc:
            if token.is_space:
                continue
            if token.is_sent_start or not self.words:
                starts.append(len(self.words))
            self.words.append(Word(token.norm_, token.idx, token.idx + len(token.text)))
            self.tokens.append(token.i)
        self.norms = [word.norm for word in self.words]
        self.sentences = list(zip(starts, [*starts[1:], len(self.words)]))

    def char_span(self, first: int, last: int) -> CharSpan:
        """Words `[first, last)` as a span of the original text."""
        start, end = self.words[first].start, self.words[last - 1].end
        return CharSpan(self.text[start:end], start, end)

    def doc_span(self, found: Found) -> Span:
        """A mention as a spaCy span; its id is in `kb_id_` and its rule in `id_`."""
        return Span(
            self.doc, self.tokens[found.first], self.tokens[found.last - 1] + 1, found.label, kb_id=found.id,
            span_id=found.rule,
        )  # fmt: skip


def mentions(doc: Doc) -> tuple[Mention, ...]:
    """The mentions as public values."""
    view = View(doc)
    return tuple(
        Mention(f.label, f.id or None, f.name, view.char_span(f.first, f.last), f.rule) for f in get(doc, Found)
    )


def quantities(doc: Doc) -> tuple[Quantity, ...]:
    """The quantities as public values."""
    view = View(doc)
    return tuple(_quantity(view, counted) for counted in get(doc, Counted))


def _quantity(view: View, c: Counted) -> Quantity:
    return Quantity(c.low, c.high, c.bound, c.unit, c.category, view.char_span(c.first, c.last), c.rule)  # type: ignore[arg-type]


def relations(doc: Doc) -> tuple[Relation, ...]:
    """The relations as public values: `counts` (number to noun), `event`, `part_of`, `share_of`."""
    view = View(doc)
    counted, triggers = get(doc, Counted), get(doc, Trigger)
    found = [
        Relation("counts", view.char_span(c.number_first, c.number_last), view.char_span(c.first, c.last), c.rule)
        for c in counted
        if (c.first, c.last) != (c.number_first, c.number_last)
    ]
    for link in get(doc, Link):
        if link.tail < 0:
            continue  # the counted noun says the event itself
        tail = triggers[link.tail] if link.kind == "event" else counted[link.tail]
        head = counted[link.head]
        found.append(
            Relation(link.kind, view.char_span(head.first, head.last), view.char_span(tail.first, tail.last), link.rule)
        )
    return tuple(found)


def events(doc: Doc) -> tuple[Event, ...]:
    """The event records."""
    return tuple(codec.event_from_json(record) for record in doc.user_data.get("tawthiq.events", ()))


def _set_published(doc: Doc, value: date | str | None) -> None:
    """A date, or ISO text of one; anything else is a ValueError here and not in a later stage."""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    doc.user_data["tawthiq.published"] = None if day is None else date(day.year, day.month, day.day).isoformat()


def _document(doc: Doc) -> str:
    """The id given, else one made of the text: the same text has the same ids wherever it is read."""
    given: str | None = doc.user_data.get("tawthiq.document")
    return given or f"text-{hashlib.sha256(doc.text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _set_document(doc: Doc, value: str) -> None:
    doc.user_data["tawthiq.document"] = value


def register_extensions() -> None:
    """Register `doc._.events`, `.quantities`, `.relations`, `.mentions`, `.published` and `.document` (the id)."""
    for name, getter in (
        ("events", events),
        ("quantities", quantities),
        ("relations", relations),
        ("mentions", mentions),
    ):
        Doc.set_extension(name, getter=getter, force=True)
    Doc.set_extension("published", getter=published, setter=_set_published, force=True)
    Doc.set_extension("document", getter=_document, setter=_set_document, force=True)
