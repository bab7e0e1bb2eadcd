"""Sentence boundaries for Arabic reports: long sentences, headings, bullet lists, text without final stops."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.text.words import Word

_ENDS = frozenset(".!?؟…")
_CLOSERS = frozenset('")]}»')
_BULLETS = frozenset("-*•●▪◦–·‣")


def sentence_starts(text: str, words: Sequence[Word]) -> list[int]:
    """Indices of the words that begin a sentence.

    A sentence ends at a line break, and after a full stop, question or exclamation mark with the quotes and brackets
    that close behind it. A stop does not end one inside a number (it is no word of its own there), after an initial
    (`د. سمير`), or when no words have been read since the last end (`...`). `::` after a heading ends it too.
    """
    starts: list[int] = []
    begin = True
    for index, word in enumerate(words):
        if index:
            previous = words[index - 1]
            if "\n" in text[previous.end : word.start]:
                begin = True
            elif previous.norm in _ENDS and word.norm not in _ENDS and word.norm not in _CLOSERS:
                begin = not _is_initial(words, index - 2)
            elif previous.norm in _CLOSERS and index > 1 and words[index - 2].norm in _ENDS:
                begin = word.norm not in _ENDS and word.norm not in _CLOSERS
            elif previous.norm == ":" and index > 1 and words[index - 2].norm == ":":
                begin = True
        if begin:
            starts.append(index)
            begin = False
    return starts


def is_bullet(word: str) -> bool:
    """Whether `word` opens a list item."""
    return word in _BULLETS


def _is_initial(words: Sequence[Word], index: int) -> bool:
    """A single letter right before the stop: an initial or a title (`د.`), no sentence end."""
    return (
        index >= 0
        and len(words[index].norm) == 1
        and words[index].norm.isalpha()
        and words[index].end + 1 >= words[index + 1].start
    )
