"""Match forms that never lose the original offsets.

Everything that is compared with a lexicon is compared in *match form*: no harakat, tatweel or bidi controls,
presentation forms resolved, the alef, ya, ta marbuta and hamza-carrier families folded, digits and quotes unified.
The tables are those of camel-tools (`camel_tools.utils`: charmap `arclean`, `normalize`); only the
punctuation that carries meaning in numbers and sentences is kept apart.

Every rewriting goes through one character table, so the alignment cannot be lost by a rule: a character becomes
zero or more characters, and never white space.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import accumulate

# Kept as they are: they separate sentences and the digits of a number, and arclean would merge them with others.
_KEPT_PUNCTUATION = "،؛؟٬٫…"
_BLOCKS = (
    (0x00A0, 0x0100),
    (0x0600, 0x0700),
    (0x0750, 0x0780),
    (0x08A0, 0x0900),
    (0x200B, 0x2070),
    (0xFB50, 0xFE00),
    (0xFE70, 0xFF00),
)
# Typed for a closing quotation mark; arclean makes two signs of it (`” 49″ شهيداً`).
_QUOTES = {"″": '"'}
# Hamza on a carrier is dropped as well: decomposed (NFD) text and hamza-less spellings then read the same.
_HAMZA_CARRIERS = {"ؤ": "و", "ئ": "ي"}


@cache
def fold_table() -> dict[int, str]:
    """The character table of the match form: code point -> its replacement (empty where it is deleted)."""
    from camel_tools.utils.charmap import CharMapper
    from camel_tools.utils.normalize import normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar

    arclean = CharMapper.builtin_mapper("arclean")

    def folded(character: str) -> str:
        if character in _KEPT_PUNCTUATION or character.isspace():
            return character
        if character in _QUOTES:
            return _QUOTES[character]
        if unicodedata.category(character) in ("Cf", "Mn") or character == "ـ":
            return ""
        base = unicodedata.normalize("NFKC", character) if character >= "ﭐ" else character
        if all(c in " ـ" or unicodedata.category(c) == "Mn" for c in base):
            return ""  # presentation forms of harakat: the mark on a space or on a tatweel
        out = "".join(c if c in _KEPT_PUNCTUATION else arclean.map_string(c) for c in base)
        # Harakat go by their Unicode category: `dediac_ar` says the same (a test sees to it), but takes half a second
        # to be imported.
        out = "".join(c for c in out if unicodedata.category(c) != "Mn")
        out = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(out)))
        out = "".join(_HAMZA_CARRIERS.get(c, c) for c in out)
        # A replacement may not introduce white space, nor may a visible sign vanish.
        return character if not out.strip() or any(c.isspace() for c in out) else out

    table = {}
    for first, last in _BLOCKS:
        for code in range(first, last):
            character = chr(code)
            replacement = folded(character)
            if replacement != character:
                table[code] = replacement
    return table


def fold(text: str) -> str:
    """The match form of `text`; its length may differ."""
    return text if text.isascii() else text.translate(fold_table())


class NormalizedText:
    """The match form of a text together with where each of its characters came from.

    >>> n = NormalizedText("مُحافظة")
    >>> n.text
    'محافظه'
    >>> n.origin(1, 3)
    (2, 4)
    """

    __slots__ = ("_starts", "original", "text")

    def __init__(self, original: str) -> None:
        table = fold_table()
        pieces = [table.get(ord(c), c) for c in original]
        self.original = original
        self.text = "".join(pieces)
        # Index in `text` at which each original character's replacement begins, and the total length.
        self._starts = [0, *accumulate(len(p) for p in pieces)]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of `text[start:end]`; deleted marks go with the character before them.

        A cut inside a ligature is widened to the whole character.
        """
        return self._original_index(start, inside=-1), self._original_index(end, inside=0)

    def _original_index(self, index: int, inside: int) -> int:
        if index <= 0:
            return 0
        if index >= len(self.text):
            return len(self.original)
        at = bisect_left(self._starts, index)
        if self._starts[at] != index:
            return at + inside
        # Several originals may start here, the deleted ones first: they belong to the character before.
        return bisect_right(self._starts, index) - 1
