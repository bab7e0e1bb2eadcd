"""Of which kind the counted are, where the words around a count say it and not its own noun.

The kind stands as a predicate behind (`تسع منها لأطفال`, `83 جريحاً، جميعهم مدنيون`), as an age (`12 من الناجيات دون الثامنة عشرة`),
before the number (`الأطفال منهم 64`), behind the last of coordinated counts (`3 قتلى و5 جرحى من قوات الحرس`), or it follows from
who lost them (`خسرت الميليشيا 12 قتيلاً`).
"""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.nlp.nominals import NominalReader
from tawthiq.nlp.state import Counted, Found
from tawthiq.text.matchers import noun_trie, word_set

_GENERAL = frozenset({"person", ""})
# Kinds that an age below eighteen narrows to `child`.
_OF_ANY_AGE = frozenset({"person", "", "woman", "man", "civilian", "combatant", "student", "detainee", "displaced_person", "refugee"})
_HURT = ("killing", "injury")
_OF_THEM = ("منهم", "منها", "منهن")
_ALL = ("جميعهم", "كلهم", "جميعهن", "كلهن", "كلها", "جميعها", "هم", "وهم", "هن")
_LINKS = ("من", "ل")
_WOMEN, _CHILDREN = ("نساء", "النساء", "نسوه"), ("اطفال", "الاطفال", "قاصرون", "القاصرون")
# How many words may stand between those who lost them and their number, and between a count and an age.
_LOSS = 8
_AGE = 2


