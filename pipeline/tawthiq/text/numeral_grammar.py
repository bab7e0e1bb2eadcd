"""How number words and digits compose: groups below a thousand, scales, and their chains."""

from __future__ import annotations

from typing import NamedTuple

from tawthiq.text.numeral_digits import BRACKETS, GROUPS, Digits
from tawthiq.text.numeral_words import tidy
from tawthiq.types import Value

# After ألفا these leave it an accusative (ألفاً من), not a dual before its noun (ألفا شخص).
NOT_NOUNS = frozenset(
    {"و", "من", "في", "الي", "علي", "عن", "او", "منذ", "حتي", "خلال", "بعد", "قبل", "بين", "منهم", "بينهم", "تقريبا",
     "اخرين", "اخرون", "هم", "ب", "ل"}
)  # fmt: skip


_OF_THEM = frozenset({"منها", "منهن", "منا", "اخريات", "اخري"})
_PLACING = frozenset({"في", "من", "علي", "ب", "منهم", "منها", "منهن", "،", "."})


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


class Grammar(Digits):
    """Reads the number at an index of a word list; each look ahead is bounded."""

    def number(self, index: int, stop: int | None = None) -> Part | None:
        """The longest number that begins at `index` and ends at or before `stop`."""
        self._stop = len(self.words) if stop is None else stop
        self._splits = []
        if (sign := self.table.get(self.norms[index])) is not None and sign.sign == "negative":
            part = self.number(index + 1, stop) if self.norms[index + 1] != self.norms[index] else None
            return part._replace(value=-part.value) if part else None
        first = term = self.term(index, chained=False)
        if first is None or term is None:
            return None
        total, kinds = first.value, {first.digits}
        if first.scale > 1:
            kinds.add(self.norms[first.last - 1][:1].isdecimal())
        # Nothing is added to 2.5 مليون.
        while term.scale > 1 and isinstance(term.group, int):
            at = self.after_and(term.last) or self.hundreds_of_digits(term.last)
            if at is None or self.portion(at):
                break
            following = self.term(at, chained=True)
            if following is None or not 0 < following.value < term.scale or following.scale >= term.scale:
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
            if ten and ten.hundred and not ten.vague and not word.definite:
                return low, index + 1  # `سبعاً ومئتي نعجة`
        if word.teen > 2 and not word.definite and self.stands_alone(index):
            return word.teen, index + 1
        return (word.unit, index + 1) if word.unit else None

    def stands_alone(self, index: int) -> bool:
        """Whether the accusative of a unit is a number by itself; elsewhere it is `four times`.

        `وأربعاً في الضالع`, `احتُجزت ستاً منهن`.
        """
        norms = self.norms
        if norms[index + 1] in _OF_THEM:
            return True
        return norms[index + 1] in _PLACING and (norms[index - 1] == "و" or self.table[norms[index]].clitic == "و")

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
        return self.rest_of_hundred(value, last)

    def rest_of_hundred(self, value: int, last: int) -> tuple[int, int]:
        """`value` hundreds and the tens and units that `و` joins to them."""
        at = self.after_and(last)
        if at is None:
            return value, last
        rest = self.below_hundred(at) if not self.portion(at) else None
        if rest is None and self.norms[at][:1].isdecimal() and (number := self.digits(at)) and number[0] < 100:
            rest = (int(number[0]), number[1]) if number[0] == int(number[0]) else None
        if rest is None:
            return value, last
        self._splits.append(last)
        return value + rest[0], rest[1]

    def low_first(self, value: int, last: int) -> tuple[int, int]:
        """The old order `خمسة ومئة`, `خمس وأربعين وتسعمئة وألف`, where the hundred or the thousand comes last."""
        at = self.after_and(last)
        word = self.table.get(self.norms[at]) if at is not None else None
        if at is None or word is None or not word.hundred or word.vague:
            return value, last
        end, thousands = at + 1, 0
        if (above := self.after_and(end)) is not None:
            scale = self.table.get(self.norms[above])
            thousands = scale.scale or scale.dual if scale and scale.clitic in ("", "و") else 0
            if thousands not in (1000, 2000) or self.after_and(above + 1) is not None:
                return value, last
            end = above + 1
        self._splits.append(last)
        return value + word.hundred + thousands, end

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
                value, last = self.rest_of_hundred(value * 100, last + 1)
            return self.scaled(value, last, digits=True)
        if word.sign:
            return self.scaled(0, index + 1, digits=False) if word.sign == "zero" else None
        if word.dual and not (word.scale and not self.is_noun(index + 1)):
            return _Term(word.dual, index + 1, 2, word.dual // 2, False, False)
        if word.scale and not word.vague:
            term = self.scaled(word.scale, index + 1, digits=False)
            if term.scale > 1:  # ألف مليون
                return term._replace(scale=term.scale * word.scale, group=1, implicit=True)
            return _Term(word.scale, index + 1, 1, word.scale, True, False)
        below = self.group(index)
        if below is None:
            return None
        value, last = below
        if value % 100 == 0 and (at := self.after_and(last)) is not None:
            scale, again = self.table.get(norms[at]), self.plain(at + 1)
            if scale and again and scale.scale > 1 and scale[1:] == again[1:] and not scale.vague:
                # `مئة ومليون مليون`: num2words says 101 million so; the first of the two stands for `واحد`.
                return _Term((value + 1) * scale.scale, at + 2, value + 1, scale.scale, False, False)
        return self.scaled(*below, digits=False)

    def scaled(self, value: Value, last: int, *, digits: bool) -> _Term:
        """`value` times the scales that follow it."""
        scale = 1
        point = self.plain(last)
        if point and point.sign == "point" and (decimals := self.decimals(last + 1)):
            value, last = float(f"{value}.{decimals[0]}"), decimals[1]
        while (word := self.plain(last)) and word.scale > scale and not word.definite:
            scale, last = scale * word.scale, last + 1
        return _Term(tidy(value * scale) if scale > 1 else value, last, value, scale, False, digits)

    def decimals(self, index: int) -> tuple[str, int] | None:
        """What stands behind `فاصلة`, as digits: `خمسة وعشرون` is 25, `صفر خمسة` is 05, `واحد أربعة` is 14."""
        said, at = "", index
        while len(said) < GROUPS:
            word = self.table.get(self.norms[at])
            if word is not None and word.sign == "zero":
                said, at = said + "0", at + 1
                continue
            below = self.group(at) if word is not None and not (said and word.clitic) else None
            if below is None and self.norms[at].isdecimal():
                below = int(self.norms[at]), at + 1
            if below is None or (said.strip("0") and below[0] > 9):
                break
            said, at = said + str(below[0]), below[1]
            if below[0] > 9:
                break
        return (said, at) if said else None

    def is_noun(self, index: int) -> bool:
        """Whether a word stands at `index` that a number before it may count."""
        following = self.norms[index]
        return following.isalpha() and following not in NOT_NOUNS and following not in self.table

    def portion(self, index: int) -> tuple[float, int] | None:
        """`نصف`, `ثلاثة أرباع`: (its share of one, past its last word)."""
        word = self.table.get(self.norms[index])
        if word is None:
            return None
        parts = self.plain(index + 1) if word.unit > 1 else None
        if parts and parts.portion:
            return word.unit * parts.portion, index + 2
        return (word.fraction, index + 1) if word.fraction else None

    def and_a_half(self, index: int, term: _Term) -> tuple[float, int] | None:
        """`ونصف` behind a number: of its scale (`مليون ونصف المليون`) or of one; (what it adds, past its last word)."""
        at = self.after_and(index)
        portion = self.portion(at) if at is not None else None
        if portion is None or not 0 < portion[0] < 1:
            return None
        share, last = portion
        if self.table[self.norms[last - 1]].definite:
            return None  # `ونصفهم`, `وثلاثة أرباعهم`: of them
        following = self.plain(last)
        if following and following.scale:
            if following.scale == term.scale and not following.vague:
                return share * term.scale, last + 1
            return None
        return None if self.norms[last].startswith("ال") else (share * term.scale, last)
