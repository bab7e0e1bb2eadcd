"""Parts of periods: halves and quarters, edges, seasons, decades, the first week, the last Friday, the rest."""

from __future__ import annotations

from datetime import date, time, timedelta

from tawthiq.text.date_calendar import (
    Interval,
    nth_week,
    nth_weekday,
    part,
    unit_interval,
)
from tawthiq.text.date_reader import STEPS, Point
from tawthiq.text.date_units import UnitReader
from tawthiq.text.numeral_words import counted_nouns

_QUARTERS = 4
# In days.
_MONTH = 31
_YEAR = 366


class PartReader(UnitReader):
    """Reads parts of periods."""

    __slots__ = ()

    def part_of_period(self, i: int) -> Point | None:
        """Whichever part of a period begins at `i`."""
        return (
            self.weekend(i)
            or self.edge(i)
            or self.rest(i)
            or self.fraction(i)
            or self.ordinal_part(i)
            or self.week_of_day(i)
            or self.decade(i)
            or self.season(i)
        )

    def edge(self, i: int) -> Point | None:
        """`نهاية أيار 2010`, `مطلع العام 2011`, `منتصف الشهر الماضي`.

        Of a month the whole month is meant; of a year no months are known.
        """
        for kind in ("begin", "middle", "end"):
            found = self.match(kind, i)
            if found is None:
                continue
            # An end lies ahead of the report, a beginning behind it.
            whole = self.whole_unit(found[0]) if kind == "end" else None
            if whole and not self.year_number(whole[0], bare=True):
                return Point(whole[0], "end_of_relative_unit", "period", span=whole[1])
            point = self.period(found[0], bare=True) or self.season(found[0]) or self.decade(found[0])
            unit = self.match("the_unit", found[0])
            if point is None and unit and unit[1] in ("year", "month", "week"):
                point = Point(unit[0], "relative_unit", "period", span=self.unit(unit[1], "current"))
            if point:
                span = point.span
                if kind == "begin" and span and span.end and self.reference:
                    span = Interval(span.start, min(span.end, self.reference))
                return point._replace(rule=f"{kind}_of_{point.rule}", span=span)
        return None

    def weekend(self, i: int) -> Point | None:
        """`نهاية الأسبوع الماضي`, `عطلة نهاية هذا الأسبوع`: Friday and Saturday."""
        found = self.match("weekend", i)
        if found is None:
            return None
        week = self.week(found[0] - 1) if found[1] == "unit" else None
        turned = self.direction(found[0])
        step = STEPS.get(turned[1]) if turned else 0
        last = turned[0] if turned else found[0]
        if week is None and found[1] == "this":
            step, last = 0, found[0]
        if step is None or self.reference is None:
            return Point(last, "weekend", "period")
        days = unit_interval("week", self.reference, step)
        span = Interval(days.end - timedelta(days=1), days.end) if days and days.end else None
        return Point(last, "weekend", "period", span=span)

    def rest(self, i: int) -> Point | None:
        """`بقية العام`, `ما تبقى من الشهر`: from the report to the end."""
        found = self.match("rest", i)
        if found and self.now and (today := self._today(found[0])):
            clock = (self.now.time(), time(23, 59, 59))
            return Point(today, "rest", "time", span=Interval(self.reference, self.reference), clock=clock)
        whole = self.whole_unit(found[0]) if found else None
        if whole is None:
            return None
        last, days = whole
        span = Interval(self.reference, days.end) if days else None
        return Point(last, "rest", "date" if span and span.start == span.end else "period", span=span)

    def _today(self, i: int) -> int | None:
        """The index past `اليوم`, `هذا اليوم`, `اليوم الحالي`."""
        found = self.match("relative_day", i)
        return self.skip("current", found[0]) if found and found[1] == "0" else None

    def fraction(self, i: int) -> Point | None:
        """`النصف الأول من عام 2019`, `الربع الثاني من 2020`, `الربع الأخير من العام الماضي`."""
        share = self.match("fraction", i)
        if share is None:
            return None
        ordinal, parts = self.ordinal(share[0]), int(share[1])
        if ordinal is None and (last := self.match("last_part", share[0])):
            ordinal = last[0], parts
        whole = (self.period(ordinal[0], bare=True) or self._of_current(ordinal[0])) if ordinal else None
        if whole is None and ordinal and self.at(ordinal[0]) != "من":
            whole = self._said_whole(ordinal[0], "year" if parts == _QUARTERS else "")
        if ordinal is None or whole is None:
            return None
        days = self.whole(whole)
        return Point(whole.last, "fraction", "period", span=part(days, parts, ordinal[1]) if days else None)

    def ordinal_part(self, i: int) -> Point | None:
        """`الأسبوع الأول من أيار`, `أول جمعة من العام`, `الأحد الثاني`, `آخر يوم من الشهر`."""
        if (unit := self.match("the_unit", i)) and unit[1] == "week":
            ordinal = self.ordinal(unit[0]) or self._last_one(unit[0])
            return self._nth_week(*ordinal) if ordinal else None
        bare = self.match("bare_ordinal", i)
        ordinal = (bare[0], int(bare[1])) if bare else self._last_one(i) or self.ordinal(i)
        if ordinal and ordinal[0] == i + 1 and (unit := self.match("unit", ordinal[0])) and unit[1] == "week":
            return self._nth_week(unit[0], ordinal[1])
        day = self._weekday_or_day(ordinal[0]) if ordinal and ordinal[0] == i + 1 else None
        if ordinal is None or day is None or ordinal[1] > 5:
            return None
        if whole := self.period(day[0]) or self._of_current(day[0]):
            return self._nth(whole, day[1], ordinal[1])
        # `آخر يوم`: of what is not said
        alone = ordinal[1] < 0 and day[1] is None and self.ends_clause(day[0])
        return Point(day[0], "last_day", "date") if alone else None

    def _nth_week(self, i: int, index: int) -> Point | None:
        """A week of the period at `i`."""
        whole = self.period(i, bare=True) or self._of_current(i)
        if whole is None and self.at(i) != "من":
            whole = self._said_whole(i, "month")
        days = self.whole(whole) if whole else None
        return Point(whole.last, "nth_week", "period", span=nth_week(days, index) if days else None) if whole else None

    def nth_of_weekday(self, i: int) -> Point | None:
        """`الأحد الثاني من هذا الشهر`; `الأحد الثاني من أيار` where that is not the second of May."""
        named = self.match("weekday", i)
        if named and (final := self.match("last_part", named[0])) and self.at(final[0]) == "من":
            whole = self.period(final[0]) or self._of_current(final[0])
            return self._nth(whole, int(named[1]), -1) if whole else None
        ordinal = self.ordinal(named[0]) if named else None
        if named is None or ordinal is None or ordinal[1] > 5 or ordinal[0] > named[0] + 1:
            return None
        whole = self.period(ordinal[0])
        if whole is None:
            if self.at(ordinal[0]) == "من":  # `الجمعة الثانية من المسيرة`
                return Point(ordinal[0], "nth_day", "date")
            if not self.ends_clause(ordinal[0]):
                return None
            month = unit_interval("month", self.reference, 0) if self.reference else None
            whole = Point(ordinal[0], "month", "period", span=month)
        if whole.form and whole.form.month:
            date_said = self.settle(whole._replace(form=whole.form._replace(day=ordinal[1])))
            if date_said is None or date_said.start is None or date_said.start.weekday() == int(named[1]):
                return None
        return self._nth(whole, int(named[1]), ordinal[1])

    def _last_one(self, i: int) -> tuple[int, int] | None:
        """`آخر`, `الأخير`: as an ordinal, -1."""
        found = self.match("latest", i) or self.match("last_part", i)
        return (found[0], -1) if found else None

    def _weekday_or_day(self, i: int) -> tuple[int, int | None] | None:
        """A weekday without article at `i` (`جمعة`, `يوم أحد`), or `يوم`, which is no weekday: (index past it, it)."""
        if named := self.match("bare_weekday", self.skip("day", i)) or self.match("weekday", self.skip("day", i)):
            return named[0], int(named[1])
        day = self.match("unit", i) or self.match("plural", i)
        return (day[0], None) if day and day[1] == "day" else None

    def _of_current(self, i: int) -> Point | None:
        """`من الشهر`, `من العام`: the current one."""
        whole = self.whole_unit(i + 1) if self.at(i) in ("من", "في") else None
        unit = self.match("the_unit", i + 1) if whole else None
        if whole and unit and unit[0] == whole[0] and (said := self._said_whole(whole[0], unit[1])):
            return said
        return Point(whole[0], "unit", "period", span=whole[1]) if whole else None

    def _said_whole(self, i: int, unit: str) -> Point | None:
        """The month or year that was said before, for a part of it: `في الأسبوع الأول وحده`, `في الربع الثاني`.

        Without a `unit` it is whichever was said last.
        """
        said = self.memory.period
        if said is None or said.start is None or said.end is None:
            return None
        length = (said.end - said.start).days
        if length < _MONTH and unit != "year" and said.start.day == 1:
            return Point(i, "said_before", "period", span=unit_interval("month", said.start, 0))
        if _MONTH <= length <= _YEAR and unit != "month" and said.start.year == said.end.year:
            return Point(i, "said_before", "period", span=unit_interval("year", said.start, 0))
        return None

    def _nth(self, whole: Point, weekday: int | None, index: int) -> Point:
        days = self.whole(whole)
        span = None
        if days and weekday is not None:
            span = nth_weekday(weekday, days, index)
        elif days and days.start and days.end:
            day = days.end if index < 0 else days.start + timedelta(days=index - 1)
            span = Interval(day, day)
        return Point(whole.last, "nth_day", "date", span=span)

    def week_of_day(self, i: int) -> Point | None:
        """`أسبوع 16 أيلول`: the week of that day."""
        unit = self.match("unit", i)
        if unit is None or unit[1] != "week":
            return None
        day = self.numeric(unit[0]) or self.day_month(unit[0])
        if day is None or day.kind != "date":
            return None
        days = self.settle(day)
        span = unit_interval("week", days.start, 0) if days and days.start else None
        return Point(day.last, "week_of_day", "period", span=span)

    def first_months(self, i: int) -> Point | None:
        """`الأشهر الستة الأولى من عام 2020`, `أول ثلاثة أشهر من العام`, `آخر يومين من أيار`."""
        found = self._edge_units(i)
        whole = (self.period(found[0]) or self._of_current(found[0])) if found else None
        if found is None or whole is None:
            return None
        _, unit, count = found
        days, span = self.whole(whole), None
        if days and days.start and days.end and 0 < abs(count) <= 31:
            edge = days.start if count > 0 else days.end
            if unit in ("day", "week"):
                length = timedelta(days=abs(count) * (7 if unit == "week" else 1) - 1)
                span = Interval(edge, edge + length) if count > 0 else Interval(edge - length, edge)
            elif unit == "month" and abs(count) <= 12:
                span = unit_interval("month", edge, max(count - 1, 0), abs(count))
        return Point(whole.last, "first_months" if count > 0 else "last_months", "period", span=span)

    def _edge_units(self, i: int) -> tuple[int, str, int] | None:
        """The first units of a period, or with a negative number the last: (index past them, unit, how many)."""
        if (pair := self.match("the_dual", i)) and (first := self.ordinal(pair[0])) and first[1] == 1:
            return first[0], pair[1], 2
        if (unit := self.match("the_plural", i)) and (number := self.numbers.get(unit[0])):
            first, latest = self.ordinal(number.last), self.match("last_part", number.last)
            if first and first[1] == 1:
                return first[0], unit[1], int(number.value)
            return (latest[0], unit[1], -int(number.value)) if latest else None
        sign = -1 if self.match("latest", i) else 1 if self.at(i) == "اول" else 0
        if not sign:
            return None
        if dual := self.match("dual", i + 1):
            return dual[0], dual[1], 2 * sign
        number = self.numbers.get(i + 1)
        noun = (self.match("plural", number.last) or self.match("unit", number.last)) if number else None
        return (noun[0], noun[1], int(number.value) * sign) if number and noun else None

    def decade(self, i: int) -> Point | None:
        """`ثمانينيات القرن الماضي`, `السبعينيات`, `القرن التاسع عشر`."""
        found = self.match("decade", self.skip("decade_before", i))
        last = found[0] if found else i
        if found and self.at(last) == "من" and self.match("life", last + 1):
            return None  # `في الثلاثينيات من عمره`
        if found and self.at(i - 1) == "في" and self.at(i - 2) in counted_nouns():
            return None  # `شاب في العشرينيات`
        start = last + 1 if found and self.at(last) == "من" else last
        century = self._century(start)
        if found is None:
            if century is None:
                return None
            if century[1] is None:
                return Point(century[0], "century", "period")
            first = century[1]
            return Point(century[0], "century", "period", span=Interval(date(first, 1, 1), date(first + 99, 12, 31)))
        last, begin = century if century else (last, 1900)
        if begin is None:
            return Point(last, "decade", "period")
        first = begin + int(found[1])
        return Point(last, "decade", "period", span=Interval(date(first, 1, 1), date(first + 9, 12, 31)))

    def _century(self, i: int) -> tuple[int, int | None] | None:
        """`القرن التاسع عشر`, `القرن الماضي`: (index past it, its first year)."""
        unit = self.match("the_unit", i)
        if unit is None or unit[1] != "century":
            return None
        if (ordinal := self.ordinal(unit[0])) and (other := self.match("other_era", ordinal[0])):
            return other[0], None
        if ordinal:
            return (ordinal[0], (ordinal[1] - 1) * 100) if 1 < ordinal[1] <= 21 else None
        turned = self.direction(unit[0])
        if turned is None or turned[1] == "same":
            return None
        return turned[0], (self.reference.year // 100 + STEPS[turned[1]]) * 100 if self.reference else None

    def season(self, i: int) -> Point | None:
        """`صيف 2014`, `ربيع عام 2003`, `هذا الصيف`, `الصيف`: no days are known."""
        if found := self.match("season", i):
            year = self.year(found[0]) or self.year_number(found[0])
            return Point(year[0], "season", "period") if year else None
        this = self.match("this", i)
        found = self.match("season_with_article", this[0] if this else i)
        if found is None:
            return None
        turned = self.direction(found[0]) or self.year(found[0]) or self.year_number(found[0])
        # `الربيع العربي` is no season.
        if turned is None and not this and self.at(found[0]).startswith("ال"):
            return None
        return Point(turned[0] if turned else found[0], "season", "period")
