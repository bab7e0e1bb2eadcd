"""What the words of a text are to the linker: triggers, markers, counts, mentions, small words, or nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from tawthiq.nlp.state import Counted, Found, Trigger, View
from tawthiq.text.matchers import marker_trie, word_set

COMMAS = frozenset("،,؛;")
CONJUNCTIONS = frozenset({"و", "،", ",", "او"})
# The upper ends of the classes of distances, in words.
_CLASSES = (0, 1, 2, 3, 5, 8, 13, 20, 30)
_NAMED = {"ACTOR": "actor", "PLACE": "place", "DATE": "date", "WEAPON": "weapon", "SOURCE": "source"}
_MARKERS = ("agent", "affiliation", "support", "reporting", "clause", "subset", "beside")
# A longer path is told by its ends.
_PATH = 5
_ENDS = 2
# A clause is looked back for over so many words; it begins behind these.
_CLAUSE = 40
_OPENERS = frozenset({"ان", "الذي", "التي", "الذين", "اللذين", "ممن", "حيث", "لكن", "ما", "مما", ":", '"', ".", "("})
# A longer line is no heading, nor is one with a full stop.
_HEADING = 12
_STOPS = frozenset(".!?؟")


def distance(words: int) -> str:
    """The class of a distance."""
    return next((str(limit) for limit in _CLASSES if words <= limit), "far")


def _outline(view: View, counts: Sequence[int]) -> tuple[list[int], list[int]]:
    """The number of the paragraph and of the section of every sentence; a line that is a heading opens a section.

    `counts` are the first words of counts in order: a line with one is no heading.
    """
    paragraphs: list[int] = []
    headings: list[bool] = []
    for i, (first, last) in enumerate(view.sentences):
        broken = i > 0 and "\n" in view.text[view.words[first - 1].end : view.words[first].start]
        ends = i + 1 == len(view.sentences) or "\n" in view.text[view.words[last - 1].end : view.words[last].start]
        paragraphs.append((paragraphs[-1] if paragraphs else 0) + broken)
        counted = bisect_left(counts, first) < bisect_left(counts, last)
        short = last - first <= _HEADING and view.norms[last - 1] not in _STOPS and not counted
        headings.append((broken or i == 0) and ends and short and view.norms[first][0].isalnum())
    sections = list(accumulate(int(h) for h in headings))
    return paragraphs, sections


class Signs:
    """The kind of every word: `kinds[i]` is a marker's kind, `count`, `trigger`, a label, a small word, or empty."""

    def __init__(
        self, view: View, mentions: Sequence[Found], counted: Sequence[Counted], triggers: Sequence[Trigger]
    ) -> None:
        small = word_set("signs")
        self.view = view
        self.norms = view.norms
        self.sentences = view.sentences
        self.kinds = [w if w in small else "," if w in COMMAS else "" for w in view.norms]
        for m in mentions:
            if m.label in _NAMED:
                self._set(m.first, m.last, _NAMED[m.label])
        for at, end, marker in marker_trie(*_MARKERS).find(view.norms):
            self._set(at, end, marker.kind)
        for c in counted:
            for i in range(c.first, c.last):
                # Whose people are counted stays to be seen (`عنصران من قوات النظام`).
                self.kinds[i] = self.kinds[i] if self.kinds[i] in ("actor", "place") else ""
            self.kinds[c.first] = "count"
        self._counts = [c.first for c in counted]
        self.triggers = {t.first: t for t in triggers}
        for t in triggers:
            self._set(t.first, t.last, "trigger")

    @cached_property
    def outline(self) -> tuple[list[int], list[int]]:
        """The paragraph and the section of every sentence, by number."""
        return _outline(self.view, self._counts)

    def sentence_of(self, word: int) -> int:
        """The sentence that a word stands in, by number."""
        return bisect_right(self.sentences, word, key=lambda sentence: sentence[0]) - 1

    def _set(self, first: int, last: int, kind: str) -> None:
        self.kinds[first] = kind
        for i in range(first + 1, last):
            self.kinds[i] = ""

    def word(self, at: int) -> str:
        """A word, `^` before the first and `$` behind the last."""
        return "^" if at < 0 else self.norms[at] if at < len(self.norms) else "$"

    def kind(self, at: int) -> str:
        """The kind of a word; a trigger's with its event, part of speech and subject."""
        if not 0 <= at < len(self.kinds):
            return "^" if at < 0 else "$"
        t = self.triggers.get(at)
        return f"{t.type}/{t.pos}/{t.subject}" if t is not None else self.kinds[at]

    def clause(self, at: int, floor: int) -> int:
        """Where the clause of the word at `at` begins: behind a comma, `أن` or `فيما`, at a verb joined by `و`."""
        index, floor = at, max(floor, at - _CLAUSE)
        while index > floor:
            word, kind = self.norms[index - 1], self.kinds[index - 1]
            verb = self.triggers.get(index)
            joined = word == "و" and index < at and verb is not None and verb.pos != "noun"
            if word in COMMAS or word in _OPENERS or kind == "clause" or joined:
                break
            index -= 1
        return index

    def path(self, first: int, last: int, passed: frozenset[str] = frozenset()) -> str:
        """The kinds between two places, each run of one kind once, without those of `passed` and without mentions."""
        found: list[str] = []
        for kind in self.kinds[first:last]:
            if kind and kind not in passed and kind not in _NAMED.values() and found[-1:] != [kind]:
                found.append(kind)
        if len(found) > _PATH:
            found = [*found[:_ENDS], "…", *found[-_ENDS:]]
        return " ".join(found)
