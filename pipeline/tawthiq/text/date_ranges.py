"""Ranges of time: `من 3 إلى 7 آذار`, `بين كانون الثاني وآذار`, `منذ آذار 2011`, `قبل عام 2011`."""

from __future__ import annotations

from datetime import timedelta

from tawthiq.text.date_calendar import Form, Interval
from tawthiq.text.date_lists import ListReader, Range
from tawthiq.text.date_reader import Point

# What `قبل` and `بعد` bound; `بعد الأحد الماضي` and the like are mostly about another event.
_FIXED = ("year", "month", "day_month", "numeric_date", "bare_year", "decade", "century")


class RangeReader(ListReader):
    """Reads ranges; the ends of one may supply month and year to each other."""

    __slots__ = ()

    def date_range(self, i: int) -> Range | None:
        """The range that begins at `i`, if any."""
        return (
            self.listed(i) or self._between(i) or self._since(i) or self._from(i) or self._until(i)
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
        if listed := self.listed(start):
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
                return self.days_listed(i, "days")
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
        days = None if point.rule.startswith(("middle_of", "end_of")) else self.settle(point, latest_one=True)
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
        if point is None and self.follows(i, "since", "from") and (then := self.match("then", i)):
            point = Point(then[0], "said_before", "date", span=self._said_day())  # `منذ ذلك التاريخ`
        return point

    def _said_day(self) -> Interval | None:
        """The day said before, or the first of the period."""
        day = self.memory.day or (self.memory.period.start if self.memory.period else None)
        return Interval(day, day) if day else None

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
                open_ended = days and days.start and not (self.reference and days.start > self.reference)
                span = Interval(days.start, self.reference) if days and open_ended else None
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
        return Range(two.last, rule, self.joined(one, two))

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
