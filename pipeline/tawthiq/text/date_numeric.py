"""Dates in digits, in every order: `12/3/2019`, `2019-03-12`, `3/2019`, `22-4`, `11/12, 2016`."""

from __future__ import annotations

import re
from datetime import date

from tawthiq.text.date_calendar import YEARS, Form, Interval
from tawthiq.text.date_reader import Point, WordReader
from tawthiq.text.date_words import GREGORIAN, HIJRI
from tawthiq.text.numeral_words import counted_nouns

_DATE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})|(\d{4})([-/.])(\d{1,2})\6(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})([/.-])(\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.-](\d{4})")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{1,2}),(\d{4}|\d{2})")
_YEARS = re.compile(r"(\d{4})/(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[/.-](\d{1,2})")


class NumericReader(WordReader):
    """Reads dates in digits."""

    __slots__ = ()

    def numeric(self, i: int) -> Point | None:
        """`12/3/2019` (day first), `2019-03-12`, `3/2019`, and `12/3` where a day is said."""
        word = self.at(i)
        if not word or not word[0].isdecimal() or self.follows(i, "numbered"):
            return None
        stop = self._digits_end(i)
        word = "".join(self.norms[i:stop])
        if match := _DATE.fullmatch(word):
            said = (match[4], match[3], match[1]) if match[1] else (match[5], match[7], match[8])
            year, month, day = (int(number) for number in said)
            if month > 12 >= day:
                month, day = day, month
            if 1 <= month <= 12 and 1 <= day <= 31:
                year += 2000 if year < 100 else 0
                calendar = HIJRI if year in YEARS[HIJRI] else GREGORIAN
                last = self.skip("hijri_era", self.skip("common_era", stop))
                return Point(last, "numeric_date", "date", Form(calendar, year, month, day))
        if stop > i + 1 and (self.at(i - 1) in ("-", "/") or self.at(stop) in ("-", "/")):
            return None  # a longer row of numbers
        if (match := _DAY_MONTH_YEAR.fullmatch(word)) and int(match[2]) <= 12 and self.ends_clause(stop):
            year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
            return Point(stop, "numeric_date", "date", Form(GREGORIAN, year, int(match[2]), int(match[1])))
        if match := _YEARS.fullmatch(word):
            low, high = sorted((int(match[1]), int(match[2])))
            if high - low == 1 and low in YEARS[GREGORIAN] and self.follows(i, "year", "year_before"):
                return Point(stop, "years", "period", span=Interval(date(low, 1, 1), date(high, 12, 31)))
            return None
        return self._month_and_year(word, stop) or self._day_and_month(i, stop)

    def _digits_end(self, i: int) -> int:
        """The index past the digits at `i`: `22-4` and `2015.3.5` are several words."""
        stop = i + 1
        while stop < i + 5 and self.at(stop) in ("-", "/", ".") and self.glued(stop - 1) and self.glued(stop):
            if not self.at(stop + 1).isdecimal():
                break
            stop += 2
        return stop

    def _month_and_year(self, digits: str, stop: int) -> Point | None:
        """`3/2019`, `2019-3`."""
        if match := _MONTH_YEAR.fullmatch(digits):
            month, year = int(match[1]), int(match[2])
        elif match := _YEAR_MONTH.fullmatch(digits):
            year, month = int(match[1]), int(match[2])
        else:
            return None
        if not 1 <= month <= 12 or year not in YEARS[GREGORIAN] or ("." in digits and not self.ends_clause(stop)):
            return None
        return Point(stop, "numeric_month", "period", Form(GREGORIAN, year, month))

    def _day_and_month(self, i: int, stop: int) -> Point | None:
        """`12/3` where a day is said, `22/4`, `4.22` where a date may stand, `11/12, 2016`."""
        match = _DAY_MONTH.fullmatch("".join(self.norms[i:stop]))
        if match is None:
            return None
        day, month = int(match[1]), int(match[3])
        clear = (day > 12 or month > 12) and (day, month) != (24, 7)  # `24/7` is round the clock
        if month > 12 >= day:
            day, month = month, day
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        form = Form(GREGORIAN, None, month, day)
        year = self.at(stop + 1)
        if match[2] == "/" and self.at(stop) in (",", "،") and year.isdecimal() and len(year) in (2, 4):
            full = int(year) + (2000 if len(year) == 2 else 0)
            if full in YEARS[GREGORIAN] and self.ends_clause(stop + 2):
                return Point(stop + 2, "numeric_date", "date", form._replace(year=full))
        said = self.follows(i, "day", "weekday", "in_date")
        if match[2] == "/" and self.at(stop) == "/" and (number := self.year_number(stop + 1)):  # `15/6/،1967`
            return Point(number[0], "numeric_date", "date", form._replace(year=number[2]))
        if match[2] == "/" and (said or clear) and (said or self.at(stop) not in counted_nouns()):
            return Point(stop, "numeric_day", "date", form)
        # A decimal or a range looks the same: `4.22`, `22-4`.
        if clear and (said or match[2] == "-" or self.at(i - 1) == "عند") and self.ends_clause(stop):
            return Point(stop, "numeric_day", "date", form)
        return None
