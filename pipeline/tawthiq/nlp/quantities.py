"""Quantities: every number with what it counts, and the counts that Arabic says without a number.

The counted noun stands after the number (`1109 من الضحايا المدنيين`), before it (`المهندسين الثلاثة`), or is left out
and taken from the count before (`و70 في القصرين`). Duals (`غارتين`) count two, singulars (`بينهم طفل`) one; whether a
bare singular really is a count is decided by the relation stage, which knows its event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from tawthiq.nlp.names import gender_of
from tawthiq.nlp.state import Counted, Found, View, get, put
from tawthiq.text.matchers import NounForm, demonym_forms, norms, noun_trie, trigger_trie, word_set
from tawthiq.text.numerals import Number, bound_behind, read_numbers

_OTHERS = frozenset({"اخر", "اخرين", "اخرون", "اخري", "اخران", "اخريات", "اخرا", "الاخرين", "اخريين", "اخرهم"})
_CASES = frozenset({"حاله", "حالات", "حالتي", "حالتين", "حالتان"})
# What may stand between a number and its noun: `255 من`, `(3)`, `3 "`.
_OPENERS = frozenset('"([/')
_CLOSERS = frozenset('")]/')
# A following adjective that says more of the kind of person than the noun does (`الضحايا المدنيين`).
_GENERAL = ("person", "man", "displaced_person", "refugee", "detainee")


_OF_PERSONS = frozenset({"killing", "injury", "detention", "abduction", "release", "torture"})


class Nominal(NamedTuple):
    """The noun phrase of a count: past its last word, what it counts, and the event its noun says."""

    last: int
    unit: str
    category: str
    event: str


def find_quantities(doc: Doc) -> Doc:
    """Find the quantities of a Doc."""
    view = View(doc)
    mentions = get(doc, Found)
    masked = {i for f in mentions if f.label == "DATE" for i in range(f.first, f.last)}
    reader = _Reader(view, mentions, masked)
    put(doc, Counted, reader.read())
    return doc


class _Reader:
    def __init__(self, view: View, mentions: Sequence[Found], masked: set[int]) -> None:
        self.view = view
        self.norms = view.norms
        self.masked = masked
        self.persons = [f for f in mentions if f.label == "PERSON"]
        self.names = {
            i for f in mentions if f.label in ("PLACE", "ACTOR", "ORG", "SOURCE") for i in range(f.first, f.last)
        }
        # Where an armed actor begins -> its end: `23 من قوات النظام` are combatants.
        self.armed = {f.first: f.last for f in mentions if f.label == "ACTOR" and f.id != "israeli_settlers"}
        self.used: set[int] = set()
        self.last: Counted | None = None

    def read(self) -> list[Counted]:
        numbers = [n for n in read_numbers(self.view.words) if self.masked.isdisjoint(range(n.first, n.last))]
        found: list[Counted] = []
        for first, last in self.view.sentences:
            inside = [n for n in numbers if first <= n.first and n.last <= last]
            counted: list[Counted] = []
            for number in inside:
                if number.kind in ("cardinal", "percent", "money", "fraction") and not self._is_name_part(
                    number, first
                ):
                    quantity = self._numbered(number, first, last)
                    if quantity is not None:
                        counted.append(quantity)
                        self.last = quantity
                        self.used.update(range(quantity.first, quantity.last))
                elif number.kind != "ordinal":
                    self.used.update(range(number.first, number.last))
            counted += self._unnumbered(first, last)
            counted.sort(key=lambda c: c.first)
            found += counted
        return found

    # Numbers -------------------------------------------------------------------------------------------------------

    def _is_name_part(self, number: Number, start: int) -> bool:
        """A number that belongs to a name, a document or a list (`القرار 2254`, `خان شيخون 2`, `إس 300`)."""
        at = number.first - 1
        if at >= start and self.norms[at] in ('"', "(", "-", "رقم", ":"):
            at -= 1
        if at < start:
            return False
        if self.norms[at] in word_set("number_names"):
            return True
        return number.first in self.names and number.rule.startswith("digit") and number.first - 1 in self.names

    def _numbered(self, number: Number, start: int, stop: int) -> Counted | None:
        first, last = number.first, number.last
        if number.kind == "money":
            return self._make(number, first, last, "money", _currency(self.norms[first:last]), "", "money")
        if number.kind == "fraction":
            return None
        at = last
        while at < stop and self.norms[at] in _CLOSERS and at - last < 2:
            at += 1
        if at < stop and self.norms[at] in word_set("measures"):
            return None
        nominal = self._as_casualty(self.nominal(at, stop), at, stop)
        if number.kind == "percent":
            end = nominal.last if nominal is not None and self.norms[last] == "من" else last
            return self._make(
                number, first, end, "percent", (nominal.category if nominal else "") or "person", "", "percent"
            )
        if nominal is not None:
            return self._make(number, first, nominal.last, nominal.unit, nominal.category, nominal.event, "number-noun")
        before = self._noun_before(number, start)
        if before is not None:
            begin, form = before
            if form.noun.unit == "family" and number.value == 1:
                return None  # `من عائلة واحدة` describes, it does not count
            return self._make(
                number, begin, last, form.noun.unit, form.noun.category, form.noun.event or "", "noun-number"
            )
        if at < stop and self._is_other_noun(at):
            # A noun no lexicon knows, right behind an event that happens to persons: `اعتقل 19 مطلوباً`.
            if first and (match := self._person_trigger_before(first, start)):
                return self._make(number, first, at + 1, "person", "person", "", "unknown-noun") if match else None
            return None
        return self._make(number, first, last, "", "", "", "bare")

    def _person_trigger_before(self, first: int, start: int) -> bool:
        for begin in range(max(start, first - 4), first):
            match = trigger_trie().longest(self.norms, begin)
            if match is not None and match[0] == first:
                return match[1][0].trigger.type in _OF_PERSONS
        return False

    def _as_casualty(self, nominal: Nominal | None, at: int, stop: int) -> Nominal | None:
        """`عشرة أشخاص بين قتيل وجريح`, `عشرات القتلى والجرحى`: dead and wounded in one number."""
        last = nominal.last if nominal is not None else at
        for index in range(last, min(last + 2, stop)):
            match = trigger_trie().longest(self.norms, index)
            if match is not None and any(f.trigger.type == "casualty" for f in match[1]):
                category = nominal.category if nominal is not None and nominal.category else "person"
                return Nominal(match[0], "person", category, "casualty")
        if nominal is None or nominal.event != "killing" or last + 1 >= stop or self.norms[last] != "و":
            return nominal
        wounded = noun_trie().longest(self.norms, last + 1)
        if wounded is not None and wounded[1][0].noun.event == "injury" and wounded[1][0].number == "plural":
            return nominal._replace(last=wounded[0], event="casualty")
        return nominal

    def _make(self, number: Number, first: int, last: int, unit: str, category: str, event: str, rule: str) -> Counted:
        value, upper, bound = number.value, number.upper, number.bound
        if bound == "exact" and (behind := bound_behind(self.view.words, last)) is not None:
            bound = behind[0]
            value, upper = (
                (0, value)
                if bound in ("at_most", "less_than")
                else (value, None if bound in ("at_least", "more_than") else upper)
            )
        return Counted(first, last, number.first, number.last, value, upper, bound, unit, category, event, rule)

    def _is_other_noun(self, at: int) -> bool:
        """Whether the next word is a noun that is counted but is nothing the records speak of (`5 دول`)."""
        word = self.norms[at]
        return (
            word.isalpha()
            and len(word) > 2
            and word not in word_set("after_bare")
            and at not in self.names
            and not trigger_trie().longest(self.norms, at)
        )

    def _noun_before(self, number: Number, start: int) -> tuple[int, NounForm] | None:
        """`المهندسين الثلاثة`, `مدنيا واحدا`, `عدد القتلى إلى 103`: (first word, noun)."""
        at = number.first - 1
        if at >= start and self.norms[at] in _OPENERS:
            at -= 1
        for begin in range(max(start, at - 2), at + 1):
            match = noun_trie().longest(self.norms, begin)
            if match is not None and match[0] == at + 1 and not self._taken(begin, at + 1):
                form = match[1][0]
                agrees = self.norms[number.first].startswith("ال") == form.definite
                if (agrees and (form.definite or number.value in (1, 2))) or (
                    form.definite and number.rule.startswith("digit")
                ):
                    return begin, form
        # `عدد … بلغ`, `ارتفعت حصيلة القتلى إلى`: the noun after the word for number.
        for index in range(at, max(start, at - 8) - 1, -1):
            if self.norms[index] in word_set("totals"):
                match = noun_trie().longest(self.norms, index + 1)
                if match is not None and match[0] <= number.first and not self._taken(index + 1, match[0]):
                    return index, match[1][0]
                return None
        return None

    def _taken(self, first: int, last: int) -> bool:
        return not self.used.isdisjoint(range(first, last))

    # Noun phrases --------------------------------------------------------------------------------------------------

    def nominal(self, at: int, stop: int) -> Nominal | None:
        """The counted noun phrase that begins at `at`, or None."""
        begin = at
        while at < stop and self.norms[at] in _OPENERS and at - begin < 1:
            at += 1
        if (
            at < stop
            and self.norms[at] == "من"
            and at + 1 < stop
            and self.norms[at + 1] not in ("اصل", "مجموع", "اجمالي")
        ):
            at += 1
            if at < stop and self.norms[at] in ("بين", "ضمن", "هولاء", "اولييك"):
                at += 1
            if (end := self.armed.get(at)) is not None:
                return Nominal(end, "person", "combatant", "")
        if at >= stop or at in self.masked:
            return None
        if self.norms[at] in _CASES:
            return self._case(at, stop)
        if self.norms[at] in _OTHERS:
            armed = self.armed.get(at + 2) if self.norms[at + 1 : at + 2] == ["من"] else None
            return Nominal(armed, "person", "combatant", "") if armed else Nominal(at + 1, "", "", "")
        match = noun_trie().longest(self.norms, at)
        if match is not None and match[0] <= stop:
            return self._qualified(match[0], stop, match[1][0])
        if self.norms[at] in demonym_forms():
            return self._after_general(at + 1, stop, Nominal(at + 1, "person", "person", ""))
        return None

    def _qualified(self, last: int, stop: int, form: NounForm) -> Nominal:
        """The noun with the words behind it that belong to its kind."""
        noun = form.noun
        found = Nominal(last, noun.unit, noun.category, noun.event or "")
        if noun.unit == "person":
            return self._after_general(last, stop, found)
        if last < stop and self.norms[last] in demonym_forms():
            return found._replace(last=last + 1)
        return found

    def _after_general(self, last: int, stop: int, found: Nominal) -> Nominal:
        """Adjectives of country, and a second person noun that is more specific (`من الضحايا المدنيين`)."""
        while last < stop:
            word = self.norms[last]
            if word == "و" and (end := self._same_kind(last + 1, stop, found)):
                last = end
                found = found._replace(last=last)
                continue
            armed = (
                self.armed.get(last + 1) if word == "من" else self.armed.get(last) if word.startswith("ال") else None
            )
            if (end := armed) and found.category in ("person", "combatant", "man"):
                return found._replace(last=end, category="combatant")
            if word in demonym_forms() or word in _OTHERS:
                last += 1
                found = found._replace(last=last)
                continue
            at = last + 1 if word == "من" and last + 1 < stop else last
            if (
                found.category == "woman"
                and word == "و"
                and last + 1 < stop
                and self.norms[last + 1] in ("اطفال", "الاطفال")
            ):
                return found._replace(last=last + 2, category="woman_and_child")
            match = noun_trie().longest(self.norms, at)
            if match is None or match[0] > stop or match[1][0].noun.unit != "person":
                break
            if match[1][0].number == "dual" and not self.norms[last - 1].endswith(("تا", "تي")):
                break
            noun = match[1][0].noun
            if found.category not in _GENERAL or (at != last and found.category != "person"):
                break
            category = noun.category if noun.category != "person" else found.category
            found = Nominal(match[0], found.unit, category, found.event or (noun.event or ""))
            last = match[0]
        return found

    def _same_kind(self, at: int, stop: int, found: Nominal) -> int | None:
        """The end of a second noun of one and the same count (`27 صحفياً وإعلامياً`, `400 طفل وطفلة`), or None."""
        match = noun_trie().longest(self.norms, at)
        if match is None or match[0] > stop or match[1][0].number == "dual" or match[1][0].definite:
            return None
        noun = match[1][0].noun
        same = (noun.unit, noun.category, noun.event or "") == (found.unit, found.category, found.event)
        return match[0] if same and found.category not in ("person", "combatant", "civilian", "woman", "man") else None

    def _case(self, at: int, stop: int) -> Nominal | None:
        """`14 حالة اعتقال` counts persons; a case of anything else is a violation if a trigger follows."""
        for index in range(at + 1, min(at + 3, stop)):
            match = trigger_trie().longest(self.norms, index)
            if match is not None:
                type = match[1][0].trigger.type
                if type in ("attack", "massacre", "destruction", "clash", "siege", "protest"):
                    return Nominal(match[0], "incident", "violation" if type != "attack" else "attack", "attack")
                return Nominal(match[0], "person", "person", type)
            noun = noun_trie().longest(self.norms, index)
            if noun is not None and noun[1][0].noun.unit in ("person", "incident"):
                n = noun[1][0].noun
                return Nominal(noun[0], n.unit, n.category, n.event or "")
        # `توزعت: 88 حالة على يد …`: of the kind said before.
        return Nominal(at + 1, "", "", "")

    # Counts without a number ---------------------------------------------------------------------------------------

    def _unnumbered(self, first: int, last: int) -> Iterator[Counted]:
        at = first
        while at < last:
            if at in self.used or at in self.masked:
                at += 1
                continue
            counted = self._as_many(at) or self._one_of(at, last) or self._by_form(at, last) or self._named(at)
            if counted is None:
                at += 1
            else:
                yield counted
                at = counted.last

    def _as_many(self, at: int) -> Counted | None:
        """`ومثلهم في الناصرية`: as many again."""
        if (
            self.norms[at] not in ("مثلهم", "مثلها", "مثلهن")
            or not at
            or self.norms[at - 1] != "و"
            or self.last is None
        ):
            return None
        c = self.last
        return Counted(at, at + 1, at, at + 1, c.low, c.high, c.bound, c.unit, c.category, c.event, "as-many")

    def _one_of(self, at: int, stop: int) -> Counted | None:
        """`أحد قيادات …`, `إحدى الناشطات`, `أحدهم`, `آخر`, `ثالث`: one."""
        word = self.norms[at]
        if word in ("احد", "احدي") and at + 1 < stop:
            nominal = self.nominal(at + 1, stop)
            if nominal is not None and nominal.unit == "person" and not self._taken(at, nominal.last):
                return Counted(
                    at, nominal.last, at, at + 1, 1, 1, "exact", "person", nominal.category, nominal.event, "one-of"
                )
            if self.norms[at + 1] in ("هم", "هن", "هما", "ها"):
                return Counted(at, at + 2, at, at + 1, 1, 1, "exact", "", "", "", "one-of")
        if word in ("احدهم", "احداهن", "احدهما", "احداهما"):
            match = noun_trie().longest(self.norms, at + 1)
            if (
                match is not None
                and match[0] <= stop
                and match[1][0].number == "singular"
                and match[1][0].noun.unit == "person"
            ):
                return Counted(
                    at, match[0], at, at + 1, 1, 1, "exact", "person", match[1][0].noun.category, "", "one-of"
                )
            return Counted(at, at + 1, at, at + 1, 1, 1, "exact", "", "", "", "one-of")
        if (
            word in ("اخر", "اخري", "ثالث", "رابع", "خامس", "ثالثه", "رابعه")
            and at
            and self.norms[at - 1] in ("و", "اصابه", "اصيب", "جرح", "مقتل", "قتل", "اصيبت")
        ):
            return Counted(at, at + 1, at, at + 1, 1, 1, "exact", "", "", "", "another")
        return None

    def _by_form(self, at: int, stop: int) -> Counted | None:
        """Duals count two; an indefinite singular person is a candidate for one."""
        if at in self.names:
            return None
        match = noun_trie().longest(self.norms, at)
        if match is None or match[0] > stop or self._taken(at, match[0]):
            return self._demonym(at, stop)
        form = match[1][0]
        noun = form.noun
        owned = match[0] < stop and self.norms[match[0]] in ("ه", "ها", "هم", "هما")
        if (
            form.number == "plural"
            and self.norms[match[0] - 1].endswith("ين")
            and "\u064eي" in self.view.char_span(at, match[0]).text
        ):
            form = form._replace(number="dual")  # vocalised: `متظاهرَين`
        if form.number == "singular" and owned and self.norms[at].endswith("ا"):
            form = form._replace(number="dual")  # `طفلاها`: an accusative takes no pronoun
        if form.number == "dual" and not form.definite and match[0] not in self.names:
            rule = "dual"
            value = 2
        elif form.number == "singular" and not form.definite and noun.unit == "person" and not self._is_trigger(at):
            rule, value = "singular", 1
        else:
            return None
        nominal = self._qualified(match[0], stop, form)
        if any(f.trigger.type == "casualty" for f in (trigger_trie().longest(self.norms, at - 1) or (0, ()))[1]):
            return None  # `بين قتيل وجريح`
        return Counted(
            at, nominal.last, at, match[0], value, value, "exact", noun.unit, nominal.category, noun.event or "", rule
        )

    def _demonym(self, at: int, stop: int) -> Counted | None:
        """`فلسطينيان` counts two; `أردني` alone is a candidate for one."""
        demonym = demonym_forms().get(self.norms[at])
        if demonym is None or self.norms[at].startswith("ال") or demonym[1] == "plural" or self.norms[at].endswith("ه"):
            return None
        value = 2 if demonym[1] == "dual" else 1
        last = self._after_general(at + 1, stop, Nominal(at + 1, "person", "person", "")).last
        return Counted(at, last, at, at + 1, value, value, "exact", "person", "person", "", demonym[1])

    def _is_trigger(self, at: int) -> bool:
        """Whether a word says an event itself (`إصابة`, `وفاة`), and so is no person in the singular."""
        return any(form.form == "noun" for form in (trigger_trie().longest(self.norms[at : at + 1], 0) or (0, ()))[1])

    def _named(self, at: int) -> Counted | None:
        """A named person is a candidate for a victim who counts one."""
        person = next((p for p in self.persons if p.first == at), None)
        if person is None:
            return None
        begin = at
        while begin and begin - 1 not in self.used and self._is_title(begin - 1):
            begin -= 1
        category = self._title_category(begin, at) or ("woman" if gender_of(person.name) == "f" else "person")
        return Counted(begin, person.last, at, person.last, 1, 1, "exact", "person", category, "", "named")

    def _is_title(self, index: int) -> bool:
        from tawthiq.nlp.names import roles

        word = self.norms[index]
        match = noun_trie().longest(self.norms, index)
        return word in roles() or (
            match is not None
            and match[0] == index + 1
            and match[1][0].definite
            and match[1][0].number == "singular"
            and match[1][0].noun.unit == "person"
        )

    def _title_category(self, begin: int, at: int) -> str:
        from tawthiq.nlp.names import roles

        categories = []
        for index in range(begin, at):
            if (category := roles().get(self.norms[index])) is not None:
                categories.append(category)
            elif (match := noun_trie().longest(self.norms, index)) is not None:
                categories.append(match[1][0].noun.category)
        return next((c for c in categories if c != "person"), "")


def _currency(words: Sequence[str]) -> str:
    """The ISO 4217 code of the currency named."""
    for row in word_rows():
        if any(word in row[1] for word in words):
            return row[0]
    return "XXX"


def word_rows() -> list[tuple[str, frozenset[str]]]:
    """Currency code -> its words in match form."""
    from tawthiq import lexicon

    return [
        (row["code"], frozenset(norms(word)[0] for word in lexicon.alternatives(row["words"])))
        for _, row in lexicon.rows("currencies")
    ]
