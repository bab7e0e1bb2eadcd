"""Reads expressions of time from the words of a text, resolved against the date of the document.

Besides the time of events this finds the numbers that count nothing: days, years, durations, ages, clock times.
The words live in `lexicons/months.csv` and `lexicons/time_words.csv`. The reader is built up class upon class:
`date_numeric` (dates in digits), `date_points` (days, months), `date_units` (`الشهر الماضي`), `date_parts` (halves,
edges, weeks of a month), `date_phrases`, `date_lists`, `date_ranges`, `date_clock` and `date_moments` (hours and their
days); `date_durations` reads lengths. Here is the one pass over the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from tawthiq.text.date_calendar import Form, Interval, build, latest, year_of
from tawthiq.text.date_durations import read_age, read_duration, read_shift
from tawthiq.text.date_moments import MomentReader
from tawthiq.text.date_reader import NEWS, Point
from tawthiq.text.date_words import GREGORIAN
from tawthiq.text.matchers import word_set
from tawthiq.text.numerals import Number, read_numbers
from tawthiq.text.words import Word

# In days.
_MONTH = 31
_YEAR = 366
# How many words back `منذ` and an event may stand, and how many where the event is no word for a beginning.
_REACH = 14
_NEAR = 5


class TimeExpression(NamedTuple):
    """Words `[first, last)` that say a time; all ends are inclusive, and None where they cannot be resolved.

    `kind` is `date` (a day), `period`, `time` (of the clock) or `duration` (lengths and ages). `start` and `end` are
    days, also of a time whose day is said; a time has its first and last hour in `clock`, a duration its ISO 8601
    `length` where it is exact. `rule` names what read it. `since` without a reference has a start and no end, `until`
    an end alone.
    """

    first: int
    last: int
    start: date | None
    end: date | None
    kind: str
    rule: str
    clock: tuple[time, time] | None = None
    length: str | None = None

    @property
    def dates_events(self) -> bool:
        """Whether it may say when an event was: a day or a period, and not one that is meant roughly (`قبل شهر`)."""
        days = self.kind in ("date", "period") or (self.kind == "time" and self.start is not None)
        return days and not self.rule.endswith("_coarse")

    def said(self) -> tuple[str | None, str | None]:
        """First and last day, hour, or hour of a day, by ISO 8601."""
        days = [day.isoformat() if day else None for day in (self.start, self.end)]
        if self.kind != "time":
            return days[0], days[1]
        if self.clock is None:
            return None, None
        hours = [hour.isoformat("seconds") for hour in self.clock]
        if None in days:
            return hours[0], hours[1]
        return f"{days[0]}T{hours[0]}", f"{days[1]}T{hours[1]}"


def read_dates(words: Sequence[Word], reference: date | None, numbers: Sequence[Number] = ()) -> list[TimeExpression]:
    """The expressions of time in a text, in order and without overlap.

    Args:
        words: the words of the whole text, as `split_words` gives them.
        reference: the date that relative expressions count from, usually that of publication; from a datetime those
            in hours and minutes are counted too.
        numbers: the numbers of the text if they are read already.
    """
    if reference is not None and not 1000 <= reference.year <= 9000:
        reference = None  # no date of a report, and too near the ends of the calendar to count from
    reader = _Pass(words, reference, _by_first(words, numbers or read_numbers(words)))
    return list(reader.expressions())


def _by_first(words: Sequence[Word], numbers: Sequence[Number]) -> dict[int, Number]:
    """Numbers by their first word, and by the word after an article that they were read with."""
    found = {}
    for number in numbers:
        found[number.first] = number
        if words[number.first].norm == "ال" and number.last > number.first + 1:
            found[number.first + 1] = number
    return found


def _is_outbreak(word: str) -> bool:
    """`اندلاع`, `سيطرتها`: a verbal noun that says how something began, perhaps with a pronoun."""
    stem = next((word.removesuffix(p) for p in ("ها", "هما", "هم", "ه") if word.endswith(p)), word)
    outbreaks = word_set("outbreaks")
    return word in outbreaks or stem in outbreaks or (stem.endswith("ت") and stem[:-1] + "ه" in outbreaks)


def _is_year(days: Interval) -> bool:
    return days.start is not None and days.end is not None and (days.end - days.start).days > 31


class _Pass(MomentReader):
    """One pass over a text."""

    __slots__ = ()

    def expressions(self) -> Iterator[TimeExpression]:
        starters = self.vocabulary.starters
        i = 0
        while i < len(self.norms):
            word = self.norms[i]
            if not (word in starters or word[0].isdecimal() or word == "ال" or i in self.numbers or word in ("،", ",")):
                i += 1
                continue
            if stop := self._name(i):
                i = stop
                continue
            self.forget()
            found = self._expression(i)
            if found is None:
                i += 1
            else:
                yield found
                i = found.last

    def _name(self, i: int) -> int | None:
        """The index past a date or weekday that is the name of something: `مدينة 6 أكتوبر`, `سوق الجمعة`."""
        if not self.follows(i, "named_by"):
            return None
        point = self.day_month(i) or self.weekday(i)
        said = point is None or point.span or (point.form and (point.form.year is not None or point.form.direction))
        return point.last if point and not said else None

    def _expression(self, i: int) -> TimeExpression | None:
        if moment := self.time_range(i) or self.end_of_day(i):
            return self._timed(i, moment)
        if found := self.date_range(i):
            span = found.span or Interval(None, None)
            self.memory.period = found.span
            self._remember_frame(span)
            self._remember_ends(span)
            return TimeExpression(i, found.last, span.start, span.end, "period", found.rule)
        if shift := read_shift(self, i):
            length, point = shift
            if point is None:
                return TimeExpression(i, length.last, None, None, "duration", length.rule, length=length.length)
            return self._timed(i, point)
        if point := self.phrase(i):
            return self._dated(i, point)
        if moment := self.moment(i) or self.moment_now(i):
            return self._timed(i, moment)
        if other := read_age(self, i) or read_duration(self, i):
            return TimeExpression(other.first, other.last, None, None, "duration", other.rule, length=other.length)
        return None

    def _timed(self, i: int, point: Point) -> TimeExpression:
        days = self.settle(point)
        if point.kind == "time" and days:
            self._remember(point._replace(kind="date", form=None), days)
        start, end = days or (None, None)
        return TimeExpression(i, point.last, start, end, point.kind, point.rule, point.clock)

    def _dated(self, i: int, point: Point) -> TimeExpression:
        if point.kind == "date" and (timed := self.with_clock(point)) is not point:
            self._remember(point, self.settle(point))
            first, last = timed.span or (None, None)
            return TimeExpression(i, timed.last, first, last, "time", timed.rule, timed.clock)
        point = self._with_year_of_next(point)
        since = self._begins_since(i)
        days = self.settle(point, latest_one=since)
        self._remember(point, days)
        if point.rule == "season" and (said := self.year_number(point.last - 1)) and said[1] == GREGORIAN and said[2]:
            # `في صيف 2014 … في 8 يوليو`: its days are not known, its year is.
            self.memory.year = said[2]
            self.memory.story = said[2]
            self._say(said[2])
        if days and (more := self._next_day(point, days)):
            end = days.end + timedelta(days=1) if days.end else None
            return TimeExpression(i, more.last, days.start, end, "period", "days")
        if point.rule.startswith(("begin_of", "middle_of", "end_of")) and days and _is_year(days):
            # `مطلع 2011` says no months; only a range makes a year's edge a day.
            days = None
        start, end = days or (None, None)
        if start and since:
            end = self.reference if self.reference and self.reference >= start else None
            return TimeExpression(i, point.last, start, end, "period", "since_event")
        return TimeExpression(i, point.last, start, end, point.kind, point.rule, point.clock)

    def _begins_since(self, i: int) -> bool:
        """Whether the day at `i` is that of an event since which something goes on: `منذ اندلاع الحرب في 15 نيسان`."""
        for at in range(i - 1, max(i - _REACH, -1), -1):
            if at in self.numbers:
                return False  # `منذ اندلاع الحرب قُتل 5 في حلب في 3 آذار`
            if not self.norms[at][0].isalnum() and self.norms[at] not in ("/", '"'):
                return False
            if self.vocabulary.has("since", self.norms[at]):
                near = i - at <= _NEAR and not self.kinds[at + 1]
                return i > at + 1 and (near or _is_outbreak(self.norms[at + 1]))
        return False

    def _with_year_of_next(self, point: Point) -> Point:
        """`5 آذار و7 نيسان 2017`: the year of the second date is that of the first too."""
        form = point.form
        if form is None or form.year is not None or form.month is None or form.direction or self.at(point.last) != "و":
            return point
        other = self._date(point.last + 1) or self.month_point(point.last + 1)
        days = build(other.form) if other and other.form else None
        found = latest(form, days[1]) if days else None
        if other is None or found is None or other.form is None or other.form.calendar != form.calendar:
            return point
        return point._replace(form=form._replace(year=year_of(form.calendar, found[0])))

    def _next_day(self, point: Point, days: Interval) -> Point | None:
        """The day after, joined by `و`: `الليلة الماضية واليوم الجمعة`, `أمس واليوم`."""
        if point.kind != "date" or self.at(point.last) != "و" or days.end is None:
            return None
        more = self.day_phrase(point.last + 1)
        other = self.settle(more) if more and more.kind == "date" else None
        return more if other and other.start == other.end == days.end + timedelta(days=1) else None

    def _remember_frame(self, days: Interval | None) -> None:
        """Keeps a period of several months, in which a month of an unsaid year lies once."""
        if not (days and days.start and days.end and _MONTH < (days.end - days.start).days < _YEAR):
            return
        if self.reference and days.end > self.reference:
            return
        frame = self.memory.frame
        if not (frame and frame.start and frame.end and frame.start <= days.start and days.end <= frame.end):
            self.memory.frame = days

    def _remember(self, point: Point, days: Interval | None) -> None:
        """Keeps what `الشهر ذاته` may refer to later."""
        start = days.start if days else None
        if start is None and self.memory.said is None:
            self.memory.said = 0
        if point.kind == "date":
            self.memory.day = start
        else:
            self.memory.period = days
            if point.rule not in ("year", "bare_year"):  # `بعد حرب عام 2006` is background
                self._remember_frame(days)
        form = point.form
        if form is not None and form.year and form.month and form.calendar == GREGORIAN:
            self.memory.story = form.year
        elif self.reference and start and (self.reference - start).days < NEWS:
            self.memory.story = None
        if form is None:
            if start:
                self.memory.year = start.year
                if days and days.end and (start.year, start.month) == (days.end.year, days.end.month):
                    self.memory.month = Form(GREGORIAN, start.year, start.month)
            return
        if form.year is None and start and form.calendar == GREGORIAN:
            form = form._replace(year=start.year, month=start.month)
        self.memory.year = form.year or None
        if form.year and form.calendar == GREGORIAN:
            self._say(form.year)
        if form.month is not None:
            self.memory.month = Form(form.calendar, form.year or 0, form.month)

    def _remember_ends(self, span: Interval) -> None:
        end = span.end or span.start
        self.memory.day = None
        if end and self.reference:
            self.memory.story = end.year if (self.reference - end).days >= NEWS else None
        if end:
            self.memory.year = end.year
            self.memory.month = Form(GREGORIAN, end.year, end.month)
            self._say(end.year)

    def _say(self, year: int) -> None:
        """Keeps a year for later days, unless the text began with a day of a year unsaid: then it is background."""
        if self.memory.said != 0:
            self.memory.said = year
