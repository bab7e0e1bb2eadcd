"""The scene of a text: the place that a reader has in mind when a sentence names none.

A heading that is a place sets the scene of the section below it (`دير الزور` on a line of its own, then
`سُجّلت 27 وفاة …`), until the section tells of an event somewhere else. In running text the scene moves on with every
place at which something happened, whether it was counted or not (`فجّر انتحاري نفسه في تكريت. وقُتل 12 شخصاً`), but not
with places that are only spoken of: where somebody went or came from, whose police or whose court it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from tawthiq.nlp.clauses import Clauses
from tawthiq.nlp.signs import COMMAS, CONJUNCTIONS, Signs
from tawthiq.nlp.state import Found, Trigger, within
from tawthiq.text import gazetteer
from tawthiq.text.matchers import word_set
from tawthiq.text.place_words import local_words

# A longer line is no heading.
_HEADING = 12
# How fine a place is: countries, areas, towns; villages and unknown names are finer; of streets the town is often said.
_LEVELS = {"country": 0, "governorate": 1, "region": 1, "area": 1, "city": 2, "town": 2, "street": 4}
_FINEST = 3
_STREET = 4
_STOPS = frozenset(".!?؟")
# How far behind a place one joined to it may stand.
_JOINED = 5


class _Site(NamedTuple):
    """A place and how it is named: `sited` where something was, `passing` where somebody went or came from."""

    mention: Found
    use: str
    told: bool  # an event is told in its clause
    clause: int  # the first word of it


class Setting(NamedTuple):
    """What a reader has in mind before a sentence.

    `heading` are the names of the places of its heading, the finest first; `told` is the first word of the last place
    of an event, -1 where there is none.
    """

    heading: tuple[str, ...] = ()
    told: int = -1


class Scene:
    """The setting of every sentence of a text."""

    def __init__(self, signs: Signs, mentions: Iterable[Found], triggers: Sequence[Trigger], clauses: Clauses) -> None:
        self.signs = signs
        self.triggers = [t for t in triggers if t.mode != "irrealis"]
        self.events = {i for t in self.triggers for i in range(t.first, t.last)}
        self.clauses = clauses
        self.places = sorted((m for m in mentions if m.label == "PLACE"), key=lambda m: m.first)
        self.settings = list(self._read()) if self.places else []

    def before(self, sentence: int) -> Setting:
        """The setting of a sentence: what was told before it."""
        return self.settings[sentence] if self.settings else Setting()

    def _read(self) -> Iterable[Setting]:
        heading: list[Found] = []  # what is meant of the heading of the section
        section: list[Found] = []
        told = -1
        paragraphs = self.signs.outline[0]
        for index, (first, last) in enumerate(self.signs.sentences):
            if index and paragraphs[index] != paragraphs[index - 1]:
                told = -1
            yield Setting(tuple(m.name for m in heading), told)
            places = within(self.places, first, last)
            if self._is_heading(index):
                heading = section = list(places) if places and self._names_only(first, last, places) else []
                continue
            sites = list(self._sites(index, places))
            names = {m.name for m in section}
            if any(s.told and s.use != "passing" and s.mention.name not in names for s in sites):
                heading = section = []
            elif named := [m for m in section if any(s.mention.name == m.name for s in sites)]:
                heading = named  # `الفلوجة وأبو غريب` as a heading: the one that the section speaks of
            if sites:
                told = self._last_told(sites)

    def _is_heading(self, index: int) -> bool:
        """Whether a sentence is a short line of its own that counts nothing and is no title of the text."""
        first, last = self.signs.sentences[index]
        if not index or last - first > _HEADING or self.signs.norms[last - 1] in _STOPS:
            return False
        paragraphs = self.signs.outline[0]
        alone = (
            paragraphs[index - 1] != paragraphs[index] and paragraphs[index] not in paragraphs[index + 1 : index + 2]
        )
        return alone and "count" not in self.signs.kinds[first:last]

    def _names_only(self, first: int, last: int, places: Sequence[Found]) -> bool:
        """Whether a line names places and nothing else: `■ ريف دمشق`."""
        named = {i for m in places for i in range(m.first, m.last)}
        rest = (w for i, w in enumerate(self.signs.norms[first:last], first) if i not in named and w[0].isalnum())
        return all(_is_class_word(w) or w in _sited_words() or w == "و" for w in rest)

    def _sites(self, sentence: int, places: Sequence[Found]) -> Iterable[_Site]:
        last: _Site | None = None
        for m in places:
            start, end, _ = self.clauses.around(sentence, m.first)
            told = bool(within(self.triggers, start, end))
            use = self._use(m, self.signs.sentences[sentence][0], last)
            last = _Site(m, use, told, start)
            yield last

    def _use(self, m: Found, floor: int, last: _Site | None) -> str:
        """How a place is named: by what stands before it, its class words (`مدينة`) and directions left aside."""
        norms = self.signs.norms
        at = m.first - 1
        near = False
        while at >= floor and (_is_class_word(norms[at]) or _is_local(norms[at])):
            near |= _is_local(norms[at])
            at -= 1
        word = norms[at] if at >= floor else ""
        joined = last is not None and m.first - last.mention.last <= _JOINED
        if last is not None and joined and (word in CONJUNCTIONS or word in COMMAS or at < last.mention.last):
            return last.use
        if word in word_set("towards") or word == "من":
            return "passing"
        return "sited" if near or word in _sited_words() or at in self.events else "other"

    def _last_told(self, sites: Sequence[_Site]) -> int:
        """The place of the last event of a sentence, if nothing else is named behind it: the finest of its clause."""
        last = sites[-1]
        if last.use != "sited" or not last.told or self._is_share(last.mention):
            return -1
        for site in reversed(sites[:-1]):
            if site.clause != last.clause or fineness(site.mention) <= fineness(last.mention):
                break
            if site.use == "sited":
                last = site
        return last.mention.first if fineness(last.mention) < _STREET else -1

    def _is_share(self, m: Found) -> bool:
        """`منها 40 في حلب و30 في درعا`: the places of shares are those of the shares only."""
        first = self.signs.clause(m.first, 0)
        return "subset" in self.signs.kinds[first : m.first]


def fineness(mention: Found) -> int:
    """How fine a place is: 0 for a country."""
    return _LEVELS.get(mention.rule.rpartition(":")[2], _FINEST)


def is_summed_up(signs: Signs, first: int, last: int) -> bool:
    """`وارتفع عدد القتلى منذ بداية العام إلى 205`: a toll of more than the incident that was told last."""
    words = word_set("totals") | word_set("summing")
    return not words.isdisjoint(signs.norms[first:last])


def _is_class_word(word: str) -> bool:
    return word in gazetteer.class_words() or word.removeprefix("ال") in gazetteer.class_words()


def _is_local(word: str) -> bool:
    return word in _places_near() or word in word_set("locating") or word in word_set("place_sides")


@cache
def _places_near() -> frozenset[str]:
    return local_words() - word_set("sited") - word_set("towards") - {"من", "ل"}


@cache
def _sited_words() -> frozenset[str]:
    return word_set("sited")
