"""Places: gazetteer names, and unknown names introduced by a class word (`قرية …`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from tawthiq import lexicon
from tawthiq.nlp.state import Found, View
from tawthiq.text import gazetteer
from tawthiq.text.matchers import word_set
from tawthiq.text.normalize import fold
from tawthiq.text.place_shapes import is_glued

# Which kinds of place a class word may go back to; the gazetteer's kinds are rougher than everyday words.
_ALIKE = {
    "city": ("city", "town"), "town": ("town", "village", "city"), "village": ("village", "town"),
    "governorate": ("governorate", "city"), "sector": ("region",), "region": ("region", "town", "village", "area"),
}  # fmt: skip


def find_places(view: View) -> list[Found]:
    """All places, left to right, none overlapping."""
    country = country_of(Counter(m.candidates[0].country for m in gazetteer.find(view.norms) if m.candidates))
    found: list[Found] = []
    admin1: str | None = None
    for match in gazetteer.find(view.norms, country, unknown=True):
        kind = _anaphor(view.norms[match.first : match.last])
        if kind is not None and (kind in _ALIKE or match.start == match.first):
            continue  # `بلدات المحافظة`; but `حي الميدان` is a name
        if not match.candidates:
            word = view.norms[match.first]
            if (word.endswith("يه") and not word.startswith("ال")) or word in _function_words():
                continue  # an adjective (`منطقة عسكرية`), a particle
            name = view.char_span(match.first, match.last).text
            if match.start == match.first and word not in gazetteer.class_words() and is_glued(word):
                name = name[1:]  # `وطوطح`: the conjunction could not be cut
            found.append(
                Found(
                    match.first, match.last, "PLACE", "", name, f"class-word:{match.kind}", (country, None, None, None)
                )
            )
            continue
        place = gazetteer.resolve(match.candidates, country, admin1, match.kind)
        if place.kind in ("governorate", "region"):
            admin1 = place.admin1 or place.name
        where = (place.country, place.admin1, place.lat, place.lon)
        name = view.char_span(match.first, match.last).text
        found.append(Found(match.first, match.last, "PLACE", place.id, name, f"gazetteer:{place.kind}", where))
    return _resolve_anaphors(view, found)


def _anaphor(words: Sequence[str]) -> str | None:
    """The kind of place that a definite class word alone speaks of (`المحافظة`: the one named before), or None."""
    if len(words) != 1 or not words[0].startswith("ال"):
        return None
    known = gazetteer.class_words().get(words[0].removeprefix("ال"))
    return known.kind if known is not None else None


def _resolve_anaphors(view: View, found: Sequence[Found]) -> list[Found]:
    """The places with `المحافظة`, `البلدة` … added wherever one of their kind was named before."""
    taken = {i for f in found for i in range(f.first - 1, f.last)}
    result: list[Found] = []
    named = list(found)
    for index, norm in enumerate(view.norms):
        while named and named[0].first <= index:
            result.append(named.pop(0))
        kind = _anaphor([norm])
        if kind is None or index in taken:
            continue
        kinds = _ALIKE.get(kind, (kind,))
        before = next((f for f in reversed(result) if f.rule.rpartition(":")[2] in kinds), None)
        if before is not None:
            result.append(
                before._replace(first=index, last=index + 1, rule=f"anaphor:{before.rule.rpartition(':')[2]}")
            )
    return [*result, *named]


def country_of(counter: Counter[str]) -> str | None:
    """The country a document is about: the one it names most."""
    return counter.most_common(1)[0][0] if counter else None


def in_chain(view: View, left: Found, right: Found) -> bool:
    """Whether two neighbouring places are links of one chain, the finer one first."""
    between = view.norms[left.last : right.first]
    return 0 < len(between) <= 4 and _linking_words().issuperset(between)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.first_column("function_words"))


@cache
def _linking_words() -> frozenset[str]:
    return word_set("place_links") | gazetteer.class_words().keys() | gazetteer.local_words()


def chains(view: View, places: Sequence[Found]) -> list[list[Found]]:
    """The places in groups: each group one place with the larger areas it lies in."""
    groups: list[list[Found]] = []
    for place in places:
        if groups and in_chain(view, groups[-1][-1], place):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups
