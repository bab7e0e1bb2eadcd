"""Fitting the linker: logistic regression over the candidate pairs of gold documents.

    python -m tawthiq.training.linker annotations/train.jsonl [MORE GOLD] -o models/default/linker.json

The pipeline reads each document with a teacher in the linker's place: the teacher sees the candidate pairs, says which
are right by the gold, and goes on with those. A regression with an L2 penalty is fitted on each decision (liblinear:
Fan et al., 2008, by way of scikit-learn).
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

from tawthiq.evaluation.gold import Gold, part_of, read_gold
from tawthiq.nlp import build, factories
from tawthiq.nlp.linker import Linker, ScoredLinker
from tawthiq.nlp.scorer import FORMAT, Scorer, Table
from tawthiq.nlp.state import View
from tawthiq.training.teacher import DECISIONS, Example, Teacher
from tawthiq.types import Document

# The inverse strength of the penalty, how often a feature must be seen, and the smallest weight that is kept.
_C = {
    "count": 0.1, "part": 0.3, "kind": 0.3, "ACTOR": 0.007, "PLACE": 0.02, "SOURCE": 0.02, "DATE": 0.06, "WEAPON": 0.1,
}  # fmt: skip
_USUAL_C = 0.05
_SEEN = 3
_LEAST = 0.01
_FOLDS = 3
# Subjects of news whose numbers count no event, and how much of them is looked at and taken, in articles and
# characters.
_QUIET = frozenset({"Sports", "Finance", "Tech", "Culture", "Medical"})
_LOOKED_AT = 400
_TAKEN = 80
_LONGEST = 2_000


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

    First the pipeline goes on with what is right; then, in each fold of the documents, with what a scorer takes that
    was fitted on the other folds.
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
# Decision -> threshold, and threshold of what the rules propose (see `nlp.scorer.Table`), by cross-validation; those of
# actors, places, times and sources as they did best on the development split and on news that the fit had not seen. A
# missed count costs as much as a false one, a wrong perpetrator more than none, and hardly an event has no place.
_THRESHOLDS = {
    "count": (0.45, 0.25), "part": (0.5, 0.25), "ACTOR": (0.5, 0.35), "PLACE": (0.25, 0.2), "DATE": (0.35, 0.35),
    "WEAPON": (0.55, 0.5), "SOURCE": (0.5, 0.45),
}  # fmt: skip
_USUAL_THRESHOLDS = (0.5, 0.5)


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
