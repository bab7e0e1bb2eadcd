"""Single points of time: days, weekdays, months, years and the relative units (`أمس`, `الشهر الماضي`).

Each `_…` method reads one construction that begins at a word and returns it, or None. A point keeps the `Form` of
what is said while the year is open, so that a range or a reference date can still supply it.
"""

from __future__ import annotations

import re
from datetime import timedelta

from tawthiq.text.date_calendar import (
    YEARS,
    Form,
    Interval,
    unit_interval,
    weekday_after,
    weekday_on_or_before,
)
from tawthiq.text.date_reader import Point, WordReader
from tawthiq.text.date_words import GREGORIAN, HIJRI

_DATE = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{2,4})")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})")
_DASHES = "-–—/"


class PointReader(WordReader):
    """Reads the points of time of one text."""

    __slots__ = ()

    # Months and days

    def month(self, i: int) -> tuple[int, str, int] | None:
        """A month name at `i` with its other names after a slash (`تموز/ يوليو`): (last, calendar, month)."""
        found = self.vocabulary.months.longest(self.norms, i) if i < len(self.norms) else None
        if found is None:
            return None
        last, name = found
        while self.at(last) in ("/", "(", "-") and (other := self.vocabulary.months.longest(self.norms, last + 1)):
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
            if kind == "same":
                return last, form._replace(year=self.memory.year or 0)
            if number := self.year_number(last, form.calendar):
                return number[0], form._replace(year=number[2])
            if year := self.year(last + 1) if self.at(last) == "من" else None:
                return year[0], form._replace(year=year[2] or 0)
            return last, form._replace(direction="past" if kind == "before_past" else kind)
        return i, form

    def day_month(self, i: int) -> Point | None:
        """`12 آذار 2019`, `الثاني من يوليو/تموز`, `أول آذار`, `25 منه`, `10 الجاري`, `20 من الشهر نفسه`."""
        day = self.day_number(i)
        if day is None:
            return None
        last, number = day
        start = self.skip("link", last)
        start = start + 1 if start == last and self.at(last) in _DASHES else start
        start = self.skip("month", start)
        if month := self.month(start):
            last, form = self.tail(month[0], Form(month[1], None, month[2], number))
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
        start = self.skip("month", i)
        month = self.month(start)
        if month is None or not self._is_month_here(start, month[0]):
            return None
        last, form = self.tail(month[0], Form(month[1], None, month[2]))
        return Point(last, "month", "period", form)

    def numeric(self, i: int) -> Point | None:
        """`12/3/2019` (day first), `2019-03-12`, `3/2019`, and `12/3` where a day is said."""
        word = self.at(i)
        if not word or not word[0].isdecimal():
            return None
        if match := _DATE.fullmatch(word):
            a, b, c = int(match[1]), int(match[3]), int(match[4])
            year, month, day = (a, b, c) if len(match[1]) == 4 else (c, b, a)
            if month > 12 >= day:
                month, day = day, month
            if 1 <= month <= 12 and 1 <= day <= 31 and len(match[1]) != 3:
                year += 2000 if year < 100 else 0
                calendar = HIJRI if year in YEARS[HIJRI] else GREGORIAN
                last = self.skip("hijri_era", self.skip("common_era", i + 1))
                return Point(last, "numeric_date", "date", Form(calendar, year, month, day))
        elif match := _MONTH_YEAR.fullmatch(word):
            if 1 <= int(match[1]) <= 12 and int(match[2]) in YEARS[GREGORIAN]:
                return Point(i + 1, "numeric_month", "period", Form(GREGORIAN, int(match[2]), int(match[1])))
        elif match := _DAY_MONTH.fullmatch(word):
            day, month = int(match[1]), int(match[2])
            if 1 <= month <= 12 and 1 <= day <= 31 and self.follows(i, "day", "weekday", "in_date"):
                return Point(i + 1, "numeric_day", "date", Form(GREGORIAN, None, month, day))
        return None

    # Weekdays and relative units

    def weekday(self, i: int) -> Point | None:
        """`الثلاثاء`, `الأحد الماضي`, `الاثنين من الأسبوع الماضي`."""
        found = self.match("weekday", i)
        if found is None or self.follows(i, "recurring"):
            return None
        last, weekday = found[0], int(found[1])
        following = self.at(last)
        if weekday == 0 and following.startswith("ال") and following.endswith("ين") and not self.direction(last):
            return None  # `الاثنين المتبقيين` are two
        start = last + 1 if self.at(last) == "من" else last
        week = self.match("the_unit", start)
        if week and week[1] == "week" and (turned := self.direction(week[0])):
            return Point(turned[0], "weekday_of_week", "date", span=self._day_of_week(weekday, turned[1]))
        turned = self.direction(last)
        if turned is None or turned[1] == "same":
            return Point(last, "weekday", "date", weekday=weekday)
        if self.reference is None:
            return Point(turned[0], "weekday", "date")
        if turned[1] == "next":
            day = weekday_after(weekday, self.reference)
        elif turned[1] == "current":
            day = weekday_on_or_before(weekday, self.reference)
        else:
            day = weekday_on_or_before(weekday, self.reference - timedelta(days=1))
            day -= timedelta(weeks=turned[1] == "before_past")
        return Point(turned[0], "weekday_relative", "date", span=Interval(day, day))

    def _day_of_week(self, weekday: int, direction: str) -> Interval | None:
        step = {"before_past": -2, "past": -1, "current": 0, "next": 1}.get(direction)
        week = unit_interval("week", self.reference, step) if self.reference and step is not None else None
        if week is None or week.start is None:
            return None
        day = week.start + timedelta(days=(weekday + 1) % 7)
        return Interval(day, day)

    def relative_day(self, i: int) -> Point | None:
        """`أمس`, `أول من أمس`, `اليوم`, `غداً`, `اليوم نفسه`."""
        if following := self.match("following_day", i):
            day = self.memory.day + timedelta(days=int(following[1])) if self.memory.day else None
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
        if self.reference is None:
            return Point(last, "relative_day", "date")
        day = self.reference + timedelta(days=step)
        return Point(last, "relative_day", "date", span=Interval(day, day))
