"""Whether `confidence` means what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tawthiq.evaluation.matching import is_core
from tawthiq.evaluation.scores import DocumentScore

_BINS = 10


class Bin(NamedTuple):
    """Facts whose confidence lies in one tenth: how many, their mean confidence, and the share that is right (core)."""

    many: int
    confidence: float
    right: float


class Calibration(NamedTuple):
    """The filled bins, and the expected calibration error over them: the mean gap weighted by their facts.

    Guo et al., On Calibration of Modern Neural Networks (2017).
    """

    bins: list[Bin]
    error: float


def calibration(documents: Sequence[DocumentScore]) -> Calibration | None:
    """The calibration of all predicted facts that have a confidence; None where none has."""
    tenths: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for confidence, right in _judged(documents):
        tenths[min(int(confidence * _BINS), _BINS - 1)].append((confidence, right))
    bins = [
        Bin(len(tenth), sum(c for c, _ in tenth) / len(tenth), sum(r for _, r in tenth) / len(tenth))
        for tenth in tenths
        if tenth
    ]
    total = sum(b.many for b in bins)
    if not total:
        return None
    return Calibration(bins, sum(b.many * abs(b.confidence - b.right) for b in bins) / total)


def _judged(documents: Sequence[DocumentScore]) -> Iterator[tuple[float, bool]]:
    for document in documents:
        partner = dict(document.pairing.pairs)
        excused = set(document.pairing.excused)
        for index, fact in enumerate(document.predicted):
            if fact.confidence is not None and index not in excused:
                right = index in partner and is_core(fact, document.gold[partner[index]])
                yield fact.confidence, right
