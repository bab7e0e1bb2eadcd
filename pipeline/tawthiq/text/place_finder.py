"""Finding the places that a text names: names of the gazetteer, and names it lacks that their surroundings show.

What lets a name through is a class word (`بلدة`), a preposition or direction, a row of places, the place of a label
(`حارم: 5 قتلى`), or where the text says that it lies (`الحراك بريف درعا`); see `gazetteer.requirement` and
`place_surroundings`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tawthiq.text import gazetteer
from tawthiq.text.gazetteer import GazetteerPlace, trie
from tawthiq.text.place_shapes import (
    after_coordinator,
    bare_end,
    common_end,
    is_glued,
    listed_end,
    named_area_end,
    street_end,
    unknown_end,
)
from tawthiq.text.place_surroundings import is_label, is_located, is_opened, list_opening, location, quoted_end
from tawthiq.text.place_words import (
    PlaceClass,
    class_of,
    class_words,
    local_words,
    naming_words,
    supports,
)

__all__ = ("PlaceMatch", "find")

_COORDINATORS = ("و", "،", "او", ",")
# `بحجة` is said of a pretext, hardly ever of the town.
_PRETEXTS = (["ب", "حجه"],)


class PlaceMatch(NamedTuple):
    """A place named in `words[first:last]`; its class word, if any, is `words[start]`, of kind `kind`.

    Without candidates it is a name that only its surroundings show to be a place.
    """

    first: int
    last: int
    start: int
    kind: str | None
    candidates: tuple[GazetteerPlace, ...]


def find(words: Sequence[str], country: str | None = None, unknown: bool = False) -> Iterator[PlaceMatch]:
    """The places named in a sequence of match forms, from left to right, without overlap.

    `country` is what the document is about, as far as known. With `unknown`, a word after a class word that admits
    it (`قرية`) is a match too, with no candidates.
    """
    return _Finder(words, country, unknown).find()


class _Finder:
    """The names of one text; `learned` are those that class words introduced, which may come again without one."""

    def __init__(self, words: Sequence[str], country: str | None, unknown: bool) -> None:
        self.words = words
        self.country = country
        self.unknown = unknown
        self.learned: dict[str, tuple[int, int]] = {}

    def find(self) -> Iterator[PlaceMatch]:
        at, after = 0, -1  # `after`: where the last place ended, for coordinated names
        while at < len(self.words):
            match = self._announced(at) or self._free(at, after) or self._shaped(at)
            if match is None:
                at += 1
                continue
            yield match
            at = after = match.last
            if self.unknown:
                if not match.candidates:
                    self.learned[self.words[match.first]] = match.first, match.last
                announced = class_of(self.words[match.start]) if match.kind else None
                for further in self._listed(at, announced):
                    yield further
                    at = after = further.last

    def _known(self, at: int) -> tuple[int, tuple[GazetteerPlace, ...]] | None:
        return trie().longest(self.words, at)

    def _free(self, at: int, after: int) -> PlaceMatch | None:
        """A name of the gazetteer that needs no class word here."""
        here = self._known(at)
        if here is None or not self._admitted(at, here[0], after, here[1]):
            return None
        return PlaceMatch(at, here[0], at, None, here[1])

    def _announced(self, at: int) -> PlaceMatch | None:
        """The name behind the class word `words[at]`, in quotation marks or not."""
        words = self.words
        announced = class_words().get(words[at])
        opening = list_opening(words, at) if self.unknown else None
        if opening is not None:
            there = self._known(opening)
            return None if there is None else PlaceMatch(opening, there[0], at, "region", there[1])
        first = at + 2 if is_opened(words, at + 1) else at + 1
        if announced is None or first >= len(words):
            return None
        held = quoted_end(words, at + 1) if self.unknown and announced.part != "no" else None
        if held is not None:
            known = self._known(first)
            return PlaceMatch(first, held, at, announced.kind, known[1] if known and known[0] == held else ())
        # A class word may belong to the name itself: جبل الزاويه, قطاع غزه.
        here, there = self._known(at), self._known(first)
        if (
            self.unknown
            and (announced.kind, announced.part) == ("street", "whole")
            and (here is None or here[0] == at + 1)
        ):
            last = street_end(words, first, announced, there[0] if there else None)
            return None if last is None else PlaceMatch(at, last, at, announced.kind, ())
        # Some class words are themselves names of somewhere: قرى, تل.
        if self.unknown and (here is None or here[0] == at + 1) and (there is None or there[0] == first + 1):
            last = unknown_end(words, first, announced, known=there is not None)
            if last is None:
                last = self._common(first, announced, there is not None)
            if last is not None:
                start = at if announced.part == "whole" else first
                return PlaceMatch(start, last, at, announced.kind, ())
        if there is not None and (here is None or here[0] < there[0]):
            return PlaceMatch(first, there[0], at, announced.kind, there[1])
        return None

    def _common(self, first: int, announced: PlaceClass, known: bool) -> int | None:
        """The end of a name of common words, if the text says where it lies: `منطقة البنوك شرقي بغداد`."""
        if announced.part != "rare" or announced.number != "one":
            return None
        last = common_end(self.words, first)
        if last is None or (known and last == first + 1) or not is_located(self.words, last):
            return None
        return last

    def _shaped(self, at: int) -> PlaceMatch | None:
        """A name that the gazetteer lacks, without a class word: `في ديري قرب …`, `الحي الصناعي`."""
        if not self.unknown:
            return None
        words = self.words
        last = named_area_end(words, at)
        if last is None and at and words[at - 1] in naming_words():
            last = bare_end(words, at)
            if last is not None and words[at].startswith("ال"):
                last = last if words[at - 1] in local_words() and is_located(words, last) else None
        if last is None:
            last = self._again(at)
        return None if last is None else PlaceMatch(at, last, at, "village", ())

    def _again(self, at: int) -> int | None:
        """The end of an unknown name that was introduced before, behind a preposition."""
        learned = self.learned.get(self.words[at])
        if learned is None or not at or self.words[at - 1] not in local_words():
            return None
        length = learned[1] - learned[0]
        same = self.words[at : at + length] == self.words[learned[0] : learned[1]]
        return at + length if same and (length > 1 or bare_end(self.words, at) is not None) else None

    def _listed(self, at: int, announced: PlaceClass | None) -> Iterator[PlaceMatch]:
        """The further names of a list, from `words[at]` on, where a place has ended: `قرى كذا وكذا وكذا`.

        `announced` is the class word before the list, if there is one: behind a dual stands one name more, behind a
        plural any number; behind others only what can be nothing else.
        """
        words = self.words
        left = 1 if announced is not None and announced.number != "many" else len(words)
        rare = announced is None or announced.number == "one"
        while left > 0:
            left -= 1
            where = None if rare else location(words, at)
            if where is not None and (there := self._known(where[0])) is not None:
                yield PlaceMatch(*where, where[0], None, there[1])
                at = where[1]
            first = _next_listed(words, at)
            if first is None or first >= len(words) or words[first] in class_words():
                return
            known = self._known(first)
            last = listed_end(words, first, rare) if known is None or known[0] == first + 1 else None
            if last is not None and (known is None or known[0] < last) and (not rare or last > first + 1):
                yield PlaceMatch(first, last, first, announced.kind if announced else "village", ())
            elif known is not None and not rare:
                last = known[0]
                yield PlaceMatch(first, last, first, None, known[1])
            else:
                return
            at = last

    def _admitted(self, first: int, last: int, after: int, candidates: Sequence[GazetteerPlace]) -> bool:
        words = self.words
        if words[first - 1 : last] in _PRETEXTS:
            return False
        level = gazetteer.requirement(words[first:last], self.country)
        if level == "free":
            return True
        before = words[first - 1] if first else ""
        local = before in local_words() or before in supports()
        at_home = any(place.country == self.country for place in candidates)
        if level == "preposition" and (local or first == after or self._heads_row(first, last)):
            return True
        # A second name in a list of places: في جرابلس والباب.
        if before in _COORDINATORS and after == first - 1 and level == "preposition":
            return True
        if not at_home:
            return False
        listed = before in _COORDINATORS and after == first - 1
        located = (local or listed) and is_located(words, last)
        return located or is_label(words, first, last) or (local and self._heads_row(first, last))

    def _heads_row(self, first: int, last: int) -> bool:
        """Whether a name is the first of a row whose next name nothing else could be: `البغدادي والرمادي`."""
        following = after_coordinator(self.words, last)
        known = self._known(following) if following is not None and following - last == 1 else None
        return (
            known is not None
            and self.words[last] == "و"
            and gazetteer.requirement(self.words[following : known[0]], self.country) == "free"
            and (first == 0 or self.words[first - 1] in naming_words() | supports())
        )


def _next_listed(words: Sequence[str], at: int) -> int | None:
    """Where the next name of a list may begin; its conjunction may still be in it (`وطوطح`)."""
    first = after_coordinator(words, at)
    if first is not None and first < len(words) and is_glued(words[first]):
        return first
    if first is None and at < len(words) and is_glued(words[at]):
        return at
    return first
