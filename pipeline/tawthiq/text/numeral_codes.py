"""Digits that count nothing: telephone numbers, web addresses, codes joined by dashes."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.text.numeral_words import heads
from tawthiq.text.words import Word

_GROUPS = 8  # of digits, in one telephone number
_LOOK = 40  # words of an address, which is cut at every sign
_TELEPHONE = 7  # digits, at the least
_JOINTS = frozenset("-–.")


def code_end(words: Sequence[Word], norms: Sequence[str], index: int) -> int | None:
    """The index past the code that the digits at `index` begin; None where they may be a number."""
    if _in_address(words, norms, index):
        return index + 1
    last, dashes, digits = index + 1, 0, len(norms[index])
    while last < min(len(words), index + 2 * _GROUPS):
        at = last + (norms[last] == ")")
        if at == len(words):
            break
        dashed = norms[at] in _JOINTS and words[at].start == words[at - 1].end
        at += dashed
        if at == len(words) or not norms[at].isdecimal() or words[at].start - words[at - 1].end != (not dashed):
            break
        dashes, digits, last = dashes + dashed, digits + len(norms[at]), at + 1
    groups = last - index - dashes  # counts a bracket as one more
    if dashes >= 2 and norms[index].isdecimal():
        return last
    begins = norms[index].isdecimal() and norms[index][0] == "0" and len(norms[index]) > 1
    called = index > 0 and norms[index - 1] == "+" and words[index - 1].end == words[index].start
    named = any(word in heads("code_head") for word in norms[max(0, index - 5) : index])
    return last if digits >= _TELEPHONE and (called or named or (begins and groups > 1)) else None


def _in_address(words: Sequence[Word], norms: Sequence[str], index: int) -> bool:
    """Whether the digits are part of a web address, an e-mail or a tag: `https://…/2019`, `name@…12`, `#شام24`."""
    first = index
    while first and index - first < _LOOK and words[first - 1].end == words[first].start:
        first -= 1
    before = norms[first:index]
    return any(sign in before for sign in ("www", "@", "#")) or "://" in "".join(before)
