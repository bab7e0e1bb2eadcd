"""Who claims it: the sources that speak in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.nlp.state import Found, View
from tawthiq.text.matchers import marker_trie

# A source stands right behind the word of reporting (`قال مسؤول في …`), or right before it (`المرصد أعلن`).
_BEHIND = 6
_BEFORE = 2
# How far a description of the speaker, and a dateline, may reach.
_SPEAKER = 16
_DATELINE = 8
# Sources that go on with one named before (`التقرير`, `المصدر نفسه`), and name one only where there is none.
_ANAPHORIC = "source:unnamed"


def sentence_sources(view: View, mentions: Sequence[Found], first: int, last: int, carried: list[Found]) -> list[Found]:
    """The sources of words `[first, last)`; those `carried` from before where none is named here."""
    trie = marker_trie("reporting")
    sources = [m for m in mentions if m.label == "SOURCE"]
    spoken: list[Found] = []
    at = first
    while at < last:
        match = trie.longest(view.norms, at)
        if match is None:
            at += 1
            continue
        near = [s for s in sources if 0 <= s.first - match[0] < _BEHIND] or [
            s for s in sources if 0 <= at - s.last < _BEFORE
        ]
        if near and near[0] not in spoken:
            spoken.append(near[0])
        at = match[0]
    named = [s for s in spoken if s.id != _ANAPHORIC]
    return named or carried or spoken


def spoken_words(view: View, first: int, last: int) -> set[int]:
    """The words that say who speaks (`قال مدير شرطة المقدادية إن`): a place among them is none of an event."""
    trie = marker_trie("reporting")
    found: set[int] = set()
    at = first
    while at < last:
        match = trie.longest(view.norms, at)
        if match is None:
            at += 1
            continue
        for index in range(match[0], min(match[0] + _SPEAKER, last)):
            if view.norms[index] in ("ان", "انه", "انها", "انهم", ":"):
                found.update(range(match[0], index))
                break
            if view.norms[index] in ("،", ".", "عن"):
                break
        at = match[0]
    return found


def dateline_words(view: View, first: int, last: int, sentence: int) -> set[int]:
    """The words before the `:` or `-` at the head of a report: where and by whom it was written."""
    if sentence:
        return set()
    for index in range(first, min(first + _DATELINE, last)):
        if view.norms[index] in (":", "-", "–") and index > first:
            return set(range(first, index))
    return set()
