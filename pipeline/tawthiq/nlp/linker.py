"""The linker: decides over candidate pairs which event a count belongs to, and what fills the slots of a claim.

Whoever decides is a `Linker`: the scored one of the default pipeline, a teacher that knows the gold, one that keeps its
reasons. Without a linker the rules alone decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from tawthiq.nlp.candidates import Candidate
from tawthiq.nlp.claims import Claim
from tawthiq.nlp.counting import Pair, Reading
from tawthiq.nlp.kinds import KindPair
from tawthiq.nlp.pairs_of.places import BYLINE, FACILITY, finest
from tawthiq.nlp.parts import PartPair
from tawthiq.nlp.scorer import Scorer
from tawthiq.nlp.state import Counted

# A claim has one time and one place, or one row of places; of the others all that are likely enough fill the slot.
_SINGLE = frozenset({"DATE", "PLACE"})
# What a claim's own sentence names of these, nothing said before is added to.
_OWN = frozenset({"WEAPON"})
# The features that say that the rules propose a pair.
_RULED = frozenset({"ruled", "here ruled", "carried ruled"})
# The feature of the only place that a claim's own run of clauses names: if it is likely at all, likelier ones of other
# runs are not its place (`قتل 3 في حلب، فيما قتل 2 في إدلب`).
_ONLY = "here only-in-run"
# The features of the place that sets the scene of a claim whose own sentence names none.
_SCENE = frozenset({"carried scene=heading", "carried scene=told"})
# What was said before a claim that names an incident of its own without a weapon is never its filler, nor is the place
# where a text was written, nor who only controls an area (`نزح 40 من مناطق سيطرة القوات`).
_BARRED = frozenset(
    {"carried unarmed", f"here {BYLINE}", f"carried {BYLINE}", "here role=controls", "carried role=controls"}
)
# A name that a facility is called by is no place if another place of the sentence is this likely.
_FACILITY = f"here {FACILITY}"
_LIKELY = 0.05
# The feature of a weapon that a title says the whole report is about: that of every toll that names no other.
_REPORTED_ON = "carried reported-on"
# Who speaks without a name (`التقرير`) is one that was named, if one was.
_UNNAMED = frozenset({"source:unnamed"})


class SlotPair(NamedTuple):
    """A candidate for a slot with its features."""

    candidate: Candidate
    features: list[str]


class Linker(Protocol):
    """Decides over candidate pairs."""

    def count(self, counted: Counted, pairs: Sequence[Pair], ruled: str) -> Reading | None:
        """What a count is a count of, or None; `ruled` is the event type that the rules gave it, or empty."""
        ...

    def whole(self, counted: Counted, pairs: Sequence[PartPair], ruled: bool) -> int | None:
        """The count that a count is a part of, or None; `ruled` says whether the rules found one."""
        ...

    def kind(self, counted: Counted, pairs: Sequence[KindPair]) -> str:
        """The category of a count whose noun is general."""
        ...

    def fillers(self, label: str, claim: Claim, pairs: Sequence[SlotPair]) -> Sequence[Candidate] | None:
        """What fills the slot of a claim; None leaves it to the rules."""
        ...


class ScoredLinker:
    """Takes the likeliest pair, if it is likely enough."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer

    def count(self, counted: Counted, pairs: Sequence[Pair], ruled: str) -> Reading | None:
        """The reading that is furthest over its threshold; see `Linker`."""
        scored = [(self.scorer.margin("count", p.features, p.reading.type == ruled), -i) for i, p in enumerate(pairs)]
        best, i = max(scored, default=(0.0, 0))
        return pairs[-i].reading if best > 0 else None

    def whole(self, counted: Counted, pairs: Sequence[PartPair], ruled: bool) -> int | None:
        """The likeliest whole over the threshold; see `Linker`."""
        scored = [(self.scorer.margin("part", p.features, _is_ruled(p.features)), -i) for i, p in enumerate(pairs)]
        best, i = max(scored, default=(0.0, 0))
        return pairs[-i].whole if best > 0 else None

    def kind(self, counted: Counted, pairs: Sequence[KindPair]) -> str:
        """The likeliest category; see `Linker`."""
        scored = [(self.scorer.probability("kind", pair.features), -i) for i, pair in enumerate(pairs)]
        return pairs[-max(scored)[1]].category

    def fillers(self, label: str, claim: Claim, pairs: Sequence[SlotPair]) -> Sequence[Candidate] | None:
        """All likely candidates, of times and places only the likeliest; see `Linker`."""
        open_ = [p for p in pairs if _BARRED.isdisjoint(p.features)]
        scored = [(self.scorer.margin(label, p.features, _is_ruled(p.features)), p) for p in open_]
        likely = [(margin, p) for margin, p in scored if margin > 0]
        if label in _SINGLE:
            if scene := [p.candidate for p in open_ if not _SCENE.isdisjoint(p.features)]:
                return scene[:1]
            if not likely:
                return []
            best = self._place(likely, open_) if label == "PLACE" else max(likely, key=lambda row: row[0])[1]
            return [finest(best.candidate, claim, [p.candidate for p in pairs]) if label == "PLACE" else best.candidate]
        chosen = [p.candidate for _, p in likely]
        own = [candidate for candidate in chosen if candidate.sentence == claim.sentence] if label in _OWN else []
        topic = [p.candidate for p in pairs if label in _OWN and _REPORTED_ON in p.features]
        return _unlike(own or topic or chosen)

    def _place(self, likely: Sequence[tuple[float, SlotPair]], pairs: Sequence[SlotPair]) -> SlotPair:
        """The likeliest place, the only one of its run before others, and no facility before a place."""
        alone = [(margin, p) for margin, p in likely if _ONLY in p.features]
        best = max(alone or likely, key=lambda row: row[0])[1]
        if _FACILITY not in best.features:
            return best
        places = [p for p in pairs if "here" in p.features and _FACILITY not in p.features]
        scored = [(self.scorer.probability("PLACE", p.features), -i) for i, p in enumerate(places)]
        probability, i = max(scored, default=(0.0, 0))
        return places[-i] if probability > _LIKELY else best


def _is_ruled(features: Sequence[str]) -> bool:
    return not _RULED.isdisjoint(features)


def _unlike(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those that repeat others."""
    seen: set[str] = set()
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: c.keys == _UNNAMED):
        if not candidate.keys <= seen and not (kept and candidate.keys == _UNNAMED):
            kept.append(candidate)
            seen |= candidate.keys
    return kept
