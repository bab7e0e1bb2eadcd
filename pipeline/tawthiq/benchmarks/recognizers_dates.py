"""The date and time cases of Recognizers-Text's Arabic specifications, compared with what `read_dates` finds.

A case of an `…Extractor` is right when the spans and kinds found are the expected ones, a case of a `…Parser` or of
the `…Model` when what is found there has the kind and one of the resolved values expected. The conventions differ;
each difference is settled here once and for all cases:

- **Front of a span.** Words that only introduce a time (`في`, `من`, `يوم`, `بتاريخ`, `لمدة`, `الساعة`, `حوالي` …) are
  compared on neither side, nor are marks at the ends.
- **Ends.** Theirs are exclusive, ours inclusive. Where two ends are said, theirs is the very day said (`من 4 إلى 22`),
  or the first day of the year said: ours is the whole of what is said.
- **Weeks.** Theirs run from Monday, ours from Sunday to Saturday, so the Sunday of a week is its first day here. The
  weekend is Saturday and Sunday there, Friday and Saturday here: the last two days of the week.
- **Now.** The current week, month or year has gone no further than the reference, when it is no future.
- **A day alone** (`يوم 27`) is the latest such day here, also where they take the reference's own month.
- **Parts of the day.** `صباح الثلاثاء` is the day here (kind `date`), and `في الصباح` a time without hours, because
  the hours of a morning are a matter of taste. Their values are compared in the day alone.
- **Since** a day runs to the reference here, and is open there; `منذ يومين` is a period here, its first day there.
- **Fractions of a unit** are written in smaller units here (`P6M` for `P0.5Y`); lengths are compared as amounts.

What is left out says why; see `_reason`.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from tawthiq.text.date_words import time_words
from tawthiq.text.dates import TimeExpression, read_dates
from tawthiq.text.numerals import read_numbers
from tawthiq.text.words import Word, split_words

SUITES = (
    "DateExtractor", "DateParser", "DatePeriodExtractor", "DatePeriodParser", "DateTimeExtractor", "DateTimeParser",
    "DateTimePeriodExtractor", "DateTimePeriodParser", "DurationExtractor", "DurationParser", "TimeExtractor",
    "TimeParser", "TimePeriodExtractor", "TimePeriodParser", "DateTimeModel",
)  # fmt: skip
_KINDS = {
    "date": {"date"}, "daterange": {"period"}, "datetime": {"time"}, "time": {"time"}, "timerange": {"time"},
    "datetimerange": {"time", "date", "period"}, "duration": {"duration"},
}  # fmt: skip
_NOW = datetime(2016, 11, 7)
_INTRODUCING = frozenset(
    {"في", "من", "الي", "عند", "علي", "ل", "ب", "يوم", "تاريخ", "مده", "الساعه", "حوالي", "نحو", "ما", "هذا", "هذه"}
)
_AHEAD = frozenset({"بعد", "في", "خلال", "غضون"})
_UNITS = frozenset({"unit", "dual", "plural", "the_plural"})
_SINCE = frozenset({"since", "since_coarse"})
_LINKS = frozenset({"الي", "حتي", "و", "-", "،", ","})
_DAYS = frozenset({"weekday", "relative_day", "this", "from", "year_before"})
_PART_OF_DAY = re.compile(r"T(MO|AF|EV|NI|DT|MI)\b")
_WEEKEND, _WEEK = re.compile(r"W\d+-WE"), re.compile(r"W\d+|XXXX-\d\d-\d\d$")
# Cases that contradict another suite, the contract, or their own text: each with its reason.
_MALFORMED: dict[tuple[str, int], str] = {
    ("DateParser", 10): "month before day; every other numeric date of the suite has the day first",
    ("DateParser", 23): "`the last day` without saying of what is read as yesterday",
    ("DateParser", 27): "`daily` is read as today",
    ("DatePeriodParser", 23): "the weekend is read as the rest of the week; 16, 17 and 27 read it as the weekend",
    ("DatePeriodParser", 26): "the rest of a week that ends on Sunday; weeks end on Saturday here",
    ("DatePeriodParser", 60): "`the next month` is read as the month after it",
    ("DateTimeParser", 16): "an hour without a day gets one; the Time suites leave it without",
    ("DateTimePeriodParser", 30): "a weekday by itself has the coming one as its past value too",
}


class Case(NamedTuple):
    """One case: what was found and expected, whether they agree, and why it is left out, if it is."""

    suite: str
    index: int  # type: ignore[assignment]  # of the row; nobody searches a case
    text: str
    right: bool
    found: str
    expected: str
    left_out: str


class _Expected(NamedTuple):
    """One expected result in the terms of this project; `values` are the ends accepted, None where none is given."""

    kind: str
    start: int
    end: int
    timex: str
    values: tuple[dict[str, str], ...] | None


def cases(folder: Path) -> Iterator[Case]:
    """All cases of the specifications in `folder`, suite by suite."""
    for suite in SUITES:
        path = folder / f"{suite}.json"
        rows = json.loads(path.read_text(encoding="utf-8-sig")) if path.exists() else []
        for index, row in enumerate(rows):
            yield _case(suite, index, row)


def _case(suite: str, index: int, row: dict[str, Any]) -> Case:
    text: str = row["Input"]
    said = (row.get("Context") or {}).get("ReferenceDateTime")
    now = datetime.fromisoformat(said[:19]) if said else _NOW
    results = [_expected(text, result) for result in row["Results"]]
    words = split_words(text)
    reasons = (_reason(words, e, r) for e, r in zip(results, row["Results"]))
    reason = _MALFORMED.get((suite, index)) or next(filter(None, reasons), "")
    found = read_dates(words, now, read_numbers(words))
    placed = [(_core(words, e.first, e.last), e) for e in found]
    if suite.endswith("Extractor"):
        kinds = set().union(*(_KINDS.get(e.kind, set()) for e in results)) or _KINDS[_kind_of(suite)]
        wanted_spans = [_core(words, *_between(words, e.start, e.end)) for e in results]
        right = [span for span, e in placed if _kind(e, kinds) in kinds] == wanted_spans
    else:
        right = all(any(_agree(words, wanted, span, e, now) for span, e in placed) for wanted in results)
    return Case(
        suite, index, text, right,
        "; ".join(_shown(text, words, e) for e in found),
        "; ".join(f"{text[e.start : e.end]} {e.kind} {e.timex} {e.values or ''}" for e in results),
        reason,
    )  # fmt: skip


def _kind_of(suite: str) -> str:
    """The kind that a suite without a result is about."""
    name = suite.removesuffix("Extractor").lower()
    return name.removesuffix("period") + "range" if name.endswith("period") else name


def _shown(text: str, words: Sequence[Word], found: TimeExpression) -> str:
    said = text[words[found.first].start : words[found.last - 1].end]
    return f"{said} {found.kind} {found.said()} {found.length or ''} {found.rule}"


def _between(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """The words that characters `[start, end)` touch."""
    inside = [i for i, word in enumerate(words) if word.start < end and word.end > start]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _expected(text: str, result: dict[str, Any]) -> _Expected:
    said = result["Text"].strip()
    start = result.get("Start", -1)
    if text[start : start + len(said)] != said or start < 0:
        start = text.find(said)
    kind = (result.get("Type") or result["TypeName"]).removeprefix("datetimeV2.")
    if "Resolution" in result:
        given = result["Resolution"] if isinstance(result["Resolution"], dict) else {"values": []}
        return _Expected(
            kind, start, start + len(said), next((v["timex"] for v in given["values"]), ""),
            tuple({k: x for k, x in v.items() if k in ("value", "start", "end")} for v in given["values"]),
        )  # fmt: skip
    value = result.get("Value")
    if not value:
        return _Expected(kind, start, start + len(said), "", None)
    plain = []
    for name in ("PastResolution", "FutureResolution"):
        given = value[name]
        keys = {k: "start" if k.startswith("start") else "end" if k.startswith("end") else "value" for k in given}
        plain.append({keys[k]: v for k, v in given.items()})
    return _Expected(kind, start, start + len(said), value["Timex"], tuple(plain))


def _reason(words: Sequence[Word], wanted: _Expected, result: dict[str, Any]) -> str:
    """Why a case with this expected result is outside what the project means to read; empty where it is not."""
    if wanted.kind not in _KINDS:
        return f"{wanted.kind}: no time of an event"
    if wanted.start < 0:
        return "malformed: the text expected is not in the input"
    first, last = _between(words, wanted.start, wanted.end)
    said = words[first:last]
    at, end = _core(words, first, last)
    core = [word.norm for word in words[at:end]]
    numbers = {i for n in read_numbers(words[at:end]) if n.kind == "cardinal" for i in range(n.first, n.last)}
    alone = wanted.kind in ("time", "daterange") or (wanted.kind == "date" and said[0].norm in ("الي", "حتي"))
    if alone and all(i in numbers or norm == "و" for i, norm in enumerate(core)):
        return "a number alone, which says no hour, day or year here but counts"
    if wanted.kind in ("datetime", "datetimerange") and words[at - 1].norm != "الساعه" and _begins_bare(core):
        return "a bare number before a day, which counts here (`10، الليلة`)"
    if wanted.kind in ("daterange", "datetimerange", "datetime") and _is_ahead([word.norm for word in said], wanted):
        return "a length ahead: a duration here, or the point at its end, as their Date and DateTime suites say"
    if wanted.values is None:
        return ""
    if any("vague_number" in time_words().kinds.get(norm, ()) or norm.startswith("القليل") for norm in core):
        return "a vague number has no value here"
    if wanted.kind == "daterange" and _is_fuzzy(wanted, result):
        return "an early, middle or late part of a period has no days here"
    if "not resolved" in str(result.get("Resolution")):
        return "months that their model reads as unresolved dates; their DatePeriod suites say otherwise"
    month = re.fullmatch(r"\d{4}-\d\d", wanted.timex) and "month_name" in time_words().kinds.get(core[0], ())
    if month and "past" in time_words().kinds.get(core[-1], ()):
        return "`أيار الماضي` is the latest May here, and that of the year before there"
    return ""


def _begins_bare(core: Sequence[str]) -> bool:
    """Whether hours are said by nothing but numbers, with the day behind them."""
    rest = next((i for i, norm in enumerate(core) if not (norm.isdecimal() or norm in _LINKS)), 0)
    return core[0].isdecimal() and rest > 0 and not _DAYS.isdisjoint(time_words().kinds.get(core[rest], ()))


def _is_ahead(norms: Sequence[str], wanted: _Expected) -> bool:
    """`بعد 3 سنوات`, `خلال أسبوعين` as a period; `في 5 دقائق` as a moment."""
    first = next((i for i, norm in enumerate(norms[:3]) if norm in _AHEAD), None)
    if first is None or (wanted.kind == "datetime" and norms[first] == "بعد"):
        return False
    has = time_words().has
    turned = any(has(kind, norm) for norm in norms for kind in ("next", "past", "current", "weekday", "this"))
    return not turned and any(has(kind, norm) for norm in norms for kind in _UNITS)


def _is_fuzzy(wanted: _Expected, result: dict[str, Any]) -> bool:
    """Whether the days expected are fewer than the period that the timex names."""
    if "Mod" in (result.get("Value") or {}):
        return result["Value"]["Mod"] in ("start", "mid", "end")
    ends = (wanted.values or ({},))[0]
    if "start" not in ends or "end" not in ends:
        return False
    days = (date.fromisoformat(ends["end"]) - date.fromisoformat(ends["start"])).days
    least = 364 if re.fullmatch(r"\d{4}", wanted.timex) else 28 if re.fullmatch(r"[\dX]{4}-\d\d", wanted.timex) else 0
    least = 7 if re.fullmatch(r"\d{4}-W\d\d", wanted.timex) else least
    return days < least


def _core(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Words `[first, last)` without those that only introduce a time, and without marks at the ends."""
    at, end = first, last
    while at < end and (words[at].norm in _INTRODUCING or not words[at].norm[0].isalnum()):
        at += 1
    while end > at and not words[end - 1].norm[0].isalnum():
        end -= 1
    return (at, end) if at < end else (first, last)


