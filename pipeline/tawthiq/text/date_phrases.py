"""Phrases for one point or period: days with their weekday and part of day, and whatever the classes below read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tawthiq.text.date_calendar import Form, Interval, day_on_weekday, weekday_on_or_before
from tawthiq.text.date_parts import PartReader
from tawthiq.text.date_reader import Point
from tawthiq.text.date_words import GREGORIAN
from tawthiq.text.numerals import Number
from tawthiq.text.words import Word

_OPEN = "("
_CLOSE = ")"


class PhraseReader(PartReader):
    """Reads whole phrases for one point or period."""

    __slots__ = ("_days_at", "_phrases_at")

    def __init__(self, words: Sequence[Word], reference: date | None, numbers: Mapping[int, Number]) -> None:
        super().__init__(words, reference, numbers)
        self.forget()

    def forget(self) -> None:
        """Drop what was read ahead: until the next expression several readings ask for the same phrases."""
        self._phrases_at: dict[int, Point | None] = {}
        self._days_at: dict[int, Point | None] = {}

    def phrase(self, i: int) -> Point | None:
        """The phrase that begins at `i`, if any."""
        if i not in self._phrases_at:
            self._phrases_at[i] = self._phrase(i)
        return self._phrases_at[i]

    def _phrase(self, i: int) -> Point | None:
        return (
            self.ordinal_part(i)
            or self.day_phrase(i)
            or self.first_months(i)
            or self.last_units(i)
            or self.part_of_period(i)
            or self.month_point(i)
            or self.relative_unit(i)
            or self.year_point(i)
            or self.period_said_before(i)
        )

    # Days

    def day_phrase(self, i: int) -> Point | None:
        """A day said by any of part of day, relative day, weekday and date, in this order.

        `فجر الأحد`, `يوم أمس السبت 21 أيلول`, `اليوم (الجمعة)`, `ليل السبت/الأحد`.
        """
        if i not in self._days_at:
            self._days_at[i] = self._day_phrase(i)
        return self._days_at[i]

    def _day_phrase(self, i: int) -> Point | None:
        day_part = self._part_of_day(i)
        start = day_part[0] if day_part else i
        if day_part and day_part[1] == "night" and (pair := self._night(start)):
            return pair
        start = self.skip("day", start) if self.at(start) != "اليوم" else start
        found: list[Point] = []
        last = start
        for read in (self._relative_day, self._weekday, self._date):
            point, end = self._next(read, last, first=not found)
            if point is None and not found and read == self._date:
                point = self.day_alone(last)
                end = point.last if point else end
            if point is not None:
                found.append(point._replace(last=end))
                last = end
        if not found:
            return None
        best = found[-1]
        if len(found) > 1 and best.form and best.form.year is None and self.reference is None:
            best = best._replace(rule="day_of_unsaid_year")
        if best.form and best.form.month and best.form.year is None and found[0].span and found[0].span.start:
            # The day is known already; `أمس` settles the year of the date beside it.
            year = found[0].span.start.year if best.form.calendar == "gregorian" else None
            best = best._replace(form=best.form._replace(year=year))
        if len(found) > 1 and best.weekday is not None:
            best = found[0]._replace(last=last)
        if best.weekday is not None and (beside := self.day_beside(best.weekday, last)):
            best, last = beside, beside.last
        best = best._replace(part=found[0].part or (day_part[1] if day_part else ""))
        named = self.match("weekday", last + 1) if best.form and self.at(last) == _OPEN else None
        if named and self.at(named[0]) == _CLOSE:  # `25 أيار 2016 (الأربعاء)`
            last = named[0] + 1
            best = best._replace(last=last)
        if other := self._other_calendar(best, last):
            return other._replace(part=best.part)
        if not best.part and (behind := self._part_behind(best.last)):
            best = best._replace(last=behind[0], part=behind[1])
        return best

    def _other_calendar(self, one: Point, last: int) -> Point | None:
        """The date beside the same day in the other calendar, or a weekday and its date: the one that tells the year.

        `الموافق 29 آذار 2017`, `5 رمضان 1440 هـ / 10 أيار 2019`.
        """
        mark = self.at(last) in ("/", "-", "–", _OPEN)
        said = self.match("corresponds", last) or ((last + 1, "") if mark and one.form else None)
        other = self._date(said[0]) if said else None
        if other is None or (mark and not (one.form and other.form and one.form.calendar != other.form.calendar)):
            return None
        end = other.last + 1 if mark and self.at(other.last) == _CLOSE else other.last
        if one.form and one.form.calendar == GREGORIAN and one.form.year:
            return one._replace(last=end)
        keep = other if other.form and (other.form.year or not (one.form and one.form.year)) else one
        return keep._replace(last=end)

    def _part_of_day(self, i: int) -> tuple[int, str] | None:
        """`فجر`, `بعد ظهر`, `ساعة متأخرة من ليل`, `الصباح الباكر` before a day: (index past it, the part)."""
        edge = self.match("part_edge", i)
        for start in (edge[0], i) if edge else (i,):
            if found := self.match("part_of_day", start):
                return found
            if found := self.match("definite_part", start):
                return found if self.match("day", found[0]) or self.match("weekday", found[0]) else None
        return None

    def _part_behind(self, i: int) -> tuple[int, str] | None:
        """`صباحا`, `بعد الظهر`, `في وقت متأخر من الليل` behind a day: (index past it, the part)."""
        if found := self.match("adverb", i):
            # `الجمعة مساء السبت` is two days.
            another = self.match("weekday", found[0]) or self.match("relative_day", found[0])
            return None if another or self.at(i) == "من" else found
        start = i + 1 if self.at(i) in ("في", "عند") else i
        edge = self.match("part_edge", start)
        found = self.match("definite_part", edge[0] if edge else start)
        return found if found and (start > i or edge or self.at(i) == "بعد") else None

    def _relative_day(self, i: int) -> Point | None:
        return self.relative_day(i) or self.day_of_week(i)

    def _weekday(self, i: int) -> Point | None:
        return self.nth_of_weekday(i) or self.weekday(i)

    def _next(self, read: object, i: int, *, first: bool) -> tuple[Point | None, int]:
        assert callable(read)
        if first:
            point = read(i)
            return point, point.last if point else i
        comma = i + 1 if self.at(i) in ("،", ",", _OPEN) else i
        start = self.skip("corresponds", self.skip("day", comma))
        point = read(start)
        if point is None and self.at(start) == "في" and read == self._date:  # `الجمعة في الثاني من آذار`
            point = self.numeric(start + 1) or self.day_month(start + 1)
        if point is None or (read == self._relative_day):
            return None, i
        closed = self.at(i) == _OPEN and self.at(point.last) == _CLOSE
        return point, point.last + 1 if closed else point.last

    def _date(self, i: int) -> Point | None:
        return self.numeric(i) or self.day_month(i) or self.month_day(i)

    def _night(self, i: int) -> Point | None:
        """`ليل السبت/الأحد`, `ليل الاثنين الثلاثاء`: the night between two days."""
        start = self.skip("day", i)
        one = self.match("weekday", start)
        if one is None:
            return None
        second = one[0] + 1 if self.at(one[0]) in ("/", "-", "–", "و", "إلي", "الي") else one[0]
        other = self.match("weekday", second)
        if other is None or (int(one[1]) + 1) % 7 != int(other[1]):
            return None
        if self.reference is None:
            return Point(other[0], "night", "period")
        end = weekday_on_or_before(int(other[1]), self.reference)
        if turned := self.direction(other[0]):
            if turned[1] == "past" and end == self.reference:
                end -= timedelta(weeks=1)
            return Point(turned[0], "night", "period", span=Interval(end - timedelta(days=1), end))
        return Point(other[0], "night", "period", span=Interval(end - timedelta(days=1), end))

    # Days of the month that stand apart from it

    def month_day(self, i: int) -> Point | None:
        """A month and then its day: `أيار الحادي والعشرين`, `أكتوبر/ 2`, `سبتمبر 10, 2001`."""
        month = self.month(i)
        if (
            month is None
            or self.follows(i, "month")
            or not (self._is_month_here(i, month[0]) or self._is_dated(month[0]))
        ):
            return None
        slash = self.at(month[0]) in ("/", "-")
        start = month[0] + 1 if slash else month[0]
        day = self.day_number(start)
        if day is None or self.at(start) == "ال":
            return None
        last, form = self.tail(day[0], Form(month[1], None, month[2], day[1]))
        # A count may follow a month: `في أيار 15 قتيلا`; so digits need a year, or to be glued.
        said = slash or self.glued(start - 1) or form.year is not None or not self.at(start).isdecimal()
        if form.year is None and form.direction == "":
            said = (said and self.ends_clause(last)) or self.match("clock", last) is not None or ":" in self.at(last)
        return Point(last, "month_day", "date", form) if said else None

    def _is_dated(self, i: int) -> bool:
        """Whether an ordinal or a day and year follow, so that `مارس` and the like are months."""
        day = self.day_number(i)
        return day is not None and (self.match("ordinal", i) is not None or self.year_number(day[0]) is not None)

    def day_beside(self, weekday: int, i: int) -> Point | None:
        """The day of the month beside a weekday: `الجمعة 22`, `الخميس في السابع`."""
        start = i + 1 if self.at(i) == "في" else i
        day = self.day_number(start)
        until = self.match("until", day[0]) if day and start > i else None
        if day is None or not (until or self.ends_clause(day[0])) or (start == i and not self.at(i).isdecimal()):
            return None
        span = day_on_weekday(day[1], weekday, self.reference) if self.reference else None
        if span is None and start == i:
            return None
        return Point(day[0], "weekday_and_day", "date", span=span)

    def day_alone(self, i: int) -> Point | None:
        """`يوم 27`, `في الثاني والعشرين`, `إلى 27`: a day and nothing else, at the end of its clause."""
        # `قتل اليوم 15` counts.
        if not self.follows(i, "day", "day_before") or self.at(i - 1) == "اليوم":
            return None
        day = self.day_number(i)
        if day is None or not self.ends_clause(day[0]) or self.at(day[0]) in ("%", "/", "-"):
            return None
        word = self.at(i)
        if not (word.isdecimal() or word.startswith("ال")):
            return None
        # `في 7` may say an hour, `في السابعة` does.
        hour = day[1] <= 12 and (word.isdecimal() or word.endswith("ه"))
        # `ارتفع العدد إلى 27`, `الأول في حلب والثاني في حمص`; and a point between digits is no full stop.
        count = (word.isdecimal() and self.at(i - 1) in ("الي", "ل", "حتي")) or (day[1] <= 10 and not word.isdecimal())
        decimal = self.at(day[0]) == "." and self.at(day[0] + 1)[:1].isdecimal()
        if decimal or ((hour or count) and not self.follows(i, "day")):
            return None
        return Point(day[0], "day_alone", "date", Form(GREGORIAN, None, None, day[1]))
