"""Persons who are counted already, or by nobody: who a name was, how a victim was called, whose kin or body it is.

`مقتل سالم الحداد نجل علي الحداد القيادي في …` tells of one dead, `مطلوب يدعى سالم الحداد` too; `أول شهيدة`, `جثمانه`
and `على يد أحد المستوطنين` count nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.nlp.nominals import NominalReader
from tawthiq.nlp.state import Counted
from tawthiq.text.matchers import noun_trie, word_set

# How far behind a single person their name may be told (`مقاتل آخر من الكتيبة الثانية يدعى …`).
_NAMING = 12
# How many words of a title may stand between its first one and the name.
_TITLE = 3
_OF_BODIES = ("جث", "جثمان", "جثامين")


class Restated:
    """Tells the persons without a number that only say more of somebody; `used` are words that counts hold."""

    def __init__(self, norms: Sequence[str], used: set[int], nominals: NominalReader) -> None:
        self.norms = norms
        self.used = used
        self.nominals = nominals

    def is_said(self, c: Counted, before: Counted | None, first: int) -> bool:
        """Whether a count is none of its own; `before` is the one without a number read before it, if any."""
        if c.unit not in ("person", "") or c.low > 1:
            return self._is_gloss(c, before)
        word = self.norms[c.first - 1] if c.first > first else ""
        if c.rule == "singular":
            # `أول شهيدة`; `34 مقاتلاً معارضاً`: an adjective of the counted; `سالم الحداد زعيم الخلية`
            described = c.first - 1 in self.used and c.first > first
            told = before is not None and before.rule == "named" and before.last == c.first
            return word in ("اول", "اولي") or described or told or self._is_body(c)
        if c.rule == "one-of":
            return self._is_owner(c.first - 1, first)
        if c.rule != "named":
            return False
        if self._is_namesake(c.first - 1, first):
            return True
        return self._is_called(c, before, word)

    def _is_gloss(self, c: Counted, before: Counted | None) -> bool:
        """`عجلتين (سيارتين)`: the same two in other words."""
        if c.rule != "dual" or before is None or before.rule != "dual" or before.last != c.first - 1:
            return False
        return self.norms[before.last] == "(" and self.norms[c.last : c.last + 1] == [")"]

    def _is_body(self, c: Counted) -> bool:
        """`جثمانه`, `جثته`: the body of somebody told of."""
        return self.norms[c.first].startswith(_OF_BODIES) and self.nominals.is_owned(c.first + 1)

    def _is_owner(self, at: int, first: int) -> bool:
        """`شقيق أحد السياسيين`, `على يد أحد المستوطنين`: whose kin somebody is, at whose hands they died."""
        if at < first:
            return False
        if self.norms[at] in ("يد", "ايدي"):
            return True
        match = noun_trie().longest(self.norms, at)
        person = match is not None and match[0] == at + 1 and match[1][0].noun.unit == "person"
        return person and match is not None and match[1][0].number == "singular" and not match[1][0].definite

    def _is_namesake(self, at: int, first: int) -> bool:
        """`منزل حمود الحلو`, `مدرسة حليمة السعدية`, `عائلة سمير الحلو`: whose it is, or after whom it is called."""
        if at < first:
            return False
        match = noun_trie().longest(self.norms[at : at + 1], 0)
        if match is None or match[1][0].definite:
            return False
        noun = match[1][0].noun
        return noun.unit == "family" or (noun.unit == "facility" and noun.category not in ("vehicle", "village"))

    def _is_called(self, c: Counted, before: Counted | None, word: str) -> bool:
        """`شقيق علي الحداد`, `مطلوب يدعى سالم الحداد`, `رامي الدالي (أبو غيث)`: a name of somebody counted before."""
        if before is None or before.unit != "person" or before.low != 1:
            return False
        gap = c.first - before.last
        if gap <= 0:
            return True
        between = self.norms[before.last : c.first]
        if before.rule == "singular" and gap <= _TITLE and all(w.startswith("ال") or w == "في" for w in between):
            return True  # `نقيب الشرطة نادر الحسون`, `ضابط في الجيش سامر …`
        if before.rule == "named" and word in ("(", '"') and gap == 1:
            return True
        named = word in word_set("naming") or self.norms[c.first] in word_set("naming")
        return named and gap <= _NAMING