def _agree(
    words: Sequence[Word], wanted: _Expected, span: tuple[int, int], found: TimeExpression, now: datetime
) -> bool:
    first, last = _between(words, wanted.start, wanted.end)
    kinds = _KINDS.get(wanted.kind, set())
    if _kind(found, kinds) not in kinds or span[1] <= first or last <= span[0]:
        return False
    if wanted.kind == "duration":
        return found.length is not None and _amount(found.length) == _amount(wanted.timex)
    if not any(wanted.values or ()):
        return found.said() == (None, None)
    sundays = any(word.norm.startswith(("اسبوع", "الاسبوع", "هذا")) for word in words)
    return any(_same(wanted, value, found, now, sundays=sundays) for value in wanted.values or ())


def _kind(found: TimeExpression, kinds: set[str]) -> str:
    """The kind of what is found, `منذ يومين` as a date where dates are looked for."""
    return "date" if found.rule in _SINCE and "date" in kinds else found.kind


def _same(wanted: _Expected, value: dict[str, str], found: TimeExpression, now: datetime, *, sundays: bool) -> bool:
    """Whether what is found is this value; `sundays` where a Sunday is said by its week."""
    first, last = value.get("value") or value.get("start", ""), value.get("value") or value.get("end", "")
    if _PART_OF_DAY.search(wanted.timex):
        return found.said() == (None, None) if wanted.kind == "timerange" else str(found.start) == first[:10]
    if wanted.kind == "daterange":
        return _same_period(wanted, value, found, now)
    if wanted.kind in ("time", "timerange"):
        return found.said() == (first, last)
    days = {date.fromisoformat(first[:10])}
    if wanted.timex.startswith("XXXX-XX-"):
        days |= {day.replace(day=1) - timedelta(days=1) for day in days}
        days = {
            day.replace(day=int(first[8:10])) for day in days if int(first[8:10]) <= monthrange(day.year, day.month)[1]
        }
    if sundays:
        days = {day - timedelta(weeks=1) if day.weekday() == 6 else day for day in days}
    if wanted.kind == "date":
        return (found.start == found.end or found.rule in _SINCE) and found.start in days
    if found.start not in days or found.clock is None:
        return False
    return (
        last[:10] == first[:10] and [h.isoformat("seconds") for h in found.clock] == [first[11:], last[11:]]
        if found.start == found.end
        else found.said() == (first.replace(" ", "T"), last.replace(" ", "T"))
    )


