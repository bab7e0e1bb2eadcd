"""Claim and actor: who is no victim of his own, and whose victims those of a nation are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.nlp.candidates import Candidate
from tawthiq.nlp.claims import Claim, Text
from tawthiq.nlp.state import within
from tawthiq.text.matchers import demonym_forms


def features(text: Text, claim: Claim, it: Candidate, rivals: Sequence[Candidate]) -> Iterator[str]:
    """Who the candidate is, and beside whose people are counted: nobody kills his own."""
    id = it.head.id
    yield f"id={id}"
    for c in claim.wholes[:1]:
        sides = {m.id for m in within(text.mentions, c.first, c.last) if m.label == "ACTOR"}
        if id in sides:
            yield "of-the-counted"
        yield from (f"id={id} counted={side}" for side in sides)
        yield f"id={id} counted={c.category}"
        words = text.signs.norms[c.first : c.last]
        nations = {demonym_forms()[w][0].country for w in words if w in demonym_forms()}
        yield from (f"id={id} nation={nation}" for nation in nations)
