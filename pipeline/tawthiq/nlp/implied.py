"""Counts that Arabic says without a number: duals, singulars, named persons, `أحد …`, `آخر`, `مثلهم`.

A dual counts two. A singular, a name or `آخر` is a candidate for one: whether it really counts, the relation stage
decides, which knows the event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tawthiq.lexicon import Noun
from tawthiq.nlp.names import gender_of, roles
from tawthiq.nlp.nominals import Nominal, NominalReader
from tawthiq.nlp.restated import Restated
from tawthiq.nlp.state import Counted, Found, View
from tawthiq.text.matchers import NounForm, demonym_forms, noun_trie, trigger_trie, word_set
from tawthiq.text.vocabulary import function_words

_EACH = ("احدهم", "احداهن", "احدهما", "احداهما")
_AS_MANY = ("مثلهم", "مثلها", "مثلهن", "مثله", "مثلهما")
_ANY = ("اي", "ايه")  # `تعرض أي موقوف للتعذيب` counts nobody
_TWO_CASES = ("حالتا", "حالتي", "حالتان", "حالتين")
_TWO_MORE = ("اخران", "اخريان")
# Behind an ordinal that opens paragraphs as well: the place of one more victim.
_WHERE = (["في"], ["ب"], ["علي"], ["قرب"], ["من"], ["عند"], ["وسط"])
_ADULT = 18
_OWNER = re.compile("(?<=[يا])(?:هما|هم|هن|ها|ه)$")
_SHORT = 3
_HAS = "ولدي"
# Words that govern a genitive.
_GOVERNING = frozenset({"في", "من", "علي", "الي", "عن", "ب", "ل", "مع", "بين", "ضد", "بايدي"})
_CAUSES = frozenset({"اثر", "جراء", "خلال", "بعد", "عقب", "منذ", "قبل"})
# A vocalised oblique dual: fatha before its ya, or none behind it; a sound plural has kasra (`مدنيَّيْنِ`, `مدنيِّينَ`).
_DUAL_MARKS = re.compile("\u064e\u0651?ي|\u0651\u064eي|ي\u0652ن")


class ImpliedReader:
    """Reads the counts without a number of one text; `used` are words that counts with a number hold."""

    def __init__(self, view: View, mentions: Sequence[Found], nominals: NominalReader, used: set[int]) -> None:
        self.view = view
        self.norms = view.norms
        self.nominals = nominals
        self.used = used
        self.persons = {f.first: f for f in mentions if f.label == "PERSON"}
        self.weapons = {i for f in mentions if f.label == "WEAPON" for i in range(f.first + 1, f.last)}
        self.ages = {f.first: _age(view, f) for f in mentions if f.label == "DATE" and f.rule.startswith("duration")}
        self.named = named_words(mentions, view)
        self.restated = Restated(view.norms, used, nominals)

    def read(
        self, first: int, last: int, previous: Counted | None, numbered: Sequence[Counted] = ()
    ) -> Iterator[Counted]:
        """The implied counts of words `[first, last)`; `numbered` are its counts with a number.

        `previous` is the last count with a number before them.
        """
        at = first
        before: Counted | None = None
        numbered = list(numbered)
        phrases = self._event_phrases(first, last)
        while at < last:
            if at in self.used or at in self.nominals.masked or at in phrases:
                at += 1
                continue
            while numbered and numbered[0].first < at:
                previous = numbered.pop(0)
            counted = (
                self._as_many(at, previous)
                or self._one_of(at, last)
                or self._another(at)
                or self._cases(at, last)
                or self._by_form(at, last)
                or self._name(at)
            )
            if counted is None:
                at += 1
                continue
            at = counted.last
            if not self.restated.is_said(counted, before, first):
                yield self._of_age(counted)
            before = counted
            previous = counted if counted.unit else previous

    def _event_phrases(self, first: int, last: int) -> set[int]:
        """The words of event phrases (`بين قتيل وجريح`, `راح ضحيتها`): no person is counted by them."""
        return {
            index
            for at, end, forms in trigger_trie().find(self.norms, first, last)
            if end - at > 1 and forms[0].form == "phrase"
            for index in range(at, end)
        }

    def _one(self, first: int, last: int, category: str, event: str, rule: str, value: int = 1) -> Counted:
        unit = "person" if category else ""
        return Counted(first, last, first, min(first + 1, last), value, value, "exact", unit, category, event, rule)

    def _as_many(self, at: int, previous: Counted | None) -> Counted | None:
        """`ومثلهم في الناصرية`, `وأصابت مثلهم`: as many again."""
        if self.norms[at] not in _AS_MANY or not at or previous is None:
            return None
        if self.norms[at - 1] != "و" and not self._follows_event(at):
            return None
        return previous._replace(first=at, last=at + 1, number_first=at, number_last=at + 1, rule="as-many")

    def _one_of(self, at: int, stop: int) -> Counted | None:
        """`أحد قيادات …`, `إحدى الناشطات`, `أحدهم فتى`."""
        word = self.norms[at]
        if word in ("احد", "احدي") and at + 1 < stop:
            nominal = self.nominals.read(at + 1, stop, of=True)
            if nominal is not None and nominal.unit == "person" and self.used.isdisjoint(range(at, nominal.last)):
                return self._one(at, nominal.last, nominal.category, nominal.event, "one-of")
            return self._one(at, at + 2, "", "", "one-of") if self.norms[at + 1] in word_set("pronouns") else None
        if word not in _EACH:
            return None
        match = noun_trie().longest(self.norms, at + 1)
        if match is not None and match[0] <= stop:
            form = match[1][0]
            if form.number == "singular" and form.noun.unit == "person":
                last = self.nominals.qualified(match[0], stop, form).last
                return self._one(at, last, form.noun.category, "", "one-of")
        return self._one(at, at + 1, "", "", "one-of")

    def _another(self, at: int) -> Counted | None:
        """`وجُرح آخر`, `وأُسر آخران`, `وأصيب رابع`, `وثالث في …`."""
        word = self.norms[at]
        placed = self.norms[at + 1 : at + 2] in _WHERE and self.norms[at - 1 : at] == ["و"]
        ordinal = word in word_set("ordinal_victims") or (word in word_set("diptotic_victims") and placed)
        # `وآخرَين في …`: only its vowel tells the dual from the plural
        two = word in _TWO_MORE or (word == "اخرين" and bool(_DUAL_MARKS.search(self.view.char_span(at, at + 1).text)))
        if not at or not (ordinal or two or word in ("اخر", "اخري")):
            return None
        before = trigger_trie().longest(self.norms, at - 1)
        said = (
            before is not None and before[0] == at and before[1][0].trigger.type in ("killing", "injury", "detention")
        )
        if self.norms[at - 1] != "و" and not said:
            return None
        value = 2 if two else 1
        return self._one(at, at + 1, "", "", "another-of-kind" if ordinal else "another", value)

    def _cases(self, at: int, stop: int) -> Counted | None:
        """`حالتا وفاة`, `حالتي اغتصاب`: two to whom it happened."""
        if self.norms[at] not in _TWO_CASES:
            return None
        nominal = self.nominals.read(at, stop)
        if nominal is None or nominal.unit != "person" or not nominal.event:
            return None
        return self._one(at, nominal.last, nominal.category, nominal.event, "dual", 2)

    def _by_form(self, at: int, stop: int) -> Counted | None:
        """Duals count two; an indefinite singular person is a candidate for one."""
        if self._is_other_word(at):
            return None
        match = noun_trie().longest(self.norms, at)
        if at in self.named and (match is None or match[0] - 1 in self.named):
            return None  # `لغمان` is a place, `لغمان أرضيان` are mines
        if match is None or match[0] > stop or not self.used.isdisjoint(range(at, match[0])):
            return self._dual_construct(at, stop) or self._owned(at) or self._demonym(at, stop)
        owned = self.nominals.owned_form(at) if match[0] == at + 1 else None
        form = owned if owned is not None and owned.number == "singular" else match[1][0]
        number = "singular" if self._own(at) is not None else self._number(at, match[0], stop, form)  # `زوجتي`
        # `غارتان أمريكيتان`: an adjective of country names nobody
        named = match[0] in self.named and self.norms[match[0]] not in demonym_forms()
        if number == "dual" and not form.definite and not named and not self._is_verb(at):
            rule, value = "dual", 2
        elif self._is_single(at, number, form) or self._is_kin(at, first=match[0]):
            rule, value = "singular", 1
        else:
            return None
        noun = form.noun
        if noun.unit == "person" and at in self.weapons:
            return None  # `رصاصة قناص`, `هجوم انتحاري`
        nominal = self.nominals.qualified(match[0], stop, form._replace(number=number))
        return Counted(
            at, nominal.last, at, match[0], value, value, "exact", noun.unit, nominal.category, noun.event or "", rule
        )

    def _is_single(self, at: int, number: str, form: NounForm) -> bool:
        """`مدني`, `طفلة`: an indefinite person, and no word that says an event itself."""
        person = number == "singular" and form.noun.unit == "person"
        return person and not form.definite and not self._is_trigger(at)

    def _is_kin(self, at: int, first: int) -> bool:
        """`قُتلت الأم وطفلاها`: a mother or father of those told of, right behind the event, without a name."""
        kin = self.norms[at] in word_set("kin") and first not in self.persons
        return kin and (self._follows_event(at) or self.norms[at - 1 : at] == [":"])

    def _owned(self, at: int) -> Counted | None:
        """`والدهم`, `أخاها`, `ابني`: a person of somebody, in one word that no word list spells out."""
        form = (self.nominals.owned_form(at) or self._own(at)) if at not in self.used else None
        if form is None or form.number != "singular" or form.noun.event:  # `من إصابته`
            return None
        return self._one(at, at + 1, form.noun.category, "", "singular")

    def _own(self, at: int) -> NounForm | None:
        """`خُطف ابني`, `أختي قُتلت`: kin of who speaks; before a name the word is a dual (`ابني سالم الحداد`)."""
        word = self.norms[at]
        if word not in word_set("own_kin") or at + 1 in self.persons:
            return None
        stem = word[:-1]
        for head in (stem, stem[:-1] + "ه"):
            match = noun_trie().longest((head,), 0)
            if match is not None and match[1][0].noun.unit == "person" and match[1][0].number == "singular":
                return match[1][0]
        return None

    def _is_other_word(self, at: int) -> bool:
        """Whether a word only looks like a counted noun: a small word, a name in quotes, a dual in no case of its own.

        `أمام`, `إبان`; `«طالبان»`; behind a preposition a dual does not end in ان (`بأيدي طالبان`).
        """
        before, word, behind = self.norms[at - 1] if at else "", self.norms[at], self.norms[at + 1 : at + 2]
        governed = before in _GOVERNING or before in word_set("group_heads") or before.endswith("ي")
        return (
            (word in function_words() and not self._is_mother(at))
            or before in _ANY
            or self.nominals.is_before(at)
            or self.nominals.is_offspring(at)
            or (word == "جراح" and before == "ب")  # `أصيب بجراح`: wounds, no surgeon
            or (word == "حدث" and not self._follows_event(at))  # it happened, rather than a youth
            or (before == '"' and behind == ['"'])
            or (word.endswith("ان") and governed and not self._follows_event(at))
        )

    def _is_mother(self, at: int) -> bool:
        """`استشهاد أم وطفليها`, `رجل وزوجته، وأم وطفلها`: a mother and hers, rather than `أم` that means or."""
        if self.norms[at] != "ام" or self.norms[at + 1 : at + 2] != ["و"] or not at:
            return False
        return self.norms[at - 1] in ("و", "(") or self._follows_event(at)

    def _number(self, first: int, last: int, stop: int, form: NounForm) -> str:
        """The number of the noun in words `[first, last)`, where its spelling alone leaves it open."""
        word, written = self.norms[last - 1], self.view.char_span(first, last).text
        if form.number == "plural" and word.endswith("ين"):
            # `مقتل شرطيين`: right behind an event soldiers are counted; civilians are as well spoken of as such.
            soldiers = form.noun.category == "combatant" and not form.definite and self._follows_event(first)
            if soldiers or _DUAL_MARKS.search(written):
                return "dual"
        owned = self.nominals.is_owned(last)
        if form.number == "singular" and word.endswith("ا") and (owned or self._has_owner(first, last, stop)):
            return "dual"  # `طفلاها`, `طفلا رجل`: an accusative takes no pronoun and no genitive
        sound = any(plural.endswith("ون") for plural in form.noun.plurals)  # `ناشطيها` is as well more than two
        if owned and last == first + 1 and word.endswith("ي") and form.noun.singular and form.number != "singular":
            return form.number if sound else "dual"  # `طفليها`
        return form.number

    def _follows_event(self, first: int) -> bool:
        """Whether a word that says an event stands right before word `first`."""
        return first > 0 and trigger_trie().longest(self.norms, first - 1) is not None

    def _has_owner(self, first: int, last: int, stop: int) -> bool:
        """Whether a person in the genitive follows a verb and its object at once (`قُتل طفلا رجل`)."""
        match = noun_trie().longest(self.norms, last)
        if match is None or match[0] > stop or not self._follows_event(first):
            return False
        owner = match[1][0]
        genitive = self.norms[last].endswith("ه") or not self.norms[last].endswith(("ا", "ي"))
        return owner.noun.unit == "person" and owner.number == "singular" and genitive

    def _dual_construct(self, at: int, stop: int) -> Counted | None:
        """`طفليها`, `طفلي رجل`: an oblique dual before its pronoun or its genitive, which no word list spells out."""
        word = self.norms[at]
        owner = _OWNER.search(word)
        if owner is not None and owner[0] == "ه" and not self.view.char_span(at, at + 1).text.endswith("ه"):
            owner = None  # an adjective: `صاروخية`
        head = word[: owner.start()] if owner is not None else word
        case = head.endswith("ي") or (owner is not None and head.endswith("ا"))
        base = (head[:-2] + "ه" if owner is not None and head[-2:-1] == "ت" else head[:-1],)
        match = noun_trie().longest(base, 0) if case and len(head) > _SHORT else None
        if match is None or match[1][0].definite or match[1][0].number != "singular":
            return None
        if word.startswith(_HAS) and self.norms[at - 1 : at] != ["و"] and not self._follows_event(at):
            return None  # `ولديه خمسة`: he has
        noun = match[1][0].noun
        sound = any(plural.endswith("ون") for plural in noun.plurals)  # `معاونيهم` is as well their aides
        if noun.unit not in ("person", "facility", "incident") or sound:
            return None
        if owner is None and not self._has_genitive(at, stop, noun):
            return None
        return self._one(at, at + 1, noun.category, noun.event or "", "dual", 2)._replace(unit=noun.unit)

    def _has_genitive(self, at: int, stop: int, noun: Noun) -> bool:
        """`طفلي رجل`, `منزلي سامي`: whose they are; behind a noun the word would be an adjective (`شجار منزلي`)."""
        if at + 1 >= stop:
            return False
        if noun.unit == "person":
            match = noun_trie().longest(self.norms, at + 1)
            return match is not None and match[0] <= stop and match[1][0].noun.unit == "person"
        before, behind = self.norms[at - 1] if at else "", self.norms[at + 1]
        if noun.unit == "incident":  # `في حادثي عنف`, `عن هجومي الموصل`
            plain = behind.isalpha() and behind not in function_words()
            return before in _GOVERNING | _CAUSES and plain and self.norms[at] not in word_set("attack_adjectives")
        aimed = before == "علي" or before.startswith("ال") or self._follows_event(at)
        plain = behind.isalpha() and behind not in function_words()
        return aimed and plain and self.norms[at] not in word_set("attack_adjectives")

    def _demonym(self, at: int, stop: int) -> Counted | None:
        """`فلسطينيان` counts two; `أردني` alone is a candidate for one."""
        word = self.norms[at]
        demonym = demonym_forms().get(word)
        if at and demonym is not None and demonym[1] == "dual" and self.norms[at - 1][-2:] == word[-2:]:
            return None  # an adjective: `محكمتان سودانيتان`
        if demonym is None or word.startswith("ال") or word.endswith("ه"):
            return None
        number = demonym[1]
        if number == "plural" and word.endswith("ين") and _DUAL_MARKS.search(self.view.char_span(at, at + 1).text):
            number = "dual"  # `فلسطينيَّيْن`
        if number == "plural":
            return None
        last = self.nominals.narrowed(at + 1, stop, Nominal(at + 1, "person", "person", "")).last
        return self._one(at, last, "person", "", number, 2 if number == "dual" else 1)

    def _is_verb(self, at: int) -> bool:
        """Whether a word is the dual of a verb (`أصابتا`, the two hit), and so none of a noun."""
        match = trigger_trie().longest(self.norms[at : at + 1], 0)
        return match is not None and all(form.form == "past" for form in match[1])

    def _is_trigger(self, at: int) -> bool:
        """Whether a word says an event itself (`إصابة`, `وفاة`), and so is no person in the singular."""
        match = trigger_trie().longest(self.norms[at : at + 1], 0)
        return match is not None and any(form.form == "noun" for form in match[1])

    # Names ---------------------------------------------------------------------------------------------------------

    def _name(self, at: int) -> Counted | None:
        """A named person, with the titles before the name."""
        person = self.persons.get(at)
        if person is None or not self.used.isdisjoint(range(at, person.last)):
            return None
        begin = at
        if self.norms[at - 2 : at - 1] and self.norms[at - 1] == '"' and self._is_title(at - 2):
            begin -= 1  # `الطفل "يزن الحلو"`
        while begin and begin - 1 not in self.used and self._is_title(begin - 1):
            begin -= 1
        begin = self._title_of_service(begin)
        category = self._title_category(begin, at) or ("woman" if gender_of(person.name) == "f" else "person")
        return Counted(begin, person.last, at, person.last, 1, 1, "exact", "person", category, "", "named")

    def _title_of_service(self, begin: int) -> int:
        """`الملازم الأول في الشرطة نادر الحسون`: where a title begins that names its service before the name."""
        at = begin - 3
        if at < 0 or self.norms[begin - 2] not in ("في", "ب") or not self.used.isdisjoint(range(at, begin)):
            return begin
        start = at
        while start >= 0 and self._is_title(start):
            start -= 1
        return start + 1 if start < at and self.norms[at].startswith("ال") else begin

    def _is_title(self, index: int) -> bool:
        if self.norms[index] in roles():
            return True
        if self.norms[index] in word_set("rank_parts") and index:
            return self.norms[index - 1] in roles()  # `العقيد الركن`
        match = noun_trie().longest(self.norms, index)
        if match is None or match[0] != index + 1:
            return False
        form = match[1][0]
        return form.definite and form.number == "singular" and form.noun.unit == "person"

    def _title_category(self, begin: int, at: int) -> str:
        """The first category that a title says beyond `person`."""
        for index in range(begin, at):
            category = roles().get(self.norms[index])
            if category is None and (match := noun_trie().longest(self.norms, index)) is not None:
                category = match[1][0].noun.category
            if category and category != "person":
                return category
        return ""

    def _of_age(self, counted: Counted) -> Counted:
        """`رهف (٨ أعوام)`: an age under eighteen makes a child of a person."""
        if counted.low != 1 or counted.category not in ("person", "man", "woman", ""):
            return counted
        for index in range(counted.last, counted.last + 4):
            age = self.ages.get(index)
            if age is not None:
                return counted._replace(category="child") if age < _ADULT and counted.category else counted
        return counted


def named_words(mentions: Sequence[Found], view: View) -> set[int]:
    """The words of places and actors; an actor that is only a common noun (`متظاهرين`) is no name."""
    words: set[int] = set()
    for f in mentions:
        if f.label == "PLACE" or (f.label == "ACTOR" and not _is_common(view, f)):
            words.update(range(f.first, f.last))
    return words


def _is_common(view: View, actor: Found) -> bool:
    """Whether an actor is counted persons rather than a name: `متظاهرين`, `جنديين عراقيين`."""
    match = noun_trie().longest(view.norms, actor.first)
    if match is None:
        return False
    form = match[1][0]
    return match[0] == actor.last or (form.number != "plural" and not form.definite and form.noun.unit == "person")


def _age(view: View, mention: Found) -> int:
    """The number of years of an age or duration in digits; a large number where it is none."""
    years = any(view.norms[i].startswith(("عام", "اعوام", "سن", "ربيع")) for i in range(mention.first, mention.last))
    digits = next((view.norms[i] for i in range(mention.first, mention.last) if view.norms[i].isdecimal()), "")
    months = any(view.norms[i].startswith(("شهر", "اشهر", "يوم", "ايام")) for i in range(mention.first, mention.last))
    return int(digits) if years and digits else 0 if months and digits else 1000
