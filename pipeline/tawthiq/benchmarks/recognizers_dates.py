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
- **Since** a day runs to the reference here, and is open there.
- **Fractions of a unit** are written in smaller units here (`P6M` for `P0.5Y`); lengths are compared as amounts.

What is left out says why; see `_reason`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from tawthiq.text.dates import TimeExpression, read_dates
from tawthiq.text.normalize import fold
from tawthiq.text.numerals import read_numbers
from tawthiq.text.words import split_words

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
_INTRODUCING = frozenset("في من الي عند علي ل ب يوم تاريخ مده الساعه حوالي نحو ما هذا هذه".split())
_VAGUE = re.compile("بضع|عدة|عده|القليلة|القليله")
_LENGTH_AHEAD = re.compile(
    r"(بعد|في|خلال|في غضون) [^\d]*\d*\s*(ال)?(يوم|أيام|اسبوع|أسبوع|أسابيع|شهر|أشهر|شهور|سن|عام|أعوام|ساع|دق|ثان|ثوان)"
)
_PART_OF_DAY = re.compile(r"T(MO|AF|EV|NI|DT|MI)\b")
_WEEKEND, _WEEK = re.compile(r"W\d+-WE"), re.compile(r"W\d+|XXXX-\d\d-\d\d$")
# Cases that contradict another suite, the contract, or their own text: each with its reason.
_MALFORMED: dict[tuple[str, int], str] = {}


class Case(NamedTuple):
    """One case: what was found and expected, whether they agree, and why it is left out, if it is."""

    suite: str
    index: int
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
        rows = json.loads((folder / f"{suite}.json").read_text(encoding="utf-8-sig"))
        for index, row in enumerate(rows):
            yield _case(suite, index, row)


def _case(suite: str, index: int, row: dict[str, Any]) -> Case:
    text: str = row["Input"]
    said = (row.get("Context") or {}).get("ReferenceDateTime")
    now = datetime.fromisoformat(said[:19]) if said else _NOW
    results = [_expected(text, result) for result in row["Results"]]
    reason = _MALFORMED.get((suite, index), "") or next(
        (why for e, r in zip(results, row["Results"]) if (why := _reason(text, e, r))), ""
    )
    words = split_words(text)
    found = read_dates(words, now, read_numbers(words))
    placed = [(_core(text, words[e.first].start, words[e.last - 1].end), e) for e in found]
    if suite.endswith("Extractor"):
        kinds = set().union(*(_KINDS.get(e.kind, set()) for e in results)) or _KINDS[suite[:-9].lower()]
        right = [span for span, e in placed if e.kind in kinds] == [_core(text, e.start, e.end) for e in results]
    else:
        right = all(any(_agree(text, wanted, span, e, now) for span, e in placed) for wanted in results)
    return Case(
        suite, index, text, right,
        " ; ".join(f"{text[a:b]} {e.kind} {e.said()} {e.length or ''} {e.rule}" for (a, b), e in placed),
        " ; ".join(f"{text[e.start : e.end]} {e.kind} {e.timex} {e.values or ''}" for e in results),
        reason,
    )  # fmt: skip


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


def _reason(text: str, wanted: _Expected, result: dict[str, Any]) -> str:
    """Why a case with this expected result is outside what the project means to read; empty where it is not."""
    if wanted.kind not in _KINDS:
        return f"{wanted.kind}: no time of an event"
    if wanted.start < 0:
        return "malformed: the text expected is not in the input"
    said = text[wanted.start : wanted.end]
    norms = [word.norm for word in split_words(said)]
    core = norms[next((i for i, norm in enumerate(norms) if norm not in _INTRODUCING), 0) :]
    numbers = read_numbers(split_words(said))
    counted = sum(n.last - n.first for n in numbers if n.kind == "cardinal")
    if wanted.kind in ("time", "daterange") and len(core) <= counted and core == norms[-len(core) :]:
        return "a number alone, which says no hour and no year here but counts"
    following = next((norm for norm in core[1:] if norm not in ("،", ",")), "")
    if wanted.kind == "datetime" and core[0].isdecimal() and following in ("هذا", "هذه", "الليله"):
        if fold(text[: wanted.start]).split()[-1:] != ["الساعه"]:
            return "a number before a day, which counts here (`10، الليلة`)"
    if wanted.kind in ("daterange", "datetimerange") and _LENGTH_AHEAD.match(said) and not said.endswith("ة"):
        return "a length ahead of now: a duration here, or the point at its end, as their Date and DateTime suites say"
    if wanted.values is None:
        return ""
    if _VAGUE.search(said):
        return "a vague number has no value here"
    if wanted.kind == "daterange" and _is_fuzzy(wanted, result):
        return "an early, middle or late part of a period has no days here"
    if "not resolved" in str(result.get("Resolution")):
        return "months that their model reads as unresolved dates; their DatePeriod suites say otherwise"
    return ""


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


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the words that only introduce a time, and without marks at its ends."""
    words = split_words(text[start:end])
    first, last = 0, len(words)
    while first < last and (words[first].norm in _INTRODUCING or not words[first].norm[0].isalnum()):
        first += 1
    while last > first and not words[last - 1].norm[0].isalnum():
        last -= 1
    return (start + words[first].start, start + words[last - 1].end) if first < last else (start, end)


def _agree(text: str, wanted: _Expected, span: tuple[int, int], found: TimeExpression, now: datetime) -> bool:
    if found.kind not in _KINDS.get(wanted.kind, ()) or span[1] <= wanted.start or wanted.end <= span[0]:
        return False
    if wanted.kind == "duration":
        expected = {_amount(wanted.timex)}
        return found.length is not None and _amount(found.length) in expected
    said = found.said()
    if not any(wanted.values or ()):
        return said == (None, None) or wanted.kind == "timerange"
    return any(_same(text, wanted, value, found, said, now) for value in wanted.values or ())


def _same(
    text: str,
    wanted: _Expected,
    value: dict[str, str],
    found: TimeExpression,
    said: tuple[str | None, str | None],
    now: datetime,
) -> bool:
    if _PART_OF_DAY.search(wanted.timex):
        if wanted.kind == "timerange":
            return said == (None, None)
        day = date.fromisoformat(value["start"][:10])
        return found.start == found.end == day
    if wanted.kind in ("datetime", "datetimerange"):
        first = value.get("value") or value["start"]
        last = value.get("value") or value["end"]
        return said == (first.replace(" ", "T"), last.replace(" ", "T"))
    if wanted.kind in ("time", "timerange"):
        return said == (value.get("value") or value["start"], value.get("value") or value["end"])
    if wanted.kind == "date":
        return found.start == found.end and found.start in _days(text, wanted, date.fromisoformat(value["value"]), now)
    return _same_period(wanted, value, found, now)


def _days(text: str, wanted: _Expected, day: date, now: datetime) -> set[date]:
    days = {day}
    if wanted.timex.startswith("XXXX-XX-") and day > now.date():
        days.add(day.replace(year=day.year - (day.month == 1), month=(day.month - 2) % 12 + 1))
    if "أسبوع" in text and day.weekday() == 6:
        days = {day - timedelta(weeks=1)}
    return days


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
