"""Lists of days, months or years, which count as the span from the first to the last: `عامي 2011 و2015`."""

from __future__ import annotations

from typing import NamedTuple

from tawthiq.text.date_calendar import Form, Interval, build, earliest, latest, weekday_after, weekday_on_or_before
from tawthiq.text.date_phrases import PhraseReader
from tawthiq.text.date_reader import Point


class Range(NamedTuple):
    """A span of days that ends before word `last`."""

    last: int
    rule: str
    span: Interval | None


class ListReader(PhraseReader):
    """Reads lists; the last member may supply month and year to the others."""

    __slots__ = ()

    def joined(self, one: Point, two: Point) -> Interval | None:
        """From the first day of one end to the last of the other; each may supply the year of the other."""
        high = self.settle(two)
        if one.weekday is not None:
            if high and high.end:
                return Interval(weekday_on_or_before(one.weekday, high.end), high.end)
            return None
        first = self.settle(one)
        if first and first.start and high and high.end and two.weekday is not None:
            # `من الغد حتى الأحد`
            ahead = weekday_after(two.weekday, first.start)
            return Interval(first.start, ahead if high.end < first.start else high.end)
        low = build(one.form) if one.form and one.form.year else None
        if one.form is None and one.span and one.span.start:
            low = (one.span.start, one.span.start)
        if low and two.form and two.form.year is None and two.form.month is not None:
            later = earliest(two.form, low[0])
            return Interval(low[0], later[1]) if later else None
        if high is None or high.end is None:
            return None
        if one.form and one.form.year is None and one.form.month is not None:
            limit = high.end if two.rule.startswith("end_of") else high.start or high.end
            before = latest(one.form, limit)
            return Interval(before[0], high.end) if before else None
        if first is None or first.start is None or first.start > high.end:
            return None
        return Interval(first.start, high.end)

    def listed(self, i: int) -> Range | None:
        """`عامي 2011 و2015`, `يومي 3 و4 آذار`, `شهري آذار ونيسان 2020`, `يومي الأربعاء والخميس`."""
        pair = self.match("pair", i) or self.match("plural", i) or self._with_article(i)
        if pair is None:
            if self.follows(i, "year_before") and (year := self.year_number(i, bare=True)):
                return self._points(i, "years") if self.at(year[0]) == "و" else None
            weekday = self.match("weekday", i)
            # Neighbouring weekdays without the word for days: `الجمعة والسبت`.
            other = self.match("weekday", weekday[0] + 1) if weekday and self.at(weekday[0]) == "و" else None
            if weekday and other and (int(other[1]) - int(weekday[1])) % 7 == 1:
                return self._points(i, "weekdays")
            if not weekday and self._months_side_by_side(i):
                return self._points(i, "months")
            return None
        start, unit = pair
        start = start + 1 if self.at(start) in ("،", ",") else start
        if unit == "year":
            return self._points(start, "years") if self.year_number(start) else None
        if unit == "month":
            return self._points(start, "months") if self.month(start) else None
        if unit == "day":
            return self._points(start, "weekdays") if self.match("weekday", start) else self.days_listed(start, "days")
        return None

    def _months_side_by_side(self, i: int) -> bool:
        """`معارك مارس وأبريل 2007`, `كانون الأول 2016 وكانون الثاني 2017`: a month and the one after it."""
        month = self.month(i)
        one = self._member(i, "months") if month else None
        other = self.month(one.last + 1) if one and self.at(one.last) == "و" else None
        if month is None or other is None or other[2] != month[2] % 12 + 1:
            return False
        return self._is_month_here(i, month[0]) or self.year_number(other[0]) is not None

    def _with_article(self, i: int) -> tuple[int, str] | None:
        """`العامين`, `الأعوام`, `الشهرين` before their names."""
        found = self.match("the_dual", i) or self.match("the_plural", i)
        return found if found and found[1] in ("year", "month") else None

    def _points(self, i: int, rule: str) -> Range | None:
        """Points of one kind joined by `و` or commas: from the first to the last."""
        found: list[Point] = []
        start = i
        while True:
            point = self._member(start, rule)
            if point is None:
                break
            found.append(point)
            if self.at(point.last) not in ("و", "،", ",", "-", "الي"):
                break
            start = point.last + 1
            start = start + 1 if self.at(start) == "و" else start
        if len(found) < 2:
            return None
        return Range(found[-1].last, rule, self.joined(found[0], found[-1]))

    def _member(self, i: int, rule: str) -> Point | None:
        if rule == "years":
            year = self.year_number(i, bare=True)
            return Point(year[0], "year", "period", form=Form(year[1], year[2])) if year else None
        if rule == "months":
            month = self.month(i)
            if month is None:
                return None
            last, form = self.tail(month[0], Form(month[1], None, month[2]))
            return Point(last, "month", "period", form=form)
        return self.weekday(i)

    def days_listed(self, i: int, rule: str) -> Range | None:
        """`3 و4 و5 آذار 2019`: bare days and a last one with its month."""
        days: list[int] = []
        start = i
        while len(days) < 31 and (number := self.day_number(start)):
            if point := self.day_month(start):
                if not days or point.form is None:
                    return None
                first = point.form._replace(day=days[0])
                return Range(point.last, rule, self.joined(Point(i, rule, "date", form=first), point))
            days.append(number[1])
            if self.at(number[0]) not in ("و", "،", ","):
                return None
            start = number[0] + 1
            start = start + 1 if self.at(start) == "و" else start
        return None
