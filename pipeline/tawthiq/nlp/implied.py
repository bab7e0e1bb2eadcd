"""Counts that Arabic says without a number: duals, singulars, named persons, `أحد …`, `آخر`, `مثلهم`.

A dual counts two. A singular, a name or `آخر` is a candidate for one: whether it really counts, the relation stage
decides, which knows the event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.nlp.names import gender_of, roles
from tawthiq.nlp.nominals import Nominal, NominalReader
from tawthiq.nlp.state import Counted, Found, View
from tawthiq.text.matchers import demonym_forms, noun_trie, trigger_trie, word_set

_EACH = ("احدهم", "احداهن", "احدهما", "احداهما")
_AS_MANY = ("مثلهم", "مثلها", "مثلهن")
_ADULT = 18


class ImpliedReader:
    """Reads the counts without a number of one text; `used` are words that counts with a number hold."""

    def __init__(self, view: View, mentions: Sequence[Found], nominals: NominalReader, used: set[int]) -> None:
        self.view = view
        self.norms = view.norms
        self.nominals = nominals
        self.used = used
        self.persons = {f.first: f for f in mentions if f.label == "PERSON"}
        self.ages = {f.first: _age(view, f) for f in mentions if f.label == "DATE" and f.rule.startswith("duration")}
        self.named = named_words(mentions, view)

    def read(self, first: int, last: int, previous: Counted | None) -> Iterator[Counted]:
        """The implied counts of words `[first, last)`; `previous` is the last count with a number before them."""
        at = first
        phrases = self._event_phrases(first, last)
        while at < last:
            if at in self.used or at in self.nominals.masked or at in phrases:
                at += 1
                continue
            counted = (
                self._as_many(at, previous)
                or self._one_of(at, last)
                or self._another(at)
                or self._by_form(at, last)
                or self._name(at)
            )
            if counted is None:
                at += 1
            else:
                yield self._of_age(counted)
                at = counted.last

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
        """`ومثلهم في الناصرية`: as many again."""
        if self.norms[at] not in _AS_MANY or not at or self.norms[at - 1] != "و" or previous is None:
            return None
        return previous._replace(first=at, last=at + 1, number_first=at, number_last=at + 1, rule="as-many")

    def _one_of(self, at: int, stop: int) -> Counted | None:
        """`أحد قيادات …`, `إحدى الناشطات`, `أحدهم فتى`."""
        word = self.norms[at]
        if word in ("احد", "احدي") and at + 1 < stop:
            nominal = self.nominals.read(at + 1, stop)
            if nominal is not None and nominal.unit == "person" and self.used.isdisjoint(range(at, nominal.last)):
                return self._one(at, nominal.last, nominal.category, nominal.event, "one-of")
            return self._one(at, at + 2, "", "", "one-of") if self.norms[at + 1] in word_set("pronouns") else None
        if word not in _EACH:
            return None
        match = noun_trie().longest(self.norms, at + 1)
        if match is not None and match[0] <= stop:
            form = match[1][0]
            if form.number == "singular" and form.noun.unit == "person":
                return self._one(at, match[0], form.noun.category, "", "one-of")
        return self._one(at, at + 1, "", "", "one-of")

    def _another(self, at: int) -> Counted | None:
        """`وجُرح آخر`, `وأصيب رابع`, `وثالث في …`."""
        word = self.norms[at]
        ordinal = word in word_set("ordinal_victims")
        if not at or not (ordinal or word in ("اخر", "اخري")):
            return None
        before = trigger_trie().longest(self.norms, at - 1)
        said = (
            before is not None and before[0] == at and before[1][0].trigger.type in ("killing", "injury", "detention")
        )
        if self.norms[at - 1] != "و" and not said:
            return None
        return self._one(at, at + 1, "", "", "another-of-kind" if ordinal else "another")

    def _by_form(self, at: int, stop: int) -> Counted | None:
        """Duals count two; an indefinite singular person is a candidate for one."""
        if at in self.named:
            return None
        match = noun_trie().longest(self.norms, at)
        if match is None or match[0] > stop or not self.used.isdisjoint(range(at, match[0])):
            return self._demonym(at, stop)
        form = match[1][0]
        noun, number = form.noun, form.number
        owned = match[0] < stop and self.norms[match[0]] in word_set("pronouns")
        last_word = self.norms[match[0] - 1]
        if number == "plural" and last_word.endswith("ين") and "\u064eي" in self.view.char_span(at, match[0]).text:
            number = "dual"  # vocalised: `متظاهرَين`
        if number == "singular" and owned and self.norms[at].endswith("ا"):
            number = "dual"  # `طفلاها`: an accusative takes no pronoun
        if (
            owned
            and match[0] == at + 1
            and self.norms[at].endswith("ي")
            and form.noun.singular
            and number != "singular"
        ):
            number = "dual"  # `طفليها`
        if number == "dual" and not form.definite and match[0] not in self.named:
            rule, value = "dual", 2
        elif number == "singular" and not form.definite and noun.unit == "person" and not self._is_trigger(at):
            rule, value = "singular", 1
        else:
            return None
        nominal = self.nominals.qualified(match[0], stop, form)
        return Counted(
            at, nominal.last, at, match[0], value, value, "exact", noun.unit, nominal.category, noun.event or "", rule
        )

    def _demonym(self, at: int, stop: int) -> Counted | None:
        """`فلسطينيان` counts two; `أردني` alone is a candidate for one."""
        word = self.norms[at]
        demonym = demonym_forms().get(word)
        if demonym is None or word.startswith("ال") or demonym[1] == "plural" or word.endswith("ه"):
            return None
        last = self.nominals.narrowed(at + 1, stop, Nominal(at + 1, "person", "person", "")).last
        return self._one(at, last, "person", "", demonym[1], 2 if demonym[1] == "dual" else 1)

    def _is_trigger(self, at: int) -> bool:
        """Whether a word says an event itself (`إصابة`, `وفاة`), and so is no person in the singular."""
        match = trigger_trie().longest(self.norms[at : at + 1], 0)
        return match is not None and any(form.form == "noun" for form in match[1])

    # Names ---------------------------------------------------------------------------------------------------------

    def _name(self, at: int) -> Counted | None:
        """A named person, with the titles before the name."""
        person = self.persons.get(at)
        if person is None:
            return None
        begin = at
        while begin and begin - 1 not in self.used and self._is_title(begin - 1):
            begin -= 1
        category = self._title_category(begin, at) or ("woman" if gender_of(person.name) == "f" else "person")
        return Counted(begin, person.last, at, person.last, 1, 1, "exact", "person", category, "", "named")

    def _is_title(self, index: int) -> bool:
        if self.norms[index] in roles():
            return True
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
