"""The number suites of Recognizers-Text's Arabic specifications, read from a folder beside the repository.

A case is right when the numbers of the suite's kind are those expected: the same values at the same places. Where
conventions differ, they are brought together as follows:

- A number inside a percentage or an amount of money is a plain number to NumberModel; here it carries its kind. That
  suite therefore compares the values of all kinds but ordinals in words.
- Two spans agree when they overlap and end together: a sign, a bound phrase or `نسبة` may begin outside.
- A range here includes both ends, theirs excludes the upper one: only the ends are compared, and for one-sided ranges
  the bound (`more_than` is their open end, `at_least` their closed one).

Cases are left out by what is expected of them, for the reasons that `_left_out` gives.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tawthiq.benchmarks.cases import Case
from tawthiq.text.numeral_words import currencies
from tawthiq.text.numerals import Number, read_numbers
from tawthiq.text.words import split_words

SUITES = ("NumberModel", "NumberRangeModel", "PercentModel", "OrdinalModel")

# Cases whose expectation contradicts their own text or another case: (suite, index) -> what is wrong.
_CONTRADICTORY = {
    ("NumberModel", 22): "322 thousand is given as 32,200",
    ("NumberModel", 32): "twelve milliards are given as 1.2 milliards",
    ("NumberModel", 36): "gives a word that is none a meaning of its own",
    ("NumberRangeModel", 69): "`من 200 إلى 300` is a range in other cases, and here nothing",
    ("OrdinalModel", 14): "the number is misspelt: no form of `مئتان`",
    ("OrdinalModel", 25): "a cardinal is given as an ordinal",
    ("OrdinalModel", 28): "a cardinal is given as an ordinal",
    ("OrdinalModel", 29): "a cardinal is given as an ordinal",
}
_INTERVAL = re.compile(r"([\[(])([^,]*),([^,]*)([\])])")


class _Meaning(NamedTuple):
    """A number where it ends, with the ends of what it says (None: open) and whether these belong to it."""

    start: int
    end: int
    low: float | None
    high: float | None
    low_closed: bool = True
    high_closed: bool = True


def cases(folder: Path) -> Iterator[Case]:
    """Every case of the four suites; OSError where the folder lacks one."""
    for suite in SUITES:
        for index, row in enumerate(json.loads((folder / f"{suite}.json").read_text("utf-8-sig"))):
            yield _case(suite, index, row["Input"], row["Results"])


def _case(suite: str, index: int, text: str, results: Sequence[dict[str, Any]]) -> Case:
    left_out = _CONTRADICTORY.get((suite, index)) or _left_out(suite, text, results)
    expected = [_expected(suite, text, result) for result in results if result["Text"] in text and not left_out]
    found = _found(suite, text)
    right = len(found) == len(expected) and all(map(_agree, found, expected))
    return Case(suite, index, text, right, found, expected, left_out)


def _found(suite: str, text: str) -> list[_Meaning]:
    words = split_words(text)
    # The word or sign of what is measured is no part of their numbers.
    measures = currencies().keys() | {"%"} if suite == "NumberModel" else frozenset()

    def end(number: Number) -> int:
        return words[number.last - 1 - (words[number.last - 1].norm in measures)].end

    wanted: Callable[[Number], bool] = {
        "NumberModel": lambda n: n.kind != "ordinal" or words[n.first].norm[0].isdecimal(),
        "NumberRangeModel": lambda n: n.bound not in ("exact", "about", "vague"),
        "PercentModel": lambda n: n.kind == "percent",
        "OrdinalModel": lambda n: n.kind == "ordinal",
    }[suite]
    return [_meaning(suite, words[n.lead].start, end(n), n) for n in read_numbers(words) if wanted(n)]


def _meaning(suite: str, start: int, end: int, number: Number) -> _Meaning:
    low, high, bound = number.value, number.upper, number.bound
    if suite == "NumberRangeModel":
        below = bound in ("at_most", "less_than")
        return _Meaning(start, end, None if below else low, high, bound != "more_than", bound != "less_than")
    said = high if bound in ("at_most", "less_than") else low
    return _Meaning(start, end, said, said)


def _expected(suite: str, text: str, result: dict[str, Any]) -> _Meaning:
    # Some of their offsets are wrong; the text then tells.
    start = result["Start"] if text.startswith(result["Text"], result["Start"]) else text.index(result["Text"])
    end = start + len(result["Text"])
    said = result["Resolution"]["value"]
    if suite != "NumberRangeModel":
        return _Meaning(start, end, float(said.rstrip("%")), float(said.rstrip("%")))
    match = _INTERVAL.fullmatch(said)
    assert match, said
    low, high = (float(side) if side else None for side in match.group(2, 3))
    if low is not None and high is not None:
        return _Meaning(start, end, low, high)
    return _Meaning(start, end, low, high, low is None or match[1] == "[", high is None or match[4] == "]")


def _agree(found: _Meaning, expected: _Meaning) -> bool:
    return (
        found.end == expected.end
        and max(found.start, expected.start) < found.end
        and _same(found.low, expected.low)
        and _same(found.high, expected.high)
        and (None not in (found.low, found.high) or found[4:] == expected[4:])
    )


def _same(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else math.isclose(one, other, rel_tol=1e-5)


# What is expected of a case, as a pattern over the expected text -> why such are left out.
_REASONS = (
    (r".*(\^|\d[eE][+-]?\d).*", "powers and exponents are not written in reports"),
    (r".*\d/\d.*", "digits with a slash are a day and a month in reports"),
    (r"\d{1,3}\.\d{3}", "a point before three digits marks thousands here (`150.000`)"),
    (r"(.*\bو?)?خمس", "unvocalised `خمس` is five here, not a fifth"),
    (r"ثمن", "unvocalised `ثمن` is a price here, not an eighth"),
    (r".*[<>].*", "the signs < and > are remains of markup in reports"),
)
_OF = re.compile(r"\S+\s(جزء\s|أجزاء\s)?(من|على|في)\s")
_BOUNDED = re.compile(r"(من|بين|ما|أكثر|أقل|أكبر|أصغر|على|لا|اكثر|اقل|يتراوح|جاء)\b")


def _left_out(suite: str, text: str, results: Sequence[dict[str, Any]]) -> str:
    """Why a case is outside of what this project means to read, empty where it is not."""
    for result in results:
        said = result["Text"]
        start = text.find(said)
        if not said or start < 0:
            return "the expected text does not stand in the case's text"
        if result["TypeName"] == "ordinal.relative":
            return "a relative position (`الأخير`, `التالي`) is no number"
        for pattern, reason in _REASONS:
            if re.fullmatch(pattern, said):
                return reason
        if _OF.search(said) and not _BOUNDED.match(said) and not said.endswith("المئة"):
            return "`N of M` is a part and its whole here: two counts"
        if (interval := _INTERVAL.fullmatch(result["Resolution"]["value"])) and interval[2] == interval[3]:
            return "a number that is equalled is exact here, no range"
        end = start + len(said)
        if re.search(r"\d[./]$", text[:start]) or re.match(r"[./]\d", text[end:]):
            return "the parts of a date or of an address are no numbers here"
    if re.search(r"\d[^\W\d_]", text) and suite == "NumberModel":
        return "digits glued to a word are read here (`1396برميلاً`)"
    return ""