class SaidKinds:
    """Reads the kinds said around the counts of a text."""

    def __init__(self, norms: Sequence[str], mentions: Sequence[Found], nominals: NominalReader) -> None:
        self.norms = norms
        self.nominals = nominals
        self.actors = {f.first: f for f in mentions if f.label == "ACTOR"}
        self.ends = {f.last: f for f in mentions if f.label == "ACTOR"}

    def say(self, counted: Sequence[Counted], first: int, last: int) -> list[Counted]:
        """The counts of the sentence of words `[first, last)`, in order, with the kinds that are said."""
        found: list[Counted] = []
        for c in counted:
            if c.unit in ("person", "percent", ""):
                c = self._with_kind(c, first, last)
            if found and self._share_genitive(found[-1], c):
                found[-1] = found[-1]._replace(category=c.category)
            found.append(c)
        return found

    def _with_kind(self, c: Counted, first: int, last: int) -> Counted:
        percent = c.unit == "percent"
        if c.category in _OF_ANY_AGE and self._is_minor(c.last, last):
            return self._of(c, "child")
        if percent and self.norms[c.number_last : c.last] and self.norms[c.number_last] == "من":
            return c  # `35% من القتلى أطفال`: the kind is that of the whole
        if c.category not in _GENERAL and not percent:
            return c
        kind = self._predicate(c, last)
        if kind is None and not percent:
            kind = self._label(c, first) or self._loss(c, first)
        return self._of(c, kind) if kind else c

    def _of(self, c: Counted, kind: str) -> Counted:
        return c._replace(unit=c.unit or "person", category=kind)

    def _predicate(self, c: Counted, stop: int) -> str | None:
        """`تسع منها لأطفال`, `40% منهم أطفال`, `83 جريحاً، جميعهم مدنيون`."""
        at = c.last
        if at - 1 > c.number_last - 1 and self.norms[at - 1] in _OF_THEM:
            at -= 1
        if at < stop and self.norms[at] in _OF_THEM:
            return self._kind_at(at + 1, stop)
        if at < stop and self.norms[at] in ("،", ","):
            at += 1
        if at < stop and self.norms[at] == "و" and self.norms[at + 1 : at + 2] == ["هم"]:
            at += 1
        if at >= stop or self.norms[at] not in _ALL or c.unit != "person":
            return None
        kind = self._kind_at(at + 1, stop)
        return kind if kind and not self._goes_on(at + 1, stop) else None

    def _kind_at(self, at: int, stop: int) -> str | None:
        """The kind that plural persons say, behind `من` or `ل` or alone: of a force, women and children, or their own."""
        linked = at < stop and self.norms[at] in _LINKS
        if linked and self.norms[at] == "من" and self.nominals.armed_at(at + 1) is not None:
            return "combatant"
        at += linked
        match = noun_trie().longest(self.norms, at) if at < stop else None
        if match is None or match[0] > stop:
            return None
        form = match[1][0]
        if form.noun.unit != "person" or form.number != "plural" or (form.definite and not linked):
            return None
        behind = self.norms[match[0] : match[0] + 2]
        pair = {self.norms[at], behind[1]} if len(behind) == 2 and behind[0] == "و" else set()
        if pair & set(_WOMEN) and pair & set(_CHILDREN):
            return "woman_and_child"
        return form.noun.category if form.noun.category != "person" else None

    def _goes_on(self, at: int, stop: int) -> bool:
        """Whether other kinds follow: `وهم مدنيون وجنديان`."""
        end = next((i for i in range(at, min(at + 6, stop)) if self.norms[i] == "و"), None)
        match = noun_trie().longest(self.norms, end + 1) if end is not None else None
        return match is not None and match[1][0].noun.unit == "person" and self.norms[end + 1] not in _WOMEN + _CHILDREN  # type: ignore[operator]

    def _is_minor(self, at: int, stop: int) -> bool:
        """`دون الثامنة عشرة`, `لم يبلغوا سن الثامنة عشرة`, `قاصرون` close behind a count."""
        for index in range(at, min(at + _AGE, stop)):
            words = [w for w in self.norms[index : index + 6] if w not in ("سن", "ال", "عمر")]
            if words[:1] and words[0] in word_set("under_age") and words[1:2]:
                return words[1] in word_set("ages_of_children") or (words[1].isdecimal() and int(words[1]) <= 18)
            if words[:1] == ["لم"] and words[1:2] and words[1].startswith(("يبلغ", "تبلغ", "يتجاوز", "تتجاوز")):
                return len(words) > 2 and (words[2] in word_set("ages_of_children") or words[2] == "18")
            if self.norms[index] not in _OF_THEM and self.norms[index] not in ("هم", "هن", "كان", "كانوا", "كن"):
                return False
        return False

    def _label(self, c: Counted, first: int) -> str | None:
        """`الأطفال منهم 64`, `النساء والأطفال منهم 27`; `عناصر الجيش: 12`."""
        before = c.number_first - 1
        if before <= first:
            return None
        if self.norms[before] == ":" and (actor := self.ends.get(before)) is not None:
            return "combatant" if self.norms[actor.first] in word_set("members") else None
        if self.norms[before] not in _OF_THEM or not self.norms[before - 1].startswith("ال"):
            return None
        head = self.norms[before - 1]
        match = noun_trie().longest(self.norms, before - 1)
        if match is None or match[0] != before or match[1][0].noun.unit != "person":
            return None
        both = before - 3 >= first and self.norms[before - 2] == "و"
        pair = {head, self.norms[before - 3]} if both else set()
        if pair & set(_WOMEN) and pair & set(_CHILDREN):
            return "woman_and_child"
        return match[1][0].noun.category

    def _loss(self, c: Counted, first: int) -> str | None:
        """`خسرت الميليشيا 12 قتيلاً وعشرين جريحاً`: what an armed actor lost are its own people."""
        lost = None
        for index in range(max(first, c.first - _LOSS), c.first):
            if self.norms[index] in word_set("losing"):
                lost = index
        if lost is None:
            return None
        at = lost + 1
        behind = self.actors.get(at)
        if behind is not None:
            at = behind.last
        before = any(lost - gap in self.ends for gap in (0, 1, 2))
        if behind is None and not before:
            return None
        actor = behind or next(self.ends[lost - gap] for gap in (0, 1, 2) if lost - gap in self.ends)
        if self.nominals.armed_at(actor.first) is None:
            return None
        between = self.norms[at : c.number_first]
        return "combatant" if all(self._is_counted(w) for w in between) else None

    def _is_counted(self, word: str) -> bool:
        match = noun_trie().longest([word], 0)
        person = match is not None and match[1][0].noun.unit == "person"
        return person or word.isdecimal() or word in word_set("between_losses")

    def _share_genitive(self, left: Counted, right: Counted) -> bool:
        """`3 قتلى و5 جرحى من قوات الحرس`: whose both are stands once, behind the second."""
        if left.category != "person" or left.event not in _HURT or right.event not in _HURT:
            return False
        if right.category in _GENERAL or left.last != left.number_last + 1 or self.norms[left.last : right.first] != ["و"]:
            return False
        match = noun_trie().longest(self.norms, right.number_last)
        own = match is None or match[1][0].noun.category == "person"
        return own and right.unit == "person"
