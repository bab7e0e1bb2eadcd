"""Claim and weapon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.nlp.candidates import Candidate
from tawthiq.nlp.claims import Claim, Text


def features(text: Text, claim: Claim, it: Candidate, rivals: Sequence[Candidate]) -> Iterator[str]:
    """Nothing yet that is not seen of all pairs."""
    return iter(())
