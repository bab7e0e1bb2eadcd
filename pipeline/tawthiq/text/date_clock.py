"""Times of the clock and their ranges, with the hours that parts of the day make of them."""

from __future__ import annotations

import re
from datetime import time
from fractions import Fraction
from typing import NamedTuple

from tawthiq.text.date_ranges import RangeReader

_CLOCK = re.compile(r"([01]?\d|2[0-4])[:٫.,]([0-5]\d)(?::([0-5]\d))?")
_TOGETHER = re.compile(r"([01]?\d|2[0-3])([0-5]\d)")


class Clock(NamedTuple):
    """A time of the clock that ends before word `last`, 24 hours counted as they are said.

    `part` is the part of the day said with it. A `certain` one is a time by itself; another is a number or an ordinal
    that may be one, beside a day or in a range. `plain` means bare digits, which mostly count.
    """

    last: int
    hour: int
    minute: int = 0
    second: int = 0
    part: str = ""
    certain: bool = False
    plain: bool = False

    def at(self, part: str) -> time | None:
        """The time in a part of the day: `am`, `noon`, `pm`, `night`, or none."""
        hour = self.hour
        if part == "am":
            hour %= 12
        elif part == "night":
            hour = hour % 12 if hour == 12 or hour < 5 else hour % 12 + 12
        elif (part == "pm" and hour < 12) or (part == "noon" and hour < 10):
            hour += 12
        if self.hour > 12:
            hour = self.hour % 24
        return time(hour, self.minute, self.second) if self.minute < 60 else None

    @property
    def time(self) -> time | None:
        """The time as it is said."""
        return self.at(self.part)


