"""Who claims it: the sources that speak in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.nlp.state import Found, View, within
from tawthiq.text.matchers import marker_trie, word_set

# A source stands right behind the word of reporting (`قال مسؤول في …`), or right before it (`المرصد أعلن`).
_BEHIND = 6
_BEFORE = 2
# The longest name of a source, in words.
_NAME = 10
_THAT = frozenset({"ان", "انه", "انها", "انهم", ":"})
_NOT_SPEAKER = frozenset({"،", ".", "عن"})
# How far a description of the speaker, and a dateline, may reach.
_SPEAKER = 16
_DATELINE = 8
# Sources that go on with one named before (`التقرير`, `المصدر نفسه`), and name one only where there is none.
_ANAPHORIC = "source:unnamed"


def sentence_sources(view: View, mentions: Sequence[Found], first: int, last: int, carried: list[Found]) -> list[Found]:
    """The sources of words `[first, last)`; those `carried` from before where none is named here."""
    sources = [m for m in mentions if m.label == "SOURCE"]
    spoken: list[Found] = []
    for at, end, _ in marker_trie("reporting").find(view.norms, first, last):
        behind = within(sources, end, end + _BEHIND)
        near = behind or [s for s in within(sources, at - _NAME, at) if 0 <= at - s.last < _BEFORE]
        if near and near[0] not in spoken:
            spoken.append(near[0])
    named = [s for s in spoken if s.id != _ANAPHORIC]
    return named or carried or spoken


def reporting_words(norms: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
    """The words of reporting of a sentence in order, markers and single verbs: where each begins and ends."""
    words = {(at, end) for at, end, _ in marker_trie("reporting").find(norms, first, last)}
    words |= {(at, at + 1) for at in range(first, last) if norms[at] in word_set("speaking")}
    return sorted(words)


def spoken_words(norms: Sequence[str], first: int, last: int) -> set[int]:
    """The words that say who speaks (`قال مدير شرطة المقدادية إن`): a place among them is none of an event."""
    found: set[int] = set()
    for _, end, _ in marker_trie("reporting").find(norms, first, last):
        for index in range(end, min(end + _SPEAKER, last)):
            if norms[index] in _THAT:
                found.update(range(end, index))
                break
            if norms[index] in _NOT_SPEAKER:
                break
    return found


def dateline_words(view: View, first: int, last: int, sentence: int) -> set[int]:
    """The words before the `:` or `-` at the head of a report: where and by whom it was written."""
    if sentence:
        return set()
    for index in range(first, min(first + _DATELINE, last)):
        if view.norms[index] in (":", "-", "–") and index > first:
            return set(range(first, index))
    return set()
