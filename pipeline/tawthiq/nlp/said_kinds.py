"""Of which kind the counted are, where the words around a count say it and not its own noun.

The kind stands as a predicate behind (`تسع منها لأطفال`, `83 جريحاً، جميعهم مدنيون`), as an age (`12 من الناجيات دون
الثامنة عشرة`), before the number (`الأطفال منهم 64`), behind the last of coordinated counts (`3 قتلى و5 جرحى من قوات
الحرس`), or it follows from who lost them (`خسرت الميليشيا 12 قتيلاً`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tawthiq import lexicon
from tawthiq.nlp.nominals import NominalReader
from tawthiq.nlp.state import Counted, Found
from tawthiq.text.matchers import norms as norms_of
from tawthiq.text.matchers import noun_trie, word_set
from tawthiq.text.phrases import PhraseTrie

_GENERAL = frozenset({"person", ""})
# Kinds that an age below eighteen narrows to `child`.
_OF_ANY_AGE = frozenset(
    {"person", "", "woman", "man", "civilian", "combatant", "student", "detainee", "displaced_person", "refugee"}
)
_HURT = ("killing", "injury")
_OF_THEM = ("منهم", "منها", "منهن")
_ALL = ("جميعهم", "كلهم", "جميعهن", "كلهن", "كلها", "جميعها", "هم", "وهم", "هن")
_LINKS = ("من", "ل")
_RANKS = (["في", "صفوف"], ["من", "صفوف"], ["بين", "صفوف"], ["في", "اوساط"])
_BOTH_SIDES = frozenset({"الطرفين", "الجانبين", "كلا"})
_WORKS_FOR = frozenset({"من", "في", "ب", "ل", "لدي", "مع"})
_WOMEN, _CHILDREN = ("نساء", "النساء", "نسوه"), ("اطفال", "الاطفال", "قاصرون", "القاصرون")
# How many words may stand between those who lost them and their number, and between a count and an age.
_LOSS = 8
_HEAD = 18
_AGE = 2
_ADULT = 18
# How many words of an age in parentheses may stand between a name and what it was.
_ASIDE = 5


@cache
def staff() -> PhraseTrie[str]:
    """Organisations and services -> the kind of person that works for them."""
    trie: PhraseTrie[str] = PhraseTrie()
    for _, row in lexicon.rows("staff"):
        for phrase in lexicon.alternatives(row["phrases"]):
            trie.add(norms_of(phrase), row["category"])
    return trie


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
        headed: str | None = None  # the kind that the head of the total before said
        for c in counted:
            if c.unit in ("person", "percent", ""):
                c = self._with_kind(c, first, last)
            begin = found[-1].last if found else first
            joined = bool(found) and self.norms[begin : c.first] == ["و"]
            headed = self._head(c, begin) if not joined else headed
            if headed and c.unit == "person" and c.category == "person" and c.rule == "number-noun":
                c = self._of(c, headed)
            if found and self._share_genitive(found[-1], c):
                found[-1] = found[-1]._replace(category=c.category)
            found.append(c)
        return found

    def _with_kind(self, c: Counted, first: int, last: int) -> Counted:
        percent = c.unit == "percent"
        if percent and self.norms[c.number_last : c.last] and self.norms[c.number_last] == "من":
            return c  # `35% من القتلى أطفال`: the kind is that of the whole
        if c.category in _OF_ANY_AGE and self._is_minor(c.last, last):
            return self._of(c, "child")
        if c.unit == "person" and (kind := self._staff(c, last)) is not None:
            return self._of(c, kind)
        if c.category == "child" and self._is_son(c):
            return c._replace(category="person")
        if c.rule == "named" and c.category in ("person", "man", "woman") and (kind := self._post(c.last, last)):
            return c._replace(category=kind)
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
        if at > c.number_last + 1 and at < stop and self.norms[c.number_last] == "من":
            kind = self._kind_at(at, stop)  # `28 من القتلى أطفال`
            if kind is not None and not self._goes_on(at, stop) and self.norms[at - 1].startswith("ال"):
                return kind
        if at < stop and self.norms[at] == "من" and self.nominals.armed_at(at + 1) is not None:
            return "combatant"  # `عشرات القتلى والجرحى من الميليشيا`
        behind = self.norms[at + 1] if at + 1 < len(self.norms) else ""
        if at < stop and self.norms[at] == "من" and behind in _BOTH_SIDES:
            return "combatant"  # `73 قتيلاً من الطرفين`
        if at < stop and self.norms[at] == "بين" and behind.startswith("ال"):
            return self._kind_at(at + 1, stop, linked=True)
        if self.norms[at : at + 2] in _RANKS and at + 2 < stop:  # `40 ضحية في صفوف المدنيين`
            armed = self.nominals.armed_at(at + 2) is not None
            return "combatant" if armed else self._kind_at(at + 2, stop, linked=True)
        if at < stop and self.norms[at] in ("،", ","):
            at += 1
        if at < stop and self.norms[at] == "و" and self.norms[at + 1 : at + 2] == ["هم"]:
            at += 1
        if at >= stop or self.norms[at] not in _ALL or c.unit != "person":
            return None
        kind = self._kind_at(at + 1, stop)
        return kind if kind and not self._goes_on(at + 1, stop) else None

    def _kind_at(self, at: int, stop: int, *, linked: bool = False) -> str | None:
        """The kind that plural persons say, behind `من` or `ل` or alone: of a force, woman and child, or their own."""
        joined = at < stop and self.norms[at] in _LINKS
        if joined and self.norms[at] == "من" and self.nominals.armed_at(at + 1) is not None:
            return "combatant"
        at += joined
        linked = linked or joined
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
            if self.norms[index] in word_set("minors"):
                return True
            words = [w for w in self.norms[index : index + 6] if w not in ("سن", "ال", "عمر")]
            if words[:1] and words[0] in word_set("under_age") and words[1:2]:
                child = words[1] in word_set("ages_of_children") and words[2:3] != ["و"]  # not `دون الثامنة والعشرين`
                return child or (words[1].isdecimal() and int(words[1]) <= _ADULT)
            if words[:1] == ["لم"] and words[1:2] and words[1].startswith(("يبلغ", "تبلغ", "يتجاوز", "تتجاوز")):
                return len(words) > 2 and (words[2] in word_set("ages_of_children") or words[2] == "18")
            if self.norms[index] not in _OF_THEM and self.norms[index] not in ("هم", "هن", "كان", "كانوا", "كن"):
                return False
        return False

    def _staff(self, c: Counted, stop: int) -> str | None:
        """`ثلاثة متطوعين في الدفاع المدني`, `خمسة من فرق الإسعاف`: for whom they worked says of which kind they are."""
        head = next((i for i in range(c.first, c.last) if self.norms[i] in word_set("employed")), None)
        if head is None and c.category != "person":
            return None
        at = c.last
        if head is None:
            if self.norms[at - 1] == "من" and at - 1 >= c.number_last:
                at -= 1
            if at >= stop or self.norms[at] != "من":
                return None
            at += 1
        else:
            at = head + 1
            limit = min(c.last + 1, stop)
            while at < limit and self.norms[at] not in _WORKS_FOR and staff().longest(self.norms, at) is None:
                at += 1
            if at < stop and self.norms[at] in _WORKS_FOR:
                at += 1
        match = staff().longest(self.norms, at) if at < stop else None
        return match[1] if match is not None and match[0] <= stop else None

    def _is_son(self, c: Counted) -> bool:
        """`ثلاثة من أولاده`: sons and daughters, of whom nothing says that they are children."""
        for index in range(c.first, c.last):
            if self.norms[index] in word_set("sons"):
                return self.nominals.is_owned(index + 1) or self.nominals.owned_form(index) is not None
        return False

    def _post(self, at: int, stop: int) -> str | None:
        """`سامر (33 عاماً)، القيادي في الحركة`, `سامر آمر الفوج`: what a name is said to have been."""
        if at < stop and self.norms[at] == "(":
            at = next((i + 1 for i in range(at, min(at + _ASIDE, stop)) if self.norms[i] == ")"), at)
        if at < stop and self.norms[at] in ("،", ","):
            at += 1
        if at + 1 >= stop:
            return None
        word = self.norms[at]
        construct = word in word_set("posts")
        if not construct and not (word.startswith("ال") and self.norms[at + 1] in _WORKS_FOR):
            return None
        match = noun_trie().longest(self.norms, at)
        category = match[1][0].noun.category if match is not None and match[1][0].noun.unit == "person" else None
        return category if category not in (None, "person", "man", "woman", "child") else None

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

    def _head(self, c: Counted, first: int) -> str | None:
        """`عدد الضحايا المدنيين في المدينة بلغ 47 قتيلاً و54 جريحاً`: whose total it is."""
        words = range(c.number_first - 1, max(first, c.number_first - _HEAD) - 1, -1)
        if not any(self.norms[i] in word_set("amounting") for i in words):
            return None
        for i in words:
            if self.norms[i] not in word_set("totals"):
                continue
            match = noun_trie().longest(self.norms, i + 1)
            if match is None or match[0] > c.number_first or match[1][0].noun.unit != "person":
                return None
            kind = match[1][0].noun.category
            return kind if kind != "person" else self._kind_at(match[0], c.number_first, linked=True)
        return None

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
        joined = left.last == left.number_last + 1 and self.norms[left.last : right.first] == ["و"]
        if right.category in _GENERAL or not joined:
            return False
        match = noun_trie().longest(self.norms, right.number_last)
        own = match is None or match[1][0].noun.category == "person"
        return own and right.unit == "person"
