"""One evaluation in full: scores, slices, confusions, calibration, and every missed, spurious and wrong fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from tawthiq.evaluation.calibration import Calibration, calibration
from tawthiq.evaluation.facts import Fact, facts_of
from tawthiq.evaluation.gold import Gold
from tawthiq.evaluation.matching import Tally, parents_agree, slot_tallies
from tawthiq.evaluation.scores import Difference, DocumentScore, Score, by_slice, difference, score, score_document
from tawthiq.evaluation.spans import SCHEMES, overlap, score_entities, score_uncounted
from tawthiq.types import Extraction

Kind = Literal["missed", "spurious", "wrong"]


class Error(NamedTuple):
    """A fact that is not right: `predicted` or `gold` is None where there is none; `fields` names what differs."""

    kind: Kind
    document: str
    predicted: Fact | None
    gold: Fact | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What `tawthiq evaluate` found. `entities` and `uncounted` are None where the gold or the prediction has none."""

    documents: list[DocumentScore]
    scores: dict[str, Score]
    entities: dict[str, Tally] | None
    uncounted: Tally | None
    slices: dict[str, dict[str, tuple[int, dict[str, Score]]]]
    types: Counter[tuple[str, str]]
    categories: Counter[tuple[str, str]]
    calibration: Calibration | None
    errors: list[Error]
    baseline: dict[str, Difference] | None = None


def evaluate(
    gold: Sequence[Gold],
    predicted: Mapping[str, Extraction],
    baseline: Mapping[str, Extraction] | None = None,
    *,
    with_entities: bool = True,
) -> Report:
    """Evaluate predictions, by document id, against gold; a document without a prediction predicts nothing.

    Args:
        gold: the gold of all documents that count.
        predicted: what was read; documents that are not in the gold are left out.
        baseline: another system's predictions, for the paired bootstrap.
        with_entities: whether the predictions hold entities (records read from a file do not).
    """
    documents = _scored(gold, predicted)
    judged = [(g, predicted.get(g.document.id)) for g in gold]
    entities = None
    if with_entities and all(g.entities is not None for g in gold):
        entities = dict.fromkeys(SCHEMES, Tally())
        for g, p in judged:
            for scheme, tally in score_entities(p.entities if p else (), g.entities or ()).items():
                entities[scheme] += tally
    uncounted = None
    if all(g.events is not None for g in gold):
        uncounted = sum((score_uncounted(p.events if p else (), g.events or ()) for g, p in judged), Tally())
    slices: dict[str, dict[str, list[str]]] = {}
    for g in gold:
        for kind, name in g.slices():
            slices.setdefault(kind, {}).setdefault(name, []).append(g.document.id)
    return Report(
        documents=documents,
        scores=score(documents),
        entities=entities,
        uncounted=uncounted,
        slices={kind: by_slice(documents, dict(sorted(named.items()))) for kind, named in slices.items()},
        types=_type_confusion(documents),
        categories=Counter(
            (d.gold[j].category, d.predicted[i].category) for d in documents for i, j in d.pairing.pairs
        ),
        calibration=calibration(documents),
        errors=[error for document in documents for error in errors_of(document)],
        baseline=difference(documents, _scored(gold, baseline)) if baseline is not None else None,
    )


def _scored(gold: Sequence[Gold], predicted: Mapping[str, Extraction]) -> list[DocumentScore]:
    return [
        score_document(
            g.document.id,
            facts_of(p.events) if (p := predicted.get(g.document.id)) is not None else [],
            g.facts,
            g.published,
        )
        for g in gold
    ]


def _type_confusion(documents: Sequence[DocumentScore]) -> Counter[tuple[str, str]]:
    """(gold type, predicted type) of paired facts, and of unpaired ones whose spans overlap; "" stands for nothing."""
    found: Counter[tuple[str, str]] = Counter()
    for d in documents:
        found.update((d.gold[j].type, d.predicted[i].type) for i, j in d.pairing.pairs)
        left = [d.predicted[i] for i in d.pairing.spurious]
        for j in d.pairing.missed:
            gold = d.gold[j]
            partner = next((p for p in left if p.span and gold.span and overlap(p.span, gold.span)), None)
            if partner is not None:
                left.remove(partner)
            found[gold.type, partner.type if partner else ""] += 1
        found.update(("", p.type) for p in left)
    return found


def errors_of(document: DocumentScore) -> list[Error]:
    """What is missed, spurious and wrong in one document, in the order of its text as far as it is known."""
    d = document
    errors = [Error("missed", d.id, None, d.gold[j]) for j in d.pairing.missed]
    errors += [Error("spurious", d.id, d.predicted[i], None) for i in d.pairing.spurious]
    for i, j in d.pairing.pairs:
        predicted, gold = d.predicted[i], d.gold[j]
        slots = [name for name, tally in slot_tallies(predicted, gold).items() if tally[1:] != (0, 0)]
        category = ["category"] if predicted.category != gold.category else []
        whole = [] if parents_agree(predicted, gold) else ["subset_of"]
        if fields := (*category, *whole, *slots):
            errors.append(Error("wrong", d.id, predicted, gold, fields))
    return sorted(errors, key=_place)


def _place(error: Error) -> int:
    span = (error.gold and error.gold.span) or (error.predicted and error.predicted.span)
    return span.start if span else -1


def metrics(report: Report) -> dict[str, Any]:
    """The report as nested numbers, for `metrics.json`."""
    found: dict[str, Any] = {
        "documents": len(report.documents),
        "scores": {name: _rounded(s._asdict()) for name, s in report.scores.items()},
        "slices": {
            kind: {name: {"documents": many, **_f1s(scores)} for name, (many, scores) in named.items()}
            for kind, named in report.slices.items()
        },
    }
    if report.entities is not None:
        found["entities"] = {scheme: _tally(tally) for scheme, tally in report.entities.items()}
    if report.uncounted is not None:
        found["uncounted"] = _tally(report.uncounted)
    if report.calibration is not None:
        found["calibration_error"] = round(report.calibration.error, 4)
    if report.baseline is not None:
        found["baseline"] = {name: _rounded(d._asdict()) for name, d in report.baseline.items()}
    return found


def _f1s(scores: Mapping[str, Score]) -> dict[str, float]:
    return {name: round(scores[name].f1, 4) for name in ("fact", "core", "strict")}


def _tally(tally: Tally) -> dict[str, float]:
    return _rounded({"precision": tally.precision, "recall": tally.recall, "f1": tally.f1, "support": tally.support})


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in values.items()}
