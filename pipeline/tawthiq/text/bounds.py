"""Phrases that bound a number (`ما لا يقل عن`, `نحو`, `على الأقل`), read from `bounds.csv` around a given place.

Every look is bounded, so that asking at each number of a text stays linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

from tawthiq import lexicon
from tawthiq.errors import LexiconError
from tawthiq.text.normalize import fold
from tawthiq.text.numeral_words import number_words
from tawthiq.text.phrases import PhraseTrie
from tawthiq.types import Bound

_LOOK = 10
_Phrases: TypeAlias = "PhraseTrie[str]"
_SKIPPED = frozenset({"(", ")", "[", "]", '"', "ال"})
_COMPARATIVES = frozenset({"اكثر", "اقل"})
_SIDES = ("before", "bare", "behind", "equal", "between", "from", "gap", "filler", "change")


@cache
def _phrases(side: str) -> _Phrases:
    """The phrases of one side, reversed where they are looked for backwards."""
    trie: _Phrases = PhraseTrie()
    for where, row in lexicon.rows("bounds"):
        if row["side"] not in _SIDES or (row["bound"] and row["bound"] not in lexicon.BOUNDS):
            raise LexiconError(f"{where}: side is one of {', '.join(_SIDES)}, bound one of SPEC section 3")
        for phrase in lexicon.alternatives(row["phrases"]) if row["side"] == side else ():
            for words in _spellings(fold(phrase).split()):
                trie.add(words if side in ("behind", "equal", "filler", "change") else words[::-1], row["bound"])
    return trie


def _spellings(words: list[str]) -> list[list[str]]:
    """The phrase as it stands and with the pronoun of `عددهم` cut off."""
    for at, word in enumerate(words):
        if word[:3] in ("عدد", "اعد") and word[-2:] in ("هم", "ها", "هن"):
            return [words, [*words[:at], word[:-2], word[-2:], *words[at + 1 :]]]
    return [words]


def _tokens_back(norms: Sequence[str], index: int, floor: int, known: set[str]) -> list[tuple[str, int]]:
    """The words before `index`, nearest first, as long as a phrase knows them; clitics left on a word are cut off."""
    tokens: list[tuple[str, int]] = []
    for at in range(index - 1, max(floor, index - _LOOK) - 1, -1):
        norm = norms[at]
        if norm in known:
            tokens.append((norm, at))
        elif len(norm) > 2 and norm[0] in "وفبلك" and norm[1:] in known:
            tokens += [(norm[1:], at), (norm[0], at)]
            if norm[0] not in known:
                break
        else:
            break
    return tokens


def phrase_before(norms: Sequence[str], index: int, floor: int, side: str) -> tuple[str, int] | None:
    """The longest phrase of `side` that ends right before `index`: (its bound, index of its first word)."""
    trie = _phrases(side)
    at = index
    while at > floor and norms[at - 1] in _SKIPPED:
        at -= 1
    tokens = _tokens_back(norms, at, floor, trie.words)
    if tokens:
        match = trie.longest([word for word, _ in tokens], 0)
        if match:
            return match[1], tokens[match[0] - 1][1]
    return None


def bound_at_back(norms: Sequence[str], index: int, floor: int = 0, *, bare: bool = False) -> tuple[Bound, int] | None:
    """See `numerals.bound_before`; `floor` is the first word that may belong to the phrase.

    `bare`: the number counts nothing, so that `فوق` and `تحت` before it speak of no place.
    """
    bound, first = "", index
    # Two phrases may follow one another (ما يقدر بنحو، لا يقل عن نحو): the one that is not a mere "about" rules.
    for _ in range(3):
        found = phrase_before(norms, first, floor, "before") or _gap_before(norms, first, floor)
        if found is None and bare and first == index:
            found = phrase_before(norms, first, floor, "bare")
        if found is None:
            break
        bound, first = (found[0] if bound in ("", "about") else bound), found[1]
    return (bound, first) if bound else None  # type: ignore[return-value]


@cache
def _gap_phrases() -> tuple[_Phrases, dict[str, dict[str, str]]]:
    """`لا يقل … عن` -> a trie of the reversed first parts, and first part -> last word -> bound."""
    heads: _Phrases = PhraseTrie()
    tails: dict[str, dict[str, str]] = {}
    for _, row in lexicon.rows("bounds"):
        for phrase in lexicon.alternatives(row["phrases"]) if row["side"] == "gap" else ():
            head, _, tail = fold(phrase).partition("…")
            heads.add(head.split()[::-1], head.strip())
            tails.setdefault(head.strip(), {})[tail.strip()] = row["bound"]
    return heads, tails


def _gap_before(norms: Sequence[str], index: int, floor: int) -> tuple[str, int] | None:
    """A bound whose verb stands before its subject: `تجاوز عدد القتلى 300`, `لا يقل عدد الضحايا عن 20`."""
    fillers = _phrases("filler").words
    while index > floor and norms[index - 1] in _SKIPPED:
        index -= 1
    heads, tails = _gap_phrases()
    for at in range(index - 1, max(floor, index - 6), -1):
        if norms[at] in fillers:
            tokens = _tokens_back(norms, at, floor, heads.words)
            match = heads.longest([word for word, _ in tokens], 0) if tokens else None
            if match:
                by_tail = tails[match[1]]
                last = norms[index - 1] if index - 1 > at else ""
                bound = by_tail.get(last) or by_tail.get("")
                return (bound, tokens[match[0] - 1][1]) if bound else None
        elif not norms[at].isalpha():
            break
    return None


def bound_at_front(norms: Sequence[str], index: int) -> tuple[Bound, int] | None:
    """See `numerals.bound_behind`."""
    found = phrase_at_front(norms, index, "behind")
    if found and norms[found[1] - 1] in _COMPARATIVES and norms[found[1] : found[1] + 1] == ["من"]:
        following = "".join(norms[found[1] + 1 : found[1] + 2])
        if following in number_words() or following[:1].isdecimal():
            return None  # `10 وأكثر من 40` bounds the second
    return found  # type: ignore[return-value]


def phrase_at_front(norms: Sequence[str], index: int, side: str) -> tuple[str, int] | None:
    """The longest phrase of `side` that begins at `index`: (its bound, index past its last word)."""
    trie = _phrases(side)
    known = trie.words
    tokens: list[tuple[str, int]] = []
    for at in range(index, min(len(norms), index + 5)):
        norm = norms[at]
        if norm not in known and len(norm) > 2 and norm[0] in "وفبك" and norm[1:] in known:
            tokens += [(norm[0], at), (norm[1:], at)]
        elif norm in known:
            tokens.append((norm, at))
        else:
            break
    match = trie.longest([word for word, _ in tokens], 0) if tokens else None
    return (match[1], tokens[match[0] - 1][1] + 1) if match else None


def changes_before(norms: Sequence[str], index: int, floor: int) -> bool:
    """Whether a word of rise or fall stands shortly before `index`: then `من 20 إلى 30` is no range."""
    change = _phrases("change").words
    return any(n in change or n[1:] in change for n in norms[max(floor, index - 8) : index])
