"""Reading numbers: digits, number words, their mixtures, ranges, percents, money, and the bounds around them.

One pass from left to right; every reading looks ahead and back a bounded number of words, so the time is linear in
the length of the text. The words are data (`lexicons/numbers.csv`, `lexicons/bounds.csv`); how they compose is in
`numeral_grammar`, what surrounds them in `numeral_measures`.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.text.bounds import bound_at_back, bound_at_front
from tawthiq.text.numeral_codes import code_end
from tawthiq.text.numeral_digits import BRACKETS
from tawthiq.text.numeral_grammar import Part
from tawthiq.text.numeral_measures import Number, apply_bound
from tawthiq.text.numeral_ranges import Ranges
from tawthiq.text.numeral_words import NumberWord, counted_nouns, currencies, heads, tidy
from tawthiq.text.words import Word
from tawthiq.types import Bound

# In match form these are also the dead: `عُثر عليه ميتاً`, `وُجدا ميتين`; a number only where it counts.
_DEAD = frozenset({"ميتا", "ميتان", "ميتين"})

__all__ = ["Number", "apply_bound", "bound_before", "bound_behind", "read_numbers"]


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


class _Reader(Ranges):
    def read(self) -> list[Number]:
        found: list[Number] = []
        table, norms = self.table, self.norms
        end = 0
        for index in range(len(self.words)):
            norm = norms[index]
            digits = norm[:1].isdecimal()
            if index < end or (norm not in table and not digits):
                continue
            if digits and (code := code_end(self.words, norms, index)) is not None:
                end = code
                continue
            number = self.at(index, end)
            if number is None:
                continue
            if found and self.repeats(found[-1], number):
                number = found.pop()._replace(last=number.last + 1)
            elif found and (both := self.bounded_twice(found[-1], number)):
                found.pop()
                number = both
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
            special = self.ordinal(index, word, floor) or self.vague(index, word, floor) or self.share(index, floor)
            if special:
                return special
        elif self.norms[index - 1] == "ال" and (ordinal := self.ordinal_after_head(index, index - 1, floor)):
            return ordinal
        part = self.number(index)
        if part is None:
            return None
        return self.range(index, part, floor) or self.single(index, part, floor)

    def is_no_number(self, index: int, word: NumberWord) -> bool:
        """Whether the number word is part of a name, the rest of `كمية`, or a percent sign in front (`بالمئة 10`)."""
        before = self.norms[index - 1]
        glued = self.words[index - 1].end == self.words[index].start
        if glued and word.hundred == 100:
            return before == ("ب" if word.definite and self.norms[index + 1][:1].isdecimal() else "ك")
        if self.norms[index] in _DEAD:
            following = self.plain(index + 1)
            noun = self.norms[index + 1] in counted_nouns() or self.norms[index + 1] in currencies()
            scale = following is not None and following.scale
            return not (noun or scale) and self.after_and(index + 1) is None
        return before in heads("name_head")

    # --- kinds of their own

    def ordinal(self, index: int, word: NumberWord, floor: int) -> Number | None:
        """`الثالث`, `الثالثة عشرة`, `الحادية والخمسين`, `المئة والخامسة`, and after such as `الدورة` also `الخمسون`."""
        if word.ordinal:
            if "امس" in self.norms[index + 1 : index + 3]:
                return None  # `أول أمس`, `أول من أمس`
            value, last = self._low_ordinal(index, word)
        elif word.definite and word.hundred and (at := self.after_and(index + 1)) is not None:
            low = self.table.get(self.norms[at])
            if low is None or not low.ordinal:
                return self.ordinal_after_head(index, index, floor)
            value, last = self._low_ordinal(at, low)
            value += word.hundred
        else:
            counts = not word.definite or word.unit  # `المرة الواحدة`
            return None if counts else self.ordinal_after_head(index, index, floor)
        return Number(index, last, value, value, "exact", "ordinal", "ordinal", index)

    def _low_ordinal(self, index: int, word: NumberWord) -> tuple[int, int]:
        """An ordinal below a hundred, or so much `بعد المئة`: (value, past its last word)."""
        value, last = word.ordinal, index + 1
        following = self.plain(last)
        at = self.after_and(last)
        ten = self.table.get(self.norms[at]) if at is not None else None
        if following and following.ten == 10 and value < 10:
            value, last = value + 10, last + 1
        elif at is not None and ten and ten.ten >= 20 and (word.definite or not ten.definite) and value < 10:
            # `الثامنة وعشرين دقيقة` is an hour and its minutes, `الخامسة وعشرون` an ordinal.
            hour = not ten.definite and self.norms[index].endswith("ه") and self.norms[at].endswith("ين")
            value, last = (value, last) if hour else (value + ten.ten, at + 1)
        above = self.plain(last + 1) if self.norms[last] == "بعد" else None
        if above and above.definite and (above.hundred or above.scale):
            value, last = value + (above.hundred or above.scale), last + 2  # `السابعة بعد المئة`
        return value, last

    def ordinal_after_head(self, index: int, start: int, floor: int) -> Number | None:
        """`الذكرى الخمسون`, `الدورة الـ51`: what is definite from `start` on orders a singular before it."""
        if start <= floor or self.norms[start - 1] not in heads("ordinal_head"):
            return None
        part = self.number(index)
        if part is None or not isinstance(part.value, int):
            return None
        return Number(index, part.last, part.value, part.value, "exact", "ordinal", "ordinal/head", index)

    def vague(self, index: int, word: NumberWord, floor: int) -> Number | None:
        """`عشرات`, `مئات الآلاف`."""
        if not word.vague:
            return None
        value, last = word.vague, index + 1
        following = self.plain(last)
        if following and following.vague > value:
            value, last = value * following.vague, last + 1
        kind, first, last = self.measure(index, last, floor)
        _, lead, _ = self.bound(first, floor, "vague", bare=False)
        return Number(first, last, value, value * 10 - 1, "vague", kind, "vague", lead)

    def share(self, index: int, floor: int) -> Number | None:
        """`نصف`, `ثلاثة أرباع`, of a scale (`نصف مليون`: a cardinal) or of anything."""
        portion = self.portion(index)
        if portion is None or not 0 < portion[0] < 1:
            return None
        share, last = portion
        following = self.plain(last)
        if following and following.scale and not following.vague:
            value = tidy(share * following.scale)
            part = Part(value, last + 1, value, following.scale, True, (), "half")
            return self.range(index, part, floor) or self.single(index, part, floor)
        number = self.single(index, Part(tidy(share), last, share, 1, True, (), "fraction"), floor)
        return number._replace(kind="fraction") if number.kind == "cardinal" else number
