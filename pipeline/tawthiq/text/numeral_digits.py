"""Single number words and digits at an index of a word list; what the grammar of numbers is built on."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.text.numeral_words import NumberWord, currencies, number_words, read_digits
from tawthiq.text.words import Word
from tawthiq.types import Value

BRACKETS = frozenset("()[]")
GROUPS = 4  # `1 000 000`: at most so many groups set apart by spaces
_PAD = 12


class Digits:
    """The words of a text as numbers see them; each look ahead is bounded."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        # Empty words behind the end spare every look ahead a check.
        self.norms = [word.norm for word in words] + [""] * _PAD
        self.table = number_words()
        self._stop = len(words)
        self._splits: list[int] = []

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
            return index if word.clitic == "و" or self.is_and_eleven(index) else None
        if norms[index] != "و":
            return None
        at = index + 1
        if norms[at] in BRACKETS and norms[at + 2] in BRACKETS:
            at += 1
        word = self.table.get(norms[at])
        return at if (not word.clitic if word is not None else norms[at][:1].isdecimal()) else None

    def is_and_eleven(self, index: int) -> bool:
        """`مئة وأحد عشر`, `مئة وأحد وعشرون`: in match form `وأحد` is `واحد`, which no number precedes."""
        if self.norms[index] != "واحد":
            return False
        at = index + 1 if self.plain(index + 1) else self.after_and(index + 1)
        ten = self.table.get(self.norms[at]) if at is not None else None
        return ten is not None and (ten.ten == 10 if at == index + 1 and not ten.clitic else ten.ten >= 20)

    def hundreds_of_digits(self, index: int) -> int | None:
        """`3 مئة` right behind a scale (`4 آلاف 3 مئة`), where no "and" joins them: its index."""
        hundred = self.plain(index + 1) if self.norms[index].isdecimal() and len(self.norms[index]) == 1 else None
        return index if hundred and hundred.hundred == 100 else None

    def digits(self, index: int) -> tuple[Value, int] | None:
        """The number in digits at `index`, with groups that spaces set apart; none where it is part of a name."""
        norms, words = self.norms, self.words
        if (turned := self.turned(index)) is not None:
            return turned
        value = read_digits(norms[index])
        if value is None or self.is_glued(index):
            return None
        if self.is_pointed(index):
            return float(f"0.{int(norms[index]):0{len(norms[index])}}"), index + 1
        last = index + 1
        if norms[index].isdecimal() and len(norms[index]) < 4 and value:
            while last < min(self._stop, index + GROUPS) and words[last].start - words[last - 1].end == 1:
                whole, rest = norms[last][:3], norms[last][3:]
                if not (len(whole) == 3 and whole.isdecimal()):
                    break
                if rest:  # `1 234.56`
                    tail = read_digits(norms[last], grouped=False) if rest[0] in ".,٫" else None
                    return (int(value) * 1000 + tail, last + 1) if tail is not None else (value, last)
                value, last = int(value) * 1000 + int(whole), last + 1
        return value, last

    def turned(self, index: int) -> tuple[Value, int] | None:
        """`8 .4 مليون`, `000 .470`, `5ر2`: a number whose parts the writing direction has put the other way round."""
        norms, words = self.norms, self.words
        if index + 2 >= self._stop or not (norms[index].isdecimal() and norms[index + 2].isdecimal()):
            return None
        gap = words[index + 1].start - words[index].end
        if len(norms[index]) > 3 or words[index + 1].end != words[index + 2].start:
            return None
        mark = norms[index + 1]
        if not (mark == "ر" and gap == 0) and not (mark == "." and gap == 1):
            return None
        value = read_digits(f"{norms[index + 2]}.{norms[index]}", grouped=mark == ".")
        return (value, index + 3) if value is not None else None

    def is_pointed(self, index: int) -> bool:
        """Whether a point alone stands before the digits: `.08`; without the 0 it is a full stop gone astray."""
        words, norms = self.words, self.norms
        if not index or norms[index - 1] not in (".", "٫") or norms[index][0] != "0" or not norms[index].isdecimal():
            return False
        astray = index > 1 and words[index - 2].end == words[index - 1].start
        return words[index - 1].end == words[index].start and not astray

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
        if before == "/" and norms[index + 1] == "/":
            return False  # `/6,214/`: slashes for brackets
        if before in "-_" and index > 1 and words[index - 2].end == words[index - 1].start:
            return norms[index - 2].isalpha() and norms[index - 2] != "ال"
        return before in "#@_/" or (before[-1].isascii() and before[-1].isalpha() and before not in currencies())
