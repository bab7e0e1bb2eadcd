"""Sentence boundaries for Arabic reports: long sentences, headings, bullet lists, text without final stops."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tawthiq.text.words import Word

_ENDS = frozenset(".!?؟…")
_CLOSERS = frozenset(")]}")
_COMMAS = frozenset("،,؛;:")
# In words: where a comma, and where any word, may end a sentence that has no stop.
_LONG = 250
_TOO_LONG = 400
# Digits before the point of a number that is turned round.
_GROUP = 3
_BULLETS = frozenset("-*•●▪◦–·‣")
_LINE_BREAK = re.compile("[\n\r\v\f\x85\u2028\u2029]")


def sentence_starts(text: str, words: Sequence[Word]) -> list[int]:
    """Indices of the words that begin a sentence.

    A sentence ends at a line break, and after a full stop, question or exclamation mark with the quotes and brackets
    that close behind it. A stop does not end one inside a number (it is no word of its own there), after an initial
    (`د. سمير`), or when no words have been read since the last end (`...`). `::` after a heading ends it too, and so
    does a comma where hundreds of words have come without any stop.
    """
    starts: list[int] = []
    begin = True
    spoken = False  # whether the sentence has a word or a number yet
    ended = False  # whether a stop has been read, and nothing behind it but stops and what closes
    for index, word in enumerate(words):
        if index and _LINE_BREAK.search(text, words[index - 1].end, word.start):
            begin = True
        elif ended:
            begin = word.norm not in _ENDS and not _closes(text, words, index)
        elif spoken and index > 1 and words[index - 2].norm == words[index - 1].norm == ":":
            begin = word.norm != ":"
        if starts and not begin:
            # Text without stops: what is read sentence by sentence must stay short of quadratic.
            long = index - starts[-1]
            begin = (long > _LONG and words[index - 1].norm in _COMMAS) or long > _TOO_LONG
        if begin:
            starts.append(index)
            begin = spoken = ended = False
        if word.norm in _ENDS:
            ended = ended or (spoken and not _is_initial(words, index - 1) and not _is_in_number(words, index))
        spoken = spoken or word.norm[0].isalnum()
    return starts


def is_bullet(word: str) -> bool:
    """Whether `word` opens a list item."""
    return word in _BULLETS


def _closes(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether a word is a bracket or a quotation mark that closes; white space tells for marks that may do either."""
    word = words[index]
    if word.norm != '"':
        return word.norm in _CLOSERS
    before = index > 0 and words[index - 1].end < word.start
    behind = index + 1 == len(words) or word.end < words[index + 1].start
    return behind if before != behind else text[word.start] not in "«“"


def _is_in_number(words: Sequence[Word], index: int) -> bool:
    """`8 .4 مليون`: the stop is the point of a number that the writing direction has turned round."""
    if not 0 < index < len(words) - 1:
        return False
    before, stop, behind = words[index - 1 : index + 2]
    digits = before.norm.isdecimal() and len(before.norm) <= _GROUP and behind.norm.isdecimal()
    return digits and stop.start - before.end == 1 and stop.end == behind.start


def _is_initial(words: Sequence[Word], index: int) -> bool:
    """A single letter right before the stop: an initial or a title (`د.`, `ود.`), no sentence end.

    A letter on another word or behind a number is none: the pronoun of `عائلته.`, the era of `2019م.`.
    """
    if index < 0 or words[index].end + 1 < words[index + 1].start:
        return False
    norm = words[index].norm
    if not norm.isalpha() or not (len(norm) == 1 or (len(norm) == 2 and norm[0] == "و")):
        return False
    previous = words[index - 1] if index else None
    glued = previous is not None and previous.norm[-1].isalnum() and previous.end == words[index].start
    return not glued and not (previous is not None and previous.norm[0].isdecimal())
