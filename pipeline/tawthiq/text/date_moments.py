"""Moments: a time of the clock with its day (`أمس الساعة الثامنة مساء`), and ranges of them."""

from __future__ import annotations

from datetime import time, timedelta
from typing import NamedTuple

from tawthiq.text.date_calendar import Interval
from tawthiq.text.date_clock import Clock, ClockReader
from tawthiq.text.date_reader import Point


class _End(NamedTuple):
    """One end of a range of times, with the day said beside it."""

    last: int
    clock: Clock
    day: Point | None


class MomentReader(ClockReader):
    """Reads times together with their days."""

    __slots__ = ()

    def moment(self, i: int) -> Point | None:
        """A time at `i`, with its day if one follows: `الثامنة من مساء أمس`, `8:00 مساءً، 21/4/2016`."""
        found = self._clock_and_day(i)
        if found is None or not (found.clock.certain or found.day):
            return self._unsaid_hours(i)
        return self._point(found.last, "clock", found.clock, found.day)

    def with_clock(self, point: Point) -> Point:
        """A day together with the time or the range of times behind it, if there is one."""
        start = point.last + 1 if self.at(point.last) in ("،", ",", "-", "–", "t", "T") else point.last
        if span := self.time_range(start, of_day=True):
            days = span.span or _over_midnight(self.settle(point), span.clock)
            return span._replace(span=days, part=point.part)
        linked = self.skip("at_clock", start)
        found = self.clock(linked)
        if found is None:
            return point
        # `الليلة في 7`; but `أمس 12` and `أمس في 3 قرى` count.
        likely = not found.plain or (self.ends_clause(found.last) and point.part)
        if not found.certain and not (linked > start and likely):
            return point
        if found.plain and not found.part and linked == start:
            return point
        behind = found._replace(part=found.part or point.part)
        return self._point(found.last, "day_and_clock", behind, point) or point

    def end_of_day(self, i: int) -> Point | None:
        """`نهاية اليوم`, `نهاية يوم الأحد`."""
        edge = self.match("end", i)
        if edge is None:
            return None
        start = edge[0] + 1 if self.at(edge[0]) == "هذا" else edge[0]
        day = self.day_phrase(start)
        if day is None or day.kind != "date" or day.form or self.at(i) == "اخر":
            return None
        return Point(day.last, "end_of_day", "time", span=self.settle(day), clock=(time(23, 59), time(23, 59)))

    def moment_now(self, i: int) -> Point | None:
        """`الآن`, where the reference has a time."""
        found = self.match("now_point", i) if self.now else None
        if found is None or self.now is None:
            return None
        clock = self.now.time().replace(microsecond=0)
        return Point(found[0], "now", "time", span=Interval(self.now.date(), self.now.date()), clock=(clock, clock))

    def _unsaid_hours(self, i: int) -> Point | None:
        """`في المساء`, `في وقت متأخر من الليل`: a time of which no hours are known."""
        edge = self.match("part_edge", i)
        found = self.match("definite_part", edge[0] if edge else i)
        if found is None or not (edge or self.at(i) == "بعد" or self.follows(i, "at_clock", "month_before")):
            return None
        return Point(found[0], "part_of_day", "time")

    def _point(self, last: int, rule: str, clock: Clock, day: Point | None) -> Point | None:
        moment = clock.time
        if moment is None:
            return None
        span = self.settle(day) if day else None
        return Point(last, rule, "time", span=span, clock=(moment, moment))

    # Times with days

    def _clock_and_day(self, i: int) -> _End | None:
        """A time and the day behind it."""
        clock = self.clock(i)
        if clock is None:
            return None
        start = clock.last + 1 if self.at(clock.last) in ("،", ",", "من", "في") else clock.last
        day = None if clock.plain and not clock.part else self.day_phrase(start)
        if day is None or day.kind != "date":
            certain = clock.certain or self._is_hour(i, clock)
            return _End(clock.last, clock._replace(certain=certain), None)
        if not (clock.certain or self.follows(i, "at_clock")):
            return None
        return _End(day.last, clock._replace(part=clock.part or day.part, certain=True), day)

    def _is_hour(self, i: int, clock: Clock) -> bool:
        """Whether an ordinal is an hour: `في السابعة`, at the end of its clause; `في الثانية` is every second."""
        return (
            self.at(i) != "الثانيه"
            and not clock.plain
            and self.at(i - 1) in ("في", "عند")
            and self.ends_clause(clock.last)
        )

    # Ranges

    def time_range(self, i: int, *, of_day: bool = False) -> Point | None:
        """`من الخامسة إلى السابعة مساءً`, `بين 8 صباحا و2 مساء غدا`; `of_day` where a day was said before."""
        between = self.match("between", i)
        opener = between or self.match("from", i)
        start = opener[0] if opener else i
        one = self._end(start)
        link = self._joint(one.last, between=between is not None) if one else None
        two = self._end(link) if link is not None else None
        if (
            one is None
            or two is None
            or (not opener and one.clock.plain and not (two.clock.part and self.at(one.last) == "-"))
        ):
            return None
        a, b = one.clock, two.clock
        last, day = two.last, two.day
        if day is None and not of_day and (a.certain or b.certain or opener):
            at = last + 1 if self.at(last) in ("من", "في", "،") else last
            day = self.day_phrase(at)
            day = day if day and day.kind == "date" and (a.certain or b.certain or not b.plain) else None
            last = day.last if day else last
        if not (a.certain or b.certain or (opener and (day or of_day) and not (a.plain and b.plain))):
            return None
        clock = self._ends_of_day(a, b, apart=one.day is not None)
        if clock is None:
            return None
        span = _over_midnight(self._from_to(one.day or day, day), clock)
        return Point(last, "time_range", "time", span=span, clock=clock)

    def _end(self, i: int) -> _End | None:
        """One end: a time with a day behind or before it."""
        if clock := self.clock(i):
            start = clock.last + 1 if self.at(clock.last) in ("في", "من", "،") else clock.last
            day = self.day_phrase(start) if clock.certain else None
            if day and day.kind == "date":
                return _End(day.last, clock, day)
            return _End(clock.last, clock, None)
        day = self.day_phrase(i)
        behind = self.clock(self.skip("at_clock", day.last)) if day and day.kind == "date" else None
        return _End(behind.last, behind, day) if behind and behind.certain else None

    def _joint(self, i: int, *, between: bool) -> int | None:
        if between:
            return i + 1 if self.at(i) == "و" else None
        if found := self.match("until", i):
            return found[0]
        return i + 1 if self.at(i) in ("-", "–", "—") else None

    def _ends_of_day(self, a: Clock, b: Clock, *, apart: bool) -> tuple[time, time] | None:
        """Both ends; a part of the day said once may hold for both."""
        first, last = a.time, b.time
        if not a.part and b.part and (alike := a.at(b.part)) and last and alike < last:
            first = alike
        if not b.part and a.part and (alike := b.at(a.part)) and first and alike > first:
            last = alike
        if first is None or last is None or (first > last and not apart and a.part == b.part):
            return None
        return first, last

    def _from_to(self, one: Point | None, two: Point | None) -> Interval | None:
        first = self.settle(one) if one else None
        last = self.settle(two) if two else first
        if first is None or last is None or first.start is None or last.end is None or first.start > last.end:
            return None
        return Interval(first.start, last.end)


def _over_midnight(days: Interval | None, clock: tuple[time, time] | None) -> Interval | None:
    """The days of a range of hours: `أمس من 10 مساء حتى 2 صباحا` ends on the next one."""
    if days is None or clock is None or days.end is None or days.start != days.end or clock[0] <= clock[1]:
        return days
    return Interval(days.start, days.end + timedelta(days=1))
