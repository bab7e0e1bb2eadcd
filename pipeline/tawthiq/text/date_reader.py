"""What all readings of time share: the words at hand, the numbers among them, and what was said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tawthiq.text.date_calendar import YEARS, Form, Interval, resolve, weekday_on_or_before
from tawthiq.text.date_words import GREGORIAN, HIJRI, counted_nouns, time_words
from tawthiq.text.numerals import Number
from tawthiq.text.words import Word


class Point(NamedTuple):
    """A point of time that ends before word `last`; `weekday` is set where nothing but a weekday is said."""

    last: int
    rule: str
    kind: str
    form: Form | None = None
    span: Interval | None = None
    weekday: int | None = None


@dataclass(slots=True)
class Memory:
    """The date said before, for `الشهر ذاته` and its like; None where its year is not known."""

    day: date | None = None
    month: Form | None = None
    year: int | None = None
    period: Interval | None = None


class WordReader:
    """Reads the small words and the numbers of one text."""

    __slots__ = ("_words", "memory", "norms", "numbers", "reference", "vocabulary")

    def __init__(self, words: Sequence[Word], reference: date | None, numbers: Mapping[int, Number]) -> None:
        self._words = words
        self.norms = [word.norm for word in words]
        self.reference = reference
        self.numbers = numbers
        self.memory = Memory()
        self.vocabulary = time_words()

    # Small words

    def at(self, i: int) -> str:
        """The match form of word `i`, empty outside the text."""
        return self.norms[i] if 0 <= i < len(self.norms) else ""

    def match(self, kind: str, i: int) -> tuple[int, str] | None:
        """The longest phrase of a kind at `i`: (index past it, value)."""
        return self.vocabulary.match(kind, self.norms, i)

    def skip(self, kind: str, i: int) -> int:
        """The index past an optional phrase of a kind."""
        found = self.match(kind, i)
        return found[0] if found else i

    def follows(self, i: int, *kinds: str) -> bool:
        """Whether the word before `i` is of one of the kinds."""
        return i > 0 and any(self.vocabulary.has(kind, self.norms[i - 1]) for kind in kinds)

    def direction(self, i: int) -> tuple[int, str] | None:
        """A word like `الماضي`, `الجاري` or `المقبل` at `i`: (index past it, its kind)."""
        for kind in ("before_past", "past", "current", "next", "same"):
            if found := self.match(kind, i):
                return found[0], kind
        return None

    def settle(self, point: Point) -> Interval | None:
        """The days of a point, if they can be known."""
        if point.weekday is not None:
            if self.reference is None:
                return None
            day = weekday_on_or_before(point.weekday, self.reference)
            return Interval(day, day)
        return resolve(point.form, self.reference) if point.form else point.span

    # Numbers

    def day_number(self, i: int) -> tuple[int, int] | None:
        """A day of the month at `i`, in digits or as an ordinal: (index past it, day)."""
        if self.at(i) == "ال" and self.at(i + 1).isdecimal():
            i += 1
        word = self.at(i)
        if word.isdecimal() and len(word) <= 2:
            return (i + 1, int(word)) if 1 <= int(word) <= 31 else None
        if found := self.ordinal(i):
            return found if found[1] <= 31 else None
        number = self.numbers.get(i)
        if number and isinstance(number.value, int) and 1 <= number.value <= 31 and number.kind != "percent":
            return number.last, number.value
        return None

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """An ordinal up to 39 in words: `الخامس`, `السابع عشر`, `الحادي والعشرين`, `الثلاثين`."""
        if tens := self.match("ordinal_tens", i):
            return tens[0], int(tens[1])
        found = self.match("ordinal", i)
        if found is None:
            return None
        last, value = found[0], int(found[1])
        if ten := self.match("ordinal_ten", last):
            return ten[0], value + 10
        if self.at(last) == "و" and (tens := self.match("ordinal_tens", last + 1)):
            return tens[0], value + int(tens[1])
        return last, value

    def year_number(self, i: int, calendar: str | None = None, *, bare: bool = False) -> tuple[int, str, int] | None:
        """A year in four digits at `i`, with its era: (index past it, calendar, year).

        A `bare` one, that no word for a year or month introduces, may not stand before a counted noun. A comma glued
        to the digits (`عام ،2010`) is a common slip of right-to-left editors and is passed over.
        """
        if self.at(i) in ("،", ",") and i + 1 < len(self._words) and self._words[i].end == self._words[i + 1].start:
            i += 1
        word = self.at(i)
        if not (len(word) == 4 and word.isdecimal()) or (bare and self.at(i + 1) in counted_nouns()):
            return None
        year = int(word)
        if era := self.match("hijri_era", i + 1):
            return era[0], HIJRI, year
        if calendar is None:
            calendar = HIJRI if year in YEARS[HIJRI] else GREGORIAN
        if year not in YEARS[calendar]:
            return None
        return self.skip("common_era", i + 1), calendar, year

    def year(self, i: int) -> tuple[int, str, int | None] | None:
        """A phrase for a year (`عام 2016`, `العام الماضي`, `هذا العام`, `السنة ذاتها`): (last, calendar, year)."""
        this = self.match("this", i)
        same = self.match("same_before", i)
        start = (this or same or (i,))[0]
        word = self.match("year", start)
        if word is None:
            return None
        last = word[0]
        turned = self.direction(last)
        if self.at(last) in ("(", "[") and (number := self.year_number(last + 1)):
            return number[0] + 1, number[1], number[2]
        if number := self.year_number(turned[0] if turned else last):
            return number
        kind = "current" if this else "same" if same else turned[1] if turned else ""
        if turned and not this and not same:
            last = turned[0]
        if kind == "same":
            return last, GREGORIAN, self.memory.year
        if kind:
            step = {"before_past": -2, "past": -1, "current": 0, "next": 1}[kind]
            return last, GREGORIAN, self.reference.year + step if self.reference else None
        spelled = self.numbers.get(last)
        if spelled and isinstance(spelled.value, int) and 1900 <= spelled.value <= 2100 and spelled.kind == "cardinal":
            return spelled.last, GREGORIAN, spelled.value
        short = last + 1 if self.at(last) in ("،", ",") else last
        if len(self.at(short)) == 2 and self.at(short).isdecimal() and self.at(short + 1) not in counted_nouns():
            # `عام 48`: two digits leave the century unsaid.
            return short + 1, GREGORIAN, None
        return None
