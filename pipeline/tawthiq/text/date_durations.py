"""Lengths of time and ages: numbers that count no victims; and the moment that lies a length before or after now."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from fractions import Fraction
from typing import NamedTuple

from tawthiq.text.date_calendar import Interval
from tawthiq.text.date_lengths import Amount, iso_length, shifted
from tawthiq.text.date_phrases import PhraseReader
from tawthiq.text.date_reader import Point
from tawthiq.text.numerals import Number

_UNITS = ("unit", "dual")
_COARSE = ("month", "year", "decade", "century")


class Span(NamedTuple):
    """A length from word `first` to before `last`; `amounts` is empty where it is not exact."""

    first: int
    last: int
    rule: str
    amounts: tuple[Amount, ...] = ()

    @property
    def length(self) -> str | None:
        """The length by ISO 8601, where it is exact."""
        return iso_length(self.amounts) if self.amounts else None


def read_duration(reader: PhraseReader, i: int) -> Span | None:
    """`أربعة أشهر`, `21 عاماً`, `ساعتين ونصف`, `سنوات ثلاث`, `يوم واحد`, `نصف ساعة`, `عشرات السنين`, `طوال اليوم`."""
    found = _one(reader, i)
    if found is None:
        return _whole_unit(reader, i)
    if entire := reader.match("entire", found.last):
        found = found._replace(last=entire[0])
    # `سنة وشهران`, `1 شهر, 21 أيام`, `ثلاث ساعات ونصف (الساعة)`
    while reader.at(found.last) in ("و", ",", "،"):
        conjoined = reader.at(found.last) == "و"
        share = reader.match("joined_fraction", found.last + 1) if conjoined else None
        if share:
            unit = reader.match("the_unit", share[0]) or reader.match("unit", share[0])
            last = unit[0] if unit else share[0]
            amounts = (*found.amounts, Amount(found.amounts[-1].unit, Fraction(share[1]))) if found.amounts else ()
            found = found._replace(last=last, amounts=amounts)
            continue
        more = _one(reader, found.last + 1) or (_bare(reader, found.last + 1) if conjoined else None)
        if more is None or not (conjoined or more.amounts):
            break
        units = {a.unit for a in found.amounts}
        exact = found.amounts and more.amounts and more.amounts[0].unit not in units
        if not conjoined and not exact:
            break
        found = found._replace(last=more.last, amounts=found.amounts + more.amounts if exact else ())
    return found


def _one(reader: PhraseReader, i: int) -> Span | None:
    """A number of one unit."""
    if found := _numbered(reader, i):
        return found
    if share := reader.match("joined_fraction", i):
        unit = reader.match("unit", share[0]) or reader.match("the_unit", share[0])
        return Span(i, unit[0], "fraction", (Amount(unit[1], Fraction(share[1])),)) if unit else None
    if (vague := reader.match("vague_number", i)) and (unit := reader.match("plural", vague[0])):
        return Span(i, unit[0], "vague")
    return _number_behind(reader, i) or _single(reader, i)


def _numbered(reader: PhraseReader, i: int) -> Span | None:
    """`شهران`, `3 أيام`: a dual, or a number and its unit."""
    for kind in ("dual", "the_dual"):
        if dual := reader.match(kind, i):
            last = dual[0]
            number = reader.numbers.get(last)
            # `ساعتين اثنتين`
            doubled = number is not None and number.value == 2 and number.kind == "cardinal" and number.last == last + 1
            doubled = doubled and not reader.at(last).isdecimal() and reader.at(last + 1) != "من"
            return Span(i, last + 1 if doubled else last, "dual", (Amount(dual[1], Fraction(2)),))
    number = reader.numbers.get(i)
    if number and number.kind in ("cardinal", "fraction") and number.first <= i:
        # `(32) عاماً`
        closed = number.last + (reader.at(number.last) == ")" and reader.at(i - 1) == "(")
        for kind in ("unit", "plural", "the_plural", "the_unit"):
            if unit := reader.match(kind, closed):
                if kind in ("unit", "the_unit") and reader.phrase(closed):
                    return None  # `قتل ثلاثة يوم الجمعة`, `قتل 12 الليلة`: the unit begins a date
                return Span(i, unit[0], "number", _amounts(number, unit[1]))
    return None


def _amounts(number: Number, unit: str) -> tuple[Amount, ...]:
    exact = number.bound == "exact" and number.value == number.upper
    return (Amount(unit, Fraction(str(number.value))),) if exact else ()


def _number_behind(reader: PhraseReader, i: int) -> Span | None:
    """`سنوات ثلاث`, `الأيام الخمسة`; digits only with the article, else they begin a count."""
    for kind in ("plural", "the_plural"):
        if unit := reader.match(kind, i):
            article = unit[0] + 1 if reader.at(unit[0]) == "ال" else unit[0]
            number = reader.numbers.get(article) or reader.numbers.get(unit[0])
            joined = number is not None and (kind == "the_plural" or not reader.at(number.first).isdecimal())
            if number is None or not joined or number.kind != "cardinal" or number.value > 100:
                continue
            if number.upper == number.value and not any(reader.match(k, number.last) for k in ("unit", "plural")):
                return Span(i, number.last, "number_after", _amounts(number, unit[1]))
    return None


def _single(reader: PhraseReader, i: int) -> Span | None:
    """`يوم واحد`, `ساعة ونصف`, `شهر كامل`, `لمدة ساعة`."""
    unit = reader.match("unit", i)
    if unit is None:
        return None
    one = Amount(unit[1], Fraction(1))
    number = reader.numbers.get(unit[0])
    single = number is not None and number.value == 1 and not reader.at(unit[0]).isdecimal()
    if number and single and number.last == unit[0] + 1:
        return Span(i, number.last, "single", (one,))
    if entire := reader.match("entire", unit[0]):
        return Span(i, entire[0], "entire", (one,))
    if reader.at(unit[0]) == "و" and (share := reader.match("joined_fraction", unit[0] + 1)):
        whole_unit = reader.match("the_unit", share[0])
        last = whole_unit[0] if whole_unit else share[0]
        return Span(i, last, "and_fraction", (one, Amount(unit[1], Fraction(share[1]))))
    # `سنة وثلاثة أشهر`
    more = _numbered(reader, unit[0] + 1) if reader.at(unit[0]) == "و" else None
    added = more is not None and more.amounts and more.amounts[0].unit != unit[1]
    if (added or reader.follows(i, "length_before")) and not reader.phrase(i):
        return Span(i, unit[0], "single", (one,))
    return None


def _bare(reader: PhraseReader, i: int) -> Span | None:
    """A unit that others precede: `سنتين ويوم`."""
    unit = reader.match("unit", i)
    if unit is None or reader.phrase(i) or not reader.ends_clause(unit[0]):
        return None
    return Span(i, unit[0], "single", (Amount(unit[1], Fraction(1)),))


def _whole_unit(reader: PhraseReader, i: int) -> Span | None:
    """`طوال اليوم`, `طيلة شهر`."""
    found = reader.match("throughout", i)
    unit = (reader.match("the_unit", found[0]) or reader.match("unit", found[0])) if found else None
    if found is None or unit is None:
        return None
    dated = reader.phrase(found[0])
    if dated and not (dated.rule == "relative_day" and dated.last == unit[0]):
        return None
    # `طوال شهر آذار` is that month.
    named = reader.direction(unit[0]) or reader.month(unit[0]) or reader.at(unit[0]).isdecimal()
    # `على مدار الساعة` is no hour.
    exact = (Amount(unit[1], Fraction(1)),) if unit[1] != "hour" else ()
    return None if named else Span(i, unit[0], "throughout", exact)


def read_shift(reader: PhraseReader, i: int) -> tuple[Span, Point | None] | None:
    """`منذ خمس سنوات`, `قبل يومين`, `بعد 3 ساعات`, `شهر و21 يوماً من الآن`: the length, and what it reaches.

    A report rarely means the very day of `قبل شهر`; such a point has a rule that ends in `_coarse`.
    """
    if said := reader.match("said_before", i):
        length = read_duration(reader, said[0]) or _unnumbered(reader, said[0])
        return (length, _from_said(reader, length, int(said[1]))) if length else None
    kinds = [kind for kind in ("since", "ago", "after") if reader.match(kind, i)]
    opener = reader.match(kinds[0], i) if kinds else None
    if kinds[:1] == ["after"] and reader.match("unit", i - 1):
        return None  # `يوما بعد يوم`
    if opener is None:
        length = read_duration(reader, i) if i in reader.numbers or not reader.kinds[i].isdisjoint(_UNITS) else None
        hence = reader.match("hence", length.last) if length else None
        if length is None or hence is None:
            return None
        if not length.amounts:
            return length._replace(last=hence[0]), None
        # Of what happened `من الآن` reaches back, as `من الغد` cannot.
        sign, base = (1, int(hence[1])) if hence[1] else (-1, 0)
        return length._replace(last=hence[0]), _reached(reader, length, "hence", hence[0], sign, base)
    kind = kinds[0]
    start = reader.skip("vague_number", reader.skip("roughly", opener[0]))
    exact = start == opener[0]
    found = read_duration(reader, start)
    if found is None:
        found = _unnumbered(reader, start)
        if found is None:
            return None
    if reader.at(found.last) == "و" and (bare := _bare(reader, found.last + 1)):
        found = found._replace(last=bare.last, amounts=found.amounts + bare.amounts if found.amounts else ())
    past, hence = reader.match("past", found.last), reader.match("hence", found.last)
    last = (hence or past or (found.last,))[0]
    if kind == "after" and not hence and not reader.ends_clause(last) and reader.at(last) != "و":
        return None  # `بعد يومين من إصابته`: after another event
    if kind == "ago" and not hence and reader.at(last) == "من":
        return None  # `قبل يومين من الهدنة`
    span = Span(i, last, kind, found.amounts)
    if not exact or not found.amounts:
        return span._replace(amounts=()), None
    base = int(hence[1] or 0) if hence else 0
    sign = 1 if kind == "after" else -1
    return span, _reached(reader, span, "ago" if kind == "since" and hence else kind, last, sign, base)


def _from_said(reader: PhraseReader, span: Span, sign: int) -> Point | None:
    """`بعد ذلك بيومين`: a length from the day said before."""
    day = reader.memory.day
    moment = shifted(datetime.combine(day, time()), span.amounts, sign) if day and span.amounts else None
    days = Interval(moment.date(), moment.date()) if moment else None
    return Point(span.last, "length_said_before", "date", span=days)


def _unnumbered(reader: PhraseReader, i: int) -> Span | None:
    """`قبل شهر`, `منذ سنوات`."""
    for kind in ("plural", "unit"):
        unit = reader.match(kind, i)
        if unit is None:
            continue
        if kind == "plural":
            return Span(i, unit[0], kind)
        if unit[1] == "day" and not reader.ends_clause(unit[0]):
            return None
        if reader.match("month", i) and (reader.month(unit[0]) or reader.direction(unit[0])):
            return None
        if reader.match("year", i) and (reader.year(i) or reader.at(unit[0]).isdecimal()):
            return None
        return Span(i, unit[0], kind, (Amount(unit[1], Fraction(1)),))
    return None


def _reached(reader: PhraseReader, span: Span, kind: str, last: int, sign: int, base: int) -> Point | None:
    """The day or moment that lies a length away from the reference, or from the day `base` days after it."""
    timed = any(a.unit in ("hour", "minute", "second") or a.number.denominator > 1 for a in span.amounts)
    if reader.reference is None or (timed and reader.now is None):
        return None
    start = reader.now or datetime.combine(reader.reference, time())
    moment = shifted(start + timedelta(days=base), span.amounts, sign)
    if moment is None or not 1800 <= moment.year <= 2100:
        return None
    day = moment.date()
    if timed:
        return Point(last, kind, "time", span=Interval(day, day), clock=(moment.time(), moment.time()))
    coarse = "_coarse" if sign > 0 or any(a.unit in _COARSE for a in span.amounts) else ""
    days = Interval(day, reader.reference) if kind == "since" else Interval(day, day)
    return Point(last, kind + coarse, "period" if kind == "since" else "date", span=days)


def read_age(reader: PhraseReader, i: int) -> Span | None:
    """Ages without a unit: `في الخامسة من عمره`, `عمره 12`, `دون سن الـ18`, `دون الثامنة عشرة`."""
    if ordinal := reader.ordinal(i):
        life = reader.match("life", ordinal[0] + 1) if reader.at(ordinal[0]) == "من" else None
        return Span(i, life[0], "age") if life else None
    found, under = reader.match("age", i), reader.match("under", i)
    if found is None and under is None:
        return None
    start = found[0] if found else under[0] if under else i
    start = reader.skip("age", start) if under else start
    start = start + 1 if reader.at(start) == "ال" else start
    if ordinal := reader.ordinal(start):
        said = found is not None or ordinal[1] in range(5, 22)
        return Span(i, reader.skip("life", ordinal[0]), "age") if said and ordinal[1] > 1 else None
    number = reader.numbers.get(start)
    if number is None or number.kind != "cardinal" or not 0 < number.value <= 120:
        return None
    if under and not found and reader.at(start - 1) not in ("ال", "سن", "عمر"):
        return None
    last = number.last
    for kind in ("unit", "plural"):
        if unit := reader.match(kind, last):
            last = unit[0]
    return Span(i, last, "age")
