"""Quantities: every number with what it counts, and the counts that Arabic says without a number.

The counted noun stands behind the number (`1109 من الضحايا المدنيين`), before it (`المهندسين الثلاثة`), or is left out
and taken from the count before (`و70 في القصرين`), which is left to the relation stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest

from spacy.tokens import Doc

from tawthiq import lexicon
from tawthiq.lexicon import Noun
from tawthiq.nlp.assertion import figurative_words
from tawthiq.nlp.implied import ImpliedReader, named_words
from tawthiq.nlp.nominals import OPENERS, Nominal, NominalReader
from tawthiq.nlp.said_kinds import SaidKinds
from tawthiq.nlp.state import Counted, Found, View, get, put, within
from tawthiq.text.matchers import norms, noun_trie, trigger_trie, word_set
from tawthiq.text.numerals import Number, bound_behind, read_numbers
from tawthiq.text.words import Word

_CLOSER = {"(": ")", "[": "]", '"': '"', "/": "/"}
# Signs that may stand between a name and its number (`القرار رقم (2254)`).
_SIGNS = frozenset({'"', "(", "-", ":", "رقم"})
_ITS_DAY = frozenset({"يومها", "يومه"})
_SCALE = 1_000_000_000
# What may stand between a noun and its number: `القتلى: 14`, `الجنود الـ24`.
_JOINTS = frozenset({":", "ال"})
# Signs behind the number of a list item (`7) سبها`, `2- اعتقال`, `3.`), and those that may stand apart (`4 ـ سامر`).
_ITEM_SIGNS = frozenset({")", "-", "–", ".", "/", "ـ", "_"})
_DASHES = frozenset({"-", "–", "ـ", "_"})
_COUNTING = ("cardinal", "percent", "money")
_OF_PERSONS = frozenset({"killing", "injury", "detention", "abduction", "release", "torture"})
_TOLLS = ("killing", "injury")
# How many words may stand between a toll and its number (`الجرحى فكانوا عشرين`).
_COPULAS = 4
# How many words may stand between the noun of a label and its colon.
_LABEL = 2
_FAR_TOTAL = 12
# How many words of its noun may stand behind a number.
_COMPLEMENT = 3
# Up to here a plural is counted; of more, by the last two figures, an accusative in the singular.
_FEW = 10
_ACCUSATIVE = ("ا", "ه", "ي", "ء")
# A longer word in ال is definite.
_ARTICLED = 4
_GOODS = (["يوميا"], ["نفط"], ["شهريا"], ["سنويا"])


def find_quantities(doc: Doc) -> Doc:
    """Find the quantities of a Doc."""
    view = View(doc)
    put(doc, Counted, _Reader(view, get(doc, Found)).read())
    return doc


def _counts(number: Number) -> bool:
    """Whether a number may be a count: not an ordinal or a portion, and of something (`0 قتلى` are none)."""
    return number.kind in _COUNTING and (number.upper is None or number.upper > 0)


class _Reader:
    def __init__(self, view: View, mentions: Sequence[Found]) -> None:
        self.view = view
        self.norms = view.norms
        self.masked = {i for f in mentions if f.label == "DATE" for i in range(f.first, f.last)}
        self.named = named_words(mentions, view)
        self.used: set[int] = set()
        self.weapons = {f.first for f in mentions if f.label == "WEAPON"}
        self.nominals = NominalReader(view, mentions, self.masked)
        self.implied = ImpliedReader(view, mentions, self.nominals, self.used)
        self.kinds = SaidKinds(view.norms, mentions, self.nominals)

    def read(self) -> list[Counted]:
        # No number begins or ends in a date (`منذ عام 2012 إلى 870 قتيلاً`).
        words = [Word("|", w.start, w.end) if i in self.masked else w for i, w in enumerate(self.view.words)]
        figurative = figurative_words(self.view)
        numbers = [n for n in read_numbers(words) if n.last not in figurative]  # `3 ضربات جزاء`
        found: list[Counted] = []
        previous: Counted | None = None
        for first, last in self.view.sentences:
            counted: list[Counted] = []
            earlier = previous
            here = within(numbers, first, last)
            for number, following in zip_longest(here, here[1:]):
                if number.last > last or number.first in self.used or self._is_outdated(number, following):
                    continue
                if counted and self._repeats(number, counted[-1]):
                    continue
                bystanders = self.nominals.is_offspring(number.lead) or self.nominals.is_aboard(number.lead)
                if _counts(number) and not bystanders and not self._is_name_part(number, first):
                    quantity = self._numbered(number, first, last)
                    if quantity is not None:
                        counted.append(quantity)
                        previous = quantity
                        self.used.update(range(quantity.first, quantity.last))
                elif number.kind != "ordinal":
                    self.used.update(range(number.first, number.last))
            counted += self.implied.read(first, last, earlier, tuple(counted))
            counted.sort(key=lambda c: c.first)
            found += self.kinds.say(counted, first, last)
        return found

    def _is_outdated(self, number: Number, following: Number | None) -> bool:
        """`ارتفع العدد من 80 إلى 125`: what a figure was before it rose or fell is no claim any more."""
        if following is None or number.bound == "range" or following.lead != number.last + 1:
            return False
        return self.norms[number.first - 1] == "من" and self.norms[number.last] == "الي"

    def _repeats(self, number: Number, before: Counted) -> bool:
        """`اثنان 2 منهم`: the same number in digits right behind its word."""
        return number.first == before.last == before.number_last and number.value == before.low and before.low > 1

    def _is_name_part(self, number: Number, start: int) -> bool:
        """A number that belongs to a name, a document or a list (`القرار 2254`, `خان شيخون 2`, `إس 300`)."""
        at = number.first - 1
        if number.first == start:
            return self._is_item_number(number)
        if self.norms[at] in word_set("measures") and number.value == 1 and number.rule.startswith("words"):
            return True  # `نزحت مرة واحدة`
        if number.first in self.named and number.rule == "words" and self._is_named_word(number):
            return True  # `في الخمس`: a town
        if self._is_day_number(at):
            return True
        if at >= start and self.norms[at] in _SIGNS:
            if self.norms[at] == "رقم":
                return True
            at -= 1
        if at < start:
            return False
        if self.norms[at] in word_set("number_names"):
            return True
        return number.first in self.named and number.first - 1 in self.named and number.rule.startswith("digit")

    def _is_named_word(self, number: Number) -> bool:
        """`في الخمس`, `قرية بليون`: a number word with the article, or a scale alone, that names a place."""
        alone = number.last == number.first + 1
        return self.norms[number.first].startswith("ال") or (alone and number.value >= _SCALE)

    def _is_day_number(self, at: int) -> bool:
        """`في اليوم 337 للحرب`, `في يومها الـ412`: the day of a war; `at` is the word before the number."""
        if at and self.norms[at] == "ال":
            at -= 1
        return self.norms[at] in _ITS_DAY or (self.norms[at] == "اليوم" and self.norms[at - 1] in ("في", "ل", "ب"))

    def _is_item_number(self, number: Number) -> bool:
        """`7) سبها: 30 قتيلاً`, `2- الاعتقال`, `4 ـ سامر الحلو`: the number of an item at the head of a line.

        It is glued to its sign, or a dash stands between it and a word.
        """
        sign = number.last
        if number.last > number.first + 1 or not number.rule.startswith("digit") or sign >= len(self.norms):
            return False
        glued = self.view.words[sign - 1].end == self.view.words[sign].start
        apart = self.norms[sign] in _DASHES and "".join(self.norms[sign + 1 : sign + 2]).isalpha()
        return (glued and self.norms[sign] in _ITEM_SIGNS) or apart

    def _numbered(self, number: Number, start: int, stop: int) -> Counted | None:
        if number.kind == "money":
            currency = _currency(self.norms[number.first : number.last])
            return self._make(number, number.first, number.last, "money", currency, "", "money")
        number = self._with_signs(number, start, stop)
        first, last = number.first, number.last
        if self._is_measure(last, stop):
            return None
        nominal = self.nominals.read(last, stop) or self.nominals.casualty_behind(last, stop, "")
        if number.value == 1 and self.norms[last : last + 1] == ["("]:
            nominal = None  # `من أسرة (أب وأم وابنتين)`
        if number.kind == "percent":
            nominal = nominal or self._of_total(last, stop)
            of = nominal is not None and self.norms[last] == "من"
            end = nominal.last if nominal is not None and of else last
            category = nominal.category if nominal is not None and nominal.category else "person"
            return self._make(number, first, end, "percent", category, "", "percent")
        if number.value % 1:
            return None  # `بمعدل 99.6`, `6.5 نقطة`: people and things are whole
        if nominal is not None and nominal.unit == "munition" and self.norms[nominal.last : nominal.last + 1] in _GOODS:
            return None  # barrels of oil
        if nominal is not None:
            end = self._past_definite_number(nominal.last, stop)
            begin, event = self._headed(first, start, nominal)
            if nominal.unit == "person" and not event and self.nominals.is_undivided(end, stop):
                event = "casualty"
            if not event and nominal.unit == "person" and (toll := self._toll(number, start)) is not None:
                event = toll[2].event or ""  # `والإصابات أكثر من 12 ألف شخص`
            return self._make(number, begin, end, nominal.unit, nominal.category, event, "number-noun")
        if (before := self._noun_before(number, start, stop)) is not None:
            begin, end, noun = before
            if noun.unit == "family" and number.value == 1:
                return None  # `من عائلة واحدة` describes, it does not count
            return self._make(number, begin, end, noun.unit, noun.category, noun.event or "", "noun-number")
        if last < stop and self.norms[last] in word_set("totals"):
            # `ارتفع إلى 16 عدد القتلى`, `… عدد الذين قضوا`: the noun behind the word for a number
            behind = noun_trie().longest(self.norms, last + 1)
            said = behind[1][0].noun if behind is not None and behind[0] <= stop else None
            named = (said.unit, said.category, said.event or "") if said is not None else ("", "", "")
            return self._make(number, first, last, *named, "number-total")
        at = last + 1 if last < stop and self.norms[last] in OPENERS else last
        if last < stop and self.norms[last] == "من" and last + 1 in self.weapons:
            return None  # `عشرات الآلاف من الألغام`
        if at < stop and self._is_other_noun(at) and self._may_be_counted(at, number):
            # A noun no lexicon knows, right behind an event that happens to persons: `اعتقل 19 مطلوباً`.
            if self._person_trigger_before(first, start):
                return self._make(number, first, at + 1, "person", "person", "", "unknown-noun")
            return None
        return self._make(number, first, last, "", "", "", "bare")

    def _of_total(self, at: int, stop: int) -> Nominal | None:
        """`23% من مجمل حصيلة الضحايا`: what a percentage is of, behind the words for a total."""
        begin = at + 1
        while begin < stop and (self.norms[begin] in word_set("totals") or self.norms[begin] == "مجمل"):
            begin += 1
        of = at < stop and self.norms[at] == "من" and begin > at + 1
        return self.nominals.read(begin, stop, of=True) if of else None

    def _with_signs(self, number: Number, start: int, stop: int) -> Number:
        """The number with the signs it stands between: `(15)`, `/6,214/`."""
        first, last = number.first - 1, number.last
        if first >= start and last < stop and _CLOSER.get(self.norms[first]) == self.norms[last]:
            return number._replace(first=first, last=last + 1)
        return number

    def _headed(self, first: int, start: int, nominal: Nominal) -> tuple[int, str]:
        """`جثث 11 شخصاً`, `الضحايا: 14 مدنياً`: where the count begins, and the event its head says before the number."""
        colon = self.norms[first - 1] == ":"
        at = first - 2 if colon else first - 1
        match = noun_trie().longest(self.norms, at) if at >= start and at not in self.used else None
        if nominal.unit != "person" or match is None or match[0] != at + 1 or (colon and nominal.event):
            return first, nominal.event
        form = match[1][0]
        if (form.number != "plural" and form.noun.plurals) or form.definite != colon or not form.noun.event:
            return first, nominal.event
        return (first if colon else at), form.noun.event

    def _is_measure(self, at: int, stop: int) -> bool:
        """`16 ساعة`, `2070 لتراً`, `في التسعين من العمر`, `40 ألف برميل يومياً`: what is measured is no count."""
        if at >= stop or at in self.masked:
            return False  # `وأصيب تسعة يوم الجمعة`: a date begins
        word = self.norms[at]
        match = noun_trie().longest(self.norms, at)
        if match is not None and match[0] > at + 1:
            return False  # `نقاط طبية` are no points
        if word in word_set("measures") or (word.endswith("ا") and word[:-1] in word_set("measures")):
            return True
        return word == "من" and self.norms[at + 1 : at + 2] in (["العمر"], ["عمره"], ["عمرها"])

    def _make(self, number: Number, first: int, last: int, unit: str, category: str, event: str, rule: str) -> Counted:
        value, upper, bound = number.value, number.upper, number.bound
        if bound == "exact" and (behind := bound_behind(self.view.words, last)) is not None:
            bound = behind[0]
            if bound in ("at_most", "less_than"):
                value, upper = 0, value
            elif bound in ("at_least", "more_than"):
                upper = None
        return Counted(first, last, number.first, number.last, value, upper, bound, unit, category, event, rule)

    def _past_definite_number(self, last: int, stop: int) -> int:
        """`اثنين من القتلى الأربعة`: the definite number belongs to the noun."""
        word = self.norms[last] if last < stop else ""
        number = (
            word.startswith("ال")
            and self.norms[last - 1].startswith("ال")
            and read_numbers(self.view.words[last : last + 1])
        )
        return last + 1 if number else last

    def _is_other_noun(self, at: int) -> bool:
        """Whether the next word is a noun that is counted but is nothing the records speak of (`5 دول`)."""
        word = self.norms[at]
        if word == "من" and at + 1 < len(self.norms):  # `21 من الولايات`
            of = self.norms[at + 1]
            return of.startswith("ال") and of.endswith("ات") and at + 1 not in self.named
        return (
            word.isalpha()
            and len(word) > 2
            and not (word[0] in "يت" and word.endswith("ون"))  # a verb: `8 يحملون جنسيات أجنبية`
            and word not in word_set("after_bare")
            and at not in self.named
            and trigger_trie().longest(self.norms, at) is None
        )

    def _may_be_counted(self, at: int, number: Number) -> bool:
        """Whether the grammar lets a number count the next word: `من أصل 52 شملها الرصد` goes on with a verb.

        After eleven to ninety-nine stands an accusative in the singular, and no noun is definite.
        """
        word = self.norms[at]
        if word == "من":
            return True
        definite = word.startswith("ال") and len(word) > _ARTICLED and number.bound != "vague"
        if at in self.masked or word.endswith("وا") or definite:
            return False
        if not _FEW < number.value % 100 < 100:
            return True
        return word.endswith(_ACCUSATIVE) and not word.endswith("ها")

    def _person_trigger_before(self, first: int, start: int) -> bool:
        for begin in range(max(start, first - 4), first):
            match = trigger_trie().longest(self.norms, begin)
            if match is not None and match[0] == first:
                return match[1][0].trigger.type in _OF_PERSONS
        return False

    def _noun_before(self, number: Number, start: int, stop: int) -> tuple[int, int, Noun] | None:
        """`المهندسين الثلاثة`, `مخزناً زراعياً واحداً`, `عدد القتلى إلى 103`: (first word, past the last, noun)."""
        if number.value == 1 and number.first - 2 >= start and self.norms[number.first - 2] in word_set("cases"):
            # `حالة وفاة واحدة`
            case = self.nominals.read(number.first - 2, stop)
            if case is not None and case.event and case.last == number.first:
                noun = Noun(unit=case.unit, category=case.category, singular="", plurals=(), event=case.event)
                return number.first - 2, number.last, noun
        at = number.first - 1
        while at >= start and self.norms[at] in _JOINTS and number.first - at <= 2:
            at -= 1
        owned = at > start and self.nominals.is_owned(at)
        at -= owned
        for begin in range(max(start, at - 2), at + 1):
            match = noun_trie().longest(self.norms, begin)
            if match is None or not self.used.isdisjoint(range(begin, at + 1)):
                continue
            form = match[1][0]
            agreeing = ("singular",) if number.value == 1 else ("dual", "plural") if number.value == 2 else ()
            small = form.number in agreeing and not form.definite
            if match[0] == at and small and self.norms[at].endswith(("ي", "يا", "يه", "يين", "يتين")):
                return begin, number.last, form.noun  # an adjective between noun and number
            if match[0] == at + 1:
                definite = form.definite or owned  # `أطفالها الثلاثة`
                agrees = self.norms[number.first].startswith("ال") == definite
                digits = form.definite and not self.norms[number.last - 1].isalpha()
                if (agrees and (definite or small)) or digits:
                    return self._around(begin, number, stop) or (begin, number.last, form.noun)
        # `ارتفعت حصيلة القتلى إلى 103`: the noun behind the word for a number.
        for index in range(at, max(start, at - _FAR_TOTAL) - 1, -1):
            if self.norms[index] in word_set("totals"):
                match = noun_trie().longest(self.norms, index + 1)
                free = self.used.isdisjoint(range(index + 1, number.first))
                if match is None or not free or match[0] > number.first:
                    return None
                return index + 1, number.last, match[1][0].noun
        return self._toll(number, start) or self._label(number, start)

    def _toll(self, number: Number, start: int) -> tuple[int, int, Noun] | None:
        """`الشهداء تسعة`, `إن القتلى أقل من 70`, `أما الجرحى فكانوا عشرين`: the dead or wounded and how many."""
        at = number.lead - 1
        while at > start and self.norms[at] in word_set("copulas") and number.lead - at < _COPULAS:
            at -= 1
        match = noun_trie().longest(self.norms, at) if at >= start else None
        if match is None or match[0] != at + 1 or at in self.used:
            return None
        form = match[1][0]
        told = form.definite and form.number == "plural" and form.noun.event in _TOLLS
        return (at, number.last, form.noun) if told else None

    def _label(self, number: Number, start: int) -> tuple[int, int, Noun] | None:
        """`قتلى: 17`, `منازل فُجّرت: 4`: an indefinite noun that opens the line is its label."""
        begin = start if self.norms[start].isalnum() else start + 1
        match = noun_trie().longest(self.norms, begin)
        colon = number.first - 1
        if self.norms[colon] != ":" or match is None or not match[0] <= colon <= match[0] + _LABEL:
            return None
        form = match[1][0]
        return (begin, number.last, form.noun) if form.number == "plural" and not form.definite else None

    def _around(self, begin: int, number: Number, stop: int) -> tuple[int, int, Noun] | None:
        """`متطوعين اثنين في الدفاع المدني`: a noun of several words with the number among them."""
        head = self.norms[begin : number.first]
        phrase = [*head, *self.norms[number.last : min(number.last + _COMPLEMENT, stop)]]
        match = noun_trie().longest(phrase, 0)
        if match is None or match[0] <= len(head):
            return None
        return begin, number.last + match[0] - len(head), match[1][0].noun


@cache
def _currencies() -> dict[str, str]:
    """Currency words in match form -> ISO 4217 code."""
    return {
        norms(word)[0]: row["code"]
        for _, row in lexicon.rows("currencies")
        for word in lexicon.alternatives(row["words"])
    }


def _currency(words: Sequence[str]) -> str:
    """The ISO 4217 code of the currency named; `XXX`, ISO's «no currency», where it is not known."""
    return next((_currencies()[word] for word in words if word in _currencies()), "XXX")
