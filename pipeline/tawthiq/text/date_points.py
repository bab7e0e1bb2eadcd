"""Single points of time: days, weekdays, months, years and the relative units (`أمس`, `الشهر الماضي`).

Each `_…` method reads one construction that begins at a word and returns it, or None. A point keeps the `Form` of
what is said while the year is open, so that a range or a reference date can still supply it.
"""

from __future__ import annotations

from datetime import timedelta

from tawthiq.text.date_calendar import (
    Form,
    Interval,
    unit_interval,
    weekday_after,
    weekday_on_or_before,
)
from tawthiq.text.date_numeric import NumericReader
from tawthiq.text.date_reader import STEPS, Memory, Point
from tawthiq.text.date_words import HIJRI

_DASHES = "-–—/"


class PointReader(NumericReader):
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
