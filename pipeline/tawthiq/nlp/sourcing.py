"""Who claims it: the sources that speak in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.nlp.state import Found, View
from tawthiq.text.matchers import marker_trie

# A source stands right behind the word of reporting (`قال مسؤول في …`), or right before it (`المرصد أعلن`).
_BEHIND = 6
_BEFORE = 2
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
        near = [s for s in sources if 0 <= s.first - match[0] < _BEHIND] or [s for s in sources if 0 <= at - s.last < _BEFORE]
        if near and near[0] not in spoken:
            spoken.append(near[0])
        at = match[0]
    named = [s for s in spoken if s.id != _ANAPHORIC]
    return named or carried or spoken
