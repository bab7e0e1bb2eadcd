"""How number words and digits compose: groups below a thousand, scales, and their chains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawthiq.text.numeral_words import NumberWord, currencies, number_words, read_digits, tidy
from tawthiq.text.words import Word
from tawthiq.types import Value

BRACKETS = frozenset("()[]")
# After ألفا these leave it an accusative (ألفاً من), not a dual before its noun (ألفا شخص).
_NOT_NOUNS = frozenset(
    {"و", "من", "في", "الي", "علي", "عن", "او", "منذ", "حتي", "خلال", "بعد", "قبل", "بين", "منهم", "بينهم", "تقريبا",
     "اخرين", "اخرون", "هم", "ب", "ل"}
)  # fmt: skip
_PRONOUNS = frozenset({"هم", "هن", "ها", "ه", "هما", "نا", "كم"})
_GROUPS = 4  # `1 000 000`: at most so many groups set apart by spaces
_PAD = 12


class Part(NamedTuple):
    """A number without its surroundings; `group` times `scale` is its first term, `scale` is 1 without one."""

    value: Value
    last: int
    group: Value
    scale: int
    implicit: bool  # a scale alone (ألف): there is no group that it multiplies
    splits: tuple[int, ...]  # where an "and" joins two terms or words
    rule: str


class _Term(NamedTuple):
    value: Value
    last: int
    group: Value
    scale: int
    implicit: bool
    digits: bool


class Grammar:
    """Reads the number at an index of a word list; each look ahead is bounded."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        # Empty words behind the end spare every look ahead a check.
        self.norms = [word.norm for word in words] + [""] * _PAD
        self.table = number_words()
        self._stop = len(words)
        self._splits: list[int] = []

    def number(self, index: int, stop: int | None = None) -> Part | None:
        """The longest number that begins at `index` and ends at or before `stop`."""
        self._stop = len(self.words) if stop is None else stop
        self._splits = []
        first = term = self.term(index, chained=False)
        if first is None or term is None:
            return None
        total, kinds = first.value, {first.digits}
        if first.scale > 1:
            kinds.add(self.norms[first.last - 1][:1].isdecimal())
        # Nothing is added to 2.5 مليون.
        while term.scale > 1 and isinstance(term.group, int):
            at = self.after_and(term.last)
            following = self.term(at, chained=True) if at is not None else None
            if following is None or following.value >= term.scale or following.scale >= term.scale:
                break
            self._splits.append(term.last)
            total = tidy(total + following.value)
            kinds.add(following.digits)
            term = following
        last = term.last
        half = self.and_a_half(last, term)
        if half:
            total, last = tidy(total + half[0]), half[1]
        rule = "mixed" if len(kinds) > 1 else "digits" if True in kinds else "words"
        splits = tuple(split for split in self._splits if split < last)
        self._stop = len(self.words)
        return Part(total, last, first.group, first.scale, first.implicit, splits, rule)

    # --- single words

    def plain(self, index: int) -> NumberWord | None:
        """The number word at `index` that carries no clitic."""
        word = self.table.get(self.norms[index]) if index < self._stop else None
        return word if word is not None and not word.clitic else None

    def after_and(self, index: int) -> int | None:
        """Where the number word or digits stand that an "and" at `index` joins to what is before it."""
        norms = self.norms
        if index >= self._stop:
            return None
        word = self.table.get(norms[index])
        if word is not None:
            return index if word.clitic == "و" else None
        if norms[index] != "و":
            return None
        at = index + 1
        if norms[at] in BRACKETS and norms[at + 2] in BRACKETS:
            at += 1
        word = self.table.get(norms[at])
        return at if (not word.clitic if word is not None else norms[at][:1].isdecimal()) else None

    def digits(self, index: int) -> tuple[Value, int] | None:
        """The number in digits at `index`, with groups that spaces set apart; none where it is part of a name."""
        norms, words = self.norms, self.words
        value = read_digits(norms[index])
        if value is None or self.is_glued(index):
            return None
        last = index + 1
        if norms[index].isdecimal() and len(norms[index]) < 4 and value:
            while (
                last < min(self._stop, index + _GROUPS)
                and len(norms[last]) == 3
                and norms[last].isdecimal()
                and words[last].start - words[last - 1].end == 1
            ):
                value, last = int(value) * 1000 + int(norms[last]), last + 1
        return value, last

    def is_glued(self, index: int) -> bool:
        """Whether Latin letters or a hyphened word touch the digits: `S300`, `إس-300`, `#5`."""
        words, norms = self.words, self.norms
        if index + 1 < len(words) and words[index + 1].start == words[index].end:
            following = norms[index + 1]
            if following.isascii() and following.isalpha() and following not in currencies():
                return True
        if not index or words[index - 1].end != words[index].start:
            return False
        before = norms[index - 1]
        if before in "-_" and index > 1 and words[index - 2].end == words[index - 1].start:
            return norms[index - 2].isalpha() and norms[index - 2] != "ال"
        return before in "#@_/" or (before[-1].isascii() and before[-1].isalpha() and before not in currencies())

    # --- composition

    def below_hundred(self, index: int) -> tuple[int, int] | None:
        """`خمسة`, `خمسة عشر`, `خمسة وعشرون`, `عشرون`: (value, past its last word)."""
        word = self.table.get(self.norms[index])
        if word is None or index >= self._stop:
            return None
        low = word.unit or word.teen
        if not low:
            return (word.ten, index + 1) if word.ten else None
        following = self.plain(index + 1)
        if following:
            if following.ten == 10 and not following.definite:
                return low + 10, index + 2
            if word.unit > 2 and following.hundred == 100:
                return None
        at = self.after_and(index + 1)
        if at is not None:
            ten = self.table.get(self.norms[at])
            # Either both carry the article or neither; الخمسة وعشرون is common, الأحد وعشرون is Sunday.
            if ten and ten.ten >= 20 and (word.definite == ten.definite or (word.definite and not word.teen)):
                self._splits.append(index + 1)
                return low + ten.ten, at + 1
        return (word.unit, index + 1) if word.unit else None

    def group(self, index: int) -> tuple[int, int] | None:
        """A number below a thousand in words: (value, past its last word)."""
        word = self.table.get(self.norms[index])
        if word is None:
            return None
        following = self.plain(index + 1)
        if word.hundred and not word.vague:
            value, last = word.hundred, index + 1
        elif word.unit > 2 and following and following.hundred == 100:
            value, last = word.unit * 100, index + 2
        else:
            low = self.below_hundred(index)
            return self.low_first(*low) if low else None
        at = self.after_and(last)
        if at is None:
            return value, last
        rest = self.below_hundred(at)
        if rest is None and self.norms[at][:1].isdecimal() and (number := self.digits(at)) and number[0] < 100:
            rest = (int(number[0]), number[1]) if number[0] == int(number[0]) else None
        if rest is None:
            return value, last
        self._splits.append(last)
        return value + rest[0], rest[1]

    def low_first(self, value: int, last: int) -> tuple[int, int]:
        """The old order `خمسة ومئة`, where the hundred ends the group."""
        at = self.after_and(last)
        word = self.table.get(self.norms[at]) if at is not None else None
        if at is None or word is None or not word.hundred or word.vague or self.after_and(at + 1) is not None:
            return value, last
        self._splits.append(last)
        return value + word.hundred, at + 1

    def term(self, index: int, *, chained: bool) -> _Term | None:
        """A group with its scale (`ثلاثة آلاف`), a scale alone, a dual (`ألفان`) or a group alone."""
        norms = self.norms
        word = self.table.get(norms[index]) if index < self._stop else None
        if word is None:
            if not norms[index][:1].isdecimal() or (number := self.digits(index)) is None:
                return None
            value, last = number
            bracketed = index > 0 and norms[index - 1] in BRACKETS and norms[last] in BRACKETS
            if bracketed and (((scale := self.plain(last + 1)) and scale.scale) or chained):
                last += 1
            hundred = self.plain(last)
            if hundred and hundred.hundred == 100 and 2 < value < 10 and isinstance(value, int):
                value, last = value * 100, last + 1
            return self.scaled(value, last, digits=True)
        if word.dual and not (word.scale and not self.before_noun(index)):
            return _Term(word.dual, index + 1, 2, word.dual // 2, False, False)
        if word.scale and not word.vague:
            term = self.scaled(word.scale, index + 1, digits=False)
            if term.scale > 1:  # ألف مليون
                return term._replace(scale=term.scale * word.scale, group=1, implicit=True)
            return _Term(word.scale, index + 1, 1, word.scale, True, False)
        below = self.group(index)
        return self.scaled(*below, digits=False) if below else None

    def scaled(self, value: Value, last: int, *, digits: bool) -> _Term:
        """`value` times the scales that follow it."""
        scale = 1
        while (word := self.plain(last)) and word.scale > scale and not word.definite:
            scale, last = scale * word.scale, last + 1
        return _Term(tidy(value * scale) if scale > 1 else value, last, value, scale, False, digits)

    def before_noun(self, index: int) -> bool:
        """Whether a noun that `ألفا` may count follows it."""
        following = self.norms[index + 1]
        return following.isalpha() and following not in _NOT_NOUNS and following not in self.table

    def and_a_half(self, index: int, term: _Term) -> tuple[float, int] | None:
        """`ونصف` behind a number: of its scale (`مليون ونصف المليون`) or of one; (what it adds, past its last word)."""
        at = self.after_and(index)
        word = self.table.get(self.norms[at]) if at is not None else None
        if at is None or word is None or not 0 < word.fraction < 1 or word.definite:
            return None
        following = self.plain(at + 1)
        if following and following.scale:
            if following.scale == term.scale and not following.vague:
                return word.fraction * term.scale, at + 2
            return None
        if self.norms[at + 1] in _PRONOUNS or self.norms[at + 1].startswith("ال"):
            return None
        return word.fraction * term.scale, at + 1
