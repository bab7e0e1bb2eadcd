"""What is seen of a pair by its slot, besides what `tawthiq.nlp.pairs` sees of all pairs.

Each function takes the text, the claim, the candidate and the candidates of its label in the claim's sentence, and
gives features.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tawthiq.nlp.candidates import Candidate
from tawthiq.nlp.claims import Claim, Text
from tawthiq.nlp.pairs_of import actors, dates, places, sources, weapons

Features = Callable[[Text, Claim, Candidate, Sequence[Candidate]], Iterable[str]]

OF_LABEL: dict[str, Features] = {
    "ACTOR": actors.features,
    "PLACE": places.features,
    "DATE": dates.features,
    "WEAPON": weapons.features,
    "SOURCE": sources.features,
}
