"""Rolls of names: the dead, wounded or held whom a report names one a line, below a line that says who they are.

```
أسفر القصف عن استشهاد أربعة مدنيين، والشهداء هم:
1- سامر الحلو (٣٠ سنة)
2 ـ الطفلة رنيم الحلو... كفر حلب
3- طفل مجهول الهوية
```

Each of them is one of the toll told before; the place behind a name is where they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tawthiq.nlp.links import Links
from tawthiq.nlp.names import has_given_name, is_name_word, roles
from tawthiq.nlp.state import Counted, Link, View, within
from tawthiq.text.matchers import noun_trie, trigger_trie, word_set
from tawthiq.text.sentences import is_bullet

# The rule of a count that stands in a roll: that leaves nothing to choose.
ROLL = "roll"
_EVENTS = frozenset({"killing", "injury", "detention", "abduction", "release"})
_LINE_BREAK = re.compile("[\n\r]")
# Signs behind the number of an entry, and the quotation marks and brackets a name may stand in.
_SIGNS = frozenset({")", "-", "–", ".", "/", "ـ", "_", "*", "•"})
_OPENERS = frozenset({'"', "("})
# How far before the colon of a heading the victims may be named, and how many words an entry may have.
_HEADING = 14
_LONGEST = 30
# How far before `كل من` or `هم` it must be told, what joins the names of a row, and how much may stand between two.
_MARKED = 6
_JOINTS = frozenset({"،", ",", "و"})
_BETWEEN = 7
NAME = 6
_NUMBER = 3


class Entry(NamedTuple):
    """A line of a roll: words `[first, last)`, and the name in `[name, name_last)` (empty where it has none)."""

    first: int
    last: int
    name: int
    name_last: int
    event: str  # what happened to those on the roll
    opens: bool  # whether it is the first of its roll


def entries(view: View) -> Iterator[Entry]:
    """The lines of all rolls of a text, in order."""
    lines = list(_lines(view))
    event, marked, opens = "", False, False
    for first, last in lines:
        if (said := _heading(view, first, last)) is not None:
            event, marked, opens = said, False, True
            continue
        if not event:
            continue
        name = _past_number(view, first, last)
        end = _name_end(view, name, last)
        listed = (name > first or not marked) and last - first <= _LONGEST
        unread = marked and name > first  # an entry of a roll of numbered names
        if listed and (end > name or _is_unnamed(view, name) or unread) and _is_quiet(view, end, last):
            marked = marked or name > first
            yield Entry(first, last, name, end, event, opens)
            opens = False
        else:
            event = ""


def listed_names(view: View) -> dict[int, int]:
    """The names of all rolls without their titles: first word -> past the last."""
    found = {}
    for name, last in [*((e.name, e.name_last) for e in entries(view)), *((r.name, r.name_last) for r in rows(view))]:
        first = name
        while first < last and view.norms[first] in roles():
            first += 1
        if first < last:
            found[first] = last
    return found


def rows(view: View) -> Iterator[Entry]:
    """The names of rows within a sentence: `استشهاد كل من نصرة الحلو وغزوة الدالي`, `والشهداء هم: نصرة الحلو، …`.

    Behind `كل من` their event is left open.
    """
    for first, last in view.sentences:
        for at in range(first + 1, last - 1):
            event = _row_of(view, first, at)
            if event is None or view.norms[at + 1].isdecimal():
                continue  # `القتلى: 17، توزعوا على …` is a label
            opens = True
            here: int | None = at + 1
            while here is not None and here < last:
                here = here + 1 if view.norms[here] in _OPENERS else here
                end = _name_end(view, here, last)
                if end > here and has_given_name(view, here, end):
                    yield Entry(here, end, here, end, event, opens)
                    opens = False
                here = _next_in_row(view, end, last)


def _row_of(view: View, first: int, at: int) -> str | None:
    """What befell those whose names follow word `at`: behind `الشهداء هم`, or open behind a trigger and `كل من`."""
    word, begin = view.norms[at], max(first, at - _MARKED)
    if word == "من" and view.norms[at - 1] == "كل":
        told = any(trigger_trie().longest(view.norms, i) is not None for i in range(begin, at - 1))
        return "" if told else None
    if word == "(":
        begin = max(first, at - 1)
    return _victims(view, begin, at) if word in (":", "هم", "هن", "(") else None


def _next_in_row(view: View, at: int, last: int) -> int | None:
    """Where the next name of a row begins: behind an age or alias, a comma and `و`."""
    end = min(last, at + _BETWEEN)
    while at < end and view.norms[at] not in _JOINTS:
        at += 1
        if view.norms[at - 1] == ".":
            return None
    if at == end:
        return None
    while at < end and view.norms[at] in _JOINTS:
        at += 1
    return at


def _lines(view: View) -> Iterator[tuple[int, int]]:
    """The lines of a text; a heading may be the last sentence of its line."""
    begin: int | None = None
    for first, _ in view.sentences:
        if begin is not None and _LINE_BREAK.search(view.text, view.words[first - 1].end, view.words[first].start):
            yield begin, first
            begin = first
        begin = first if begin is None else begin
    if begin is not None:
        yield begin, view.sentences[-1][1]


def _heading(view: View, first: int, last: int) -> str | None:
    """What happened to those whom a line that ends in a colon is about to name; None if it is no such line."""
    if view.norms[last - 1] not in (":", "هم") and view.norms[last - 2 : last] not in (["هم", "،"], ["هم", "."]):
        return None
    return _suffered(view, max(first, last - _HEADING), last)


def _suffered(view: View, first: int, last: int) -> str | None:
    """What befell those whom words `[first, last)` name last, by their noun or by the event."""
    for at in range(last - 1, first - 1, -1):
        if (event := _victims(view, at, at + 1)) is not None:
            return event
        said = trigger_trie().longest(view.norms, at)
        if said is not None and said[1][0].trigger.type in _EVENTS:
            return said[1][0].trigger.type
    return None


def _victims(view: View, first: int, last: int) -> str | None:
    """What befell the victims (`الشهداء`, `الجرحى`) whom words `[first, last)` name last."""
    for at in range(last - 1, first - 1, -1):
        match = noun_trie().longest(view.norms, at)
        if match is not None and match[1][0].number == "plural" and match[1][0].noun.event in _EVENTS:
            return match[1][0].noun.event
    return None


def _past_number(view: View, first: int, last: int) -> int:
    """Where an entry begins behind its bullet or number."""
    at = first
    while (
        at < last
        and at - first < _NUMBER
        and (is_bullet(view.norms[at]) or view.norms[at] in _SIGNS or (at == first and view.norms[at].isdecimal()))
    ):
        at += 1
    if at == first + 1 and view.norms[first].isdecimal():
        return first  # a number alone is a count
    return at + 1 if at < last and view.norms[at] in _OPENERS else at


def _name_end(view: View, at: int, last: int) -> int:
    """Past the name that begins at `at`, titles before it included; `at` if there is none."""
    end = at
    while end < last and end - at < NAME and (view.norms[end] in roles() or is_name_word(view, end)):
        end += 1
    while end > at and view.norms[end - 1] in word_set("name_joints"):
        end -= 1
    titled = end > at and view.norms[at] in roles()
    return end if end - at > 1 and not (titled and end - at == 1) else at


def _is_unnamed(view: View, at: int) -> bool:
    """`طفل مجهول الهوية`, `شهيدتين من عائلة …`, `عائلة سامر الحلو`: those on the roll without names of their own."""
    match = noun_trie().longest(view.norms, at)
    if match is None or match[1][0].noun.unit not in ("person", "family"):
        return False
    return match[1][0].number in ("singular", "dual")


def _is_quiet(view: View, first: int, last: int) -> bool:
    """Whether what stands behind a name tells of no event of its own and counts nothing behind a colon."""
    return ":" not in view.norms[first:last] and next(trigger_trie().find(view.norms, first, last), None) is None


class Rolls:
    """Ties the persons of rolls to the toll that was told last; read sentence by sentence."""

    def __init__(self, links: Links) -> None:
        self.s = links
        self.lines = list(entries(links.view))
        self.rows = [row for row in rows(links.view) if row.event]
        self.next = 0
        self.whole: int | None = None
        self.tolls: dict[str, int] = {}  # the last toll of each event
        self.left: float = 0

    def read(self, first: int, last: int, here: Sequence[int]) -> None:
        """Read the counts `here` of a sentence: of a roll, or the toll of one that follows."""
        while self.next < len(self.lines) and self.lines[self.next].last <= first:
            self.next += 1
        line = self.lines[self.next] if self.next < len(self.lines) else None
        if line is None or not line.first <= first < line.last:
            self._read_rows(first, last, here)
            return
        if line.opens and first == line.first:
            self._open(line)
        for index in here:
            c = self.s.counted[index]
            if self._is_gloss(line, c):
                self.s.links.pop(index, None)
            elif c.unit in ("person", "") and c.rule != "bare":
                self._enrol(index, line.event)

    def _is_gloss(self, line: Entry, c: Counted) -> bool:
        """`الطفل راتب الحلو (ابن أخ الشهيد سامر الحلو)`: whose kin somebody on the roll was."""
        return line.name < line.name_last <= c.first and "(" in self.s.norms[line.name_last : c.first]

    def _read_rows(self, first: int, last: int, here: Sequence[int]) -> None:
        """Enrol the names of the rows of a sentence; its other counts may be tolls of rolls that follow."""
        listed = {row.first: row for row in within(self.rows, first, last)}
        for index in here:
            c = self.s.counted[index]
            row = next((listed[at] for at in range(c.first, c.last) if at in listed), None)
            if row is None or c.rule != "named":
                self._remember([index])
                continue
            if row.opens:
                self._open(row)
            self._enrol(index, row.event)

    def _open(self, entry: Entry) -> None:
        self.whole = self.tolls.get(entry.event)
        self.left = self.s.counted[self.whole].low if self.whole is not None else 0

    def _remember(self, here: Sequence[int]) -> None:
        for index in here:
            c, found = self.s.counted[index], self.s.links.get(index)
            if found is not None and c.unit == "person" and c.low > 1 and all(k.kind == "event" for k in found):
                self.tolls[self.s.event_of(index)] = index

    def _enrol(self, index: int, event: str) -> None:
        c = self.s.counted[index]
        self.s.counted[index] = c._replace(unit="person", category=c.category or "person", event=event)
        self.left -= c.low
        if self.whole is None or self.left < 0:
            self.s.links[index] = [Link("event", index, -1, ROLL)]
            return
        told = [k for k in self.s.links[self.whole] if k.kind == "event"]
        events = [k._replace(head=index, rule=ROLL) for k in told]
        self.s.links[index] = [*events, Link("part_of", index, self.whole, ROLL)]
