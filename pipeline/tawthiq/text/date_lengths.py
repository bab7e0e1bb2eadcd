"""Amounts of time: adding units up, writing them by ISO 8601, and counting them from a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from tawthiq.text.date_calendar import months_before

_ISO = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_SMALLER = {
    "year": ("month", 12),
    "week": ("day", 7),
    "day": ("hour", 24),
    "hour": ("minute", 60),
    "minute": ("second", 60),
}
_AS = {"night": ("day", 1), "decade": ("year", 10), "century": ("year", 100)}


class Amount(NamedTuple):
    """So many of a unit."""

    unit: str
    number: Fraction


def iso_length(amounts: Iterable[Amount]) -> str:
    """The length by ISO 8601; a fraction is written in the smaller units that it makes whole.

    >>> iso_length([Amount("year", Fraction(3, 2))]), iso_length([Amount("hour", Fraction(24))])
    ('P1Y6M', 'PT24H')
    """
    totals = dict.fromkeys(_ISO, Fraction(0))
    for unit, number in amounts:
        unit, times = _AS.get(unit, (unit, 1))
        totals[unit] += number * times
    for unit, (smaller, times) in _SMALLER.items():
        if rest := totals[unit] % 1:
            totals[unit] -= rest
            totals[smaller] += rest * times
    if totals["week"] and sum(map(bool, totals.values())) > 1:
        totals["day"] += totals["week"] * 7
        totals["week"] = Fraction(0)
    parts = {unit: f"{float(n):.12g}{_ISO[unit]}" for unit, n in totals.items() if n}
    clock = "".join(parts.pop(unit) for unit in ("hour", "minute", "second") if unit in parts)
    return f"P{''.join(parts.values())}{'T' + clock if clock else ''}"


def shifted(moment: datetime, amounts: Iterable[Amount], sign: int) -> datetime | None:
    """The moment that lies the amounts before (-1) or after (1) `moment`; None where there is no such day."""
    months, rest = Fraction(0), timedelta()
    try:
        for unit, number in amounts:
            unit, times = _AS.get(unit, (unit, 1))
            if unit in ("year", "month"):
                months += number * times * (12 if unit == "year" else 1)
            else:
                rest += timedelta(**{unit + "s": float(number * times)})
        if months.denominator != 1 or abs(months) > 24000:
            return None
        day = months_before(moment.date(), -sign * int(months))
        return datetime.combine(day, moment.time()) + sign * rest
    except (ValueError, OverflowError):
        return None
