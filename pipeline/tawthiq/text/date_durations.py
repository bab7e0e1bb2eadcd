"""Lengths of time, ages and times of the clock: numbers that count no victims."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import NamedTuple

from tawthiq.text.date_calendar import Interval
from tawthiq.text.date_phrases import PhraseReader

_CLOCK = re.compile(r"([01]?\d|2[0-4])[:٫.]([0-5]\d)(:[0-5]\d)?")


class Span(NamedTuple):
    """A duration or time from word `first` to before `last`; `unit` and `amount` where they are one number."""

    first: int
    last: int
    rule: str
    kind: str
    unit: str = ""
    amount: int = 0


def read_duration(reader: PhraseReader, i: int) -> Span | None:
    """`أربعة أشهر`, `21 عاماً`, `ساعتين ونصف`, `سنوات ثلاث`, `يوم واحد`, `نصف ساعة`, `عشرات السنين`."""
    found = _one(reader, i)
    if found is None:
        return None
    # `سنة وشهران`, `ثلاث ساعات ونصف (الساعة)`
    while reader.at(found.last) == "و":
        if share := reader.match("joined_fraction", found.last + 1):
            unit = reader.match("the_unit", share[0]) or reader.match("unit", share[0])
            found = found._replace(last=unit[0] if unit else share[0], amount=0)
        elif more := _one(reader, found.last + 1):
            found = found._replace(last=more.last, amount=0)
        else:
            break
    return found


def _one(reader: PhraseReader, i: int) -> Span | None:
    for kind in ("dual", "the_dual"):
        if dual := reader.match(kind, i):
            last = dual[0]
            number = reader.numbers.get(last)
            # `ساعتين اثنتين`
            doubled = number is not None and number.value == 2 and number.kind == "cardinal" and number.last == last + 1
            doubled = doubled and not reader.at(last).isdecimal() and reader.at(last + 1) != "من"
            return Span(i, last + 1 if doubled else last, "dual", "duration", dual[1], 2)
    number = reader.numbers.get(i)
    if number and number.kind in ("cardinal", "fraction") and number.first <= i:
        # `(32) عاماً`
        closed = number.last + (reader.at(number.last) == ")" and reader.at(i - 1) == "(")
        for kind in ("unit", "plural", "the_plural", "the_unit"):
            if unit := reader.match(kind, closed):
                if kind == "unit" and reader.phrase(closed):
                    return None  # `قتل ثلاثة يوم الجمعة`: the unit begins a date
                whole = isinstance(number.value, int) and number.bound == "exact"
                return Span(i, unit[0], "number", "duration", unit[1], int(number.value) if whole else 0)
    if share := reader.match("joined_fraction", i):
        unit = reader.match("unit", share[0]) or reader.match("the_unit", share[0])
        return Span(i, unit[0], "fraction", "duration") if unit else None
    for kind in ("plural", "the_plural"):
        if unit := reader.match(kind, i):
            article = unit[0] + 1 if reader.at(unit[0]) == "ال" else unit[0]
            number = reader.numbers.get(article) or reader.numbers.get(unit[0])
            # `سنوات ثلاث`, `الأيام الخمسة`; digits only with the article, else they begin a count.
            joined = number is not None and (kind == "the_plural" or not reader.at(number.first).isdecimal())
            if number is None or not joined or number.kind != "cardinal" or number.value > 100:
                continue
            if number.upper == number.value and _ends_phrase(reader, number.last):
                return Span(i, number.last, "number_after", "duration", unit[1], int(number.value))
    if unit := reader.match("unit", i):
        number = reader.numbers.get(unit[0])
        single = number is not None and number.value == 1 and not reader.at(unit[0]).isdecimal()
        if number and single and number.last == unit[0] + 1:
            return Span(i, number.last, "single", "duration", unit[1], 1)
        if reader.at(unit[0]) == "و" and (share := reader.match("joined_fraction", unit[0] + 1)):
            whole_unit = reader.match("the_unit", share[0])
            return Span(i, whole_unit[0] if whole_unit else share[0], "and_fraction", "duration")
    return None


def _ends_phrase(reader: PhraseReader, i: int) -> bool:
    """Whether no unit follows, which a number before it would rather count."""
    return not any(reader.match(kind, i) for kind in ("unit", "plural"))


def read_since_duration(reader: PhraseReader, i: int) -> tuple[Span, Interval | None] | None:
    """`منذ خمس سنوات`, `منذ أسبوع`, `قبل يومين`: a length of time before the report.

    Days and weeks reach back to a date; months and years are too coarse for one.
    """
    since, ago = reader.match("since", i), reader.match("ago", i)
    opener = since or ago
    if opener is None:
        return None
    start = reader.skip("vague_number", reader.skip("roughly", opener[0]))
    exact = start == opener[0]
    found = read_duration(reader, start)
    if found is None:
        for kind in ("unit", "plural"):
            if unit := reader.match(kind, start):
                found = Span(start, unit[0], kind, "duration", unit[1], int(kind == "unit"))
        if found is None or (found.unit == "day" and found.rule == "unit"):
            return None
        if reader.match("month", start) and (reader.month(found.last) or reader.direction(found.last)):
            return None
        if reader.match("year", start) and (reader.year(start) or reader.at(found.last).isdecimal()):
            return None
    past = reader.match("past", found.last)
    span = Span(i, past[0] if past else found.last, "since" if since else "ago", "duration", found.unit, found.amount)
    days = {"day": 1, "week": 7}.get(found.unit, 0) * found.amount
    if not exact or not 0 < days <= 3660 or reader.reference is None:
        return span, None
    first = reader.reference - timedelta(days=days)
    return span, Interval(first, reader.reference if since else first)


def read_age(reader: PhraseReader, i: int) -> Span | None:
    """Ages without a unit: `في الخامسة من عمره`, `عمره 12`, `دون سن الـ18`, `دون الثامنة عشرة`."""
    if ordinal := reader.ordinal(i):
        life = reader.match("life", ordinal[0] + 1) if reader.at(ordinal[0]) == "من" else None
        return Span(i, life[0], "age", "duration") if life else None
    found, under = reader.match("age", i), reader.match("under", i)
    if found is None and under is None:
        return None
    start = found[0] if found else under[0] if under else i
    start = reader.skip("age", start) if under else start
    start = start + 1 if reader.at(start) == "ال" else start
    if ordinal := reader.ordinal(start):
        said = found is not None or ordinal[1] in range(5, 22)
        return Span(i, reader.skip("life", ordinal[0]), "age", "duration") if said and ordinal[1] > 1 else None
    number = reader.numbers.get(start)
    if number is None or number.kind != "cardinal" or not 0 < number.value <= 120:
        return None
    if under and not found and reader.at(start - 1) not in ("ال", "سن", "عمر"):
        return None
    last = number.last
    for kind in ("unit", "plural"):
        if unit := reader.match(kind, last):
            last = unit[0]
    return Span(i, last, "age", "duration")


def read_clock(reader: PhraseReader, i: int) -> Span | None:
    """`الساعة الخامسة والنصف فجراً`, `10:30 صباحاً`, `الثامنة مساءً`."""
    said = reader.match("clock", i)
    start = said[0] if said else i
    start = start + 1 if said and reader.at(start) == "ال" else start
    word = reader.at(start)
    if word and word[0].isdecimal():
        match = _CLOCK.fullmatch(word)
        plain = word.isdecimal() and len(word) <= 2 and int(word) <= 24
        last, certain = start + 1, bool(said) or bool(match and ":" in word)
        if not match and not plain:
            return None
    elif (ordinal := reader.ordinal(start)) and ordinal[1] <= 12 and word.endswith(("ه", "ي")):
        # Hours are feminine: الخامسه, الاولي.
        last, certain = ordinal[0], bool(said)
    else:
        return None
    last, exact = _minutes(reader, last)
    if adverb := reader.match("adverb", last):
        last, certain = adverb[0], True
    return Span(i, last, "clock", "time") if certain or (exact and not word[0].isdecimal()) else None


def _minutes(reader: PhraseReader, i: int) -> tuple[int, bool]:
    """`والنصف`, `إلا ربعاً`, `وعشر دقائق` at `i`: the index past it, and whether there is one."""
    if reader.at(i) not in ("و", "الا"):
        return i, False
    if share := reader.match("fraction_of_hour", i + 1):
        return share[0], True
    number = reader.numbers.get(i + 1)
    if number:
        for kind in ("unit", "plural"):
            unit = reader.match(kind, number.last)
            if unit and unit[1] == "minute":
                return unit[0], True
    return i, False
