"""How far two annotators agree on the same documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from tawthiq.corpus.annotated import Annotated
from tawthiq.evaluation.facts import facts_of
from tawthiq.evaluation.matching import Tally
from tawthiq.evaluation.scores import DocumentScore, Score, score, score_document
from tawthiq.evaluation.spans import SCHEMES, overlap, score_entities
from tawthiq.types import Event


class Agreement(NamedTuple):
    """Agreement of B with A.

    `scores` are those of SPEC section 5 with A as gold; `entities` by scheme; `alpha` is Krippendorff's alpha of the
    event types that both gave to a counted span, None where there is nothing to compare or only one type.
    """

    documents: list[DocumentScore]
    scores: dict[str, Score]
    entities: dict[str, Tally]
    alpha: float | None
    units: int


def agreement(one: Sequence[Annotated], other: Sequence[Annotated]) -> Agreement:
    """Compare two annotations of the same documents, by document id.

    Raises:
        ValueError: a document of `other` is not in `one`, or its text differs.
    """
    first = {annotated.document.id: annotated for annotated in one}
    documents, units = [], []
    entities = dict.fromkeys(SCHEMES, Tally())
    for b in other:
        a = first.get(b.document.id)
        if a is None:
            raise ValueError(f"the document {b.document.id!r} is annotated by the second annotator alone")
        if a.document.text != b.document.text:
            raise ValueError(f"the text of {b.document.id!r} differs between the annotators")
        published = a.document.published.isoformat() if a.document.published else None
        documents.append(
            score_document(b.document.id, facts_of(b.extraction.events), facts_of(a.extraction.events), published)
        )
        for scheme, tally in score_entities(b.extraction.entities, a.extraction.entities).items():
            entities[scheme] += tally
        units += typed_units(a.extraction.events, b.extraction.events)
    return Agreement(documents, score(documents), entities, krippendorff_alpha(units), len(units))


def typed_units(one: Sequence[Event], other: Sequence[Event]) -> list[tuple[str, str]]:
    """The types that two annotators gave to the counts whose spans overlap, each count used once."""
    left = [(count.span, event.type) for event in other for count in event.counts]
    units = []
    for event in one:
        for count in event.counts:
            found = next((unit for unit in left if overlap(unit[0], count.span)), None)
            if found:
                left.remove(found)
                units.append((event.type, found[1]))
    return units


def krippendorff_alpha(units: Sequence[tuple[Hashable, ...]]) -> float | None:
    """Krippendorff's alpha for nominal data; None where it is not defined.

    Args:
        units: the values that the coders gave to each unit; units of one value are left out.

    Klaus Krippendorff, Content Analysis (2004), chapter 11: 1 - observed / expected disagreement, from the matrix of
    coincidences.

    >>> krippendorff_alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")])
    0.5333333333333333
    """
    coincidences: Counter[tuple[Hashable, Hashable]] = Counter()
    for values in units:
        if len(values) > 1:
            for i, one in enumerate(values):
                for j, other in enumerate(values):
                    if i != j:
                        coincidences[one, other] += 1 / (len(values) - 1)  # type: ignore[assignment]
    margins: Counter[Hashable] = Counter()
    for (one, _), weight in coincidences.items():
        margins[one] += weight
    total = sum(margins.values())
    expected = sum(margins[a] * margins[b] for a in margins for b in margins if a != b)
    if not expected:
        return None
    observed = sum(weight for (one, other), weight in coincidences.items() if one != other)
    return 1 - (total - 1) * observed / expected
