"""The date that a text gives itself: of its dateline, its heading, or the day or week that its title is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tawthiq.text.dates import read_dates
from tawthiq.text.matchers import word_set
from tawthiq.text.words import Word

# How many lines at the head of a text are looked at, how long a line of a title is, and where a dateline ends at most.
_LINES = 3
_TITLE = 16
_DATELINE = 9
# A report on a longer time is not written from day to day.
_DAYS = 8
_JOINTS = frozenset("-–—|")
# How many words a city has that nothing parts from its date.
_CITY = 2
_BEHIND_CITY = frozenset("،,)/")


def date_of(text: str, words: Sequence[Word]) -> date | None:
    """The date that a text without a known publication date gives itself at its head.

    `صنعاء، 3 مارس 2020 - قُتل أمس …`: 3 March; `حصاد يوم الجمعة 14/9/2018` and a line below it: 14 September. A date in
    the middle of a sentence is one of what is told.
    """
    first = 0
    for _ in range(_LINES):
        last = _line(text, words, first)
        if last == first:
            return None
        if found := _of_line(words[first:last], title=last < len(words)):
            return found
        first = last
    return None


def is_dateline(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the date in words `[first, last)` is that of a dateline: of the writing, not of what is told.

    `صنعاء، 3 مارس 2020 - قُتل …`; `حوادث يوم الجمعة 15 نوفمبر – …` is a title, and its date what it tells of.
    """
    if not 0 < first < last <= _DATELINE or last >= len(words) or words[last].norm not in _JOINTS:
        return False
    return words[first].norm[0].isdecimal() and (first <= _CITY or words[first - 1].norm in _BEHIND_CITY)


def _line(text: str, words: Sequence[Word], first: int) -> int:
    last = first
    while last < len(words) and last - first <= _TITLE:
        if last > first and "\n" in text[words[last - 1].end : words[last].start]:
            break
        last += 1
    return last


def _of_line(line: Sequence[Word], *, title: bool) -> date | None:
    whole = title and len(line) <= _TITLE
    for time in read_dates(line, None):
        if time.kind not in ("date", "period") or time.start is None or time.end is None:
            continue
        if (time.end - time.start).days >= _DAYS:
            continue
        told = time.first > 0 and line[time.first - 1].norm in word_set("telling_when")
        joined = time.last < len(line) and line[time.last].norm in _JOINTS and time.last <= _DATELINE
        if joined or (whole and not told):
            return time.end
    return None
