"""Counted noun phrases: what stands behind a number, and of which kind it is (SPEC section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawthiq.nlp.state import Found, View
from tawthiq.text.matchers import NounForm, demonym_forms, noun_trie, trigger_trie, word_set
from tawthiq.text.vocabulary import ATTACHED

OPENERS = frozenset('"([/')
# Kinds that a second, more specific noun may narrow (`الضحايا المدنيين`).
_GENERAL = ("person", "man", "displaced_person", "refugee", "detainee")
# Kinds of one count that may be said by two nouns (`27 صحفياً وإعلامياً`); two general nouns are two counts.
_NOT_DOUBLED = ("person", "combatant", "civilian", "woman", "man")
_PARTITIVE = ("بين", "ضمن", "هولاء", "اولييك")
# Actors whose people are not combatants by that alone.
_UNARMED = (
    "israeli_settlers", "actor:protesters", "actor:southern_movement", "actor:muslim_brotherhood", "actor:jews",
    "actor:rizeigat",
)  # fmt: skip
_MEN = ("افراد", "رجال", "رجلي", "ضباط", "قاده", "اعضاء")
_WHOLES = ("اصل", "مجموع", "اجمالي")
_CHILDREN = ("اطفال", "الاطفال")
# `ثلاثة منهم أطفال`: the kind of the part stands behind its whole.
_OF_THEM = ("منهم", "منها", "منهن")
# An adjective of origin in any of its endings: it may describe every kind of person (`عمال أجانب`, `مهندسان أجنبيان`).
_ORIGIN = ("ي", "يا", "يه", "يين", "يون", "يان", "يات", "يتان", "يتين")
_DUALS = ("ان", "ين")
# How far behind its number `بين قتيل وجريح` may stand, and what ends its clause before.
_UNDIVIDED = 8
_CLAUSES = frozenset({"و", "،", ",", "فيما", "بينما", "حين", "عندما"})
# The pronouns of those whom somebody belongs to, longest first.
OWNERS = tuple(pronoun for pronoun in ATTACHED if pronoun != "نا")  # which is rather the end of a word
# Father and brother before their pronoun, in all cases.
_KIN = {**dict.fromkeys(("ابو", "ابا", "ابي"), "اب"), **dict.fromkeys(("اخو", "اخا", "اخي"), "اخ")}
# A shorter word is hardly an adjective in the dual (`بين`, `حين`).
_ADJECTIVE = 5

# Behind these stands who is among those counted.
_AMONG = frozenset({"بينها", "بينهم", "بينهن", "منها", "منهم", "منهن"})
# Before whom somebody has.
_HAVING = frozenset({"له", "لها", "لديه", "لديها", "ولديه", "ولديها"})


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
        self.view = view
        self.norms = view.norms
        self.words = view.words
        self.masked = masked
        # Where an armed actor begins -> its end: `23 من قوات النظام` are combatants.
        self.armed = {f.first: f.last for f in mentions if f.label == "ACTOR" and f.id not in _UNARMED}

    def read(self, at: int, stop: int, *, of: bool = False) -> Nominal | None:
        """The counted noun phrase that begins at `at`, or None; `of` where a genitive stands there (`أحد عناصر …`)."""
        if at < stop and self.norms[at] in OPENERS:
            at += 1
        if at + 1 < stop and self.norms[at] in _OF_THEM:
            kind = noun_trie().longest(self.norms, at + 1)
            persons = kind is not None and kind[1][0].noun.unit == "person" and not kind[1][0].definite
            return self.read(at + 1, stop) if persons else None
        if at + 1 < stop and self.norms[at] == "من" and self.norms[at + 1] not in _WHOLES:
            at += 1
            of = True
            if at < stop and self.norms[at] in _PARTITIVE:
                at += 1
        if of and (end := self.armed_at(at)) is not None:
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
        if of and match is not None and match[1][0].number == "singular" and match[1][0].noun.unit == "family":
            # `ثمانية من عائلة واحدة`, `من العائلة`: of one family are persons
            alone = self.norms[match[0] : match[0] + 1] in (["واحده"], ["واحد"])
            return Nominal(match[0] + alone, "person", "person", "")
        if match is not None and match[0] <= stop:
            return self._as_casualty(self.qualified(match[0], stop, match[1][0], counted=True), stop)
        if word in demonym_forms():
            return self.narrowed(at + 1, stop, Nominal(at + 1, "person", "person", ""))
        if (form := self.owned_form(at)) is not None:
            return Nominal(at + 1, form.noun.unit, form.noun.category, form.noun.event or "")
        return None

    def owned_form(self, at: int) -> NounForm | None:
        """`عماله`, `والدهم`, `أخاها`: a person noun with its pronoun in one word, no feminine (`عمالة`, `والدة`)."""
        word = self.norms[at]
        pronoun = next((p for p in OWNERS if word.endswith(p)), "")
        stem = word.removesuffix(pronoun)
        if not pronoun or len(stem) < 2 or (pronoun == "ه" and not self.view.char_span(at, at + 1).text.endswith("ه")):
            return None
        feminine = (stem[:-1] + "ه",) if stem.endswith("ت") else ()
        for head in (_KIN.get(stem, stem), *feminine):
            match = noun_trie().longest((head,), 0)
            form = match[1][0] if match is not None else None
            if form is not None and form.number != "dual" and not form.definite and form.noun.unit == "person":
                return form
        return None

    def qualified(self, last: int, stop: int, form: NounForm, *, counted: bool = False) -> Nominal:
        """The noun that ends before `last` with the words behind it that belong to it.

        `counted` where a number stands before it: then a second noun may share it (`27 صحفياً وإعلامياً`).
        """
        noun = form.noun
        found = Nominal(last, noun.unit, noun.category, noun.event or "")
        if noun.category == "other_incident" and not found.event and last < stop:
            found = self._happening(found, stop)
        if noun.unit == "person":
            found = self.narrowed(last, stop, found, form, counted=counted)
        elif last < stop and self.norms[last] in demonym_forms():
            found = found._replace(last=last + 1)
        if form.number == "dual" and self._is_dual_adjective(found.last, stop, noun.unit):
            return found._replace(last=found.last + 1)
        return found

    def narrowed(
        self, last: int, stop: int, found: Nominal, form: NounForm | None = None, *, counted: bool = False
    ) -> Nominal:
        """Persons with adjectives of country, and with what narrows their kind (`من الضحايا المدنيين`)."""
        while last < stop:
            word = self.norms[last]
            if counted and word == "و" and (shared := self._shared(last + 1, stop, found, form)) is not None:
                found = shared
            elif word == "في" and self.norms[last + 1 : last + 2] == ["صفوف"] and found.category == "person":
                return self._in_ranks(last + 2, stop, found)
            elif (end := self._armed_behind(last)) and found.category in ("person", "combatant", "man"):
                return found._replace(last=end, category="combatant")
            elif word in demonym_forms() or word in word_set("others"):
                found = found._replace(last=last + 1)
            elif (narrower := self._narrower(last, stop, found, form)) is not None:
                found = narrower
            elif self.is_owned(last):
                # `خمسة من أفرادها`: of the force named before
                force = self.norms[last - 1] == "افراد"
                found = found._replace(last=last + 1, category="combatant" if force else found.category)
            else:
                break
            last = found.last
        return found

    def is_before(self, at: int) -> bool:
        """`ستة أشخاص أمام المبنى`: before, which only its hamza tells from an imam (`إمام`)."""
        return self.norms[at] == "امام" and not self.view.char_span(at, at + 1).text.startswith("إ")

    def is_offspring(self, at: int) -> bool:
        """`أم لأربعة أطفال`, `متزوج وله ثلاثة أبناء`: whose parent somebody is, which counts nobody."""
        before = self.norms[max(0, at - 4) : at]
        if before[-1:] == ["ل"]:
            return before[-2:-1] != [] and before[-2] in word_set("parents")
        return before[-1:] != [] and before[-1] in _HAVING and not word_set("married").isdisjoint(before)

    def is_aboard(self, at: int) -> bool:
        """`مركب كان يقل 49 مهاجراً`, `على متنها 60 راكباً`: who travelled, which tells nothing that befell them."""
        word = self.norms[at - 1] if at else ""
        if word in word_set("pronouns") and at > 1:
            word = self.norms[at - 2] + word
        if word in word_set("aboard"):
            return True
        return word in word_set("freight") and not word_set("vessels").isdisjoint(self.norms[max(0, at - 6) : at])

    def is_owned(self, last: int) -> bool:
        """Whether the word before `last` carries a pronoun, which the tokenizer has cut from it (`زوجت|ه`)."""
        return (
            last < len(self.norms)
            and self.norms[last] in word_set("pronouns")
            and self.words[last - 1].end == self.words[last].start
        )

    def _is_dual_adjective(self, last: int, stop: int, unit: str) -> bool:
        """`أسيران محرران`, `عربتين مدنيتين`: a word of the same ending behind a dual that is not counted itself."""
        if last >= stop or len(word := self.norms[last]) < _ADJECTIVE or not word.endswith(_DUALS):
            return False
        noun = noun_trie().longest(self.norms, last)
        described = noun is None or (unit != "person" and noun[1][0].noun.unit == "person")
        known = not described or trigger_trie().longest(self.norms, last) is not None
        return not known and word[-2:] == self.norms[last - 1][-2:]

    def _shared(self, at: int, stop: int, found: Nominal, form: NounForm | None) -> Nominal | None:
        """A noun behind `و` that is counted by the same number, or None."""
        if (end := self._same_kind(at, stop, found)) is not None:
            return found._replace(last=end)
        if found.category == "woman" and self.norms[at] in _CHILDREN:
            return found._replace(last=at + 1, category="woman_and_child")
        match = noun_trie().longest(self.norms, at)
        if match is None or match[0] > stop or form is None or match[1][0].noun.unit != "person":
            return None
        second = match[1][0]
        if form.number == second.number == "plural" and not form.definite and not second.definite:
            # `10 مدنيين ومقاتلين`: the second plural has no number of its own.
            event = second.noun.event or ""
            return found._replace(last=match[0], category="person") if event == found.event else None
        # `20 طفلاً وامرأة`: both in the singular that a number from 11 on takes.
        if form.number != "singular":
            return None
        both = {found.category, second.noun.category} == {"woman", "child"}
        alone = self.norms[match[0] : match[0] + 1] in (["واحد"], ["واحده"])
        if both and second.number == "singular" and not second.definite and not alone:
            return found._replace(last=match[0], category="woman_and_child")
        return None

    def _narrower(self, last: int, stop: int, found: Nominal, form: NounForm | None) -> Nominal | None:
        # `جثتان لطفلين`: whose bodies they are is the kind of the dead.
        linked = self.norms[last] == "من" or (self.norms[last] == "ل" and found.event == "killing")
        at = last + 1 if linked and last + 1 < stop else last
        match = noun_trie().longest(self.norms, at)
        if match is None or match[0] > stop or match[1][0].noun.unit != "person" or self.is_before(at):
            return None
        second = match[1][0]
        bodies = self.norms[last - 1].endswith(("تا", "تي")) or self.norms[last] == "ل"
        agrees = form is not None and (second.number, second.definite) == (form.number, form.definite)
        if second.number == "dual" and not bodies and not (agrees and at == last):
            return None
        if found.category not in _GENERAL or (at != last and found.category != "person"):
            origin = agrees and at == last and self.norms[at].endswith(_ORIGIN) and self._same_case(last)
            return found._replace(last=match[0]) if origin else None
        if form is not None and form.definite and not second.definite and at == last:
            return None  # `48% من الضحايا نساء`: a predicate
        noun = second.noun
        category = noun.category if noun.category != "person" else found.category
        return Nominal(match[0], found.unit, category, found.event or (noun.event or ""))

    def _same_case(self, last: int) -> bool:
        """Whether the word at `last` may be an adjective of the one before it by its ending (`عاملاً أجنبياً`)."""
        noun, adjective = self.norms[last - 1], self.norms[last]
        return noun.endswith("ه") or noun.endswith("ا") == adjective.endswith("ا")

    def _in_ranks(self, at: int, stop: int, found: Nominal) -> Nominal:
        """`12 جريحاً في صفوف الجيش`: whose ranks they stood in; where no word list knows them, of a force."""
        if (end := self.armed_at(at)) is not None:
            return found._replace(last=end, category="combatant")
        match = noun_trie().longest(self.norms, at)
        if match is not None and match[0] <= stop and match[1][0].noun.unit == "person":
            return found._replace(last=match[0], category=match[1][0].noun.category)
        force = at < stop and self.norms[at].startswith("ال")
        return found._replace(last=at + 1, category="combatant") if force else found

    def armed_at(self, at: int) -> int | None:
        """Past the armed actor that begins at `at`, with its quotation marks (`ثمانية من «داعش»`)."""
        quoted = self.norms[at : at + 1] == ['"']
        end = self.armed.get(at + 1 if quoted else at)
        if end is None and at < len(self.norms) and self.norms[at] in word_set("lone_forces"):
            return at + 1
        if end is None and at + 1 < len(self.norms) and self.norms[at] in word_set("forces_of"):
            return at + 2 if self.norms[at + 1].isalpha() else at + 1  # no list knows it: `10 من قوات الدرك`
        return end + 1 if end is not None and quoted and self.norms[end : end + 1] == ['"'] else end

    def _armed_behind(self, last: int) -> int | None:
        word = self.norms[last]
        if word == "من":
            return self.armed_at(last + 1)
        # `أفراد القوات الخاصة` are of the force; `شيوخ العشائر` are not.
        before = self.norms[last - 1]
        of_force = before in word_set("group_heads") or before in _MEN
        if of_force and word in word_set("lone_forces"):
            return last + 1
        return self.armed.get(last) if of_force and (word.startswith("ال") or before == "اعضاء") else None

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
            if self.norms[index] in _AMONG:
                break  # `32 حالة بينها طفلان` says no more of the cases
            match = trigger_trie().longest(self.norms, index)
            noun = noun_trie().longest(self.norms, index)
            incident = noun is not None and noun[1][0].noun.unit == "incident"
            if match is not None:
                type = match[1][0].trigger.type
                if type not in ("attack", "massacre", "destruction", "clash", "siege", "protest"):
                    return Nominal(match[0], "person", "child" if type == "child_recruitment" else "person", type)
                if not incident:
                    return Nominal(match[0], "incident", "attack" if type == "attack" else "violation", "attack")
            if noun is not None and noun[1][0].noun.unit in ("person", "incident"):
                n = noun[1][0].noun
                return Nominal(noun[0], n.unit, n.category, n.event or "")
        return Nominal(at + 1, "", "", "")

    def _happening(self, found: Nominal, stop: int) -> Nominal:
        """`11 واقعة قصف`, `4 وقائع تدمير`: incidents of the kind and the event that the noun behind them says."""
        trigger = trigger_trie().longest(self.norms, found.last)
        if trigger is None or trigger[0] > stop or not any(f.form == "noun" for f in trigger[1]):
            return found
        noun = noun_trie().longest(self.norms, found.last)
        kind = noun[1][0].noun if noun is not None and noun[1][0].noun.unit == "incident" else None
        if kind is not None and noun is not None and kind.event:
            return found._replace(last=noun[0], category=kind.category, event=kind.event)
        return found._replace(last=trigger[0], event=trigger[1][0].trigger.type)

    def casualty_behind(self, last: int, stop: int, category: str) -> Nominal | None:
        """`… بين قتيل وجريح` right behind a count."""
        for index in range(last, min(last + 2, stop)):
            match = trigger_trie().longest(self.norms, index)
            if match is not None and any(f.trigger.type == "casualty" for f in match[1]):
                return Nominal(match[0], "person", category or "person", "casualty")
        return None

    def is_undivided(self, last: int, stop: int) -> bool:
        """`سبعة جنود سقطوا بين قتيل وجريح`: dead and wounded in one number, said further behind in its clause."""
        for index in range(last, min(last + _UNDIVIDED, stop)):
            word = self.norms[index]
            if word == "بين":
                match = trigger_trie().longest(self.norms, index)
                return match is not None and any(f.trigger.type == "casualty" for f in match[1])
            if word in _CLAUSES or word.isdecimal():
                return False
        return False

    def _as_casualty(self, nominal: Nominal, stop: int) -> Nominal:
        """`عشرة أشخاص بين قتيل وجريح`, `عشرات القتلى والجرحى`: dead and wounded in one number."""
        if (both := self.casualty_behind(nominal.last, stop, nominal.category)) is not None:
            return both
        if nominal.event != "killing" or nominal.last + 1 >= stop or self.norms[nominal.last] != "و":
            return nominal
        wounded = noun_trie().longest(self.norms, nominal.last + 1)
        if wounded is None or wounded[1][0].noun.event != "injury":
            return nominal
        # `15 قتيلاً وجريحاً`: two singulars in the accusative stand under one number
        under_one = self.norms[nominal.last - 1].endswith("ا") and self.norms[wounded[0] - 1].endswith("ا")
        if wounded[1][0].number == "plural" or (wounded[1][0].number == "singular" and under_one):
            return nominal._replace(last=wounded[0], event="casualty")
        return nominal
