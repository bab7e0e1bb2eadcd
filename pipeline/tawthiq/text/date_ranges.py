"""Ranges of time: `من 3 إلى 7 آذار`, `بين عامي 2011 و2015`, `منذ آذار 2011`, and lists read as one span."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from tawthiq.text.date_calendar import Form, Interval, build, earliest, latest, weekday_after, weekday_on_or_before
from tawthiq.text.date_phrases import PhraseReader
from tawthiq.text.date_reader import Point

# What `قبل` and `بعد` bound; `بعد الأحد الماضي` and the like are mostly about another event.
_FIXED = ("year", "month", "day_month", "numeric_date", "bare_year", "decade", "century")


class Range(NamedTuple):
    """A span of days that ends before word `last`."""

    last: int
    rule: str
    span: Interval | None


class RangeReader(PhraseReader):
    """Reads ranges; the ends of one may supply month and year to each other."""

    __slots__ = ()

    def date_range(self, i: int) -> Range | None:
        """The range that begins at `i`, if any."""
        return (
            self._listed(i) or self._between(i) or self._since(i) or self._from(i) or self._until(i)
            or self._inside(i) or self._outside(i)
        )  # fmt: skip

    def _outside(self, i: int) -> Range | None:
        """`قبل عام 2011`, `بعد 3 آذار`: the days up to it or from then on, which date no event."""
        ago, after = self.match("ago", i), self.match("after", i)
        opener = ago or after
        point = self.phrase(opener[0]) if opener else None
        if point is None or point.part or point.rule not in _FIXED:
            return None
        days, step = self.settle(point), timedelta(days=1)
        span = None
        if ago and days and days.start:
            span = Interval(None, days.start - step)
        elif after and days and days.end:
            span = Interval(days.end + step, None)
        return Range(point.last, "before_coarse" if ago else "after_coarse", span)

    def _inside(self, i: int) -> Range | None:
        """`شهر نوفمبر بين 19 و20`, `الأسبوع الماضي من الأربعاء إلى الجمعة`: a range in a month or week said before."""
        week = self.week(i)
        month = None if week or self.kinds[i].isdisjoint(("month", "month_name")) else self.month_point(i)
        start = week[0] if week else month.last if month else i
        opener = self.match("between", start) or self.match("from", start)
        if start == i or opener is None:
            return None
        one = self._day_inside(self.skip("day", opener[0]), week, month)
        link = self.match("until", one[0]) or ((one[0] + 1, "") if self.at(one[0]) == "و" else None) if one else None
        two = self._day_inside(self.skip("day", link[0]), week, month) if link else None
        if one is None or two is None:
            return None
        low, high = one[1], two[1]
        if low is None or high is None or low.start is None or high.end is None:
            return Range(two[0], "inside", None)
        end = high.end + timedelta(weeks=1) if week and high.end < low.start else high.end
        return Range(two[0], "inside", Interval(low.start, end) if low.start <= end else None)

    def _day_inside(
        self, i: int, week: tuple[int, int] | None, month: Point | None
    ) -> tuple[int, Interval | None] | None:
        """A weekday of a week or a day of a month: (index past it, the day)."""
        if week:
            named = self.match("weekday", i)
            return (named[0], self.day_in_week(int(named[1]), week[1])) if named else None
        day = self.day_number(i)
        if day is None or month is None or month.form is None:
            return None
        return day[0], self.settle(month._replace(form=month.form._replace(day=day[1])))

    def _between(self, i: int) -> Range | None:
        """`بين كانون الثاني وآذار 2020`, `بين عامي 2011 و2015`, `بين 3 و7 آذار`."""
        opener = self.match("between", i)
        if opener is None:
            return None
        start = opener[0]
        if listed := self._listed(start):
            return listed._replace(rule="between")
        return self._ends(start, ("و", "-", "until"), "between")

    def _from(self, i: int) -> Range | None:
        """`من 3 إلى 7 آذار 2019`, and a range without an opener: `3 - 7 آذار`, `آذار حتى أيار 2019`."""
        opener = self.match("from", i)
        if opener and (found := self._ends(opener[0], ("until", "-"), "from")):
            return found
        if opener or self.follows(i, "between", "since"):
            return None
        if found := self._ends(i, ("until", "-"), "range"):
            return found
        # `في 18 و22 فبراير`: a list of days counts as the span from the first to the last.
        if self.at(i) == "ال" or self.follows(i, "in_date"):
            day = self.day_number(i)
            if day and self.at(day[0]) in ("و", "،"):
                return self._days(i, "days")
        return None

    def _since(self, i: int) -> Range | None:
        """`منذ آذار 2011`, `منذ بداية العام`, `منذ 3 آذار وحتى نهاية نيسان`."""
        opener = self.match("since", i)
        if opener is None:
            return None
        if found := self._ends(opener[0], ("until",), "since_until"):
            return found
        point = self._side(opener[0])
        if point is None:
            return None
        days = None if point.rule.startswith(("middle_of", "end_of")) else self.settle(point)
        last = point.last
        # `حتى الآن` says what `منذ` says already.
        if (until := self.match("until", last)) and (now := self.match("now", until[0])):
            last = now[0]
        if days is None or days.start is None:
            return Range(last, "since", None)
        end = self.reference if self.reference and self.reference >= days.start else None
        return Range(last, "since", Interval(days.start, end))

    def _until(self, i: int) -> Range | None:
        """`حتى نهاية 2020`."""
        opener = self.match("until_alone", i)
        if opener is None or self.match("now", opener[0]):
            return None
        point = self._side(opener[0])
        if point is None:
            return None
        days = None if point.rule.startswith(("middle_of", "begin_of")) else self.settle(point)
        return Range(point.last, "until", Interval(None, days.end) if days and days.end else None)

    def _side(self, i: int) -> Point | None:
        """A point or, after an opener, a bare year."""
        point = self.phrase(i)
        if point is None and (year := self.year_number(i, bare=True)):
            point = Point(year[0], "bare_year", "period", form=Form(year[1], year[2]))
        return point

    def _month_side(self, i: int) -> Point | None:
        """A month whose name is an ordinary word too, which the other end tells: `من مارس إلى مايو`."""
        month = self.month(i)
        if month is None:
            return None
        last, form = self.tail(month[0], Form(month[1], None, month[2]))
        return Point(last, "month_end", "period", form=form)

    def _ends(self, i: int, links: tuple[str, ...], rule: str) -> Range | None:
        """Two ends with a link between them; the first may leave month and year to the second."""
        one = self._side(i) or self._month_side(i)
        bare = None
        if one is None or (one.form and one.form.month is None and one.form.day is not None):
            number = self.day_number(i)
            bare = number if number and number[0] < len(self.norms) else None
            if bare is None:
                return None
        stop = one.last if one and not bare else bare[0] if bare else i
        start = self._link(stop, links, strict=bare is None and one is not None and not self._same_kind_dash(one, stop))
        if start is None:
            return None
        if one and not bare and "until" in links and (now := self.match("now", start)):
            if now[0] == start + 1 and self.at(start) == "اليوم" and self.match("weekday", now[0]):
                pass
            else:
                days = self.settle(one)
                span = Interval(days.start, self.reference) if days and days.start else None
                return Range(now[0], rule, span)
        start = self.skip("until", start) if rule == "between" else start
        two = self._side(start) or (self._month_side(start) if one and one.rule == "month" else None)
        if two is None or (one and one.rule == "month_end" and two.rule != "month"):
            return None
        if bare:
            if two.form is None or two.form.day is None or bare[1] > 31:
                return None
            one = Point(bare[0], "day", "date", form=two.form._replace(day=bare[1]))
            if two.form.month is not None and bare[1] > two.form.day:
                return None
        assert one is not None
        return Range(two.last, rule, self._joined(one, two))

    def _same_kind_dash(self, one: Point, stop: int) -> bool:
        """Whether a dash after `one` may join it with the next point: years and months, not other things."""
        if self.at(stop) == "/":
            return one.rule in ("month", "year")  # `آذار/نيسان 2018`
        return one.rule in ("month", "year", "bare_year", "day_month", "numeric_date")

    def _link(self, i: int, links: tuple[str, ...], *, strict: bool) -> int | None:
        start = i + 1 if self.at(i) in ("،", ",") and "until" in links else i
        for link in links:
            if link == "until" and (found := self.match("until", start)):
                return found[0]
            if link == "-" and not strict and self.at(i) in ("-", "–", "—", "/"):
                return i + 1
            if link == "و" and self.at(i) == "و":
                return i + 1
        return None

    def _joined(self, one: Point, two: Point) -> Interval | None:
        """From the first day of one end to the last of the other; each may supply the year of the other."""
        high = self.settle(two)
        if one.weekday is not None:
            if high and high.end:
                return Interval(weekday_on_or_before(one.weekday, high.end), high.end)
            return None
        first = self.settle(one)
        if (
            one.weekday is None
            and two.weekday is not None
            and first
            and first.start
            and high
            and high.end
            and high.end < first.start
        ):
            return Interval(first.start, weekday_after(two.weekday, first.start))
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

    # Lists

    def _listed(self, i: int) -> Range | None:
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
            return None
        start, unit = pair
        start = start + 1 if self.at(start) in ("،", ",") else start
        if unit == "year":
            return self._points(start, "years") if self.year_number(start) else None
        if unit == "month":
            return self._points(start, "months") if self.month(start) else None
        if unit == "day":
            return self._points(start, "weekdays") if self.match("weekday", start) else self._days(start, "days")
        return None

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
        return Range(found[-1].last, rule, self._joined(found[0], found[-1]))

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

    def _days(self, i: int, rule: str) -> Range | None:
        """`3 و4 و5 آذار 2019`: bare days and a last one with its month."""
        days: list[int] = []
        start = i
        while len(days) < 31 and (number := self.day_number(start)):
            if point := self.day_month(start):
                if not days or point.form is None:
                    return None
                first = point.form._replace(day=days[0])
                return Range(point.last, rule, self._joined(Point(i, rule, "date", form=first), point))
            days.append(number[1])
            if self.at(number[0]) not in ("و", "،", ","):
                return None
            start = number[0] + 1
            start = start + 1 if self.at(start) == "و" else start
        return None
