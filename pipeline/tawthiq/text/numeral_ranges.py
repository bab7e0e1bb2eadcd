"""Ranges: `بين 20 و30`, `من 20 إلى 30`, `20-30`, `أكثر من 20 وأقل من 30`."""

from __future__ import annotations

from tawthiq.text.bounds import bound_at_back, bound_at_front, changes_before, phrase_before
from tawthiq.text.numeral_grammar import Part
from tawthiq.text.numeral_measures import Measures, Number
from tawthiq.text.numeral_words import currencies, tidy
from tawthiq.types import Value

_DASHES = frozenset("-–—ـ−~")
_LOWER, _UPPER = ("at_least", "more_than"), ("at_most", "less_than")


class Ranges(Measures):
    """Reads numbers with two ends."""

    def range(self, index: int, part: Part, floor: int) -> Number | None:
        """The range whose lower end is `part`; a scale said once holds for both ends."""
        opener = phrase_before(self.norms, index, floor, "between")
        found = self._pair(index, part, floor, opened=opener is not None)
        if opener and found is None:
            # بين مئة وخمسة آلاف: what reads as one number may be two.
            for split in reversed(part.splits):
                shorter = self.number(index, stop=split)
                found = self._pair(index, shorter, floor, opened=True) if shorter else None
                if found:
                    break
        if found is None:
            return None
        low, high, last, kind, first, name = found
        lead = opener[1] if opener else first
        if name == "to" and not opener:
            if changes_before(self.norms, index, floor):
                return None
            start = phrase_before(self.norms, first, floor, "from")
            lead = start[1] if start else first
        before = bound_at_back(self.norms, lead, floor)
        behind = bound_at_front(self.norms, last)
        lead, last = before[1] if before else lead, behind[1] if behind else last
        return Number(first, last, low, high, "range", kind, f"range.{name}", lead)

    def bounded_twice(self, before: Number, number: Number) -> Number | None:
        """`أكثر من 20 وأقل من 30`, `على الأكثر 30 وعلى الأقل 20`: one range out of two bounds of one number."""
        joined = before.last == number.lead - 1 and self.norms[before.last] == "و"
        if not joined or before.kind != number.kind:
            return None
        if before.bound in _LOWER and number.bound in _UPPER:
            low, high = before.value, number.upper
        elif before.bound in _UPPER and number.bound in _LOWER:
            low, high = number.value, before.upper
        else:
            return None
        if high is None or not low < high:
            return None
        return Number(before.first, number.last, low, high, "range", number.kind, "range.bounds", before.lead)

    def _pair(
        self, index: int, low: Part, floor: int, *, opened: bool
    ) -> tuple[Value, Value, int, str, int, str] | None:
        """The two ends of a range: (low, high, last, kind, first, name of the joint)."""
        kind, first, last = self.measure(index, low.last, floor)
        upto = opened or (self.norms[last] == "حتي" and phrase_before(self.norms, first, floor, "from") is not None)
        joint = self._joint(last, opened=opened, upto=upto)
        if joint is None:
            return None
        at, name = joint
        if self.norms[at] == "%" or (self.norms[at] in currencies() and not self.norms[at][0].isalpha()):
            at += 1
        high = self.number(at)
        if high is None or (name == "dash" and (self._is_dashed(index - 1, -1) or self._is_dashed(high.last, 1))):
            return None
        value = low.value
        if low.scale == 1 and high.scale > 1 and not high.implicit and value < high.group:
            value = tidy(value * high.scale)
        if not value < high.value:
            return None
        second, _, last = self.measure(at, high.last, last)
        return value, high.value, last, second if kind == "cardinal" else kind, first, name

    def _joint(self, index: int, *, opened: bool, upto: bool) -> tuple[int, str] | None:
        """What joins two ends at `index`: (index of the second end, name)."""
        norm = self.norms[index]
        if opened and (at := self.after_and(index)) is not None:
            return at, "between"
        if norm == "الي" or (upto and norm == "حتي"):
            return index + 1, "to"
        if norm == "او":
            return index + 1, "or"
        if norm in _DASHES and index + 1 < len(self.words):
            words = self.words
            before, behind = words[index].start - words[index - 1].end, words[index + 1].start - words[index].end
            # `5- 10 أشخاص` is an item of a list.
            return (index + 1, "dash") if (before > 0) == (behind > 0) else None
        return None

    def _is_dashed(self, index: int, step: int) -> bool:
        """Whether a dash at `index` goes on to further digits: `7 - 10 - 2023` is a date."""
        inside = min(index, index + step) >= 0
        return inside and self.norms[index] in _DASHES and self.norms[index + step][:1].isdecimal()
