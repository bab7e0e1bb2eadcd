"""Fitting the linker: logistic regression over the candidate pairs of gold documents.

    python -m tawthiq.training.linker annotations/train.jsonl [MORE GOLD] -o models/default/linker.json

The pipeline reads each document with a teacher in the linker's place: the teacher sees the candidate pairs, says which
are right by the gold, and goes on with those. A regression with an L2 penalty is fitted on each decision (liblinear: Fan
et al., 2008, by way of scikit-learn).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tawthiq.evaluation.facts import place_key, same_id
from tawthiq.evaluation.gold import Gold, part_of, read_gold
from tawthiq.nlp import build, factories
from tawthiq.nlp.candidates import LABELS, Candidate
from tawthiq.nlp.claims import Claim
from tawthiq.nlp.counting import Pair, Reading
from tawthiq.nlp.kinds import KindPair
from tawthiq.nlp.linker import Linker, ScoredLinker, SlotPair
from tawthiq.nlp.parts import PartPair
from tawthiq.nlp.scorer import FORMAT, Scorer, Table
from tawthiq.nlp.state import Counted, Found, View
from tawthiq.types import CharSpan, Count, Document, Event, Filler

DECISIONS = ("count", "part", "kind", *LABELS)
# The inverse strength of the penalty, how often a feature must be seen, and the smallest weight that is kept.
_C = {"count": 0.1, "part": 0.3, "kind": 0.3}
_USUAL_C = 0.05
_SEEN = 3
_LEAST = 0.01
# A count that the gold has not here but elsewhere in the text is a claim said twice, if it is no small number.
_SMALL = 2
_FOLDS = 3
# Subjects of news whose numbers count no event, and how much of them is looked at and taken, in articles and characters.
_QUIET = frozenset({"Sports", "Finance", "Tech", "Culture", "Medical"})
_LOOKED_AT = 400
_TAKEN = 80
_LONGEST = 2_000
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
        self.examples[decision] += [Example(document, tuple(map(sys.intern, features)), right) for features, right in pairs]

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


def quiet_news(path: Path) -> list[Gold]:
    """News of sport, economy and the like: every number in them counts nothing (weak supervision by subject).

    Only articles are taken in which the rules alone read an event: the others have nothing to teach.
    """
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["cat"] in _QUIET]
    rows.sort(key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())
    documents = [Document(row["id"], row["text"][:_LONGEST]) for row in rows[:_LOOKED_AT]]
    read = build.extract(documents, build.load(linker=None))
    return [Gold(e.document, [], None, ()) for e in read if any(event.counts for event in e.events)][:_TAKEN]


Examples = dict[str, list[Example]]


def collect(gold: Iterable[Gold], pupil: Linker | None = None) -> Examples:
    """The examples of all decisions, in the order of the documents."""
    nlp = build.load(linker=None)
    teacher = Teacher(pupil)
    for name in factories.LINKED:
        nlp.get_pipe(name).linker = teacher  # type: ignore[attr-defined]
    for document in gold:
        doc = build.make_doc(nlp, document.document)
        teacher.begin(document, View(doc))
        nlp(doc)
    return teacher.examples


def _joined(parts: Iterable[Examples]) -> Examples:
    found: Examples = {name: [] for name in DECISIONS}
    for part in parts:
        for name, examples in part.items():
            found[name] += examples
    return found


def learn(gold: Sequence[Gold]) -> tuple[Scorer, Examples]:
    """A scorer fitted on gold documents, and the examples it was fitted on.

    First the pipeline goes on with what is right; then, in each fold of the documents, with what a scorer takes that was
    fitted on the other folds.
    """
    folds = [gold[i::_FOLDS] for i in range(_FOLDS)]
    told = [collect(fold) for fold in folds]
    seen = []
    for i, fold in enumerate(folds):
        pupil = ScoredLinker(train(_joined(part for j, part in enumerate(told) if j != i)))
        seen.append(collect(fold, pupil))
    examples = _joined([*told, *seen])
    return train(examples), examples


def fit(examples: Sequence[Example], c: float) -> tuple[float, dict[str, float]]:
    """Bias and weights of one decision; `c` is the inverse strength of the penalty."""
    if len({example.right for example in examples}) < 2:
        return _NEVER, {}  # nothing to tell apart

    import numpy
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    seen = Counter(feature for example in examples for feature in set(example.features))
    column = {feature: i for i, feature in enumerate(sorted(f for f, times in seen.items() if times >= _SEEN))}
    indices: list[int] = []
    ends = [0]
    for example in examples:
        indices += sorted({column[f] for f in example.features if f in column})
        ends.append(len(indices))
    matrix = csr_matrix((numpy.ones(len(indices)), indices, ends), shape=(len(examples), len(column)))
    model = LogisticRegression(C=c, solver="liblinear", max_iter=300, random_state=0)
    model.fit(matrix, [example.right for example in examples])
    weights = {feature: round(float(model.coef_[0][i]), 3) for feature, i in column.items()}
    return round(float(model.intercept_[0]), 3), {f: w for f, w in weights.items() if abs(w) >= _LEAST}


# The bias of a decision that nothing was learned about: no pair is taken.
_NEVER = -10.0
# Decision -> threshold, and threshold of what the rules propose (see `nlp.scorer.Table`), by cross-validation. A missed
# count costs as much as a false one, a wrong perpetrator more than none, and hardly an event has no place at all.
_THRESHOLDS = {
    "count": (0.45, 0.25), "part": (0.5, 0.25), "ACTOR": (0.6, 0.4), "PLACE": (0.2, 0.2), "DATE": (0.4, 0.4),
    "WEAPON": (0.55, 0.5), "SOURCE": (0.45, 0.45),
}  # fmt: skip
_USUAL_THRESHOLDS = (0.5, 0.5)
# The bias of a decision that nothing was learned about: no pair is taken.
_NEVER = -10.0


def train(examples: Examples) -> Scorer:
    """A scorer fitted on the examples of every decision."""
    tables = {}
    for name in DECISIONS:
        bias, weights = fit(examples[name], _C.get(name, _USUAL_C))
        tables[name] = Table(bias, *_THRESHOLDS.get(name, _USUAL_THRESHOLDS), weights)
    return Scorer(tables)


def save(scorer: Scorer, path: Path, about: dict[str, object]) -> None:
    """Write the weights as JSON, one decision after the other; `about` says what they were fitted on."""
    decisions = {
        name: {"bias": t.bias, "threshold": t.threshold, "trust": t.trust, "weights": dict(sorted(t.weights.items()))}
        for name, t in scorer.tables.items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    data = {"format": FORMAT, "about": about, "decisions": decisions}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit on the gold named and write the weights."""
    parser = argparse.ArgumentParser(description="Fit the linker on gold documents.")
    parser.add_argument("gold", nargs="+", type=Path, help="annotations (.jsonl), or folders of gold with records")
    parser.add_argument(
        "--quiet", type=Path, metavar="FILE", help="news of subjects without events (JSON lines, gzip: cat, id, text)"
    )
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments_ = parser.parse_args(arguments)
    everything: list[Gold] = []
    about = []
    for path in arguments_.gold:
        if not path.exists():
            sys.stdout.write(f"{path} is not there: not learned from\n")
            continue
        gold = read_gold([path])
        if path.is_dir():
            gold = [g for g in gold if part_of(g.document.id) == "learn"]
        everything += gold
        digest = hashlib.sha256("\n".join(g.document.id for g in gold).encode()).hexdigest()[:12]
        about.append({"gold": path.name, "documents": len(gold), "ids": digest})
    if arguments_.quiet is not None and not arguments_.quiet.exists():
        sys.stdout.write(f"{arguments_.quiet} is not there: not learned from\n")
    elif arguments_.quiet is not None:
        quiet = quiet_news(arguments_.quiet)
        everything += quiet
        about.append({"news of quiet subjects": arguments_.quiet.name, "documents": len(quiet)})
    scorer, examples = learn(everything)
    save(scorer, arguments_.output, {"learned_from": about})
    for name, table in scorer.tables.items():
        right = sum(example.right for example in examples[name])
        sys.stdout.write(f"{name}: {len(examples[name]):,} pairs, {right:,} right, {len(table.weights):,} weights\n")


if __name__ == "__main__":
    main()
