"""Why a record came out: the decisions behind each of its fields, with the words and the weights they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tawthiq.nlp import build, factories, state
from tawthiq.nlp.candidates import Candidate
from tawthiq.nlp.claims import Claim
from tawthiq.nlp.counting import Pair, Reading
from tawthiq.nlp.kinds import KindPair
from tawthiq.nlp.linker import ScoredLinker, SlotPair
from tawthiq.nlp.parts import PartPair
from tawthiq.nlp.scorer import default_path, load_scorer
from tawthiq.nlp.state import Counted, View
from tawthiq.types import CharSpan, Count, Document, Event, Extraction, Filler, Place

_MOST = 4
_SLOT_OF = {
    "ACTOR": "perpetrators", "PLACE": "places", "DATE": "time", "WEAPON": "weapons", "SOURCE": "sources"
}  # fmt: skip


class _Decision(NamedTuple):
    """A pair that was taken: words `[first, last)` decided on, `[claim_first, claim_last)` those it was decided for."""

    decision: str
    first: int
    last: int
    claim_first: int
    claim_last: int
    how: str
    probability: float
    features: tuple[tuple[str, float], ...]


class Reason(NamedTuple):
    """Why one field has its value.

    `field` names it (`counts[0]`, `places`), `value` and `span` are what it holds, `rule` is what found the words, and
    `lines` say who decided: the rule, or the score with the features that weighed most, for (+) and against (-).
    """

    field: str
    value: str
    span: CharSpan | None
    rule: str
    lines: tuple[str, ...]


class _Witness(ScoredLinker):
    """The scored linker, which remembers what it took and why."""

    def __init__(self, linker: ScoredLinker) -> None:
        super().__init__(linker.scorer)
        self.decisions: list[_Decision] = []

    def count(self, counted: Counted, pairs: Sequence[Pair], ruled: str) -> Reading | None:
        """As the linker; see `Linker`."""
        chosen = super().count(counted, pairs, ruled)
        for pair in pairs:
            if pair.reading is chosen:
                how = f"event {chosen.type}, said {chosen.how}; the rules alone: {ruled or 'no event'}"
                self._keep("count", (counted.first, counted.last), (counted.first, counted.last), how, pair.features)
        return chosen

    def whole(self, counted: Counted, pairs: Sequence[PartPair], ruled: bool) -> int | None:
        """As the linker; see `Linker`."""
        chosen = super().whole(counted, pairs, ruled)
        for pair in pairs:
            if pair.whole == chosen:
                whole = pair.counted
                how = f"a part; the rules alone: {'a part' if ruled else 'a whole'}"
                self._keep("part", (whole.first, whole.last), (counted.first, counted.last), how, pair.features)
        return chosen

    def kind(self, counted: Counted, pairs: Sequence[KindPair]) -> str:
        """As the linker; see `Linker`."""
        chosen = super().kind(counted, pairs)
        for pair in pairs:
            if pair.category == chosen:
                span = (counted.first, counted.last)
                self._keep("kind", span, span, f"category {chosen}, the noun is general", pair.features)
        return chosen

    def fillers(self, label: str, claim: Claim, pairs: Sequence[SlotPair]) -> Sequence[Candidate] | None:
        """As the linker; see `Linker`."""
        chosen = super().fillers(label, claim, pairs)
        for pair in pairs:
            if chosen and any(pair.candidate is c for c in chosen):
                here = pair.candidate.sentence == claim.sentence
                how = (
                    "in its sentence" if here else f"carried over {claim.sentence - pair.candidate.sentence} sentences"
                )
                for head in pair.candidate.heads:
                    self._keep(label, (head.first, head.last), (claim.first, claim.last), how, pair.features)
        return chosen

    def _keep(
        self, decision: str, words: tuple[int, int], claim: tuple[int, int], how: str, features: Sequence[str]
    ) -> None:
        probability = self.scorer.probability(decision, features)
        reasons = tuple(self.scorer.reasons(decision, features, _MOST))
        self.decisions.append(_Decision(decision, *words, *claim, how, probability, reasons))


class Explainer:
    """Reads documents like the default pipeline, and says why each record came out."""

    def __init__(self) -> None:
        self._nlp = build.load(linker=None)
        self._linker = ScoredLinker(load_scorer(default_path()))

    def explain(self, document: Document) -> tuple[Extraction, dict[str, list[Reason]]]:
        """The extraction of a document, and the reasons of each record by its id."""
        witness = _Witness(self._linker)
        for name in factories.LINKED:
            self._nlp.get_pipe(name).linker = witness  # type: ignore[attr-defined]
        doc = self._nlp(build.make_doc(self._nlp, document))
        extraction = Extraction(
            document, state.mentions(doc), state.quantities(doc), state.relations(doc), state.events(doc)
        )
        said = _Said(extraction, View(doc), witness.decisions)
        return extraction, {event.id: list(said.reasons(event)) for event in extraction.events}


class _Said:
    """The decisions of one text, to be looked up by the characters they are about."""

    def __init__(self, extraction: Extraction, view: View, decisions: Sequence[_Decision]) -> None:
        self._decisions: dict[tuple[str, int, int], list[tuple[CharSpan, _Decision]]] = {}
        for d in decisions:
            span, claim = view.char_span(d.first, d.last), view.char_span(d.claim_first, d.claim_last)
            at = claim if d.decision == "part" else span
            self._decisions.setdefault((d.decision, at.start, at.end), []).append((claim, d))
        self._mentions = {(m.label, m.span): m.rule for m in extraction.entities}
        self._quantities = {q.span: q.rule for q in extraction.quantities}

    def reasons(self, event: Event) -> Iterator[Reason]:
        """The reasons of a record, field by field."""
        yield Reason("assertion", event.assertion, event.trigger, "trigger", ())
        for i, count in enumerate(event.counts):
            lines = [line for kind in ("count", "part", "kind") for line in self._lines(kind, count.span, event)]
            rule = self._quantities.get(count.span, "")
            yield Reason(f"counts[{i}]", _value(count), count.span, rule, tuple(lines))
        for label, slot in _SLOT_OF.items():
            if slot == "time":
                if event.time.span is not None:
                    value = f"{event.time.start or '?'} to {event.time.end or '?'}"
                    yield self._filled(label, slot, value, event.time.span, event)
                continue
            for filler in getattr(event, slot):
                yield self._filled(label, slot, _name(filler), filler.span, event)
        for filler in event.targets:
            rule = self._mentions.get(("TARGET", filler.span), "")
            yield Reason("targets", filler.id, filler.span, rule, ("by rule: the nearest attack before it",))

    def _filled(self, label: str, slot: str, value: str, span: CharSpan, event: Event) -> Reason:
        rule = self._mentions.get((label, span), "")
        lines = tuple(self._lines(label, span, event))
        return Reason(slot, value, span, rule, lines or ("by rule",))

    def _lines(self, decision: str, span: CharSpan, event: Event) -> Iterator[str]:
        """The decision on some words for a record; where several claims were joined, the one with these counts."""
        found = self._decisions.get((decision, span.start, span.end), [])
        spans = [count.span for count in event.counts] or [event.trigger]
        own = [d for claim, d in found if any(claim.start < s.end and s.start < claim.end for s in spans)]
        for d in (own or [d for _, d in found])[:1]:
            yield f"{d.how}; score {d.probability:.2f}"
            yield "   ".join(f"{weight:+.2f} {feature}" for feature, weight in d.features)


def _value(count: Count) -> str:
    upper = "" if count.upper == count.value else f"–{'∞' if count.upper is None else count.upper}"
    part = "" if count.subset_of is None else f", part of counts[{count.subset_of}]"
    return f"{count.value}{upper} {count.unit}/{count.category} ({count.bound}){part}"


def _name(filler: Filler | Place) -> str:
    return filler.name if isinstance(filler, Place) else filler.id
