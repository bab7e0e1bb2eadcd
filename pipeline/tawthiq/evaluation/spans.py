"""Entities and uncounted events: scores of spans.

The four ways to compare entities are those of nervaluate (after SemEval-2013 task 9.1): `strict` wants boundaries and
label, `exact` boundaries alone, `partial` an overlap (half a point unless the boundaries agree), `type` an overlap
with the same label. Offsets are half open here, so spans that touch do not overlap.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.evaluation.matching import Tally
from tawthiq.types import CharSpan, Event, Mention

SCHEMES = ("strict", "exact", "partial", "type")


def overlap(one: CharSpan, other: CharSpan) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def score_entities(predicted: Sequence[Mention], gold: Sequence[Mention]) -> dict[str, Tally]:
    """The tally of one document in each scheme; each gold entity is used by one predicted entity at most."""
    right = dict.fromkeys(SCHEMES, 0.0)
    left = list(gold)
    rest = []
    # Equal spans first, so that no overlap takes the partner of an exact match.
    for mention in predicted:
        same = [g for g in left if (g.span.start, g.span.end) == (mention.span.start, mention.span.end)]
        if not same:
            rest.append(mention)
            continue
        partner = next((g for g in same if g.label == mention.label), same[0])
        left.remove(partner)
        labelled = partner.label == mention.label
        right["exact"] += 1
        right["partial"] += 1
        right["strict"] += labelled
        right["type"] += labelled
    for mention in rest:
        near = [g for g in left if overlap(g.span, mention.span)]
        if near:
            partner = next((g for g in near if g.label == mention.label), near[0])
            left.remove(partner)
            right["partial"] += 0.5
            right["type"] += partner.label == mention.label
    return {s: Tally(points, len(predicted) - points, len(gold) - points) for s, points in right.items()}


def score_uncounted(predicted: Sequence[Event], gold: Sequence[Event]) -> Tally:
    """Records without a count: right where type and trigger overlap agree, one to one."""
    left = [event for event in gold if not event.counts]
    many = len(left)
    right = spurious = 0
    for event in predicted:
        if event.counts:
            continue
        partner = next((g for g in left if g.type == event.type and overlap(g.trigger, event.trigger)), None)
        if partner is None:
            spurious += 1
        else:
            left.remove(partner)
            right += 1
    return Tally(right, spurious, many - right)