def _same_period(wanted: _Expected, value: dict[str, str], found: TimeExpression, now: datetime) -> bool:
    start = date.fromisoformat(value["start"])
    if "end" not in value:
        return found.start == start and found.end in (None, now.date())
    end = date.fromisoformat(value["end"])
    ends = {end - timedelta(days=1)}
    if wanted.timex.startswith("("):
        if re.search(r"P\d+D\)", wanted.timex):
            ends.add(end)
        if wanted.timex.endswith("Y)") and (end.month, end.day) == (1, 1):
            ends.add(end.replace(month=12, day=31))
    elif _WEEKEND.search(wanted.timex) or _WEEK.search(wanted.timex):
        start -= timedelta(days=1)
        ends = {end - timedelta(days=2)}
    if start <= now.date() < end:
        ends.add(now.date())
    return found.start == start and found.end in ends


_AMOUNT = re.compile(r"([\d.]+)([YMWDHS])")


def _amount(length: str) -> tuple[Fraction, Fraction]:
    """An ISO 8601 length as months and seconds."""
    months = seconds = Fraction(0)
    days, _, clock = length.removeprefix("P").partition("T")
    for number, unit in _AMOUNT.findall(days):
        months += Fraction(number) * {"Y": 12, "M": 1}.get(unit, 0)
        seconds += Fraction(number) * {"W": 604800, "D": 86400}.get(unit, 0)
    for number, unit in _AMOUNT.findall(clock):
        seconds += Fraction(number) * {"H": 3600, "M": 60, "S": 1}[unit]
    return months, seconds
