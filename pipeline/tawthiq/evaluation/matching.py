"""Pairing predicted facts with gold facts, one to one (SPEC section 5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawthiq.evaluation.facts import ID_SLOTS, Fact


class Tally(NamedTuple):
    """Right, spurious and missed; halves where a partial match is half right."""

    right: float = 0
    spurious: float = 0
    missed: float = 0

    def __add__(self, other: Tally) -> Tally:  # type: ignore[override]
        return Tally(*(a + b for a, b in zip(self, other)))

    @property
    def support(self) -> int:
        """How many are in the gold."""
        return int(self.right + self.missed)

    @property
    def precision(self) -> float:
        """Of what was predicted; 1 where nothing was."""
        return self.right / (self.right + self.spurious) if self.right + self.spurious else 1.0

    @property
    def recall(self) -> float:
        """Of what is in the gold; 1 where nothing is."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Pairing(NamedTuple):
    """Facts of one document by their indices: (predicted, gold) pairs, and those without a partner.

    What hits optional gold, by a pair or by value and unit alone, is in `excused` and in no other list.
    """

    pairs: tuple[tuple[int, int], ...]
    spurious: tuple[int, ...]
    missed: tuple[int, ...]
    excused: tuple[int, ...]


def agrees(predicted: Fact, gold: Fact) -> bool:
    """Whether two facts may be one: type, unit and value, and the upper end where it is no exact number."""
    same = (predicted.type, predicted.unit, predicted.value) == (gold.type, gold.unit, gold.value)
    return same and (gold.bound not in ("vague", "range") or predicted.upper == gold.upper)


def parents_agree(predicted: Fact, gold: Fact) -> bool:
    """Whether both are parts of the same; a share may also be read as a part of its total, or as neither."""
    accepted = {gold.parent}
    if gold.part_of is not None:
        accepted |= {gold.part_of, None}
    if gold.own_setting:
        accepted.add(None)
    return predicted.parent in accepted


def is_core(predicted: Fact, gold: Fact) -> bool:
    """Whether category and whole agree too."""
    return predicted.category == gold.category and parents_agree(predicted, gold)


def slot_tallies(predicted: Fact, gold: Fact) -> dict[str, Tally]:
    """How the slots of a pair agree."""
    tallies = {name: _sets(getattr(predicted, name), getattr(gold, name)) for name in ID_SLOTS}
    tallies["places"] = _places(predicted, gold)
    tallies["time"] = _equal((predicted.start, predicted.end) == (gold.start, gold.end))
    tallies["bound"] = _equal(predicted.bound == gold.bound)
    return tallies


def is_strict(predicted: Fact, gold: Fact) -> bool:
    """Core, and every slot but sources and targets exactly right."""
    slots = slot_tallies(predicted, gold)
    wanted = ("perpetrators", "places", "weapons", "time", "bound")
    return is_core(predicted, gold) and all(slots[name][1:] == (0, 0) for name in wanted)


def _equal(same: bool) -> Tally:
    return Tally(1, 0, 0) if same else Tally(0, 1, 1)


def _sets(predicted: frozenset[str], gold: frozenset[str]) -> Tally:
    return Tally(len(predicted & gold), len(predicted - gold), len(gold - predicted))


def _places(predicted: Fact, gold: Fact) -> Tally:
    got = {key for names in predicted.places for key in names}
    right = sum(not names.isdisjoint(got) for names in gold.places)
    known = frozenset().union(*gold.places)
    return Tally(right, len(got - known), len(gold.places) - right)


def pair(predicted: Sequence[Fact], gold: Sequence[Fact]) -> Pairing:
    """Pair the facts of one document, those first that agree in the most; real gold goes before optional gold."""
    ranked = []
    for i, p in enumerate(predicted):
        for j, g in enumerate(gold):
            if agrees(p, g):
                exact = sum(tally[1:] == (0, 0) for tally in slot_tallies(p, g).values())
                ranked.append((0 if g.optional else 1, 3 * is_core(p, g) + exact / 8, -i, -j))
    partner_of: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(ranked, reverse=True):
        if -i not in partner_of and -j not in taken:
            partner_of[-i] = -j
            taken.add(-j)
    # A number that optional gold has under another type is not charged either.
    optional = {(g.value, g.unit) for g in gold if g.optional}
    alone = [i for i in range(len(predicted)) if i not in partner_of]
    loose = {i for i in alone if (predicted[i].value, predicted[i].unit) in optional}
    return Pairing(
        pairs=tuple((i, j) for i, j in sorted(partner_of.items()) if not gold[j].optional),
        spurious=tuple(i for i in alone if i not in loose),
        missed=tuple(j for j, g in enumerate(gold) if not g.optional and j not in taken),
        excused=tuple(sorted(loose | {i for i, j in partner_of.items() if gold[j].optional})),
    )
