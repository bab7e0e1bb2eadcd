"""Single points of time: days, weekdays, months, years and the relative units (`أمس`, `الشهر الماضي`).

Each `_…` method reads one construction that begins at a word and returns it, or None. A point keeps the `Form` of
what is said while the year is open, so that a range or a reference date can still supply it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from tawthiq.text.date_calendar import (
    YEARS,
    Form,
    Interval,
    unit_interval,
    weekday_after,
    weekday_on_or_before,
)
from tawthiq.text.date_reader import STEPS, Memory, Point, WordReader
from tawthiq.text.date_words import GREGORIAN, HIJRI, counted_nouns

_DATE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})|(\d{4})([-/.])(\d{1,2})\6(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})([/.-])(\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.-](\d{4})")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{1,2}),(\d{4}|\d{2})")
_YEARS = re.compile(r"(\d{4})/(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[/.-](\d{1,2})")
_DASHES = "-–—/"


class PointReader(WordReader):
    """Reads the points of time of one text."""

    __slots__ = ()

    # Months and days

    def month(self, i: int) -> tuple[int, str, int] | None:
        """A month name at `i` with its other names after a slash (`تموز/ يوليو`): (last, calendar, month)."""
        if not (i < len(self.norms) and "month_name" in self.kinds[i]):
            return None
        found = self.vocabulary.months.longest(self.norms, i)
        if found is None:
            return None
        last, name = found
        while self.at(last) in ("/", "(", "-", "–", "\\") and (
            other := self.vocabulary.months.longest(self.norms, last + 1)
        ):
            if other[1][:2] != name[:2]:
                break
            last = other[0] + 1 if self.at(last) == "(" else other[0]
        return last, name.calendar, name.month

    def _is_month_here(self, i: int, last: int) -> bool:
        """Whether an ambiguous month name at `i` stands where only a month can."""
        found = self.vocabulary.months.longest(self.norms, i)
        if found is None or not found[1].ambiguous or last > found[0]:
            return True
        before = self.follows(i, "month_before")
        after = self.year_number(last) is not None or self.match("past", last) is not None
        if found[1].calendar == HIJRI:
            # Ramadan, Rajab and Shaban are also names of people.
            return self.follows(i, "month") or self.year_number(last) is not None or (before and after)
        return before or after

    def tail(self, i: int, form: Form) -> tuple[int, Form]:
        """What after a day or month says its year: `2019`, `من عام 2019`, `الماضي`, `من العام نفسه`."""
        for start in (i, i + 1 if self.at(i) and self.at(i) in _DASHES + "،,(" else i):
            if number := self.year_number(start, form.calendar):
                return number[0] + (self.at(start - 1) == "("), form._replace(year=number[2])
        for start in (i, i + 1) if self.at(i) in ("من", "في", "ل", "،") else (i,):
            if year := self.year(start):
                # A phrase that says no known year still closes the form: nothing else may supply it.
                return year[0], form._replace(year=year[2] if year[2] is not None else 0)
        if self.at(i) == "من" and (number := self.year_number(i + 1, form.calendar)):
            return number[0], form._replace(year=number[2])
        if turned := self.direction(i):
            last, kind = turned
            if kind in ("same", "following", "preceding"):
                return (last, form._replace(year=self.memory.year or 0)) if kind == "same" else (i, form)
            if number := self.year_number(last, form.calendar):
                return number[0], form._replace(year=number[2])
            if year := self.year(last + 1) if self.at(last) == "من" else None:
                return year[0], form._replace(year=year[2] or 0)
            return last, form._replace(direction={"before_past": "past", "after_next": "next"}.get(kind, kind))
        return i, form

    def day_month(self, i: int) -> Point | None:
        """`12 آذار 2019`, `الثاني من يوليو/تموز`, `أول آذار`, `25 منه`, `10 الجاري`, `20 من الشهر نفسه`."""
        day = self.day_number(i)
        if day is None:
            return None
        last, number = day
        if self.at(last) == "في" and self.match("ordinal", i) is None and not self.follows(i, "in_date"):
            return None  # `قتل 7 في آذار`
        start = self.skip("link", last)
        # `3/آذار`, `16. نوفمبر. 2016`
        start = start + 1 if start == last and self.at(last) and self.at(last) in _DASHES + "." else start
        start = self.skip("month", start)
        month = self.month(start)
        if month and (self.at(last) != "." or self.at(month[0]) == "." or self.year_number(month[0], month[1])):
            stop = month[0] + 1 if self.at(last) == "." and self.at(month[0]) == "." else month[0]
            last, form = self.tail(stop, Form(month[1], None, month[2], number))
            return Point(last, "day_month", "date", form)
        unit = self.match("the_unit", start)
        if unit and unit[1] == "month" and start > last and not self.direction(unit[0]) and self.at(unit[0]) != "من":
            return Point(unit[0], "day_of_relative_month", "date", Form(day=number))
        if within := self.match("within", last):
            return Point(within[0], "day_of_same_month", "date", self._in_same_month(number))
        if reference := self._month_reference(start):
            month_last, kind = reference
            if kind == "same":
                return Point(month_last, "day_of_same_month", "date", self._in_same_month(number))
            return Point(month_last, "day_of_relative_month", "date", Form(day=number, direction=kind))
        if self.at(last) == "من" and (turned := self.direction(last + 1)) and turned[1] in ("current", "past", "next"):
            return Point(turned[0], "day_of_relative_month", "date", Form(day=number, direction=turned[1]))
        turned = self.direction(last) if self.norms[last - 1].isdecimal() else None
        if turned and turned[1] != "same" and (turned[1] == "current" or self.follows(i, "day", "in_date")):
            return Point(turned[0], "day_of_relative_month", "date", Form(day=number, direction=turned[1]))
        return None

    def _month_reference(self, i: int) -> tuple[int, str] | None:
        """`الشهر الجاري`, `هذا الشهر`, `الشهر ذاته` at `i`: (index past it, its kind)."""
        this, same = self.match("this", i), self.match("same_before", i)
        start = (this or same or (i,))[0]
        unit = self.match("the_unit", start)
        if unit is None or unit[1] != "month":
            return None
        if this or same:
            return unit[0], "current" if this else "same"
        return self.direction(unit[0])

    def _in_same_month(self, day: int) -> Form:
        month = self.memory.month
        return month._replace(day=day) if month else Form(year=0, month=1, day=day)

    def month_point(self, i: int) -> Point | None:
        """`آذار 2019`, `شهر نيسان`, `أيار الماضي`."""
        this = self.match("this", i)
        start = self.skip("month", this[0] if this else i)
        month = self.month(start)
        if month is None or not (this or self._is_month_here(start, month[0])):
            return None
        form = Form(month[1], None, month[2], direction="current" if this else "")
        last, form = self.tail(month[0], form)
        return Point(last, "month", "period", form)

    def numeric(self, i: int) -> Point | None:
        """`12/3/2019` (day first), `2019-03-12`, `3/2019`, and `12/3` where a day is said."""
        word = self.at(i)
        if not word or not word[0].isdecimal() or self.follows(i, "numbered"):
            return None
        stop = self._digits_end(i)
        word = "".join(self.norms[i:stop])
        if match := _DATE.fullmatch(word):
            said = (match[4], match[3], match[1]) if match[1] else (match[5], match[7], match[8])
            year, month, day = (int(number) for number in said)
            if month > 12 >= day:
                month, day = day, month
            if 1 <= month <= 12 and 1 <= day <= 31:
                year += 2000 if year < 100 else 0
                calendar = HIJRI if year in YEARS[HIJRI] else GREGORIAN
                last = self.skip("hijri_era", self.skip("common_era", stop))
                return Point(last, "numeric_date", "date", Form(calendar, year, month, day))
        if stop > i + 1 and (self.at(i - 1) in ("-", "/") or self.at(stop) in ("-", "/")):
            return None  # a longer row of numbers
        if (match := _DAY_MONTH_YEAR.fullmatch(word)) and int(match[2]) <= 12 and self.ends_clause(stop):
            year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
            return Point(stop, "numeric_date", "date", Form(GREGORIAN, year, int(match[2]), int(match[1])))
        if match := _YEARS.fullmatch(word):
            low, high = sorted((int(match[1]), int(match[2])))
            if high - low == 1 and low in YEARS[GREGORIAN] and self.follows(i, "year", "year_before"):
                return Point(stop, "years", "period", span=Interval(date(low, 1, 1), date(high, 12, 31)))
            return None
        return self._month_and_year(word, stop) or self._day_and_month(i, stop)

    def _digits_end(self, i: int) -> int:
        """The index past the digits at `i`: `22-4` and `2015.3.5` are several words."""
        stop = i + 1
        while stop < i + 5 and self.at(stop) in ("-", "/", ".") and self.glued(stop - 1) and self.glued(stop):
            if not self.at(stop + 1).isdecimal():
                break
            stop += 2
        return stop

    def _month_and_year(self, digits: str, stop: int) -> Point | None:
        """`3/2019`, `2019-3`."""
        if match := _MONTH_YEAR.fullmatch(digits):
            month, year = int(match[1]), int(match[2])
        elif match := _YEAR_MONTH.fullmatch(digits):
            year, month = int(match[1]), int(match[2])
        else:
            return None
        if not 1 <= month <= 12 or year not in YEARS[GREGORIAN] or ("." in digits and not self.ends_clause(stop)):
            return None
        return Point(stop, "numeric_month", "period", Form(GREGORIAN, year, month))

    def _day_and_month(self, i: int, stop: int) -> Point | None:
        """`12/3` where a day is said, `22/4`, `4.22` where a date may stand, `11/12, 2016`."""
        match = _DAY_MONTH.fullmatch("".join(self.norms[i:stop]))
        if match is None:
            return None
        day, month = int(match[1]), int(match[3])
        clear = (day > 12 or month > 12) and (day, month) != (24, 7)  # `24/7` is round the clock
        if month > 12 >= day:
            day, month = month, day
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        form = Form(GREGORIAN, None, month, day)
        year = self.at(stop + 1)
        if match[2] == "/" and self.at(stop) in (",", "،") and year.isdecimal() and len(year) in (2, 4):
            full = int(year) + (2000 if len(year) == 2 else 0)
            if full in YEARS[GREGORIAN] and self.ends_clause(stop + 2):
                return Point(stop + 2, "numeric_date", "date", form._replace(year=full))
        said = self.follows(i, "day", "weekday", "in_date")
        if match[2] == "/" and self.at(stop) == "/" and (number := self.year_number(stop + 1)):  # `15/6/،1967`
            return Point(number[0], "numeric_date", "date", form._replace(year=number[2]))
        if match[2] == "/" and (said or clear) and (said or self.at(stop) not in counted_nouns()):
            return Point(stop, "numeric_day", "date", form)
        # A decimal or a range looks the same: `4.22`, `22-4`.
        if clear and (said or match[2] == "-" or self.at(i - 1) == "عند") and self.ends_clause(stop):
            return Point(stop, "numeric_day", "date", form)
        return None

    # Weekdays and relative units

    def weekday(self, i: int) -> Point | None:
        """`الثلاثاء`, `الأحد الماضي`, `الاثنين من الأسبوع الماضي`, `هذا الجمعة`."""
        this = self.match("this", i)
        start = self.skip("day", this[0]) if this else i
        found = self.match("weekday", start)
        if found is None or self.follows(i, "recurring"):
            return None
        last, weekday = found[0], int(found[1])
        if this:
            return Point(last, "weekday_of_week", "date", span=self.day_in_week(weekday, 0))
        following = self.at(last)
        if weekday == 0 and following == "معا":
            return None
        if weekday == 0 and following.startswith("ال") and following.endswith("ين") and not self.direction(last):
            return None  # `الاثنين المتبقيين` are two
        start = last + 1 if self.at(last) == "من" else last
        if week := self.week(start):
            return Point(week[0], "weekday_of_week", "date", span=self.day_in_week(weekday, week[1]))
        turned = self.direction(last)
        if turned is None or turned[1] in ("same", "following", "preceding"):
            return Point(last, "weekday", "date", weekday=weekday)
        if self.reference is None:
            return Point(turned[0], "weekday", "date")
        step = STEPS[turned[1]]
        if step > 0:
            day = weekday_after(weekday, self.reference) + timedelta(weeks=step - 1)
        else:
            day = weekday_on_or_before(weekday, self.reference - timedelta(days=1 if step else 0))
            day += timedelta(weeks=min(step + 1, 0))
        return Point(turned[0], "weekday_relative", "date", span=Interval(day, day))

    def week(self, i: int) -> tuple[int, int] | None:
        """`الأسبوع الماضي`, `هذا الأسبوع`: (index past it, how many weeks on)."""
        this = self.match("this", i)
        unit = self.match("the_unit", this[0] if this else i)
        if unit is None or unit[1] != "week":
            return None
        if this:
            return unit[0], 0
        turned = self.direction(unit[0])
        return (turned[0], STEPS[turned[1]]) if turned and turned[1] != "same" else None

    def day_of_week(self, i: int) -> Point | None:
        """`الأسبوع القادم يوم الجمعة`, `هذا الأسبوع السبت`."""
        week = self.week(i)
        named = self.match("weekday", self.skip("day", week[0])) if week else None
        if week is None or named is None:
            return None
        return Point(named[0], "weekday_of_week", "date", span=self.day_in_week(int(named[1]), week[1]))

    def day_in_week(self, weekday: int, step: int) -> Interval | None:
        """The day of the week that lies `step` weeks on."""
        week = unit_interval("week", self.reference, step) if self.reference else None
        if week is None or week.start is None:
            return None
        day = week.start + timedelta(days=(weekday + 1) % 7)
        return Interval(day, day)

    def relative_day(self, i: int) -> Point | None:
        """`أمس`, `أول من أمس`, `اليوم`, `غداً`, `اليوم نفسه`."""
        if following := self.match("following_day", i):
            # Where nothing was said before, the report's own day is meant.
            nothing = self.memory == Memory()
            day = self.memory.day or (self.reference if nothing and following[1] != "0" else None)
            day = day + timedelta(days=int(following[1])) if day else None
            return Point(following[0], "day_said_before", "date", span=Interval(day, day) if day else None)
        found = self.match("relative_day", i)
        if found is None:
            return None
        last, step = found[0], int(found[1])
        if self.at(i) == "اليوم" and last == i + 1:
            # Not `اليوم الثالث`, `اليوم العالمي`, `كل اليوم`, or `مرتين في اليوم`.
            named = self.match("ordinal", last) or self.match("named_day", last)
            within = self.at(i - 1) in ("في", "ب") and not self.match("weekday", last)
            if named or within or self.follows(i, "recurring"):
                return None
        part = self.match("definite_part", last - 1)
        day = self.reference + timedelta(days=step) if self.reference else None
        span = Interval(day, day) if day else None
        return Point(last, "relative_day", "date", span=span, part=part[1] if part else "")
