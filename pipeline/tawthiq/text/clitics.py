"""Cutting clitics: the conjunctions و ف, the prepositions ب ل ك, the future س, and the pronoun suffixes.

A clitic is cut in front of a known word, unless the whole is one itself (`وزير`); see `vocabulary` for what is known.
A pronoun is cut only from nouns and verbs of the lexicons (`قتلهم`, `منازلهم`), where it tells whose and whom.
"""

from __future__ import annotations

from typing import TypeAlias

from tawthiq.text.vocabulary import (
    carries,
    function_words,
    is_known,
    is_name_or_word,
    is_stem,
    names,
    pronoun_stems,
    rank,
)

Piece: TypeAlias = tuple[int, str]  # (length of the slice, its match form)

_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بلك"
_ARTICLE = "ال"


def segment(norm: str) -> tuple[Piece, ...]:
    """The pieces of a word in match form, in order; their lengths sum to `len(norm)`.

    >>> [form for _, form in segment("وللحكومه")]
    ['و', 'ل', 'الحكومه']
    """
    if norm in function_words():
        return ((len(norm), norm),)
    pieces: list[Piece] = []
    rest = norm
    if len(rest) > 2 and rest[0] in _CONJUNCTIONS and not _is_whole(rest) and _is_rest(rest[1:]):
        pieces.append((1, rest[0]))
        rest = rest[1:]
    if len(rest) > 2 and not _is_whole(rest):
        if rest.startswith("لل") and len(rest) > 3:
            pieces.append((1, "ل"))
            return (*pieces, (len(rest) - 1, _after_li(rest[1:])))
        if (rest[0] in _PREPOSITIONS and _is_bare(rest[1:])) or _is_future(rest):
            pieces.append((1, rest[0]))
            rest = rest[1:]
    return (*pieces, *_suffix(rest, len(rest)))


def _is_whole(word: str) -> bool:
    """Whether `word` is known as it stands, or is a known word with a pronoun (`وزيرهم`, but not `لستة`, ل + ستة)."""
    if is_name_or_word(word) or _suffix_of(word) is not None:
        return True
    rest = word[1:]
    behind = -1 if rest in names() or is_stem(rest) else rank(rest)
    return not word.startswith(_ARTICLE) and any(
        len(stem) > 2 and rank(stem) < behind for stem, _ in pronoun_stems(word)
    )


def _is_rest(word: str) -> bool:
    """Whether a conjunction may stand before `word`: a known word, with or without a preposition."""
    return (
        _is_bare(word)
        or (word[0] in _PREPOSITIONS and len(word) > 2 and _is_bare(word[1:]))
        or (word.startswith("لل") and len(word) > 3)
        or _is_future(word)
    )


def _is_bare(word: str) -> bool:
    """Whether `word` is known, by itself, with the article, or with a pronoun."""
    return len(word) > 1 and (is_known(word) or _suffix_of(word) is not None)


def _is_future(word: str) -> bool:
    """Whether `word` is س before a present (`سيقتل`)."""
    return len(word) > 3 and word[0] == "س" and word[1] in "يتن" and _is_bare(word[1:])


def _after_li(word: str) -> str:
    """The match form of what follows ل in `للحكومه`: the article without its alif, or a word that begins with ل."""
    if not is_name_or_word(word):
        return "ا" + word
    if word in names():  # للبنان = ل + لبنان, which takes no article
        return word
    # للجنه = ل + اللجنه, of whose three lam one is not written; but للقوات = ل + القوات, though لقوات is a word.
    return _ARTICLE + word if is_stem(word) or rank(word) <= rank(word[1:]) else "ا" + word


def _suffix(word: str, length: int) -> tuple[Piece, ...]:
    """`word` with its pronoun cut off where it has one; `length` is the slice it stands for."""
    cut = _suffix_of(word)
    if cut is None:
        return ((length, word),)
    stem, pronoun = cut
    return ((length - len(pronoun), stem), (len(pronoun), pronoun))


def _suffix_of(word: str) -> tuple[str, str] | None:
    """The stem, as it is spelled by itself, and the pronoun."""
    if word.startswith(_ARTICLE) or is_name_or_word(word):
        return None
    return next(((stem, pronoun) for stem, pronoun in pronoun_stems(word) if carries(stem, pronoun)), None)
