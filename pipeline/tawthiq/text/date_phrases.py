"""Phrases built of points of time: days with their weekday and part of day, parts and edges of periods."""

from __future__ import annotations

from datetime import timedelta

from tawthiq.text.date_calendar import (
    Form,
    Interval,
    months_before,
    part,
    unit_interval,
    weekday_on_or_before,
)
from tawthiq.text.date_points import PointReader
from tawthiq.text.date_reader import Point

_OPEN = "("
_CLOSE = ")"
_STEPS = {"before_past": -2, "past": -1, "current": 0, "next": 1}


class PhraseReader(PointReader):
    """Reads whole phrases for one point or period."""

    __slots__ = ()

    def phrase(self, i: int) -> Point | None:
        """The phrase that begins at `i`, if any."""
        return (
            self.day_phrase(i)
            or self.last_units(i)
            or self.edge(i)
            or self.fraction(i)
            or self.season(i)
            or self.first_months(i)
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
        day_part = self.match("part_of_day", i)
        start = day_part[0] if day_part else i
        if day_part and day_part[1] == "night" and (pair := self._night(start)):
            return pair
        start = self.skip("day", start) if self.at(start) != "اليوم" else start
        found: list[Point] = []
        last = start
        for read in (self.relative_day, self.weekday, self._date):
            point, end = self._next(read, last, first=not found)
            if point is not None:
                found.append(point._replace(last=end))
                last = end
        if not found:
            return None
        best = found[-1]
        if len(found) > 1 and best.form and best.form.year is None and self.reference is None:
            best = best._replace(rule="day_of_unsaid_year")
        if best.form and best.form.year is None and found[0].span and found[0].span.start:
            # The day is known already; `أمس` settles the year of the date beside it.
            year = found[0].span.start.year if best.form.calendar == "gregorian" else None
            best = best._replace(form=best.form._replace(year=year))
        if len(found) > 1 and best.weekday is not None:
            best = found[0]._replace(last=last)
        named = self.match("weekday", last + 1) if best.form and self.at(last) == _OPEN else None
        if named and self.at(named[0]) == _CLOSE:  # `25 أيار 2016 (الأربعاء)`
            last = named[0] + 1
            best = best._replace(last=last)
        following = self.match("corresponds", last)
        if following and (other := self._date(following[0])):
            # Two calendars or a weekday and its date: the one with the year tells.
            keep = other if other.form and (other.form.year or not (best.form and best.form.year)) else best
            if best.form and best.form.calendar == "gregorian" and best.form.year:
                keep = best
            return keep._replace(last=other.last)
        return best

    def _next(self, read: object, i: int, *, first: bool) -> tuple[Point | None, int]:
        assert callable(read)
        if first:
            point = read(i)
            return point, point.last if point else i
        comma = i + 1 if self.at(i) in ("،", ",", _OPEN) else i
        start = self.skip("corresponds", self.skip("day", comma))
        point = read(start)
        if point is None or (read == self.relative_day):
            return None, i
        closed = self.at(i) == _OPEN and self.at(point.last) == _CLOSE
        return point, point.last + 1 if closed else point.last

    def _date(self, i: int) -> Point | None:
        return self.numeric(i) or self.day_month(i)

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

    # Weeks, months, years

    def relative_unit(self, i: int) -> Point | None:
        """`الأسبوع الماضي`, `هذا الشهر`, `الشهر ذاته`, `الليلة قبل الماضية`."""
        this, same = self.match("this", i), self.match("same_before", i)
        start = (this or same or (i,))[0]
        unit = self.match("the_unit", start)
        if unit is None or unit[1] in ("hour", "minute", "second", "century", "decade", "night"):
            return None
        turned = self.direction(unit[0])
        kind = "current" if this else "same" if same else turned[1] if turned else ""
        if not kind or unit[1] == "year":
            return None
        last = turned[0] if turned and not same else unit[0]
        if kind == "same":
            month = self.memory.month if unit[1] == "month" else None
            return Point(last, "same_unit", "period", form=month) if month else Point(last, "same_unit", "period")
        span = self._unit(unit[1], _STEPS[kind])
        return Point(last, "relative_unit", "period", span=span)

    def _unit(self, unit: str, step: int, length: int = 1) -> Interval | None:
        if self.reference is None:
            return None
        span = unit_interval(unit, self.reference, step, length)
        # The current month or year has gone no further than the report.
        return Interval(span.start, self.reference) if span and step == 0 else span

    def year_point(self, i: int) -> Point | None:
        """`عام 2016`, `العام الماضي`, `سنة 2012`, and a bare `2016` after a preposition."""
        if year := self.year(i):
            last, calendar, number = year
            words = self.norms[i:last]
            relative = not any(w.isdecimal() or self.vocabulary.has("same", w) for w in words)
            current = self.match("this", i) or any(self.vocabulary.has("current", w) for w in words)
            if relative and current and self.reference and number == self.reference.year:
                return Point(last, "relative_unit", "period", span=self._unit("year", 0))
            return Point(last, "year", "period", form=Form(calendar, number if number is not None else 0))
        if self.follows(i, "year_before") and (found := self.year_number(i, bare=True)):
            return Point(found[0], "bare_year", "period", form=Form(found[1], found[2]))
        return None

    def period_said_before(self, i: int) -> Point | None:
        """`الفترة نفسها`."""
        found = self.match("same_period", i)
        return Point(found[0], "same_period", "period", span=self.memory.period) if found else None

    def last_units(self, i: int) -> Point | None:
        """`الأيام الثلاثة الماضية`, `الـ24 ساعة الماضية`, `الشهرين الماضيين`, `السنوات الخمس الأخيرة`."""
        last, unit, count = i, "", 0
        start = i + 1 if self.at(i) == "ال" else i
        if dual := self.match("the_dual", i):
            last, unit, count = dual[0], dual[1], 2
        elif plural := self.match("the_plural", i):
            last, unit = plural
            article = last + 1 if self.at(last) == "ال" else last
            number = self.numbers.get(last) or self.numbers.get(article)
            if number:
                last, count = number.last, int(number.value)
            elif not self.match("past", last):
                # One adjective may stand between: `الأيام القليلة الماضية`.
                last += 1
        elif number := self.numbers.get(start):
            noun = self.match("unit", number.last) or self.match("plural", number.last)
            if noun is None or number.kind != "cardinal":
                return None
            last, unit, count = noun[0], noun[1], int(number.value)
        if not unit:
            return None
        turned = self.direction(last)
        if turned is None or turned[1] not in ("past", "next"):
            return None
        span = self._last(unit, count) if turned[1] == "past" else None
        return Point(turned[0], "last_units", "period", span=span)

    def _last(self, unit: str, count: int) -> Interval | None:
        if self.reference is None or not 0 < count <= 3660:
            return None
        day = timedelta(days=1)
        if unit == "month" and count > 1:
            return Interval(months_before(self.reference, count), self.reference - day)
        if unit in ("hour", "minute", "second"):
            hours = {"hour": count, "minute": count / 60, "second": count / 3600}[unit]
            return Interval(self.reference - day * -(-hours // 24), self.reference)
        if unit in ("day", "night"):
            return Interval(self.reference - day * count, self.reference - day)
        if unit == "week":
            return Interval(self.reference - day * 7 * count, self.reference - day)
        return unit_interval(unit, self.reference, -1, count)

    # Parts of periods

    def period(self, i: int) -> Point | None:
        """A month or a year, after an optional preposition: what a part is a part of."""
        start = i + 1 if self.at(i) in ("من", "في", "ل") else i
        point = self.month_point(start) or self.relative_unit(start) or self.year_point(start)
        if point is None and start > i and (found := self.year_number(start, bare=True)):
            return Point(found[0], "year", "period", form=Form(found[1], found[2]))
        if point is None and (month := self.month(start)):
            last, form = self.tail(month[0], Form(month[1], None, month[2]))
            return Point(last, "month", "period", form)
        return point

    def edge(self, i: int) -> Point | None:
        """`نهاية أيار 2010`, `مطلع العام 2011`, `منتصف الشهر الماضي`.

        Of a month the whole month is meant; of a year no months are known.
        """
        for kind in ("begin", "middle", "end"):
            found = self.match(kind, i)
            if found is None:
                continue
            point = self.period(found[0])
            if point is None and (year := self.year_number(found[0], bare=True)):
                point = Point(year[0], "year", "period", form=Form(year[1], year[2]))
            unit = self.match("the_unit", found[0])
            if point is None and unit and unit[1] in ("year", "month", "week"):
                point = Point(unit[0], "relative_unit", "period", span=self._unit(unit[1], 0))
            if point:
                return point._replace(rule=f"{kind}_of_{point.rule}")
        return None

    def fraction(self, i: int) -> Point | None:
        """`النصف الأول من عام 2019`, `الربع الثاني من 2020`."""
        share = self.match("fraction", i)
        ordinal = self.ordinal(share[0]) if share else None
        if share is None or ordinal is None:
            return None
        whole = self.period(ordinal[0])
        if whole is None:
            return None
        days = self._whole(whole)
        return Point(whole.last, "fraction", "period", span=part(days, int(share[1]), ordinal[1]) if days else None)

    def _whole(self, point: Point) -> Interval | None:
        """The days of a period, a current year in full."""
        days = self.settle(point)
        if days and point.rule == "relative_unit" and days.end == self.reference and days.start:
            unit = "year" if (days.start.month, days.start.day) == (1, 1) else "month"
            return unit_interval(unit, days.start, 0)
        return days

    def first_months(self, i: int) -> Point | None:
        """`الأشهر الستة الأولى من عام 2020`."""
        unit = self.match("the_plural", i)
        number = self.numbers.get(unit[0]) if unit else None
        if unit is None or number is None or unit[1] not in ("month", "day"):
            return None
        ordinal = self.ordinal(number.last)
        whole = self.period(ordinal[0]) if ordinal and ordinal[1] == 1 else None
        if whole is None:
            return None
        days, count = self._whole(whole), int(number.value)
        span = None
        if days and days.start and days.end and 0 < count <= 31:
            if unit[1] == "day":
                span = Interval(days.start, days.start + timedelta(days=count - 1))
            elif count <= 12:
                last = unit_interval("month", days.start, count - 1, count)
                span = Interval(days.start, last.end) if last else None
        return Point(whole.last, "first_months", "period", span=span)

    def season(self, i: int) -> Point | None:
        """`صيف 2014`, `ربيع عام 2003`, `الصيف الماضي`: no days are known."""
        if found := self.match("season", i):
            year = self.year(found[0]) or self.year_number(found[0])
            return Point(year[0], "season", "period") if year else None
        if (found := self.match("season_with_article", i)) and (turned := self.direction(found[0])):
            return Point(turned[0], "season", "period")
        return None
