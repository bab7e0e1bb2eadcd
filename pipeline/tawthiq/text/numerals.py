"""Reading numbers: digits, number words, their mixtures, ranges, percents, money, and the bounds around them.

One pass from left to right; every reading looks ahead and back a bounded number of words, so the time is linear in
the length of the text. The words are data (`lexicons/numbers.csv`, `lexicons/bounds.csv`); how they compose is in
`numeral_grammar`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawthiq.text.bounds import bound_at_back, bound_at_front, changes_before, phrase_before
from tawthiq.text.numeral_grammar import BRACKETS, Grammar, Part
from tawthiq.text.numeral_words import NumberWord, currencies, read_digits, tidy
from tawthiq.text.words import Word
from tawthiq.types import Bound, Value

_DASHES = frozenset("-–—ـ−")
# Names that a number word may be part of: أبو ستة، بئر السبع.
_NAME_HEADS = frozenset({"ابو", "ابي", "ابا", "بير", "باب"})
_HUNDRED = frozenset({"الميه", "المايه"})


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


def read_numbers(words: Sequence[Word]) -> list[Number]:
    """All numbers of a text, in order and without overlap.

    >>> from tawthiq.text.words import split_words
    >>> [(n.value, n.upper, n.bound) for n in read_numbers(split_words("ما لا يقل عن 3 آلاف و200"))]
    [(3200, None, 'at_least')]
    """
    return _Reader(words).read()


def bound_before(words: Sequence[Word], index: int) -> tuple[Bound, int] | None:
    """The bound phrase that ends right before word `index`: (bound, index of its first word)."""
    floor = max(0, index - 40)
    found = bound_at_back([word.norm for word in words[floor:index]], index - floor)
    return (found[0], found[1] + floor) if found else None


def bound_behind(words: Sequence[Word], index: int) -> tuple[Bound, int] | None:
    """The bound phrase that begins at word `index`: (bound, index past its last word)."""
    found = bound_at_front([word.norm for word in words[index : index + 6]], 0)
    return (found[0], found[1] + index) if found else None


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


class _Reader(Grammar):
    def read(self) -> list[Number]:
        found: list[Number] = []
        table, norms = self.table, self.norms
        end = 0
        for index in range(len(self.words)):
            norm = norms[index]
            if index < end or (norm not in table and not norm[:1].isdecimal()):
                continue
            number = self.at(index, end)
            if number is None:
                continue
            if found and self.repeats(found[-1], number):
                number = found.pop()._replace(last=number.last + 1)
            found.append(number)
            end = number.last
        return found

    def repeats(self, before: Number, number: Number) -> bool:
        """Whether `number` says the one before it again in brackets: `خمسة (5)`."""
        return (
            before.value == number.value
            and before.last == number.first - 1
            and self.norms[before.last] in BRACKETS
            and self.norms[number.last] in BRACKETS
        )

    def at(self, index: int, floor: int) -> Number | None:
        """The number that begins at `index`, with all that belongs to it; `floor` is the end of the one before."""
        word = self.table.get(self.norms[index])
        if word is not None:
            if index > floor and self.is_no_number(index, word):
                return None
            special = self.ordinal(index, word) or self.vague(index, word, floor) or self.share(index, word, floor)
            if special:
                return special
        part = self.number(index)
        if part is None:
            return None
        return self.range(index, part, floor) or self.single(index, part, floor)

    def is_no_number(self, index: int, word: NumberWord) -> bool:
        """Whether the number word is part of a name, or the rest of `كمية` and `كميات`."""
        before = self.norms[index - 1]
        glued = self.words[index - 1].end == self.words[index].start
        return before in _NAME_HEADS or (before == "ك" and word.hundred == 100 and not word.definite and glued)

    def single(self, index: int, part: Part, floor: int) -> Number:
        """A number that is no range, with its measure and bounds."""
        norms = self.norms
        first, value = index, part.value
        if index > floor and part.last > index + 1 and norms[index - 1] in BRACKETS and norms[index + 1] in BRACKETS:
            first -= 1
        kind, first, last = self.measure(first, part.last, floor)
        if kind == "percent" and value >= 1000 and part.last == index + 1:
            value = read_digits(norms[index], grouped=False) or value
        bound, lead, rule = self.bound(first, floor, part.rule)
        behind = bound_at_front(norms, last)
        if behind:
            last, rule = behind[1], rule + "/behind"
            bound = behind[0] if bound in ("exact", "about") else bound
        low, high = apply_bound(bound, value)
        return Number(first, last, low, high, bound, kind, rule, lead)

    def bound(self, first: int, floor: int, rule: str) -> tuple[Bound, int, str]:
        found = bound_at_back(self.norms, first, floor)
        return (found[0], found[1], rule + "/before") if found else ("exact", first, rule)

    def measure(self, first: int, last: int, floor: int) -> tuple[str, int, int]:
        """What the number at `[first, last)` measures: its kind, and the widened range of words."""
        norms, norm = self.norms, self.norms[last]
        if norm == "%" or norm in ("بالميه", "بالمايه"):
            return "percent", first, last + 1
        if norm in ("ب", "في") and norms[last + 1] in _HUNDRED:
            return "percent", first, last + 2
        if first > floor and norms[first - 1] == "%":
            return "percent", first - 1, last
        money = currencies()
        if norm in money:
            return "money", first, last + 1
        if first > floor and norms[first - 1] in money and not norms[first - 1][0].isalpha():
            return "money", first - 1, last
        return "cardinal", first, last

    # --- ranges

    def range(self, index: int, part: Part, floor: int) -> Number | None:
        """`بين 20 و30`, `من 20 إلى 30`, `20-30`, `خمسة أو ستة`; a scale said once holds for both ends."""
        opener = phrase_before(self.norms, index, floor, "between")
        found = self.pair(index, part, floor, opened=opener is not None)
        if opener and found is None:
            # بين مئة وخمسة آلاف: what reads as one number may be two.
            for split in reversed(part.splits):
                shorter = self.number(index, stop=split)
                found = self.pair(index, shorter, floor, opened=True) if shorter else None
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

    def pair(
        self, index: int, low: Part, floor: int, *, opened: bool
    ) -> tuple[Value, Value, int, str, int, str] | None:
        """The two ends of a range: (low, high, last, kind, first, name of the joint)."""
        kind, first, last = self.measure(index, low.last, floor)
        joint = self.joint(last, opened=opened)
        if joint is None:
            return None
        at, name = joint
        if self.norms[at] == "%" or (self.norms[at] in currencies() and not self.norms[at][0].isalpha()):
            at += 1
        high = self.number(at)
        if high is None or (name == "dash" and (self.is_dashed(index - 1, -1) or self.is_dashed(high.last, 1))):
            return None
        value = low.value
        if low.scale == 1 and high.scale > 1 and not high.implicit and value < high.group:
            value = tidy(value * high.scale)
        if not value < high.value:
            return None
        second, _, last = self.measure(at, high.last, last)
        return value, high.value, last, second if kind == "cardinal" else kind, first, name

    def joint(self, index: int, *, opened: bool) -> tuple[int, str] | None:
        """What joins two ends at `index`: (index of the second end, name)."""
        norm = self.norms[index]
        if opened and (at := self.after_and(index)) is not None:
            return at, "between"
        if norm == "الي" or (opened and norm == "حتي"):
            return index + 1, "to"
        if norm == "او":
            return index + 1, "or"
        if norm in _DASHES and index + 1 < len(self.words):
            words = self.words
            before, behind = words[index].start - words[index - 1].end, words[index + 1].start - words[index].end
            # `5- 10 أشخاص` is an item of a list.
            return (index + 1, "dash") if (before > 0) == (behind > 0) else None
        return None

    def is_dashed(self, index: int, step: int) -> bool:
        """Whether a dash at `index` goes on to further digits: `7 - 10 - 2023` is a date."""
        inside = min(index, index + step) >= 0
        return inside and self.norms[index] in _DASHES and self.norms[index + step][:1].isdecimal()

    # --- kinds of their own

    def ordinal(self, index: int, word: NumberWord) -> Number | None:
        """`الثالث`, `الثالثة عشرة`, `الحادية والخمسين`."""
        if not word.ordinal:
            return None
        value, last = word.ordinal, index + 1
        following = self.plain(last)
        at = self.after_and(last)
        ten = self.table.get(self.norms[at]) if at is not None else None
        if following and following.ten == 10 and value < 10:
            value, last = value + 10, last + 1
        elif at is not None and ten and ten.ten >= 20 and ten.definite and word.definite and value < 10:
            value, last = value + ten.ten, at + 1
        return Number(index, last, value, value, "exact", "ordinal", "ordinal", index)

    def vague(self, index: int, word: NumberWord, floor: int) -> Number | None:
        """`عشرات`, `مئات الآلاف`."""
        if not word.vague:
            return None
        value, last = word.vague, index + 1
        following = self.plain(last)
        if following and following.vague > value:
            value, last = value * following.vague, last + 1
        kind, first, last = self.measure(index, last, floor)
        _, lead, _ = self.bound(first, floor, "vague")
        return Number(first, last, value, value * 10 - 1, "vague", kind, "vague", lead)

    def share(self, index: int, word: NumberWord, floor: int) -> Number | None:
        """`نصف`, `ثلاثة أرباع`, of a scale (`نصف مليون`: a cardinal) or of anything."""
        share, last = word.fraction, index + 1
        parts = self.plain(last) if word.unit > 1 else None
        if parts and 0 < parts.fraction < 0.5 and not parts.definite:
            share, last = word.unit * parts.fraction, last + 1
        if not 0 < share < 1:
            return None
        following = self.plain(last)
        if following and following.scale and not following.vague:
            value = tidy(share * following.scale)
            part = Part(value, last + 1, value, following.scale, True, (), "half")
            return self.range(index, part, floor) or self.single(index, part, floor)
        number = self.single(index, Part(tidy(share), last, share, 1, True, (), "fraction"), floor)
        return number._replace(kind="fraction") if number.kind == "cardinal" else number
