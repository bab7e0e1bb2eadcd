"""What the words around a name tell of it: that it is the label of a line, that it lies somewhere, that a row begins.

All questions look at a few words only.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.text.gazetteer import trie
from tawthiq.text.place_shapes import QUOTES, is_word
from tawthiq.text.place_words import class_of, class_words, directions, openers, word_kind

_LABEL_BEFORE = frozenset(("-", "–", "—", "•", "■", "▪", "●", "*", ".", "/", ")", "ـ"))
_LABEL_BEHIND = frozenset((":", "–", "—", "-", "("))
_COMMAS = frozenset(("،", ",", "(", "-"))
_QUOTED = 4
_NAMED = ("المدينه", "البلاد", "العاصمه", "المحافظه")


def is_opened(words: Sequence[str], at: int) -> bool:
    """Whether a quotation mark stands here, or a bracket that holds a name alone: `قرية (أم حمد)`."""
    if _word(words, at) in QUOTES:
        return True
    return _word(words, at) == "(" and ")" in words[at + 2 : at + 5] and _word(words, at + 1).isalpha()


def quoted_end(words: Sequence[str], at: int) -> int | None:
    """The end of a name of several words that quotation marks or brackets hold: `منطقة "سوق المواشي"`."""
    if not is_opened(words, at):
        return None
    end = at + 1
    while end < len(words) and end - at <= _QUOTED and not _closes(words[end]):
        if words[end] not in openers() and not words[end].isdecimal() and not is_word(words[end]):
            return None
        end += 1
    return end if end < len(words) and _closes(words[end]) and end - at > 2 else None


def _closes(word: str) -> bool:
    return word in QUOTES or word == ")"


def is_label(words: Sequence[str], first: int, last: int) -> bool:
    """Whether a name heads a line or an item: `- حارم (إدلب): …`, `4) ككلة – 171 قتيلاً`."""
    begins = first == 0 or words[first - 1] in _LABEL_BEFORE
    return begins and last < len(words) and words[last] in _LABEL_BEHIND


def is_located(words: Sequence[str], last: int) -> bool:
    """Whether it is said behind a name, which ends at `last`, where it lies.

    `(منطقة البنوك) شرقي بغداد`, `، شرق تعز`, `بحي كذا`, `في ناحية العظيم`, `القريبة من كذا`, `على بعد 5 كم`
    """
    at = last
    if _word(words, at) in _COMMAS:
        at += 1
    if word_kind(_word(words, at)) == "lying":
        at += 1
        if _word(words, at) in ("من", "ل"):
            return _is_place(words, at + 1)
    if _word(words, at) == "علي" and _word(words, at + 1) in ("بعد", "مسافه"):
        return True
    if _word(words, at) in directions():
        while _word(words, at) in directions() or (_word(words, at) == "و" and _word(words, at + 1) in directions()):
            at += 1
        return _word(words, at) in _NAMED or _is_place(words, at)
    if _word(words, at) == "ب":
        return _is_place(words, at + 1)
    if _word(words, at) in ("قرب", "بالقرب", "وسط"):
        return _is_place(words, at + 2 if _word(words, at + 1) == "من" else at + 1)
    return _word(words, at) == "في" and _is_classed(words, at + 1)


def location(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The place that says where a name lies, if a list goes on behind it: `(قرى كذا وكذا) جنوب (الشيخ زويد)، وكذا`."""
    first = at
    while _word(words, first) in directions():
        first += 1
    if first == at:
        return None
    if _word(words, first) in class_words():
        first += 1
    known = trie().longest(words, first) if first < len(words) else None
    return (first, known[0]) if known is not None and _word(words, known[0]) in ("،", "و", ",") else None


def list_opening(words: Sequence[str], at: int) -> int | None:
    """Where the row begins that a plural class word announces: `مناطق بينها …`, `المديريات تشمل (…`."""
    announced = class_of(words[at])
    if announced is None or announced.number != "many" or word_kind(_word(words, at + 1)) != "including":
        return None
    return at + 3 if _word(words, at + 2) in ('"', "(", ":", "كل") else at + 2


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""


def _is_classed(words: Sequence[str], at: int) -> bool:
    """Whether a class word and a name stand here: `ناحية العظيم`."""
    return _word(words, at) in class_words() and at + 1 < len(words) and trie().longest(words, at + 1) is not None


def _is_place(words: Sequence[str], at: int) -> bool:
    return at < len(words) and (_is_classed(words, at) or trie().longest(words, at) is not None)
