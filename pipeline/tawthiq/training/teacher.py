"""The teacher of the linker: says which candidate pairs of a gold document are right, and keeps them as examples."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tawthiq.evaluation.facts import place_key, same_id
from tawthiq.evaluation.gold import Gold
from tawthiq.nlp.candidates import LABELS, Candidate
from tawthiq.nlp.claims import Claim
from tawthiq.nlp.counting import Pair, Reading
from tawthiq.nlp.kinds import KindPair
from tawthiq.nlp.linker import Linker, SlotPair
from tawthiq.nlp.parts import PartPair
from tawthiq.nlp.state import Counted, Found, View
from tawthiq.types import CharSpan, Count, Event, Filler

DECISIONS = ("count", "part", "kind", *LABELS)
# A count that the gold has not here but elsewhere in the text is a claim said twice, if it is no small number.
_SMALL = 2
_SLOTS = {"ACTOR": "perpetrators", "WEAPON": "weapons", "SOURCE": "sources"}


class Example(NamedTuple):
    """A candidate pair and whether it is right; `document` groups the pairs of one text."""

    document: str
    features: tuple[str, ...]
    right: bool


class Teacher:
    """A linker that keeps every pair it has seen with what is right by the gold (see `nlp.linker.Linker`).

    It goes on with what is right, or with what a pupil takes: then later pairs are seen as the pupil will see them, its
    errors included (Ross et al., A reduction of imitation learning to no-regret online learning, 2011).
    """

    def __init__(self, pupil: Linker | None = None) -> None:
        self.pupil = pupil
        self.examples: dict[str, list[Example]] = {name: [] for name in DECISIONS}
        self._gold: Gold | None = None
        self._view: View | None = None

    def begin(self, gold: Gold, view: View) -> None:
        """Take up the next document."""
        self._gold, self._view = gold, view

    def count(self, counted: Counted, pairs: Sequence[Pair], ruled: str) -> Reading | None:
        """The reading that the gold has."""
        span = self._span(counted.first, counted.last)
        here = [
            (event, count)
            for event in self._events
            for count in event.counts
            if count.value == counted.low and _overlap(count.span, span) and counted.unit in ("", count.unit)
        ]
        types = {event.type for event, _ in here}
        if not any(count.optional for _, count in here) and not (not here and self._is_repeated(counted)):
            self._keep("count", ((pair.features, pair.reading.type in types) for pair in pairs))
        if self.pupil is not None:
            return self.pupil.count(counted, pairs, ruled)
        right = [pair.reading for pair in pairs if pair.reading.type in types]
        if right:
            return next((reading for reading in right if reading.type == ruled), right[0])
        return Reading(here[0][0].type, "rule", -1) if here else None

    def whole(self, counted: Counted, pairs: Sequence[PartPair], ruled: bool) -> int | None:
        """The whole that the gold has; what the gold has not is left to the rules."""
        found = self._gold_of(counted)
        if found is None:
            if self.pupil is not None:
                return self.pupil.whole(counted, pairs, ruled)
            return next((pair.whole for pair in pairs if "ruled" in pair.features), None)
        _, parent = found
        right = [
            parent is not None
            and pair.counted.low == parent.value
            and _overlap(self._span(pair.counted.first, pair.counted.last), parent.span)
            for pair in pairs
        ]
        self._keep("part", ((pair.features, is_right) for pair, is_right in zip(pairs, right)))
        if self.pupil is not None:
            return self.pupil.whole(counted, pairs, ruled)
        return next((pair.whole for pair, is_right in zip(pairs, right) if is_right), None)

    def kind(self, counted: Counted, pairs: Sequence[KindPair]) -> str:
        """The category that the gold has."""
        span = self._span(counted.first, counted.last)
        gold = {
            count.category
            for event in self._events
            for count in event.counts
            if count.value == counted.low and _overlap(count.span, span)
        }
        right = [pair.category in gold for pair in pairs]
        if any(right):
            self._keep("kind", ((pair.features, is_right) for pair, is_right in zip(pairs, right)))
        if self.pupil is not None:
            return self.pupil.kind(counted, pairs)
        return next((pair.category for pair, is_right in zip(pairs, right) if is_right), counted.category)

    def _gold_of(self, counted: Counted) -> tuple[Event, Count | None] | None:
        """The gold record of a count and the whole it is a part of."""
        span = self._span(counted.first, counted.last)
        for event in self._events:
            for count in event.counts:
                if count.value == counted.low and _overlap(count.span, span):
                    return event, None if count.subset_of is None else event.counts[count.subset_of]
        return None

    def fillers(self, label: str, claim: Claim, pairs: Sequence[SlotPair]) -> Sequence[Candidate] | None:
        """The candidates that the gold has in the slot; None where the gold has no such claim."""
        event = self._event_of(claim)
        if event is None:
            return None if self.pupil is None else self.pupil.fillers(label, claim, pairs)
        right = []
        for pair in pairs:
            fills = [self._fills(label, head, event, pairs) for head in pair.candidate.heads]
            right.append(2 * sum(fills) >= len(fills) and any(fills))
        self._keep(label, ((pair.features, is_right) for pair, is_right in zip(pairs, right)))
        if self.pupil is not None:
            return self.pupil.fillers(label, claim, pairs)
        return [pair.candidate for pair, is_right in zip(pairs, right) if is_right]

    @property
    def _events(self) -> tuple[Event, ...]:
        return (self._gold.events or ()) if self._gold is not None else ()

    def _span(self, first: int, last: int) -> CharSpan:
        assert self._view is not None
        return self._view.char_span(first, last)

    def _keep(self, decision: str, pairs: Iterable[tuple[Sequence[str], bool]]) -> None:
        assert self._gold is not None
        document = self._gold.document.id
        self.examples[decision] += [
            Example(document, tuple(map(sys.intern, features)), right) for features, right in pairs
        ]

    def _is_repeated(self, counted: Counted) -> bool:
        known = {(count.value, count.unit) for event in self._events for count in event.counts}
        return counted.low > _SMALL and (counted.low, counted.unit) in known

    def _event_of(self, claim: Claim) -> Event | None:
        """The gold record of a claim: by one of its counts, or by its trigger."""
        assert self._view is not None
        block = claim.block
        spans = [(c.low, self._span(c.first, c.last)) for c in claim.wholes]
        trigger = claim.trigger
        said = self._span(trigger.first, trigger.last) if trigger is not None else None
        for event in self._events:
            if event.type != block.type:
                continue
            for count in event.counts:
                if any(value == count.value and _overlap(count.span, span) for value, span in spans):
                    return event
            if not block.counts and not event.counts and said is not None and _overlap(event.trigger, said):
                return event
        return None

    def _fills(self, label: str, head: Found, event: Event, pairs: Sequence[SlotPair]) -> bool:
        if label == "PLACE":
            return place_key(head.name) in {place_key(place.name) for place in event.places}
        span = self._span(head.first, head.last)
        if label == "DATE":
            start, end = event.time.start, event.time.end
            if start is None and end is None:
                return not head.id and event.time.span is not None and _overlap(event.time.span, span)
            return head.id == f"{start or ''}/{end or ''}"
        fillers: tuple[Filler, ...] = getattr(event, _SLOTS[label])
        id = same_id(head.id)
        alike = [filler for filler in fillers if same_id(filler.id) == id]
        if alike and id.endswith(":*"):
            # All unlisted ones compare as equal: where one of them is meant by its span, only that one is right.
            spans = [self._span(h.first, h.last) for pair in pairs for h in pair.candidate.heads]
            if any(_overlap(filler.span, s) for filler in alike for s in spans):
                return any(_overlap(filler.span, span) for filler in alike)
        return bool(alike)


def _overlap(a: CharSpan, b: CharSpan) -> bool:
    return a.start < b.end and b.start < a.end
