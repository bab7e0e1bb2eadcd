"""The words of time: months, weekdays, units and the small words between them, as tries over match forms.

The words are those of `lexicons/months.csv` and `lexicons/time_words.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tawthiq import lexicon
from tawthiq.errors import LexiconError
from tawthiq.text.inflect import definite
from tawthiq.text.normalize import fold
from tawthiq.text.phrases import PhraseTrie

GREGORIAN = "gregorian"
HIJRI = "hijri"
# The kinds of words that say which of several units is meant.
DIRECTIONS = ("before_past", "after_next", "past", "current", "next", "same", "following", "preceding")


class Month(NamedTuple):
    """A month name; an `ambiguous` one is an ordinary word too."""

    calendar: str
    month: int
    ambiguous: bool


class TimeWords:
    """One trie a kind of word; see `lexicons/time_words.csv` for the kinds.

    `kinds` tells of a word which kinds of phrase it begins. A text is full of words that begin none: those are passed
    over at the cost of one look-up.
    """

    __slots__ = ("_tries", "kinds", "months", "starters")

    def __init__(self) -> None:
        self._tries: dict[str, PhraseTrie[str]] = {}
        self.months: PhraseTrie[Month] = PhraseTrie()
        kinds: dict[str, set[str]] = {}
        for kind, phrase, value in _phrases():
            self._tries.setdefault(kind, PhraseTrie()).add(phrase, value)
            kinds.setdefault(phrase[0], set()).add(kind)
        for name, month in _month_names():
            self.months.add(name, month)
            kinds.setdefault(name[0], set()).add("month_name")
        for found in kinds.values():
            if not found.isdisjoint(DIRECTIONS):
                found.add("direction")
        self.kinds = {word: frozenset(found) for word, found in kinds.items()}
        self.starters = self.kinds.keys()

    def match(self, kind: str, norms: Sequence[str], at: int) -> tuple[int, str] | None:
        """The longest phrase of a kind at `at`: (index past its last word, value)."""
        return self._tries[kind].longest(norms, at) if at < len(norms) else None

    def has(self, kind: str, word: str) -> bool:
        """Whether `word` alone is a phrase of a kind."""
        return kind in self.kinds.get(word, ()) and self._tries[kind].longest((word,), 0) is not None


@cache
def time_words() -> TimeWords:
    """The words of time, loaded once."""
    return TimeWords()


@cache
def _phrases() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    found = []
    for where, row in lexicon.rows("time_words"):
        kind, value = row["kind"], row["value"]
        if not row["words"]:
            raise LexiconError(f"{where}: no word")
        for phrase in lexicon.alternatives(row["words"]):
            words = tuple(fold(phrase).split())
            found.append((kind, words, value))
            if kind in ("unit", "dual", "plural"):
                found.append((f"the_{kind}", (definite(words[0]),), value))
    return tuple(found)


@cache
def _month_names() -> tuple[tuple[tuple[str, ...], Month], ...]:
    return tuple(_read_months())


def _read_months() -> Iterator[tuple[tuple[str, ...], Month]]:
    for where, row in lexicon.rows("months"):
        if row["calendar"] not in (GREGORIAN, HIJRI) or not 1 <= int(row["month"]) <= 12:
            raise LexiconError(f"{where}: a month is 1 to 12 of the gregorian or hijri calendar")
        for column in ("names", "ambiguous"):
            for name in lexicon.alternatives(row[column]):
                month = Month(row["calendar"], int(row["month"]), column == "ambiguous")
                yield tuple(fold(name).split()), month
