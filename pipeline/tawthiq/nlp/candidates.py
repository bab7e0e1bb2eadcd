"""Candidate pairs: a claim, and what may fill one of its slots.

A candidate stands in the sentence of the claim, or was said before it: then it is carried. A place comes with the
larger areas of its chain (`كفرنبودة في ريف حماة`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tawthiq.nlp.places import chains, coordinated
from tawthiq.nlp.rolls import entries
from tawthiq.nlp.signs import CONJUNCTIONS
from tawthiq.nlp.state import Found, View, within

# Labels of the mentions that fill the slots.
LABELS = ("ACTOR", "PLACE", "DATE", "WEAPON", "SOURCE")
# How many different things said before are candidates of a claim: the last ones, and the first ones of the text.
_LAST = 5
_FIRST = 3
# What may stand between coordinated weapons: more (`ستة براميل و12 صاروخاً`) counts them apart.
_JOINED = [[conjunction, *by] for conjunction in CONJUNCTIONS for by in ([], ["ب"])]


def key_of(mention: Found) -> str:
    """What makes two mentions the same filler: the id or interval; the name of a place."""
    return mention.name if mention.label == "PLACE" else mention.id


class Candidate(NamedTuple):
    """What may fill a slot: its mentions and the sentence it stands in.

    Coordinated places or weapons are one candidate (`حلب وإدلب`); each is a chain: a place with the areas it lies in,
    any other mention alone.
    """

    chains: tuple[tuple[Found, ...], ...]
    sentence: int

    @property
    def heads(self) -> list[Found]:
        """The mentions that fill the slot."""
        return [chain[0] for chain in self.chains]

    @property
    def head(self) -> Found:
        """The first of them."""
        return self.chains[0][0]

    @property
    def mentions(self) -> list[Found]:
        """All mentions, the larger areas of places too."""
        return [m for chain in self.chains for m in chain]

    @property
    def keys(self) -> frozenset[str]:
        """What the candidate stands for: ids, intervals or names of places."""
        return frozenset(key_of(m) for m in self.heads)

    @property
    def first(self) -> int:
        """Its first word."""
        return self.chains[0][0].first

    @property
    def last(self) -> int:
        """The word past its last."""
        return self.chains[-1][-1].last


class Candidates:
    """The candidates of a text, sentence by sentence."""

    def __init__(self, view: View, mentions: Sequence[Found]) -> None:
        self.view = view
        self.inside: dict[str, list[list[Candidate]]] = {}
        homes = {i for entry in entries(view) for i in range(entry.first, entry.last)}  # where those on a roll are from
        for label in LABELS:
            rows = [m for m in mentions if m.label == label and (label != "DATE" or m.dates)]
            rows = [m for m in rows if m.first not in homes] if label == "PLACE" else rows
            self.inside[label] = [
                list(self._of_sentence(label, within(rows, first, last), index))
                for index, (first, last) in enumerate(view.sentences)
            ]
        self._said: dict[str, list[tuple[list[Candidate], list[Candidate]]]] = {label: [([], [])] for label in LABELS}
        self.starts = [first for first, _ in view.sentences]

    def _of_sentence(self, label: str, mentions: Sequence[Found], sentence: int) -> Iterator[Candidate]:
        parts = chains(self.view, mentions) if label == "PLACE" else [[m] for m in mentions]
        group: list[tuple[Found, ...]] = []
        for part in parts:
            if group and not self._coordinated(group[-1][-1], part[0]):
                yield Candidate(tuple(group), sentence)
                group = []
            group.append(tuple(part))
        if group:
            yield Candidate(tuple(group), sentence)

    def _coordinated(self, left: Found, right: Found) -> bool:
        if left.label == "PLACE":
            return coordinated(self.view, left, right)
        if left.label != "WEAPON":
            return False  # actors that are named side by side may be enemies
        between = self.view.norms[left.last : right.first]
        if not between:
            return left.first == right.first
        return between in _JOINED

    def sentence_of(self, word: int) -> int:
        """The sentence that a word stands in."""
        return bisect_right(self.starts, word) - 1

    def carried(self, label: str, sentence: int) -> list[Candidate]:
        """What was said before `sentence`, each thing once: the last things, the latest first, and the first."""
        said = self._said[label]
        while len(said) <= sentence:
            first, last = said[-1]
            new = {c.keys: c for c in self.inside[label][len(said) - 1]}
            opening = {c.keys: c for c in [*first, *new.values()]}
            latest = [*reversed(new.values()), *(c for c in last if c.keys not in new)]
            said.append((list(opening.values())[:_FIRST], latest[:_LAST]))
        first, last = said[sentence]
        known = {c.keys for c in last}
        return [*last, *(c for c in first if c.keys not in known)]
