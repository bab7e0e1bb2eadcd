"""Names of places that the gazetteer lacks, told by the word before them and by their shape.

A word that running text does not know (`vocabulary`) is likely a name behind `منطقة` or `بين بلدتي`; behind `قرية`
nearly any word is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tawthiq import lexicon
from tawthiq.text.matchers import word_set
from tawthiq.text.normalize import fold
from tawthiq.text.place_words import PlaceClass, class_words, closers, local_words, never, openers
from tawthiq.text.vocabulary import function_words, is_name_or_word, is_stem, names, pronoun_stems, rank

QUOTES = frozenset('"«»“”')
_COORDINATORS = frozenset(("و", "،", "او", ",", "/", "-"))
# A definite word that is rarer than this is rather a name than a noun: `منطقة الصراع` is none, `منطقة المقاش` is one.
_RARE = 6_000
# The same behind a word that names mostly follow; and of words without article, which there may be adjectives.
_COMMON, _COMMON_BARE = 300, 3_000
_SELDOM = 25_000
_LONGEST = 3
# Letters that the cutter of words takes for clitics.
_CUT = frozenset("بلسكف")
# Endings of verbs, which follow a coordinator as names do: `وأحرقوا`, `وأصيبت`.
_VERBAL = ("وا", "ت", "تا")
# Endings of a noun and its owner that is in no list (`في عيدك`, `في دمائي`), and of what is derived (`قائمقامية`).
_OWNED = ("ايي", "تي", "ك", "يه")


@cache
def namesakes() -> frozenset[str]:
    """First names of people and names of months in match form, which places are called after (`حي تشرين`)."""
    months = (name for _, row in lexicon.rows("months") for name in lexicon.alternatives(row["names"]))
    return frozenset(fold(name).split()[0] for name in (*lexicon.first_column("given_names"), *months))


def is_word(word: str) -> bool:
    """Whether a word may be part of a name at all."""
    return (
        len(word) > 2 and word.isalpha() and not word.isascii() and word not in never() and word not in local_words()
        and word not in function_words()
    )  # fmt: skip


def is_rare(word: str) -> bool:
    """Whether a word looks like a name because texts know no other use of it.

    >>> is_rare("المقاش"), is_rare("الصراع"), is_rare("جبليه")
    (True, False, False)
    """
    if not is_word(word) or word in class_words():
        return False
    if word.startswith("ال") and len(word) > 4:
        stem = word[2:]
        return min(rank(word), rank(stem)) > _RARE and not is_stem(word) and not is_stem(stem)
    return is_strange(word)


def is_strange(word: str) -> bool:
    """Whether a word without article is in no list of words at all: `طوطح`."""
    return is_word(word) and not is_name_or_word(word) and not word.startswith("ال") and not _has_pronoun(word)


def _is_seldom(word: str) -> bool:
    """Whether a word without article is so seldom that behind one class word it is a name (`مقاطعة شيبا`)."""
    return (
        is_word(word) and not word.startswith("ال") and rank(word) > _SELDOM and not is_stem(word)
        and word not in class_words() and not word.endswith(("ه", "يا", "ين", *_VERBAL)) and word[0] not in "تي"
    )  # fmt: skip


def _has_pronoun(word: str) -> bool:
    return any(len(stem) > 2 and (is_name_or_word(stem) or is_stem(stem)) for stem, _ in pronoun_stems(word)) or any(
        word.endswith(pronoun) and (is_name_or_word(word[: -len(pronoun)]) or is_stem(word[: -len(pronoun)]))
        for pronoun in ("ها", "هم", "هما", "نا", "ه", "ا", "ين", "ون", "ات")
    )


def unknown_end(words: Sequence[str], first: int, announced: PlaceClass, known: bool = False) -> int | None:
    """The end of the unknown name that begins at `words[first]`, behind a class word; None if there is none.

    Where its first word is `known` as a place by itself, only a name of two words is one.
    """
    if announced.part == "no" or first >= len(words):
        return None
    word, last = _joined(words, first)
    if opens(word):
        return _opened_end(words, first)
    if word in class_words():
        return None
    if known:
        end = _longer(words, last)
        return end if end > last and words[end - 1] in closers() else None
    if announced.part == "yes":
        fits = _may_follow(word)
    elif announced.part == "whole":
        fits = is_rare(word) or _may_belong(word, words[first - 1])
    else:
        fits = is_rare(word) or _is_seldom(word)
    end = _longer(words, last)
    # Of two words the second alone may tell: `جزيرة إيزو أوشيما`.
    return end if fits or (end > last and is_word(word) and rank(word) > _RARE) else None


def _joined(words: Sequence[str], first: int) -> tuple[str, int]:
    """The word at `first` and its end, with what a text's cutter took for a clitic of it (`لحايا`: ل, حايا)."""
    word = words[first]
    if word in _CUT and first + 1 < len(words):
        rest = words[first + 1]
        whole = word + rest
        preposition = word in "بلك" and (rest in names() or rest.endswith(("ها", "هم")))
        if (
            rank(rest) > _RARE
            and not rest.startswith("ال")
            and not is_stem(rest)
            and is_word(whole)
            and not preposition
        ):
            return whole, first + 2
    return word, first + 1


def opens(word: str) -> bool:
    """Whether a word is the first of a name of two words (`كفر`, `تل`)."""
    announced = class_words().get(word)
    return word in openers() or (announced is not None and (announced.part == "whole" or announced.kind == "natural"))