class ClockReader(RangeReader):
    """Reads the times of one text."""

    __slots__ = ()

    def clock(self, i: int) -> Clock | None:
        """`الساعة الخامسة والنصف فجراً`, `10:30 صباحاً`, `بعد الظهر الساعة 7`, `منتصف الليل`, `خمس دقائق قبل الثامنة`."""
        if counted := self._minutes_from(i):
            return counted
        # `بعد الظهر الساعة 7`
        part = self.match("definite_part", i)
        start = self.skip("at_clock", part[0]) if part else i
        found = self._said(start)
        if found is None and not self.follows(i, "named_by") and (point := self.match("clock_point", i)):
            return Clock(point[0], int(point[1]), certain=True)
        if part is None or found is None:
            return found
        near = found.certain or start > part[0] or self.ends_clause(found.last)
        return found._replace(part=found.part or part[1], certain=True) if near else None

    def _said(self, i: int) -> Clock | None:
        """A clock time without anything before it but the word for hour."""
        said = self.match("clock", i)
        start = said[0] if said else i
        start = start + 1 if said and self.at(start) == "ال" else start
        found = self._hour(start, said=said is not None)
        if found is None:
            return None
        last, minute, exact = self._minutes(found.last)
        if found.minute == 0 and exact:
            before = 12 if found.hour == 1 else (found.hour - 1) % 24
            found = found._replace(last=last, hour=before if minute < 0 else found.hour, minute=minute % 60)
        if part := self._part(found.last, found):
            found = found._replace(last=part[0], part=part[1], certain=True)
            last, minute, more = self._minutes(found.last)
            if more and found.minute == 0 and minute > 0:
                found = found._replace(last=last, minute=minute)
        certain = found.certain or (exact and not found.plain)
        return found._replace(certain=certain)

    def _hour(self, i: int, *, said: bool) -> Clock | None:
        word = self.at(i)
        if word[:1].isdecimal():
            if match := _CLOCK.fullmatch(word):
                certain = said or ":" in word
                # `4.30` is a decimal where nothing says hours.
                return Clock(
                    i + 1, int(match[1]) % 24, int(match[2]), int(match[3] or 0), certain=certain, plain=not certain
                )
            if word.isdecimal() and len(word) <= 2 and int(word) <= 24:
                return Clock(i + 1, int(word) % 24, certain=said, plain=not said)
            together = _TOGETHER.fullmatch(word) if len(word) > 2 else None
            adverb = self.match("adverb", i + 1) or self.match("definite_part", i + 1)
            if together and adverb and self.ends_clause(adverb[0]):
                return Clock(i + 1, int(together[1]), int(together[2]), plain=True)
            return None
        # Hours are feminine: الخامسه, الاولي.
        if (ordinal := self.ordinal(i)) and ordinal[1] <= 12 and (word.endswith("ه") or word == "الاولي"):
            return Clock(ordinal[0], ordinal[1], certain=said)
        if bare := self.match("bare_hour", i):
            return Clock(bare[0], int(bare[1]), certain=said) if said or self._minutes(bare[0])[2] else None
        return self._hour_in_words(i, said=said)

    def _hour_in_words(self, i: int, *, said: bool) -> Clock | None:
        """`الساعة خمسة`, `ثمانية وأربعين مساء`: a number in words, with the minutes that it seems to hold."""
        number = self.numbers.get(i)
        if number is None or number.kind != "cardinal" or number.first != i or number.bound != "exact":
            return None
        hour, share = divmod(number.value, 1)
        if share in (0.25, 0.5, 0.75) and 1 <= hour <= 12 and (said or self._part(number.last, None)):
            return Clock(number.last, int(hour), int(share * 60), certain=said)  # `سبعة ونصف`
        if number.value in range(1, 25):
            second = self.numbers.get(number.last)
            if second and second.value in range(60) and second.kind == "cardinal" and self._part(second.last, None):
                return Clock(second.last, int(number.value) % 24, int(second.value))
            if said or self._part(number.last, None):
                return Clock(number.last, int(number.value) % 24, certain=said)
            return None
        hour, minute = int(number.value) % 10, int(number.value) // 10 * 10
        together = number.value in range(21, 60) and hour and number.last == i + 3
        return Clock(number.last, hour, minute) if together and (said or self._part(number.last, None)) else None

    def _part(self, i: int, clock: Clock | None) -> tuple[int, str] | None:
        """A part of the day behind a time: `صباحا`, `في المساء`, `من فجر` before a day."""
        if found := self.match("meridiem", i) if clock and not clock.plain and self.ends_clause(i + 1) else None:
            return found
        if point := self.match("clock_point", i):  # `12 منتصف الليل`
            return point[0], "night" if point[1] == "0" else "noon"
        if found := self.match("adverb", i):
            # `أصيب 8 مساء السبت`: `مساء` belongs to the day, and the number counts.
            counts = clock is not None and clock.plain and self.norms[i] == "مساء" and self.day_phrase(found[0])
            return None if counts and not self.follows(i - 1, "from", "until", "between") else found
        if clock and clock.plain and self.match("relative_day", i):
            return None  # `قتل 12 الليلة`
        start = i + 1 if self.at(i) in ("في", "عند", "من") else i
        edge = self.match("part_edge", start)
        return self.match("definite_part", edge[0] if edge else start)

    def _minutes(self, i: int) -> tuple[int, int, bool]:
        """`والنصف`, `إلا ربعاً`, `وعشر دقائق`, `والنصف إلا خمس`: (index past it, minutes, whether there are any)."""
        total, some = 0, False
        for _ in range(2):
            sign = {"و": 1, "الا": -1}.get(self.at(i), 0)
            if not sign:
                break
            if share := self.match("fraction_of_hour", i + 1):
                i, minutes = share[0], int(share[1])
            else:
                number = self.numbers.get(i + 1)
                if number is None or number.kind != "cardinal" or number.value not in range(1, 60):
                    break
                unit = self.match("unit", number.last) or self.match("plural", number.last)
                if unit and unit[1] != "minute":
                    break
                # Without its unit a number after an hour is its minutes only in words, or before a part of the day.
                if not unit and not (
                    self._part(number.last, None) or (number.last == i + 2 and self.ends_clause(i + 2))
                ):
                    break
                if not unit and self.at(i + 1).isdecimal():
                    break
                i, minutes = unit[0] if unit else number.last, int(number.value)
            total, some = total + sign * minutes, True
        return i, total, some

    def _minutes_from(self, i: int) -> Clock | None:
        """`ثلاث دقائق حتى الثامنة`, `عشرين دقيقة بعد الخامسة`."""
        share, number = self.match("joined_fraction", i), self.numbers.get(i)
        if share:
            unit, minutes = self.match("unit", share[0]), Fraction(share[1]) * 60
        elif number and number.kind == "cardinal" and number.value in range(1, 60):
            unit, minutes = self.match("unit", number.last) or self.match("plural", number.last), Fraction(number.value)
        else:
            return None
        if unit is None or unit[1] != ("hour" if share else "minute"):
            return None
        sign = {"قبل": -1, "حتي": -1, "الي": -1, "بعد": 1}.get(self.at(unit[0]), 0)
        base = self._said(unit[0] + 1) if sign else None
        if base is None or base.plain:
            return None
        total = (base.hour * 60 + base.minute + sign * int(minutes)) % 1440
        return base._replace(hour=total // 60, minute=total % 60, certain=True)
