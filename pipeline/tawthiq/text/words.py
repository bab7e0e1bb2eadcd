"""From text to words: slices of the original, each with its match form.

White space never belongs to a word, but to one that was broken on purpose (`قتـ. يلا`). Digits with their inner
separators stay one word; digits glued to letters are cut from them; every punctuation mark is a word of its own;
clitics become words of their own where `clitics.segment` allows it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from tawthiq.text.clitics import segment
from tawthiq.text.normalize import NormalizedText, fold

# Marks that ride on letters: harakat, tatweel, zero-width and bidi controls.
_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
# An Arabic comma is inside a number only before three digits, or before the decimals of a percentage.
_INNER = r"[.,٫٬:]\d+|،\d{3}(?!\d)|،\d{1,2}(?=\s?[%٪])|/\d+"
_BIDI = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_WORD = re.compile(
    rf"""
      [^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*               # letters and the marks on them
    | \d{{1,4}}([-/.\\])\d{{1,2}}\1\d{{2,4}}(?!\.?\d)   # a date in digits
    | \d+(?:[{_BIDI}]*(?:{_INNER}))*                  # a number with inner separators, a time, a day/month
    | [^\s{_MARKS}][{_MARKS}]*                         # any other visible sign
    | [{_MARKS}]+                                      # stray marks
    """,
    re.VERBOSE,
)


# Words broken so that no filter of a network finds them (`قـ.صف`, `شهـ ـداء`, `قتـ. يلا`): what stands in the break.
# Behind a single letter a stop and a blank end a sentence (`1438 هـ. وقال`).
_BREAK = re.compile(r"(?:\u0640+[.*]{1,2}|(?<=[^\W\d_]{2})\u0640+[.*]{1,2}\ |\u0640+\ (?=\u0640))\u0640*(?=[^\W\d_])")
_MENDED = re.compile(rf"[^\W\d_]+(?:{_BREAK.pattern}[^\W\d_]+[{_MARKS}]*)+|{_WORD.pattern}", re.VERBOSE)
# A ta marbuta ends a word: what follows it without a blank is the next one (`مدينةالرقة`, `ثلاثةمدنيين`).
_GLUED = re.compile(r"(?<=[^\W\d_]ة)(?=[^\W\d_]{2})")
_AND_MOTHER = "وأم"  # not the agency `وام`
_HUNDREDS = frozenset({"ميتا", "ميتان", "ميتين", "ميتي"})
_HAMZA = frozenset("ئ\u0654")


class Word(NamedTuple):
    """`text[start:end]` of the original, and its match form `norm`."""

    norm: str
    start: int
    end: int


def split_words(text: str) -> list[Word]:
    """The words of `text` in order; together they cover everything but white space."""
    words: list[Word] = []
    pattern = _MENDED if _BREAK.search(text) else _WORD
    for match in pattern.finditer(text):
        start = match.start()
        for norm, first, last in _pieces(match[0]):
            words.append(Word(norm, start + first, start + last))
    return words


# A text repeats its words; nothing but the characters of a word decides on its pieces.
@lru_cache(maxsize=200_000)
def _pieces(raw: str) -> tuple[tuple[str, int, int], ...]:
    """A stretch of letters, digits or a sign in words: match form, and slice of `raw`."""
    if "ة" in raw[:-2] and (glued := _GLUED.search(raw)):
        at = glued.start()
        return *_pieces(raw[:at]), *((norm, at + first, at + last) for norm, first, last in _pieces(raw[at:]))
    if "\u0640" in raw and _BREAK.search(raw):
        return _mended(raw)
    if raw == _AND_MOTHER:
        return (("و", 0, 1), ("ام", 1, len(raw)))
    whole = fold(raw)
    if len(whole) < 2 or not whole[0].isalpha():
        return ((whole or raw, 0, len(raw)),)
    pieces = segment(whole)
    if len(pieces) == 1:
        return ((_hundreds(whole, raw), 0, len(raw)),)
    # Where every character has one of its own in match form, lengths need no alignment.
    aligned = None if raw == whole else NormalizedText(raw)
    if aligned is not None and _cuts_a_ligature(aligned, pieces):
        return ((whole, 0, len(raw)),)
    found, at = [], 0
    for length, form in pieces:
        start, end = (at, at + length) if aligned is None else aligned.origin(at, at + length)
        found.append((_hundreds(form, raw[start:end]), start, end))
        at += length
    return tuple(found)


def _mended(raw: str) -> tuple[tuple[str, int, int], ...]:
    """The pieces of a word that was broken (`والقتـ.لى`), as if it were whole."""
    breaks = {i for match in _BREAK.finditer(raw) for i in range(match.start(), match.end())}
    kept = [i for i in range(len(raw)) if i not in breaks]
    pieces = _pieces("".join(raw[i] for i in kept))
    return tuple((norm, kept[first] if first else 0, kept[last - 1] + 1) for norm, first, last in pieces)


def _hundreds(form: str, raw: str) -> str:
    """`مئتا` and `ميتاً` (dead) fold to one form; where the hamza is written, the number takes that of `مائتا`."""
    return "ما" + form[1:] if form in _HUNDREDS and not _HAMZA.isdisjoint(raw) else form


def _cuts_a_ligature(aligned: NormalizedText, pieces: tuple[tuple[int, str], ...]) -> bool:
    """Whether a cut would fall inside one character that stands for several letters."""
    cuts = list(accumulate(length for length, _ in pieces))
    return any(aligned.origin(0, cut)[1] != aligned.origin(cut, cuts[-1])[0] for cut in cuts[:-1])