def _opened_end(words: Sequence[str], first: int, rare: bool = False) -> int | None:
    """The end of a name that begins with `كفر`, `تل` …, which alone is none; `rare`: what follows is no common word."""
    at = first + 1
    if at < len(words) and words[at] in openers() and words[at] != words[first]:
        at += 1  # `تل أبو …`
    if at >= len(words):
        return None
    word, last = _joined(words, at)
    # `بئر فضل`, but `عبد نجم` is a person.
    named = is_rare(word) or _is_seldom(word) or (word in namesakes() and words[first] not in _before_persons())
    fits = named if rare else word in namesakes() or (is_word(word) and word not in class_words())
    return last if fits else None


def _longer(words: Sequence[str], last: int) -> int:
    """Where a name ends that may go on with further strange words (`أنجور أدا`)."""
    begun = last
    while last < len(words) and last - begun < _LONGEST - 1 and _goes_on(words[last]):
        last += 1
    return last


def _goes_on(word: str) -> bool:
    """Whether a name in a foreign language may have this as a further word: `(بوشت) رود`."""
    return word in closers() or (is_strange(word) and word[0] != "و")


def bare_end(words: Sequence[str], first: int) -> int | None:
    """The end of an unknown name behind a preposition of place: a word of no list (`في ديري`), with what follows it."""
    word = words[first]
    if not is_rare(word) or len(word) < 4 or word.endswith(_OWNED) or _is_inflected(word):
        return None
    return _longer(words, first + 1)


def _is_inflected(word: str) -> bool:
    """Whether a word of no list is a known one with a conjunction (`فوصلنا`), in the dual or in construct state."""
    if word[0] in "وف" and not word.startswith("وا"):
        return True
    dual = word.endswith(("تين", "تان")) and is_name_or_word(word[:-3] + "ه")
    return dual or (word[-1] == "ي" and len(word) > 5 and is_stem(word[:-1]))


def common_end(words: Sequence[str], first: int) -> int | None:
    """The end of a name that may be of common words: `البنوك`, `الأبنية الجاهزة`, `بروج`."""
    word = words[first]
    if not is_word(word) or word in class_words():
        return None
    if not word.startswith("ال"):
        adjective = word.endswith(("يه", *_VERBAL)) or (word[0] == "م" and word[-1] == "ه")
        return None if adjective or rank(word) <= _COMMON_BARE or word[0] in "تي" else first + 1
    second = words[first + 1] if first + 1 < len(words) else ""
    agrees = second.startswith("ال") and is_word(second) and second.endswith("ه") == (word[-1] in "هت")
    return first + 2 if agrees else first + 1


def named_area_end(words: Sequence[str], at: int) -> int | None:
    """The end of an area that is named by a class word and an adjective: `الحي الصناعي`."""
    if at + 1 < len(words) and words[at] in _named_areas():
        return at + 2 if words[at + 1] in _named_areas()[words[at]] else None
    return None


def street_end(words: Sequence[str], first: int, announced: PlaceClass, known: int | None) -> int | None:
    """The end of the name of a street or square, which its class word belongs to: `شارع فلسطين`, `ساحة رياض الصلح`."""
    if known is not None or opens(words[first]):
        return known or _opened_end(words, first)
    last = unknown_end(words, first, announced._replace(part="yes"))
    construct = last == first + 1 and last < len(words) and not words[first].startswith("ال")
    return last + 1 if last is not None and construct and words[last].startswith("ال") else last


@cache
def _before_persons() -> frozenset[str]:
    """Openers of places that stand before names of people too."""
    return word_set("name_joints") | word_set("honorifics")


@cache
def _named_areas() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for phrase in word_set("named_areas"):
        head, adjective = phrase.split()
        found.setdefault(head, set()).add(adjective)
    return {head: frozenset(adjectives) for head, adjectives in found.items()}


def _may_follow(word: str) -> bool:
    """Whether a word may be a name behind a word that names mostly follow."""
    if not is_word(word):
        return False
    if word.startswith("ال"):
        return rank(word[2:]) > _COMMON
    # A relative clause (`قرية تسيطر عليها`) or a participle (`قرية متاخمة`); but `قرية تبنة` is in no list.
    verbal = is_name_or_word(word) and (
        word[0] in "تي" or word.endswith(_VERBAL) or (word[0] == "م" and word[-1] == "ه")
    )
    return word in namesakes() or (rank(word) > _COMMON_BARE and not verbal)


def _may_belong(word: str, opener: str) -> bool:
    """Whether a word may go on with a name that began with `وادي`, and is no adjective or verb behind it."""
    if not is_word(word) or word.startswith("ال") or word in class_words():
        return False
    agrees = word.endswith("ه") and opener.endswith("ه")
    return word in namesakes() or (rank(word) > _RARE and not agrees and not word.endswith(_VERBAL))


def listed_end(words: Sequence[str], first: int, rare: bool = False) -> int | None:
    """The end of an unknown name in a list (`قرى كذا وكذا`), where anything but a name ends the list."""
    if first >= len(words):
        return None
    word, last = _joined(words, first)
    if opens(word) or opens(unglued(word)):
        return _opened_end(words, first, rare)
    return _longer(words, last) if is_rare(word) and not word.endswith(_VERBAL) else None


def after_coordinator(words: Sequence[str], at: int) -> int | None:
    """Where the next of several coordinated names begins, if the one before ends at `at`."""
    first = at
    while first < len(words) and first - at < 4 and (words[first] in _COORDINATORS or words[first] in QUOTES):
        first += 1
    return first if any(word in _COORDINATORS for word in words[at:first]) else None


def is_glued(word: str) -> bool:
    """Whether a conjunction was not cut from a name, because what follows is in no list (`وطوطح`, `وحوش عرب`)."""
    rest = unglued(word)
    strange = len(rest) > 2 and is_strange(word) and is_strange(rest)
    return rest != word and (strange or rest in openers())


def unglued(word: str) -> str:
    """A word without the و it begins with."""
    return word.removeprefix("و")
