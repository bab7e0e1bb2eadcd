"""Weeks, months, years and longer units: which one (`الشهر الماضي`), or how many (`الأيام الثلاثة الماضية`)."""

from __future__ import annotations

from datetime import timedelta

from tawthiq.text.date_calendar import Form, Interval, build, months_before, shift_month, unit_interval
from tawthiq.text.date_points import PointReader
from tawthiq.text.date_reader import STEPS, Point
from tawthiq.text.date_words import GREGORIAN

_TOO_SHORT = ("hour", "minute", "second", "night")


class UnitReader(PointReader):
    """Reads units of time that a direction or a number picks out."""

    __slots__ = ()

    def relative_unit(self, i: int) -> Point | None:
        """`الأسبوع الماضي`, `هذا الشهر` (its first to last day, like `هذا العام`), `الشهر ذاته`, `العقد القادم`."""
        this, same = self.match("this", i), self.match("same_before", i)
        start = (this or same or (i,))[0]
        unit = self.match("the_unit", start)
        if unit is None or unit[1] in _TOO_SHORT:
            return None
        turned = self.direction(unit[0])
        kind = "current" if this else "same" if same else turned[1] if turned else ""
        if same and turned and turned[1] != "same":
            return None  # `كان ذلك الأسبوع الماضي`: that was last week
        if not kind or unit[1] == "year" or (unit[1] == "day" and kind in ("current", "same")):
            return None
        last = turned[0] if turned and not same and not (this and turned[1] != "current") else unit[0]
        if kind == "same":
            month = self.memory.month if unit[1] == "month" else None
            return Point(last, "same_unit", "period", form=month) if month else Point(last, "same_unit", "period")
        if kind in ("following", "preceding") and unit[1] == "month" and (month := self.memory.month) and month.year:
            year, number = shift_month(month.year, month.month or 1, STEPS[kind])
            return Point(last, "unit_said_before", "period", form=Form(month.calendar, year, number))
        said = "date" if unit[1] == "day" else "period"
        if unit[1] == "month" and kind == "current" and self.reference:
            return Point(last, "relative_unit", said, span=unit_interval("month", self.reference, 0))
        return Point(last, "relative_unit", said, span=self.unit(unit[1], kind))

    def unit(self, unit: str, kind: str) -> Interval | None:
        """The days of a unit in a direction; the current one has gone no further than the report."""
        if self.reference is None:
            return None
        span = unit_interval(unit, self.reference, STEPS[kind])
        return Interval(span.start, self.reference) if span and STEPS[kind] == 0 else span

    def whole_unit(self, i: int) -> tuple[int, Interval | None] | None:
        """A current week, month or year in full, said with or without `هذا`: (index past it, its days)."""
        this = self.match("this", i)
        unit = self.match("the_unit", this[0] if this else i) or self.match("my_unit", i)
        if unit is None or unit[1] in _TOO_SHORT:
            return None
        turned = self.direction(unit[0])
        if turned and turned[1] != "current":
            return None
        last = turned[0] if turned else unit[0]
        return last, unit_interval(unit[1], self.reference, 0) if self.reference else None

    def year_point(self, i: int) -> Point | None:
        """`عام 2016`, `العام الماضي`, `سنة 2012`, and a bare `2016` after a preposition."""
        if year := self.year(i):
            last, calendar, number = year
            words = self.norms[i:last]
            relative = not any(w.isdecimal() or self.vocabulary.has("same", w) for w in words)
            current = self.match("this", i) or any(self.vocabulary.has("current", w) for w in words)
            if relative and current and self.reference and number == self.reference.year:
                return Point(last, "relative_unit", "period", span=unit_interval("year", self.reference, 0))
            return Point(last, "year", "period", form=Form(calendar, number if number is not None else 0))
        if self.follows(i, "year_before") and (found := self.year_number(i, bare=True)):
            return Point(found[0], "bare_year", "period", form=Form(found[1], found[2]))
        return None

    def period_said_before(self, i: int) -> Point | None:
        """`الفترة نفسها`."""
        found = self.match("same_period", i)
        return Point(found[0], "same_period", "period", span=self.memory.period) if found else None

    def period(self, i: int, *, bare: bool = False) -> Point | None:
        """A month or a year, after an optional preposition: what a part is a part of; perhaps a `bare` year."""
        start = i + 1 if self.at(i) in ("من", "في", "ل") else i
        point = self.month_point(start) or self.relative_unit(start) or self.year_point(start)
        # `مطلع 2000 مدني` counts, `الربع الثالث من 2016` never does.
        counts = self.at(i) != "من"
        if point is None and (start > i or bare) and (found := self.year_number(start, bare=counts)):
            return Point(found[0], "year", "period", form=Form(found[1], found[2]))
        if point is None and start > i and (spelled := self.spelled_year(start)):
            return Point(spelled[0], "year", "period", form=Form(GREGORIAN, spelled[1]))
        if point is None and (month := self.month(start)):
            last, form = self.tail(month[0], Form(month[1], None, month[2]))
            return Point(last, "month", "period", form)
        return point

    def whole(self, point: Point) -> Interval | None:
        """The days of a period, a current month or year in full."""
        if point.form and point.form.year is None and point.form.direction == "current" and self.reference:
            found = build(point.form._replace(year=self.reference.year))
            return Interval(*found) if found else None
        days = self.settle(point)
        if days and point.rule == "relative_unit" and days.end == self.reference and days.start:
            unit = "year" if (days.start.month, days.start.day) == (1, 1) else "month"
            return unit_interval(unit, days.start, 0)
        return days

    def last_units(self, i: int) -> Point | None:
        """`الأيام الثلاثة الماضية`, `الـ24 ساعة المقبلة`, `الشهرين الماضيين`, `آخر ثلاث سنوات`."""
        latest = self.match("latest", i)
        at = latest[0] if latest else i
        counted = self._counted(at)
        if counted is None:
            return None
        last, unit, count = counted
        turned = self.direction(last)
        if turned is not None:
            last, kind = turned
        elif latest and (count or self.ends_clause(last)):
            kind = "past"
        else:
            return None
        if kind == "following":  # `في السنوات الثلاث التالية` hangs on what was said before
            return Point(last, "following_units", "period")
        if kind not in ("past", "next", "preceding"):
            return None
        backward = kind != "next"
        if self.now and unit in ("hour", "minute", "second"):
            moments = self._moments(unit, count, backward=backward)
            if moments:
                return moments._replace(last=last)
        span = self._last(unit, count, rolling=latest is not None) if backward else self._coming(unit, count)
        return Point(last, "last_units" if backward else "coming_units", "period", span=span)

    def _counted(self, i: int) -> tuple[int, str, int] | None:
        """A number of units at `i`: (index past them, the unit, how many, 0 if unsaid)."""
        start = i + 1 if self.at(i) == "ال" else i
        for kind in ("the_dual", "dual"):
            if dual := self.match(kind, i):
                return (dual[0], dual[1], 2) if kind == "the_dual" or self.match("latest", i - 1) else None
        if (unit := self.match("the_unit", i)) and unit[1] in ("hour", "minute", "second"):
            return unit[0], unit[1], 1
        if plural := self.match("the_plural", i):
            last, name = plural
            article = last + 1 if self.at(last) == "ال" else last
            number = self.numbers.get(last) or self.numbers.get(article)
            if number:
                return number.last, name, int(number.value)
            # One adjective may stand between: `الأيام القليلة الماضية`.
            past = self.match("past", last) or self.match("next", last) or self.match("following", last)
            return (last if past else last + 1), name, 0
        if vague := self.match("vague_number", i):
            noun = self.match("plural", vague[0])
            return (noun[0], noun[1], 0) if noun else None
        if (single := self.match("unit", i)) and self.match("latest", i - 1) and self.ends_clause(single[0]):
            return (single[0], single[1], 1) if single[1] != "day" else None
        number = self.numbers.get(start)
        if number is None or number.kind != "cardinal":
            return None
        for kind in ("unit", "plural", "the_plural"):
            if noun := self.match(kind, number.last):
                return noun[0], noun[1], int(number.value)
        return None

    def _last(self, unit: str, count: int, *, rolling: bool) -> Interval | None:
        """The `count` units before the report; years are those of the calendar, unless the last ones are meant."""
        if self.reference is None or not 0 < count <= 3660:
            return None
        day = timedelta(days=1)
        if (unit == "month" and (count > 1 or rolling)) or (unit == "year" and rolling and count < 100):
            months = count * (12 if unit == "year" else 1)
            return Interval(months_before(self.reference, months), self.reference - day)
        if unit in ("hour", "minute", "second"):
            hours = {"hour": count, "minute": count / 60, "second": count / 3600}[unit]
            return Interval(self.reference - day * -(-hours // 24), self.reference)
        if unit in ("day", "night"):
            return Interval(self.reference - day * count, self.reference - day)
        if unit == "week":
            return Interval(self.reference - day * 7 * count, self.reference - day)
        return unit_interval(unit, self.reference, -1, count) if count < 100 else None

    def _coming(self, unit: str, count: int) -> Interval | None:
        """The `count` units after the report."""
        if self.reference is None or not 0 < count <= 3660:
            return None
        day = timedelta(days=1)
        if unit in ("month", "year"):
            months = count * (12 if unit == "year" else 1)
            return Interval(self.reference + day, months_before(self.reference, -months)) if months <= 1200 else None
        if unit in ("hour", "minute", "second"):
            hours = {"hour": count, "minute": count / 60, "second": count / 3600}[unit]
            return Interval(self.reference, self.reference + day * -(-hours // 24))
        if unit in ("day", "night", "week"):
            days = count * (7 if unit == "week" else 1)
            return Interval(self.reference + day, self.reference + day * days)
        return unit_interval(unit, self.reference, count, count) if count < 100 else None

    def _moments(self, unit: str, count: int, *, backward: bool) -> Point | None:
        """Hours and minutes up to now or from now on; whole days of hours stay days."""
        length = timedelta(**{unit + "s": min(count, 86400)})
        if self.now is None or not timedelta(0) < length < timedelta(days=1):
            return None
        ends = (self.now - length, self.now) if backward else (self.now, self.now + length)
        clock = (ends[0].time(), ends[1].time())
        span = Interval(ends[0].date(), ends[1].date())
        return Point(0, "last_units" if backward else "coming_units", "time", span=span, clock=clock)
