"""Scores of documents and of collections: tallies, F1, and bootstrap intervals over documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tawthiq.evaluation.facts import Day, Fact, open_since
from tawthiq.evaluation.matching import Pairing, Tally, is_core, is_strict, pair, parents_agree, slot_tallies

MEASURES = (
    "number", "fact", "core", "strict", "category", "subset_of", "bound", "perpetrators", "places", "time", "weapons",
    "targets", "sources",
)  # fmt: skip
_RESAMPLES = 1000
_LEVELS = (0.025, 0.975)


class DocumentScore(NamedTuple):
    """What one document adds to each measure, and the facts behind it."""

    id: str
    tallies: dict[str, Tally]
    predicted: list[Fact]
    gold: list[Fact]
    pairing: Pairing


class Score(NamedTuple):
    """One measure over a collection, with the 95 % bootstrap interval of its F1; `support` is the gold behind it."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    support: int


def score_document(id: str, predicted: Sequence[Fact], gold: Sequence[Fact], published: Day = None) -> DocumentScore:
    """Score the facts of one document."""
    predicted, gold = open_since(predicted, published), open_since(gold, published)
    pairing = pair(predicted, gold)
    tallies = dict.fromkeys(MEASURES, Tally())
    pairs = [(predicted[i], gold[j]) for i, j in pairing.pairs]
    unmatched = Tally(0, len(pairing.spurious), len(pairing.missed))
    for name, right in (
        ("fact", len(pairs)),
        ("core", sum(is_core(p, g) for p, g in pairs)),
        ("strict", sum(is_strict(p, g) for p, g in pairs)),
    ):
        wrong = len(pairs) - right
        tallies[name] = unmatched + Tally(right, wrong, wrong)
    tallies["number"] = _numbers(predicted, gold, pairing)
    for p, g in pairs:
        for name, tally in slot_tallies(p, g).items():
            tallies[name] += tally
        for name, same in (("category", p.category == g.category), ("subset_of", parents_agree(p, g))):
            tallies[name] += Tally(1, 0, 0) if same else Tally(0, 1, 1)
    return DocumentScore(id, tallies, predicted, gold, pairing)


def _numbers(predicted: Sequence[Fact], gold: Sequence[Fact], pairing: Pairing) -> Tally:
    """Whether the numbers were found at all with their unit, types aside."""
    excused = set(pairing.excused)
    left = [(p.value, p.unit) for i, p in enumerate(predicted) if i not in excused]
    wanted = [(g.value, g.unit) for g in gold if not g.optional]
    many, right = len(left), 0
    for number in wanted:
        if number in left:
            left.remove(number)
            right += 1
    return Tally(right, many - right, len(wanted) - right)


def totals(documents: Sequence[DocumentScore]) -> dict[str, Tally]:
    """The tallies of all documents together."""
    return {name: sum((d.tallies[name] for d in documents), Tally()) for name in MEASURES}


def score(documents: Sequence[DocumentScore], *, seed: int = 0) -> dict[str, Score]:
    """Every measure over the documents."""
    together = totals(documents)
    drawn = _resampled(documents, seed)
    scores = {}
    for index, name in enumerate(MEASURES):
        tally = together[name]
        low, high = np.quantile(_f1(drawn[:, index]), _LEVELS) if documents else (0.0, 0.0)
        scores[name] = Score(tally.precision, tally.recall, tally.f1, float(low), float(high), tally.support)
    return scores


class Difference(NamedTuple):
    """F1 of one system less that of another on the same documents, and how sure its sign is.

    `p` is the two-sided bootstrap p-value: twice the share of resamples in which the difference is not of its sign.
    """

    f1: float
    low: float
    high: float
    p: float


def difference(
    documents: Sequence[DocumentScore], baseline: Sequence[DocumentScore], *, seed: int = 0
) -> dict[str, Difference]:
    """The paired bootstrap of two systems scored on the same documents in the same order.

    Raises:
        ValueError: the documents are not the same.
    """
    if [d.id for d in documents] != [d.id for d in baseline]:
        raise ValueError("the two systems were not scored on the same documents")
    ours, theirs = totals(documents), totals(baseline)
    drawn, other = _resampled(documents, seed), _resampled(baseline, seed)
    found = {}
    for index, name in enumerate(MEASURES):
        gaps = _f1(drawn[:, index]) - _f1(other[:, index])
        low, high = np.quantile(gaps, _LEVELS)
        p = 2 * min(float(np.mean(gaps <= 0)), float(np.mean(gaps >= 0)))
        found[name] = Difference(ours[name].f1 - theirs[name].f1, float(low), float(high), min(1.0, p))
    return found


def _resampled(documents: Sequence[DocumentScore], seed: int) -> npt.NDArray[np.float64]:
    """Tallies of `_RESAMPLES` draws of as many documents, with replacement: (resamples, measures, 3)."""
    if not documents:
        return np.zeros((_RESAMPLES, len(MEASURES), 3))
    table = np.array([[d.tallies[name] for name in MEASURES] for d in documents], dtype=float)
    draws = np.random.default_rng(seed).multinomial(
        len(documents), np.full(len(documents), 1 / len(documents)), size=_RESAMPLES
    )
    resampled: npt.NDArray[np.float64] = np.tensordot(draws, table, axes=1)
    return resampled


def _f1(tallies: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """F1 of tallies (…, 3), by the conventions of `Tally`."""
    right, spurious, missed = tallies[..., 0], tallies[..., 1], tallies[..., 2]
    with np.errstate(invalid="ignore"):
        precision = np.where(right + spurious > 0, right / (right + spurious), 1.0)
        recall = np.where(right + missed > 0, right / (right + missed), 1.0)
        both = precision + recall
        f1: npt.NDArray[np.float64] = np.where(both > 0, 2 * precision * recall / both, 0.0)
    return f1


def by_slice(
    documents: Sequence[DocumentScore], slices: Mapping[str, Sequence[str]]
) -> dict[str, tuple[int, dict[str, Score]]]:
    """Slice -> (number of documents, scores); `slices` gives the ids of each slice's documents."""
    found = {}
    for name, ids in slices.items():
        wanted = set(ids)
        inside = [d for d in documents if d.id in wanted]
        if inside:
            found[name] = (len(inside), score(inside))
    return found
