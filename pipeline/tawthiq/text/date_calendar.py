"""Calendar arithmetic: from what is said of a date to its first and last day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from tawthiq.text.date_words import GREGORIAN, HIJRI

YEARS = {GREGORIAN: range(1800, 2101), HIJRI: range(1250, 1500)}
# The span that the Umm al-Qura tables of hijridate cover.
_HIJRI_TABLE = range(1343, 1501)


class Interval(NamedTuple):
    """First and last day, both inclusive; None where open."""

    start: date | None
    end: date | None


class Form(NamedTuple):
    """What is said of a date: any of year, month and day, and whether it is past, current or next."""

    calendar: str = GREGORIAN
    year: int | None = None
    month: int | None = None
    day: int | None = None
    direction: str = ""


def build(form: Form) -> tuple[date, date] | None:
    """First and last day of a form with a year; None where the calendar has no such day."""
    if form.year is None:
        return None
    if form.calendar == HIJRI:
        return _build_hijri(form)
    try:
        if form.month is None:
            return date(form.year, 1, 1), date(form.year, 12, 31)
        if form.day is None:
            return date(form.year, form.month, 1), date(form.year, form.month, monthrange(form.year, form.month)[1])
        day = date(form.year, form.month, form.day)
    except ValueError:
        return None
    return day, day


def _build_hijri(form: Form) -> tuple[date, date] | None:
    from hijridate import Hijri

    if form.year in YEARS[GREGORIAN] and form.month is not None:
        return _hijri_month_in(form)
    if form.year is None or form.year not in _HIJRI_TABLE:
        return None
    try:
        first = Hijri(form.year, form.month or 1, form.day or 1)
        if form.day is not None:
            last = first
        else:
            month = form.month or 12
            last = Hijri(form.year, month, Hijri(form.year, month, 1).month_length())
    except (ValueError, OverflowError):
        return None
    days = [day.to_gregorian() for day in (first, last)]
    return date(*days[0].datetuple()), date(*days[1].datetuple())


def _hijri_month_in(form: Form) -> tuple[date, date] | None:
    """`رمضان 2015`: the Hijri month or day that begins in a year of the other calendar."""
    first = year_of(HIJRI, date(form.year or 0, 1, 1))
    for year in (first, first + 1) if first else ():
        found = _build_hijri(form._replace(year=year))
        if found and found[0].year == form.year:
            return found
    return None


def year_of(calendar: str, day: date) -> int | None:
    """The year of a calendar that `day` falls in."""
    if calendar == GREGORIAN:
        return day.year
    from hijridate import Gregorian

    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def latest(form: Form, limit: date, *, strict: bool = False) -> tuple[date, date] | None:
    """The latest day or month of this name that begins not after `limit` (strict: that ends before it)."""
    year = year_of(form.calendar, limit)
    # Five years back reach the last 29 February.
    for back in range(9) if year is not None else ():
        found = build(form._replace(year=(year or 0) - back))
        if found and (found[1] < limit if strict else found[0] <= limit):
            return found
    return None


def earliest(form: Form, limit: date, *, strict: bool = False) -> tuple[date, date] | None:
    """The earliest day or month of this name that ends not before `limit` (strict: that begins after it)."""
    year = year_of(form.calendar, limit)
    for on in range(9) if year is not None else ():
        found = build(form._replace(year=(year or 0) + on))
        if found and (found[0] > limit if strict else found[1] >= limit):
            return found
    return None


def resolve(form: Form, reference: date | None) -> Interval | None:
    """The days meant by a form, a missing year or month supplied by the reference date."""
    if form.year is not None:
        found = build(form)
        return Interval(*found) if found else None
    if reference is None:
        return None
    if form.month is None:
        return _day_of_month(form, reference)
    if form.direction == "current":
        found = build(form._replace(year=year_of(form.calendar, reference)))
    elif form.direction == "next":
        found = earliest(form, reference, strict=True)
    else:
        found = latest(form, reference, strict=form.direction == "past")
    return Interval(*found) if found else None


def _day_of_month(form: Form, reference: date) -> Interval | None:
    """A day without its month: of the current month, or of the latest that had it by then."""
    if form.day is None:
        return None
    steps = {"current": (0,), "past": (-1,), "next": (1,)}.get(form.direction, (0, -1, -2))
    for step in steps:
        year, month = shift_month(reference.year, reference.month, step)
        found = build(Form(GREGORIAN, year, month, form.day))
        if found and (form.direction or found[0] <= reference):
            return Interval(*found)
    return None


def shift_month(year: int, month: int, step: int) -> tuple[int, int]:
    """`step` months on (or back)."""
    index = year * 12 + month - 1 + step
    return index // 12, index % 12 + 1


def unit_interval(unit: str, reference: date, step: int, length: int = 1) -> Interval | None:
    """The `length` whole days, weeks (Sunday to Saturday), months or years that end `step` units from now."""
    if unit == "day":
        last = reference + timedelta(days=step)
        return Interval(last - timedelta(days=length - 1), last)
    if unit == "week":
        sunday = reference - timedelta(days=(reference.weekday() + 1) % 7) + timedelta(weeks=step)
        return Interval(sunday - timedelta(weeks=length - 1), sunday + timedelta(days=6))
    if unit == "month":
        year, month = shift_month(reference.year, reference.month, step)
        first = shift_month(year, month, 1 - length)
        return Interval(date(*first, 1), date(year, month, monthrange(year, month)[1]))
    size = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if size is None:
        return None
    begin = reference.year // size * size + step * size
    low, high = begin - (length - 1) * size, begin + size - 1
    return Interval(date(low, 1, 1), date(high, 12, 31)) if low >= 1 and high <= 9999 else None


def nth_week(whole: Interval, index: int) -> Interval | None:
    """The `index`-th week of a month or year, the last one for -1.

    The first of a month is its first seven days, as reports count them; the first of a year the one, from Sunday to
    Saturday, of its first Thursday, its last that of its last Saturday.
    """
    if whole.start is None or whole.end is None:
        return None
    if (whole.end - whole.start).days < 31:
        first = whole.start + timedelta(days=7 * (index - 1)) if index > 0 else whole.end - timedelta(days=6)
        return Interval(first, min(first + timedelta(days=6), whole.end)) if first <= whole.end else None
    if index < 0:
        saturday = weekday_on_or_before(5, whole.end)
        return Interval(saturday - timedelta(days=6), saturday)
    sunday = whole.start + timedelta(days=(6 - whole.start.weekday()) % 7)
    if (whole.end - whole.start).days > 31 and whole.start.weekday() <= 3:
        sunday -= timedelta(weeks=1)
    first = sunday + timedelta(weeks=index - 1)
    return Interval(first, first + timedelta(days=6)) if first <= whole.end else None


def nth_weekday(weekday: int, whole: Interval, index: int) -> Interval | None:
    """The `index`-th Friday or the like of a period; the last one for -1."""
    if whole.start is None or whole.end is None:
        return None
    if index < 0:
        day = weekday_on_or_before(weekday, whole.end)
    else:
        day = weekday_after(weekday, whole.start - timedelta(days=1)) + timedelta(weeks=index - 1)
    return Interval(day, day) if whole.start <= day <= whole.end else None


def day_on_weekday(day: int, weekday: int, reference: date) -> Interval | None:
    """`الجمعة 22`: the month nearest to the reference, before it rather than after, whose day falls on that weekday."""
    for step in (0, -1, 1, -2, 2, -3, 3):
        found = build(Form(GREGORIAN, *shift_month(reference.year, reference.month, step), day))
        if found and found[0].weekday() == weekday:
            return Interval(*found)
    return None


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier (later if negative), or the last day of that month."""
    year, month = shift_month(day.year, day.month, -months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def part(whole: Interval, parts: int, index: int) -> Interval | None:
    """The `index`-th (from 1) of the equal parts of a year (in months) or of a month (in days)."""
    if whole.start is None or whole.end is None or not 1 <= index <= parts:
        return None
    first, last = whole.start, whole.end
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        size = 12 // parts
        from_, to = (index - 1) * size + 1, index * size
        return Interval(date(first.year, from_, 1), date(first.year, to, monthrange(first.year, to)[1]))
    if first.day == 1 and (first.year, first.month) == (last.year, last.month):
        size = -(-30 // parts)
        start = (index - 1) * size + 1
        return Interval(first.replace(day=start), last if index == parts else first.replace(day=start + size - 1))
    return None


def weekday_on_or_before(weekday: int, day: date) -> date:
    """The latest such weekday that is not after `day`."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def weekday_after(weekday: int, day: date) -> date:
    """The next such weekday after `day`."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
