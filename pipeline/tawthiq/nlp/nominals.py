"""Counted noun phrases: what stands behind a number, and of which kind it is (SPEC section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawthiq.nlp.state import Found, View
from tawthiq.text.matchers import NounForm, demonym_forms, noun_trie, trigger_trie, word_set

OPENERS = frozenset('"([/')
# Kinds that a second, more specific noun may narrow (`الضحايا المدنيين`).
_GENERAL = ("person", "man", "displaced_person", "refugee", "detainee")
# Kinds of one count that may be said by two nouns (`27 صحفياً وإعلامياً`); two general nouns are two counts.
_NOT_DOUBLED = ("person", "combatant", "civilian", "woman", "man")
_PARTITIVE = ("بين", "ضمن", "هولاء", "اولييك")
# Actors whose people are not combatants by that alone.
_UNARMED = ("israeli_settlers", "actor:tribes", "actor:protesters")
_MEN = ("افراد", "رجال", "رجلي", "ضباط", "قاده")
_WHOLES = ("اصل", "مجموع", "اجمالي")
_CHILDREN = ("اطفال", "الاطفال")


class Nominal(NamedTuple):
    """The noun phrase of a count: past its last word, what it counts, and the event its noun says.

    Unit and category are empty where the noun is left to the count before (`آخرون`).
    """

    last: int
    unit: str
    category: str
    event: str


class NominalReader:
    """Reads counted noun phrases in one text."""

    def __init__(self, view: View, mentions: Sequence[Found], masked: set[int]) -> None:
        self.norms = view.norms
        self.masked = masked
        # Where an armed actor begins -> its end: `23 من قوات النظام` are combatants.
        self.armed = {f.first: f.last for f in mentions if f.label == "ACTOR" and f.id not in _UNARMED}

    def read(self, at: int, stop: int) -> Nominal | None:
        """The counted noun phrase that begins at `at`, or None."""
        if at < stop and self.norms[at] in OPENERS:
            at += 1
        if at + 1 < stop and self.norms[at] == "من" and self.norms[at + 1] not in _WHOLES:
            at += 1
            if at < stop and self.norms[at] in _PARTITIVE:
                at += 1
            if (end := self.armed.get(at)) is not None:
                return Nominal(end, "person", "combatant", "")
        if at >= stop or at in self.masked:
            return None
        word = self.norms[at]
        if word in word_set("cases"):
            return self._case(at, stop)
        if word in word_set("others"):
            armed = self.armed.get(at + 2) if self.norms[at + 1 : at + 2] == ["من"] else None
            return Nominal(armed, "person", "combatant", "") if armed else Nominal(at + 1, "", "", "")
        match = noun_trie().longest(self.norms, at)
        if match is not None and match[0] <= stop:
            return self._as_casualty(self.qualified(match[0], stop, match[1][0]), stop)
        if word in demonym_forms():
            return self.narrowed(at + 1, stop, Nominal(at + 1, "person", "person", ""))
        return None

    def qualified(self, last: int, stop: int, form: NounForm) -> Nominal:
        """The noun that ends before `last` with the words behind it that belong to it."""
        noun = form.noun
        found = Nominal(last, noun.unit, noun.category, noun.event or "")
        if noun.unit == "person":
            return self.narrowed(last, stop, found)
        if last < stop and self.norms[last] in demonym_forms():
            return found._replace(last=last + 1)
        return found

    def narrowed(self, last: int, stop: int, found: Nominal) -> Nominal:
        """Persons with adjectives of country, and with what narrows their kind (`من الضحايا المدنيين`)."""
        while last < stop:
            word = self.norms[last]
            if word == "و" and (end := self._same_kind(last + 1, stop, found)):
                last = end
                found = found._replace(last=last)
            elif (end := self._armed_behind(last)) and found.category in ("person", "combatant", "man"):
                return found._replace(last=end, category="combatant")
            elif word in demonym_forms() or word in word_set("others"):
                last += 1
                found = found._replace(last=last)
            elif (
                found.category == "woman"
                and word == "و"
                and self.norms[last + 1 : last + 2] in ([w] for w in _CHILDREN)
            ):
                return found._replace(last=last + 2, category="woman_and_child")
            elif (narrower := self._narrower(last, stop, found)) is not None:
                found = narrower
                last = found.last
            elif self.norms[last - 1] == "افراد" and word in word_set("pronouns"):
                return found._replace(category="combatant")  # `خمسة من أفرادها`: of the force named before
            else:
                break
        return found

    def _narrower(self, last: int, stop: int, found: Nominal) -> Nominal | None:
        # `جثتان لطفلين`: whose bodies they are is the kind of the dead.
        linked = self.norms[last] == "من" or (self.norms[last] == "ل" and found.event == "killing")
        at = last + 1 if linked and last + 1 < stop else last
        match = noun_trie().longest(self.norms, at)
        if match is None or match[0] > stop or match[1][0].noun.unit != "person":
            return None
        bodies = self.norms[last - 1].endswith(("تا", "تي")) or self.norms[last] == "ل"
        if match[1][0].number == "dual" and not bodies:
            return None
        if found.category not in _GENERAL or (at != last and found.category != "person"):
            return None
        noun = match[1][0].noun
        category = noun.category if noun.category != "person" else found.category
        return Nominal(match[0], found.unit, category, found.event or (noun.event or ""))

    def _armed_behind(self, last: int) -> int | None:
        word = self.norms[last]
        if word == "من":
            return self.armed.get(last + 1)
        # `أفراد القوات الخاصة` are of the force; `شيوخ العشائر` are not.
        of_force = self.norms[last - 1] in word_set("group_heads") or self.norms[last - 1] in _MEN
        return self.armed.get(last) if of_force and word.startswith("ال") else None

    def _same_kind(self, at: int, stop: int, found: Nominal) -> int | None:
        """The end of a second noun of one and the same count (`27 صحفياً وإعلامياً`, `400 طفل وطفلة`), or None."""
        match = noun_trie().longest(self.norms, at)
        if match is None or match[0] > stop or match[1][0].number == "dual" or match[1][0].definite:
            return None
        noun = match[1][0].noun
        same = (noun.unit, noun.category, noun.event or "") == (found.unit, found.category, found.event)
        # `11 جندياً وضابطاً`: two singulars in the accusative stand under one number.
        under_one = self.norms[at - 2].endswith("ا") and self.norms[match[0] - 1].endswith("ا")
        return match[0] if same and (under_one or found.category not in _NOT_DOUBLED) else None

    def _case(self, at: int, stop: int) -> Nominal:
        """`14 حالة اعتقال` counts persons; a case of an attack is one; else it is of the kind said before."""
        for index in range(at + 1, min(at + 3, stop)):
            match = trigger_trie().longest(self.norms, index)
            if match is not None:
                type = match[1][0].trigger.type
                if type in ("attack", "massacre", "destruction", "clash", "siege", "protest"):
                    return Nominal(match[0], "incident", "attack" if type == "attack" else "violation", "attack")
                return Nominal(match[0], "person", "person", type)
            noun = noun_trie().longest(self.norms, index)
            if noun is not None and noun[1][0].noun.unit in ("person", "incident"):
                n = noun[1][0].noun
                return Nominal(noun[0], n.unit, n.category, n.event or "")
        return Nominal(at + 1, "", "", "")

    def casualty_behind(self, last: int, stop: int, category: str) -> Nominal | None:
        """`… بين قتيل وجريح` right behind a count."""
        for index in range(last, min(last + 2, stop)):
            match = trigger_trie().longest(self.norms, index)
            if match is not None and any(f.trigger.type == "casualty" for f in match[1]):
                return Nominal(match[0], "person", category or "person", "casualty")
        return None

    def _as_casualty(self, nominal: Nominal, stop: int) -> Nominal:
        """`عشرة أشخاص بين قتيل وجريح`, `عشرات القتلى والجرحى`: dead and wounded in one number."""
        if (both := self.casualty_behind(nominal.last, stop, nominal.category)) is not None:
            return both
        if nominal.event != "killing" or nominal.last + 1 >= stop or self.norms[nominal.last] != "و":
            return nominal
        wounded = noun_trie().longest(self.norms, nominal.last + 1)
        if wounded is not None and wounded[1][0].noun.event == "injury" and wounded[1][0].number == "plural":
            return nominal._replace(last=wounded[0], event="casualty")
        return nominal
