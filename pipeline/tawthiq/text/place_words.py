"""The words about names of places: class words (`بلدة`), prepositions, and names that are also ordinary words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from tawthiq import lexicon
from tawthiq.errors import LexiconError
from tawthiq.text.normalize import fold

Requirement: TypeAlias = Literal["free", "preposition", "class"]
# What a name that the gazetteer lacks must look like behind a class word: anything, a word that is no common one, the
# same but with the class word in the name (`وادي …`); or it is never one.
Part: TypeAlias = Literal["yes", "rare", "whole", "no"]
# How many names stand behind the word: `قرية`, `قريتي`, `قرى`.
Number: TypeAlias = Literal["one", "two", "many"]

_PARTS: Mapping[str, Part] = {"yes": "yes", "rare": "rare", "whole": "whole", "no": "no"}
_NUMBERS: Mapping[str, Number] = {"one": "one", "two": "two", "many": "many"}
# Words of place_classes.csv that are no class words.
_NO_CLASS = ("preposition", "position", "direction", "support", "opener", "closer", "lying", "including")


class PlaceClass(NamedTuple):
    """What a class word (`بلدة`) says of the name after it, of names that the gazetteer lacks, and of how many."""

    kind: str
    part: Part
    number: Number = "one"


@cache
def class_words() -> Mapping[str, PlaceClass]:
    """The class words in match form: `بلده` -> town."""
    return {w: c for w, c in place_words().items() if c.kind not in _NO_CLASS}


@cache
def local_words() -> frozenset[str]:
    """Prepositions and directions in match form that a place name may follow."""
    return _of_kind("preposition", "position", "direction")


@cache
def supports() -> frozenset[str]:
    """Further words behind which a name that is also an ordinary word means the place: `سجن حارم`."""
    return _of_kind("support")


@cache
def naming_words() -> frozenset[str]:
    """Words behind which a word that no list knows is the name of a place: `في`, `قرب`, `سجن`."""
    rare = frozenset(w for w, c in place_words().items() if c.kind == "support" and c.part == "rare")
    return _of_kind("position", "direction") | rare


@cache
def directions() -> frozenset[str]:
    """Directions in match form: `شمال`, `غربي`."""
    return _of_kind("direction")


@cache
def openers() -> frozenset[str]:
    """First words of names of two words: `كفر`."""
    return _of_kind("opener")


@cache
def closers() -> frozenset[str]:
    """Last words of names of two words: `آباد`."""
    return _of_kind("closer")


def _of_kind(*kinds: str) -> frozenset[str]:
    return frozenset(word for word, known in place_words().items() if known.kind in kinds)


def word_kind(word: str) -> str | None:
    """The kind of a word of place_classes.csv."""
    known = place_words().get(word)
    return known.kind if known is not None else None


def class_of(word: str) -> PlaceClass | None:
    """What a class word says, with its article or without."""
    return class_words().get(word) or class_words().get(word.removeprefix("ال"))


@cache
def place_words() -> dict[str, PlaceClass]:
    """All words of place_classes.csv in match form."""
    found: dict[str, PlaceClass] = {}
    for where, row in lexicon.rows("place_classes"):
        if row["part"] not in _PARTS:
            raise LexiconError(f"{where}: part is one of {', '.join(_PARTS)}, not {row['part']!r}")
        if row["number"] not in _NUMBERS:
            raise LexiconError(f"{where}: number is one of {', '.join(_NUMBERS)}, not {row['number']!r}")
        for word in lexicon.alternatives(row["word"]):
            found.setdefault(fold(word), PlaceClass(row["kind"], _PARTS[row["part"]], _NUMBERS[row["number"]]))
    return found


@cache
def stopwords() -> dict[tuple[str, ...], Requirement | Literal["never"]]:
    """Names that are also ordinary words -> what must stand before one."""
    levels: dict[str, Requirement | Literal["never"]] = {
        "free": "free", "preposition": "preposition", "class": "class", "never": "never",
    }  # fmt: skip
    found = {}
    for where, row in lexicon.rows("place_stopwords"):
        if row["requires"] not in levels:
            raise LexiconError(f"{where}: requires is one of {', '.join(levels)}, not {row['requires']!r}")
        found[tuple(fold(row["phrase"]).split())] = levels[row["requires"]]
    return found


@cache
def never() -> frozenset[str]:
    """Words that are no name unknown to the gazetteer (`صغيرة`)."""
    return frozenset(k[0] for k, v in stopwords().items() if v == "never" and len(k) == 1)
