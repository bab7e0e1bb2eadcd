"""Who speaks where: the words of reporting of a text, each with the source that it makes speak.

`قالت الشرطة إن …` opens a speech, which goes on until the next one or until a new clause begins; `…، وفق المرصد` closes
one, which is what stands before it. In `نقلت وكالة … عن مصدر طبي` the informant speaks, the agency relays.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tawthiq.nlp.sourcing import reporting_words
from tawthiq.nlp.state import Found, View, within
from tawthiq.text.matchers import marker_trie, word_set

# How far behind its word of reporting a speaker may stand, how far before it, and how far behind `نقلت` an informant.
_BEHIND = 6
_BEFORE = 1
_NAME = 10
_RELAYED = 14
_STOPS = frozenset({"ان", "انه", "انها", "انهم", "انهما", ":", "،", ",", ".", '"'})


class Speech(NamedTuple):
    """Words of reporting: where they begin and end, `opening` or `closing`, and who speaks, if that is said."""

    first: int
    last: int
    way: str
    speaker: Found | None


class Speeches:
    """The speeches of a text in order, and the role of each source: `opening`, `closing`, `relaying` or none."""

    def __init__(self, view: View, mentions: Sequence[Found]) -> None:
        self.view = view
        self.sources = [m for m in mentions if m.label == "SOURCE"]
        self.roles: dict[int, str] = {}
        self.all: list[Speech] = []
        for first, last in view.sentences:
            self.all += self._of_sentence(first, last)
        self.named = [s for s in self.all if s.speaker is not None and s.speaker.id != "source:unnamed"]
        self._starts = [s.first for s in self.named]

    def _of_sentence(self, first: int, last: int) -> Iterator[Speech]:
        norms = self.view.norms
        for at, end in dict(reporting_words(norms, first, last)).items():  # of two that begin alike the longer one
            way = "closing" if not word_set("according").isdisjoint(norms[max(first, at - 1) : at + 1]) else "opening"
            speaker = self._speaker(at, end, first, last)
            if speaker is not None and norms[at] in word_set("relaying"):
                informant = self._informant(speaker, last)
                if informant is not None:
                    self.roles.setdefault(speaker.first, "relaying")
                    speaker = informant
            if speaker is not None:
                self.roles.setdefault(speaker.first, way)
            yield Speech(at, end, way, speaker)

    def _speaker(self, at: int, end: int, first: int, last: int) -> Found | None:
        """Who stands right behind a word of reporting, or right before it."""
        norms = self.view.norms
        for index in range(end, min(end + _BEHIND, last)):
            if norms[index] in _STOPS and index > end:
                break
            if (near := within(self.sources, index, index + 1)) and near[0].last <= last:
                return near[0]
        before = [s for s in within(self.sources, max(first, at - _NAME), at) if 0 <= at - s.last <= _BEFORE]
        return before[-1] if before and norms[at - 1] not in _STOPS - {'"'} else None

    def _informant(self, agency: Found, last: int) -> Found | None:
        """`نقلت وكالة … عن مصدر`: whom an agency relays."""
        norms = self.view.norms
        for s in within(self.sources, agency.last, min(agency.last + _RELAYED, last)):
            if "عن" in norms[s.first - 2 : s.first]:
                return s
        return None

    def role(self, source: Found) -> str:
        """What a source does in its sentence."""
        return self.roles.get(source.first, "none")

    def last_named(self, before: int) -> Speech | None:
        """The last speech with a speaker that begins before a word."""
        at = bisect_right(self._starts, before - 1)
        return self.named[at - 1] if at else None

    def over(self, word: int, first: int, last: int) -> Speech | None:
        """The speech of a sentence, words `[first, last)`, that a word belongs to.

        What opened last before it, if no new clause has begun since; else what closes behind it, before another
        opens; else a sentence's own head (`وبحسب المرصد، قتل …`).
        """
        opened = None
        inside = within(self.all, first, last)
        for s in inside:
            if s.first >= word:
                break
            if s.way == "opening" or s.first <= first + _BEFORE:
                opened = s
        if opened is not None and not self.breaks(opened.last, word):
            return opened
        for s in inside:
            if s.first < word:
                continue
            if s.way == "closing":
                return s
            break
        return None

    def breaks(self, first: int, last: int) -> int:
        """How many new clauses begin between two places: not `وأن`, with which a speaker goes on."""
        found = marker_trie("clause").find(self.view.norms, first, last)
        return sum(self.view.norms[end - 1] not in _STOPS for _, end, _ in found)
