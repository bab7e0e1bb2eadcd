"""What all readings of time share: the words at hand, the numbers among them, and what was said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

from tawthiq.text.date_calendar import YEARS, Form, Interval, build, latest, resolve, weekday_on_or_before
from tawthiq.text.date_words import DIRECTIONS, GREGORIAN, HIJRI, time_words
from tawthiq.text.numeral_words import counted_nouns
from tawthiq.text.numerals import Number
from tawthiq.text.words import Word

# The words that say which of several is meant, and how many units on that is.
STEPS = {"before_past": -2, "past": -1, "preceding": -1, "current": 0, "following": 1, "next": 1, "after_next": 2}
_NONE: frozenset[str] = frozenset()


# How many days a day of an unsaid year may lie back to be news of the report, whatever year it spoke of before.
NEWS = 90


class Point(NamedTuple):
    """A point of time that ends before word `last`; `weekday` is set where nothing but a weekday is said.

    `part` is the part of the day said with it, which tells the hours beside it (see
    `time_words.csv`); `clock` the time of day, or its first and last.
    """

    last: int
    rule: str
    kind: str
    form: Form | None = None
    span: Interval | None = None
    weekday: int | None = None
    part: str = ""
    clock: tuple[time, time] | None = None


@dataclass(slots=True)
class Memory:
    """The date said before, for `الشهر ذاته` and its like; None where its year is not known.

    `frame` is the period that the text speaks of, of several months up to a year: it tells the year of a month within.
    `story` is the year of the last day or month said with its year: the days after `12 تموز 2006` are of it too, until
    the text comes back to what is new. `said` is the last year that the text itself says: `في 3 آذار` after
    `تقرير عام 2014` is of it where no date of publication tells the year. 0 where a day of a year unsaid (`أمس`) came
    first: the report's own year is another.
    """

    day: date | None = None
    month: Form | None = None
    year: int | None = None
    period: Interval | None = None
    frame: Interval | None = None
    story: int | None = None
    said: int | None = field(default=None, compare=False)


class WordReader:
    """Reads the small words and the numbers of one text."""

    __slots__ = ("_words", "kinds", "memory", "norms", "now", "numbers", "reference", "vocabulary")

    def __init__(self, words: Sequence[Word], reference: date | None, numbers: Mapping[int, Number]) -> None:
        self._words = words
        self.norms = [word.norm for word in words]
        # Hours are counted from a reference that has a time; days from any.
        self.now = reference if isinstance(reference, datetime) else None
        self.reference = reference.date() if isinstance(reference, datetime) else reference
        self.numbers = numbers
        self.memory = Memory()
        self.vocabulary = time_words()
        self.kinds = [self.vocabulary.kinds.get(norm, _NONE) for norm in self.norms]

    # Small words

    def at(self, i: int) -> str:
        """The match form of word `i`, empty outside the text."""
        return self.norms[i] if 0 <= i < len(self.norms) else ""

    def match(self, kind: str, i: int) -> tuple[int, str] | None:
        """The longest phrase of a kind at `i`: (index past it, value)."""
        if not (0 <= i < len(self.norms) and kind in self.kinds[i]):
            return None
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
        if not (i < len(self.norms) and "direction" in self.kinds[i]):
            return None
        for kind in DIRECTIONS:
            if found := self.match(kind, i):
                return found[0], kind
        return None

    def glued(self, i: int) -> bool:
        """Whether no white space stands between word `i` and the next."""
        return 0 <= i < len(self._words) - 1 and self._words[i].end == self._words[i + 1].start

    def ends_clause(self, i: int) -> bool:
        """Whether no further word of the clause follows at `i`: a number before it counts no noun behind it."""
        return not self.at(i)[:1].isalnum() and self.at(i) not in ("%", "$", "€", "£")

    def settle(self, point: Point, *, latest_one: bool = False) -> Interval | None:
        """The days of a point, if they can be known; of a year unsaid perhaps the `latest_one`, whatever was said."""
        if point.weekday is not None:
            if self.reference is None:
                return None
            day = weekday_on_or_before(point.weekday, self.reference)
            return Interval(day, day)
        form = point.form
        if form is None:
            return point.span
        unsaid = form.month and form.year is None and form.calendar == GREGORIAN and not form.direction
        latest_one = latest_one and self.reference is not None
        if unsaid and not latest_one and (framed := self._framed(form)):
            return framed
        if unsaid and self.reference is None and self.memory.said:
            form = form._replace(year=self.memory.said)
        found = resolve(form, self.reference)
        if unsaid and not latest_one and found and found.end and self.reference and self.memory.story:
            told = build(form._replace(year=self.memory.story))
            if told and told[0] <= self.reference and (self.reference - found.end).days > NEWS:
                return Interval(*told)
        return found

    def _framed(self, form: Form) -> Interval | None:
        """A day or month of the period that the text speaks of: November after `بين أكتوبر 2023 ومارس 2024`."""
        frame = self.memory.frame
        found = latest(form, frame.end) if frame and frame.end else None
        return Interval(*found) if found and frame and frame.start and found[0] >= frame.start else None

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

    def spelled_year(self, i: int) -> tuple[int, int] | None:
        """A year in words at `i` (`ألفين واثني عشر`, `تسعة عشر تسعة وتسعون`): (index past it, year)."""
        number = self.numbers.get(i)
        if number is None or number.kind != "cardinal" or number.first != i or self.at(i)[:1].isdecimal():
            return None
        year, last = number.value, number.last
        if year in (18, 19, 20) and (rest := self.numbers.get(last)) and 10 <= rest.value <= 99:
            year, last = year * 100 + rest.value, rest.last
        plain = isinstance(year, int) and 1000 <= year <= 2100 and self.at(last) not in counted_nouns()
        return (last, int(year)) if plain else None

    def year_number(self, i: int, calendar: str | None = None, *, bare: bool = False) -> tuple[int, str, int] | None:
        """A year in four digits at `i`, with its era: (index past it, calendar, year).

        A `bare` one, that no word for a year or month introduces, may not stand before a counted noun. A comma glued
        to the digits (`عام ،2010`) is a common slip of right-to-left editors and is passed over.
        """
        if self.at(i) in ("،", ",") and i + 1 < len(self._words) and self._words[i].end == self._words[i + 1].start:
            i += 1
        word = self.at(i)
        if not (len(word) == 4 and word.isdecimal()) or (bare and self.at(i + 1) in counted_nouns()):
            spelled = self.spelled_year(i) if calendar is not None and not bare else None
            return (spelled[0], calendar or GREGORIAN, spelled[1]) if spelled else None
        year = int(word)
        if era := self.match("hijri_era", i + 1):
            return era[0], HIJRI, year
        if calendar is None:
            calendar = HIJRI if year in YEARS[HIJRI] else GREGORIAN
        # Beside a month a year may be old; but `آذار 1200 جريح` says none.
        old = calendar == GREGORIAN and year >= 1000 and self.ends_clause(i + 1)
        if year not in YEARS[calendar] and year not in YEARS[GREGORIAN] and not old:
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
            return last, GREGORIAN, self._year_by(kind)
        if spelled := self.spelled_year(last):
            return spelled[0], GREGORIAN, spelled[1]
        old = self.numbers.get(last)
        if old and 100 <= old.value < 1000 and old.kind == "cardinal" and self.ends_clause(old.last):
            return old.last, GREGORIAN, int(old.value)
        short = last + 1 if self.at(last) in ("،", ",") else last
        if len(self.at(short)) == 2 and self.at(short).isdecimal() and self.at(short + 1) not in counted_nouns():
            # `عام 48`: two digits leave the century unsaid.
            return short + 1, GREGORIAN, None
        return None

    def _year_by(self, kind: str) -> int | None:
        """The year that a direction means: from the one said before, or from the reference."""
        if kind in ("following", "preceding") and self.memory.year:
            return self.memory.year + STEPS[kind]
        return self.reference.year + STEPS[kind] if self.reference else None
