"""A number with what stands around it: its sign, what it measures, and its bounds."""

from __future__ import annotations

from typing import NamedTuple

from tawthiq.text.bounds import bound_at_back, bound_at_front, phrase_at_front
from tawthiq.text.numeral_digits import BRACKETS
from tawthiq.text.numeral_grammar import Grammar, Part
from tawthiq.text.numeral_words import currencies, heads, read_digits
from tawthiq.types import Bound, Value

_HUNDRED = frozenset({"الميه", "المايه"})
_MINUS = frozenset("-−")
# What is counted below zero.
_DEGREES = frozenset({"درجه", "درجات", "ميويه"})
_OR_EQUAL: dict[Bound, Bound] = {"more_than": "at_least", "less_than": "at_most"}


class Number(NamedTuple):
    """A number said by `words[first:last]`, `value` and `upper` as SPEC section 3 gives them for its bound.

    `kind` is cardinal, ordinal, percent, money or fraction; the sign or word of percent and money is part of the
    words, and so is a bound phrase directly behind. `lead` is the index of the first word of the bound phrase in
    front (`first` if there is none).
    """

    first: int
    last: int
    value: Value
    upper: Value | None
    bound: Bound
    kind: str
    rule: str
    lead: int


def apply_bound(bound: Bound, value: Value) -> tuple[Value, Value | None]:
    """`value` and `upper` of a count whose number is `value`, by SPEC section 3.

    >>> apply_bound("at_least", 20), apply_bound("less_than", 20)
    ((20, None), (0, 20))
    """
    if bound in ("at_least", "more_than"):
        return value, None
    if bound in ("at_most", "less_than"):
        return 0, value
    return value, value


class Measures(Grammar):
    """Widens numbers to what belongs to them."""

    def single(self, index: int, part: Part, floor: int) -> Number:
        """A number that is no range, with its measure and bounds."""
        norms = self.norms
        first, value = index, part.value
        if index > floor and part.last > index + 1 and norms[index - 1] in BRACKETS and norms[index + 1] in BRACKETS:
            first -= 1
        kind, first, last = self.measure(first, part.last, floor)
        if kind == "percent" and value >= 1000 and part.last == index + 1:
            value = read_digits(norms[index], grouped=False) or value
        if part.last == index + 1 and self.is_minus(first - 1, last):
            first, value = first - 1, -value
        # `تحت الصفر` is no bound.
        bound, lead, rule = self.bound(first, floor, part.rule, bare=value != 0 and not self.is_noun(last))
        if equal := phrase_at_front(norms, last, "equal"):
            last, bound = equal[1], _OR_EQUAL.get(bound, bound)
        behind = bound_at_front(norms, last)
        if behind:
            last, rule = behind[1], rule + "/behind"
            bound = behind[0] if bound in ("exact", "about") else bound
        low, high = apply_bound(bound, value)
        return Number(first, last, low, high, bound, kind, rule, lead)

    def bound(self, first: int, floor: int, rule: str, *, bare: bool) -> tuple[Bound, int, str]:
        """The bound in front of a number that begins at `first`: (bound, where its phrase begins, name of the rule)."""
        found = bound_at_back(self.norms, first, floor, bare=bare)
        return (found[0], found[1], rule + "/before") if found else ("exact", first, rule)

    def is_minus(self, index: int, last: int) -> bool:
        """Whether the sign at `index` makes the number behind it negative: it opens the text, or degrees follow.

        Elsewhere a dash before a number marks items, verses and models: `- 5 جرحى`, `سورة -140`, `سات -2`.
        """
        words = self.words
        if index < 0 or self.norms[index] not in _MINUS or words[index].end != words[index + 1].start:
            return False
        before = self.norms[index - 1] if index else ""
        if before and (words[index - 1].end == words[index].start or before[0].isdecimal() or before in self.table):
            return False
        measured = self.norms[last] in _DEGREES or self.norms[last - 1] == "%"
        opens = before in ("", ":")
        return measured or (opens and not self.norms[last][:1].isalpha())

    def measure(self, first: int, last: int, floor: int) -> tuple[str, int, int]:
        """What the number at `[first, last)` measures: its kind, and the widened range of words."""
        norms, norm = self.norms, self.norms[last]
        if norm == "%" or norm in ("بالميه", "بالمايه"):
            return "percent", first, last + 1
        if norm in ("ب", "في") and norms[last + 1] in _HUNDRED:
            return "percent", first, last + 2
        before = norms[first - 1] if first > floor else ""
        if before == "%" or (before in _HUNDRED and first > floor + 1 and norms[first - 2] == "ب"):
            return "percent", first - (1 if before == "%" else 2), last
        if before in heads("percent_head") and not self.is_ratio(last):
            return "percent", first, last
        money = currencies()
        if norm in money:
            return "money", first, last + 1
        if before in money and not before[0].isalpha():
            return "money", first - 1, last
        return "cardinal", first, last

    def is_ratio(self, index: int) -> bool:
        """Whether what follows `بنسبة` and its number makes it no percentage: `10 أضعاف`, `3 إلى 1`, `3 من كل 10`."""
        norm, behind = self.norms[index], self.norms[index + 1]
        cut = norm == "." and behind[:1].isdecimal()  # `3 .21%`: a decimal torn apart
        return self.is_noun(index) or norm in ("الي", "مقابل") or behind == "كل" or cut
