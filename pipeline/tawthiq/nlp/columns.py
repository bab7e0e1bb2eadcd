"""Columns: bare numbers that stand as those of the line or bracket before them did.

`بغداد: 261 قتيلاً – 830 جريحاً` and below it `البصرة: 48 – 144`; `ديالى (128 قتيلاً، 87 جريحاً)، كركوك (71، 102)`: the
first number of each row is what the first of the full row is, the second what its second is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tawthiq.nlp.links import IMPLIED, Links
from tawthiq.nlp.state import Link

# The rule of a count that its column names: that leaves nothing to choose.
COLUMN = "column"
# What stands between the numbers of one row; a dash or a slash alone between two that a noun tells apart.
_BETWEEN = frozenset({"،", ",", "-", "–", "—", "/", "|", "و", ";", "؛"})
_FEWEST = 2


class Columns:
    """Reads the rows of one text, sentence by sentence; the full row before lends its columns."""

    def __init__(self, links: Links) -> None:
        self.s = links
        self.full: list[int] = []

    def read(self, here: Sequence[int]) -> None:
        """Name the bare numbers of a sentence, of which `here` are the counts, by the columns of the full row."""
        rows = [row for row in self._rows(here) if len(row) >= _FEWEST]
        for row in rows:
            types = [self.s.event_of(i) if i in self.s.links else "" for i in row]
            if all(self.s.counted[i].rule == "bare" for i in row):
                if len(row) == len(self.full):
                    self._name(row)
            elif all(types) and len(set(types)) == len(types):
                self.full = row
        if here and not rows:
            self.full = []

    def _rows(self, here: Sequence[int]) -> Iterator[list[int]]:
        """The counts with numbers that nothing but commas and dashes keeps apart."""
        row: list[int] = []
        counts = [i for i in here if self.s.counted[i].rule not in IMPLIED]
        for left, right in pairwise([None, *counts]):
            assert right is not None
            if left is not None and not self._joined(left, right):
                yield row
                row = []
            row.append(right)
        if row:
            yield row

    def _joined(self, left: int, right: int) -> bool:
        between = self.s.norms[self.s.counted[left].last : self.s.counted[right].first]
        return 1 <= len(between) <= _FEWEST and all(word in _BETWEEN for word in between)

    def _name(self, row: Sequence[int]) -> None:
        for index, above in zip(row, self.full, strict=True):
            a = self.s.counted[above]
            event = self.s.event_of(above)
            self.s.counted[index] = self.s.counted[index]._replace(unit=a.unit, category=a.category, event=event)
            self.s.links[index] = [Link("event", index, -1, COLUMN)]
